"""Small pictures of the exercises for lists: the last cell of each sheet (half-way in a cycle), cropped to the figure.

  python make_thumbs.py ../../exercises
Writes small/ID.webp; run it after exercises.py (it takes a few seconds).
"""
import json
import sys
from pathlib import Path

from PIL import Image

BOX = (264, 176)  # twice the size in which lists show them
MARGIN = 0.04


def thumb(sheet: Path) -> Image.Image:
    info = json.loads(sheet.with_suffix(".json").read_text())
    width, height = info["cell"]
    # A round motion ends where it began; half-way it looks most like itself.
    shown = info["frames"] // 2 if info["loop"] == "cycle" else info["frames"] - 1
    row, column = divmod(shown, info["columns"])
    cell = Image.open(sheet).convert("RGBA").crop(
        (column * width, row * height, (column + 1) * width, (row + 1) * height)
    )
    # The floor shadow is faint: what counts is the figure and its things.
    left, top, right, bottom = cell.getchannel("A").point(lambda a: 255 if a > 96 else 0).getbbox()
    pad = round(MARGIN * max(right - left, bottom - top))
    figure = cell.crop((max(0, left - pad), max(0, top - pad), min(width, right + pad), min(height, bottom + pad)))
    figure.thumbnail(BOX, Image.LANCZOS)
    return figure


def main() -> None:
    folder = Path(sys.argv[1])
    (folder / "small").mkdir(exist_ok=True)
    for sheet in sorted(folder.glob("*.webp")):
        thumb(sheet).save(folder / "small" / sheet.name, quality=86, method=6)


if __name__ == "__main__":
    main()
