"""From an anatomical pose (numbers of the exercise file) to a placed skeleton.

A pose is a dict of joint angles (rigging.py) plus
  root:  base: stand | supine | prone | side_left | side_right | all_fours   (side_left = lying ON the left side)
         tilt, list, turn: extra degrees about the body's own x, y, z axes (tilt + = bend forward)
  plant: foot_R | foot_L | feet | toes_R | toes_L | toes
         that sole is flat on the floor and the body's forward tilt FOLLOWS from the leg's joint angles
         (squats, lunges, heel raises need no root angles); the pelvis stays level sideways (root.list)
         and the subtalar joint takes up the rest
  fit:   list of "variable ~ condition", solved together by least squares, e.g.
            - hip_L.flex ~ ball_L.z = 0          (rear foot reaches the floor)
            - knee ~ heel_R.z = upper_back.z     (both feet at the height of the shoulders: bridge)
            - hip_L.flex ~ foot_L.pitch = 0      (sole parallel to the floor)
         a variable without _R/_L drives both sides; 0 and other numbers are metres or degrees;
         .z counts from the floor, .x/.y from the anchor point.  "= @" PINS the value to what it was in the
         first frame of the loop (a planted foot that must not slide):  hip.abd ~ ball_L.x = @
  reach: hands that touch something: {R: [knee_R, 0, -0.02, 0.03]} puts the right palm at that point plus an
         offset in metres (x left, y back, z up); {R: [anchor, .2, -.3, .9]} = from the anchor point, z from the floor.
         It solves shoulder flexion, shoulder abduction and elbow; shoulder rotation chooses where the elbow goes.
  lift, shift: [x, y]  move the figure by so many metres in this pose (hops, a step forward)
  floor: list of contact points that define z = 0 (default: the lowest skin point of all)
A value on the right side may carry an offset: "palm_R.z = knee_R.z+0.05"
"""
import math, re
import numpy as np
from . import hands
from .rigging import rx, ry, rz, complete, MIRROR

BASE = {
    "stand": np.eye(3),
    "supine": rx(-90),                                            # head +Y, face up
    "prone": rz(180) @ rx(90),                                    # head +Y, face down
    "side_right": np.array([[0, 1., 0], [0, 0, 1], [1, 0, 0]]),   # right side down, head +Y, faces -X
    "side_left": np.array([[0, -1., 0], [0, 0, 1], [-1, 0, 0]]),  # left side down, head +Y, faces +X
    "all_fours": rz(180) @ rx(90),
}
COMP = dict(flex=0, abd=1, rot=2, dorsi=0, inv=1, side=1, turn=2, elev=0, prot=1, dev=1)


