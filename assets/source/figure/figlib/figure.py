"""The dressed mannequin: list of parts, each with rest vertices, faces and skin weights.

build() returns a Figure; Figure.posed(pose) gives the vertices of every part.
All shapes are derived from the CC0 hm08 mesh or are procedural.
"""
import numpy as np
import scipy.sparse as sp
from scipy import ndimage
from . import base, subdiv, rigging, clip

NB = 13380                                  # body vertices come first in base.obj


def smoothstep(a, b, x):
    t = np.clip((x - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


class Part:
    def __init__(self, name, v, f, W, mat, solidify=0., colors=None):
        self.name, self.v, self.f, self.mat = name, np.asarray(v), np.asarray(f), mat
        self.W = sp.csr_matrix(W); self.solidify = solidify; self.colors = colors


class Figure:
    def __init__(self, parts, skel, raw):
        self.parts, self.skel, self.raw = parts, skel, raw
        self.par = [skel.index[skel.parent[b]] if skel.parent[b] else -1 for b in skel.order]

    def part(self, name):
        return next(p for p in self.parts if p.name == name)

    def skin(self, part, M, dq=.45):
        """blend of linear and dual-quaternion skinning (dq = share of DQS)"""
        a = rigging.lbs(part.v, part.W, M)
        return a if dq == 0 else (1 - dq) * a + dq * rigging.dqs(part.v, part.W, M, self.par)


def raw_body():
    return base.raw_vertices()


def build(level=1, clothes=True, shoes=True, hair=True, knees=True, eyes=False):
    """the figure; `eyes` adds plain dark eyes and brows, as in a drawn picture"""
    raw = raw_body()
    m = base.to_blender(raw)
    skel = rigging.Skeleton(raw)
    W = base.weight_matrix(skel.order, len(m))
    idx = skel.index
    q = base.faces("body")
    S, q1 = subdiv.refine(q, NB, level)
    v = S @ m[:NB]
    W1 = sp.csr_matrix(S @ W[:NB])
    h = skel.head

    def wsum(pred):
        return np.asarray(W1[:, [i for b, i in idx.items() if pred(b)]].sum(1)).ravel()

    arm = wsum(lambda b: b.startswith(("upperarm", "lowerarm", "wrist", "finger", "metacarpal")))
    headw = wsum(lambda b: b.startswith(("head", "jaw", "oris", "levator", "special", "orbic", "temporalis",
                                         "oculi", "risorius", "tongue", "eye")))
    footw = {s: wsum(lambda b: b.endswith(s) and b.startswith(("foot", "toe"))) for s in "RL"}

    # ---- calm the face: mannequin, not portrait
    face = smoothstep(.5, .95, headw)
    v = subdiv.laplacian_smooth(v, q1, 5 * 4 ** (level - 1), .5, face)
    ez, ey = h["eye.R"][2], h["eye.R"][1]
    mz = h["oris01"][2] if "oris01" in h else ez - .06
    front = smoothstep(ey + .03, ey - .01, v[:, 1]) * face
    soft = front * np.exp(-((v[:, 2] - ez) / .020) ** 2) * smoothstep(.006, .018, abs(v[:, 0]))
    v = subdiv.laplacian_smooth(v, q1, 26 * 4 ** (level - 1), .5, soft)
    if knees:
        v = _sculpt_knees(v, q1, W1, skel)
    n = subdiv.vertex_normals(v, q1)

    # ---- scalar fields in the rest pose
    t_arm = np.zeros(len(v)); t_leg = np.zeros(len(v))
    right = v[:, 0] < 0
    for s, sel in (("R", right), ("L", ~right)):
        a, b = h[f"upperarm01.{s}"], h[f"lowerarm01.{s}"]
        d = b - a; t_arm[sel] = ((v[sel] - a) @ d) / (d @ d)
        a, b = h[f"upperleg01.{s}"], h[f"lowerleg01.{s}"]
        d = b - a; t_leg[sel] = ((v[sel] - a) @ d) / (d @ d)
    Larm = np.linalg.norm(h["lowerarm01.R"] - h["upperarm01.R"])
    Lleg = np.linalg.norm(h["lowerleg01.R"] - h["upperleg01.R"])
    zhip = h["upperleg01.R"][2]
    sleeve = np.where(arm > .5, (.60 - t_arm) * Larm, .2)
    # crew neck: a cylinder around the neck axis, lower in front
    zn = h["neck01"][2]
    yc = h["neck01"][1] - .004
    neck_r = np.hypot(v[:, 0] / .075, (v[:, 1] - yc) / .078) - 1
    collar = zn - .060 + .062 * smoothstep(yc - .05, yc + .045, v[:, 1])       # low in front, high behind
    neck = np.where((v[:, 2] > zn - .12) & (arm < .5), np.maximum(neck_r * .075, collar - v[:, 2]), .2)
    hem = v[:, 2] - (zhip - .045 - .012 * smoothstep(-.05, .1, v[:, 1]))
    shirt = np.minimum(np.minimum(sleeve, neck), hem)
    shirt = np.where(headw > .3, -.05, shirt)
    waist = (zhip + .01) - v[:, 2]
    leg_hem = (.47 - t_leg) * Lleg
    shorts = np.minimum(np.where(arm > .3, -.05, waist), leg_hem)

    parts = []
    hide = np.zeros(len(v), bool)

    # what cloth rests on: the body with nipples, navel and the cleft smoothed away
    trunk = (1 - smoothstep(.2, .6, arm)) * (1 - smoothstep(.0, .25, t_leg)) * (headw < .2)
    # flat, gender-neutral chest: refill a disc around each nipple with a soap-film patch
    nip = base.to_blender(raw[[8451, 1779]])
    disc = np.min([np.linalg.norm(v - c, axis=1) for c in nip], 0) < .085
    vs = subdiv.membrane_fill(v, q1, disc & (trunk > .5))
    vs = subdiv.laplacian_smooth(vs, q1, 40 * 4 ** (level - 1), .5, trunk)
    ns = subdiv.vertex_normals(vs, q1)

    def garment(name, field, off, mat, weight_iters=6, iters=12, thick=.0035, hang=None):
        C, t, cutv = clip.clip(q1, field)
        gv, gn = C @ vs, C @ ns
        gn /= np.linalg.norm(gn, axis=1, keepdims=True)
        fld = C @ field
        o = off(gv, gn, fld)[:, None]
        gv = gv + gn * o
        if hang is not None:
            gv = hang(gv, C)
        floor_gap = np.maximum(np.minimum(o[:, 0], .012), .0035)
        A = subdiv.adjacency(t, len(gv)); d = np.asarray(A.sum(1)).ravel()
        P = sp.diags(1 / np.maximum(d, 1)) @ A
        rim = cutv                            # the hem is smoothed along itself only
        Rm = sp.diags(rim.astype(float)) @ A @ sp.diags(rim.astype(float))
        dr = np.asarray(Rm.sum(1)).ravel(); Pr = sp.diags(1 / np.maximum(dr, 1)) @ Rm
        inner = (~rim)[:, None].astype(float)
        gw = C @ W1
        for _ in range(weight_iters):
            gw = .5 * gw + .5 * (P @ gw)
        # drape: smooth, but never closer to the skin than `least` -> spans hollows, rests on bumps
        base_v = C @ vs
        for _ in range(iters):
            gv = gv + inner * .5 * (P @ gv - gv) + (1 - inner) * .5 * (dr > 0)[:, None] * (Pr @ gv - gv)
            gap = ((gv - base_v) * gn).sum(1)
            gv = gv + gn * np.maximum(0, floor_gap - gap)[:, None]
        parts.append(Part(name, gv, t, gw, mat, solidify=thick))

    if clothes:
        garment("shorts", shorts,
                lambda gv, gn, fl: np.where(gv[:, 2] > zhip - .055, .0035, .007) + .012 * smoothstep(.16, 0, fl) * smoothstep(zhip - .05, zhip - .10, gv[:, 2]), "shorts",
                weight_iters=14, iters=50)
        garment("shirt", shirt,
                lambda gv, gn, fl: .009 + .009 * smoothstep(zhip + .16, zhip - .05, gv[:, 2]), "shirt",
                weight_iters=8, iters=25, hang=lambda gv, C: _hang(gv, C @ arm, zhip - .06, zhip + .40))
        hide |= (shirt > .03) | (shorts > .035)

    if hair:
        parts.append(_hair(v, n, q1, W1, headw, h, base.ear()))

    if shoes:
        for p in _shoes(v, q1, W1, skel, footw):
            parts.append(p)
        for s in "RL":                      # the foot inside the shoe is not needed
            zc = h[f"foot.{s}"][2]
            hide |= (footw[s] > .5) & (v[:, 2] < zc - .012)

    # ---- body, minus what clothes hide
    keep = ~hide[q1].all(1)
    # no mouth cavity / eye sockets needed
    used, qb = clip.compact(q1[keep], len(v))
    parts.insert(0, Part("body", v[used], qb, W1[used], "skin"))
    for s in "lr":
        g = base.faces(f"eye_{s}")
        u, f = clip.compact(g, len(m))
        # pull the eyeball slightly back, skin coloured: reads as a closed lid
        parts.append(Part(f"eye_{s}", m[u] + [0, .002, 0], f, W[u], "skin"))
    if eyes:
        parts += _face(v, parts, skel)
    return Figure(parts, skel, raw)


def _face(v, parts, skel):
    """eyes and brows: small dark shapes on the closed lids, so that a small head looks awake"""
    h = skel.head
    W = sp.lil_matrix((1, len(skel.order))); W[0, skel.index["head"]] = 1.
    front = np.concatenate([v, *(p.v for p in parts if p.name.startswith("eye"))])
    front = front[(front[:, 2] > h["head"][2] - .05) & (front[:, 1] < h["head"][1])]

    def on_skin(x, z):
        d = np.hypot(front[:, 0] - x, front[:, 2] - z)
        return np.array([x, front[d < .0055, 1].min(), z])              # the lid, not what lies behind it

    out = []
    for s, sx in (("R", -1), ("L", 1)):
        x, _, z = h[f"eye.{s}"]
        c = on_skin(x, z - .001)
        ev, ef = _ball(c + [0, .0006, 0], (.0068, .0030, .0056))
        line = np.array([on_skin(x + sx * dx, z + dz) for dx, dz in
                         ((-.015, .0150), (-.007, .0180), (.003, .0195), (.012, .0180), (.019, .0140))])
        bv, bf = _bar(line + [0, .0002, 0], np.array([.0016, .0024, .0024, .0021, .0012]))
        for name, vv, ff in (("iris", ev, ef), ("brow", bv, bf)):
            out.append(Part(f"{name}_{s}", vv, ff, sp.vstack([W.tocsr()] * len(vv)), "iris" if name == "iris" else "hair"))
    return out


def _ball(c, r, n=9, m=14):
    """quads of an ellipsoid"""
    t = np.linspace(-np.pi / 2, np.pi / 2, n)[:, None]; p = np.linspace(0, 2 * np.pi, m, endpoint=False)[None]
    u = np.stack([np.cos(t) * np.cos(p), np.cos(t) * np.sin(p), np.repeat(np.sin(t), m, 1)], -1).reshape(-1, 3)
    return c + u * r, _quads(n, m)


def _bar(line, r, m=8, n=15):
    """quads of a thin rounded bar along a line, its radius at each point given"""
    k = np.linspace(0, len(line) - 1, n)
    at = np.arange(len(line))
    p = np.stack([np.interp(k, at, line[:, i]) for i in range(3)], 1); rr = np.interp(k, at, r)
    a = np.linspace(0, 2 * np.pi, m, endpoint=False)
    ring = np.stack([np.zeros(m), np.sin(a) * .7, np.cos(a)], 1)
    v = (p[:, None] + ring[None] * rr[:, None, None]).reshape(-1, 3)
    return v, _quads(n, m)


def _quads(n, m):
    return np.array([[i * m + j, i * m + (j + 1) % m, (i + 1) * m + (j + 1) % m, (i + 1) * m + j] for i in range(n - 1) for j in range(m)])


def _sculpt_knees(v, q1, W1, skel, gain=1.0):
    """give the body mesh the same knees as the close-up (coarser): the displacement is computed on the
    straight right leg in the knee frame and applied along the normals of both legs"""
    from . import knee
    A, H, P = skel.fk({}); M = skel.matrices(A, H)
    out = v.copy()
    for s, mir in (("R", 1), ("L", -1)):
        k = skel.head[f"lowerleg01.{s}"]
        sel = (v[:, 0] * mir < -.01) & (np.abs(v[:, 2] - k[2]) < .33)
        f = q1[sel[q1].all(1)]
        if mir < 0:
            f = f[:, ::-1]
        used, f = clip.compact(f, len(v))
        leg = rigging.lbs(v[used], W1[used], M)
        org = H[f"lowerleg01.{s}"] + knee.ORIGIN * [mir, 1, 1]
        leg = (leg - org) * [mir, 1, 1] * 1000
        d = ((knee.sculpt(leg, f, soft=7.5) - leg) * subdiv.vertex_normals(leg, f)).sum(1)
        d *= smoothstep(300, 220, np.abs(leg[:, 2]))
        n = subdiv.vertex_normals(v, q1)[used]
        out[used] += n * (d * gain / 1000)[:, None]
    return out


def _hang(gv, armw, z0, z1, amount=.62):
    """let the shirt hang: per direction around the trunk, lift hollows of the vertical profile
    towards its convex outline (chest - belly, shoulder blades - buttocks)"""
    sel = armw < .12
    c = np.array([0., gv[sel, 1].mean()])
    th = np.arctan2(gv[:, 1] - c[1], gv[:, 0]); r = np.hypot(gv[:, 0], gv[:, 1] - c[1])
    T = np.linspace(-np.pi, np.pi, 73); Zs = np.linspace(z0, z1, 48)
    from scipy.interpolate import griddata, RegularGridInterpolator
    pts = np.stack([th[sel], gv[sel, 2] * 6], 1)
    pts = np.concatenate([pts + [k * 2 * np.pi, 0] for k in (-1, 0, 1)])
    G = griddata(pts, np.tile(r[sel], 3), tuple(np.meshgrid(T, Zs * 6, indexing="ij")), "nearest")
    G = ndimage.gaussian_filter(G, (1.2, 1.2), mode=("wrap", "nearest"))
    E = G.copy()
    for i in range(len(T)):                                   # upper concave envelope along z
        for a in range(len(Zs)):
            for b in range(a + 2, len(Zs)):
                k = np.arange(a + 1, b)
                lin = G[i, a] + (G[i, b] - G[i, a]) * (k - a) / (b - a)
                E[i, k] = np.maximum(E[i, k], lin)
    D = ndimage.gaussian_filter(E - G, (2.0, 2.0), mode=("wrap", "nearest"))
    f = RegularGridInterpolator((T, Zs), D, bounds_error=False, fill_value=None)
    add = f(np.stack([th, np.clip(gv[:, 2], z0, z1)], 1)) * amount
    add = np.maximum(add, 0) * (1 - smoothstep(.05, .35, armw)) * smoothstep(z1, z1 - .1, gv[:, 2])
    out = gv.copy()
    out[:, 0] += add * np.cos(th); out[:, 1] += add * np.sin(th)
    return out


def _hair(v, n, q1, W1, headw, h, ear):
    """short cap of hair: offset of the scalp, cut along a hair line"""
    top = v[:, 2].max()
    hd = h["head"]
    # head-centred coordinates, unit = metres
    c = np.array([0, hd[1] + .012, top - .105])
    p = v - c
    ang = np.arctan2(-p[:, 1], np.abs(p[:, 0]))            # +pi/2 front, -pi/2 back
    # height of the hair line as a function of direction
    xs = np.array([-np.pi / 2, -1.1, -.55, -.18, .12, .45, .9, np.pi / 2])
    zs = np.array([-.080, -.078, -.056, -.020, -.030, .012, .034, .044])
    from scipy.interpolate import PchipInterpolator
    line = PchipInterpolator(xs, zs)(ang)
    f = np.where(headw > .2, p[:, 2] - line, -.05)
    e = np.linalg.norm((np.abs(v) * [1, 0, 0] + v * [0, 1, 1] - ear * [-1, 1, 1]) / [1, .8, 1.15], axis=1)
    f = np.minimum(f, e - .031)                            # leave the ears free
    C, t, cutv = clip.clip(q1, f)
    gv, gn, fl = C @ v, C @ n, C @ f
    off = .0015 + .011 * smoothstep(0, .045, fl)
    gv = gv + gn * off[:, None]
    gv = subdiv.laplacian_smooth(gv, t, 6, .5, (~cutv).astype(float))
    return Part("hair", gv, t, C @ W1, "hair")


def _shoes(v, q1, W1, skel, footw):
    """running shoes from the foot itself: voxelise, close the toe gaps, grow, smooth; add a sole"""
    from skimage.measure import marching_cubes
    out = []
    h = skel.head
    s = "R"
    zfloor = v[footw[s] > .5][:, 2].min()
    zank = h["foot.R"][2]
    sel = (v[:, 0] < 0) & (v[:, 2] < zank + .06)
    pts = v[sel]
    res = .0025
    lo = pts.min(0) - .03; hi = pts.max(0) + .03; lo[2] = zfloor - .035; hi[2] = zank + .055
    shape = np.ceil((hi - lo) / res).astype(int)
    # dense surface samples from the triangles
    tri = clip.triangulate(q1[sel[q1].all(1)])
    a, b, c = v[tri[:, 0]], v[tri[:, 1]], v[tri[:, 2]]
    g = np.zeros(shape, bool)
    N = 9
    for i in range(N + 1):
        for j in range(N + 1 - i):
            u, w = i / N, j / N
            P = a * (1 - u - w) + b * u + c * w
            k = ((P - lo) / res).astype(int)
            ok = ((k >= 0) & (k < shape)).all(1); k = k[ok]
            g[k[:, 0], k[:, 1], k[:, 2]] = True
    for z in range(shape[2]):
        g[:, :, z] = ndimage.binary_fill_holes(ndimage.binary_closing(np.pad(g[:, :, z], 3), iterations=2))[3:-3, 3:-3]
    Z = lo[2] + (np.arange(shape[2]) + .5) * res
    Y = lo[1] + (np.arange(shape[1]) + .5) * res
    # sdf of the foot
    sd = (ndimage.distance_transform_edt(~g) - ndimage.distance_transform_edt(g)) * res
    closed = ndimage.distance_transform_edt(sd <= .016) * res > .016          # closing, 16 mm ball
    closed |= g
    sd = (ndimage.distance_transform_edt(~closed) - ndimage.distance_transform_edt(closed)) * res
    sd = ndimage.gaussian_filter(sd, 1.6)
    ytoe, yheel = pts[:, 1].min(), v[footw[s] > .5][:, 1].max()
    ty = (Y - yheel) / (ytoe - yheel)                                          # 0 heel .. 1 toe tip
    # upper: 5 mm thick, a little roomier at the toe box
    grow = .0055 + .0035 * smoothstep(.7, 1.0, ty)
    up = sd - grow[None, :, None]
    # cut: sole plane and collar (higher at the heel, dips under the malleoli)
    collar = zank + np.interp(ty, [-.05, .08, .22, .36, .48, 1.1], [.012, .012, -.012, .002, .012, .05])
    up = np.maximum(up, (Z[None, None, :] - collar[None, :, None]))
    up = np.maximum(up, (zfloor + .002) - Z[None, None, :])
    up = ndimage.gaussian_filter(up, 1.0)
    # sole: footprint of the upper, grown 3 mm, from the ground to +10 mm, with toe spring and heel bevel
    low = ((Z > zfloor) & (Z < zfloor + .022))
    foot2d = (up[:, :, low] < 0).any(2)
    fp = (ndimage.distance_transform_edt(~foot2d) - ndimage.distance_transform_edt(foot2d)) * res
    fp = ndimage.gaussian_filter(fp, 4.0) - .0035
    spring = .016 * smoothstep(.72, 1.06, ty) ** 1.3 + .008 * smoothstep(.10, -.05, ty)
    bottom = zfloor - .024 + .004 * smoothstep(.3, .75, ty) + spring
    topz = zfloor + .011 + .006 * smoothstep(.25, 0, ty) + .004 * smoothstep(.8, 1, ty)
    box = np.maximum(bottom[None, :, None] - Z[None, None, :], Z[None, None, :] - topz[None, :, None])
    wall = fp[:, :, None] + .10 * (Z[None, None, :] - (zfloor - .0))            # slightly flared to the ground
    r = .006
    d1, d2 = wall + r, box + r
    so = np.minimum(np.maximum(d1, d2), 0) + np.hypot(np.maximum(d1, 0), np.maximum(d2, 0)) - r
    so = ndimage.gaussian_filter(so, .8)
    toe_y = h["toe2-1.R"][1]
    ifoot = {x: skel.index[f"foot.{x}"] for x in "RL"}; itoe = {x: skel.index[f"toe3-1.{x}"] for x in "RL"}
    ilow = {x: skel.index[f"lowerleg02.{x}"] for x in "RL"}
    for nm, fld, mat in (("shoe", up, "shoe"), ("sole", so, "sole")):
        step = 2                                   # 5 mm surface grid: ~6 k triangles each
        sv, sf, _, _ = marching_cubes(ndimage.gaussian_filter(fld, .8)[::step, ::step, ::step].astype(np.float32), 0.0)
        sv = lo + (sv * step + .5) * res
        sf = sf[:, ::-1]
        sv = subdiv.laplacian_smooth(sv, sf, 5, .5)
        # outward winding
        if np.einsum("ij,ij->", sv[sf[:, 0]] - sv.mean(0), np.cross(sv[sf[:, 1]] - sv[sf[:, 0]], sv[sf[:, 2]] - sv[sf[:, 0]])) < 0:
            sf = sf[:, ::-1]
        wt = smoothstep(toe_y + .022, toe_y - .022, sv[:, 1])
        wl = np.zeros(len(sv)) if nm == "sole" else .25 * smoothstep(zank - .03, zank + .02, sv[:, 2])
        for side in "RL":
            Wm = sp.lil_matrix((len(sv), len(skel.order)))
            Wm[:, ifoot[side]] = ((1 - wt) * (1 - wl))[:, None]
            Wm[:, itoe[side]] = (wt * (1 - wl))[:, None]
            Wm[:, ilow[side]] = wl[:, None]
            vv = sv if side == "R" else sv * [-1, 1, 1]
            ff = sf if side == "R" else sf[:, ::-1]
            out.append(Part(f"{nm}_{side}", vv, ff, Wm.tocsr(), mat))
    return out
