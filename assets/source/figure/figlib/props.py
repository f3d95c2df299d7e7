"""Things around the figure: furniture, mats, towels, bands, balls, an exercise bike.

Every builder gets its numbers and a `Where` (places of the posed figure) and returns a list of `Piece`.
All lengths are metres; +X is the figure's left, +Y its back, +Z up; the floor is z = 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull

Array = NDArray[Any]
Spec = Mapping[str, Any]

COLORS = {
    "mat": "#9fb2b6", "wood": "#c8a57a", "wall": "#dcd8d0", "step": "#d8d3ca", "metal": "#59616f",
    "cloth": "#ece6da", "pillow": "#e8dfd2", "band": "#e3a92f", "ball": "#d98b52", "pack": "#6fb1d6",
    "seat": "#6d8290", "bike": "#e4e1db", "tyre": "#3d434e",
}


@dataclass(frozen=True)
class Piece:
    """One mesh of a prop: `bevel` rounds its edges, `smooth` shades it round."""

    v: Array
    f: Array
    color: str
    smooth: bool = False
    bevel: float = 0.0
    rough: float = 0.9


@dataclass(frozen=True)
class Where:
    """Places of the figure in one frame."""

    point: Callable[[str], Array]
    verts: Mapping[str, Array] = field(default_factory=dict)
    first: Where | None = None

    def at(self, ref: Any) -> Array:
        """A place: a point's name or [name, dx, dy, dz]; "start:knee_R" = where it was in the first frame."""
        name, *d = [ref] if isinstance(ref, str) else ref
        if name.startswith("start:") and self.first is not None:
            return self.first.at([name[6:], *d])
        return np.array(self.point(name), float) + np.array(d + [0] * (3 - len(d)), float)


# ------------------------------------------------------------------ shapes
def turn_z(v: Array, deg: float) -> Array:
    """Turn about the upright axis through the origin."""
    a = math.radians(deg)
    return v @ np.array([[math.cos(a), -math.sin(a), 0], [math.sin(a), math.cos(a), 0], [0, 0, 1]]).T


def box(size: Any, centre: Any, color: str, bevel: float = 0.008) -> Piece:
    """A box with rounded edges."""
    q = np.array([[x, y, z] for x in (-0.5, 0.5) for y in (-0.5, 0.5) for z in (-0.5, 0.5)]) * size + centre
    f = np.array([[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]])
    return Piece(q, f, color, bevel=min(bevel, min(size) * 0.45))


def _grid(rows: int, cols: int, wrap: bool) -> Array:
    """Quads of a grid of rows x cols points; wrap closes each row."""
    last = cols if wrap else cols - 1
    return np.array([[r * cols + c, r * cols + (c + 1) % cols, (r + 1) * cols + (c + 1) % cols, (r + 1) * cols + c]
                     for r in range(rows - 1) for c in range(last)])


def tube(points: Any, radius: float, color: str, n: int = 14) -> Piece:
    """A round bar along a line of points, with closed ends."""
    p = np.asarray(points, float)
    d = np.gradient(p, axis=0)
    d /= np.linalg.norm(d, axis=1, keepdims=True)
    ref = np.array([0, 0, 1.0]) if abs(d[0][2]) < 0.9 else np.array([1.0, 0, 0])
    a = np.linspace(0, 2 * math.pi, n, endpoint=False)
    rings = []
    for c, u in zip(p, d, strict=True):
        x = np.cross(ref, u)
        x /= np.linalg.norm(x)
        y = np.cross(u, x)
        ref = np.cross(u, x) if abs(u[2]) > 0.9 else ref
        rings.append(c + radius * (np.outer(np.cos(a), x) + np.outer(np.sin(a), y)))
    ends = [np.repeat(p[:1], n, 0), *rings, np.repeat(p[-1:], n, 0)]
    return Piece(np.concatenate(ends), _grid(len(ends), n, True), color, smooth=True, rough=0.6)


