"""The small pictures of exercises for lists, read in another thread."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage

from kneeapp.base.paths import sheet_folder
from kneeapp.ui.player.sheet import read_info


def read_small(exercise: str, *, mirrored: bool = False) -> QImage:
    """The small picture as it is stored, read in a moment; a null image when there is none.

    Args:
        exercise: its id.
        mirrored: the left leg works; exercises for both legs look the same then.
    """
    folder = sheet_folder(exercise)
    small = QImage(str(folder / "small" / f"{exercise}.webp"))
    info = read_info(folder / f"{exercise}.json") if mirrored else None
    turns = info is not None and info.one_sided
    return small.flipped(Qt.Orientation.Horizontal) if turns else small


class SmallPictures(QObject):
    """Made with the sheets; an exercise of the person's own may have none.

    Signals:
        found(str, QImage): the small picture of an exercise that was asked for.
    """

    found = Signal(str, QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def want(self, exercise: str, size: QSize) -> None:
        """Ask for a picture no larger than this, in pixels of the screen."""
        self._pool.start(partial(self._read, exercise, QSize(size)))

    def close(self) -> None:
        """Wait for the one under way and drop the rest."""
        self._pool.clear()
        self._pool.waitForDone()

    def _read(self, exercise: str, size: QSize) -> None:
        small = read_small(exercise)
        if small.isNull():
            return
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
        with suppress(RuntimeError):  # nobody waits for it any more
            self.found.emit(exercise, small.scaled(size, keep, smooth.SmoothTransformation))
