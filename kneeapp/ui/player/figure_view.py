"""The figure that does the movement in time with the count; in words when it has no picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kneeapp.base.side import Side
from kneeapp.routine.timeline import Phase
from kneeapp.ui import theme
from kneeapp.ui.player.sheet import Loop, frame_at
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kneeapp.routine.model import Exercise
    from kneeapp.routine.timeline import Segment, Timeline
    from kneeapp.ui.player.sheet import Sheet

KEPT_PICTURES = 32
"""Scaled pictures kept: a movement and its mirror image; about 1 MB each."""
_MOVING = (Phase.DOWN, Phase.UP)


def first_phase(timeline: Timeline, index: int) -> Phase | None:
    """The first moving phase of a rep of the exercise at this segment."""
    step = timeline.segments[index].step
    of_step = (s.phase for s in timeline.segments[timeline.steps[step].first_segment :])
    return next((p for p in of_step if p in _MOVING), None) if _moves(timeline, step) else None


def _moves(timeline: Timeline, step: int) -> bool:
    return any(s.step == step and s.phase in _MOVING for s in timeline.segments)


class Picture(QWidget):
    """Paints one picture, or start and end side by side; scaled pictures are kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._mirrored = False
        self._frames: tuple[int, ...] = ()
        self._lit = -1
        self._scaled: dict[tuple[int, bool], QPixmap] = {}

    def set_sheet(self, sheet: Sheet | None) -> None:
        """Show another exercise."""
        if sheet is not self._sheet:
            self._sheet = sheet
            self._scaled.clear()
            self._frames = ()
            self.setAccessibleName(sheet.info.alt if sheet else "")
            self.update()

    def show_frames(self, frames: tuple[int, ...], *, mirrored: bool, lit: int = -1) -> None:
        """Show these pictures beside each other; `lit` is the one that counts now."""
        if (frames, mirrored, lit) != (self._frames, self._mirrored, self._lit):
            self._frames, self._mirrored, self._lit = frames, mirrored, lit
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scaled.clear()
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._sheet is None or not self._frames:
            return
        painter = QPainter(self)
        width = self.width() // len(self._frames)
        for place, frame in enumerate(self._frames):
            area = QRect(place * width, 0, width, self.height())
            pixmap = self._pixmap(frame, area)
            size = pixmap.deviceIndependentSize()
            spare = QPointF((area.width() - size.width()) / 2, (area.height() - size.height()) / 2)
            painter.setOpacity(1.0 if self._lit in (-1, place) else 0.4)
            painter.drawPixmap(QPointF(area.topLeft()) + spare, pixmap)
        if len(self._frames) > 1:
            painter.setOpacity(1.0)
            self._paint_arrow(painter)

    def _pixmap(self, frame: int, area: QRect) -> QPixmap:
        key = (frame, self._mirrored)
        if key not in self._scaled:
            assert self._sheet is not None
            picture = self._sheet.picture(frame, mirrored=self._mirrored)
            ratio = self.devicePixelRatioF()
            scaled = picture.scaled(
                area.size() * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            scaled.setDevicePixelRatio(ratio)
            if len(self._scaled) >= KEPT_PICTURES:
                del self._scaled[next(iter(self._scaled))]
            self._scaled[key] = QPixmap.fromImage(scaled)
        return self._scaled[key]

    def _paint_arrow(self, painter: QPainter) -> None:
        painter.setPen(theme.tokens().text_muted)
        painter.setFont(theme.font(2.0, bold=True))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, "→")


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

    def show_exercise(self, exercise: Exercise | None, *, missing: bool) -> None:
        """Show the start and the steps of an exercise, and whether its picture is missing."""
        self._text.setText(how_to(exercise) if exercise else "")
        self._note.setText(self.tr("There is no picture of this yet.") if missing else "")

    def text(self) -> str:
        """What is shown."""
        return self._text.text()


def how_to(exercise: Exercise) -> str:
    """The start and the steps of an exercise, a paragraph each."""
    steps = (f"{n}. {step}" for n, step in enumerate(exercise.steps, start=1))
    return "\n\n".join(filter(None, (exercise.start, *steps)))


class FigureView(QStackedWidget):
    """Shows an exercise, moving; or its steps in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = Picture()
        self.words = StepsText()
        self.addWidget(self.picture)
        self.addWidget(self.words)
        self._sheet: Sheet | None = None
        self.reduced_motion = False

    def show_exercise(
        self, sheet: Sheet | None, exercise: Exercise | None, *, missing: bool = False
    ) -> None:
        """Show another exercise; its steps in words while there is no picture, or none at all."""
        self._sheet = sheet
        self.picture.set_sheet(sheet)
        if sheet is None:
            self.words.show_exercise(exercise, missing=missing)
        self.setCurrentWidget(self.words if sheet is None else self.picture)

    def show_moment(self, segment: Segment, spent_ms: int, first: Phase | None) -> None:
        """Show the picture of this moment."""
        if self._sheet is None:
            return
        info = self._sheet.info
        mirrored = segment.side is Side.LEFT
        frame = frame_at(info, segment, spent_ms, first)
        if not self.reduced_motion or info.frames == 1:
            self.picture.show_frames((frame,), mirrored=mirrored)
            return
        # A cycle ends where it began; its other extreme is half-way.
        other = info.frames // 2 if info.loop is Loop.CYCLE else info.frames - 1
        lit = -1 if segment.phase is None else int(frame > other / 2)
        self.picture.show_frames((0, other), mirrored=mirrored, lit=lit)

    def is_moving(self) -> bool:
        """Whether it needs more than a picture now and then."""
        return self._sheet is not None and self._sheet.info.frames > 1 and not self.reduced_motion
