"""Fingers and thumb of one hand, from one number.

CURL  0 = flat, as on a wall or the floor; .3 = a hand at ease; .65 = round a rail or a handlebar; 1 = a fist, or round a band.
Angles are degrees in the hand's own frame: across the knuckles towards the thumb, along the middle hand towards the
fingertips, out of the palm.  They are absolute, so how the hand was modelled at rest (spread like a rake) does not matter.
Source of the ranges: full finger flexion about 85/100/60 degrees (knuckle, middle, end joint), a resting hand about 30/35/15.
"""
import math
import numpy as np

CURLS = (0., .3, .65, 1.)
# finger: at each of CURLS the flexion of knuckle, middle and end joint, and the direction of the finger in the palm's plane
FINGERS = {
    2: ((3, 5, 3, 16), (22, 28, 14, 12), (62, 58, 30, 9), (78, 96, 52, 7)),
    3: ((2, 5, 3, 7), (27, 33, 17, 7), (66, 62, 34, 7), (82, 98, 56, 6)),
    4: ((2, 5, 3, -1), (31, 36, 18, 3), (68, 64, 34, 6), (85, 98, 56, 7)),
    5: ((3, 5, 3, -11), (34, 36, 18, -2), (70, 62, 32, 5), (87, 96, 54, 8)),
}
# thumb: the direction of its three bones: in the palm's plane (0 = along the fingers, 90 = sideways) and out of the palm
THUMB = (((62, 20), (45, 8), (36, 4)), ((55, 42), (34, 32), (22, 30)), ((48, 58), (14, 48), (-8, 38)), ((48, 56), (-12, 36), (-48, 12)))


def axis_angle(a, deg):
    """Rotation matrix about an axis."""
    a = a / np.linalg.norm(a); t = math.radians(deg); c, s = math.cos(t), math.sin(t)
    K = np.array([[0, -a[2], a[1]], [a[2], 0, -a[0]], [-a[1], a[0], 0]])
    return np.eye(3) * c + s * K + (1 - c) * np.outer(a, a)


def frame(head, s):
    """Columns: across the knuckles to the thumb, along the hand, out of the palm (left-handed on the left side)."""
    a = head[f"finger2-1.{s}"] - head[f"finger5-1.{s}"]
    a = a / np.linalg.norm(a)
    f = head[f"finger3-1.{s}"] - head[f"wrist.{s}"]
    n = np.cross(a, f) if s == "R" else np.cross(f, a)
    n = n / np.linalg.norm(n)
    f = f - a * (a @ f)
    return np.stack([a, f / np.linalg.norm(f), n], 1)


def local(head, tail, s, curl):
    """{bone: rotation relative to its parent bone}, in the coordinates of the rest pose."""
    H = frame(head, s)
    rest = {b: _angles(H.T @ (tail[b] - head[b])) for k in range(1, 6) for b in _bones(k, s)}
    out = _thumb(H, rest, s, curl)
    for k, table in FINGERS.items():
        *flex, aside = (np.interp(curl, CURLS, column) for column in zip(*table))
        bones = _bones(k, s)
        was = rest[bones[0]][0]
        hinge = np.cross(_direction(H, was, 0), H[:, 2])          # turning about it moves the finger into the palm
        before = 0.
        for b, angle in zip(bones, flex):
            out[b] = axis_angle(hinge, angle - (rest[b][1] - before))
            before = rest[b][1]
        out[bones[0]] = axis_angle(np.cross(H[:, 1], H[:, 0]), aside - was) @ out[bones[0]]
    return out


def _thumb(H, rest, s, curl):
    out, parent = {}, np.eye(3)
    for j, b in enumerate(_bones(1, s)):
        want = [np.interp(curl, CURLS, [row[j][i] for row in THUMB]) for i in (0, 1)]
        turned = _shortest(_direction(H, *rest[b]), _direction(H, *want))
        out[b] = parent.T @ turned
        parent = turned
    return out


def _bones(k, s):
    return [f"finger{k}-{j}.{s}" for j in (1, 2, 3)]


def _angles(d):
    return math.degrees(math.atan2(d[0], d[1])), math.degrees(math.asin(d[2] / np.linalg.norm(d)))


def _direction(H, aside, out):
    a, o = math.radians(aside), math.radians(out)
    return H @ [math.sin(a) * math.cos(o), math.cos(a) * math.cos(o), math.sin(o)]


def _shortest(u, v):
    """The rotation that brings direction u to v with no twist."""
    axis = np.cross(u, v)
    size = np.linalg.norm(axis)
    return np.eye(3) if size < 1e-9 else axis_angle(axis, math.degrees(math.atan2(size, u @ v)))
