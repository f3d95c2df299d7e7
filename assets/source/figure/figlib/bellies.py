"""Muscles, tendons and flat bands of the right knee, packed under the skin.

Knee frame, millimetres (knee.py).  A muscle is a thick cord from where it comes from to where it pulls;
neighbours share the room between them, with a groove, and the skin is their common wrapper.  A band is a
sheet that follows the skin at a depth.  Proportions are textbook averages, written here as numbers;
nothing is copied from a scan or an atlas.
"""
import numpy as np
from scipy.spatial import cKDTree

from .sdf import mesh, resample, smax

FAT, THIN = 4.6, 1.8                        # mm between the skin's surface and a muscle, and a thin cord
GROOVE = .45                                # mm on each side of the border of two muscles
Z = (-150, 194)                             # a little more than the picture shows

# name: path (x, y, z), radius at each point, where along it (0 to 1) red becomes white, deep ones give way by mm
MUSCLES = {
    "rectus": ([(-9, -70, 230), (-8, -67, 170), (-6, -63, 130), (-5, -60, 104), (-4, -59, 86)],
               [27, 24, 19, 12, 6], (.70, .92), 0),
    "vastus_lat": ([(-44, -36, 230), (-42, -38, 170), (-37, -40, 120), (-29, -43, 84), (-22, -47, 62), (-17, -50, 48)],
                   [38, 37, 31, 21, 12, 6], (.74, .93), 0),
    "vastus_med": ([(42, -36, 230), (44, -38, 170), (42, -40, 120), (36, -44, 84), (27, -49, 60), (19, -51, 42)],
                   [36, 36, 33, 26, 17, 7], (.84, .98), 0),
    "vastus_int": ([(-6, -44, 230), (-5, -42, 150), (-4, -42, 90), (-3, -46, 60)], [28, 27, 22, 12], (.86, 1.1), 7),
    "adductor": ([(26, 6, 230), (26, 6, 150), (29, 9, 90), (31, 10, 52)], [34, 28, 13, 4], (.6, .85), 9),
    "biceps": ([(-28, 30, 230), (-30, 33, 160), (-35, 37, 110), (-40, 38.5, 72), (-43, 36, 40), (-46, 30, 8), (-44, 24, -14)],
               [30, 26, 17, 9.5, 5.6, 4.6, 4.4], (.42, .66), 0),
    "semimemb": ([(34, 24, 230), (36, 28, 160), (36, 32, 105), (34, 34, 62), (33, 33, 32), (31, 31, 4), (29, 27, -13)],
                 [27, 25, 20, 13, 8, 5, 4], (.5, .72), 1),
    "semitend": ([(12, 42, 230), (15, 44, 160), (23, 46, 112), (31, 46, 76), (37.5, 43, 40), (43, 33, 4), (40, 16, -26), (29, -5, -47), (17, -17, -60)],
                 [22, 19, 11, 5.5, 4.2, 3.8, 3.4, 2.8, 2], (.30, .46), 0),
    "gracilis": ([(58, 18, 230), (55, 21, 150), (51, 26, 84), (47.5, 27, 40), (45.5, 23, 6), (41, 10, -20), (30, -8, -41), (18, -18, -54)],
                 [16, 13, 7.5, 4.2, 3.4, 3.2, 2.8, 2], (.30, .46), 0),
    "sartorius": ([(70, -10, 230), (66, 3, 150), (59, 11, 84), (53, 12, 36), (47, 5, -2), (38, -6, -28), (24, -18, -48)],
                  [18, 16, 13, 10.5, 7.5, 5.5, 4.5], (.60, .82), 0),
    "gastroc_med": ([(24, 26, 40), (27, 37, 10), (25, 48, -25), (18, 56, -70), (13, 58, -180)], [6, 14, 21, 28, 29], (-1, -.5), 0),
    "gastroc_lat": ([(-25, 26, 38), (-29, 39, 8), (-33, 51, -26), (-34, 58, -70), (-33, 60, -180)], [6, 13, 19, 26, 27], (-1, -.5), 0),
    "soleus": ([(-22, 26, -30), (-18, 30, -70), (-14, 30, -180)], [13, 30, 40], (2, 3), 8),
    "tib_ant": ([(-28, -9, -16), (-27, -12, -44), (-27, -9, -90), (-24, -6, -180)], [4, 12, 18, 19], (2, 3), 0),
    "ext_dig": ([(-40, 8, -20), (-43, 4, -52), (-44, 6, -100), (-42, 8, -180)], [4, 11, 14, 15], (2, 3), 1),
    "fibularis": ([(-46, 24, -26), (-52, 21, -56), (-54, 23, -100), (-52, 26, -180)], [4, 11, 15, 16], (2, 3), 0),
    "popliteus": ([(-39, 10, 19), (-33, 26, 3), (-16, 31, -12), (4, 27, -30), (16, 12, -58)], [2.6, 3.4, 6.5, 9, 4], (-1, -.5), 4),
}
# name: path near the skin, half width at each point, depth of its middle, half thickness (mm)
BANDS = {
    "itb": ([(-66, -6, 230), (-61, -7, 150), (-54, -10, 90), (-50, -11, 40), (-49, -14, 12), (-43, -22, -8), (-37, -25, -21)],
            [21, 19, 16, 13.5, 11.5, 9.5, 7], 4.2, 1.3),
    "quad_tendon": ([(-1, -64, 60), (-2, -66, 72), (-3, -69, 90), (-5, -75, 114), (-6, -80, 134)], [18.5, 17, 14, 9, 3], 5.0, 2.0),
    "retinaculum_med": ([(24, -54, 46), (29, -47, 28), (26, -42, 6), (18, -37, -16), (11, -33, -32)], [7, 12, 12, 9, 5], 5.0, .8),
    "retinaculum_lat": ([(-24, -50, 46), (-31, -43, 28), (-31, -37, 6), (-25, -34, -14), (-18, -31, -28)], [7, 11, 11, 8, 4], 5.0, .8),
}


