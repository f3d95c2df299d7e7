"""The figure that does the movement in time with the count; in words when it has no picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kneeapp.base.side import Side
from kneeapp.ui import theme
from kneeapp.ui.player.film import Fit
from kneeapp.ui.player.frames import frame_at
from kneeapp.ui.player.stills import Ink, paint_stills, still_room
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.stage import Stage as LitCard
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kneeapp.routine.model import Exercise
    from kneeapp.routine.timeline import Phase, Segment
    from kneeapp.ui.player.film import Film, Frame

MARGIN = 14
"""Pixels at 100 % text between the figure and the rim of its card."""
RESIZED_MS = 180
"""The pictures are cut anew when the size has been the same for so long."""


class Picture(QWidget):
    """Paints one picture of a film, or both ends of its movement, on a softly lit card.

    Signals:
        fit_changed(object): films of another `Fit` are wanted.
    """

    fit_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = LitCard(self)
        self._film: Film | None = None
        self._frame: Frame | None = None
        self._shown: tuple[object, ...] = ()
        self._mirrored = False
        self._lit = -1
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

    def set_film(self, film: Film | None) -> None:
        """Show another exercise, or the same at another size."""
        if film is not self._film:
            self._film, self._frame, self._shown = film, None, ()
            self.setAccessibleName(film.info.alt if film else "")
            self.update()

    def show_frame(self, number: int, *, mirrored: bool) -> None:
        """Show one picture of the movement."""
        if self._film is None or self._shown == (number, mirrored):
            return
        self._shown, self._mirrored = (number, mirrored), mirrored
        self._frame = None if self._stills else self._film.picture(number, mirrored=mirrored)
        self.update(self._film_area())

    def show_stills(self, *, mirrored: bool, lit: int) -> None:
        """Show both ends; `lit` is 0 or 1 for the one that counts now, -1 for both."""
        if (mirrored, lit) != self._shown:
            self._shown, self._mirrored, self._lit = (mirrored, lit), mirrored, lit
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fit is None:
            self._tell_fit()
        else:
            self._settled.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._card.paint(painter)
        if self._film is None:
            return
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)  # the pictures are in pixels of the screen
        if self._stills:
            colours = theme.tokens()
            ink = Ink(colours.accent, theme.readable_on(colours.accent))
            area = QRectF(QRect(self._corner(), self._room()))
            paint_stills(painter, area, self._film, ink, mirrored=self._mirrored, lit=self._lit)
        elif self._frame is not None:
            self._paint_frame(painter, self._film, self._frame)

    def _paint_frame(self, painter: QPainter, film: Film, frame: Frame) -> None:
        box = self._film_box(film)
        if box.size() == film.size:
            painter.drawImage(box.topLeft() + frame.at, frame.image)
            return
        # Cut for another size; the right one is under way.
        scale = box.width() / film.size.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(box.topLeft())
        painter.scale(scale, scale)
        painter.drawImage(frame.at, frame.image)

    def _corner(self) -> QPoint:
        inset = round(theme.scaled(MARGIN) * self.devicePixelRatioF())
        return QPoint(inset, inset)

    def _room(self) -> QSize:
        """The room for pictures, in pixels of the screen."""
        inset = 2 * self._corner().x()
        whole = self.size() * self.devicePixelRatioF()
        return QSize(max(0, whole.width() - inset), max(0, whole.height() - inset))

    def _film_box(self, film: Film) -> QRect:
        """Where the film lies now, in pixels of the screen."""
        room = QRect(self._corner(), self._room())
        right_size = film.fit.serves(self._wanted_fit())
        box = QRect(QPoint(), film.size if right_size else _fitted(film.size, room.size()))
        box.moveCenter(room.center())
        return box

    def _film_area(self) -> QRect:
        """The part of the widget that a new picture changes."""
        if self._film is None or self._stills:
            return self.rect()
        box, ratio = self._film_box(self._film), self.devicePixelRatioF()
        left, top = int(box.left() / ratio), int(box.top() / ratio)
        return QRect(left - 1, top - 1, int(box.width() / ratio) + 3, int(box.height() / ratio) + 3)

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
    scale = min(room.width() / size.width(), room.height() / size.height())
    return QSize(round(size.width() * scale), round(size.height() * scale))


class StepsText(QWidget):
    """How an exercise is done, in words; fills the place of a missing picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        column = ScrollColumn(width=640)
        layout.addWidget(column)
        self._text = Label(role="large")
        self._note = Label(role="small")
        column.body.addStretch(1)
        column.body.addWidget(self._text)
        column.body.addSpacing(theme.scaled(12))
        column.body.addWidget(self._note)
        column.body.addStretch(1)

    def show_exercise(self, exercise: Exercise | None) -> None:
        """Show the start and the steps of an exercise."""
        self._text.setText(how_to(exercise) if exercise else "")
        self._note.setText(self.tr("There is no picture of this yet.") if exercise else "")

    def text(self) -> str:
        """What is shown."""
        return self._text.text()


def how_to(exercise: Exercise) -> str:
    """The start and the steps of an exercise, a paragraph each."""
    steps = (f"{n}. {step}" for n, step in enumerate(exercise.steps, start=1))
    return "\n\n".join(filter(None, (exercise.start, *steps)))


class FigureView(QStackedWidget):
    """Shows an exercise, moving or as two stills; or its steps in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = Picture()
        self.words = StepsText()
        self.addWidget(self.picture)
        self.addWidget(self.words)
        self._film: Film | None = None
        self._reduced_motion = False

    def set_reduced_motion(self, *, on: bool) -> None:
        """Two stills with an arrow between them instead of a movement."""
        self._reduced_motion = on
        self.picture.set_stills(on=on)

    def show_film(self, film: Film | None) -> None:
        """Show another exercise; an empty card while its film is not there yet."""
        self._film = film
        self.picture.set_film(film)
        self.setCurrentWidget(self.picture)

    def show_words(self, exercise: Exercise | None) -> None:
        """Show the steps in words: there is no picture."""
        self._film = None
        self.picture.set_film(None)
        self.words.show_exercise(exercise)
        self.setCurrentWidget(self.words)

    def show_moment(self, segment: Segment, spent_ms: int, first: Phase | None) -> None:
        """Show the picture of this moment."""
        if self._film is None:
            return
        info = self._film.info
        mirrored = segment.side is Side.LEFT
        frame = frame_at(info, segment, spent_ms, first)
        if not self._reduced_motion:
            self.picture.show_frame(frame, mirrored=mirrored)
            return
        lit = -1 if segment.phase is None else int(frame > info.ends[-1] / 2)
        self.picture.show_stills(mirrored=mirrored, lit=lit)

    def is_moving(self) -> bool:
        """Whether it needs more than a picture now and then."""
        return self._film is not None and self._film.info.moves and not self._reduced_motion
