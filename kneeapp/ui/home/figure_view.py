"""The runner's figure from four sides: point at a sore place, click it; marks stay on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QGroupBox, QSizePolicy, QWidget

from kneeapp.base import paths
from kneeapp.body.figure import KNEE, VIEWS, Figure, Part, knee_seen_in, load_figure
from kneeapp.ui import theme
from kneeapp.ui.home.ticks import Tick, ticks
from kneeapp.ui.widgets import place_map
from kneeapp.ui.widgets.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

_WIDE, _TALL = 500, 1000  # the pictures' proportions, needed before they are loaded
_FIGURE = (0.70, 0.70, 0.46, 0.46)  # how much of its picture's width each view takes up
_AIRY = 960  # four views only in a wide window: in a usual one, two are larger
_APART, _FAR_APART = 0.2, 0.6  # most room between views, of a picture's width; if only two
_WORDS = 30  # px at 100 % text, below each picture


class FigureView(QGroupBox):
    """The figure on its stage; the buttons below it do the same for the keyboard.

    The pictures are decoded after the first paint, at the size they are shown in, so that the
    window is there at once.

    Signals:
        chosen(object): a Part was clicked that is no knee.
        knee_chosen(object, object): a knee was clicked, its Side, and the View it is seen from.
        pointed(object): the Part under the mouse, or None.
    """

    chosen = Signal(object)
    knee_chosen = Signal(object, object)
    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure: Figure | None = None
        self._pictures: list[QImage] = []
        self._scaled: list[QImage] = []
        self._part: Part | None = None
        self._marked: Mapping[Part, int | None] = {}
        self._overlays: list[QImage] = []
        self._ticks: list[Tick] = []
        self._stage = Stage(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._load)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("A runner from the front, the back and both sides"))
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

    def marked(self) -> tuple[Part, ...]:
        """The parts that are marked, in the order in which they were marked."""
        return tuple(self._marked)

    def set_marked(self, marked: Mapping[Part, int | None]) -> None:
        """Show these parts as sore, each with its strength from 0 to 10 if that was said."""
        self._marked = marked
        self._make_overlays()
        self.update()

    def position_of(self, view: int, part: Part) -> QPointF | None:
        """A point of this widget inside a part, or None where the picture does not show it."""
        if self._figure is None:
            return None
        middle = self._figure.middle_of(view, part)
        return None if middle is None else self._to_widget(view, *middle)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 260)

    # ------------------------------------------------------------------ loading
    def rest(self) -> None:
        """Let go of the pictures; they come back when it is next painted."""
        self._pictures, self._scaled, self._overlays = [], [], []
        self._stage.rest()

    @Slot()
    def _load(self) -> None:
        if self._figure is None:
            self._figure = load_figure(paths.assets() / "body")
        if not self._pictures:
            self._pictures = [QImage(str(view.picture)) for view in self._figure.views]
        self._fit_pictures()
        self._make_overlays()
        self.update()

    def _fit_pictures(self) -> None:
        """Scale once, not in every paint."""
        ratio = self.devicePixelRatioF()
        self._scaled = []
        for picture, rect in zip(self._pictures, self._rects(), strict=False):
            fitted = picture.scaled(
                (rect.size() * ratio).toSize(),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            fitted.setDevicePixelRatio(ratio)
            self._scaled.append(fitted)

    def _make_overlays(self) -> None:
        self._overlays = []
        self._ticks = [] if self._figure is None else ticks(self._figure, self._marked)
        if self._figure is None or not (self._marked or self._part):
            return
        size = QSize(self._figure.width, self._figure.height)
        colours = theme.tokens()
        found = {
            self._figure.number_of(part): theme.mark_colour(strength)
            for part, strength in self._marked.items()
        }
        fills = {number: place_map.faded(colour, 0.6) for number, colour in found.items()}
        lines = list(found.items())
        if self._part is not None:
            number = self._figure.number_of(self._part)
            fills.setdefault(number, place_map.lit())
            lines.append((number, colours.accent))
        for view in self._figure.views:
            lit = place_map.tinted(view.pixels, size, fills)
            for number, line in lines:
                place_map.add_outline(lit, view.pixels, size, number, line)
            self._overlays.append(lit)

    # ------------------------------------------------------------------ geometry
    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(8, theme.scaled(14), -8, -theme.scaled(8))

    def _shares(self) -> tuple[float, ...]:
        """The widths of the views on show, of a picture's; the sides go where it gets crowded."""
        size = self._picture_size(_FIGURE)
        word = QFontMetricsF(theme.font(0.9)).horizontalAdvance(self.tr("Right side"))
        words_fit = word < size.width() * min(_FIGURE) * (1 + _APART)
        airy = self._room().width() >= theme.scaled(_AIRY)
        return _FIGURE if words_fit and airy else _FIGURE[:2]

    def _picture_size(self, shares: Sequence[float]) -> QSizeF:
        room = self._room()
        tall = room.height() - theme.scaled(_WORDS)
        width = min(room.width() / sum(shares), tall * _WIDE / _TALL)
        return QSizeF(width, width * _TALL / _WIDE)

    def _to_widget(self, view: int, x: float, y: float) -> QPointF | None:
        """A pixel of a picture in this widget, or None when that view is not on show."""
        rects = self._rects()
        if self._figure is None or view >= len(rects):
            return None
        scale = rects[view].width() / self._figure.width
        return rects[view].topLeft() + QPointF(x * scale, y * scale)

    def _cells(self) -> list[QRectF]:
        """The room of each picture and its words, side by side about the middle."""
        room, shares = self._room(), self._shares()
        wide = self._picture_size(shares).width()
        used = sum(shares) * wide
        most = (_APART if shares is _FIGURE else _FAR_APART) * wide
        apart = max(most, self._widest_words() - shares[0] * wide)
        apart = min((room.width() - used) / len(shares), apart)
        left = room.center().x() - (used + apart * len(shares)) / 2
        cells = []
        for share in shares:
            cells.append(QRectF(left, room.y(), share * wide + apart, room.height()))
            left = cells[-1].right()
        return cells

    def _words(self) -> tuple[str, ...]:
        """Which side is which: the figure's right is the person's right."""
        right, left = self.tr("right"), self.tr("left")
        below_each = (
            (right, self.tr("Front"), left),
            (left, self.tr("Back"), right),
            (self.tr("Right side"),),
            (self.tr("Left side"),),
        )
        return tuple("  \N{MIDDLE DOT}  ".join(words) for words in below_each)

    def _widest_words(self) -> float:
        metrics = QFontMetricsF(theme.font(0.9))
        air = metrics.horizontalAdvance("  ")
        return max(metrics.horizontalAdvance(words) for words in self._words()) + air

    def _rects(self) -> list[QRectF]:
        """Where the pictures stand; their clear margins may overlap."""
        size = self._picture_size(self._shares())
        rects = []
        for cell in self._cells():
            top = cell.y() + (cell.height() - theme.scaled(_WORDS) - size.height()) / 2
            left = cell.center().x() - size.width() / 2
            rects.append(QRectF(QPointF(left, top), size))
        return rects

    def _part_under(self, at: QPointF) -> Part | None:
        if self._figure is None:
            return None
        for view, (cell, rect) in enumerate(zip(self._cells(), self._rects(), strict=True)):
            if cell.contains(at):
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
        for picture, rect in zip(self._scaled, rects, strict=False):
            painter.drawImage(rect.topLeft(), picture)
        for overlay, rect in zip(self._overlays, rects, strict=False):
            painter.drawImage(rect, overlay)
        self._paint_ticks(painter)
        self._paint_words(painter)

    def _paint_ticks(self, painter: QPainter) -> None:
        for tick in self._ticks:
            at = self._to_widget(tick.view, tick.x, tick.y)
            if at is not None:
                tick.paint(painter, at)

    def _paint_words(self, painter: QPainter) -> None:
        painter.setPen(theme.tokens().text_muted)
        painter.setFont(theme.font(0.9))
        for cell, words in zip(self._cells(), self._words(), strict=False):
            height = theme.scaled(_WORDS)
            below = QRectF(cell.x(), cell.bottom() - height, cell.width(), height)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point_at(self._part_under(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        part = self._part_under(at)
        if event.button() is not Qt.MouseButton.LeftButton or part is None:
            return
        if part.place != KNEE:
            self.chosen.emit(part)
            return
        view = next(n for n, cell in enumerate(self._cells()) if cell.contains(at))
        self.knee_chosen.emit(part.side, knee_seen_in(VIEWS[view], part.side))

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
