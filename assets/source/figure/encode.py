"""Frame sheets of the exercises (WebP with transparency) and contact sheets to look at."""

from __future__ import annotations

import io
import json
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

PAPER = (246, 243, 238, 255)
QUALITY = 86
RIM = 4  # empty pixels left around the figure
SEEN = 3  # alpha, of 255; fainter ends of the shadow are not seen


def webp(im: Image.Image, quality: int = QUALITY) -> bytes:
    """Lossy colours, nearly lossless transparency."""
    buffer = io.BytesIO()
    im.save(buffer, "WEBP", quality=quality, alpha_quality=90, method=4)
    return buffer.getvalue()


def columns(count: int) -> int:
    """Columns of a sheet of so many frames."""
    return 6 if count > 16 else min(count, 5)


def cropped(ims: list[Image.Image]) -> list[Image.Image]:
    """The same pictures without the empty room that all of them share; even sides, as the colours of WebP want it."""
    boxes = [im.getchannel("A").point(lambda a: 255 if a > SEEN else 0).getbbox() for im in ims]
    left, top = (max(0, min(box[side] for box in boxes) - RIM) // 2 * 2 for side in (0, 1))
    right, bottom = (min(end, max(box[side] for box in boxes) + RIM + 1) for side, end in ((2, ims[0].width), (3, ims[0].height)))
    return [im.crop((left, top, right - (right - left) % 2, bottom - (bottom - top) % 2)) for im in ims]


def save_sheet(ims: list[Image.Image], cols: int, path: Path) -> None:
    """All frames on one transparent sheet, row by row."""
    w, h = ims[0].size
    whole = Image.new("RGBA", (w * cols, h * -(-len(ims) // cols)))
    for k, im in enumerate(ims):
        whole.paste(im, (k % cols * w, k // cols * h))
    path.write_bytes(webp(whole))


def cells(path: Path) -> list[Image.Image]:
    """The frames of a finished sheet."""
    about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    whole = Image.open(path).convert("RGBA")
    (w, h), cols = about["cell"], about["columns"]
    spots = [(k % cols * w, k // cols * h) for k in range(about["frames"])]
    return [whole.crop((x, y, x + w, y + h)) for x, y in spots]


def page(items: list[tuple[str, Image.Image]], path: Path, width: int = 1500, **save: int) -> None:
    """Labelled pictures on paper colour, laid out like words in lines."""
    spots, x, y, row = [], 0, 0, 0
    for _, im in items:
        if x and x + im.width > width:
            x, y, row = 0, y + row, 0
        spots.append((x, y))
        x += im.width
        row = max(row, im.height + 14)
    paper = Image.new("RGBA", (width, y + row), PAPER)
    draw, font = ImageDraw.Draw(paper), ImageFont.load_default(11)
    for (label, im), (x, y) in zip(items, spots, strict=True):
        paper.alpha_composite(im, (x, y + 14))
        draw.text((x + 4, y + 1), label, fill=(70, 70, 80), font=font)
    paper.convert("RGB").save(path, **save)


def told(sheet: Path) -> list[Image.Image]:
    """Start, middle and end of one exercise, then the same for the left side where the sheet shows the right leg."""
    about = json.loads(sheet.with_suffix(".json").read_text(encoding="utf-8"))
    ims = cells(sheet)
    first, last = about["start"], about["end"]
    shown = [ims[k] for k in dict.fromkeys((first, (first + last) // 2, last))]
    boxes = [im.getbbox() for im in shown]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    shown = [im.crop(box) for im in shown]
    return shown + ([im.transpose(Image.Transpose.FLIP_LEFT_RIGHT) for im in shown] if about["side"] == "right" else [])


def contact(folder: Path, path: Path, scale: float = 0.2, width: int = 1860) -> None:
    """Every finished exercise on one page, tall pictures first."""
    found = []
    for described in sorted(folder.glob("*.json")):
        ims = told(described.with_suffix(".webp"))
        w, h = round(ims[0].width * scale), round(ims[0].height * scale)
        row = Image.new("RGBA", ((w + 4) * len(ims) + 14, h + 6))
        for k, im in enumerate(ims):
            row.paste(im.resize((w, h), Image.Resampling.LANCZOS), (k * (w + 4), 3))
        found.append((described.stem.replace("-", " "), row))
    path.parent.mkdir(parents=True, exist_ok=True)
    page(sorted(found, key=lambda f: (-(f[1].height // 20), -f[1].width)), path, width, quality=78, method=6)
    print(f"{path}: {path.stat().st_size // 1024} KB, {len(found)} exercises")
