"""One routine before it is started: whom it suits, what it needs, every exercise with its dose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kneeapp.flow.routine_index import programmes_with
from kneeapp.ui import theme
from kneeapp.ui.player.small_pictures import SmallPictures
from kneeapp.ui.programme.phases import PhaseLine, PhaseList
from kneeapp.ui.routines.words import facts
from kneeapp.ui.widgets.text import Label, heading, muted, small, title
from kneeapp.ui.widgets.wrap_button import Part, WrapButton

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.routine.model import Library, Programme, Routine
    from kneeapp.routine.timeline import PlayStep, Timeline


PICTURE = QSize(104, 70)


class Preview(QScrollArea):
    """A scrolling sheet about one routine, with a small picture of every exercise.

    Signals:
        programme_wanted(str): a programme that the routine is part of.
    """

    programme_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._pictures: dict[str, list[Label]] = {}
        self._seen: dict[str, QPixmap] = {}
        self._small = SmallPictures(self)
        self._small.found.connect(self._show_picture)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def close_pictures(self) -> None:
        """Wait for the decoding under way; called before the program ends."""
        self._small.close()

    def show_routine(self, routine: Routine, timeline: Timeline, library: Library) -> None:
        """Replace the sheet."""
        sheet, column = self._new_sheet()
        column.addWidget(title(routine.title))
        column.addWidget(Label(routine.summary, "large"))
        for head, words in facts(routine, timeline, library):
            column.addWidget(_fact(head, words))
        for programme in programmes_with(routine.id, library):
            column.addWidget(self._link(programme))
        for sentence in timeline.left_out:
            column.addWidget(muted(sentence))
        column.addWidget(heading(self.tr("Exercises")))
        self._add_exercises(column, timeline, library)
        if routine.note:
            column.addWidget(heading(self.tr("Good to know")))
            column.addWidget(Label(routine.note))
        sources = ", ".join(routine.sources)
        column.addWidget(small(self.tr("Sources: {list}").format(list=sources)))
        column.addStretch(1)
        self._show_sheet(sheet)

    def show_programme(
        self,
        programme: Programme,
        lines: Iterable[PhaseLine],
        first: Timeline | None,
        library: Library,
    ) -> None:
        """Show what a programme is and its first session; all else stands on its own page."""
        sheet, column = self._new_sheet()
        column.addWidget(title(programme.title))
        column.addWidget(Label(programme.summary, "large"))
        told = (
            (self.tr("For"), programme.who),
            (self.tr("Not for"), " ".join(programme.not_for)),
        )
        for head, words in told:
            if words:
                column.addWidget(_fact(head, words))
        column.addWidget(heading(self.tr("How it goes")))
        column.addWidget(PhaseList(lines))
        if first is not None:
            column.addWidget(heading(self.tr("The first session")))
            self._add_exercises(column, first, library)
        sources = ", ".join(programme.sources)
        column.addWidget(small(self.tr("Sources: {list}").format(list=sources)))
        column.addStretch(1)
        self._show_sheet(sheet)

    def _add_exercises(self, column: QVBoxLayout, timeline: Timeline, library: Library) -> None:
        for number, step in enumerate(timeline.steps, start=1):
            column.addWidget(self._exercise(number, step, library))

    def _show_sheet(self, sheet: QWidget) -> None:
        self.setWidget(sheet)
        for exercise in (each for each in self._pictures if each not in self._seen):
            self._small.want(exercise, _picture_size() * self.devicePixelRatioF())

    def _new_sheet(self) -> tuple[QWidget, QVBoxLayout]:
        self._pictures = {}
        sheet = QWidget()
        sheet.setProperty("role", "page")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(*(theme.scaled(n) for n in (0, 0, 14, 12)))
        column.setSpacing(theme.scaled(8))
        return sheet, column

    def _link(self, programme: Programme) -> QPushButton:
        said = self.tr("Part of the programme: {title}").format(title=programme.title)
        made = WrapButton([Part(said)], "quiet")
        made.setObjectName(programme.id)
        made.clicked.connect(self._on_link)
        return made

    @Slot()
    def _on_link(self) -> None:
        self.programme_wanted.emit(self.sender().objectName())

    @Slot(str, QImage)
    def _show_picture(self, exercise: str, image: QImage) -> None:
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._seen[exercise] = picture
        for label in self._pictures.get(exercise, ()):
            label.setPixmap(picture)

    def _picture(self, exercise: str) -> Label:
        label = Label(wrap=False)
        label.setFixedSize(_picture_size())
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if exercise in self._seen:
            label.setPixmap(self._seen[exercise])
        self._pictures.setdefault(exercise, []).append(label)
        return label

    def _exercise(self, number: int, step: PlayStep, library: Library) -> QWidget:
        card = QFrame()
        card.setProperty("role", "inset")
        row = QHBoxLayout(card)
        row.setContentsMargins(*(theme.scaled(n) for n in (14, 8, 14, 8)))
        row.setSpacing(theme.scaled(14))
        if step.exercise:
            row.addWidget(self._picture(step.exercise))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        exercise = library.exercises.get(step.exercise)
        words.addWidget(Label(f"{number}. {step.label}", "strong"))
        words.addWidget(muted(step.dose))
        if step.note:
            words.addWidget(muted(step.note))
        words.addStretch(1)
        row.addLayout(words, 1)
        card.setAccessibleName(f"{number}. {step.label}, {step.dose}")
        if exercise is not None:
            card.setAccessibleDescription(exercise.alt)
        return card


def _picture_size() -> QSize:
    return QSize(theme.scaled(PICTURE.width()), theme.scaled(PICTURE.height()))


def _fact(head: str, words: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.scaled(12))
    label = Label(head, "strong")
    label.setFixedWidth(theme.scaled(104))
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(words), 1)
    return holder
