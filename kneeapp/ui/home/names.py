"""What the parts of the figure are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kneeapp.base.side import Side
from kneeapp.body.figure import KNEE

if TYPE_CHECKING:
    from kneeapp.body.figure import Part


def part_name(part: Part) -> str:
    """A part in words: "Right knee", "Left calf", "Lower back"."""
    if part.place == KNEE:
        return _tr("Left knee") if part.side is Side.LEFT else _tr("Right knee")
    from kneeapp.body.places import place

    name = place(part.place).plain_name
    match part.side:
        case Side.BOTH:
            return name[:1].upper() + name[1:]
        case Side.LEFT:
            return _tr("Left {place}").format(place=name)
        case Side.RIGHT:
            return _tr("Right {place}").format(place=name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("home", text)
