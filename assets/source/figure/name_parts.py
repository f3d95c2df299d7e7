"""Where each muscle, tendon, bone and ligament is seen, so that the program can write its name beside it.

  python name_parts.py ANATOMY.pkl ../../knee [--angles 36]

ANATOMY.pkl is the cache that knee_turntable.py wrote; the names themselves are in structures.json, written by
hand.  Writes inside.json: per frame and layer [id, x, y] in picture pixels, the largest first; x, y lie in the
middle of what is seen of it.
"""
import argparse
import json
import os
import pickle
import sys

import numpy as np
from scipy import ndimage as nd

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from figlib import camera as C
from figlib import layers as L

SCALE = 2                                     # picture pixels per cell
SIZE = (600, 900)
LEAST = 110                                   # cells that must be seen: about half a square centimetre
SHOWN = (.10, .90)                            # share of the height; the ends fade out


def depth_of(verts, cam, shape):
    """nearest depth per cell; every vertex covers its neighbours too, for vertices are as dense as cells"""
    q = verts - np.array(cam["eye"])
    z = q @ np.array(cam["forward"])
    x = (cam["cx"] + cam["f_px"] * (q @ np.array(cam["right"])) / z) / SCALE
    y = (cam["cy"] - cam["f_px"] * (q @ np.array(cam["up"])) / z) / SCALE
    out = np.full(shape, np.inf)
    ok = (x >= 0) & (x < shape[1]) & (y >= 0) & (y < shape[0])
    np.minimum.at(out, (y[ok].astype(int), x[ok].astype(int)), z[ok])
    return nd.minimum_filter(out, 3)


def seen(parts, names, cam):
    """[(id, x, y)] of the parts of one layer, the largest first"""
    shape = (SIZE[1] // SCALE, SIZE[0] // SCALE)
    depth = np.stack([depth_of(parts[n][0], cam, shape) for n in names])
    front = np.where(np.isfinite(depth.min(0)), depth.argmin(0), -1)
    rows = (np.arange(shape[0]) + .5) / shape[0]
    front[(rows < SHOWN[0]) | (rows > SHOWN[1])] = -1
    found = []
    for i, name in enumerate(names):
        mask = front == i
        if mask.sum() >= LEAST:
            room = nd.distance_transform_edt(mask)
            y, x = np.unravel_index(room.argmax(), shape)
            found.append((int(mask.sum()), name, SCALE * int(x) + SCALE // 2, SCALE * int(y) + SCALE // 2))
    return [list(entry[1:]) for entry in sorted(found, reverse=True)]


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("parts")
    ap.add_argument("knee")
    ap.add_argument("--angles", type=int, default=36)
    a = ap.parse_args()
    parts = pickle.load(open(a.parts, "rb"))
    named = {s["id"] for s in json.load(open(f"{a.knee}/structures.json", encoding="utf-8"))["structures"]}
    frames = []
    for k in range(a.angles):
        cam = C.camera(360 * k / a.angles, SIZE)
        frames.append({layer: [entry for entry in seen(parts, sorted(names), cam) if entry[0] in named & L.NAMED[layer]]
                       for layer, names in L.LAYER.items()})
    with open(f"{a.knee}/inside.json", "w", encoding="utf-8") as f:
        f.write('{"frames": [\n' + ",\n".join(json.dumps(frame) for frame in frames) + "\n]}\n")
    print(f"{os.path.getsize(f.name) // 1024} KB")
