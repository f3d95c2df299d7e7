"""What even the smallest part of the window may use: the clock, the data folder, the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneeapp.base import settings as settings_file
from kneeapp.base.paths import SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

    from kneeapp.base.clock import Clock
    from kneeapp.base.settings import Settings


class Basics(QObject):
    """The clock, the data folder and the settings in force.

    Signals:
        settings_changed: the new Settings are in force.
        problem_found(str): a sentence the window shows in its banner.
    """

    settings_changed = Signal()
    problem_found = Signal(str)

    def __init__(self, clock: Clock, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock = clock
        self.data_dir = data_dir
        self._settings, self.settings_problem = settings_file.load(data_dir / SETTINGS)

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    def save_settings(self, settings: Settings) -> None:
        """Put settings in force and keep them; when they cannot be kept, say so and go on."""
        self._settings = settings
        try:
            settings_file.save(self.data_dir / SETTINGS, settings)
        except OSError as error:
            self.problem_found.emit(
                self.tr("Your settings work now but could not be saved: {reason}").format(
                    reason=error.strerror or error
                )
            )
        self.settings_changed.emit()
