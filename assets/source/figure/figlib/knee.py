"""Right-knee close-up: fine leg mesh in the straight standing pose.

KNEE FRAME (used for every landmark, region, marker and the saved click positions)
  origin  = middle of the tibio-femoral joint line (about 2 cm below the epicondyles)
  x = MEDIAL (+, towards the other leg) / lateral (-)      [right knee: world +X]
  y = BACK (+) / front (-)
  z = UP
  unit millimetres.  A left knee uses the same numbers; its picture is the mirror image.
"""
import numpy as np
import scipy.sparse as sp
from . import base, subdiv, rigging, figure

NB = figure.NB
ORIGIN = np.array([.004, .000, -.010])      # joint-line middle relative to the rig's knee joint (m)


def neutral_leg(levels=3, zlo=-.36, zhi=.36):
    """-> (v mm in the knee frame, quads).  Right leg between zlo and zhi (m) around the knee"""
    raw = figure.raw_body()
    m = base.to_blender(raw)
    sk = rigging.Skeleton(raw)
    W = base.weight_matrix(sk.order, len(m))[:NB]
    A, H, P = sk.fk({})
    M = sk.matrices(A, H)
    v = rigging.lbs(m[:NB], W, M)
    q = base.faces("body")
    k = H["lowerleg01.R"] + ORIGIN
    legw = W[:, [i for b, i in sk.index.items() if b.endswith(".R") and b.startswith(("upperleg", "lowerleg", "foot"))]].sum(1)
    ok = (legw > .5) & (v[:, 2] > k[2] + zlo) & (v[:, 2] < k[2] + zhi)
    qq = q[ok[q].all(1)]
    used = np.unique(qq); r = np.full(NB, -1); r[used] = np.arange(len(used))
    qq = r[qq]; vv = (v[used] - k) * 1000
    S, q2 = subdiv.refine(qq, len(vv), levels)
    return S @ vv, q2


# ------------------------------------------------------------------ sculpting
def _g(x, c, s):
    return np.exp(-.5 * ((x - c) / s) ** 2)


class _Skin:
    """base skin as something to snap control points to"""

    def __init__(self, v, n):
        from scipy.spatial import cKDTree
        self.v, self.n, self.t = v, n, cKDTree(v)

    def at(self, p):
        d, i = self.t.query(np.atleast_2d(np.asarray(p, float)), k=24)
        w = 1 / (d + 1e-3) ** 2; w /= w.sum(1, keepdims=True)
        s = (self.v[i] * w[..., None]).sum(1); n = (self.n[i] * w[..., None]).sum(1)
        return s, n / np.linalg.norm(n, axis=1, keepdims=True)

    def snap(self, p, depth):
        """point(s) straight under/over the skin at p, `depth` mm below the base surface"""
        s, n = self.at(p)
        return s - n * np.reshape(depth, (-1, 1)), n


