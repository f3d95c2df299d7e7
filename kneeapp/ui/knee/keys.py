"""What the keys mean on the picture of the knee: go to a place, mark it, say how strong, turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from kneeapp.body.neighbours import Direction, next_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from kneeapp.ui.knee.knee_canvas import KneeCanvas

_ARROWS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}
_TURN_KEYS = {Qt.Key.Key_BracketLeft: -1, Qt.Key.Key_BracketRight: 1}
_MARK_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_REMOVE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Keys:
    """Everything the mouse can do.

    Args:
        canvas: the picture.
        say: tells a screen reader how a place stands now.
    """

    def __init__(self, canvas: KneeCanvas, say: Callable[[str], None]) -> None:
        self._canvas = canvas
        self._model = canvas.model
        self._say = say

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; False when it means nothing here."""
        key = Qt.Key(event.key())
        if key in _TURN_KEYS:
            self._canvas.turn_by(_TURN_KEYS[key])
        elif key in _ARROWS:
            turn = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._arrow(_ARROWS[key], turn=turn)
        else:
            return self._act(key, event.text())
        return True

    def _arrow(self, direction: Direction, *, turn: bool) -> None:
        canvas, sideways = self._canvas, direction.value[0]
        if turn:
            canvas.turn_by(sideways)
            return
        found = next_place(self._model.pointed_at, direction, canvas.spots)
        if found is not None:
            self._model.point_at(found)
        elif sideways:
            # Past the rim the knee turns, so that the arrow keys lead all the way round.
            canvas.turn_by(-sideways * max(1, canvas.table.frames // 8))

    def _act(self, key: Qt.Key, text: str) -> bool:
        """Do what a key means for the place pointed at; False when it means nothing."""
        place = self._model.pointed_at
        if not place:
            return False
        if key in _MARK_KEYS:
            self._canvas.mark(place)
        elif key in _REMOVE_KEYS:
            self._model.unmark(place)
        elif len(text) == 1 and text.isascii() and text.isdigit():
            self._give_strength(place, int(text))
        else:
            return False
        self._say(place)
        return True

    def _give_strength(self, place: str, digit: int) -> None:
        self._canvas.mark(place)
        chosen = self._model.chosen
        # "1" and then "0" is ten.
        ten = digit == 0 and chosen is not None and chosen.strength == 1
        self._model.set_strength(10 if ten else digit)
