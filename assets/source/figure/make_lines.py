"""The knee as a drawing: the same places, for those who do not want a picture of skin.

  python make_lines.py POSITION_DIR ../../knee
Reads position_kk.npz of knee_turntable.py (the skin's position per pixel), writes lines/skin_kk.webp:
a pale surface with soft grey modelling, and ink where the skin turns away or folds.
"""
import sys
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage as nd

from finish_knee import FADE

PAPER, INK = np.array([.955, .945, .925]), np.array([.20, .24, .28])


def filled(mm, mask):
    """positions beyond the outline continue those at it, so that the outline bends no normals"""
    near = nd.distance_transform_edt(~mask, return_distances=False, return_indices=True)
    return mm[tuple(near)]


def facing(mm, mask):
    """how much the skin faces the camera, 0 to 1, from the slope of the positions"""
    p = nd.gaussian_filter(filled(mm, mask), (2.2, 2.2, 0))
    n = np.cross(np.gradient(p, axis=1), np.gradient(p, axis=0))
    n /= np.linalg.norm(n, axis=2, keepdims=True) + 1e-9
    view = n[mask].mean(axis=0)
    return np.abs(n @ (view / np.linalg.norm(view)))


def drawing(mm, mask):
    turn = facing(mm.astype(float), mask)
    inside = nd.distance_transform_edt(mask)
    outline = .8 * np.clip(1 - (nd.gaussian_filter(inside, .8) - 2.2) / 1.6, 0, 1)
    folds = nd.gaussian_laplace(turn, 3.2)                     # valleys are lines, ridges stay paper
    crease = np.clip((folds - .0006) / .0035, 0, 1) * np.clip((inside - 6) / 14, 0, 1)
    tone = .26 * np.clip(1 - turn, 0, 1) ** 1.3
    ink = np.clip(np.maximum(outline, .72 * crease) + tone, 0, 1)[..., None]
    rgb = PAPER * (1 - ink) + INK * ink
    y = (np.arange(len(mask)) + .5) / len(mask)
    ends = np.clip(np.minimum(y, 1 - y) / FADE, 0, 1)
    alpha = nd.gaussian_filter(mask.astype(float), .7) * (ends ** 2 * (3 - 2 * ends))[:, None]
    out = np.concatenate([rgb, alpha[..., None]], axis=2)
    return Image.fromarray((out * 255 + .5).astype(np.uint8), "RGBA")


def main():
    src, dst = Path(sys.argv[1]), Path(sys.argv[2]) / "lines"
    dst.mkdir(exist_ok=True)
    for file in sorted(src.glob("position_*.npz")):
        data = np.load(file)
        drawing(data["mm"], data["mask"]).save(dst / f"skin_{file.stem[-2:]}.webp", quality=88, method=5)


if __name__ == "__main__":
    main()