def features(skin):
    """[(sdf, blend radius k, (zmin, zmax))] - every bump, anchored to the base skin so that it stands
    out by exactly the height given (mm)."""
    from . import anatomy as An
    from .sdf import ellipsoid, tube, ribbon
    out = []

    def bump(c, r, height, k=7, R=None, z=None):
        """ellipsoid; r = (along x, along the skin normal, along z) half axes"""
        (c2,), (n,) = skin.snap([c], r[1] - height)
        # local frame: normal, vertical-ish, tangent
        up = np.array([0, 0, 1.]) - n * n[2]; up /= np.linalg.norm(up)
        tx = np.cross(up, n)
        L = np.stack([tx, n, up], 1)
        if R is not None:                                   # turn within the skin plane
            a = np.radians(R); t0, t1 = tx * np.cos(a) + up * np.sin(a), -tx * np.sin(a) + up * np.cos(a)
            L = np.stack([t0, n, t1], 1)
        ext = max(r) + 25
        out.append((lambda p: ellipsoid(p, c2, r, L), k, (c[2] - ext, c[2] + ext)))

    def cord(pts, r, height, k=6):
        pts = np.asarray(pts, float); r = np.broadcast_to(np.asarray(r, float), len(pts))
        h = np.broadcast_to(np.asarray(height, float), len(pts))
        P, _ = skin.snap(pts, r - h)
        out.append((lambda p: tube(p, P, r, 5), k, (pts[:, 2].min() - 25, pts[:, 2].max() + 25)))

    def band(pts, w, t, height, k=6):
        pts = np.asarray(pts, float)
        h = np.broadcast_to(np.asarray(height, float), len(pts))
        P, N = skin.snap(pts, np.broadcast_to(t, len(pts)) - h)
        out.append((lambda p: ribbon(p, P, w, t, N, 5), k, (pts[:, 2].min() - 25, pts[:, 2].max() + 25)))

    # --- front
    bump((-1, -60, 33), (27, 16, 25), 8.4, 8)                                    # kneecap
    bump((-1, -56, 15), (16, 12, 16), 4.0, 11)                                    # its apex
    band([(-1, -54, 14), (-2, -46, -10), (-3, -38, -32), (-3, -34, -46)],
         [13, 12, 10.5, 9], 6, [3.6, 3.0, 2.8, 2.4], 9)                          # patellar tendon
    bump((-3, -36, -40), (13, 11, 15), 4.7, 11)                                   # shin bump
    cord([(-3, -30, -60), (-2, -26, -95), (0, -22, -150), (2, -20, -260)], 8, [2.2, 1.8, 1.6, 1.4], 8)
    bump((17, -46, -5), (13, 11, 16), 1.2, 14)                                   # fat pads
    bump((-19, -45, -4), (13, 11, 16), 1.1, 14)
    band([(-1, -58, 54), (-2, -62, 80), (-5, -68, 120), (-6, -72, 160)], [18, 17, 14, 8], 6, [.6, 1.4, .8, 0], 10)   # quadriceps tendon
    bump((35, -46, 82), (21, 18, 40), 5.4, 14, 18)                               # vastus medialis teardrop
    bump((-34, -50, 125), (21, 18, 55), 3.6, 16, -10)                            # vastus lateralis
    bump((-4, -75, 205), (24, 16, 90), 2.6, 18)                                  # rectus femoris
    # --- inner side
    bump((54, 2, 22), (26, 14, 26), 1.9, 17)                                     # medial condyle
    bump((44, -4, -18), (28, 12, 17), .8, 16)                                   # medial plateau edge
    # --- outer side
    bump((-50, 0, 24), (22, 12, 22), 1.0, 16)                                    # lateral condyle
    bump((-40, -24, -17), (13, 11, 13), .8, 14)                                  # Gerdy
    bump((-55, 20, -20), (14, 12, 15), 2.7, 13)                                   # fibular head
    band([(-64, -6, 185), (-57, -8, 115), (-51, -12, 60), (-50, -14, 20), (-44, -22, -12)],
         [12, 13, 11, 10, 8], 6, [-4, .2, 2.2, 2.2, 1.6], 8)                     # ITB
    # --- back
    cord([(-20, 58, 220), (-26, 53, 150), (-34, 47, 95), (-43, 36, 45), (-49, 28, 8), (-53, 22, -12)],
         [17, 14, 10, 8, 6.5, 6], [0, 1.8, 3.6, 4.8, 4.0, 2.4], 8)               # biceps femoris
    cord([(16, 60, 220), (20, 55, 150), (29, 48, 95), (38, 44, 45), (43, 40, 8), (42, 30, -24)],
         [17, 13, 9, 7.5, 6.5, 6], [0, 1.8, 3.6, 4.6, 3.2, 0], 8)                # semitendinosus
    cord([(52, 22, 150), (50, 24, 80), (48, 26, 20), (44, 14, -20), (32, -12, -46), (20, -26, -64)], [8, 8, 8, 8, 8, 8],
         [-5, -1.5, .6, .5, -.4, -4], 14)                                                 # gracilis/sartorius to the pes
    cord([(20, 52, 26), (22, 66, -25), (18, 78, -80), (12, 84, -150), (6, 80, -240)], [8, 18, 26, 26, 20],
         [0, 2.2, 3.2, 2.2, 0], 14)
    cord([(-24, 50, 22), (-32, 62, -25), (-38, 72, -75), (-38, 78, -135), (-34, 76, -220)], [8, 16, 22, 22, 18],
         [0, 2.0, 2.8, 1.8, 0], 14)
    return out


