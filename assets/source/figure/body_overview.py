"""Whole-body overview: a runner from the front, the back and both sides, with a map of body parts.

  python body_overview.py --out DIR [--size 500x1000] [--samples 32] [--views front,back,side_right,side_left]

Writes into DIR (assets/body): VIEW.webp, parts_VIEW.gz and body.json, as described in ../README.md.
"""
import argparse
import gzip
import json
import os
import sys
import tempfile

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import bpy

from PIL import Image

from figlib import render as R
from figlib import shadow as Sh
from figlib.figure import smoothstep
from figlib.outline import calm
from figlib.stage import COLORS, Stage, quiet

ap = argparse.ArgumentParser()
ap.add_argument("--out", required=True)
ap.add_argument("--size", default="500x1000")
ap.add_argument("--samples", type=int, default=32)
ap.add_argument("--threads", type=int, default=2)
ap.add_argument("--views", default="front,back,side_right,side_left")
a = ap.parse_args(sys.argv[1:] if "--" not in sys.argv else sys.argv[sys.argv.index("--") + 1:])
os.makedirs(a.out, exist_ok=True)
W, H = map(int, a.size.split("x"))
FOV, ELEVATION = 10., 2.
AZIMUTH = {"front": 0, "back": 180, "side_right": 90, "side_left": 270}
PLACES = ["knee", "hip_groin", "thigh_front", "thigh_back", "shin_inner", "shin_outer", "calf", "ankle", "foot"]
LOW_BACK = 2 * len(PLACES) + 1                       # the only part without a side
POSE = dict(plant="feet", hip=[0, 4, 7], shoulder=[2, 13, -8], elbow=16)

st = Stage(a.threads, a.samples, level=2)
M, full, sta, t = st.po.place(POSE)
verts = st.skin(M)
points = np.concatenate(list(verts.values()))
J = {k: sta[1][k] + t for k in sta[1]}


def paint_face():
    """eyebrows and a little colour on the lips: a face, not a statue (vertex colours of the body)"""
    part = st.fig.part("body")
    v, h = part.v, st.fig.skel.head
    eye, mouth = h["eye.R"], h["oris05"]
    x, front = np.abs(v[:, 0]), smoothstep(eye[1] + .02, eye[1] - .01, v[:, 1])
    t = (x - .016) / .038                                  # 0 at the nose, 1 at the temple
    line = eye[2] + .0155 + .006 * np.sin(np.pi * np.clip(t, 0, 1) ** .8) - .003 * np.clip(t, 0, 1)
    brow = front * smoothstep(.0034, .0012, np.abs(v[:, 2] - line)) * smoothstep(-.05, .15, t) * smoothstep(1.1, .7, t)
    lips = front * smoothstep(.010, .004, np.abs(v[:, 2] - mouth[2])) * smoothstep(.027, .017, x)
    color = np.tile(R.srgb(COLORS["skin"]), (len(v), 1))
    for where, tint in ((.8 * brow, COLORS["hair"]), (.28 * lips, "#b0504a")):
        color = color * (1 - where[:, None]) + np.array(R.srgb(tint)) * where[:, None]
    st.ob["body"].data.attributes["col"].data.foreach_set("color", color.astype(np.float32).ravel())


def classify(p):
    """world points (m) -> number: 2i + 1 = PLACES[i] right, 2i + 2 = PLACES[i] left, LOW_BACK; 0 = none of them"""
    out = np.zeros(len(p), np.uint8)
    x, y, z = p.T
    for offset, s, sign, side in ((1, "R", -1, x <= 0), (2, "L", 1, x > 0)):
        hip, knee, ank = J[f"upperleg01.{s}"], J[f"lowerleg01.{s}"], J[f"foot.{s}"]
        axis = lambda c: np.interp(z, [ank[2], knee[2], hip[2]], [ank[c], knee[c], hip[c]])
        outward = (x - axis(0)) * sign                   # > 0: away from the other leg
        front = y < axis(1) + np.interp(z, [ank[2], knee[2], hip[2]], [-.004, .016, .010])
        part = np.full(len(p), -1)

        def paint(name, where):
            part[where & (part < 0)] = PLACES.index(name)
        hand = (np.abs(x) > abs(hip[0]) + .105) & (z > knee[2] + .10)
        legs = ~hand & (z < hip[2] + .075)
        paint("foot", legs & (z < ank[2] - .022))
        paint("ankle", legs & (z < ank[2] + .065))
        paint("knee", legs & (z > knee[2] - .105) & (z < knee[2] + .085))
        paint("calf", legs & (z < knee[2]) & ~front)
        paint("shin_inner", legs & (z < knee[2]) & (outward < .000))
        paint("shin_outer", legs & (z < knee[2]))
        paint("hip_groin", legs & (z > hip[2] - .085))
        paint("thigh_front", legs & front)
        paint("thigh_back", legs)
        out = np.where(side & (part >= 0), 2 * part + offset, out)
    hip = J["upperleg01.R"]
    low = (z >= hip[2] + .075) & (z < hip[2] + .25) & (y > J["spine05"][1] - .03) & (np.abs(x) < .15)
    out[low & (out == 0)] = LOW_BACK
    return out.astype(np.uint8)


