"""Soft contact shadow on the floor z = 0, without a renderer: the figure's points are splatted in
height layers, each layer blurred in proportion to its height, then looked up per picture pixel."""
import numpy as np
from scipy.ndimage import gaussian_filter, map_coordinates

LAYERS = [(-.05, .02, .010, .62), (.02, .06, .022, .42), (.06, .12, .045, .34), (.12, .25, .085, .28), (.25, .60, .17, .22)]


def floor_map(V, F, half=1.6, res=.01):
    """-> (map (n,n) 0..1, origin, res); V vertices, F faces (list of arrays) used for dense sampling"""
    n = int(2 * half / res)
    c = np.array([V[:, 0].mean(), V[:, 1].mean()])
    o = c - half
    out = np.ones((n, n))
    pts = V
    for z0, z1, sig, a in LAYERS:
        m = (pts[:, 2] >= z0) & (pts[:, 2] < z1)
        if not m.any():
            continue
        ij = np.floor((pts[m, :2] - o) / res).astype(int)
        ij = ij[((ij >= 0) & (ij < n)).all(1)]
        g = np.zeros((n, n)); g[ij[:, 0], ij[:, 1]] = 1
        g = gaussian_filter(g, .012 / res) > .12                     # close the gaps between points
        g = gaussian_filter(g.astype(float), sig / res)
        out *= 1 - a * np.clip(g, 0, 1)
    return 1 - out, o, res


def sample(V, F, step=.008, top=.6):
    """points spread over the faces of a prop, as far up as it throws a contact shadow"""
    out = [V]
    for f in F:
        a, b, c, d = (V[i] for i in (f[0], f[1], f[2], f[-1]))
        if min(a[2], b[2], c[2], d[2]) > top:
            continue
        nu = int(np.clip(max(np.linalg.norm(b - a), np.linalg.norm(c - d)) / step, 1, 250)) + 1
        nv = int(np.clip(max(np.linalg.norm(d - a), np.linalg.norm(c - b)) / step, 1, 250)) + 1
        if nu * nv <= 4:
            continue
        u, v = np.meshgrid(np.linspace(0, 1, nu), np.linspace(0, 1, nv)); u, v = u[..., None], v[..., None]
        out.append((a * (1 - u) * (1 - v) + b * u * (1 - v) + c * u * v + d * (1 - u) * v).reshape(-1, 3))
    P = np.concatenate(out)
    return P[P[:, 2] < top]


def render(fmap, cam_loc, right, up, fwd, fov_deg, size, ss=2):
    """shadow alpha per pixel (H,W) for a camera with vertical fov"""
    g, o, res = fmap
    W, H = size[0] * ss, size[1] * ss
    t = np.tan(np.radians(fov_deg) / 2)
    y = (1 - 2 * (np.arange(H) + .5) / H) * t
    x = (2 * (np.arange(W) + .5) / W - 1) * t * W / H
    X, Y = np.meshgrid(x, y)
    d = fwd[None, None] + X[..., None] * right + Y[..., None] * up
    k = np.where(d[..., 2] < -1e-6, -cam_loc[2] / np.minimum(d[..., 2], -1e-6), -1)
    P = cam_loc + d * k[..., None]
    ij = ((P[..., :2] - o) / res - .5)
    a = map_coordinates(g, [ij[..., 0], ij[..., 1]], order=1, mode="constant", cval=0.)
    a[k <= 0] = 0
    return a.reshape(size[1], ss, size[0], ss).mean((1, 3))
