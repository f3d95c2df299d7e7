"""The knee page: turn the knee, mark where it hurts, say how it feels, read it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneeapp.base import memory, paths
from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap, Spread
from kneeapp.body.places import View
from kneeapp.body.readback import read_back
from kneeapp.body.turntable import Turntable
from kneeapp.ui import theme
from kneeapp.ui.knee import words
from kneeapp.ui.knee.bars import DrawBar, HeadBar, TurnBar
from kneeapp.ui.knee.chips import Chips
from kneeapp.ui.knee.columns import Columns, Middle, scrolled, stacked
from kneeapp.ui.knee.foot import Foot
from kneeapp.ui.knee.knee_view import KneeView
from kneeapp.ui.knee.mark_card import MarkCard
from kneeapp.ui.knee.model import KneeModel
from kneeapp.ui.knee.places_list import PlacesList
from kneeapp.ui.knee.saving import Saving
from kneeapp.ui.knee.telling import Telling
from kneeapp.ui.widgets.banner import Banner
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kneeapp.ui.services import Services

_COMPACT_BELOW = 1120  # px at 100 % text: three columns need this much
_LOW_BELOW = 600  # px at 100 % text: below this, the picture gets all the height there is
_BESIDE_FROM = 780  # px at 100 % text: the bar, the picture and the mark side by side need this


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
        memory.give_large_blocks_back()  # what `rest` lets go of
        self._services = services
        self._last: PainMap | None = None
        self._also: tuple[Mark, ...] = ()
        self._is_answered = False
        self._marked = False
        self.model = KneeModel(self)
        table = Turntable.load(paths.assets() / "knee")
        self.view = KneeView(self.model, table, skin=services.settings.knee_skin)
        self.list = PlacesList(self.model)
        self.card = MarkCard(self.model)
        self.spreads: Chips[Spread] = Chips(
            words.spreads(), self._on_spread, name=self.tr("The pain")
        )
        self.draw_bar = DrawBar()
        self.head = HeadBar()
        self.turn_bar = TurnBar()
        self.telling = Telling(self.head, self.view, self.draw_bar.draw)
        self.banner = Banner()
        self.saving = Saving(self.view, self.head.save, self)
        self.foot = Foot()
        self.middle = Middle(self.view, self.turn_bar)
        self.columns = Columns(self.list, self._make_spread(), self.middle, self.card)
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
        self._is_answered = False
        self.banner.hide()
        self.saving.set_day(self._services.clock.wall().date())
        self.head.same_as_last.setVisible(last is not None and not last.empty)
        self.turn_bar.layers.slider.setValue(0)
        self.model.start(PainMap(also, sides=side), Side.RIGHT if side is Side.BOTH else side)
        self.view.show_view(View.FRONT)
        self.telling.tell("")

    def come_back(self, side: Side, also: tuple[Mark, ...] = ()) -> bool:
        """Go on with marks that were never answered, so that none is lost.

        Args:
            side: the knee to show; with BOTH, both hurt now.
            also: the places elsewhere on the body, as they are marked now.

        Returns:
            False when there is nothing to go on with: then `start`.
        """
        if self._is_answered or not self.model.is_begun:
            return False
        self._also = also
        self.model.come_back(side, also)
        self.banner.show_message(self.tr("Your marks are still here. Clear all begins anew."))
        return True

    def set_answered(self, pain_map: PainMap) -> None:
        """This map has had its answer: unless it changes, the next start begins anew."""
        self._is_answered = pain_map == self.model.map

    def carry_on(self, old: KneePage) -> None:
        """Take the place of a page that was built for another look, marks and all."""
        self._last, self._also = old._last, old._also
        self.head.same_as_last.setVisible(not old.head.same_as_last.isHidden())
        self.model.carry_on(old.model)
        self._is_answered = old._is_answered
        self.view.show_view(old.view.view())

    def prepare(self) -> None:
        """Make ready, before the page is shown, what can be."""
        self.view.prepare()
        self.card.editor.prepare()

    def in_use(self) -> bool:
        """Whether there are marks that must not be lost."""
        return not self.model.map.empty or bool(self.card.note.text())

    def shown(self) -> None:
        """The page comes to the front."""
        self.view.turning.still = self._services.settings.reduced_motion
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def rest(self) -> None:
        """Another page needs all there is."""
        self.view.rest()

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        sheet = QWidget()
        sheet.setProperty("role", "page")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(*(theme.scaled(n) for n in (24, 12, 24, 12)))
        column.setSpacing(theme.scaled(8))
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(self.columns, 1)
        column.addWidget(self.foot)
        scroll = scrolled(sheet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _make_spread(self) -> QWidget:
        box = QWidget()
        column = stacked(box)
        column.addWidget(Label(self.tr("No single spot?"), "strong"))
        column.addWidget(self.spreads)
        column.addWidget(self.draw_bar)
        return box

    def _connect(self) -> None:
        head, model = self.head, self.model
        head.back.clicked.connect(self.cancelled)
        head.undo.clicked.connect(model.undo)
        head.redo.clicked.connect(model.redo)
        head.clear.clicked.connect(model.clear)
        head.same_as_last.clicked.connect(self._on_same_as_last)
        head.side_wanted.connect(self._on_side)
        self.foot.go_on.clicked.connect(self._on_done)
        self.turn_bar.view_wanted.connect(self.view.turn_to_view)
        self.turn_bar.inside_wanted.connect(self.view.set_inside)
        self.turn_bar.names_wanted.connect(self.view.set_naming)
        # After the two lines above, so that the names are those of the new layer.
        self.turn_bar.layers.changed.connect(self._describe_layer)
        self.draw_bar.remove.clicked.connect(model.remove_last_area)
        self.saving.said.connect(self._on_said)
        self.head.save.pressed.connect(self._keep_note)
        self.head.more.pressed.connect(self._keep_note)
        self.card.note.editingFinished.connect(self._keep_note)
        self.view.turned.connect(self._on_turned)
        self.list.toggled.connect(self._on_list)
        self.list.looked_at.connect(self.view.show_place)
        self.list.found.connect(self._on_found)
        self.view.typed.connect(self.list.begin_search)
        self.card.editor.copy_wanted.connect(model.copy_to_other_knee)
        self.card.editor.swap_wanted.connect(self._on_swap)
        model.changed.connect(self._refresh)
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
        self._is_answered = False
        self.head.show_side(self.model.side)
        self.view.setAccessibleName(words.knee(self.model.side))
        self.head.show_steps(
            undo=self.model.can_undo,
            redo=self.model.can_redo,
            clear=pain_map != pain_map.clear(),
        )
        self.head.save.setEnabled(not pain_map.empty)
        self.draw_bar.remove.setVisible(bool(self.model.areas))
        if self.card.note.text() != pain_map.note:
            self.card.note.setText(pain_map.note)
        self.foot.go_on.setEnabled(not pain_map.empty)
        self.spreads.show_chosen([pain_map.spread] if pain_map.spread else [])
        # On the picture, each mark is told as it is made.
        self.foot.read_back(read_back(pain_map), aloud=not self.view.hasFocus())
        self._on_turned()
        marked = self.model.chosen is not None
        if marked != self._marked:
            self._marked = marked
            self.columns.show_mark(marked)

    @Slot()
    def _on_turned(self) -> None:
        self.turn_bar.show_view(self.view.view())
        self._describe_layer()

    @Slot()
    def _describe_layer(self) -> None:
        """Let a screen reader say with the slider what is named beside the knee."""
        names = [f"{name.tag.text} ({name.tag.standard})" for name in self.view.scene.names]
        self.turn_bar.layers.slider.setAccessibleDescription(", ".join(names))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < theme.scaled(_COMPACT_BELOW)
        room_beside = self.width() >= theme.scaled(_BESIDE_FROM)
        low = compact and room_beside and self.height() < theme.scaled(_LOW_BELOW)
        self.columns.set_compact(compact)
        self.middle.set_low(low)
        self.card.set_low(low)

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

    @Slot(str)
    def _on_found(self, place: str) -> None:
        """Mark what was searched for, and let the next key on the picture say how strong it is."""
        self.view.show_place(place)
        self._on_list(place, chosen=True)
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        self.model.point_at(place)

    def _on_spread(self, chosen: tuple[Spread, ...]) -> None:
        self.model.set_spread(chosen[0] if chosen else None)

    @Slot(str)
    def _on_said(self, text: str) -> None:
        self.banner.show_message(text)

    @Slot()
    def _keep_note(self) -> None:
        self.model.set_note(self.card.note.text())

    @Slot()
    def _on_same_as_last(self) -> None:
        if self._last is not None:
            self.model.take_over(self._last, self._also)
            self.view.show_view(View.FRONT)

    @Slot()
    def _on_done(self) -> None:
        self._keep_note()
        self.done.emit(self.model.map)
