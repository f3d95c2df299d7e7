"""Where the marks of a knee appear in the picture on show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kneeapp.body.turntable import Turntable
    from kneeapp.ui.knee.model import KneeModel


@dataclass(frozen=True, slots=True)
class Pin:
    """One mark as the picture shows it; x and y in picture pixels."""

    place: str
    x: float
    y: float
    strength: int | None
    chosen: bool


def pins_of(model: KneeModel, table: Turntable, step: int) -> list[Pin]:
    """The pins on this side of the leg; the chosen one last, so that it lies on top."""
    pins = []
    chosen = model.chosen
    for mark in model.marks:
        if mark.point is None:
            continue
        seen = table.seen(mark.point, step, model.side)
        if seen.visible:
            pins.append(Pin(mark.place, seen.x, seen.y, mark.strength, mark == chosen))
    return sorted(pins, key=lambda pin: pin.chosen)
