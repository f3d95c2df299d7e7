"""One routine before it is started: whom it suits, what it needs, every exercise with its dose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.routines.words import equipment, frequency, pain_rule
from kneeapp.ui.widgets.text import Label, heading, muted, small, title

if TYPE_CHECKING:
    from kneeapp.routine.model import Library, Routine
    from kneeapp.routine.timeline import PlayStep, Timeline


class Preview(QScrollArea):
    """A scrolling sheet about one routine."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_routine(self, routine: Routine, timeline: Timeline, library: Library) -> None:
        """Replace the sheet."""
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
        words = QVBoxLayout()
        words.setSpacing(0)
        exercise = library.exercises.get(step.exercise)
        words.addWidget(Label(f"{number}. {step.label}", "strong"))
        words.addWidget(muted(step.dose))
        if step.note:
            words.addWidget(muted(step.note))
        row.addLayout(words, 1)
        card.setAccessibleName(f"{number}. {step.label}, {step.dose}")
        if exercise is not None:
            card.setToolTip("")
            card.setAccessibleDescription(exercise.alt)
        return card


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
