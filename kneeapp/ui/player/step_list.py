"""The list of what will be done, each step with its small picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.player import words
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from kneeapp.flow.session.plan import SessionPlan
    from kneeapp.routine.timeline import PlayStep, Timeline

THUMB_WIDTH, THUMB_HEIGHT = 108, 72


class StepList(Card):
    """All steps of a timeline, in order."""

    def __init__(self, plan: SessionPlan, timeline: Timeline) -> None:
        super().__init__("What you will do")
        self._thumbs: dict[str, list[Label]] = {}
        for number, step in enumerate(timeline.steps, start=1):
            form = words.kept_form(
                easier=step.source in plan.easier, harder=step.source in plan.harder
            )
            self.body.addWidget(self._row(number, step, form))

    def wanted_pictures(self) -> tuple[str, ...]:
        """The exercises in the list, for small pictures."""
        return tuple(self._thumbs)

    def show_picture(self, exercise: str, image: QImage) -> None:
        """Put a small picture into the list."""
        for label in self._thumbs.get(exercise, ()):
            label.setPixmap(QPixmap.fromImage(image))
            label.show()

    def _row(self, number: int, step: PlayStep, form: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.scaled(14))
        picture = Label(wrap=False)
        picture.setFixedSize(theme.scaled(THUMB_WIDTH), theme.scaled(THUMB_HEIGHT))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._thumbs.setdefault(step.exercise, []).append(picture)
        text = QVBoxLayout()
        text.setSpacing(theme.scaled(2))
        text.addStretch(1)
        text.addWidget(Label(f"{number}. {step.label}", "strong"))
        for detail in filter(None, (step.dose, step.note, form)):
            text.addWidget(Label(detail, "muted"))
        text.addStretch(1)
        line.addWidget(picture)
        line.addLayout(text, 1)
        return row
