"""One question at a time: big answers, the keys 1 to 9, always a way back."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kneeapp.base.errors import UserError
from kneeapp.ui import theme
from kneeapp.ui.questions.answer_button import AnswerButton
from kneeapp.ui.questions.forms import ChoiceForm, ManyForm, form
from kneeapp.ui.questions.more_below import MoreBelow
from kneeapp.ui.questions.number_forms import NumberForm
from kneeapp.ui.questions.said import SaidPanel
from kneeapp.ui.widgets.banner import announce
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.disclosure import Disclosure
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import Label, muted, small, title

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from kneeapp.flow.visit.visit import Visit
    from kneeapp.guidance.questions import Question
    from kneeapp.ui.questions.form import Form
    from kneeapp.ui.services import Services

_NARROW = 960
_PANEL_WIDTH = 340
_WIDTH = 1180


class QuestionsPage(QWidget):
    """Leads a visit to its last question.

    Signals:
        finished(object): the Visit, when there is nothing more to ask.
        cancelled: back was pressed at the first question.
    """

    finished = Signal(object)
    cancelled = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._visit: Visit | None = None
        self.form: Form | None = None
        self.panel = SaidPanel()
        self.step = small("")
        self.text = title("")
        self.help = muted("")
        self.why = Disclosure(self.tr("Why do you ask?"))
        self._reason = Label("")
        self.why.body.addWidget(self._reason)
        self.back = button(self.tr("Back"))
        self.back.setToolTip(self.tr("Backspace"))
        self.keys = small(
            self.tr("Keys: 1 to 9 choose, ? is not sure, Enter goes on, Backspace goes back.")
        )
        self._lay_out()
        self.back.clicked.connect(self.go_back)
        # Buttons take every Left key for themselves, Alt or not; a shortcut comes before them.
        alt_left = QShortcut(QKeySequence("Alt+Left"), self)
        alt_left.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        alt_left.activated.connect(self.go_back)
        self.panel.change_wanted.connect(self._on_change)

    def start(self, visit: Visit) -> None:
        """Ask the first question of a visit, or finish at once when there is none."""
        self._go(visit)

    def shown(self) -> None:
        """Take the focus."""
        if self.form is not None:
            self.form.take_focus()

    def in_use(self) -> bool:
        """Whether there are answers that must not get lost."""
        return self._visit is not None and self._visit.question is not None

    def visit(self) -> Visit | None:
        """Where the person stands."""
        return self._visit

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.form is None or not self._handle(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.scaled(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._halves.setDirection(way)
        self.keys.setVisible(not narrow)  # the answers need the room
        self.panel.setMinimumWidth(0 if narrow else theme.scaled(_PANEL_WIDTH))
        self.panel.setMaximumWidth(16_777_215 if narrow else theme.scaled(_PANEL_WIDTH))

    def _lay_out(self) -> None:
        scroll = ScrollColumn(width=_WIDTH)
        self._halves = QHBoxLayout()
        self._halves.setSpacing(theme.scaled(36))
        main = QVBoxLayout()
        main.setSpacing(theme.scaled(14))
        self._form_place = QVBoxLayout()
        main.addWidget(self.step)
        main.addWidget(self.text)
        main.addWidget(self.help)
        main.addLayout(self._form_place)
        main.addWidget(self.why)
        main.addStretch(1)
        self._halves.addLayout(main, 1)
        self._halves.addWidget(self.panel)
        scroll.body.addLayout(self._halves)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(self._make_bar())
        self._scroll = scroll
        self.more = MoreBelow(scroll)

    def _make_bar(self) -> QWidget:
        """Below the scrolling part: what goes on or back is always in sight."""
        self._bar = QHBoxLayout()
        self._bar.setSpacing(theme.scaled(12))
        self._bar.addWidget(self.back)
        self._bar.addWidget(self.keys, 1000)
        self._bar.addStretch(1)  # when the hints are hidden
        inner = QWidget()
        inner.setMaximumWidth(theme.scaled(_WIDTH))
        inner.setLayout(self._bar)
        self._bar.setContentsMargins(0, 0, 0, 0)
        bar = QFrame()
        bar.setProperty("role", "bottombar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(*(theme.scaled(n) for n in (24, 8, 24, 12)))
        row.addStretch(1)
        row.addWidget(inner, 1000)
        row.addStretch(1)
        return bar

    def _go(self, visit: Visit) -> None:
        self._visit = visit
        question = visit.question
        if question is None:
            self._drop(self.form)
            self.form = None
            self.more.watch([])
            self.finished.emit(visit)
            return
        self._show(question, visit)

    def _show(self, question: Question, visit: Visit) -> None:
        number, last = visit.position + 1, visit.position + visit.left
        self.step.setText(
            self.tr("Question {number} of about {last}").format(number=number, last=last)
        )
        self.text.setText(question.text)
        self.help.setText(question.help)
        self.help.setVisible(bool(question.help))
        self._reason.setText(question.why)
        self.why.setVisible(bool(question.why))
        self.why.close_up()
        old = self.form
        self.form = form(question, visit.chosen, none_said=visit.none_said)
        self.form.answered.connect(self._on_answer)
        self.form.fit(self.text.width())
        self._form_place.addWidget(self.form)
        self.form.show()
        for control in self.form.controls:
            self._bar.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
            control.show()
        self.form.take_focus()  # before the old form goes, so that the focus does not wander
        self.more.watch(self.form.buttons if isinstance(self.form, ChoiceForm) else [])
        if isinstance(self.form, ManyForm):
            self.form.seen_to_end = self._seen_to_end
        self._drop(old)
        self.panel.show_visit(visit)
        self._order_tabs(self.form)
        self._scroll.verticalScrollBar().setValue(0)
        announce(self, f"{question.text} {question.help}".strip())

    def _order_tabs(self, shown: Form) -> None:
        """First the answers, then why, then what was said, then the way back."""
        stops = [*shown.stops(), self.why.head, *self.panel.stops(), self.back]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def _drop(self, old: Form | None) -> None:
        if old is not None:
            for part in (old, *old.controls):
                part.hide()
                part.deleteLater()

    def _seen_to_end(self) -> bool:
        """Whether every line was on screen; if not, those that were not come next."""
        return not self.more.go_on()

    def _handle(self, event: QKeyEvent) -> bool:
        assert self.form is not None
        match event.key():
            case Qt.Key.Key_Backspace | Qt.Key.Key_Escape:
                self.go_back()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter(self.form)
            case _:
                return len(event.text()) == 1 and self._press(self.form, event.text())
        return True

    def _press(self, shown: Form, key: str) -> bool:
        meant = shown.press(key)
        focused = self.focusWidget()
        if isinstance(focused, AnswerButton) and focused.key == key:
            # A line ticked by its key may be far down, or under the fading edge.
            self._scroll.ensureWidgetVisible(focused, 0, self.more.height())
        return meant

    def _enter(self, shown: Form) -> None:
        focused = self.focusWidget()
        outside = focused not in shown.controls and not shown.isAncestorOf(focused)
        if isinstance(focused, QAbstractButton) and outside:
            focused.click()
        else:
            shown.enter()

    @Slot(object)
    def _on_answer(self, options: tuple[str, ...]) -> None:
        if self._visit is None:
            return
        try:
            visit = self._visit.answer(options)
        except UserError as error:
            if isinstance(self.form, NumberForm):
                self.form.complain(error.text)
            return
        self._go(visit)

    @Slot()
    def go_back(self) -> None:
        """To the question before; from the first one back to the knee."""
        if self._visit is None or not self._visit.can_go_back:
            self.cancelled.emit()
            return
        self._go(self._visit.back())

    @Slot(int)
    def _on_change(self, index: int) -> None:
        if self._visit is not None:
            self._go(self._visit.go_to(index))
