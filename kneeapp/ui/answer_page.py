"""The answer: one action first, then what is often felt, what to do, and the routine that fits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from kneeapp.base.errors import UserError
from kneeapp.flow.report.page import long_day
from kneeapp.flow.visit import kept
from kneeapp.flow.visit import visit as flow
from kneeapp.ui import theme
from kneeapp.ui.answer import words
from kneeapp.ui.answer.answer_sheet import AnswerSheet
from kneeapp.ui.widgets.banner import Banner, announce
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import small

if TYPE_CHECKING:
    from datetime import date

    from kneeapp.flow.visit.visit import Visit
    from kneeapp.guidance.advice import Numbers
    from kneeapp.guidance.assess import Answer
    from kneeapp.guidance.cards import Card as CardWords
    from kneeapp.ui.answer.printing import Preview
    from kneeapp.ui.services import Services


class AnswerPage(QWidget):
    """Shows the answer to a visit and keeps it in the journal.

    Signals:
        routine_wanted(object): a RoutineChoice to start.
        programme_wanted(str): a programme is to be shown.
        timer_wanted(str): id of the routine that holds the cold and leg-up timers.
        done: back to the start.
        change_wanted(object): the Visit, to look at the questions again.
        run_check_wanted: ask if the knee is ready for running again.
        learn_wanted(str): the id of a cause to read more about.
    """

    routine_wanted = Signal(object)
    programme_wanted = Signal(str)
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
        self.sheet: AnswerSheet | None = None
        self.preview: Preview | None = None
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
        if self._visit is None or self._visit.pain_map is not visit.pain_map:
            self._kept = ()
        self._show(visit)
        self.change.show()
        self._save()

    def show_again(self, visit: Visit, day: date) -> None:
        """Show the answer of an earlier day; it is in the journal already."""
        self._kept = ()
        self._show(visit)
        self.change.hide()  # what is true today is asked by a new check
        self.banner.show_message(
            self.tr(
                "This is your answer of {day}. If your knee is different now, check in again."
            ).format(day=long_day(day))
        )
        self.saved.setText("")

    def _show(self, visit: Visit) -> None:
        from kneeapp.guidance import cards

        numbers = self._numbers()
        today = self._services.clock.wall().date()
        self._visit = visit
        self._answer = flow.assess(visit, numbers)
        self._words = cards.care_card(self._answer, numbers, today)
        self._rebuild(visit, self._answer, self._words)

    def shown(self) -> None:
        """Say the action and put the focus on what is most likely wanted."""
        if self._words is None:
            return
        best = self.sheet.best_focus if self.sheet is not None else None
        target = best or self.finish
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.verticalScrollBar().setValue(0)
        announce(self, f"{self._words.title}. {self._words.action}")

    def in_use(self) -> bool:
        """The page is kept while it shows an answer."""
        return self._answer is not None

    def answer(self) -> Answer | None:
        """What is shown."""
        return self._answer

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

    def _rebuild(self, visit: Visit, answer: Answer, card: CardWords) -> None:
        if self.sheet is not None:
            self._place.removeWidget(self.sheet)
            self.sheet.hide()
            self.sheet.deleteLater()
        number = self._numbers().emergency if answer.urgency == "emergency" else ""
        self.sheet = AnswerSheet(self._services, visit, answer, card, number)
        self.sheet.routine_wanted.connect(self.routine_wanted)
        self.sheet.programme_wanted.connect(self.programme_wanted)
        self.sheet.timer_wanted.connect(self.timer_wanted)
        self.sheet.learn_wanted.connect(self.learn_wanted)
        self.run_check.setVisible(words.may_ask_to_run(answer, visit))
        self._footer.setText(card.footer)
        self.sheet.fit(self._place.geometry().width() or self.width())
        self._place.addWidget(self.sheet)
        self.sheet.show()

    @Slot()
    def _save(self) -> None:
        if self._visit is None or self._answer is None or self._words is None:
            return
        journal = self._services.journal()
        try:
            self._kept = kept.save(
                self._visit, self._answer, self._words.title, journal, self._kept
            )
        except UserError as error:
            self.saved.setText("")
            self.banner.show_message(
                f"{error.text} {error.hint}".strip(), "warning", self.tr("Try again")
            )
            return
        self.banner.hide()
        safe = self.tr("Saved in your journal on this computer.")
        lost = self.tr("Kept until you close Kneeapp; the journal cannot be written now.")
        self.saved.setText(safe if journal.path is not None else lost)

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
        from kneeapp.flow.report.doctor_note import note

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
        from kneeapp.flow.report.sheet import sheet
        from kneeapp.ui.answer.printing import Preview

        made = sheet(self._visit, self._answer, self._words, self._services.clock.wall())
        self.preview = Preview(made, self)
        self.preview.open()

    @Slot()
    def _on_change(self) -> None:
        if self._visit is not None:
            self.change_wanted.emit(self._visit.go_to(0))
