"""The exercise stage: dressed figure in Blender, one call per frame -> RGBA picture with shadow."""
import contextlib, math, os, sys
import numpy as np
import bpy
from PIL import Image
from . import figure as F, render as R, poses as Po, props as P, shadow as Sh
from .rigging import complete

COLORS = dict(skin="#cf9f80", shirt="#3f8f8a", shorts="#36435a", shoe="#6f7f97", sole="#f3f1ec", hair="#4a3a31", iris="#33261f")


@contextlib.contextmanager
def quiet():
    """Blender talks to file descriptor 1 while it renders: send that nowhere"""
    sys.stdout.flush()
    keep, null = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    try:
        yield
    finally:
        os.dup2(keep, 1); os.close(keep); os.close(null)


def soft_edge(im, sigma=.7):
    """few samples leave a grainy outline (the denoiser cleans colour, not alpha): smooth it there only"""
    from scipy.ndimage import gaussian_filter, maximum_filter
    a = np.asarray(im).astype(np.float32) / 255
    edge = maximum_filter((a[..., 3] > .01) & (a[..., 3] < .99), 3)[..., None]
    pre = np.concatenate([a[..., :3] * a[..., 3:], a[..., 3:]], -1)
    pre = gaussian_filter(pre, (sigma, sigma, 0))
    soft = np.concatenate([pre[..., :3] / np.maximum(pre[..., 3:], 1e-4), pre[..., 3:]], -1)
    return Image.fromarray((np.where(edge, soft, a).clip(0, 1) * 255 + .5).astype(np.uint8), "RGBA")