def disc(centre: Any, axis: Any, radius: float, thick: float, color: str) -> Piece:
    """A flat round plate with its own axis."""
    c, u = np.asarray(centre, float), np.asarray(axis, float)
    piece = tube([c - u * thick / 2, c + u * thick / 2], radius, color, 40)
    return Piece(piece.v, piece.f, color, smooth=False, bevel=0.0, rough=0.6)


def cushion(size: Any, centre: Any, color: str, power: float = 3.2) -> Piece:
    """A soft box (superellipsoid): pillow, cushion, cold pack; a ball with power 2."""
    n, m = 25, 48
    t = np.linspace(-math.pi / 2, math.pi / 2, n)[:, None]
    p = np.linspace(-math.pi, math.pi, m, endpoint=False)[None]

    def e(x: Array, k: float) -> Array:
        return np.sign(x) * np.abs(x) ** (2 / k)
    flat = 2.0 if power == 2 else 2.2  # pillows are round in section, squarish from above
    x = e(np.cos(t), flat) * e(np.cos(p), power)
    y = e(np.cos(t), flat) * e(np.sin(p), power)
    z = np.repeat(e(np.sin(t), flat), m, 1)
    v = np.stack([x, y, z], -1).reshape(-1, 3) * np.asarray(size, float) / 2 + centre
    return Piece(v, _grid(n, m, True), color, smooth=True)


def ribbon(points: Any, across: Any, width: float, color: str, closed: bool = False) -> Piece:
    """A flat band along a line; across = direction(s) of its width."""
    p = np.asarray(points, float)
    u = np.broadcast_to(np.asarray(across, float), p.shape)
    d = np.gradient(p, axis=0)
    u = u - d * (np.sum(u * d, 1) / np.maximum(np.sum(d * d, 1), 1e-12))[:, None]
    u = u / np.linalg.norm(u, axis=1, keepdims=True) * width / 2
    nrm = np.cross(d, u)
    nrm = nrm / np.maximum(np.linalg.norm(nrm, axis=1, keepdims=True), 1e-9) * 0.0012
    rows = np.stack([p - u - nrm, p + u - nrm, p + u + nrm, p - u + nrm], 1)
    if closed:
        rows = np.concatenate([rows, rows[:1]])
    return Piece(rows.reshape(-1, 3), _grid(len(rows), 4, True), color, smooth=False, rough=0.75)


def smooth_line(points: Any, n: int = 40) -> Array:
    """A rounded line through a few corners, evenly divided."""
    p = np.asarray(points, float)
    for _ in range(3):  # Chaikin: cut the corners
        q, r = p[:-1] * 0.75 + p[1:] * 0.25, p[:-1] * 0.25 + p[1:] * 0.75
        p = np.concatenate([p[:1], np.stack([q, r], 1).reshape(-1, 3), p[-1:]])
    s = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))])
    t = np.linspace(0, s[-1], n)
    return np.stack([np.interp(t, s, p[:, i]) for i in range(3)], 1)


# ------------------------------------------------------------------ furniture (origin: on the floor under the seat)
def mat(spec: Spec, at: Array, where: Where) -> list[Piece]:
    """{mat: [width, length]}: exercise mat, its top is the floor."""
    w, d = spec["mat"] or (0.72, 1.95)
    return [box([w, d, 0.014], [0, 0, -0.006], spec.get("color", COLORS["mat"]))]


def plain_box(spec: Spec, at: Array, where: Where) -> list[Piece]:
    """{box: [x, y, z]} standing on the floor, or centred at height `z`."""
    s = spec["box"]
    return [box(s, [0, 0, spec.get("z", s[2] / 2)], spec.get("color", COLORS["step"]), 0.012)]


def step(spec: Spec, at: Array, where: Where) -> list[Piece]:
    """{step: [x, y, height]}: a step with a darker grip edge on top."""
    x, y, h = spec["step"]
    return [box([x, y, h], [0, 0, h / 2], COLORS["step"], 0.012),
            box([x - 0.03, y - 0.03, 0.006], [0, 0, h - 0.001], COLORS["mat"], 0.002)]


