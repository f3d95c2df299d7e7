"""Marking several places of the body on the figure, before or without a knee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from kneeapp.ui import theme
from kneeapp.ui.home.names import part_name
from kneeapp.ui.widgets.banner import announce
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from kneeapp.body.figure import Part
    from kneeapp.ui.home.figure_view import FigureView


class Marking(QWidget):
    """When its switch is on, a click marks a place instead of going on with it.

    The marked places stand beside it as buttons; pressing one takes its mark away.

    Signals:
        parts_chosen(object): the person goes on with the marked Parts.
        changed: it was switched, or other places are marked.
    """

    parts_chosen = Signal(object)
    changed = Signal()

    def __init__(self, figure: FigureView, switch: QPushButton) -> None:
        super().__init__()
        self._figure = figure
        self._chips: dict[QPushButton, Part] = {}
        self._switch = switch
        self.go_on = button(self.tr("Continue with these"), "primary")
        self.hide()
        self._flow = FlowLayout(self, theme.scaled(6))
        self._flow.addWidget(self.go_on)
        self._switch.toggled.connect(self._on_switched)
        self.go_on.clicked.connect(self._on_go_on)

    def is_on(self) -> bool:
        """Whether a click marks."""
        return self._switch.isChecked()

    def set_on(self, on: bool) -> None:
        """Switch it; off takes all marks away."""
        self._switch.setChecked(on)

    def hint(self) -> str:
        """What to do now."""
        if not self.is_on():
            return self.tr("Click the sore place.")
        if not self._figure.marked():
            return self.tr("Click every sore place. Keep the knee for last.")
        return self.tr("Click more places, add a knee, or continue.")

    def toggle(self, part: Part) -> None:
        """Mark a place, or take its mark away."""
        marked = self._figure.marked()
        on = part not in marked
        self._show((*marked, part) if on else tuple(each for each in marked if each != part))
        said = self.tr("{place}, marked") if on else self.tr("{place}, not marked")
        announce(self, said.format(place=part_name(part)))

    def chips(self) -> list[QPushButton]:
        """The buttons of the marked places."""
        return list(self._chips)

    def _show(self, parts: tuple[Part, ...]) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        for part in parts:
            name = part_name(part)
            chip = button(
                f"{name} \N{MULTIPLICATION SIGN}",
                "chip",
                self,
                name=self.tr("Remove {place}").format(place=name),
            )
            chip.clicked.connect(self._on_chip)
            self._flow.addWidget(chip)
            chip.show()
            self._chips[chip] = part
        self.setVisible(bool(parts))
        self._figure.set_marked(parts)
        self.changed.emit()

    @Slot()
    def _on_switched(self) -> None:
        self._show(())

    @Slot()
    def _on_chip(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton) and pressed in self._chips:
            self.toggle(self._chips[pressed])
            self._switch.setFocus()

    @Slot()
    def _on_go_on(self) -> None:
        self.parts_chosen.emit(self._figure.marked())