def sculpt(v, quads, strength=1.0, soft=6.0):
    """Move the smooth base skin so that the bones, tendons and bellies underneath show.

    Along each vertex normal the new skin is the root of a smooth union of the base skin, sunk by a
    field of shallow hollows, and the bumps of features().
    """
    n = subdiv.vertex_normals(v, quads)
    skin = _Skin(v, n)
    x, y, z = v.T
    ss = figure.smoothstep
    front = ss(.1, -.55, n[:, 1]); back = ss(.1, .6, n[:, 1])
    side_l = ss(-.3, -.8, n[:, 0]); side_m = ss(.3, .8, n[:, 0])
    hol = 1.4 * ss(150, 60, np.abs(z - 5))
    hol = hol + front * (
        2.0 * _g(np.hypot((x - 31) / 11, (z - 30) / 18), 0, 1)       # inner parapatellar groove
        + 2.2 * _g(np.hypot((x + 33) / 11, (z - 34) / 20), 0, 1)     # outer parapatellar groove
        + 2.4 * _g(np.hypot((x + 2) / 26, (z - 68) / 12), 0, 1)       # above the kneecap
        + 1.2 * _g(np.hypot((x - 29) / 9, (z + 3) / 8), 0, 1)        # inner joint line (soft spot)
        + 1.2 * _g(np.hypot((x + 31) / 9, (z + 2) / 8), 0, 1))       # outer joint line
    hol = hol + side_l * 2.0 * _g(np.hypot((y - 12) / 9, (z - 45) / 42), 0, 1)   # between ITB and biceps
    hol = hol + side_m * 1.6 * _g(np.hypot((y - 30) / 10, (z - 55) / 40), 0, 1)
    hol = hol + back * (2.6 * _g(np.hypot((x + 2) / 19, (z - 28) / 34), 0, 1))    # popliteal fossa
    hol = hol * strength * ss(175, 110, np.abs(z))
    crease = back * (.6 * _g(z - 2 - .003 * x ** 2, 0, 3.0) + .2 * _g(z - 17 - .002 * x ** 2, 0, 3.0)) * _g(x, 0, 24)
    active = [(f, k, (z > zr[0]) & (z < zr[1])) for f, k, zr in features(skin)]

    def F(d):
        p = v + n * d[:, None]
        val = d + hol
        for f, k, m in active:
            fd = np.full(len(v), 60.)
            fd[m] = f(p[m])
            h = np.clip(.5 + .5 * (val - fd) / k, 0, 1)
            val = val + (fd - val) * h - k * h * (1 - h)
        return val
    lo = np.full(len(v), -8.); hi = np.full(len(v), 12.)
    for _ in range(12):
        mid = .5 * (lo + hi)
        s = F(mid) > 0
        hi = np.where(s, mid, hi); lo = np.where(s, lo, mid)
    d = .5 * (lo + hi) * ss(320, 240, np.abs(z))
    # skin and fat soften everything: diffuse the displacement over ~`soft` mm
    A = subdiv.adjacency(quads, len(v)); deg = np.asarray(A.sum(1)).ravel()
    e = A.tocoo(); L = np.mean(np.linalg.norm(v[e.row[::7]] - v[e.col[::7]], axis=1)[np.abs(z[e.row[::7]]) < 120])
    Pm = sp.diags(1 / np.maximum(deg, 1)) @ A
    iters = max(1, int(round((soft / L) ** 2 / .5)))
    for _ in range(iters):
        d = .5 * d + .5 * (Pm @ d)
    return v + n * (d - crease)[:, None]


def skin_colors(v, quads, base=(0.645, 0.381, 0.246), cavity=.8):
    """LINEAR rgb per vertex: cavity shading (hollows a little darker and redder, bumps lighter),
    rosy kneecap, faint large-scale mottling.  Makes the landmarks read under any light."""
    A = subdiv.adjacency(quads, len(v)); deg = np.asarray(A.sum(1)).ravel()
    Pm = sp.diags(1 / np.maximum(deg, 1)) @ A
    n = subdiv.vertex_normals(v, quads)
    e = A.tocoo(); near = np.abs(v[e.row, 2]) < 120
    L = np.mean(np.linalg.norm(v[e.row[near]] - v[e.col[near]], axis=1))
    c = np.zeros(len(v))
    for mm, w in ((5., .8), (11., .55)):
        s = v.copy()
        for _ in range(max(1, int(round((mm / L) ** 2 / .5)))):
            s = .5 * s + .5 * (Pm @ s)
        h = ((v - s) * n).sum(1)                               # >0 bump, <0 hollow (mm)
        c += w * h
    c -= np.median(c[np.abs(v[:, 2]) < 200])
    c *= figure.smoothstep(200, 140, np.abs(v[:, 2]))           # cavity only where sculpted
    c = np.clip(c, -2.2, 2.2) / 2.2
    col = np.array(base)[None] * np.ones((len(v), 1))
    dark = np.clip(-c, 0, 1)[:, None]; light = np.clip(c, 0, 1)[:, None]
    col = col * (1 - cavity * dark * np.array([.26, .36, .40])) + cavity * light * (np.array([.80, .56, .42]) - np.array(base)) * .55
    rosy = _g(np.hypot((v[:, 0] + 1) / 30, (v[:, 2] - 26) / 34), 0, 1) * figure.smoothstep(0, -.6, n[:, 1])
    rosy = rosy + .5 * figure.smoothstep(.2, .8, n[:, 1]) * _g(v[:, 2], 10, 45)
    col = col * (1 - rosy[:, None] * np.array([.0, .075, .07]))
    # mottling from a few sines (deterministic, tileless)
    q = v / 1000.
    m = (np.sin(q @ [61, 37, 53] + 1.3) * np.sin(q @ [-43, 71, 29] + .4) + .6 * np.sin(q @ [113, -97, 131] + 2.))
    col = col * (1 + .012 * m[:, None] * np.array([1, -.4, -.6]))
    return np.clip(col, 0, 1)