class Poser:
    def __init__(self, fig):
        self.fig, self.sk = fig, fig.skel
        self._points()
        self.reset()

    def reset(self, anchor=None):
        """start a new exercise; anchor = the point that stays over one spot of the floor"""
        self.pins, self.record_pins, self._anchor, self._floor_names = {}, True, anchor, None

    @staticmethod
    def default_anchor(pose):
        pl = pose.get("plant") or ""
        return ("toe_" if pl.startswith("toes") else "ankle_") + (pl[-1] if "_" in pl else "R") if pl else "pelvis"

    def _points(self):
        """named contact points: (bone, rest position)"""
        P = {}; self.dirs = {}
        sole = {s: self.fig.part(f"sole_{s}").v if any(p.name == "sole_R" for p in self.fig.parts) else None for s in "RL"}
        h = self.sk.head
        body = np.concatenate([p.v for p in self.fig.parts if p.name in ("body", "shirt", "shorts")])
        for s in "RL":
            v = sole[s]
            yh, yt = v[:, 1].max(), v[:, 1].min()
            L = yh - yt
            def low(y0, y1):
                m = (v[:, 1] > y0) & (v[:, 1] < y1); i = np.argmin(np.where(m, v[:, 2], 9)); return v[i]
            cx = np.median(v[:, 0])
            a = low(yh - .20 * L, yh - .10 * L); P[f"heel_{s}"] = (f"foot.{s}", np.array([cx, a[1], a[2]]))
            a = low(yt + .28 * L, yt + .36 * L); P[f"ball_{s}"] = (f"foot.{s}", np.array([cx, a[1], a[2]]))
            a = low(yt + .05 * L, yt + .15 * L); P[f"toe_{s}"] = (f"toe3-1.{s}", np.array([cx, a[1], a[2]]))
            k = h[f"lowerleg01.{s}"]
            m = (np.abs(body[:, 2] - k[2]) < .03) & (np.abs(body[:, 0] - k[0]) < .08)
            P[f"knee_{s}"] = (f"lowerleg01.{s}", np.array([k[0], body[m][:, 1].min(), k[2] - .02]))
            P[f"ankle_{s}"] = (f"foot.{s}", h[f"foot.{s}"].copy())
            P[f"hip_{s}"] = (f"pelvis.{s}", h[f"upperleg01.{s}"].copy())
            P[f"shoulder_{s}"] = (f"clavicle.{s}", h[f"upperarm01.{s}"].copy())
            P[f"elbow_{s}"] = (f"lowerarm01.{s}", h[f"lowerarm01.{s}"].copy())
            P[f"wrist_{s}"] = (f"wrist.{s}", h[f"wrist.{s}"].copy())
            P[f"hand_{s}"] = (f"wrist.{s}", h[f"finger3-1.{s}"].copy())
            tr = body[(np.abs(body[:, 2] - h[f"upperleg01.{s}"][2]) < .04) & (np.abs(body[:, 0]) < .25)]
            P[f"buttock_{s}"] = ("root", np.array([h[f"upperleg01.{s}"][0] * .8, tr[:, 1].max(), h[f"upperleg01.{s}"][2] - .01]))
            sg = -1 if s == "R" else 1
            def lateral(j, dz=.03, dx=.11):
                m = (np.abs(body[:, 2] - j[2]) < dz) & (np.abs(body[:, 0] - j[0]) < dx)
                w = body[m]; return w[np.argmax(w[:, 0] * sg)].copy()
            P[f"knee_side_{s}"] = (f"lowerleg01.{s}", lateral(k))
            P[f"shoulder_side_{s}"] = (f"shoulder01.{s}", lateral(h[f"upperarm01.{s}"] + [sg * .03, 0, -.03], .03, .12))
            P[f"rib_side_{s}"] = ("spine02", lateral(h["spine02"] + [sg * .08, 0, .0], .02, .09))
            P[f"sit_{s}"] = ("root", h[f"upperleg01.{s}"] * [.75, 1, 1] + [0, .045, -.085])
            P[f"side_{s}"] = ("root", lateral(h[f"upperleg01.{s}"], .05, .15))
            P |= self._limb_points(s, body)
        body = body[np.abs(body[:, 0]) < .3]
        z = h["spine01"][2]
        m = (np.abs(body[:, 2] - z) < .03) & (np.abs(body[:, 0]) < .10)
        P["upper_back"] = ("spine01", np.array([0, body[m][:, 1].max(), z]))
        m = (np.abs(body[:, 2] - .1) < .03) & (np.abs(body[:, 0]) < .08)
        P["sacrum"] = ("root", np.array([0, body[m][:, 1].max(), .1]))
        P["head_back"] = ("head", np.array([0, .055, h["head"][2] + .06]))
        for n, b, z in (("belly", "root", .12), ("chest", "spine02", h["spine02"][2])):
            m = (np.abs(body[:, 2] - z) < .03) & (np.abs(body[:, 0]) < .10)
            P[n] = (b, np.array([0, body[m][:, 1].min(), z]))
        P["pelvis"] = ("root", h["root"].copy())
        self.points = P

    def _limb_points(self, s, body):
        """palm, fingertips, sole and the front and back surface of thigh, knee and shank"""
        h, sk = self.sk.head, self.sk
        n = hands.frame(h, s)[:, 2]
        wr, kn = h[f"wrist.{s}"], h[f"finger3-1.{s}"]
        tip = h[f"finger3-3.{s}"] + (h[f"finger3-3.{s}"] - h[f"finger3-2.{s}"])
        self.dirs[f"hand_{s}"] = (f"wrist.{s}", (kn - wr) / np.linalg.norm(kn - wr))
        self.dirs[f"palm_{s}"] = (f"wrist.{s}", n)
        P = {f"palm_{s}": (f"wrist.{s}", wr * .35 + kn * .65 + n * .018),
             f"tip_{s}": (f"finger3-3.{s}", tip)}
        hip, knee, ank = h[f"upperleg01.{s}"], h[f"lowerleg01.{s}"], h[f"foot.{s}"]

        def skin_at(a, b, t, front):
            c = a + (b - a) * t
            w = body[(np.abs(body[:, 2] - c[2]) < .02) & (np.abs(body[:, 0] - c[0]) < .03)]
            return w[np.argmin(w[:, 1]) if front else np.argmax(w[:, 1])].copy()
        for name, t in (("thigh", .55), ("thigh_low", .8)):
            P[f"{name}_{s}"] = (f"upperleg02.{s}", skin_at(hip, knee, t, True))
            P[f"{name}_back_{s}"] = (f"upperleg02.{s}", skin_at(hip, knee, t, False))
        P[f"knee_back_{s}"] = (f"upperleg02.{s}", skin_at(hip, knee, .97, False))
        P[f"shin_{s}"] = (f"lowerleg01.{s}", skin_at(knee, ank, .45, True))
        P[f"calf_{s}"] = (f"lowerleg01.{s}", skin_at(knee, ank, .35, False))
        P[f"calf_low_{s}"] = (f"lowerleg02.{s}", skin_at(knee, ank, .75, False))
        return P

    # ---- skeleton with root orientation, no translation yet
    def solve(self, pose):
        pose = complete(pose)
        pose["root"] = dict(pose.get("root") or {})
        fits = [self._parse(f) for f in self.plant_fits(pose) + self.reach_fits(pose) + list(pose.get("fit", []))]
        # a pin without a recorded value (first frame) is left out now and recorded after solving
        new = [f[1] for f in fits if f[2] == "@" and f[1] not in self.pins]
        fits = [f if f[2] != "@" else [f[0], f[1], str(self.pins[f[1]])] for f in fits if f[2] != "@" or f[1] in self.pins]
        if fits:
            from scipy.optimize import least_squares
            var = [k for vs, *_ in fits for k in vs[:1]]
            x0 = np.array([self._get(pose, vs[0]) for vs, *_ in fits])

            def apply(x):
                for (vs, *_), val in zip(fits, x):
                    for k in vs:
                        self._set(pose, k, float(val))

            def res(x):
                apply(x)
                st = self._state(pose)
                r = []
                for _, lhs, rhs in fits:
                    a, b = self._measure(st, lhs), self._measure(st, rhs)
                    r.append((a - b) * (1 if "." in lhs and lhs.split(".")[1] in "xyz" else .01) * 100)
                return np.concatenate([r, (x - x0) * 1e-4])
            sol = least_squares(res, x0, method="trf", diff_step=1e-3)
            apply(sol.x)
            pose["_fit_error"] = float(np.abs(res(sol.x)[:len(fits)]).max())
        st = self._state(pose)
        if self.record_pins:
            self.pins.update({m: float(self._measure(st, m)) for m in new})
        return pose, st

    def _root(self, pose):
        r = pose["root"]
        return BASE[r.get("base", "stand")] @ rx(r.get("tilt", 0)) @ ry(r.get("list", 0)) @ rz(r.get("turn", 0))

    def _state(self, pose):
        return self.sk.fk(pose, self._root(pose))

    @staticmethod
    def plant_fits(pose):
        pl = pose.get("plant")
        if not pl:
            return []
        if pl in ("feet", "toes"):
            part, sides, main = ("foot" if pl == "feet" else "toes"), "RL", "R"
        else:
            part, main = pl.split("_"); sides = main
        out = [f"root.tilt ~ {part}_{main}.pitch = 0"]
        out += [f"ankle_{s}.inv ~ {part}_{s}.roll = 0" for s in sides]
        return out

    @staticmethod
    def reach_fits(pose):
        out = []
        for s, (name, *d) in (pose.get("reach") or {}).items():
            var = (f"shoulder_{s}.abd", f"shoulder_{s}.flex", f"elbow_{s}")
            for v, c, x in zip(var, "xyz", d):
                out.append(f"{v} ~ palm_{s}.{c} = {x}" if name == "anchor" else f"{v} ~ palm_{s}.{c} = {name}.{c}{x:+.4f}")
        return out

    def point(self, st, name):
        A, H, P = st
        b, r = self.points[name]
        return H[b] + A[b] @ (r - self.sk.head[b])

    def _measure(self, st, expr):
        try:
            return float(expr)
        except ValueError:
            pass
        m = re.match(r"(\w+\.\w+)([+-][\d.]+)$", expr)
        if m:
            return self._measure(st, m.group(1)) + float(m.group(2))
        n, c = expr.split(".")
        if c in ("up", "front", "left"):                              # where the fingers (hand_R) or the palm (palm_R) point
            b, d = self.dirs[n]
            v = (st[0][b] @ d)[{"up": 2, "front": 1, "left": 0}[c]] * (-1 if c == "front" else 1)
            return math.degrees(math.asin(np.clip(v, -1, 1)))
        if c in "xyz":
            if c == "z":
                return self.point(st, n)[2] - self._floor(st)[2]
            i = "xy".index(c)
            return self.point(st, n)[i] - (self.point(st, self._anchor)[i] if self._anchor else 0.)
        if c in ("pitch", "roll"):                                   # pitch > 0: toes higher than heel
            P = st[2][{"foot": f"foot.{n[-1]}", "toes": f"toe3-1.{n[-1]}", "hand": f"wrist.{n[-1]}"}[n.split("_")[0]]]
            d = P @ np.array([0, -1., 0]) if c == "pitch" else P @ np.array([1., 0, 0])
            return math.degrees(math.asin(np.clip(d[2], -1, 1)))
        raise ValueError(expr)

    def _floor(self, st):
        f = self._floor_names
        if not f:
            return np.zeros(3)
        z = []
        for n in f:                                                   # "elbow_R:0.035" = floor 35 mm under that point
            n, _, off = n.partition(":")
            z.append(self.point(st, n)[2] - float(off or 0))
        return np.array([0, 0, min(z)])

    def _parse(self, f):
        m = re.match(r"\s*(\S+)\s*~\s*(\S+)\s*=\s*(\S+)\s*$", f)
        v, lhs, rhs = m.groups()
        base, _, comp = v.partition(".")
        if base == "root":
            return [v], lhs, rhs
        if base[-2:] in ("_R", "_L") or base in ("spine", "neck"):
            return [v], lhs, rhs
        return [f"{base}_R" + (f".{comp}" if comp else ""), f"{base}_L" + (f".{comp}" if comp else "")], lhs, rhs

    def _get(self, pose, k):
        b, _, c = k.partition(".")
        if b == "root":
            return pose["root"].get(c, 0)
        v = pose[b]
        return v[COMP[c]] if isinstance(v, list) else v

    def _set(self, pose, k, x):
        b, _, c = k.partition(".")
        if b == "root":
            pose["root"][c] = x
        elif isinstance(pose[b], list):
            pose[b] = list(pose[b]); pose[b][COMP[c]] = x
        else:
            pose[b] = x

    def place(self, pose, anchor=None, sink=.022):
        """-> (M (nb,3,4), pose, state).  anchor = (point name, xy) keeps that point over a fixed spot"""
        self._floor_names = pose.get("floor")
        main = None
        if pose.get("plant"):
            main = pose["plant"][-1] if "_" in pose["plant"] else "R"
            if not self._floor_names:
                self._floor_names = [f"toe_{main}"] if pose["plant"].startswith("toes") else [f"heel_{main}", f"ball_{main}"]
        pose, st = self.solve(pose)
        A, H, P = st
        M = self.sk.matrices(A, H)
        # exact floor: the planted sole's lowest vertex; else the trunk's weight presses the soft
        # parts flat (the floor is where 4 % of trunk and thigh would be below it, at most `sink` deep)
        if main:
            z = self.fig.skin(self.fig.part(f"sole_{main}"), M)[:, 2].min()
        elif pose.get("floor"):
            z = self._floor(st)[2] + min(sink, .012)
        else:
            low = {p.name: self.fig.skin(p, M)[:, 2] for p in self.fig.parts}
            soft = np.concatenate([low[n] for n in ("body", "shirt", "shorts") if n in low])
            hard = min(x.min() for n, x in low.items() if n.startswith("sole"))
            z = min(soft.min() + sink, np.percentile(soft, 4), hard + .004)
        t = np.array([0, 0, pose.get("lift", 0.) - z])
        if anchor:
            t[:2] = np.asarray(anchor[1]) - self.point(st, anchor[0])[:2]
        t[:2] += pose.get("shift", [0, 0])
        M = M.copy(); M[:, :, 3] += t
        return M, pose, st, t


