"""Small pictures of the exercises for lists: the end of each motion, cropped to the figure.

exercises.py makes them with every sheet; to make all again (it takes a few seconds):
  python make_thumbs.py ../../exercises
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PIL import Image

BOX = (264, 176)  # twice the size in which lists show them
MARGIN = 0.04
SAVE = {"quality": 86, "method": 6}


def last_cell(sheet: Path) -> Image.Image:
    """The picture that tells the exercise best: the end of the motion."""
    info = json.loads(sheet.with_suffix(".json").read_text(encoding="utf-8"))
    width, height = info["cell"]
    row, column = divmod(info["end"], info["columns"])
    return Image.open(sheet).convert("RGBA").crop((column * width, row * height, (column + 1) * width, (row + 1) * height))


def thumb(cell: Image.Image) -> Image.Image:
    """The figure and its things, cropped and made small."""
    # The floor shadow is faint: what counts is the figure and its things.
    left, top, right, bottom = cell.getchannel("A").point(lambda a: 255 if a > 96 else 0).getbbox()
    pad = round(MARGIN * max(right - left, bottom - top))
    figure = cell.crop((max(0, left - pad), max(0, top - pad), min(cell.width, right + pad), min(cell.height, bottom + pad)))
    figure.thumbnail(BOX, Image.LANCZOS)
    return figure


def main() -> None:
    folder = Path(sys.argv[1])
    (folder / "small").mkdir(exist_ok=True)
    for sheet in sorted(folder.glob("*.webp")):
        thumb(last_cell(sheet)).save(folder / "small" / sheet.name, **SAVE)


if __name__ == "__main__":
    main()
