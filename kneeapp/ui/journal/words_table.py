"""A table of words beside a picture, for those who do not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kneeapp.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROWS_MEASURED = 40
_STRETCH = QHeaderView.ResizeMode.Stretch
_TO_CONTENTS = QHeaderView.ResizeMode.ResizeToContents


class _Words(QAbstractTableModel):
    def __init__(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._heads = tuple(heads)
        self._rows = tuple(rows)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._heads[section]
        return None


class WordsTable(QTableView):
    """Shows rows of words; one tab stop, arrow keys inside.

    Attributes:
        stretched: the column that takes the room that is left.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(32))
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setResizeContentsPrecision(_ROWS_MEASURED)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setFont(theme.font(0.9, bold=True))
        self.setStyleSheet(_style())
        self._model: _Words | None = None
        self.stretched = -1

    def show_rows(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these and only these."""
        old, self._model = self._model, _Words(heads, rows)
        self.setModel(self._model)
        if old is not None:
            old.deleteLater()
        head = self.horizontalHeader()
        for column in range(len(heads)):
            fits = column == self.stretched
            head.setSectionResizeMode(column, _STRETCH if fits else _TO_CONTENTS)
        self.updateGeometry()

    def words(self) -> list[list[str]]:
        """What is shown, row by row."""
        model = self._model
        if model is None:
            return []
        return [[str(cell) for cell in row] for row in model._rows]  # noqa: SLF001 - its own model

    def sizeHint(self) -> QSize:
        rows = min(7, self._model.rowCount() if self._model else 0)
        return QSize(theme.scaled(420), theme.scaled(40 + 32 * max(1, rows)))


def _style() -> str:
    colours = theme.tokens()
    return (
        f"QHeaderView {{ background: {colours.surface.name()}; border: 0; }}"
        f"QHeaderView::section {{ background: {colours.surface.name()};"
        f" color: {colours.text_muted.name()}; border: 0; padding: {theme.scaled(4)}px; }}"
        f"QTableView {{ background: {colours.surface.name()}; }}"
        f"QTableView:focus {{ border: 2px solid {colours.focus.name()}; }}"
        f"QTableView::item {{ padding: 0 {theme.scaled(4)}px; }}"
    )