def mirror_pose(p):
    """the same exercise for the other side"""
    out = {}
    for k, v in p.items():
        if k.endswith("_R"): k2 = k[:-2] + "_L"
        elif k.endswith("_L"): k2 = k[:-2] + "_R"
        else: k2 = k
        if k in ("spine", "neck"):
            v = list(v) + [0] * (3 - len(v)); v = [v[0], -v[1], -v[2]]
        if k == "plant" and "_" in v:
            v = v[:-1] + {"R": "L", "L": "R"}[v[-1]]
        if k in ("fit", "floor"):
            v = [re.sub(r"_([RL])(?![A-Za-z])", lambda m: "_" + {"R": "L", "L": "R"}[m.group(1)], x) for x in v]
        if k == "root":
            v = dict(v); b = v.get("base")
            v["base"] = {"side_left": "side_right", "side_right": "side_left"}.get(b, b)
            for a in ("list", "turn"):
                if a in v: v[a] = -v[a]
        out[k2] = v
    return out


def _num(x):
    try:
        return float(x)
    except ValueError:
        return None


def _leaves(pose):
    """all numbers of a pose by path, so that they can be splined; conditions "a ~ b.z = 3" count as numbers too"""
    out = {}
    for k, v in pose.items():
        if k == "fit":
            for f in v:
                l, r = f.rsplit("=", 1)
                if _num(r) is not None:
                    out[(k, l.strip())] = float(r)
        elif k == "reach":
            out.update({(k, s, i + 1): float(x) for s, (_, *d) in v.items() for i, x in enumerate(d)})
        elif isinstance(v, dict):
            out.update({(k, c): float(x) for c, x in v.items() if _num(x) is not None})
        elif isinstance(v, (list, tuple)):
            out.update({(k, i): float(x) for i, x in enumerate(v) if _num(x) is not None})
        elif _num(v) is not None:
            out[(k,)] = float(v)
    return out


