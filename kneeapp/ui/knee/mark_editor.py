"""What there is to say about one marked place: how strong, what it is like, how deep, how big."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneeapp.body import places
from kneeapp.ui import theme
from kneeapp.ui.knee import words
from kneeapp.ui.knee.chips import Chips
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.scale import PainScale
from kneeapp.ui.widgets.text import Label, heading, muted, small

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QPushButton

    from kneeapp.body.marks import Depth, Mark, Quality, Spread, When
    from kneeapp.ui.knee.model import KneeModel


class MarkEditor(QWidget):
    """The chosen mark, or what to do first when there is none.

    Signals:
        copy_wanted, swap_wanted: a button about the other knee was pressed.
    """

    copy_wanted = Signal()
    swap_wanted = Signal()

    def __init__(self, model: KneeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._hint = self._make_hint()
        self._editor: QWidget | None = None
        # One below the other and one hidden: a stack would be as high as the higher one.
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._hint)
        model.changed.connect(self.refresh)

    def prepare(self) -> None:
        """Make what is seen from the first mark on: the knee itself need not wait for it."""
        if self._editor is None:
            self._editor = self._make_editor()
            self._editor.hide()
            self._column.addWidget(self._editor)
            _put_in_tab_order(self._editor.findChildren(QWidget), self)

    @Slot()
    def refresh(self) -> None:
        """Show the chosen mark."""
        mark = self._model.chosen
        self._hint.setVisible(mark is None)
        if mark is not None:
            self.prepare()
            self._show(mark)
        if self._editor is not None:
            self._editor.setVisible(mark is not None)

    # ------------------------------------------------------------------ building
    def _make_hint(self) -> QWidget:
        page = _page()
        column = _column(page)
        column.addWidget(heading(self.tr("Click where it hurts")))
        for line in (
            self.tr("Turn the knee: drag it, use the wheel, or press Front, Outer, Back, Inner."),
            self.tr("Click the sore place, or find it in the list."),
            self.tr("You can mark several places."),
            self.tr("No single spot? Choose under the list how it lies in the knee."),
            self.tr(
                "By keys: arrow keys or type a name, Enter, then 0 to 9 for how strong."
                " Ctrl+Enter goes on."
            ),
        ):
            column.addWidget(muted(line))
        column.addStretch(1)
        return page

    def _make_editor(self) -> QWidget:
        page = _page()
        column = _column(page)
        self._tabs = QWidget()
        self._tabs.setAccessibleName(self.tr("Marked places"))
        self._tab_flow = FlowLayout(self._tabs, theme.scaled(6))
        self._name = heading("")
        self._standard = small("")
        self.remove = button(self.tr("Remove"), "quiet")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._standard)
        head = QHBoxLayout()
        head.addLayout(names, 1)
        head.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.scale = PainScale()
        self.qualities: Chips[Quality] = Chips(
            words.qualities(), self._model.set_qualities, several=True, name=self.tr("Feels")
        )
        self.whens: Chips[When] = Chips(
            words.whens(), self._model.set_when, several=True, name=self.tr("Hurts when")
        )
        self.depths: Chips[Depth] = Chips(words.depths(), self._on_depth, name=self.tr("How deep"))
        self.spots: Chips[Spread] = Chips(words.spots(), self._on_spot, name=self.tr("Size"))
        column.addWidget(self._tabs)
        column.addLayout(head)
        for question, answer in (
            (self.tr("How strong is the pain?"), self.scale),
            (self.tr("What does it feel like?"), self.qualities),
            (self.tr("When does it hurt?"), self.whens),
            (self.tr("How deep is it?"), self.depths),
            (self.tr("How big is the spot?"), self.spots),
        ):
            column.addSpacing(theme.scaled(2))
            column.addWidget(Label(question, "strong"))
            column.addWidget(answer)
        column.addStretch(1)
        self.copy = button("", "chip")
        self.swap = button("", "chip")
        other = QWidget()
        flow = FlowLayout(other, theme.scaled(6))
        flow.addWidget(self.copy)
        flow.addWidget(self.swap)
        column.addWidget(other)
        self.remove.clicked.connect(self._on_remove)
        self.scale.value_changed.connect(self._model.set_strength)
        self.copy.clicked.connect(self.copy_wanted)
        self.swap.clicked.connect(self.swap_wanted)
        return page

    # ------------------------------------------------------------------ showing
    def _show(self, mark: Mark) -> None:
        place = places.place(mark.place)
        self._name.setText(place.plain_name[:1].upper() + place.plain_name[1:])
        self._standard.setText(place.standard_name)
        self.remove.setAccessibleName(self.tr("Remove {place}").format(place=place.plain_name))
        self.scale.set_value(mark.strength)
        self.qualities.show_chosen(mark.qualities)
        self.whens.show_chosen(mark.when)
        self.depths.show_chosen([mark.depth] if mark.depth else [])
        self.spots.show_chosen([mark.spread] if mark.spread else [])
        other = words.other_knee(self._model.side)
        self.copy.setText(self.tr("The {knee} hurts here too").format(knee=other))
        self.swap.setText(self.tr("I meant my {knee}").format(knee=other))
        self._show_tabs(mark)

    def _show_tabs(self, chosen: Mark) -> None:
        while (item := self._tab_flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        marks = self._model.marks
        self._tabs.setVisible(len(marks) > 1)
        tabs = [self._tab(mark, on=mark == chosen) for mark in marks]
        for tab in tabs:
            self._tab_flow.addWidget(tab)
        _put_in_tab_order(tabs, self.remove)
        self._tab_flow.activate()  # else they are seen on one heap first
        self._name.setVisible(len(marks) <= 1)  # the chosen tab says it

    def _tab(self, mark: Mark, *, on: bool) -> QPushButton:
        name = places.place(mark.place).plain_name
        text = name if mark.strength is None else f"{name} {mark.strength}"
        made = button(text, "chip", self._tabs)
        made.setCheckable(True)
        made.setChecked(on)
        made.setProperty("place", mark.place)
        made.toggled.connect(self._on_tab)
        made.show()
        return made

    # ------------------------------------------------------------------ acting
    @Slot()
    def _on_tab(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self._model.choose(str(pressed.property("place")))

    @Slot()
    def _on_remove(self) -> None:
        if self._model.chosen is not None:
            self._model.unmark(self._model.chosen.place)

    def _on_depth(self, chosen: tuple[Depth, ...]) -> None:
        self._model.set_depth(chosen[0] if chosen else None)

    def _on_spot(self, chosen: tuple[Spread, ...]) -> None:
        self._model.set_spot(chosen[0] if chosen else None)


def _put_in_tab_order(parts: Iterable[QWidget], where: QWidget) -> None:
    """Have the Tab key find parts that were made late before it comes to this place."""
    by_tab = Qt.FocusPolicy.TabFocus
    before = where.previousInFocusChain()
    while before not in (None, where) and not before.focusPolicy() & by_tab:
        before = before.previousInFocusChain()
    for part in parts:
        if before is not None and part.focusPolicy() & by_tab:
            QWidget.setTabOrder(before, part)
            before = part


def _page() -> QWidget:
    page = QWidget()
    page.setProperty("role", "page")
    return page


def _column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, theme.scaled(10), 0)
    column.setSpacing(theme.scaled(6))
    return column
