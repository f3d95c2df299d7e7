"""The computer's own voice, at arm's length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from kneeapp.ui.audio.helper import Helper, module_command

if TYPE_CHECKING:
    from collections.abc import Callable

MODULE = "kneeapp.ui.audio.speaker"


class SystemVoice(QObject):
    """Speaks through a helper process.

    Signals:
        woke(list, list): it is ready; names of all engines, and of the voices of this one.
        failed: there is no engine, or it does not answer.
        ended: what was being said is over.
    """

    woke = Signal(list, list)
    failed = Signal()
    ended = Signal()

    def __init__(self, parent: QObject, engine: str, start: Callable[..., Helper] = Helper) -> None:
        super().__init__(parent)
        self._helper = start(self, module_command(MODULE, engine))
        self._helper.told.connect(self._hear)
        self._helper.gone.connect(self.failed)

    def say(self, text: str, voice: str, rate: float, volume: int) -> None:
        """Say this and forget what was being said."""
        self._helper.order(say=text, voice=voice, rate=rate, volume=volume / 100)

    def stop(self) -> None:
        """Be silent."""
        self._helper.order(stop=True)

    def close(self) -> None:
        """Let go of the process."""
        self._helper.close()

    @Slot(dict)
    def _hear(self, words: dict[str, Any]) -> None:
        match words:
            case {"engines": list(engines), "voices": list(voices)}:
                self.woke.emit(engines, voices)
            case {"ended": _}:
                self.ended.emit()
            case {"failed": _}:
                self._helper.close()
                self.failed.emit()
            case _:
                pass
