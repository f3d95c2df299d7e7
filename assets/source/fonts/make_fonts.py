"""Nunito as two TrueType files with Latin and extended Latin, from the npm package @fontsource/nunito.

  npm pack @fontsource/nunito && tar xzf fontsource-nunito-*.tgz
  python make_fonts.py package/files ../../fonts      (needs fonttools and brotli)
"""
import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

WEIGHTS = {400: "Regular", 700: "Bold"}
PARTS = ("latin", "latin-ext")
TYPOGRAPHIC_NAMES = (16, 17, 21, 22, 25)  # would set the weights apart as two families


def merged(source: Path, weight: int, work: Path) -> TTFont:
    files = []
    for part in PARTS:
        font = TTFont(source / f"nunito-{part}-{weight}-normal.woff2")
        font.flavor = None
        files.append(str(work / f"{part}-{weight}.ttf"))
        font.save(files[-1])
    return Merger().merge(files)


def name(font: TTFont, weight: int) -> None:
    style = WEIGHTS[weight]
    words = {1: "Nunito", 2: style, 4: f"Nunito {style}", 6: f"Nunito-{style}"}
    for record in font["name"].names:
        record.string = words.get(record.nameID, record.string)
    font["name"].names = [r for r in font["name"].names if r.nameID not in TYPOGRAPHIC_NAMES]
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0x40 if style == "Regular" else 0x20
    font["head"].macStyle = 0 if style == "Regular" else 1


def main() -> None:
    source, target = map(Path, sys.argv[1:3])
    with tempfile.TemporaryDirectory() as work:
        for weight, style in WEIGHTS.items():
            font = merged(source, weight, Path(work))
            name(font, weight)
            font.save(target / f"Nunito-{style}.ttf")


if __name__ == "__main__":
    main()
