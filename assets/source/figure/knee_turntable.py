"""Render the turnable right knee: skin, muscles, bones, and the skin's position per pixel.

  python knee_turntable.py --out DIR [--angles 24] [--only 0,6,12] [--layers position,skin,muscles,bones]
                           [--size 600x900] [--samples 20] [--cache parts.pkl] [--force]

Writes, per frame k (azimuth k * 360 / angles; 0 = front, 90 = outer, 180 = back, 270 = inner side):
  skin_kk.png  muscles_kk.png  bones_kk.png   RGBA pictures
  position_kk.npz               float32 knee-frame millimetres per pixel, and the mask of the leg
What exists is kept (the run can be stopped and started again); --force renders it anew.
finish_knee.py turns the folder into what the program loads.
"""
import argparse
import os
import pickle
import sys
import time

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import bpy

from figlib import anatomy as An
from figlib import bellies as B
from figlib import camera as C
from figlib import knee as K
from figlib import render as R
from figlib.layers import LAYER as LAYERS
from figlib import subdiv as S
from figlib import xray as X

ap = argparse.ArgumentParser()
ap.add_argument("--out", required=True)
ap.add_argument("--angles", type=int, default=24)
ap.add_argument("--only", default="")
ap.add_argument("--layers", default="position,skin,muscles,bones")
ap.add_argument("--size", default="600x900")
ap.add_argument("--samples", type=int, default=20)
ap.add_argument("--threads", type=int, default=2)
ap.add_argument("--cache", default="")
ap.add_argument("--sss", type=float, default=.3)
ap.add_argument("--grain", type=float, default=.30)
ap.add_argument("--force", action="store_true")
a = ap.parse_args(sys.argv[1:] if "--" not in sys.argv else sys.argv[sys.argv.index("--") + 1:])
os.makedirs(a.out, exist_ok=True)
W, H = map(int, a.size.split("x"))
CENTRE = tuple(c / 1000 for c in C.CENTRE)
layers = a.layers.split(",")
only = [int(x) for x in a.only.split(",") if x] or list(range(a.angles))


def path(kind, k, end="png"):
    return f"{a.out}/{kind}_{k:02d}.{end}"


# ------------------------------------------------------------------ the model
t0 = time.time()
v, q = K.neutral_leg(4)
v = K.sculpt(v, q)
colors = K.skin_colors(v, q)
parts = {}
if {"muscles", "bones"} & set(layers):
    if a.cache and os.path.exists(a.cache):
        parts = pickle.load(open(a.cache, "rb"))
    else:
        normals = S.vertex_normals(v, q)
        parts = {**An.build(res=1.0, skin=(v, normals)), **B.build(B.Skin(v, normals))}
        if a.cache:
            pickle.dump(parts, open(a.cache, "wb"))
print(f"geometry {time.time() - t0:.1f} s", flush=True)

scene = R.reset(a.threads)
scene.cycles.transparent_max_bounces = 16
skin = R.material("skin", "#d2a688", .56, .3, sss=a.sss, sss_radius=(.006, .003, .002), attr="col", grain=a.grain)
leg = R.mesh("leg", v / 1000, q, [skin], colors=colors)
inside = {}
if parts:
    mats = X.materials()
    for name, (pv, pf, fib, white) in parts.items():
        inside[name] = R.mesh(name, pv / 1000, pf, [mats[X.kind(name)]])
        X.set_fibres(inside[name], fib, white)
    glass = R.mesh("glass", v / 1000, q, [X.shell_card("glass", "#d9a98c", "#ead5c7", .07, .85, 2.0)])
    glass.visible_shadow = False
    inside["glass"] = glass


def show(*objects):
    for o in bpy.data.objects:
        if o.type == "MESH":
            o.hide_render = o not in objects


# ------------------------------------------------------------------ position of the skin under each pixel
def position_material():
    """world position (metres, which is the knee frame here) as plain emission"""
    m = bpy.data.materials.new("position")
    m.use_nodes = True
    nt = m.node_tree
    nt.nodes.clear()
    out, emit, geo = (nt.nodes.new("ShaderNode" + n) for n in ("OutputMaterial", "Emission", "NewGeometry"))
    nt.links.new(geo.outputs["Position"], emit.inputs["Color"])
    nt.links.new(emit.outputs[0], out.inputs["Surface"])
    return m


POSITION = position_material()


def render_position(k, az):
    """one sample through the middle of each pixel, no filter, no colour management"""
    c, image, view = scene.cycles, scene.render.image_settings, scene.view_settings
    show(leg)
    leg.data.materials[0] = POSITION
    view.view_transform = "Raw"
    image.file_format, image.color_depth = "OPEN_EXR", "32"
    R.quality(1, False)
    c.use_adaptive_sampling, c.pixel_filter_type, c.filter_width = False, "BOX", .01
    tmp = f"{a.out}/_position.exr"
    R.render(tmp)
    c.use_adaptive_sampling, c.pixel_filter_type, c.filter_width = True, "BLACKMAN_HARRIS", 1.5
    image.file_format, image.color_depth = "PNG", "8"
    view.view_transform = "Standard"
    leg.data.materials[0] = skin
    im = bpy.data.images.load(tmp, check_existing=False)
    im.colorspace_settings.name = "Non-Color"
    px = np.empty(W * H * 4, np.float32)
    im.pixels.foreach_get(px)
    bpy.data.images.remove(im)
    os.remove(tmp)
    px = px.reshape(H, W, 4)[::-1]
    np.savez_compressed(path("position", k, "npz"), mm=px[..., :3] * 1000, mask=px[..., 3] > .5)


def render_skin(k, az):
    show(leg)
    R.studio_close(az, CENTRE, .35)
    R.quality(int(a.samples * 1.5), prefilter="ACCURATE")            # accurate: keeps the skin's grain
    R.render(path("skin", k))


def render_inside(layer):
    def render(k, az):
        if STANDING != [layer]:                       # telling Blender again would cost the geometry again
            show(inside["glass"], *(inside[name] for name in LAYERS[layer]))
            STANDING[:] = [layer]
        R.studio_close(az, CENTRE, .35)
        scene.cycles.max_bounces = scene.cycles.diffuse_bounces = 1          # enough for what is lit all round
        R.quality(max(2, a.samples // 3))             # colours come from the fibres, not from the light
        R.render(path(layer, k))
    return render


STANDING = []
RENDER = {"position": (render_position, "npz"), "skin": (render_skin, "png"),
          "muscles": (render_inside("muscles"), "png"), "bones": (render_inside("bones"), "png")}
for layer in layers:                                  # layer by layer: what is in the scene changes only twice
    render, end = RENDER[layer]
    for k in only:
        if os.path.exists(path(layer, k, end)) and not a.force:
            continue
        t0 = time.time()
        az = 360. * k / a.angles
        R.camera(az, 0, CENTRE, C.DISTANCE / 1000, fov=C.field_of_view(), res=(W, H))
        bpy.context.view_layer.update()
        render(k, az)
        print(f"{layer} {k:2d} of {a.angles}: {time.time() - t0:.1f} s", flush=True)
