"""The card on which a figure moves: paints as little as it can, thirty times a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from kneeapp.ui import theme
from kneeapp.ui.player.film import Fit
from kneeapp.ui.player.stills import Ink, paint_stills, still_room
from kneeapp.ui.widgets.stage import Stage as LitCard

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kneeapp.ui.player.film import Film
    from kneeapp.ui.player.frames import Blend

MARGIN = 14
"""Pixels at 100 % text between the figure and the rim of its card."""
RESIZED_MS = 180
"""The pictures are cut anew when the size has been the same for so long."""


class Flattened:
    """The pictures of a film with the card behind them.

    Nothing in them is transparent, so one painted over another with half its strength is the exact
    mean of both: no limb becomes see-through, and none keeps its full strength where it was.
    """

    def __init__(self, film: Film, ground: QImage, *, mirrored: bool) -> None:
        self._film, self._ground, self._mirrored = film, ground, mirrored
        self._first = QImage(ground)
        painter = QPainter(self._first)
        painter.drawImage(0, 0, film.picture(0, mirrored=mirrored))
        painter.end()
        self._made: dict[int, QImage] = {}

    def paint(self, painter: QPainter, at: QPoint, blend: Blend) -> None:
        """A moment of the movement; the painter's clip may leave out what stays the same."""
        if not blend.part:
            self._paint_one(painter, at, blend.number)
            return
        self._make(blend.number, blend.following)
        painter.drawImage(at, self._made[blend.number])
        painter.setOpacity(blend.part)
        painter.drawImage(at, self._made[blend.following])

    def _paint_one(self, painter: QPainter, at: QPoint, number: int) -> None:
        painter.drawImage(at, self._first)
        for patch in self._film.patches(number, mirrored=self._mirrored):
            there = at + patch.at
            painter.drawImage(there, self._ground, QRect(patch.at, patch.image.size()))
            painter.drawImage(there, patch.image)

    def _make(self, *numbers: int) -> None:
        """Have these two at hand; what was made for others is painted over."""
        free = [number for number in self._made if number not in numbers]
        for number in numbers:
            if number in self._made:
                continue
            area = self._film.changed(number, mirrored=self._mirrored)
            if free:
                old = free.pop()
                area |= self._film.changed(old, mirrored=self._mirrored)
                made = self._made.pop(old)
            else:
                made = QImage(self._first)
            painter = QPainter(made)
            painter.setClipRect(area)
            self._paint_one(painter, QPoint(), number)
            painter.end()
            self._made[number] = made


