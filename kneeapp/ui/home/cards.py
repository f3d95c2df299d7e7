"""The right side of Today: what waits, the person's own things, and what can always be started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.home.action_card import ActionCard, Kind
from kneeapp.ui.home.answer_cards import AnswerCards
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kneeapp.flow.own import Ahead, AnswerThen, PainNow
    from kneeapp.flow.visit.followup import Due

WARM_UP = "pre-run-warm-up"
RECOVER = "post-run-recovery"
_PICTURES = {
    "warm_up": "knee-lifts",
    "recover": "standing-thigh-stretch",
    "check_in": "warning-sign-check",
    "choose": "side-lying-hip-abduction",
    "learn": "legs-up-rest",
}
"""An exercise that stands for each card."""
_PICTURE, _LARGE_PICTURE = (96, 64), (132, 88)
_TALL, _VERY_TALL = 72, 112  # most height of a card, px at 100 % text
_SHARE = 3  # of the room that is left over, against the space below all cards


class TodayCards(QWidget):
    """Cards, the most pressing first.

    Signals:
        routine_chosen(str): the id of a routine to start.
        page_wanted(str): the name of a page to show.
        check_in_wanted: the person wants to say how the knee is today.
        continue_wanted: the routine of last time again.
        run_check_wanted: whether running may begin again is to be asked.
        due_chosen(object): one of the Due things is to be done.
        session_wanted(str): the next session of a programme.
        programme_wanted(str): a programme is to be shown.
    """

    routine_chosen = Signal(str)
    page_wanted = Signal(str)
    check_in_wanted = Signal()
    continue_wanted = Signal()
    run_check_wanted = Signal()
    due_chosen = Signal(object)
    session_wanted = Signal(str)
    programme_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._due: dict[ActionCard, Due] = {}
        self._ahead: dict[ActionCard, Ahead] = {}
        self._pictures: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, theme.scaled(4), 0)
        self._column.setSpacing(theme.scaled(10))
        self._column.addWidget(Label(self.tr("Today"), "title"))
        self._steps = self._group()
        self._waiting, first, self._own = self._group(), self._group(), self._group()
        self.checked = AnswerCards(first, self._group(), self)
        self._pain = self._group()
        self._run_waits, self._is_urgent = "", False
        self._make_usual()
        self._days = self._group()
        self._is_airy = self._is_new = False
        self._set_room()
        self._column.addStretch(1)
        self._column.addWidget(
            Label(
                self.tr(
                    "General information, not a medical device, not yet checked by a clinician. "
                    "It works offline; everything stays on this computer."
                ),
                "small",
            )
        )

    def _group(self) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setSpacing(theme.scaled(10))
        self._column.addLayout(made)
        return made

    def _make_usual(self) -> None:
        self.check_in = ActionCard(self.tr("Check in"), self.tr("Say how your knee is today."))
        self.warm_up = ActionCard()
        self.recover = ActionCard(
            self.tr("Recover after a run"), self.tr("Walk down, stretch, rest.")
        )
        self.choose = ActionCard(
            self.tr("Routines and programmes"),
            self.tr("For a sore knee, for strength, back to running."),
            Kind.QUIET,
        )
        self.learn = ActionCard(
            self.tr("Read about knees"),
            self.tr("Short cards: what it may be, what often helps."),
            Kind.QUIET,
        )
        for card in self._usual():
            card.clicked.connect(self._on_usual)
            self._column.addWidget(card, _SHARE)
        self._say_running()

    def _usual(self) -> tuple[ActionCard, ...]:
        runs = (self.warm_up, self.recover)
        order = (self.check_in, *runs) if self._run_waits else (*runs, self.check_in)
        return (*order, self.choose, self.learn)

    def _say_running(self) -> None:
        """Running that waits is not offered first: its card says why and leads to a check."""
        kind = Kind.QUIET if self._run_waits else Kind.USUAL
        for card in (self.warm_up, self.recover):
            card.set_kind(kind)
        title, detail = self.tr("Warm up before a run"), self._run_waits
        if self._asks_to_run():
            title = self.tr("Am I ready to run again?")
            detail = self.tr("{why} A short check tells when it is time.").format(why=detail)
        self.warm_up.set_words(title, detail or self.tr("Guided, about 8 minutes."))

    def _asks_to_run(self) -> bool:
        """After an urgent answer it is first asked whether somebody has looked at the knee."""
        return bool(self._run_waits) and not self._is_urgent

    # ------------------------------------------------------------------ what is shown
    def set_airy(self, airy: bool) -> None:
        """In a tall window the cards are taller and show pictures."""
        if airy == self._is_airy:
            return
        self._is_airy = airy
        if airy and not self._pictures:
            for card, exercise in _PICTURES.items():
                self._pictures.append(self._show_beside(getattr(self, card), exercise))
        for picture in self._pictures:
            picture.setVisible(airy)
        self._set_room()
        self._build_ahead(tuple(self._ahead.values()))

    def _set_room(self) -> None:
        self.learn.setVisible(self._is_airy and self._is_new)
        for card in self._usual():
            card.set_most(theme.scaled(_VERY_TALL if self._is_airy else _TALL))

    def set_new(self, new: bool) -> None:
        """Say in 3 steps what the program does, as long as nothing is in the journal."""
        self._is_new = new
        self._set_room()
        _empty(self._steps)
        if new:
            from kneeapp.ui.home.steps import Steps

            self._steps.addWidget(Steps())

    def set_due(self, due: Sequence[Due]) -> None:
        """Show what waits for the person, above everything else; it replaces what was shown."""
        _empty(self._waiting)
        self._due = {}
        for each in due:
            card = ActionCard(each.action, each.text, Kind.URGENT)
            card.clicked.connect(self._on_due)
            self._waiting.addWidget(card)
            self._due[card] = each

    def set_ahead(self, ahead: Sequence[Ahead]) -> None:
        """Show what can be gone on with; it replaces what was shown.

        What is shown already stays: a card must not be changed for its twin under a click.
        """
        if tuple(ahead) != tuple(self._ahead.values()):
            self._build_ahead(ahead)

    def _build_ahead(self, ahead: Sequence[Ahead]) -> None:
        _empty(self._own)
        self._ahead = {}
        for each in ahead:
            card = self._ahead_card(each)
            self._own.addWidget(card)
            self._ahead[card] = each

    def set_answer(self, answer: AnswerThen | None, *, leads: bool = True) -> None:
        """Follow what the last check said; `leads`: before what can be gone on with."""
        self.checked.show_answer(answer, leads=leads)
        self._is_urgent = answer is not None and answer.urgent
        self.set_running(answer.run_waits if answer else "")

    def set_running(self, waits: str) -> None:
        """Offer the run, or say why it waits."""
        if waits == self._run_waits:
            self._say_running()
            return
        at = min(self._column.indexOf(card) for card in self._usual())
        self._run_waits = waits
        before: QWidget | None = None
        for place, card in enumerate(self._usual(), at):
            self._column.removeWidget(card)
            self._column.insertWidget(place, card, _SHARE)
            if before is not None:
                self.setTabOrder(before, card)
            before = card
        self._say_running()

    def set_pain(self, pain: PainNow | None, days: int) -> None:
        """Show the last pain and its line over some days."""
        _empty(self._pain)
        if pain is None:
            return
        card = ActionCard(pain.title, pain.trend or self.tr("See it in your Journal."), Kind.QUIET)
        if len(pain.points) > 1 and not theme.is_large_text():
            from kneeapp.ui.home.pain_line import PainLine

            card.set_beside(PainLine(pain.points, days))
        card.clicked.connect(self._on_pain)
        self._pain.addWidget(card)

    def set_days(self, active: Mapping[date, int], today: date, words: str) -> None:
        """Show the days of the last 3 weeks, with a kind sentence; nothing without any."""
        _empty(self._days)
        if not active:
            return
        from kneeapp.ui.home.days_part import DaysPart

        self._days.addWidget(DaysPart(active, today, words))

    def due_cards(self) -> list[ActionCard]:
        """The cards of what waits."""
        return list(self._due)

    def ahead_cards(self) -> list[ActionCard]:
        """The cards of what can be gone on with."""
        return list(self._ahead)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)

    def _ahead_card(self, ahead: Ahead) -> ActionCard:
        card = ActionCard(ahead.title, ahead.detail, Kind.USUAL if ahead.ready else Kind.QUIET)
        if ahead.share is not None:
            from kneeapp.ui.widgets.progress_line import ProgressLine

            card.words.addSpacing(theme.scaled(6))
            card.words.addWidget(ProgressLine(ahead.share, ""))
        if ahead.exercise and not theme.is_large_text():
            self._show_beside(card, ahead.exercise)
        card.clicked.connect(self._on_ahead)
        return card

    def _show_beside(self, card: ActionCard, exercise: str) -> QWidget:
        from kneeapp.ui.widgets.exercise_picture import ExercisePicture

        picture = ExercisePicture(*(_LARGE_PICTURE if self._is_airy else _PICTURE))
        picture.show_exercise(exercise)
        card.set_beside(picture)
        return picture

    # ------------------------------------------------------------------ acting
    @Slot()
    def _on_usual(self) -> None:
        pressed = self.sender()
        if pressed is self.warm_up and self._asks_to_run():
            self.run_check_wanted.emit()
        elif pressed is self.warm_up:
            self.routine_chosen.emit(WARM_UP)
        elif pressed is self.recover:
            self.routine_chosen.emit(RECOVER)
        elif pressed is self.check_in:
            self.check_in_wanted.emit()
        else:
            self.page_wanted.emit("learn" if pressed is self.learn else "routines")

    @Slot()
    def _on_due(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, ActionCard) and pressed in self._due:
            self.due_chosen.emit(self._due[pressed])

    @Slot()
    def _on_ahead(self) -> None:
        pressed = self.sender()
        if not isinstance(pressed, ActionCard) or pressed not in self._ahead:
            return
        ahead = self._ahead[pressed]
        if not ahead.programme:
            self.continue_wanted.emit()
        elif ahead.ready:
            self.session_wanted.emit(ahead.programme)
        else:
            self.programme_wanted.emit(ahead.programme)

    @Slot()
    def _on_pain(self) -> None:
        self.page_wanted.emit("journal")


def _empty(group: QVBoxLayout) -> None:
    while (item := group.takeAt(0)) is not None:
        part = item.widget()
        if part is not None:
            part.hide()
            part.deleteLater()