def wedge(spec: Spec, at: Array, where: Where) -> list[Piece]:
    """{wedge: [x, y, height]}: a slope, high at the back (+Y)."""
    x, y, h = spec["wedge"]
    v = np.array([[sx * x / 2, sy * y / 2, z] for sx in (-1, 1) for sy, z in ((-1, 0.0), (1, 0.0), (1, h), (-1, 0.012))])
    f = np.array([[0, 1, 2, 3], [7, 6, 5, 4], [0, 4, 5, 1], [1, 5, 6, 2], [2, 6, 7, 3], [3, 7, 4, 0]])
    return [Piece(v, f, COLORS["wood"], bevel=0.006)]


def wall(spec: Spec, at: Array, where: Where) -> list[Piece]:
    """{wall: front|back|left|right}: its face goes through `at`; width `w`, height `h`."""
    w, h, t = spec.get("w", 0.95), spec.get("h", 1.9), 0.05
    n = {"front": (0, -1), "back": (0, 1), "left": (1, 0), "right": (-1, 0)}[spec["wall"]]
    size = [w, t, h] if n[1] else [t, w, h]
    return [box(size, [n[0] * t / 2, n[1] * t / 2, h / 2], spec.get("color", COLORS["wall"]), 0.012)]


def chair(spec: Spec, at: Array, where: Where) -> list[Piece]:
    """{chair: seat height or auto}: wooden chair; whoever sits on it looks to -Y (turn it with `turn`)."""
    h = _seat_height(spec["chair"], where)
    w, d, back = spec.get("w", 0.44), spec.get("d", 0.44), spec.get("back", 0.42)
    out = [box([w, d, 0.035], [0, 0, h - 0.0175], COLORS["seat"], 0.014)]
    leg, x, y = 0.034, w / 2 - 0.028, d / 2 - 0.028
    out += [box([leg, leg, h - 0.03], [sx * x, -y, (h - 0.03) / 2], COLORS["wood"]) for sx in (-1, 1)]
    post = h + (back if back else -0.03)
    out += [box([leg, leg, post], [sx * x, y, post / 2], COLORS["wood"]) for sx in (-1, 1)]
    out += [box([0.02, 2 * y, 0.03], [sx * x, 0, h * 0.4], COLORS["wood"]) for sx in (-1, 1)]
    if back:
        out += [box([2 * x, 0.022, 0.075], [0, y, h + back - 0.0375], COLORS["wood"], 0.01),
                box([2 * x, 0.022, 0.06], [0, y, h + back * 0.5], COLORS["wood"], 0.01)]
    return out


def stool(spec: Spec, at: Array, where: Where) -> list[Piece]:
    """{stool: height}: low padded stool, `size` [x, y]."""
    h = _seat_height(spec["stool"], where)
    x, y = spec.get("size", (0.40, 0.34))
    legs = [box([0.032, 0.032, h - 0.06], [sx * (x / 2 - 0.04), sy * (y / 2 - 0.04), (h - 0.06) / 2], COLORS["wood"])
            for sx in (-1, 1) for sy in (-1, 1)]
    return [*legs, box([x, y, 0.07], [0, 0, h - 0.035], COLORS["seat"], 0.028)]


def post(spec: Spec, at: Array, where: Where) -> list[Piece]:
    """{post: height}: a fixed round post on a plate."""
    h = spec["post"]
    return [tube([[0, 0, 0], [0, 0, h / 2], [0, 0, h]], 0.028, COLORS["metal"]),
            box([0.26, 0.26, 0.016], [0, 0, 0.008], COLORS["metal"], 0.006)]


def pillow(spec: Spec, at: Array, where: Where) -> list[Piece]:
    """{pillow: [x, y, thickness]} lying at height `z` (default: the floor); `count` of them on top of each other."""
    s, n = np.array(spec["pillow"], float), spec.get("count", 1)
    s[2] /= n
    out = []
    for k in range(n):
        piece = _pillow(s, spec.get("color", COLORS["pillow"] if k % 2 == 0 else COLORS["mat"]))
        out.append(Piece(turn_z(piece.v, 4.0 * k) + [0, 0, spec.get("z", 0.0) + s[2] * (k + 0.5)], piece.f, piece.color, smooth=True))
    return out


