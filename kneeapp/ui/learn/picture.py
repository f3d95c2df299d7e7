"""One still picture of an exercise, where there is one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from kneeapp.base.paths import sheet_folder
from kneeapp.ui import theme
from kneeapp.ui.player.sheet import LONGEST_SHEET, read_info

_WIDEST = 420
"""Pixels, whatever the text size: a narrow window has no more room beside its topics."""


class StillPicture(QLabel):
    """Hidden until `load` finds a picture."""

    def __init__(self, exercise: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exercise = exercise
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumWidth(1)
        self.hide()

    def load(self) -> None:
        """Decode the picture in the middle of the movement and show it."""
        stem = sheet_folder(self._exercise) / self._exercise
        info = read_info(stem.with_suffix(".json"))
        reader = QImageReader(str(stem.with_suffix(".webp")))
        size = reader.size()
        if info is None or not size.isValid() or max(size.toTuple()) > LONGEST_SHEET:
            return
        reader.setClipRect(info.cell_rect(info.frames // 2))
        picture = QPixmap.fromImage(reader.read())
        if picture.isNull():
            return
        ratio = self.devicePixelRatioF()
        room = QSize(min(_WIDEST, theme.scaled(420)), theme.scaled(190)) * ratio
        picture = picture.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        picture.setDevicePixelRatio(ratio)
        self.setPixmap(picture)
        self.setAccessibleName(info.alt)
        self.show()
