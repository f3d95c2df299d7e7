"""All places of the knee as a list with a search: the same control as the picture, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QBrush, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kneeapp.body import places
from kneeapp.body.places import View
from kneeapp.ui import theme
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from kneeapp.ui.knee.model import KneeModel

_PLACE = Qt.ItemDataRole.UserRole
_LEAST_PX = 200  # some places at a time; what is below them scrolls
_HOVER_MS = 140  # the knee does not turn for a mouse that only passes by


class PlacesList(QWidget):
    """Search, and a list in which several places can be chosen.

    Signals:
        toggled(str, bool): a place was chosen or let go.
        looked_at(str): the person rests on a place.
        found(str): the search ended with Enter; the first place that it leaves.
    """

    toggled = Signal(str, bool)
    looked_at = Signal(str)
    found = Signal(str)

    def __init__(self, model: KneeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._items: dict[str, QListWidgetItem] = {}
        self._heads: dict[View, QListWidgetItem] = {}
        self._looks: dict[str, tuple[bool, int | None]] = {}
        self._rest = QTimer(self, singleShot=True, interval=_HOVER_MS)
        self._resting_on = ""
        self._lit = ""
        self._found = [place.id for place in places.all_places()]
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a place"))
        self.search.setAccessibleName(self.tr("Find a place"))
        self.search.setClearButtonEnabled(True)
        self.nothing = Label(
            self.tr("No place has this name. Try tendon, back or shin, or click the knee.")
        )
        self.nothing.hide()
        self.list = self._make_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(8))
        column.addWidget(self.search)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        self._fill()
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._on_return)
        self.list.itemSelectionChanged.connect(self._on_selection)
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemEntered.connect(self._on_entered)
        self._rest.timeout.connect(self._on_rest)
        model.changed.connect(self.refresh)
        model.pointed.connect(self._on_pointed)

    def found_places(self) -> list[str]:
        """The places the search leaves, the one of just this name first."""
        return list(self._found)

    @Slot()
    def refresh(self) -> None:
        """Choose exactly the marked places."""
        self.list.blockSignals(True)
        strengths = {mark.place: mark.strength for mark in self._model.marks}
        for place, item in self._items.items():
            look = (place in strengths, strengths.get(place))
            item.setSelected(look[0])
            if look != self._looks.get(place):
                self._looks[place] = look
                item.setIcon(_disc(marked=look[0], strength=look[1]))
        self.list.blockSignals(False)

    def _make_list(self) -> QListWidget:
        box = QListWidget()
        box.setAccessibleName(self.tr("All places of the knee"))
        box.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        box.setMouseTracking(True)
        box.setWordWrap(True)
        box.setUniformItemSizes(False)
        box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        box.setIconSize(QSize(theme.scaled(22), theme.scaled(22)))
        # It takes what is left: else a low window would scroll, and the picture with it.
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        box.setMinimumHeight(theme.scaled(_LEAST_PX))
        return box

    def _fill(self) -> None:
        titles = {
            View.FRONT: self.tr("Front"),
            View.INNER: self.tr("Inner side"),
            View.OUTER: self.tr("Outer side"),
            View.BACK: self.tr("Back"),
        }
        empty = _disc(marked=False, strength=None)
        for view, text in titles.items():
            head = QListWidgetItem(text, self.list)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            head.setFont(theme.font(0.92, bold=True))
            head.setForeground(theme.tokens().text_muted)
            self._heads[view] = head
            for place in places.places_of_view(view):
                item = QListWidgetItem(_capital(place.plain_name), self.list)
                item.setData(_PLACE, place.id)
                item.setToolTip(f"{place.standard_name}: {place.where}")
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, place.where)
                item.setIcon(empty)
                self._items[place.id] = item
                self._looks[place.id] = (False, None)

    @Slot(str)
    def _filter(self, query: str) -> None:
        self._found = [place.id for place in places.search(query)]
        for place, item in self._items.items():
            item.setHidden(place not in self._found)
        self.nothing.setVisible(not self._found)
        for view, head in self._heads.items():
            group = places.places_of_view(view)
            head.setHidden(all(self._items[place.id].isHidden() for place in group))

    def begin_search(self, text: str) -> None:
        """Take over what was typed elsewhere."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.setText(text)

    @Slot()
    def _on_return(self) -> None:
        if self.search.text().strip() and self._found:
            best = self._found[0]
            self.search.clear()
            self.found.emit(best)

    @Slot()
    def _on_selection(self) -> None:
        marked = {mark.place for mark in self._model.marks}
        for place, item in self._items.items():
            if item.isSelected() != (place in marked):
                self.toggled.emit(place, item.isSelected())
                return

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_current(self, item: QListWidgetItem | None, _before: object) -> None:
        if item is not None and self.list.hasFocus():
            self._look_at(item, at_once=True)

    @Slot(QListWidgetItem)
    def _on_entered(self, item: QListWidgetItem) -> None:
        self._look_at(item, at_once=False)

    def _look_at(self, item: QListWidgetItem, *, at_once: bool) -> None:
        place = item.data(_PLACE)
        if not isinstance(place, str):
            return
        self._model.point_at(place)
        self._resting_on = place
        if at_once:
            self.looked_at.emit(place)
        else:
            self._rest.start()

    @Slot()
    def _on_rest(self) -> None:
        if self._model.pointed_at == self._resting_on:
            self.looked_at.emit(self._resting_on)

    @Slot(str)
    def _on_pointed(self, place: str) -> None:
        """Show here too which place is pointed at on the knee."""
        if self._lit in self._items:
            self._items[self._lit].setBackground(QBrush())
        self._lit = place
        if place in self._items:
            self._items[place].setBackground(QBrush(theme.tokens().accent_soft))
        if place in self._items and not self.list.underMouse() and not self.list.hasFocus():
            self.list.scrollToItem(self._items[place])

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._rest.stop()
        self._model.point_at("")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for head in self._heads.values():
                head.setForeground(theme.tokens().text_muted)
            self._looks.clear()
            self.refresh()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _disc(*, marked: bool, strength: int | None) -> QIcon:
    """A disc in the colour of the strength, or an empty ring: a shape as well as a colour."""
    side = theme.scaled(22)
    colours = theme.tokens()
    picture = QPixmap(side * 2, side * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    centre, radius = side / 2, side / 2 - 2
    painter.setPen(QPen(colours.on_accent if marked else colours.outline, 1.6))
    if marked:
        painter.setBrush(theme.mark_colour(strength))
    painter.drawEllipse(
        int(centre - radius), int(centre - radius), int(2 * radius), int(2 * radius)
    )
    if marked:
        painter.setPen(theme.readable_on(theme.mark_colour(strength)))
        painter.setFont(theme.font(0.7, bold=True))
        text = "\N{CHECK MARK}" if strength is None else str(strength)
        painter.drawText(0, 0, side, side, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Active):
        icon.addPixmap(picture, mode)
    return icon