def _pillow(size: Array, color: str) -> Piece:
    """Two sheets sewn at the rim, fullest in the middle, corners a little drawn in."""
    n = 41
    t = np.sin(np.linspace(-math.pi / 2, math.pi / 2, n))
    u, v = np.meshgrid(t, t, indexing="ij")
    full = ((1 - u**6) * (1 - v**6)) ** 0.5 * (1 - 0.15 * (u**2 + v**2))
    x, y = u * (1 - 0.07 * (1 - v**2)), v * (1 - 0.07 * (1 - u**2))
    top = np.stack([x, y, full], -1).reshape(-1, 3)
    v2 = np.concatenate([top, top * [1, 1, -1]]) * size / 2
    g = _grid(n, n, False)
    return Piece(v2, np.concatenate([g, g[:, ::-1] + n * n]), color, smooth=True)


def roll(spec: Spec, at: Array, where: Where) -> list[Piece]:
    """{roll: [radius, length]}: rolled towel lying across (along X), its axis at height `z`."""
    r, length = spec["roll"]
    z = spec.get("z", r)
    a = np.linspace(0, 5.2 * math.pi, 90)
    rr = r * (0.16 + 0.84 * a / a[-1])
    y, zz = rr * np.cos(a), z + rr * np.sin(a)
    inner = ribbon(np.stack([np.zeros_like(a), y, zz], 1), [1.0, 0, 0], length, COLORS["cloth"])
    core = tube([[-length / 2 + 0.006, 0, z], [length / 2 - 0.006, 0, z]], r * 0.93, "#d9d0c0", 36)
    return [inner, core]


def towel(spec: Spec, at: Array, where: Where) -> list[Piece]:
    """{towel: [x, y]}: flat towel at height `z`."""
    x, y = spec["towel"]
    return [box([x, y, 0.008], [0, 0, spec.get("z", 0.004)], COLORS["cloth"], 0.003)]


def ball(spec: Spec, at: Array, where: Where) -> list[Piece]:
    """{ball: radius} around `at` (a 3-D place; follows the figure)."""
    r = spec["ball"]
    return [cushion([2 * r] * 3, [0, 0, at[2] + spec.get("z", 0.0)], spec.get("color", COLORS["ball"]), 2)]


def _seat_height(value: Any, where: Where) -> float:
    return float(where.point("seat")[2]) if value == "auto" else float(value)


# ------------------------------------------------------------------ things that follow the figure (world coordinates)
def strap(spec: Spec, at: Array, where: Where) -> list[Piece]:
    """{strap: [places]}: a band pulled through places [name, dx, dy, dz]; `width`, `across` [x, y, z]."""
    p = np.array([where.at(r) for r in spec["strap"]])
    line = smooth_line(p) if len(p) > 2 else np.linspace(p[0], p[1], 12)
    return [ribbon(line, spec.get("across", [0, 0, 1.0]), spec.get("width", 0.045), spec.get("color", COLORS["band"]))]


def loop(spec: Spec, at: Array, where: Where) -> list[Piece]:
    """{loop: thighs|shanks|thigh_R|ankles...}: band tight round one or both legs at `t` (0 top .. 1 bottom)."""
    part = spec["loop"]
    t, width = spec.get("t", 0.8), spec.get("width", 0.06)
    sides = part[-1] if part[-2:] in ("_R", "_L") else "RL"
    top, low = ("hip", "knee_mid") if part.startswith("thigh") else ("knee_mid", "ankle")
    rows = []
    for k in np.linspace(-1, 1, 7):
        rings = [_section(where, s, top, low, t + k * width / 2 / 0.42) for s in sides]
        rows.append(_around(np.concatenate([r for r, _ in rings])))
    v = np.concatenate(rows)
    return [Piece(v, _grid(len(rows), len(rows[0]), True), spec.get("color", COLORS["band"]), smooth=True, rough=0.75)]


