"""The answer: one action first, then what is often felt, what to do, and the routine that fits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from kneeapp.base.errors import UserError
from kneeapp.flow import choice as choices
from kneeapp.flow import visit as flow
from kneeapp.ui import theme
from kneeapp.ui.answer import words
from kneeapp.ui.answer.care_card import CareCard
from kneeapp.ui.answer.sections import (
    CausesCard,
    DoNowCard,
    ListCard,
    ReasonsCard,
    RoutineCard,
)
from kneeapp.ui.widgets.banner import Banner, announce
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import small

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kneeapp.flow.choice import RoutineChoice
    from kneeapp.flow.visit import Visit
    from kneeapp.guidance.advice import Numbers
    from kneeapp.guidance.assess import Answer
    from kneeapp.guidance.cards import Card as CardWords
    from kneeapp.ui.answer.printing import Preview
    from kneeapp.ui.services import Services
    from kneeapp.ui.widgets.card import Card

_NARROW = 1000
_TELLING_ENTRIES = 300


class AnswerPage(QWidget):
    """Shows the answer to a visit and keeps it in the journal.

    Signals:
        routine_wanted(object): a RoutineChoice to start.
        timer_wanted(str): id of the routine that holds the cold and leg-up timers.
        done: back to the start.
        change_wanted(object): the Visit, to look at the questions again.
        run_check_wanted: ask if the knee is ready for running again.
        learn_wanted(str): the id of a cause to read more about.
    """

    routine_wanted = Signal(object)
    timer_wanted = Signal(str)
    done = Signal()
    change_wanted = Signal(object)
    run_check_wanted = Signal()
    learn_wanted = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._visit: Visit | None = None
        self._answer: Answer | None = None
        self._words: CardWords | None = None
        self._kept: tuple[int, ...] = ()
        self._sheet: QWidget | None = None
        self._grid: QGridLayout | None = None
        self._parts: tuple[QWidget, ...] = ()
        self.preview: Preview | None = None
        self.care: CareCard | None = None
        self.banner = Banner()
        self.banner.action_clicked.connect(self._save)
        self.note = button(self.tr("Save for the doctor …"))
        self.change = button(self.tr("Change my answers"))
        self.finish = button(self.tr("Done"))
        self.run_check = button(self.tr("Am I ready to run again?"))
        self.print = button(self.tr("Print …"))
        self.saved = small("")
        self._lay_out()
        self.note.clicked.connect(self._on_note)
        self.change.clicked.connect(self._on_change)
        self.finish.clicked.connect(self.done)
        self.run_check.clicked.connect(self.run_check_wanted)
        self.print.clicked.connect(self._on_print)

    def show_answer(self, visit: Visit) -> None:
        """Judge the visit, show what comes of it, and keep it."""
        from kneeapp.guidance import cards

        numbers = self._numbers()
        today = self._services.clock.wall().date()
        if self._visit is None or self._visit.pain_map is not visit.pain_map:
            self._kept = ()
        self._visit = visit
        self._answer = flow.assess(visit, numbers)
        self._words = cards.care_card(self._answer, numbers, today)
        self._rebuild()
        self._save()

    def shown(self) -> None:
        """Say the action and put the focus on what is most likely wanted."""
        if self._words is None:
            return
        starts = self.findChildren(RoutineCard)
        target = starts[0].start if starts else self.finish
        if self.care is not None and self.care.number_box is not None:
            target = self.care.number_box.copy
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.verticalScrollBar().setValue(0)
        announce(self, f"{self._words.title}. {self._words.action}")

    def in_use(self) -> bool:
        """The page is kept while it shows an answer."""
        return self._answer is not None

    def answer(self) -> Answer | None:
        """What is shown."""
        return self._answer

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _lay_out(self) -> None:
        self._scroll = ScrollColumn(width=1180)
        self._place = QVBoxLayout()
        body = self._scroll.body
        body.addWidget(self.banner)
        body.addLayout(self._place)
        row = FlowLayout(spacing=theme.scaled(12))
        for each in (self.finish, self.run_check, self.print, self.note, self.change):
            row.addWidget(each)
        body.addLayout(row)
        body.addWidget(self.saved)
        self._footer = small("")
        body.addWidget(self._footer)
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def _numbers(self) -> Numbers:
        from kneeapp.ui.help_numbers import numbers

        return numbers(self._services.settings)

    def _rebuild(self) -> None:
        assert self._answer is not None
        assert self._words is not None
        if self._sheet is not None:
            self._place.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
        self._sheet = QWidget()
        self._grid = None
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(14))
        urgent = self._answer.verdict.is_urgent
        number = self._numbers().emergency if self._answer.urgency == "emergency" else ""
        self.care = CareCard(self._words, number, self._words.do_now if urgent else ())
        column.addWidget(self.care)
        if urgent:
            column.addWidget(self._reasons(self._answer))
        else:
            column.addLayout(self._two_columns(self._answer, self._words))
        offer = self._visit is not None and words.may_ask_to_run(self._answer, self._visit)
        self.run_check.setVisible(offer)
        self._footer.setText(self._words.footer)
        self._place.addWidget(self._sheet)
        self._sheet.show()

    def _two_columns(self, answer: Answer, card: CardWords) -> QGridLayout:
        """What is felt and what to do beside each other; the rest below what is felt."""
        watch = ListCard(card.watch_title, card.watch)
        causes = CausesCard(answer.causes, later=answer.exercise == "no")
        causes.learn_wanted.connect(self.learn_wanted)
        felt = _stack(causes)
        actions = _stack(*self._actions(answer, card))
        rest = _stack(watch, self._reasons(answer))
        self._parts = (felt, actions, rest)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.scaled(14))
        self._fold()
        return self._grid

    def _reasons(self, answer: Answer) -> ReasonsCard:
        from kneeapp.guidance.explain import explain

        return ReasonsCard(answer.reasons, explain(answer.verdict))

    def _actions(self, answer: Answer, card: CardWords) -> list[Card]:
        assert self._visit is not None
        fresh = not self._visit.start.looked_again and answer.urgency != "normal"
        now = DoNowCard(card.do_now, timers=fresh)
        now.timer_wanted.connect(self.timer_wanted)
        cards: list[Card] = [now] if card.do_now else []
        if answer.missing:
            cards.append(ListCard(self.tr("Still missing before you run"), answer.missing))
        library = self._services.library()
        for choice in self._choices(answer)[:1]:
            routine = library.routines[choice.routine_id]
            made = RoutineCard(
                choice, routine.title, choices.minutes(choice, library, self._services.settings)
            )
            made.wanted.connect(self.routine_wanted)
            cards.append(made)
        leave_out = words.leave_out(answer)
        if leave_out:
            cards.append(ListCard(self.tr("Leave out for now"), leave_out))
        return cards

    def _choices(self, answer: Answer) -> tuple[RoutineChoice, ...]:
        assert self._visit is not None
        entries = self._services.journal().recent(_TELLING_ENTRIES)
        library = self._services.library()
        return choices.routine_choices(self._visit.pain_map, answer, library, entries)

    def _fold(self) -> None:
        """One column in a narrow window, in the same order as the keyboard goes."""
        if self._grid is None:
            return
        narrow = self.width() < theme.scaled(_NARROW)
        felt, actions, rest = self._parts
        self._grid.addWidget(felt, 0, 0)
        self._grid.addWidget(actions, 1 if narrow else 0, 0 if narrow else 1, 1 if narrow else 2, 1)
        self._grid.addWidget(rest, 2 if narrow else 1, 0)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 0 if narrow else 2)
        self._grid.setRowStretch(1, 0 if narrow else 1)

    @Slot()
    def _save(self) -> None:
        if self._visit is None or self._answer is None or self._words is None:
            return
        journal = self._services.journal()
        try:
            self._kept = flow.save(
                self._visit, self._answer, self._words.title, journal, self._kept
            )
        except UserError as error:
            self.saved.setText("")
            self.banner.show_message(
                f"{error.text} {error.hint}".strip(), "warning", self.tr("Try again")
            )
            return
        self.banner.hide()
        kept = self.tr("Saved in your journal on this computer.")
        lost = self.tr("Kept until you close Kneeapp; the journal cannot be written now.")
        self.saved.setText(kept if journal.path is not None else lost)

    @Slot()
    def _on_note(self) -> None:
        if self._visit is None or self._answer is None or self._words is None:
            return
        when = self._services.clock.wall()
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save for the doctor"),
            f"knee-check-{when:%Y-%m-%d}.txt",
            self.tr("Text (*.txt)"),
        )
        if not name:
            return
        from kneeapp.base.files import write_atomic
        from kneeapp.flow.doctor_note import note

        text = note(self._visit, self._answer, self._words, when)
        try:
            write_atomic(Path(name), text)
        except OSError as error:
            reason = error.strerror or str(error)
            said = self.tr("The note could not be saved: {reason}.").format(reason=reason)
            self.banner.show_message(said, "warning")
            return
        self.banner.show_message(self.tr("Saved: {name}").format(name=Path(name).name))

    @Slot()
    def _on_print(self) -> None:
        if self._visit is None or self._answer is None or self._words is None:
            return
        from kneeapp.flow.sheet import sheet
        from kneeapp.ui.answer.printing import Preview

        made = sheet(self._visit, self._answer, self._words, self._services.clock.wall())
        self.preview = Preview(made, self)
        self.preview.open()

    @Slot()
    def _on_change(self) -> None:
        if self._visit is not None:
            self.change_wanted.emit(self._visit.go_to(0))


def _stack(*cards: Card) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.scaled(14))
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return holder
