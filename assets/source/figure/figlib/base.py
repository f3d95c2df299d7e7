"""The undressed mannequin: baked once from CC0 MakeHuman assets into mannequin.npz (bake_mannequin.py).

Pure numpy (no Blender).  All lengths leave this module in METRES, axes are
    +X = the figure's LEFT, +Y = BACK, +Z = UP   (Blender style, figure faces -Y)
The raw vertices are Y-up decimetres with the face looking at +Z:  (x,y,z) -> (x,-z,y)*0.1
"""
import os
from functools import lru_cache
import numpy as np

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "mannequin.npz")


def to_blender(v):
    """raw hm08 decimetres (Y up) -> metres, Z up, facing -Y"""
    v = np.asarray(v, float)
    return np.stack([v[..., 0], -v[..., 2], v[..., 1]], -1) * 0.1


@lru_cache(None)
def mannequin():
    """the arrays of mannequin.npz"""
    return dict(np.load(FILE))


def raw_vertices():
    """morphed vertices, raw; the body comes first, then eyes and helpers"""
    return mannequin()["raw"].astype(float)


def faces(group):
    """quads of 'body', 'eye_l' or 'eye_r'"""
    return mannequin()[f"faces_{group}"].astype(int)


def ear():
    """middle of the right ear, metres"""
    return mannequin()["ear"].astype(float)


def rig_joints(raw=None, name="default"):
    """-> {bone: (parent, head xyz, tail xyz)} in metres"""
    d = mannequin()
    return {str(b): (str(p) or None, h, t) for b, p, h, t in
            zip(d["bones"], d["parents"], d["heads"].astype(float), d["tails"].astype(float))}


def weight_matrix(bones, nverts):
    """dense (nverts, nbones), rows normalised"""
    d = mannequin()
    column = {b: j for j, b in enumerate(bones)}
    names = [str(b) for b in d["bones"]]
    W = np.zeros((nverts, len(bones)))
    for b, v, w in zip(d["weight_bone"], d["weight_vertex"], d["weight"].astype(float)):
        if names[b] in column:
            W[v, column[names[b]]] += w
    s = W.sum(1, keepdims=True)
    W /= np.where(s > 0, s, 1)
    return W