def _section(where: Where, s: str, top: str, low: str, t: float) -> tuple[Array, Array]:
    """Skin points of a leg near a cross-section."""
    a, b = where.at(f"{top}_{s}"), where.at(f"{low}_{s}")
    u = (b - a) / np.linalg.norm(b - a)
    c = a + (b - a) * t
    pts = np.concatenate([where.verts[n] for n in ("body", "shorts")])
    near = (np.abs((pts - c) @ u) < 0.012) & (np.linalg.norm(pts - c, axis=1) < 0.14)
    q = pts[near]
    return q - np.outer((q - c) @ u, u), u


def _around(q: Array, n: int = 72) -> Array:
    """The tight closed line around points that lie about in one plane."""
    c = q.mean(0)
    _, _, axes = np.linalg.svd(q - c, full_matrices=False)
    if axes[0][np.argmax(np.abs(axes[0]))] < 0:
        axes[0] = -axes[0]
    if axes[1][np.argmax(np.abs(axes[1]))] < 0:
        axes[1] = -axes[1]
    p = (q - c) @ axes[:2].T
    h = p[ConvexHull(p).vertices]
    if np.cross(h[1] - h[0], h[2] - h[1]) < 0:
        h = h[::-1]
    h = np.roll(h, -int(np.argmax(h[:, 0])), 0)
    h = np.concatenate([h, h[:1]])
    s = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(h, axis=0), axis=1))])
    t = np.linspace(0, s[-1], n, endpoint=False)
    line = np.stack([np.interp(t, s, h[:, i]) for i in (0, 1)], 1)
    out = line + line / np.linalg.norm(line, axis=1, keepdims=True) * 0.004
    return c + out @ axes[:2]


def cold_pack(spec: Spec, at: Array, where: Where) -> list[Piece]:
    """{cold_pack: R}: blue pack in a folded cloth, draped over the front of that knee; `pack: false` = only the cloth."""
    s = spec["cold_pack"]
    hip, knee, ankle = (where.at(f"{n}_{s}") for n in ("hip", "knee_mid", "ankle"))
    front = where.at(f"knee_{s}") - knee
    u = (ankle - hip) / np.linalg.norm(ankle - hip)
    front -= u * (front @ u)
    r0 = float(np.linalg.norm(front))
    f = front / r0
    side = np.cross(u, f)
    cloth = _saddle(knee, (u, f, side), (r0 + 0.006, 105, 0.27, 0.012), COLORS["cloth"])
    pack = _saddle(knee, (u, f, side), (r0 + 0.016, 62, 0.19, 0.026), COLORS["pack"])
    return [cloth] if spec.get("pack") is False else [cloth, pack]


def _saddle(c: Array, axes: tuple[Array, Array, Array], dims: tuple[float, float, float, float], color: str) -> Piece:
    """A soft sheet bent over a leg: radius, half opening in degrees, length, thickness."""
    u, f, side = axes
    r, half, length, thick = dims
    n, m = 17, 25
    a = np.radians(np.linspace(-half, half, m))
    x = np.linspace(-length / 2, length / 2, n)
    edge = (1 - np.abs(x / x[-1])[:, None] ** 4) * (1 - np.abs(a / a[-1])[None] ** 4)

    def sheet(off: Array) -> Array:
        rr = (r + off)[..., None]
        return c + x[:, None, None] * u + rr * (np.cos(a)[None, :, None] * f + np.sin(a)[None, :, None] * side)
    top, low = sheet(thick * np.sqrt(edge)), sheet(np.zeros_like(edge))
    v = np.concatenate([top.reshape(-1, 3), low.reshape(-1, 3)])
    g = _grid(n, m, False)
    return Piece(v, np.concatenate([g, g[:, ::-1] + n * m]), color, smooth=True)


