"""The figure that does the movement in time with the count; in words when it has no picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kneeapp.base.side import Side
from kneeapp.ui import theme
from kneeapp.ui.player.figure_card import FigureCard
from kneeapp.ui.player.frames import blend, pose_at
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from kneeapp.routine.model import Exercise
    from kneeapp.routine.timeline import Phase, Segment
    from kneeapp.ui.player.film import Film


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
        self.picture = FigureCard()
        self.words = StepsText()
        self.addWidget(self.picture)
        self.addWidget(self.words)
        self._film: Film | None = None
        self._reduced_motion = False
        self._pace = 0.0

    def set_reduced_motion(self, *, on: bool) -> None:
        """Two stills with an arrow between them instead of a movement."""
        self._reduced_motion = on
        self.picture.set_stills(on=on)

    def show_film(self, film: Film | None, stand_in: QImage | None = None) -> None:
        """Show another exercise; until its film is there, its small picture."""
        self._film = film
        self.picture.set_film(film, stand_in)
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
        pose = pose_at(info, segment, spent_ms, first)
        self._pace = pose.pace
        if not self._reduced_motion:
            self.picture.show_blend(blend(info, pose, self._film.near), mirrored=mirrored)
            return
        lit = -1 if segment.phase is None else int(pose.at > info.ends[-1] / 2)
        self.picture.show_stills(mirrored=mirrored, lit=lit)

    def is_moving(self) -> bool:
        """Whether the moment shown last is one of a movement."""
        return self._film is not None and self._pace > 0 and not self._reduced_motion
