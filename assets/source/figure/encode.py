"""Frame sheets of the exercises (WebP with transparency) and contact sheets to look at."""

from __future__ import annotations

import io
import json
from pathlib import Path

from PIL import Image, ImageDraw

PAPER = (246, 243, 238, 255)
QUALITY = 88


def webp(im: Image.Image, quality: int = QUALITY) -> bytes:
    """Lossy colours, nearly lossless transparency."""
    buffer = io.BytesIO()
    im.save(buffer, "WEBP", quality=quality, alpha_quality=90, method=6)
    return buffer.getvalue()


def columns(count: int) -> int:
    """Columns of a sheet of so many frames."""
    return 6 if count > 16 else min(count, 5)


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
        row = max(row, im.height + 12)
    paper = Image.new("RGBA", (width, y + row), PAPER)
    draw = ImageDraw.Draw(paper)
    for (label, im), (x, y) in zip(items, spots, strict=True):
        paper.alpha_composite(im, (x, y + 12))
        draw.text((x + 4, y + 2), label, fill=(70, 70, 80))
    paper.convert("RGB").save(path, **save)


def contact(folder: Path, path: Path, height: int = 150, width: int = 1640) -> None:
    """Start and end (a cycle: its half) of every finished exercise on one page, standing ones first."""
    found = []
    for described in sorted(folder.glob("*.json")):
        sheet = described.with_suffix(".webp")
        ims, about = cells(sheet), json.loads(described.read_text(encoding="utf-8"))
        shown = ims[:1] if len(ims) == 1 else [ims[0], ims[len(ims) // 2 if about["loop"] == "cycle" else -1]]
        small = [im.resize((round(im.width * height / im.height), height), Image.Resampling.LANCZOS) for im in shown]
        pair = Image.new("RGBA", (sum(im.width for im in small), height))
        for k, im in enumerate(small):
            pair.paste(im, (sum(s.width for s in small[:k]), 0))
        found.append((sheet.stem, pair))
    path.parent.mkdir(parents=True, exist_ok=True)
    page(sorted(found, key=lambda f: f[1].width), path, width, quality=78, method=6)
    print(f"{path}: {path.stat().st_size // 1024} KB, {len(found)} exercises")