class Cord:
    """a tube round a smooth path, as samples one millimetre apart (far faster than segments, as exact as needed)"""

    def __init__(self, path, radius):
        pts, r = resample(path, radius, 8)
        at = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(pts, axis=0), axis=1))])
        self.along = np.arange(0, at[-1], 1.)
        self.points = np.stack([np.interp(self.along, at, pts[:, k]) for k in range(3)], 1)
        self.radius = np.interp(self.along, at, r)
        self.share = np.interp(self.along, at, np.linspace(0, 1, len(pts)))
        self.tree = cKDTree(self.points)

    def __call__(self, p):
        d, i = self.tree.query(p)
        return d - self.radius[i]

    def fat(self, p):
        """mm of fat over it: less where it is a thin cord"""
        r = self.radius[self.tree.query(p)[1]]
        return THIN + (FAT - THIN) * np.clip((r - 4) / 6, 0, 1)


class Skin:
    """the sculpted surface, asked for depths"""

    def __init__(self, v, n):
        self.v, self.n, self.tree = v, n, cKDTree(v)

    def depth(self, p):
        """mm under the skin (negative = outside)"""
        i = self.tree.query(p)[1]
        return -((p - self.v[i]) * self.n[i]).sum(1)

    def near(self, p, f, reach=6.):
        """depth where a field is near its surface, deep elsewhere"""
        out = np.full(len(p), 99.)
        m = f < reach
        if m.any():
            out[m] = self.depth(p[m])
        return out

    def tuck(self, points, radius):
        """the points of a cord, those too near the skin pushed in so far that the cord keeps its strength"""
        p = np.asarray(points, float)
        i = self.tree.query(p)[1]
        push = np.maximum(0, np.minimum(radius, 3.4) + THIN - self.depth(p))
        push[(p[:, 2] < Z[0]) | (p[:, 2] > Z[1])] = 0
        return p - self.n[i] * push[:, None]

    def put(self, points, depth):
        """the points straight under the skin at a depth"""
        p = np.asarray(points, float)
        i = self.tree.query(p)[1]
        return self.v[i] - self.n[i] * depth


