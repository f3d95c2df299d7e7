"""Read the MakeHuman hm08 base mesh, its targets, rig and weights (CC0) from their own files.

Only bake_mannequin.py needs this; everything else reads the baked mannequin.npz (base.py).
MPFB2_DATA names the folder that holds 3dobjs/, targets/ and rigs/.  Raw files are Y-up decimetres.
"""
import gzip, json, os
from functools import lru_cache
import numpy as np
from .base import to_blender

DATA = os.environ["MPFB2_DATA"]


@lru_cache(None)
def load_obj():
    """-> (verts raw (N,3), {group: list of faces (tuples of vertex indices)})"""
    verts, groups, cur = [], {}, None
    with open(f"{DATA}/3dobjs/base.obj") as f:
        for line in f:
            if line.startswith("v "):
                verts.append([float(x) for x in line.split()[1:4]])
            elif line.startswith("g "):
                cur = groups.setdefault(line.split()[1], [])
            elif line.startswith("f "):
                cur.append(tuple(int(t.split("/")[0]) - 1 for t in line.split()[1:]))
    return np.array(verts), groups


@lru_cache(None)
def target(rel):
    """one sparse morph target: (index array, raw deltas)"""
    path = f"{DATA}/targets/{rel}.target.gz"
    idx, d = [], []
    with gzip.open(path, "rt") as f:
        for line in f:
            p = line.split()
            if len(p) == 4 and not line.startswith("#"):
                idx.append(int(p[0])); d.append([float(x) for x in p[1:]])
    return np.array(idx, int), np.array(d, float).reshape(-1, 3)


def morph(weights):
    """{target name: weight} -> raw vertices (all groups, incl. helpers and joint cubes)"""
    v = load_obj()[0].copy()
    for name, w in weights.items():
        if w:
            i, d = target(name)
            v[i] += w * d
    return v


def neutral_adult(female=0.5, muscle=0.62, weight=0.47, height=0.5, ideal=0.6,
                  extra=None):
    """Macro weights of a young adult.  female 0..1; muscle/weight 0..1 with 0.5 = average.

    This is MakeHuman's own macro scheme: products of the per-axis interpolation
    coefficients.  Ethnicity is an even blend of the three base shapes.
    """
    def tri(x):  # min / average / max coefficients
        return {"min": max(0, 1 - 2 * x), "average": 1 - abs(2 * x - 1), "max": max(0, 2 * x - 1)}
    m, w = tri(muscle), tri(weight)
    out = {}
    for g, gw in (("female", female), ("male", 1 - female)):
        for race in ("african", "asian", "caucasian"):
            out[f"macrodetails/{race}-{g}-young"] = gw / 3
        for mk, mv in m.items():
            for wk, wv in w.items():
                c = gw * mv * wv
                if c <= 0:
                    continue
                tag = f"{g}-young-{mk}muscle-{wk}weight"
                out[f"macrodetails/universal-{tag}"] = c
                if ideal > 0:
                    out[f"macrodetails/proportions/{tag}-idealproportions"] = c * ideal
                if height > 0.5:
                    out[f"macrodetails/height/{tag}-maxheight"] = c * (2 * height - 1)
                if height < 0.5:
                    out[f"macrodetails/height/{tag}-minheight"] = c * (1 - 2 * height)
                # female breast volume: keep it small/neutral
                if g == "female":
                    out[f"breast/{tag}-mincup-averagefirmness"] = c * 0.8
    out.update(extra or {})
    # drop files that do not exist (average-average base targets etc.)
    return {k: v for k, v in out.items() if os.path.exists(f"{DATA}/targets/{k}.target.gz")}


def cube_centres(raw):
    """joint cube centres in metres (Z up), keyed without the 'joint-' prefix"""
    _, groups = load_obj()
    out = {}
    for g, faces in groups.items():
        if g.startswith("joint-"):
            ids = sorted({i for f in faces for i in f})
            out[g[6:]] = to_blender(raw[ids].mean(0))
    return out


@lru_cache(None)
def rig(name="default"):
    return json.load(open(f"{DATA}/rigs/standard/rig.{name}.json"))


@lru_cache(None)
def weights(name="default"):
    return json.load(open(f"{DATA}/rigs/standard/weights.{name}.json"))["weights"]


def rig_joints(raw, name="default"):
    """-> {bone: (parent, head xyz, tail xyz)} in metres for the morphed mesh"""
    cubes = cube_centres(raw)
    r = rig(name)
    r = r.get("bones", r)

    def pos(p):
        s = p["strategy"]
        if s == "CUBE":
            return cubes[p["cube_name"][6:]]
        if s == "VERTEX":
            return to_blender(raw[p["vertex_index"]])
        if s == "MEAN":
            return to_blender(raw[p["vertex_indices"]].mean(0))
        raise ValueError(s)
    return {b: (d["parent"] or None, pos(d["head"]), pos(d["tail"])) for b, d in r.items()}
