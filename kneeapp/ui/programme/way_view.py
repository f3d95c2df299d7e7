"""A programme under way: the next session and why, what opens the next part, the days."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kneeapp.flow.course import words as course_words
from kneeapp.flow.course.gates import day_words
from kneeapp.ui import theme
from kneeapp.ui.programme.conditions import Conditions
from kneeapp.ui.programme.phases import PhaseLine, PhaseList
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.columns import TwoColumns
from kneeapp.ui.widgets.day_strip import DayStrip
from kneeapp.ui.widgets.exercise_picture import ExercisePicture
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.progress_line import ProgressLine
from kneeapp.ui.widgets.text import Label, muted, small

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QPushButton

    from kneeapp.flow.course.model import Course


@dataclass(frozen=True, slots=True)
class NextSession:
    """What is known of the next session.

    Attributes:
        title: of its routine; empty when there is none.
        exercise: whose picture stands for it.
        minutes: about how long it takes.
    """

    title: str = ""
    exercise: str = ""
    minutes: int = 0


class WayView(TwoColumns):
    """What is next on the left, the way on the right.

    Signals:
        start_wanted: the next session.
        answered(str, bool): a condition, by its sentence, and whether it is so.
        on_wanted: go on to the next part before all planned sessions are done.
        back_wanted: go back a part.
        again_wanted: begin this part again.
        pause_wanted(bool): pause it, or go on with it.
        stop_wanted: leave the programme.
    """

    start_wanted = Signal()
    answered = Signal(str, bool)
    on_wanted = Signal()
    back_wanted = Signal()
    again_wanted = Signal()
    pause_wanted = Signal(bool)
    stop_wanted = Signal()

    def __init__(
        self, course: Course, lines: Sequence[PhaseLine], following: NextSession, today: date
    ) -> None:
        super().__init__()
        self._course = course
        self._today = today
        self._changes: list[QPushButton] = []
        self.start = self._start_button()
        self.conditions = Conditions(course.gates)
        self.conditions.answered.connect(self.answered)
        self.left.addWidget(self._next_card(following))
        if course.gates and not course.is_finished:
            self.left.addWidget(self._on_card())
        self.left.addWidget(self._change_card())
        self.left.addStretch(1)
        way = Card(self.tr("The way"))
        way.body.addWidget(PhaseList(lines))
        self.right.addWidget(self._days_card())
        self.right.addWidget(way)
        self.right.addStretch(1)

    def take_focus(self, say: str = "") -> None:
        """Focus the condition of this sentence; else the start, else the first change."""
        row = next((each for each in self.conditions.rows if each.say == say), None)
        if row is not None and row.yes is not None and row.isVisible():
            row.yes.setFocus()
        elif self.start.isEnabled() and self.start.isVisible():
            self.start.setFocus()
        elif self._changes:
            self._changes[0].setFocus()

    def _start_button(self) -> QPushButton:
        if self._course.paused:
            made = button(self.tr("Go on with it"), "primary")
            made.clicked.connect(self._resume)
            return made
        made = button(self.tr("Start"), "primary")
        made.clicked.connect(self.start_wanted)
        made.setEnabled(self._course.due <= self._today)
        made.setHidden(self._course.is_finished)
        return made

    def _next_card(self, following: NextSession) -> Card:
        course = self._course
        card = Card()
        card.setAccessibleName(course_words.where(course))
        row = QHBoxLayout()
        row.setSpacing(theme.scaled(16))
        words = QVBoxLayout()
        words.setSpacing(theme.scaled(4))
        words.addWidget(Label(course_words.where(course), "heading"))
        if following.title:
            said = self.tr("{title}, about {count} min")
            words.addWidget(muted(said.format(title=following.title, count=following.minutes)))
        for sentence in course_words.reasons(course, self._today):
            words.addWidget(Label(sentence))
        row.addLayout(words, 1)
        if following.exercise:
            picture = ExercisePicture(132, 96)
            picture.show_exercise(following.exercise)
            row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
        share = course_words.progress(course)
        card.body.addWidget(ProgressLine(share, self.tr("How much of the programme is done")))
        card.body.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _on_card(self) -> Card:
        course = self._course
        stages = course.programme.stages
        last = course.position + 1 >= len(stages)
        head = (
            self.tr("To finish")
            if last
            else self.tr("To go on to “{title}”").format(title=stages[course.position + 1].title)
        )
        card = Card(head)
        card.body.addWidget(self.conditions)
        if course.can_go_on_early:
            on = button(self.tr("Go on now"), "secondary")
            on.clicked.connect(self.on_wanted)
            card.body.addWidget(on, 0, Qt.AlignmentFlag.AlignLeft)
        if course.programme.pain_rule is not None:
            card.body.addWidget(small(course_words.rule_words(course.programme.pain_rule)))
        return card

    def _change_card(self) -> Card:
        card = Card(role="inset")
        row = FlowLayout(spacing=theme.scaled(8))
        choices = [
            (self.tr("Pause"), self._pause, not self._course.paused),
            (self.tr("Go back a part"), self.back_wanted, self._course.position > 0),
            (self.tr("Begin this part again"), self.again_wanted, bool(self._course.visit)),
            (self.tr("Stop this programme"), self.stop_wanted, True),
        ]
        for text, target, offered in choices:
            if offered:
                made = button(text, "chip")
                made.clicked.connect(target)
                row.addWidget(made)
                self._changes.append(made)
        card.body.addLayout(row)
        return card

    def _days_card(self) -> Card:
        card = Card(self.tr("Your days"))
        done = Counter(each.at.day for each in self._course.done if each.finished)
        row = QHBoxLayout()
        row.setSpacing(theme.scaled(20))
        row.addWidget(DayStrip(done, self._today))
        row.addWidget(muted(self._so_far(done.total())), 1)
        card.body.addLayout(row)
        card.body.addWidget(
            small(self.tr("A week is its number of sessions. Days you miss do not count."))
        )
        return card

    def _so_far(self, count: int) -> str:
        started = self._course.started
        if started is None:
            return ""
        sessions = self.tr("1 session") if count == 1 else self.tr("{count} sessions")
        day = day_words(started)
        said = self.tr("{sessions} since {day}.")
        return said.format(sessions=sessions.format(count=count), day=day)

    def _pause(self) -> None:
        self.pause_wanted.emit(True)

    def _resume(self) -> None:
        self.pause_wanted.emit(False)
