"""Pictures for the documentation, from the committed assets.

  python make_pictures.py     assets/readme/knee-turntable.webp (all angles, all layers), knee-places.webp
"""
import gzip
import json
import os
import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFont

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from figlib.regions import PALETTE

ROOT = os.path.join(HERE, "..", "..", "..")
KNEE, OUT = f"{ROOT}/assets/knee", f"{ROOT}/assets/readme"
PAPER = "#f4f1ec"
table = json.load(open(f"{KNEE}/turntable.json", encoding="utf-8"))
W, H = table["size"]
frames = table["frames"]
os.makedirs(OUT, exist_ok=True)


def on_paper(name):
    picture = Image.open(f"{KNEE}/{name}").convert("RGBA")
    paper = Image.new("RGBA", picture.size, PAPER)
    paper.alpha_composite(picture)
    return paper.convert("RGB")


def grid(pictures, columns, size):
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (size[0] * columns, size[1] * rows), PAPER)
    for i, p in enumerate(pictures):
        sheet.paste(p.resize(size, Image.LANCZOS), (i % columns * size[0], i // columns * size[1]))
    return sheet


def places(frame):
    """the borders and names of the places over the skin"""
    raw = gzip.decompress(open(f"{KNEE}/{frame['places']}", "rb").read())
    ids = np.frombuffer(raw, np.uint8).reshape(H, W)
    skin = np.asarray(on_paper(frame["skin"])).astype(float)
    out = np.where((ids > 0)[..., None], skin * .55 + PALETTE[ids] * .45, skin)
    edge = np.zeros(ids.shape, bool)
    edge[:, 1:] |= ids[:, 1:] != ids[:, :-1]
    edge[1:] |= ids[1:] != ids[:-1]
    out[edge & (ids > 0)] = 255
    picture = Image.fromarray(out.astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    for number, name in table["places"].items():
        ys, xs = np.where(ids == int(number))
        if len(xs) > 1500:
            draw.text((np.median(xs), np.median(ys)), name.replace("_", "\n"), fill="#222", anchor="mm", align="center",
                      font=ImageFont.load_default(15), spacing=1, stroke_width=2, stroke_fill="white")
    return picture


cell = (84, 126)
half = len(frames) // 2
LAYERS = ("skin", "muscles", "bones")
order = [f[layer] for part in (frames[:half], frames[half:]) for layer in LAYERS for f in part]
grid([on_paper(name) for name in order], half, cell).save(f"{OUT}/knee-turntable.webp", quality=80, method=6)
main = [frames[len(frames) * i // 4] for i in range(4)]
grid([places(f) for f in main], 4, (W * 3 // 4, H * 3 // 4)).save(f"{OUT}/knee-places.webp", quality=80, method=6)
for name in ("knee-turntable", "knee-places"):
    print(name, os.path.getsize(f"{OUT}/{name}.webp") // 1024, "KB")
