"""The 32 places of the RIGHT knee, in the knee frame (mm; x medial, y back, z up).

A place is one or more points or polylines lying on the skin, each with a reach r (mm).  A point of the
skin belongs to the place with the smallest (distance - r): a weighted Voronoi partition, so there
are no gaps, and the borders are smooth curves in 3D that look the same from every angle.
The place's number is its position in this list; the first point given is its landmark.
"""
import numpy as np

PLACES = [
    # ---- front
    ("lower_thigh", [([(-4, -84, 122), (-4, -98, 200)], 30), ([(-33, -76, 134), (-37, -83, 200)], 22),
                     ([(27, -76, 130), (34, -83, 200)], 20)]),
    ("quadriceps_tendon", [([(-2, -67, 70), (-2, -70, 80)], 16), ([(-12, -65, 61), (10, -67, 60)], 9)]),
    ("superolateral", [([(-24, -51, 68)], 12.5)]),
    ("superomedial", [([(27, -57, 60)], 10.5)]),
    ("patella", [([(-1, -67, 33)], 21.5)]),
    ("lateral_patella", [([(-25, -56, 33)], 7.5), ([(-26, -52, 40), (-25, -51, 26)], 8.5)]),
    ("medial_patella", [([(25, -53, 33)], 8.5), ([(25, -53, 40), (23, -51, 25)], 8.5)]),
    ("inferior_pole", [([(-1, -57, 6)], 7), ([(-9, -57, 6), (7, -56, 6)], 5.5)]),
    ("patellar_tendon", [([(-3, -46, -18)], 9.5), ([(-10, -47, -16), (6, -45, -14)], 7),
                         ([(-2, -43, -24)], 8.5)]),
    ("tibial_tuberosity", [([(-3, -40, -39)], 11.5), ([(-3, -38, -43), (-3, -35, -52)], 12)]),
    ("anterolateral_joint", [([(-26, -40, -5)], 10)]),
    ("anteromedial_joint", [([(21, -38, -3)], 10)]),
    # ---- inner side
    ("vastus_medialis", [([(49, -52, 88)], 18),
                         ([(49, -52, 88), (55, -46, 112), (62, -44, 141), (68, -46, 200)], 18)]),
    ("medial_epicondyle", [([(57, -3, 30)], 16)]),
    ("medial_hamstring", [([(43, 45, 44)], 10), ([(38, 48, 64), (45, 42, 22)], 11),
                          ([(67, 24, 120), (77, 24, 210)], 26), ([(52, 37, 89), (62, 42, 199)], 14)]),
    ("medial_joint_line", [([(48, 1, 1)], 12), ([(42, -13, 2), (52, 14, 0)], 11.5)]),
    ("posteromedial_joint", [([(44, 38, 0)], 10)]),
    ("medial_tibial_plateau", [([(42, 3, -23)], 10), ([(38, -5, -20), (45, 14, -23)], 10)]),
    ("pes_anserinus", [([(25, -11, -49)], 13), ([(17, -19, -50), (29, -3, -49)], 12),
                       ([(25, -1, -80), (25, -1, -150)], 14), ([(8, -20, -88), (8, -16, -149)], 14)]),
    ("medial_calf", [([(22, 72, -62), (15, 80, -149)], 24), ([(35, 42, -62), (35, 50, -149)], 16)]),
    # ---- outer side
    ("iliotibial_band", [([(-52, -8, 84), (-70, -8, 199)], 24)]),
    ("lateral_epicondyle", [([(-52, -6, 26)], 14.5)]),
    ("biceps_tendon", [([(-43, 33, 40)], 9), ([(-34, 39, 68), (-47, 33, 20)], 10)]),
    ("lateral_joint_line", [([(-50, -2, 1)], 11.5), ([(-45, -17, 0), (-52, 10, 1)], 11.5)]),
    ("posterolateral_joint", [([(-49, 34, 2)], 9.5)]),
    ("gerdy_tubercle", [([(-38, -25, -26)], 11.5)]),
    ("fibular_head", [([(-59, 20, -21)], 12.5)]),
    ("fibular_neck", [([(-58, 16, -47)], 12), ([(-50, -7, -50)], 10)]),
    # ---- back
    ("hamstrings", [([(0, 54, 112), (2, 65, 199)], 34)]),
    ("popliteal_fossa", [([(-4, 51, 22)], 18), ([(-4, 48, 40), (-6, 57, 6)], 16)]),
    ("medial_popliteal", [([(24, 54, 14)], 10), ([(24, 58, -6)], 9)]),
    ("lateral_calf", [([(-35, 76, -51), (-36, 84, -149)], 24), ([(-58, 1, -90), (-58, 2, -151)], 18),
                      ([(-31, -25, -95), (-30, -22, -150)], 14)]),
]
IDS = [place for place, _ in PLACES]
NUMBER = {place: i + 1 for i, place in enumerate(IDS)}
LANDMARK = {place: sites[0][0][0] for place, sites in PLACES}


def _segment(p, a, b):
    a = np.asarray(a, float)
    d = np.asarray(b, float) - a
    length2 = d @ d
    t = np.clip((p - a) @ d / length2, 0, 1)[:, None] if length2 > 0 else 0
    return np.linalg.norm(p - a - t * d, axis=1)


def classify(p):
    """points (n, 3) mm in the knee frame -> uint8 number of the place"""
    best = np.full(len(p), 1e9)
    out = np.zeros(len(p), np.uint8)
    for number, (_, sites) in enumerate(PLACES, 1):
        for points, reach in sites:
            for a, b in list(zip(points[:-1], points[1:])) or [(points[0], points[0])]:
                d = _segment(p, a, b) - reach
                nearer = d < best
                best[nearer] = d[nearer]
                out[nearer] = number
    return out


PALETTE = np.array([(0, 0, 0)] + [
    (240, 220, 165), (242, 163, 75), (215, 150, 190), (120, 200, 150), (230, 97, 76), (96, 160, 220), (84, 190, 160),
    (250, 208, 92), (170, 210, 110), (150, 96, 190), (100, 190, 210), (240, 140, 130),
    (130, 130, 215), (220, 110, 160), (140, 170, 70), (90, 170, 110), (205, 165, 125), (235, 190, 90), (200, 110, 90),
    (165, 205, 165), (110, 175, 235), (245, 150, 90), (70, 150, 130), (225, 120, 140), (180, 160, 225), (120, 210, 190),
    (200, 80, 90), (190, 190, 130), (225, 185, 85), (245, 190, 140), (160, 140, 110), (95, 160, 200)], np.uint8)
