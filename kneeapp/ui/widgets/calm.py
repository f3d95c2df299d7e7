"""Controls that leave the mouse wheel to the page: scrolling past one never changes its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QSlider

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent


class CalmComboBox(QComboBox):
    """A choice that changes by click and key only."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CalmDateTimeEdit(QDateTimeEdit):
    """A date and time that change by click and key only."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CalmSlider(QSlider):
    """A slider that moves by drag and key only."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
