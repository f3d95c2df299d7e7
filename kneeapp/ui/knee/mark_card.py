"""The right column of the knee page: what there is to say about a mark, and a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from kneeapp.body.marks import MAX_NOTE
from kneeapp.ui import theme
from kneeapp.ui.knee.columns import scrolled, stacked
from kneeapp.ui.knee.mark_editor import MarkEditor
from kneeapp.ui.widgets.card import Card

if TYPE_CHECKING:
    from kneeapp.ui.knee.model import KneeModel


class MarkCard(Card):
    """The editor, which scrolls when it must, above the person's own words."""

    def __init__(self, model: KneeModel) -> None:
        super().__init__()
        self.editor = MarkEditor(model)
        self.editor.setProperty("role", "page")
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("Note, in your own words"))
        self.note.setAccessibleName(self.tr("Note, in your own words"))
        self.note.setMaxLength(MAX_NOTE)
        self.body.setContentsMargins(*(theme.scaled(n) for n in (18, 14, 8, 12)))
        inner = QWidget()
        inner.setProperty("role", "page")
        self._inner = stacked(inner)
        self._inner.addWidget(self.editor)
        scroll = scrolled(inner)
        # Else the page would ask for the height of everything in it.
        scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        scroll.setMinimumHeight(theme.scaled(160))
        self.body.addWidget(scroll)
        self.body.addWidget(self.note)
        self.setMinimumWidth(theme.scaled(364))

    def set_low(self, low: bool) -> None:
        """Let the note scroll with the rest where height is scarce."""
        (self._inner if low else self.body).addWidget(self.note)
