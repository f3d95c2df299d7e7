"""The small picture of one exercise, for a card."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap

from kneeapp.base.paths import sheet_folder
from kneeapp.ui import theme
from kneeapp.ui.widgets.text import Label


class ExercisePicture(Label):
    """One small picture of at most this size in pixels at 100 % text; empty when there is none."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(wrap=False)
        self._room = QSize(theme.scaled(width), theme.scaled(height))
        self.setFixedSize(self._room)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_exercise(self, exercise: str) -> None:
        """Show another one."""
        picture = QPixmap(str(sheet_folder(exercise) / "small" / f"{exercise}.webp"))
        if picture.isNull():
            self.clear()
            return
        ratio = self.devicePixelRatioF()
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
        scaled = picture.scaled(self._room * ratio, keep, smooth.SmoothTransformation)
        scaled.setDevicePixelRatio(ratio)
        self.setPixmap(scaled)