class Stage:
    def __init__(self, threads=2, samples=24, engine="CYCLES", level=1, denoise=True):
        self.fig = F.build(level, eyes=True); self.po = Po.Poser(self.fig)
        R.reset(threads, engine)
        if engine == "CYCLES":
            R.quality(samples, denoise)
            bpy.context.scene.cycles.use_adaptive_sampling = False    # even edges
            bpy.context.scene.cycles.denoising_quality = "FAST"       # a third of the time saved, no difference to be seen
            bpy.context.scene.cycles.use_light_tree = False
            bpy.context.scene.cycles.debug_bvh_type = "DYNAMIC_BVH"       # every frame is a new shape
        rough = dict(skin=.6, shirt=.9, shorts=.9, shoe=.8, sole=.7, hair=.75, iris=.35)
        mats = {k: R.material(k, c, rough[k], .2 if k in ("skin", "sole", "shoe") else .08,
                              attr="col" if k in ("skin", "shorts", "shirt") else None) for k, c in COLORS.items()}
        self.ob = {}; self.prop_mats = {}; self.prop_points = []
        for p in self.fig.parts:
            o = R.mesh(p.name, p.v, p.f, [mats[p.mat]], colors=np.tile(R.srgb(COLORS[p.mat]), (len(p.v), 1)))
            self.ob[p.name] = o
            if p.solidify:
                m = o.modifiers.new("s", "SOLIDIFY"); m.thickness = p.solidify; m.offset = -1

    def highlight(self, names, side=None, color="#e0452f", strength=.8):
        """tint the named muscles (muscles.py); side 'R', 'L' or None = both.  Call once per exercise."""
        from . import muscles
        for p in self.fig.parts:
            if p.mat not in ("skin", "shorts", "shirt"):
                continue
            base = np.tile(R.srgb(COLORS[p.mat]), (len(p.v), 1)).astype(np.float32)
            if names:
                w = muscles.masks(p.v, self.fig.skel, names)[:, None] * strength
                if side:
                    w = w * (p.v[:, :1] * (-1 if side == "R" else 1) > 0)
                base = base * (1 - w) + np.array(R.srgb(color)) * w
            at = self.ob[p.name].data.attributes["col"]
            at.data.foreach_set("color", base.astype(np.float32).ravel())
            self.ob[p.name].data.update()

    def skin(self, M, breath=0.):
        """posed vertices; what would sink into the floor is pressed flat (soft parts only); breath 0..1 lifts the chest"""
        out = {}
        for p in self.fig.parts:
            rest = p.v
            if breath and p.name in ("body", "shirt"):
                p.v = rest + self._chest(rest) * breath
            v = self.fig.skin(p, M)
            p.v = rest
            lim = {"body": .002, "shorts": .001, "shirt": 0.}.get(p.name)
            if lim is not None:
                v[:, 2] = np.where(v[:, 2] > lim - .035, np.maximum(v[:, 2], lim), v[:, 2])
            out[p.name] = v
        return out

    def _chest(self, v):
        """how a deep breath moves the front of the trunk, rest pose"""
        h = self.fig.skel.head
        c = h["spine03"] * .5 + h["spine02"] * .5
        w = np.exp(-((v[:, 0] / .13) ** 2 + ((v[:, 2] - c[2]) / .14) ** 2)) * (v[:, 1] < c[1])
        return w[:, None] * [0, -.022, .004]

    def where(self, s, t, verts, lift):
        """places of the figure in one frame, for the props"""
        h = self.fig.skel.head
        shorts = self.fig.part("shorts").v
        sat = np.abs(shorts[:, 2] - (h["upperleg01.R"][2] - .03)) < .09
        low = verts["shorts"][sat]
        low = low[low[:, 2] < low[:, 2].min() + .02]
        extra = {"seat": low.mean(0) * [1, 1, 0] + [0, 0, low[:, 2].min() + .012], "floor": np.zeros(3)}
        extra["seat_mid"] = extra["seat"]
        for d in "RL":
            extra[f"knee_mid_{d}"] = s[1][f"lowerleg01.{d}"] + t + [0, 0, lift]
        return P.Where(lambda n: extra[n] if n in extra else self.po.point(s, n) + t + [0, 0, lift], verts)

    def props(self, items, first, now, last):
        """build the things of one frame (props.py); returns their corner points"""
        for o in [o for o in bpy.data.objects if o.name.startswith("prop")]:
            me = o.data; bpy.data.objects.remove(o, do_unlink=True); bpy.data.meshes.remove(me)
        self.prop_points = []; seen = [np.zeros((0, 3))]; every = [np.zeros((0, 3))]
        for it in items or []:
            for p in P.build(it, first, now, last):
                mat = self.prop_mats.setdefault((p.color, p.rough), None) or R.material(f"prop{p.color}", p.color, p.rough, .08)
                self.prop_mats[(p.color, p.rough)] = mat
                o = R.mesh("prop", p.v, p.f, [mat], smooth=p.smooth)
                if p.bevel:
                    b = o.modifiers.new("b", "BEVEL"); b.width = p.bevel; b.segments = 3
                if P.kind(it) != "mat":
                    self.prop_points.append(Sh.sample(p.v, p.f))
                every.append(p.v)
                if it.get("frame", True):
                    seen.append(p.v)
        self.prop_corners = np.concatenate(every)
        return np.concatenate(seen)

    @staticmethod
    def frame_camera(V, az, el, fov, res, margin=1.10):
        """target and distance so that all points fit the picture"""
        a, e = math.radians(az), math.radians(el)
        d = np.array([-math.sin(a) * math.cos(e), -math.cos(a) * math.cos(e), math.sin(e)])
        right = np.cross(-d, [0, 0, 1]); right /= np.linalg.norm(right); up = np.cross(right, -d)
        t = math.tan(math.radians(fov) / 2)
        c = V.mean(0); dist = 5.
        for _ in range(12):
            q = V - (c + d * dist)
            z = -(q @ d); x = q @ right / z / (t * res[0] / res[1]); y = q @ up / z / t
            zc = dist
            c = c + right * (x.max() + x.min()) / 2 * t * zc * res[0] / res[1] + up * (y.max() + y.min()) / 2 * t * zc
            half = max((x.max() - x.min()) / 2, (y.max() - y.min()) / 2) * margin
            dist *= half
        return c, dist, right, up, -d

    def shot(self, cam, fov, res):
        """light and camera for one exercise; cam = (c, dist, right, up, fwd, az, el)"""
        self.cam, self.fov, self.res = cam, fov, res
        c, dist, *_, az, el = cam
        R.studio(az, tuple(c), 1.)
        R.camera(az, el, tuple(c), dist, fov=fov, res=res)

    def _border(self, V, margin=.02):
        """render only the part of the picture that holds something"""
        c, dist, right, up, fwd, *_ = self.cam
        q = V - (c - fwd * dist); z = q @ fwd; t = math.tan(math.radians(self.fov) / 2)
        x = q @ right / z / (t * self.res[0] / self.res[1]) / 2 + .5; y = q @ up / z / t / 2 + .5
        r = bpy.context.scene.render
        r.use_border, r.use_crop_to_border = True, False
        r.border_min_x, r.border_max_x = max(0, x.min() - margin), min(1, x.max() + margin)
        r.border_min_y, r.border_max_y = max(0, y.min() - margin), min(1, y.max() + margin)

    def frame(self, verts, path, shadow=True):
        """render one frame as an RGBA image, soft floor shadow included"""
        c, dist, right, up, fwd, *_ = self.cam
        for n, v in verts.items():
            R.set_verts(self.ob[n], v)
        self._border(np.concatenate([*verts.values(), self.prop_corners]))
        with quiet():
            R.render(path)
        im = soft_edge(Image.open(path).convert("RGBA"))
        if not shadow:
            return im
        V = np.concatenate([*verts.values(), *self.prop_points])
        a = Sh.render(Sh.floor_map(V, None), c - fwd * dist, right, up, fwd, self.fov, self.res, ss=1)
        sh = np.zeros((self.res[1], self.res[0], 4), np.uint8); sh[..., :3] = (38, 40, 48)
        sh[..., 3] = np.clip(a * 235, 0, 255)
        base = Image.fromarray(sh, "RGBA"); base.alpha_composite(im)
        return base


def timeline(po, keys, n, loop="pingpong"):
    """-> list of n poses.  The keys are solved first, so contact angles blend smoothly.
    keys: list of {pose, hold, move}; move = share of the way to reach the NEXT key.  There and back: the n stored
    frames run from the first key to the last (the player holds and turns round); cycle: the n frames close the ring.
    Monotone splines through the keys: no overshoot, standing still at every turning point."""
    K = [complete(po.place(k["pose"])[1]) for k in keys]
    if len(K) == 1:
        return K * n
    knots, seq, t = [], [], 0.
    for i, k in enumerate(keys):
        knots.append(t); seq.append(i)
        if loop == "cycle" and k.get("hold"):
            t += k["hold"]; knots.append(t); seq.append(i)
        t += k.get("move", 1.)
    if loop == "cycle":
        total = t
        at = np.arange(n) / n * total
        knots = [x + r * total for r in (-1, 0, 1) for x in knots]; seq = seq * 3
    else:
        total = knots[-1]
        at = np.linspace(0, total, n)
        knots = [-x for x in knots[:0:-1]] + knots + [2 * total - x for x in knots[-2::-1]]
        seq = seq[:0:-1] + seq + seq[-2::-1]
    return Po.spline([K[i] for i in seq], knots, at)
