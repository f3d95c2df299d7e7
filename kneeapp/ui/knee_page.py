"""The knee page: turn the knee, mark where it hurts, say how it feels, read it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kneeapp.base import paths
from kneeapp.base.side import Side
from kneeapp.body import places
from kneeapp.body.marks import MAX_NOTE, Mark, PainMap, Spread
from kneeapp.body.places import View
from kneeapp.body.readback import read_back
from kneeapp.body.turntable import Turntable
from kneeapp.ui import theme
from kneeapp.ui.knee import words
from kneeapp.ui.knee.bars import DrawBar, HeadBar, TurnBar
from kneeapp.ui.knee.chips import Chips
from kneeapp.ui.knee.columns import Columns
from kneeapp.ui.knee.knee_view import KneeView
from kneeapp.ui.knee.mark_editor import MarkEditor
from kneeapp.ui.knee.model import KneeModel
from kneeapp.ui.knee.places_list import PlacesList
from kneeapp.ui.knee.saving import Saving
from kneeapp.ui.widgets.banner import Banner, announce
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kneeapp.ui.services import Services

_COMPACT_BELOW = 1120  # px at 100 % text: three columns need this much


class KneePage(QWidget):
    """Three columns: the places in words, the knee, and what can be said about a mark.

    Signals:
        done(object): the person goes on with this PainMap.
        cancelled: the person goes back.
    """

    done = Signal(object)
    cancelled = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._last: PainMap | None = None
        self._said = ""
        self._marked = False
        self.model = KneeModel(self)
        table = Turntable.load(paths.assets() / "knee")
        self.view = KneeView(self.model, table, skin=services.settings.knee_skin)
        self.list = PlacesList(self.model)
        self.editor = MarkEditor(self.model)
        self.spreads: Chips[Spread] = Chips(
            words.spreads(), self._on_spread, name=self.tr("The pain")
        )
        self.draw_bar = DrawBar()
        self.note = QLineEdit()
        self.head = HeadBar()
        self.turn_bar = TurnBar()
        self.banner = Banner()
        self.saving = Saving(self.view, self.head.save, self)
        self.columns = Columns(self._make_left(), self._make_middle(), self._make_right())
        self._lay_out()
        self._connect()
        self.start(Side.RIGHT)

    def start(self, side: Side, last: PainMap | None = None, also: tuple[Mark, ...] = ()) -> None:
        """Begin anew.

        Args:
            side: the knee that hurts; BOTH begins with the right one.
            last: the map of last time, offered as today's start.
            also: places elsewhere on the body that were marked before.
        """
        self._last = last
        self._also = also
        self.banner.hide()
        self.saving.set_day(self._services.clock.wall().date())
        self.head.same_as_last.setVisible(last is not None and not last.empty)
        self.turn_bar.slider.setValue(0)
        self.model.start(PainMap(also, sides=side), Side.RIGHT if side is Side.BOTH else side)
        self.view.show_view(View.FRONT)
        self._on_pointed("")

    def prepare(self) -> None:
        """Decode the first picture before the page is shown."""
        self.view.prepare()

    def in_use(self) -> bool:
        """Whether there are marks that must not be lost."""
        return not self.model.map.empty or bool(self.note.text())

    def shown(self) -> None:
        """The page comes to the front."""
        self.view.turning.still = self._services.settings.reduced_motion
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        sheet = QWidget()
        sheet.setProperty("role", "page")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(*(theme.scaled(n) for n in (20, 12, 20, 12)))
        column.setSpacing(theme.scaled(8))
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(self.columns, 1)
        column.addLayout(self._make_foot())
        scroll = _scroll(sheet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _make_left(self) -> QWidget:
        side = QWidget()
        column = _column(side)
        column.addWidget(self.list, 1)
        column.addWidget(Label(self.tr("No single spot?"), "strong"))
        column.addWidget(self.spreads)
        column.addWidget(self.draw_bar)
        side.setMinimumWidth(theme.scaled(210))
        return side

    def _make_middle(self) -> QWidget:
        middle = QWidget()
        column = _column(middle)
        self.name = Label("", "heading")
        self.standard_name = Label("", "muted", wrap=False)
        self.standard_name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for label in (self.name, self.standard_name):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.standard_name)
        column.addLayout(names)
        column.addWidget(self.view, 1)
        column.addWidget(self.turn_bar)
        return middle

    def _make_right(self) -> QWidget:
        self.editor.setProperty("role", "page")
        card = Card()
        card.body.setContentsMargins(*(theme.scaled(n) for n in (18, 14, 8, 12)))
        scroll = _scroll(self.editor)
        # Else the page would ask for the height of everything in it.
        scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        scroll.setMinimumHeight(theme.scaled(160))
        card.body.addWidget(scroll)
        self.note.setPlaceholderText(self.tr("Note, in your own words"))
        self.note.setAccessibleName(self.tr("Note, in your own words"))
        self.note.setMaxLength(MAX_NOTE)
        card.body.addWidget(self.note)
        card.setMinimumWidth(theme.scaled(364))
        return card

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.sentence = Label("", "large")
        # Room for two lines: the picture must not move when there is more to read back.
        self.sentence.setMinimumHeight(2 * self.sentence.fontMetrics().lineSpacing())
        self.go_on = button(self.tr("Continue"), "primary")
        row.addWidget(self.sentence, 1)
        row.addWidget(self.go_on)
        return row

    def _connect(self) -> None:
        head, model = self.head, self.model
        head.back.clicked.connect(self.cancelled)
        head.undo.clicked.connect(model.undo)
        head.redo.clicked.connect(model.redo)
        head.clear.clicked.connect(model.clear)
        head.same_as_last.clicked.connect(self._on_same_as_last)
        head.side_wanted.connect(self._on_side)
        self.go_on.clicked.connect(self._on_done)
        self.turn_bar.view_wanted.connect(self.view.turn_to_view)
        self.turn_bar.inside_wanted.connect(self.view.set_inside)
        self.turn_bar.names_wanted.connect(self.view.set_naming)
        self.draw_bar.draw.toggled.connect(self._on_draw)
        self.draw_bar.remove.clicked.connect(model.remove_last_area)
        self.view.drawing_ended.connect(self._on_drawing_ended)
        self.saving.said.connect(self._on_said)
        self.head.save.pressed.connect(self._keep_note)
        self.note.editingFinished.connect(self._keep_note)
        self.view.turned.connect(self._on_turned)
        self.list.toggled.connect(self._on_list)
        self.list.looked_at.connect(self.view.show_place)
        self.editor.copy_wanted.connect(model.copy_to_other_knee)
        self.editor.swap_wanted.connect(self._on_swap)
        model.changed.connect(self._refresh)
        model.pointed.connect(self._on_pointed)
        for keys, action in (
            ("Ctrl+Z", model.undo),
            ("Ctrl+Y", model.redo),
            ("Ctrl+Shift+Z", model.redo),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(action)

    # ------------------------------------------------------------------ showing
    @Slot()
    def _refresh(self) -> None:
        pain_map = self.model.map
        self.head.show_side(self.model.side)
        self.view.setAccessibleName(words.knee(self.model.side))
        self.head.undo.setEnabled(self.model.can_undo)
        self.head.redo.setEnabled(self.model.can_redo)
        self.head.save.setEnabled(not pain_map.empty)
        self.head.clear.setEnabled(pain_map != pain_map.clear())
        self.draw_bar.remove.setVisible(bool(self.model.areas))
        if self.note.text() != pain_map.note:
            self.note.setText(pain_map.note)
        self.go_on.setEnabled(not pain_map.empty)
        self.spreads.show_chosen([pain_map.spread] if pain_map.spread else [])
        self._read_back(read_back(pain_map))
        self._on_turned()
        marked = self.model.chosen is not None
        if marked != self._marked:
            self._marked = marked
            self.columns.show_mark(marked)

    def _read_back(self, said: str) -> None:
        self.sentence.setText(said)
        if said != self._said and self.isVisible() and not self.view.hasFocus():
            announce(self, said)
        self._said = said

    @Slot(str)
    def _on_pointed(self, place: str) -> None:
        if place:
            found = places.place(place)
            self.name.setText(found.plain_name[:1].upper() + found.plain_name[1:])
            self.standard_name.setText(found.standard_name)
        else:
            self.name.setText(self.tr("Where does it hurt?"))
            self.standard_name.setText(self.tr("Point at a place to see its name."))

    @Slot()
    def _on_turned(self) -> None:
        self.turn_bar.show_view(self.view.view())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < theme.scaled(_COMPACT_BELOW)
        self.columns.set_compact(compact)
        self.standard_name.setHidden(compact)
        # Room for two lines: the picture must not move when a name is longer.
        lines = 2 if compact else 1
        self.name.setFixedHeight(lines * self.name.fontMetrics().lineSpacing())

    # ------------------------------------------------------------------ acting
    @Slot(object)
    def _on_side(self, side: Side) -> None:
        view = self.view.view()
        self.model.show_side(side)
        self.view.show_view(view)

    @Slot()
    def _on_swap(self) -> None:
        view = self.view.view()
        self.model.swap_sides()
        self.view.show_view(view)

    @Slot(str, bool)
    def _on_list(self, place: str, chosen: bool) -> None:
        if chosen:
            self.model.mark(place, self.view.point_of(place))
        else:
            self.model.unmark(place)

    def _on_spread(self, chosen: tuple[Spread, ...]) -> None:
        self.model.set_spread(chosen[0] if chosen else None)

    @Slot(bool)
    def _on_draw(self, on: bool) -> None:
        self.view.set_drawing(on)
        if on:
            self.name.setText(self.tr("Draw round the sore skin"))
            self.standard_name.setText(self.tr("Hold the button down, or use a finger."))
        else:
            self._on_pointed(self.model.pointed_at)

    @Slot(bool)
    def _on_drawing_ended(self, made: bool) -> None:
        self.draw_bar.draw.setChecked(False)
        if not made:
            self.standard_name.setText(self.tr("Nothing was drawn on the skin."))

    @Slot(str)
    def _on_said(self, text: str) -> None:
        self.banner.show_message(text)

    @Slot()
    def _keep_note(self) -> None:
        self.model.set_note(self.note.text())

    @Slot()
    def _on_same_as_last(self) -> None:
        if self._last is not None:
            self.model.take_over(self._last, self._also)
            self.view.show_view(View.FRONT)

    @Slot()
    def _on_done(self) -> None:
        self._keep_note()
        self.done.emit(self.model.map)


def _column(of: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(of)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.scaled(8))
    return column


def _scroll(part: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(part)
    return scroll
