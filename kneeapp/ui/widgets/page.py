"""The column that most pages are: centred, not too wide to read, scrolling when it must."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kneeapp.ui import theme

COLUMN_WIDTH = 860


class ScrollColumn(QScrollArea):
    """A scrolling column of at most COLUMN_WIDTH pixels (at 100 % text); add parts to `body`."""

    def __init__(self, parent: QWidget | None = None, width: int = COLUMN_WIDTH) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = _Sheet()
        sheet.setProperty("role", "page")
        row = QHBoxLayout(sheet)
        row.setContentsMargins(*(theme.scaled(n) for n in (24, 20, 24, 28)))
        column = _Column(sheet)
        column.setMaximumWidth(theme.scaled(width))
        self.body = QVBoxLayout(column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.scaled(14))
        row.addStretch(1)
        row.addWidget(column, 1000)
        row.addStretch(1)
        self.setWidget(sheet)
        self._sheet = sheet

    def settle(self) -> None:
        """Lay out what was just put into the body: Qt would show it later, part by part.

        Until then all would be squeezed into the height of before, and be seen like that.
        """
        items = filter(None, map(self.body.itemAt, range(self.body.count())))
        for part in filter(None, (item.widget() for item in items)):
            if not part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                part.show()
        self._sheet.fit()
        self._sheet.fit()  # with a bar beside it or without, it is as wide as it will be now


class _Sheet(QWidget):
    """As high as its width asks for, also after Qt has answered with a height of before."""

    def minimumSizeHint(self) -> QSize:
        # Qt would add the height of its labels at their narrowest.
        return QSize(super().minimumSizeHint().width(), 0)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.fit()
        return done

    def fit(self) -> None:
        """Take the height that is wanted; the scroll area asks too early, and not again."""
        layout, view = self.layout(), self.parentWidget()
        if layout is not None and view is not None:
            height = max(layout.totalHeightForWidth(self.width()), view.height())
            self.resize(self.width(), height)


class _Column(QWidget):
    """Has the sheet grow before anybody sees its parts squeezed into the height of before."""

    def __init__(self, sheet: _Sheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._sheet.fit()
        return done
