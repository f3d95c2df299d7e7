"""The whole figure from four sides: which knee or coarse place lies under a point of a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kneeapp.body.places import View

KNEE = "knee"
"""What the figure's map calls both knees; their places are on the turntable."""


VIEWS = ("front", "back", "side_right", "side_left")
"""The pictures in the order in which they stand side by side."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the figure that can be chosen; `place` is KNEE or the id of a coarse place."""

    place: str
    side: Side


def knee_seen_in(picture: str, side: Side) -> View:
    """From where a knee is looked at in one of the pictures of the figure."""
    from kneeapp.body.places import View

    match picture:
        case "front":
            return View.FRONT
        case "back":
            return View.BACK
        case _:
            is_near = picture == ("side_right" if side is Side.RIGHT else "side_left")
            return View.OUTER if is_near else View.INNER


@dataclass(frozen=True, slots=True)
class FigureView:
    """One picture of the figure.

    Attributes:
        name: one of VIEWS.
        picture: the picture's file.
        pixels: the number of the part at each pixel, row by row; 0 = none.
    """

    name: str
    picture: Path
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Figure:
    """All pictures of the figure, of one size in pixels, with the meaning of their numbers."""

    width: int
    height: int
    parts: Mapping[int, Part]
    views: tuple[FigureView, ...]

    def part_at(self, view: int, x: float, y: float) -> Part | None:
        """The part at a pixel of a picture, or None beside everything that can be chosen."""
        if not (0 <= x < self.width and 0 <= y < self.height):
            return None
        return self.parts.get(self.views[view].pixels[int(y) * self.width + int(x)])

    def size_of(self, view: int, part: Part) -> int:
        """How many pixels of a picture show a part."""
        return self.views[view].pixels.count(self.number_of(part))

    def middle_of(self, view: int, part: Part) -> tuple[float, float] | None:
        """A pixel in the middle of a part, safe to click; None where the picture hides it."""
        number, pixels = self.number_of(part), self.views[view].pixels
        half = self.size_of(view, part) // 2
        for row in range(self.height):
            line = pixels[row * self.width : (row + 1) * self.width]
            half -= line.count(number)
            if half < 0:
                start, end = _longest_run(line, number)
                return (start + end) / 2, row + 0.5
        return None

    def number_of(self, part: Part) -> int:
        """The number of a part in the maps."""
        return next(number for number, each in self.parts.items() if each == part)


def load_figure(folder: Path) -> Figure:
    """Read ``body.json`` and its maps.

    Raises:
        UserError: when a file is missing or is not such a file.
    """
    # Not at the top: the home page is painted before either is needed.
    import json

    try:
        raw = json.loads((folder / "body.json").read_text("utf-8"))
        return _figure(folder, raw)
    except (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError) as problem:
        raise UserError(
            f"The figure's pictures in {folder} cannot be read.", hint="Install Kneeapp again."
        ) from problem


def _figure(folder: Path, raw: dict[str, Any]) -> Figure:
    import gzip

    width, height = raw["size"]
    parts = {int(n): Part(p["place"], Side(p["side"])) for n, p in raw["parts"].items()}
    views = []
    for name in VIEWS:
        entry = raw["views"][name]
        pixels = gzip.decompress((folder / entry["parts"]).read_bytes())
        if len(pixels) != width * height:
            raise ValueError(entry["parts"])
        if name == "back":
            pixels = pixels.translate(_thigh_from_behind(parts))
        views.append(FigureView(name, folder / entry["picture"], pixels))
    return Figure(width, height, parts, tuple(views))


def _thigh_from_behind(parts: Mapping[int, Part]) -> bytes:
    """A table for the back view: the rim of the front of a thigh is the back of it, seen so."""
    number_of = {part: number for number, part in parts.items()}
    seen = bytearray(range(256))
    for number, part in parts.items():
        if part.place == "thigh_front":
            seen[number] = number_of.get(Part("thigh_back", part.side), number)
    return bytes(seen)


def _longest_run(line: bytes, number: int) -> tuple[int, int]:
    """Where the longest stretch of a number begins and ends."""
    best = (0, 0)
    start = line.find(number)
    while start >= 0:
        end = start
        while end < len(line) and line[end] == number:
            end += 1
        best = max(best, (start, end), key=lambda run: run[1] - run[0])
        start = line.find(number, end)
    return best
