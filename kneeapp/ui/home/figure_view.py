"""The runner's figure, front and back: point at a knee, click it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneeapp.base import paths
from kneeapp.body.figure import Figure, Part, load_figure
from kneeapp.ui import theme
from kneeapp.ui.widgets import place_map
from kneeapp.ui.widgets.stage import Stage

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

_WIDE, _TALL = 500, 1000  # the pictures' proportions, needed before they are loaded
_CELL = 0.6  # the widest a cell gets, of its height
_WORDS = 30  # px at 100 % text, below each picture


class FigureView(QWidget):
    """The figure on its stage; the buttons below it do the same for the keyboard.

    The pictures are decoded after the first paint, at the size they are shown in, so that the
    window is there at once.

    Signals:
        chosen(object): a Part was clicked.
        pointed(object): the Part under the mouse, or None.
    """

    chosen = Signal(object)
    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure: Figure | None = None
        self._pictures: list[QImage] = []
        self._scaled: list[QImage] = []
        self._part: Part | None = None
        self._overlays: list[QImage] = []
        self._stage = Stage(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._load)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("A runner from the front and from the back"))
        self.setAccessibleDescription(self.tr("The buttons below choose the same places."))

    def figure(self) -> Figure | None:
        """The figure, once it is loaded."""
        return self._figure

    def part(self) -> Part | None:
        """The part pointed at."""
        return self._part

    @Slot()
    def point_at(self, part: Part | None) -> None:
        """Light up a part, as when a button for it has the mouse or the keyboard."""
        if part == self._part:
            return
        self._part = part
        self._make_overlays()
        self.setCursor(Qt.CursorShape.PointingHandCursor if part else Qt.CursorShape.ArrowCursor)
        self.pointed.emit(part)
        self.update()

    def position_of(self, view: int, part: Part) -> QPointF | None:
        """A point of this widget inside a part, or None where the picture does not show it."""
        if self._figure is None:
            return None
        pixels = self._figure.views[view].pixels
        number = self._figure.number_of(part)
        cells = [i for i in range(0, len(pixels), 7) if pixels[i] == number]
        if not cells:
            return None
        row, column = divmod(cells[len(cells) // 2], self._figure.width)
        rect = self._rects()[view]
        scale = rect.width() / self._figure.width
        return QPointF(rect.x() + (column + 0.5) * scale, rect.y() + (row + 0.5) * scale)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 260)

    # ------------------------------------------------------------------ loading
    @Slot()
    def _load(self) -> None:
        if self._figure is None:
            self._figure = load_figure(paths.assets() / "body")
            self._pictures = [QImage(str(view.picture)) for view in self._figure.views]
        self._fit_pictures()
        self._make_overlays()
        self.update()

    def _fit_pictures(self) -> None:
        """Scale once, not in every paint."""
        ratio = self.devicePixelRatioF()
        self._scaled = []
        for picture, rect in zip(self._pictures, self._rects(), strict=True):
            fitted = picture.scaled(
                (rect.size() * ratio).toSize(),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            fitted.setDevicePixelRatio(ratio)
            self._scaled.append(fitted)

    def _make_overlays(self) -> None:
        self._overlays = []
        if self._figure is None or self._part is None:
            return
        size = QSize(self._figure.width, self._figure.height)
        number = self._figure.number_of(self._part)
        for view in self._figure.views:
            lit = place_map.tinted(view.pixels, size, {number: place_map.lit()})
            place_map.add_outline(lit, view.pixels, size, number, theme.tokens().accent)
            self._overlays.append(lit)

    # ------------------------------------------------------------------ geometry
    def _cells(self) -> list[QRectF]:
        """The room of each picture and its words, side by side about the middle."""
        room = QRectF(self.rect()).adjusted(8, theme.scaled(14), -8, -theme.scaled(8))
        width = min(room.width() / 2, room.height() * _CELL)
        left = room.center().x() - width
        return [QRectF(left + i * width, room.y(), width, room.height()) for i in range(2)]

    def _rects(self) -> list[QRectF]:
        """Where the two pictures stand."""
        rects = []
        for cell in self._cells():
            tall = cell.height() - theme.scaled(_WORDS)
            scale = min(cell.width() / _WIDE, tall / _TALL)
            width, height = _WIDE * scale, _TALL * scale
            top = cell.y() + (tall - height) / 2
            rects.append(QRectF(cell.center().x() - width / 2, top, width, height))
        return rects

    def _part_under(self, at: QPointF) -> Part | None:
        if self._figure is None:
            return None
        for view, rect in enumerate(self._rects()):
            if rect.contains(at):
                scale = self._figure.width / rect.width()
                x, y = (at.x() - rect.x()) * scale, (at.y() - rect.y()) * scale
                return self._figure.part_at(view, x, y)
        return None

    # ------------------------------------------------------------------ Qt
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        self._stage.paint(painter)
        if not self._scaled:
            self._later.start(0)  # first the window, then the pictures
            return
        rects = self._rects()
        for picture, rect in zip(self._scaled, rects, strict=True):
            painter.drawImage(rect.topLeft(), picture)
        for overlay, rect in zip(self._overlays, rects, strict=False):
            painter.drawImage(rect, overlay)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        """Which side is which: the figure's right is the person's right."""
        painter.setPen(theme.tokens().text_muted)
        painter.setFont(theme.font(0.9))
        right, left = self.tr("right"), self.tr("left")
        front, back = (right, self.tr("Front"), left), (left, self.tr("Back"), right)
        for cell, words in zip(self._cells(), (front, back), strict=True):
            height = theme.scaled(_WORDS)
            below = QRectF(cell.x(), cell.bottom() - height, cell.width(), height)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, "  \N{MIDDLE DOT}  ".join(words))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point_at(self._part_under(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        part = self._part_under(event.position())
        if event.button() is Qt.MouseButton.LeftButton and part is not None:
            self.chosen.emit(part)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.point_at(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._pictures:
            self._fit_pictures()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._make_overlays()
            self.update()
