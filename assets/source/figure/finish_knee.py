"""Turn a folder of knee_turntable.py into what the program loads.

  python finish_knee.py IN_DIR OUT_DIR [--angles 24]

OUT_DIR (assets/knee): skin_kk.webp, muscles_kk.webp, bones_kk.webp, places_kk.gz, depth_kk.gz, turntable.json.
The formats are described in ../README.md.
"""
import argparse
import gzip
import json
import os
import sys

import numpy as np
from PIL import Image

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from figlib import camera as C
from figlib import regions as G
from figlib.outline import calm

FADE = .10                                    # share of the height over which the leg fades, top and bottom
MAIN_VIEWS = (0, 90, 180, 270)
QUALITY = {"skin": 95, "muscles": 88, "bones": 90}


def faded(picture):
    """the leg is cut off above and below; it fades out instead of ending in an edge"""
    a = np.array(calm(picture))
    y = (np.arange(len(a)) + .5) / len(a)
    t = np.clip(np.minimum(y, 1 - y) / FADE, 0, 1)
    a[..., 3] = np.round(a[..., 3] * (t ** 2 * (3 - 2 * t))[:, None])
    a[a[..., 3] == 0] = 0                     # no invisible colours: smaller files
    return Image.fromarray(a)


def grown(picture, size):
    """a layer without fine detail may have been rendered smaller"""
    if list(picture.size) == size:
        return picture
    return picture.convert("RGBa").resize(size, Image.LANCZOS).convert("RGBA")


def write_map(path, array):
    with open(path, "wb") as f:
        f.write(gzip.compress(np.ascontiguousarray(array).tobytes(), 9, mtime=0))


def places_map(mm, mask):
    out = np.zeros(mask.shape, np.uint8)
    out[mask] = G.classify(mm[mask].astype(float))
    return out


def depth_map(mm, mask, cam):
    s = C.DEPTH_SCALE
    mm, mask = mm[::s, ::s].astype(float), mask[::s, ::s]
    z = (mm - cam["eye"]) @ np.array(cam["forward"])
    return np.where(mask, 1 + np.round((z - C.NEAR_MM) / C.STEP_MM), 0).astype("<u2")


def best_frames(cams, angles):
    """{place id: frame of the main view whose camera is nearest to the place's landmark}"""
    main = [round(v * angles / 360) for v in MAIN_VIEWS]
    depth = {k: (lambda p, c=cams[k]: (np.array(p) - c["eye"]) @ np.array(c["forward"])) for k in main}
    return {place: min(main, key=lambda k: depth[k](point)) for place, point in G.LANDMARK.items()}


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("src")
    ap.add_argument("dst")
    ap.add_argument("--angles", type=int, default=24)
    a = ap.parse_args()
    os.makedirs(a.dst, exist_ok=True)
    frames, cams, size = [], [], None
    for k in range(a.angles):
        data = np.load(f"{a.src}/position_{k:02d}.npz")
        mm, mask = data["mm"], data["mask"]
        size = [mask.shape[1], mask.shape[0]]
        azimuth = 360 * k / a.angles
        cam = C.camera(azimuth, size)
        cams.append(cam)
        write_map(f"{a.dst}/places_{k:02d}.gz", places_map(mm, mask))
        write_map(f"{a.dst}/depth_{k:02d}.gz", depth_map(mm, mask, cam))
        frame = {"azimuth_deg": azimuth}
        for layer, quality in QUALITY.items():
            frame[layer] = f"{layer}_{k:02d}.webp"
            faded(grown(Image.open(f"{a.src}/{layer}_{k:02d}.png"), size)).save(
                f"{a.dst}/{frame[layer]}", "WEBP", quality=quality, alpha_quality=90, method=6)
        frames.append({**frame, "places": f"places_{k:02d}.gz", "depth": f"depth_{k:02d}.gz", **cam})
    table = {
        "format": 1,
        "side": "right",
        "unit": "mm",
        "axes": "x medial, y back, z up; origin in the middle of the joint line",
        "size": size,
        "depth_size": [s // C.DEPTH_SCALE for s in size],
        "depth_scale": C.DEPTH_SCALE,
        "near_mm": C.NEAR_MM,
        "step_mm": C.STEP_MM,
        "step_deg": 360 / a.angles,
        "places": {str(n): place for place, n in G.NUMBER.items()},
        "landmarks": {place: list(point) for place, point in G.LANDMARK.items()},
        "best_frame": best_frames(cams, a.angles),
        "frames": frames,
    }
    with open(f"{a.dst}/turntable.json", "w", encoding="utf-8") as f:
        json.dump(table, f, indent=1)
        f.write("\n")
    total = sum(e.stat().st_size for e in os.scandir(a.dst))
    print(f"{a.angles} frames, {total / 2**20:.2f} MB")