def box(path, radius):
    p, r = np.asarray(path, float), np.max(radius) + 4
    lo, hi = p.min(0) - r, p.max(0) + r
    lo[2], hi[2] = max(lo[2], Z[0]), min(hi[2], Z[1])
    return lo, hi


def _touch(a, b):
    return all(a[0][k] < b[1][k] and b[0][k] < a[1][k] for k in range(3))


def band(skin, name):
    path, width, depth, thick = BANDS[name]
    on = skin.put(path, depth)
    cord = Cord(on, width)

    def f(p):
        d = cord(p)
        return smax(d, np.abs(skin.near(p, d) - depth) - thick, 1.)
    return f, box(on, width)


def muscle(skin, name, sheets):
    """its field: its own cord, less its neighbours' share, less the bands over it, under the fat"""
    path, radius, _, _ = MUSCLES[name]
    here = box(path, radius)
    others = [n for n in MUSCLES if n != name and _touch(here, box(*MUSCLES[n][:2]))]
    over = [f for n, (f, b) in sheets.items() if _touch(here, b)]

    cords = {n: Cord(skin.tuck(*MUSCLES[n][:2]), MUSCLES[n][1]) for n in [name, *others]}

    def raw(n, p):
        return cords[n](p) + MUSCLES[n][3]

    def f(p):
        own = raw(name, p)
        d = own - MUSCLES[name][3]
        m = d < 6
        q, o = p[m], own[m]
        e = smax(d[m], cords[name].fat(q) - skin.depth(q), np.where(cords[name].fat(q) > 4, 3., 1.))
        for n in others:
            e = smax(e, (o - raw(n, q)) / 2 + GROOVE, 2.)
        for sheet in over:
            e = np.maximum(e, .25 - sheet(q))
        d[m] = e
        return d
    return f, here


def fibres(skin, name, v):
    """-> coordinates that run along the fibres, and how white (tendon) each vertex is"""
    if name in BANDS:
        path, radius, start, end = *BANDS[name][:2], -2, -1
    else:
        path, radius, (start, end), _ = MUSCLES[name]
    cord = Cord(skin.tuck(path, radius), radius)
    i = cord.tree.query(v)[1]
    across = (v - cord.points[i]) / np.maximum(cord.radius[i], 2)[:, None] * min(np.mean(radius), 16)
    fib = np.column_stack([across[:, 0], across[:, 1], cord.along[i] * .045])
    t = cord.share[i]
    if name in BANDS:
        return fib, np.ones(len(v))
    if name.startswith(("gastroc", "popliteus")):              # these begin as a tendon
        white = 1 - np.clip((t - .05) / .12, 0, 1)
    else:
        # the tendon reaches into the belly on its outside, as an uneven edge
        edge = .03 * np.sin(fib[:, 0] * 1.1) + .02 * np.sin(fib[:, 1] * 1.7 + 1)
        white = np.clip((t + edge - start) / (end - start), 0, 1)
    return fib, white * white * (3 - 2 * white)


def build(skin, res=1.2, names=None):
    """-> {name: (verts mm, tris, fibre coordinates, whiteness)}"""
    sheets = {n: band(skin, n) for n in BANDS}
    out = {}
    for n in [*BANDS, *MUSCLES]:
        if names and n not in names:
            continue
        f, (lo, hi) = sheets[n] if n in BANDS else muscle(skin, n, sheets)
        v, t = mesh(f, lo, hi, .75 if n in BANDS else res, .6 if n in BANDS else .9)
        out[n] = (v, t, *fibres(skin, n, v))
    return out
