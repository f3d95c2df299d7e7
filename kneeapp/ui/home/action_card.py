"""One thing to do, in one click: a large button with a line of explanation."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent


class Kind(Enum):
    """How much a card asks to be seen."""

    USUAL = "usual"
    QUIET = "quiet"
    URGENT = "urgent"


class ActionCard(QPushButton):
    """A button that says what it does and, smaller, what that means.

    Attributes:
        words: the column of its words, for what a kind of card shows under them.
    """

    def __init__(
        self,
        text: str = "",
        detail: str = "",
        kind: Kind = Kind.USUAL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._most = 0
        self.setProperty("role", "big")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._title = Label(text, "strong")
        self._detail = Label(detail, "small")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*(theme.scaled(n) for n in (34, 10, 16, 10)))
        self._row.setSpacing(theme.scaled(12))
        self.words = QVBoxLayout()
        self.words.setSpacing(theme.scaled(1))
        middle = QVBoxLayout()  # a tall card keeps its words together in the middle
        middle.setSpacing(0)
        middle.addStretch(1)
        middle.addLayout(self.words)
        middle.addStretch(1)
        self._row.addLayout(middle, 1)
        for label in (self._title, self._detail):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.words.addWidget(label)
        self.set_words(text, detail)

    def set_words(self, text: str, detail: str) -> None:
        """Say something else."""
        self._title.setText(text)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        self._keep_within()

    def set_kind(self, kind: Kind) -> None:
        """Ask to be seen more, or less."""
        self._kind = kind
        self.update()

    def set_beside(self, part: QWidget) -> None:
        """Put a picture to the right of the words; it takes no clicks."""
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_most(self, height: int) -> None:
        """Grow with the room up to this height in pixels, or as high as its words are."""
        self._most = height
        self._keep_within()

    def title(self) -> str:
        """What it says in large."""
        return self._title.text()

    def detail(self) -> str:
        """What it says in small."""
        return self._detail.text()

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._row.heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_within()
        # A lower limit resizes the card while its words are still laid out for the greater height.
        self._row.setGeometry(self.rect())

    def _keep_within(self) -> None:
        if self._most:
            self.setMaximumHeight(max(self._most, self.heightForWidth(self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour())
        edge, wide, round_ = theme.scaled(11), theme.scaled(5), theme.scaled(2)
        stripe = QRectF(theme.scaled(14), edge, wide, self.height() - 2 * edge)
        painter.drawRoundedRect(stripe, round_, round_)

    def _colour(self) -> QColor:
        colours = theme.tokens()
        match self._kind:
            case Kind.USUAL:
                return colours.accent
            case Kind.QUIET:
                return colours.outline
            case Kind.URGENT:
                return colours.warning
