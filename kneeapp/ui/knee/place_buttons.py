"""Real check boxes under the painted knee, so that a screen reader finds each visible place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

    from kneeapp.body.places import Place


class PlaceButton(QAbstractButton):
    """One place; unseen, because the picture shows it, and out of the mouse's way."""

    focused = Signal(str)

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place.id
        self.setCheckable(True)
        self.setAccessibleName(place.plain_name)
        self._about = f"{place.standard_name}. {place.where}"
        self.show_strength(None)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # The picture is one stop of the Tab key; a screen reader may still come here directly.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.hide()

    def show_strength(self, strength: int | None) -> None:
        """Say how strong the pain here is, before what the place is."""
        said = "" if strength is None else self.tr("{strength} of 10. ").format(strength=strength)
        about = said + self._about
        if about != self.accessibleDescription():
            self.setAccessibleDescription(about)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the picture underneath shows the place."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the picture's keys work here too


class PlaceButtons(QObject):
    """The check boxes of all places, made when first arranged.

    Signals:
        toggled(str, bool): a place was checked or unchecked by other means than the mouse.
        focused(str): a screen reader went to a place.
    """

    toggled = Signal(str, bool)
    focused = Signal(str)

    def __init__(self, parent: QWidget, places: Callable[[], Collection[Place]]) -> None:
        super().__init__(parent)
        self._parent = parent
        self._places = places
        self._buttons: dict[str, PlaceButton] = {}
        self._showing = False

    def arrange(self, where: Mapping[str, QRect]) -> None:
        """Put each visible place's check box where the picture shows the place."""
        if not self._buttons:
            self._make()
        for name, made in self._buttons.items():
            if name in where:
                made.setGeometry(where[name])
            made.setVisible(name in where)

    def set_marked(self, marked: Mapping[str, int | None]) -> None:
        """Check exactly the marked places, and say how strong the pain is there."""
        self._showing = True
        for name, made in self._buttons.items():
            made.setChecked(name in marked)
            made.show_strength(marked.get(name))
        self._showing = False

    def visible(self) -> list[PlaceButton]:
        """The check boxes of the places the picture shows."""
        return [made for made in self._buttons.values() if not made.isHidden()]

    def _make(self) -> None:
        for place in self._places():
            made = PlaceButton(place, self._parent)
            # A screen reader's "toggle" is no click.
            made.toggled.connect(self._on_toggled)
            made.focused.connect(self.focused)
            self._buttons[place.id] = made

    def _on_toggled(self, checked: bool) -> None:
        button = self.sender()
        if isinstance(button, PlaceButton) and not self._showing:
            self.toggled.emit(button.place, checked)
