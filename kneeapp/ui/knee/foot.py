"""The last line of the knee page: what is marked, read back, and the way on."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneeapp.ui.widgets.banner import announce
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.text import Label


class Foot(QWidget):
    """One sentence for each knee, and Continue."""

    def __init__(self) -> None:
        super().__init__()
        self._said = ""
        self.sentence = Label("", "large")
        self.sentence.ensurePolished()  # else its font is not known yet
        # Room for two lines: the picture must not move when there is more to read back.
        self.sentence.setMinimumHeight(2 * self.sentence.fontMetrics().lineSpacing())
        self.go_on = button(self.tr("Continue"), "primary")
        self.go_on.setToolTip(self.tr("Ctrl+Enter"))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # the large key, and the one beside the digits
            QShortcut(QKeySequence(keys), self).activated.connect(self.go_on.click)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.go_on)

    def read_back(self, said: str, *, aloud: bool) -> None:
        """Show what is marked; aloud when a screen reader has not heard it where it was done."""
        self.sentence.setText(said)
        if said != self._said and aloud and self.isVisible():
            announce(self, said)
        self._said = said