def bike(spec: Spec, at: Array, where: Where) -> list[Piece]:
    """{bike: crank length}: exercise bike; `at` = axle of the cranks, pedals under the balls of the feet."""
    c = np.array([0.0, at[1], at[2]])
    seat, grip = where.at("seat_mid"), (where.at("palm_R") + where.at("palm_L")) / 2
    grip[0] = 0.0
    seat[0] = 0.0
    top = seat + [0, 0.02, -0.03]
    fly = c + [0, -0.36, 0.02]
    floor_y = (top[1] + 0.12, fly[1] - 0.10)
    stem = np.array([0, grip[1] + 0.10, grip[2] - 0.12])
    out = [tube([top, (top + c) / 2, c], 0.026, COLORS["metal"]),
           tube([c, (c + stem) / 2, stem, grip * [0, 1, 1]], 0.026, COLORS["bike"]),
           tube([c, [0, (c[1] + floor_y[0]) / 2, c[2] * 0.45], [0, floor_y[0], 0.035]], 0.026, COLORS["bike"]),
           tube([c, fly, [0, floor_y[1], 0.035]], 0.026, COLORS["bike"]),
           disc(fly, [1.0, 0, 0], 0.215, 0.05, COLORS["tyre"]), disc(fly, [1.0, 0, 0], 0.15, 0.056, COLORS["bike"]),
           cushion([0.19, 0.27, 0.07], top + [0, 0.0, 0.0], COLORS["tyre"], 2.4),
           disc(c, [1.0, 0, 0], 0.085, 0.07, COLORS["metal"])]
    out += [tube([[-0.24, y, 0.028], [0, y, 0.028], [0.24, y, 0.028]], 0.026, COLORS["metal"]) for y in floor_y]
    w = abs(float(where.at("palm_R")[0]))
    out.append(tube([[-w - 0.05, grip[1], grip[2]], [0, grip[1], grip[2]], [w + 0.05, grip[1], grip[2]]], 0.016, COLORS["tyre"]))
    for s, sx in (("R", -1), ("L", 1)):
        ball_, x = where.at(f"ball_{s}"), sx * 0.075
        p = np.array([x, ball_[1], ball_[2] - 0.014])
        out.append(tube([[x, c[1], c[2]], (np.array([x, c[1], c[2]]) + p) / 2, p], 0.014, COLORS["metal"]))
        out.append(box([0.10, 0.09, 0.022], [ball_[0], p[1], p[2]], COLORS["tyre"], 0.006))
        out.append(tube([p, [ball_[0], p[1], p[2]]], 0.009, COLORS["metal"]))
    return out


PLACED = {"mat": mat, "box": plain_box, "step": step, "wedge": wedge, "wall": wall, "chair": chair, "stool": stool,
          "post": post, "pillow": pillow, "roll": roll, "towel": towel, "ball": ball}
FOLLOWING = {"strap": strap, "loop": loop, "cold_pack": cold_pack, "bike": bike}
FOLLOWS = {"ball", *FOLLOWING}


def kind(spec: Spec) -> str:
    """The prop's name, the one key that is a builder."""
    return next(k for k in spec if k in PLACED or k in FOLLOWING)


def build(spec: Spec, first: Where, now: Where, last: Where) -> list[Piece]:
    """The meshes of one prop: furniture where the first frame puts it (`when: end` the last), bands where the figure is now."""
    name = kind(spec)
    fixed = last if spec.get("when") == "end" else first
    where = replace(now, first=first) if name in FOLLOWS or spec.get("follow") else fixed
    at = where.at(spec.get("at", "pelvis"))
    dx, dy = spec.get("offset", (0, 0))
    if name in FOLLOWING:
        return FOLLOWING[name](spec, at + [dx, dy, spec.get("z", 0)], where)
    pieces = PLACED[name](spec, at, where)
    turn = spec.get("turn", 0)
    shift = [at[0] + dx, at[1] + dy, spec.get("raise", 0.0)]
    return [Piece(turn_z(p.v, turn) + shift, p.f, p.color, p.smooth, p.bevel, p.rough) for p in pieces]
