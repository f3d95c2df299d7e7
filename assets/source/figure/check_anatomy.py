"""Honesty check of the model, numbers to read: is every part under the skin, do the places lie over what they are named
after, how far from each other are the landmarks?  It compares the model with itself, not with a real knee.

  python check_anatomy.py ANATOMY.pkl        (the cache that knee_turntable.py wrote)
"""
import os
import pickle
import sys

import numpy as np
from scipy.spatial import cKDTree

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from figlib import camera as C
from figlib import knee as K
from figlib import regions as G
from figlib import subdiv as S

SHOWN = (C.CENTRE[2] - C.HEIGHT_MM / 2, C.CENTRE[2] + C.HEIGHT_MM / 2)
EXPECT = {                                        # structure -> places that may lie over its most superficial points
    "patella": ("patella", "inferior_pole", "medial_patella", "lateral_patella"),
    "patellar_tendon": ("inferior_pole", "patellar_tendon", "tibial_tuberosity"),
    "quad_tendon": ("quadriceps_tendon", "lower_thigh", "patella"),
    "itb": ("iliotibial_band", "lateral_epicondyle", "lateral_joint_line", "gerdy_tubercle", "anterolateral_joint"),
    "biceps": ("hamstrings", "biceps_tendon", "posterolateral_joint", "fibular_head"),
    "semitend": ("hamstrings", "medial_hamstring", "posteromedial_joint", "medial_joint_line", "medial_tibial_plateau", "pes_anserinus"),
    "mcl": ("medial_epicondyle", "medial_joint_line", "medial_tibial_plateau", "pes_anserinus"),
    "lcl": ("lateral_epicondyle", "lateral_joint_line", "posterolateral_joint", "fibular_head"),
    "meniscus_m": ("anteromedial_joint", "medial_joint_line", "posteromedial_joint"),
    "meniscus_l": ("anterolateral_joint", "lateral_joint_line", "posterolateral_joint"),
    "fibula": ("fibular_head", "fibular_neck", "posterolateral_joint"),
    "vastus_med": ("vastus_medialis", "lower_thigh", "superomedial"),
    "gastroc_med": ("medial_calf", "medial_popliteal", "posteromedial_joint"),
    "gastroc_lat": ("lateral_calf", "posterolateral_joint", "biceps_tendon"),
}

v, q = K.neutral_leg(4)
v = K.sculpt(v, q)
n = S.vertex_normals(v, q)
tree = cKDTree(v)
parts = pickle.load(open(sys.argv[1], "rb"))


def in_picture(p):
    return p[(p[:, 2] > SHOWN[0]) & (p[:, 2] < SHOWN[1])]


def depth(p):
    """mm under the skin, and the skin's vertex above"""
    i = tree.query(p)[1]
    return -((p - v[i]) * n[i]).sum(1), i


print("part              mm under the skin: least, median    outside")
for name, (pv, *_) in parts.items():
    d, _ = depth(in_picture(pv[::5]))
    print(f"{name:16s} {d.min():10.1f} {np.median(d):8.1f} {100 * np.mean(d < 0):14.2f} %")

print("\nplaces over the most superficial 6 % of a structure")
for name, expected in EXPECT.items():
    d, i = depth(in_picture(parts[name][0]))
    found = [G.IDS[k - 1] for k in G.classify(v[i[d < np.percentile(d, 6)]])]
    share = {p: found.count(p) / len(found) for p in set(found)}
    best = ", ".join(f"{p} {100 * s:.0f} %" for p, s in sorted(share.items(), key=lambda e: -e[1])[:4])
    right = 100 * sum(share.get(p, 0) for p in expected)
    print(f"{name:16s} {'' if right >= 90 else 'LOOK '}{right:.0f} % as expected: {best}")

print("\nlandmarks")
L = {p: np.array(x, float) for p, x in G.LANDMARK.items()}
off = {p: float(tree.query(x)[0]) for p, x in L.items()}
print("farthest from the skin:", max(off, key=off.get), f"{max(off.values()):.1f} mm")
for text, mm in {
    "shin bump below the kneecap's tip (about 40)": L["inferior_pole"][2] - L["tibial_tuberosity"][2],
    "fibular head below the outer joint line (20)": L["lateral_joint_line"][2] - L["fibular_head"][2],
    "outer knob above the outer joint line (20 to 30)": L["lateral_epicondyle"][2] - L["lateral_joint_line"][2],
    "pes anserinus below the inner joint line (about 50)": L["medial_joint_line"][2] - L["pes_anserinus"][2],
    "Gerdy to fibular head": np.linalg.norm(L["gerdy_tubercle"] - L["fibular_head"]),
    "Gerdy to shin bump": np.linalg.norm(L["gerdy_tubercle"] - L["tibial_tuberosity"]),
}.items():
    print(f"  {text:52s} {mm:5.1f} mm")