def _left(fit):
    return fit.rsplit("=", 1)[0].strip()


def _between(K, knots, t):
    """the key nearest to t, with only those conditions that the keys on both sides of t share"""
    import copy
    i = min(max(int(np.searchsorted(knots, t, side="right")) - 1, 0), len(K) - 2)
    near = i if t - knots[i] <= knots[i + 1] - t else i + 1
    pose = copy.deepcopy(K[near])
    if min(abs(t - knots[i]), abs(t - knots[i + 1])) > 1e-9:
        both = {_left(f) for f in K[i].get("fit", [])} & {_left(f) for f in K[i + 1].get("fit", [])}
        pose["fit"] = [f for f in pose.get("fit", []) if _left(f) in both]
        for s in set(pose.get("reach", {})) - (set(K[i].get("reach", {})) & set(K[i + 1].get("reach", {}))):
            del pose["reach"][s]
    return pose


def spline(K, knots, at):
    """poses at the times `at`, from poses K at the times `knots` (PCHIP: smooth, never beyond the keys).
    What is not a number (which foot is planted) comes from the nearest key; a condition holds between two keys
    if both have it (otherwise their solved angles are blended)."""
    from scipy.interpolate import PchipInterpolator
    L = [_leaves(k) for k in K]
    curves = {}
    for p in {p for l in L for p in l}:
        y = [l.get(p, 0. if p[0] in ("root", "lift", "shift") else None) for l in L]
        if None not in y:
            curves[p] = PchipInterpolator(knots, y)(at)
        elif p[0] in ("fit", "reach"):                                # shared by some keys only: straight between neighbours
            known = [(k, v) for k, v in zip(knots, y) if v is not None]
            curves[p] = np.interp(at, *zip(*known))
    out = []
    for j, t in enumerate(at):
        pose = _between(K, knots, t)
        for p, c in curves.items():
            _put(pose, p, float(c[j]))
        out.append(pose)
    return out


def _put(pose, p, x):
    """write one number back into a pose (path as in _leaves)"""
    if p[0] == "fit":
        pose["fit"] = [f"{p[1]} = {x:.5f}" if _left(f) == p[1] else f for f in pose.get("fit", [])]
    elif p[0] == "reach":
        if p[1] in pose.get("reach", {}):
            pose["reach"][p[1]][p[2]] = x
    elif p[0] == "root":
        pose["root"][p[1]] = x
    elif len(p) == 2:
        pose.setdefault(p[0], [0., 0.])
        pose[p[0]] = list(pose[p[0]]); pose[p[0]][p[1]] = x
    else:
        pose[p[0]] = x
