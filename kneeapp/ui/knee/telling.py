"""What the head of the knee page says: the name of what is pointed at, or how to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kneeapp.body import places

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from kneeapp.ui.knee.bars import HeadBar
    from kneeapp.ui.knee.knee_view import KneeView


class Telling(QObject):
    """Follows the mouse, the keys and the hand that draws.

    Args:
        head: says it.
        view: the picture.
        draw: the button that lets the hand draw, once.
    """

    def __init__(self, head: HeadBar, view: KneeView, draw: QPushButton) -> None:
        super().__init__(head)
        self._head = head
        self._view = view
        self._draw = draw
        draw.toggled.connect(self._on_draw)
        view.drawing_ended.connect(self._on_drawing_ended)
        view.told.connect(self._on_told)
        view.model.pointed.connect(self.tell)

    @Slot(str)
    def tell(self, place: str) -> None:
        """Name a place, or ask for one."""
        if place:
            found = places.place(place)
            self._head.tell(found.plain_name, found.standard_name)
        else:
            about = self.tr("Point at a place to see its name.")
            self._head.tell(self.tr("Where does it hurt?"), about)

    @Slot(str, str)
    def _on_told(self, name: str, standard: str) -> None:
        if name:
            self._head.tell(name, standard)
        else:
            self.tell(self._view.model.pointed_at)

    @Slot(bool)
    def _on_draw(self, on: bool) -> None:
        self._view.set_drawing(on)
        if on:
            how = self.tr("Hold the button down, or use a finger.")
            self._head.tell(self.tr("Draw round the sore skin"), how)
        else:
            self.tell(self._view.model.pointed_at)

    @Slot(bool)
    def _on_drawing_ended(self, made: bool) -> None:
        self._draw.setChecked(False)
        if not made:
            self._head.standard_name.setText(self.tr("Nothing was drawn on the skin."))
