"""What lies under the skin of the knee: muscles, tendons, bones, ligaments, and where each is seen.

The names are in ``assets/knee/structures.json``; where they are seen was computed from the model
the pictures were made of (``inside.json``, read when somebody first looks inside).
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kneeapp.base.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Structure:
    """One part of the knee that has a name of its own.

    Attributes:
        id: as in the files.
        plain_name: what the person reads.
        standard_name: what a clinician would call it.
        place: the place of the skin over it; empty where none lies over just this.
    """

    id: str
    plain_name: str
    standard_name: str
    place: str


@dataclass(frozen=True, slots=True)
class InSight:
    """A structure in one stored picture; x and y in its pixels."""

    structure: Structure
    x: float
    y: float


class Inside:
    """All structures of a folder of pictures."""

    def __init__(self, structures: dict[str, Structure], frames: list[dict[str, Any]]) -> None:
        self._structures = structures
        self._frames = frames

    def seen(self, frame: int, layer: str) -> list[InSight]:
        """What a layer of a stored picture shows, the largest first; nothing on the skin."""
        entries = self._frames[frame].get(layer, ())
        return [InSight(self._structures[name], x, y) for name, x, y in entries]


@functools.cache
def load_inside(folder: Path) -> Inside:
    """Read the structures of a folder of pictures.

    Raises:
        UserError: when a file is missing or is not such a file.
    """
    try:
        named = json.loads((folder / "structures.json").read_text("utf-8"))["structures"]
        frames = json.loads((folder / "inside.json").read_text("utf-8"))["frames"]
        return Inside({entry["id"]: Structure(**entry) for entry in named}, frames)
    except (OSError, ValueError, LookupError, TypeError) as problem:
        raise UserError(
            f"The names in {folder} cannot be read.", hint="Install Kneeapp again."
        ) from problem
