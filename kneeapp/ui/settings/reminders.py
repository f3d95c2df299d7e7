"""Reminders: on or off, when, on which days, and when never."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneeapp.flow import reminders
from kneeapp.ui import theme
from kneeapp.ui.settings.rows import clock_words, row, switch
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.calm import CalmComboBox
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.text import Label, small

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from kneeapp.ui.services import Services

_STEP_MIN = 30
_DAY_MIN = 24 * 60
_WEEK = range(1, 8)


class RemindersCard(Card):
    """Everything about reminders; off until the person switches it on."""

    def __init__(self, services: Services) -> None:
        super().__init__("Reminders")
        self._services = services
        now = services.settings
        self.on = switch(self.tr("Remind me while Kneeapp is open"), on=now.reminders)
        self.at = _times(now.remind_at_min)
        self.quiet_from = _times(now.quiet_from_min)
        self.quiet_to = _times(now.quiet_to_min)
        self.days = {day: self._day(day, on=str(day) in now.routine_days) for day in _WEEK}
        self.said = small("")
        self._parts = self._lay_out()
        self._show_state()
        self.on.toggled.connect(self._choose_on)
        for combo in (self.at, self.quiet_from, self.quiet_to):
            combo.activated.connect(self._choose_times)

    def _lay_out(self) -> QWidget:
        self.body.addWidget(row(self.tr("Reminders"), self.on))
        parts = Card(role="plain")
        parts.body.setContentsMargins(0, 0, 0, 0)
        when = self.tr("Time of day")
        parts.body.addWidget(row(when, _narrow(self.at, when)))
        parts.body.addWidget(row(self.tr("Days for my routine"), self._week()))
        parts.body.addWidget(row(self.tr("Quiet hours"), self._quiet()))
        parts.body.addWidget(self.said)
        self.body.addWidget(parts)
        self.body.addWidget(
            small(
                self.tr(
                    "Kneeapp reminds you to look again, of the question on the morning after"
                    " exercise, and of the days you choose here. The words say nothing about your"
                    " knee. When Kneeapp is closed, nothing reminds you."
                )
            )
        )
        return parts

    def _week(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, theme.scaled(6))
        for chip in self.days.values():
            flow.addWidget(chip)
        return holder

    def _quiet(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.scaled(10))
        for words, combo in ((self.tr("from"), self.quiet_from), (self.tr("to"), self.quiet_to)):
            combo.setAccessibleName(f"{self.tr('Quiet hours')}, {words}")
            line.addWidget(Label(words, wrap=False))
            line.addWidget(combo)
        line.addStretch(1)
        return holder

    def _day(self, day: int, *, on: bool) -> QPushButton:
        chip = button(
            QLocale().dayName(day, QLocale.FormatType.ShortFormat),
            "chip",
            name=QLocale().dayName(day, QLocale.FormatType.LongFormat),
        )
        chip.setCheckable(True)
        chip.setChecked(on)
        chip.toggled.connect(self._choose_days)
        return chip

    def _show_state(self) -> None:
        now = self._services.settings
        self._parts.setVisible(now.reminders)
        moved = reminders.moment(now) != now.remind_at_min
        words = self.tr("This time is in your quiet hours. You are reminded at {time} instead.")
        self.said.setText(words.format(time=clock_words(reminders.moment(now))))
        self.said.setVisible(moved)

    def _save(self, **changed: Any) -> None:  # noqa: ANN401 - the types of the settings
        self._services.save_settings(replace(self._services.settings, **changed))
        self._show_state()

    @Slot(bool)
    def _choose_on(self, on: bool) -> None:
        self._save(reminders=on)

    @Slot()
    def _choose_times(self) -> None:
        self._save(
            remind_at_min=self.at.currentData(),
            quiet_from_min=self.quiet_from.currentData(),
            quiet_to_min=self.quiet_to.currentData(),
        )

    @Slot()
    def _choose_days(self) -> None:
        on = "".join(str(day) for day, chip in self.days.items() if chip.isChecked())
        self._save(routine_days=on)


def _times(now: int) -> CalmComboBox:
    """Half hours of the day, and the present choice whatever it is."""
    combo = CalmComboBox()
    for minute in sorted({*range(0, _DAY_MIN, _STEP_MIN), now}):
        combo.addItem(clock_words(minute), minute)
    combo.setCurrentIndex(combo.findData(now))
    return combo


def _narrow(combo: CalmComboBox, words: str) -> QWidget:
    """As wide as it needs to be, at the left."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    combo.setAccessibleName(words)
    line.addWidget(combo)
    line.addStretch(1)
    return holder
