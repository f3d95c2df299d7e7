"""That hurts: how much, and what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QPushButton, QVBoxLayout, QWidget

from kneeapp.player.pain import Light, during
from kneeapp.ui import theme
from kneeapp.ui.widgets.banner import announce
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.scale import PainScale
from kneeapp.ui.widgets.text import Label, RoomyLabel

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QKeyEvent

    from kneeapp.player.pain import Limits


_HIGH = 58
"""Of all choices, the main one too; px at 100 % text."""


class HurtPanel(QWidget):
    """Asks 0 to 10, where and "sharp?", and offers what the routine's limits allow.

    Signals:
        go_on_wanted, easier_wanted, skip_wanted, stop_wanted: what the person chose.
        cancelled: it does not hurt.
    """

    go_on_wanted = Signal()
    easier_wanted = Signal()
    skip_wanted = Signal()
    stop_wanted = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limits: Limits | None = None
        self._can_be_easier = False
        self.scale = PainScale()
        self.sharp = QCheckBox(self.tr("It is sharp, it catches, or the knee gives way"))
        self._places = QButtonGroup(self)
        self.advice = RoomyLabel("large")
        self.advice.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._names: dict[QPushButton, str] = {}
        self.go_on = self._choice(self.tr("Go on"), self.go_on_wanted)
        self.easier = self._choice(self.tr("Easier version"), self.easier_wanted)
        self.skip = self._choice(self.tr("Skip this exercise"), self.skip_wanted)
        self.stop = self._choice(self.tr("Stop for today"), self.stop_wanted)
        self.back = button(self.tr("It does not hurt (Esc)"), "quiet")
        self.back.clicked.connect(self.cancelled)
        self.scale.value_changed.connect(self._judge)
        self.sharp.toggled.connect(self._judge)
        self._lay_out()

    def ask(self, limits: Limits, *, can_be_easier: bool) -> None:
        """Begin to ask."""
        self._limits, self._can_be_easier = limits, can_be_easier
        self.advice.reserve(self._advice(light) for light in (None, *Light))
        self.scale.set_value(None)
        self.sharp.setChecked(False)
        self._places.setExclusive(False)
        for chip in self._places.buttons():
            chip.setChecked(False)
        self._places.setExclusive(True)
        self._judge()
        self.scale.setFocus()

    def value(self) -> int:
        """The pain told, 0 to 10; a sharp one without a figure counts as 0."""
        return self.scale.value() or 0

    def is_sharp(self) -> bool:
        """Whether it is sharp."""
        return self.sharp.isChecked()

    def where(self) -> str:
        """The side of the knee that hurts, in words; empty when not told."""
        chosen = self._places.checkedButton()
        return chosen.text() if chosen is not None else ""

    def light(self) -> Light | None:
        """What it means; None while nothing was told."""
        if self._limits is None or (self.scale.value() is None and not self.is_sharp()):
            return None
        return during(self._limits, self.value(), sharp=self.is_sharp())

    def main(self) -> QPushButton | None:
        """What the pain rule speaks for; None while nothing was told."""
        match self.light():
            case Light.GREEN:
                return self.go_on
            case Light.AMBER:
                return self.easier if self._can_be_easier else self.skip
            case Light.RED:
                return self.stop
            case None:
                return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        wanted = focused if isinstance(focused, QPushButton) and focused.hasFocus() else self.main()
        if wanted is not None:
            wanted.click()

    def _lay_out(self) -> None:
        card = Card(self.tr("How much does it hurt?"))
        for part in (self.scale, self._where_row(), self.sharp, self.advice):
            card.body.addWidget(part)
        choices = QWidget()
        self.stop.ensurePolished()  # the style sheet says how high a choice is
        high = max(theme.scaled(_HIGH), self.stop.sizeHint().height())
        choices.setMinimumHeight(high)  # also while there is nothing to choose
        flow = FlowLayout(choices, theme.scaled(10))
        for one in (self.go_on, self.easier, self.skip, self.stop):
            flow.addWidget(one)
        card.body.addWidget(choices)
        card.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column = ScrollColumn()
        column.body.addStretch(1)
        column.body.addWidget(card)
        column.body.addStretch(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def _where_row(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, theme.scaled(8))
        flow.addWidget(Label(self.tr("Where?"), "strong", wrap=False))
        for name in (
            self.tr("front"),
            self.tr("inner side"),
            self.tr("outer side"),
            self.tr("back"),
            self.tr("deep inside"),
            self.tr("not the knee"),
        ):
            chip = button(name, "chip")
            chip.setCheckable(True)
            self._places.addButton(chip)
            flow.addWidget(chip)
        return row

    def _choice(self, text: str, signal: SignalInstance) -> QPushButton:
        made = button(text, "big")
        made.setMinimumHeight(theme.scaled(_HIGH))
        made.clicked.connect(signal)
        self._names[made] = text
        return made

    @Slot()
    def _judge(self) -> None:
        light = self.light()
        calm = light in (Light.GREEN, Light.AMBER)
        self.go_on.setVisible(calm)
        self.easier.setVisible(calm and self._can_be_easier)
        self.skip.setVisible(calm)
        self.stop.setVisible(light is not None)
        main = self.main()
        for choice, name in self._names.items():
            theme.set_role(choice, "big-main" if choice is main else "big")
            choice.setText(self.tr("{name} (Enter)").format(name=name) if choice is main else name)
        text = self._advice(light)
        if text != self.advice.text():
            self.advice.setText(text)
            if text:
                announce(self, text)

    def _advice(self, light: Light | None) -> str:
        limit = self._limits.amber_max if self._limits else 0
        match light:
            case None:
                return self.tr("0 is no pain. 10 is the worst you can imagine.")
            case Light.GREEN:
                return self.tr("This is within the limit of today. You can go on gently.")
            case Light.AMBER:
                return self.tr("This is the most that is allowed. Make it easier, or skip it.")
            case Light.RED if self.is_sharp():
                return self.tr("Sharp pain, catching or giving way: stop for today.")
            case Light.RED:
                return self.tr("That is above today's limit of {n}. Stop for today.").format(
                    n=limit
                )
