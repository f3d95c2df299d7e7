"""The pictures of one exercise made ready to show: cut to the figure, scaled once, the sheet gone.

A film is what stays in memory, so of each picture it holds only what differs from the first one.
That also takes away the faint flicker that the sheet's compression leaves in parts at rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from kneeapp.ui.player.difference import (
    Difference,
    difference,
    figure_box,
    flat,
    is_near,
    turned,
)
from kneeapp.ui.player.sheet import read_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kneeapp.ui.player.difference import Patch
    from kneeapp.ui.player.sheet import SheetInfo

LARGEST = 1.6
"""A figure is not shown larger than this times its stored pixels: more would only be soft."""
_SPARE = 24
"""Pixels that may stay empty before pictures are made anew."""
_FORMAT = QImage.Format.Format_ARGB32_Premultiplied


@dataclass(frozen=True, slots=True)
class Fit:
    """What a film is made for.

    Attributes:
        width, height: the room for one figure, in pixels of the screen.
        stills: only the two ends of the movement are wanted.
    """

    width: int
    height: int
    stills: bool = False

    @property
    def room(self) -> QSize:
        """The room as Qt has it."""
        return QSize(self.width, self.height)

    def serves(self, other: Fit) -> bool:
        """Whether what was made for this looks right in the other: no larger, hardly smaller."""
        spare = (other.width - self.width, other.height - self.height)
        return self.stills == other.stills and min(spare) >= 0 and max(spare) <= _SPARE


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """The pictures of an exercise at the size they are shown.

    Attributes:
        info: how they make a movement.
        fit: what it was made for.
        first: the first picture; the figure of all pictures fills its box.
        changes: by number, how another picture differs from the first; a film of stills has
            only the two ends, one that waits for its turn none.
        near: those that differ so little from the next that both can be shown at once.
    """

    info: SheetInfo
    fit: Fit
    first: QImage
    changes: Mapping[int, Difference] = field(default_factory=dict)
    near: frozenset[int] = frozenset()

    @property
    def size(self) -> QSize:
        """Of the box that holds the figure in all pictures."""
        return self.first.size()

    @property
    def is_whole(self) -> bool:
        """Whether it has all pictures that are wanted."""
        return len(self.changes) + 1 >= len(_wanted(self.info, self.fit))

    def picture(self, number: int, *, mirrored: bool) -> QImage:
        """One picture, the first for one that it does not have.

        One-sided exercises are mirrored for the left leg.
        """
        made = self.first.copy()
        if self.turns(mirrored=mirrored):
            made.flip(Qt.Orientation.Horizontal)
        painter = QPainter(made)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        for patch in self.patches(number, mirrored=mirrored):
            painter.drawImage(patch.at, patch.image)
        painter.end()
        return made

    def patches(self, number: int, *, mirrored: bool) -> Iterator[Patch]:
        """What a picture has in place of the first one."""
        turns = self.turns(mirrored=mirrored)
        for patch in self.changes[number].patches if number in self.changes else ():
            yield patch.turn(on=turns)

    def changed(self, number: int, *, mirrored: bool) -> QRect:
        """The part of a picture that may differ from the first one."""
        if number not in self.changes:
            return QRect()
        area = self.changes[number].area
        if self.turns(mirrored=mirrored):
            return turned(area, self.first.width())
        return area

    def turns(self, *, mirrored: bool) -> bool:
        """Whether a picture for this leg is the mirror image."""
        return mirrored and self.info.one_sided

    def bytes_held(self) -> int:
        """Memory that the pictures take."""
        patches = (patch for change in self.changes.values() for patch in change.patches)
        return self.first.sizeInBytes() + sum(patch.image.sizeInBytes() for patch in patches)


class Cutter:
    """Cuts the pictures of an exercise from its sheet; slow, for another thread.

    It holds the whole sheet, which is many times as large as a film, and is soon dropped.
    """

    def __init__(self, info: SheetInfo, sheet: QImage, fit: Fit) -> None:
        self._info, self._sheet, self._fit = info, sheet, fit
        # Each picture is cut to the common box: a foot that stands stays where it is.
        self._box = figure_box(self._overlaid())
        box = self._box.size()
        self._size = box.scaled(fit.room, Qt.AspectRatioMode.KeepAspectRatio)
        if self._size.width() > box.width() * LARGEST:
            self._size = box * LARGEST

    @classmethod
    def of(cls, exercise: str, fit: Fit) -> Cutter | None:
        """None when the exercise has no pictures, or damaged ones."""
        read = None if fit.room.isEmpty() else read_sheet(exercise)
        return cls(*read, fit) if read is not None else None

    def begin(self) -> Film:
        """A film of the first picture alone."""
        return Film(self._info, self._fit, self._picture(0))

    def whole(self, begun: Film, stop: Callable[[], bool]) -> Film | None:
        """The film with all pictures; None when it was told to stop."""
        changes: dict[int, Difference] = {}
        near: set[int] = set()
        scale = self._size.width() / self._box.width()
        first = before = flat(begun.first)
        for number in _wanted(self._info, self._fit)[1:]:
            if stop():
                return None
            picture = self._picture(number)
            now = flat(picture)
            changes[number] = difference(picture, now, first)
            if is_near(before, now, scale):
                near.add(number - 1)
            before = now
        if self._info.wraps and is_near(before, first, scale):
            near.add(self._info.frames - 1)
        return Film(begun.info, begun.fit, begun.first, changes, frozenset(near))

    def _picture(self, number: int) -> QImage:
        keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode
        cut = self._sheet.copy(self._box.translated(self._info.cell_rect(number).topLeft()))
        scaled = cut.convertToFormat(_FORMAT).scaled(self._size, keep, smooth.SmoothTransformation)
        return scaled.convertToFormat(_FORMAT)

    def _overlaid(self) -> QImage:
        """All pictures over one another."""
        together = QImage(QSize(*self._info.cell), _FORMAT)
        together.fill(Qt.GlobalColor.transparent)
        painter = QPainter(together)
        for number in _wanted(self._info, self._fit):
            painter.drawImage(QPoint(), self._sheet, self._info.cell_rect(number))
        painter.end()
        return together


def make_film(exercise: str, fit: Fit) -> Film | None:
    """All pictures of an exercise at once; slow, for another thread.

    Returns:
        None when the exercise has no pictures, or damaged ones.
    """
    cutter = Cutter.of(exercise, fit)
    return None if cutter is None else cutter.whole(cutter.begin(), lambda: False)


def _wanted(info: SheetInfo, fit: Fit) -> tuple[int, ...]:
    return info.ends if fit.stills else tuple(range(info.frames))