class FigureCard(QWidget):
    """Paints a moment of a film, or both ends of its movement, on a softly lit card.

    Signals:
        fit_changed(object): films of another `Fit` are wanted.
    """

    fit_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = LitCard(self)
        self._film: Film | None = None
        self._stand_in = QImage()
        self._blend: Blend | None = None
        self._mirrored = False
        self._lit = -1
        self._flattened: tuple[tuple[object, ...], Flattened] | None = None
        self._box = self._painted = QRect()
        self._stills = False
        self._fit: Fit | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(RESIZED_MS)
        self._settled.timeout.connect(self._tell_fit)

    def set_stills(self, *, on: bool) -> None:
        """Show the two ends side by side instead of the movement."""
        if on != self._stills:
            self._stills = on
            self._tell_fit()

    def set_film(self, film: Film | None, stand_in: QImage | None = None) -> None:
        """Show another exercise, more of its pictures, or the same at another size.

        Args:
            film: None while it is made, and for an exercise without pictures.
            stand_in: a small picture that is shown until there is a film.
        """
        if film is not self._film or stand_in is not None:
            self._film, self._blend, self._flattened = film, None, None
            self._box = self._film_box()
            self._stand_in = stand_in or QImage()
            self.setAccessibleName(film.info.alt if film else "")
            self.update()

    def show_blend(self, blend: Blend, *, mirrored: bool) -> None:
        """Show a moment of the movement."""
        if self._film is None or (blend, mirrored) == (self._blend, self._mirrored):
            return
        area = self._changed_area(self._film, blend)
        begins = self._blend is None or mirrored != self._mirrored
        self._blend, self._mirrored = blend, mirrored
        self.update(self.rect() if begins else area | self._painted)
        self._painted = area

    def show_stills(self, *, mirrored: bool, lit: int) -> None:
        """Show both ends; `lit` is 0 or 1 for the one that counts now, -1 for both."""
        if (mirrored, lit) != (self._mirrored, self._lit):
            self._mirrored, self._lit = mirrored, lit
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._box = self._film_box()
        if self._fit is None:
            self._tell_fit()
        else:
            self._settled.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        film = self._film
        if self._stills or film is None or not self._logical(self._box).contains(event.rect()):
            self._card.paint(painter)
        painter.scale(1 / ratio, 1 / ratio)  # the pictures are in pixels of the screen
        if film is None:
            self._paint_stand_in(painter)
        elif self._stills:
            colours = theme.tokens()
            ink = Ink(colours.accent, theme.readable_on(colours.accent))
            area = QRectF(QRect(self._corner(), self._room()))
            paint_stills(painter, area, film, ink, mirrored=self._mirrored, lit=self._lit)
        elif self._blend is not None:
            self._paint_blend(painter, film, self._blend)

    def _paint_blend(self, painter: QPainter, film: Film, blend: Blend) -> None:
        box = self._box
        if box.size() != film.size:  # the right one is under way
            self._card.paint(painter)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, film.picture(blend.number, mirrored=self._mirrored))
            return
        self._flat(film, box).paint(painter, box.topLeft(), blend)

    def _paint_stand_in(self, painter: QPainter) -> None:
        if not self._stand_in.isNull() and not self._room().isEmpty():
            box = QRect(QPoint(), _fitted(self._stand_in.size(), self._room()))
            box.moveCenter(QRect(self._corner(), self._room()).center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, self._stand_in)

    def _flat(self, film: Film, box: QRect) -> Flattened:
        mirrored = film.turns(mirrored=self._mirrored)
        made_for = (film, mirrored, box, self.size(), theme.tokens())
        if self._flattened is None or self._flattened[0] != made_for:
            self._flattened = made_for, Flattened(film, self._ground(box), mirrored=mirrored)
        return self._flattened[1]

    def _ground(self, box: QRect) -> QImage:
        """The card behind the figure, in pixels of the screen."""
        ratio = self.devicePixelRatioF()
        ground = QImage(box.size(), QImage.Format.Format_RGB32)
        painter = QPainter(ground)
        painter.translate(-box.topLeft())
        painter.scale(ratio, ratio)
        self._card.paint(painter)
        painter.end()
        return ground

    def _corner(self) -> QPoint:
        inset = round(theme.scaled(MARGIN) * self.devicePixelRatioF())
        return QPoint(inset, inset)

    def _room(self) -> QSize:
        """The room for pictures, in pixels of the screen."""
        inset = 2 * self._corner().x()
        whole = self.size() * self.devicePixelRatioF()
        return QSize(max(0, whole.width() - inset), max(0, whole.height() - inset))

    def _film_box(self) -> QRect:
        """Where the film lies now, in pixels of the screen."""
        film = self._film
        if film is None:
            return QRect()
        room = QRect(self._corner(), self._room())
        right_size = film.fit.serves(self._wanted_fit())
        box = QRect(QPoint(), film.size if right_size else _fitted(film.size, room.size()))
        box.moveCenter(room.center())
        return box

    def _changed_area(self, film: Film, blend: Blend) -> QRect:
        """The part of the widget where these pictures may differ from the film's first one."""
        if self._box.size() != film.size:
            return self.rect()
        numbers = (blend.number, blend.following)
        first, second = (film.changed(n, mirrored=self._mirrored) for n in numbers)
        return self._logical((first | second).translated(self._box.topLeft()))

    def _logical(self, area: QRect) -> QRect:
        """The pixels of the widget that hold these pixels of the screen."""
        ratio = self.devicePixelRatioF()
        if area.isEmpty() or ratio == 1:
            return area
        corners = (area.left(), area.top(), area.width(), area.height())
        return QRectF(*(n / ratio for n in corners)).toAlignedRect()

    def _wanted_fit(self) -> Fit:
        room = self._room()
        size = (room.width(), room.height())
        return Fit(*still_room(*size), stills=True) if self._stills else Fit(*size)

    @Slot()
    def _tell_fit(self) -> None:
        fit = self._wanted_fit()
        if fit.room.isEmpty():
            return
        if self._fit is None or not self._fit.serves(fit):
            self._fit = fit
            self.fit_changed.emit(fit)


def _fitted(size: QSize, room: QSize) -> QSize:
    return size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
