"""One routine before it is started: whom it suits, what it needs, every exercise with its dose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.player.small_pictures import SmallPictures
from kneeapp.ui.routines.words import equipment, frequency, pain_rule
from kneeapp.ui.widgets.text import Label, heading, muted, small, title

if TYPE_CHECKING:
    from kneeapp.routine.model import Library, Routine
    from kneeapp.routine.timeline import PlayStep, Timeline


PICTURE = QSize(104, 70)


class Preview(QScrollArea):
    """A scrolling sheet about one routine, with a small picture of every exercise."""

    def __init__(self) -> None:
        super().__init__()
        self._pictures: dict[str, list[Label]] = {}
        self._seen: dict[str, QPixmap] = {}
        self._small = SmallPictures(self)
        self._small.found.connect(self._show_picture)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def close_pictures(self) -> None:
        """Wait for the decoding under way; called before the program ends."""
        self._small.close()

    def show_routine(self, routine: Routine, timeline: Timeline, library: Library) -> None:
        """Replace the sheet."""
        self._pictures = {}
        sheet = QWidget()
        sheet.setProperty("role", "page")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(*(theme.scaled(n) for n in (4, 0, 14, 12)))
        column.setSpacing(theme.scaled(8))
        column.addWidget(title(routine.title))
        column.addWidget(Label(routine.summary, "large"))
        for head, words in self._facts(routine, timeline, library):
            column.addWidget(_fact(head, words))
        for sentence in timeline.left_out:
            column.addWidget(muted(sentence))
        column.addWidget(heading(self.tr("Exercises")))
        for number, step in enumerate(timeline.steps, start=1):
            column.addWidget(self._exercise(number, step, library))
        if routine.note:
            column.addWidget(heading(self.tr("Good to know")))
            column.addWidget(Label(routine.note))
        sources = ", ".join(routine.sources)
        column.addWidget(small(self.tr("Sources: {list}").format(list=sources)))
        column.addStretch(1)
        self.setWidget(sheet)
        for exercise in (each for each in self._pictures if each not in self._seen):
            self._small.want(exercise, _picture_size() * self.devicePixelRatioF())

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

    def _facts(
        self, routine: Routine, timeline: Timeline, library: Library
    ) -> list[tuple[str, str]]:
        facts = [
            (self.tr("For"), routine.who),
            (self.tr("Not for"), " ".join(routine.not_for)),
            (self.tr("You need"), equipment(routine, timeline, library)),
            (self.tr("How often"), frequency(routine)),
            (self.tr("Pain"), pain_rule(routine)),
            (self.tr("Stop at"), " ".join(routine.stop)),
        ]
        return [(head, words) for head, words in facts if words]

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
    row.addWidget(label)
    row.addWidget(Label(words), 1)
    return holder