def position_material():
    m = bpy.data.materials.new("position")
    m.use_nodes = True
    nt = m.node_tree
    nt.nodes.clear()
    out, emit, geo = (nt.nodes.new("ShaderNode" + n) for n in ("OutputMaterial", "Emission", "NewGeometry"))
    nt.links.new(geo.outputs["Position"], emit.inputs["Color"])
    nt.links.new(emit.outputs[0], out.inputs["Surface"])
    return m


def part_map(tmp, view):
    """number of the part under each pixel; changes the render settings, so it comes last"""
    s = bpy.context.scene
    for o in st.ob.values():
        o.data.materials[0] = POSITION
    image = s.render.image_settings
    s.view_settings.view_transform = "Raw"
    image.file_format, image.color_depth = "OPEN_EXR", "32"
    R.quality(1, False)
    s.cycles.pixel_filter_type, s.cycles.filter_width = "BOX", .01
    with quiet():
        R.render(tmp)
    im = bpy.data.images.load(tmp)
    im.colorspace_settings.name = "Non-Color"
    px = np.empty(W * H * 4, np.float32)
    im.pixels.foreach_get(px)
    px = px.reshape(H, W, 4)[::-1]
    mask = px[..., 3] > .5
    out = np.zeros((H, W), np.uint8)
    out[mask] = classify(px[..., :3][mask].astype(float))
    if view.startswith("side"):                            # what shows of the far leg is too thin to mean anything
        far = (out % 2 == 0) if view == "side_right" else (out % 2 == 1) & (out != LOW_BACK)
        out[far] = 0
    return out


def shoot(cam, path):
    """the picture as RGBA, with light that turns with the camera and a soft shadow on the floor"""
    c, dist, right, up, fwd, az, el = cam
    R.studio(az, tuple(c), 1.)
    turn = np.radians(-az)                                 # the key hangs high; the legs matter most here
    x, y = .5 * np.cos(turn) + 2.6 * np.sin(turn), .5 * np.sin(turn) - 2.6 * np.cos(turn)
    R.area("legs", tuple(c + [x, y, -.7]), tuple(c + [0, 0, -.55]), 1.6, 30, (1, .97, .94))
    R.camera(az, el, tuple(c), dist, fov=FOV, res=(W, H))
    with quiet():
        R.render(path)
    shade = Sh.render(Sh.floor_map(points, None), c - fwd * dist, right, up, fwd, FOV, (W, H))
    floor = np.zeros((H, W, 4), np.uint8)
    floor[..., :3] = (38, 40, 48)
    floor[..., 3] = np.clip(shade * 235, 0, 255)
    picture = Image.fromarray(floor, "RGBA")
    picture.alpha_composite(calm(Image.open(path)))
    return picture


POSITION = position_material()
cams = {}
for view in a.views.split(","):
    az = AZIMUTH[view]
    around = np.concatenate([points, points * [1, 1, 0]])
    cams[view] = (*st.frame_camera(around, az, ELEVATION, FOV, (W, H), 1.03), az, ELEVATION)
distance = max(c[1] for c in cams.values())               # one scale for all views
cams = {view: (c[0], distance, *c[2:]) for view, c in cams.items()}
paint_face()
for n, v in verts.items():
    R.set_verts(st.ob[n], v)
with tempfile.TemporaryDirectory() as tmp:
    for view, cam in cams.items():
        shoot(cam, f"{tmp}/{view}.png").save(f"{a.out}/{view}.webp", "WEBP", quality=92, alpha_quality=95, method=6)
    for view, (c, dist, *_, az, el) in cams.items():      # the maps come last: they change the render settings
        R.camera(az, el, tuple(c), dist, fov=FOV, res=(W, H))
        with open(f"{a.out}/parts_{view}.gz", "wb") as f:
            f.write(gzip.compress(part_map(f"{tmp}/{view}.exr", view).tobytes(), 9, mtime=0))

parts = {str(2 * i + n): {"place": place, "side": side} for i, place in enumerate(PLACES) for n, side in ((1, "right"), (2, "left"))}
parts[str(LOW_BACK)] = {"place": "low_back", "side": "both"}
with open(f"{a.out}/body.json", "w", encoding="utf-8") as f:
    json.dump({"format": 1, "size": [W, H], "parts": parts,
               "views": {v: {"azimuth_deg": AZIMUTH[v], "picture": f"{v}.webp", "parts": f"parts_{v}.gz"} for v in cams}},
              f, indent=1)
    f.write("\n")
print("body overview:", ", ".join(cams))
