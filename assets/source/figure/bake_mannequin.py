"""Bake the morphed mannequin into mannequin.npz, so that rendering needs no other data.

  MPFB2_DATA=FOLDER python bake_mannequin.py

FOLDER is the MPFB2 asset folder (3dobjs/, targets/, rigs/), all CC0; see ../README.md.
"""
import os
import sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from figlib import base, makehuman as M

# young adult, half male and half female; the three ethnicity bases in equal parts
SHAPE = dict(female=.5, muscle=.66, weight=.45, height=.5, ideal=.8)
EXTRA = {
    "expression/units/caucasian/eye-left-closure": 1.0,
    "expression/units/caucasian/eye-right-closure": 1.0,
    "expression/units/caucasian/mouth-corner-puller": .12,
    "ears/l-ear-wing-decr": .8, "ears/r-ear-wing-decr": .8,
    "neck/neck-scale-horiz-decr": .25,
    "breast/nipple-point-decr": 1.0, "breast/nipple-size-decr": 1.0,
    "torso/measure-shoulder-dist-decr": .35,
}

raw = M.morph(M.neutral_adult(**SHAPE, extra=EXTRA))
groups = M.load_obj()[1]
joints = M.rig_joints(raw)
bones = list(joints)
index = {b: i for i, b in enumerate(bones)}
body = max(max(f) for f in groups["body"]) + 1
entries = [(index[b], v, w) for b, ws in M.weights().items() if b in index for v, w in ws if v < len(raw)]
i, d = M.target("ears/r-ear-scale-incr")
d = np.linalg.norm(d, axis=1)
ear = base.to_blender(raw)[i[(d > .3 * d.max()) & (i < body)]].mean(0)
np.savez_compressed(
    base.FILE,
    raw=raw.astype(np.float32),
    faces_body=np.array(groups["body"], np.uint16),
    faces_eye_l=np.array(groups["helper-l-eye"], np.uint16),
    faces_eye_r=np.array(groups["helper-r-eye"], np.uint16),
    ear=ear.astype(np.float32),
    bones=np.array(bones),
    parents=np.array([joints[b][0] or "" for b in bones]),
    heads=np.array([joints[b][1] for b in bones], np.float32),
    tails=np.array([joints[b][2] for b in bones], np.float32),
    weight_bone=np.array([e[0] for e in entries], np.uint16),
    weight_vertex=np.array([e[1] for e in entries], np.uint16),
    weight=np.array([e[2] for e in entries], np.float32),
)
print(f"{os.path.getsize(base.FILE) / 1024:.0f} KB, {len(raw)} vertices, {len(bones)} bones")
