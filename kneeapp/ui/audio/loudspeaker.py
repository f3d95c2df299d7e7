"""Everything that is heard, run as `python -m kneeapp.ui.audio.loudspeaker [plain]`.

Orders: `{"beep": name, "volume", "at", "grace"}`, `{"words": text, "speed", "volume", "at",
"grace"}`, `{"hush": true}`; `at` is a moment of the program's clock, the same in every process, or
null for at once; `grace` is how late it may begin. Told: `open`; `failed` when nothing here sounds;
`mute` when the recordings cannot be read.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication, QLoggingCategory, QObject, Slot

from kneeapp.base.clock import SystemClock
from kneeapp.player.cue import Beep
from kneeapp.ui.audio.commands import COMMANDS, CommandPlayer
from kneeapp.ui.audio.helper import Orders, tell
from kneeapp.ui.audio.sound import PLAIN
from kneeapp.ui.audio.stream import QUIET_LOG, StreamPlayer
from kneeapp.ui.audio.tone import Tone, When, beep_tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kneeapp.base.clock import Clock


class Player(Protocol):
    """One way to make a sound; calls what it was given for this when it turns out not to work."""

    def try_out(self, on_ready: Callable[[], None]) -> None:
        """Find out whether it works, and then tell."""
        ...

    def play(self, tone: Tone, volume: int, when: When, *, voice: bool) -> None:
        """Begin a sound at its moment; volume is 0 to 100."""
        ...

    def hush(self) -> None:
        """Forget what has not begun, and stop the voice."""
        ...


def players(
    clock: Clock, on_failure: Callable[[], None], *, plain: bool = False
) -> Iterator[Player]:
    """The ways to make a sound that this machine may have, best first; plain is without Qt's."""
    if not plain:
        with suppress(ImportError, OSError):  # no sound library, or no device
            yield StreamPlayer(clock, on_failure)
    for program in COMMANDS:
        if shutil.which(program):
            yield CommandPlayer(program, clock, on_failure)


class Loudspeaker(QObject):
    """Obeys orders with the best player that works."""

    def __init__(self, ways: Iterator[Player] | None = None, *, plain: bool = False) -> None:
        super().__init__()
        self._ways = players(SystemClock(), self._fall, plain=plain) if ways is None else ways
        self._player: Player | None = None
        self._works = False

    def open(self) -> None:
        """Find a way to sound."""
        self._works = False
        self._player = next(self._ways, None)
        if self._player is None:
            tell(failed=True)
        else:
            self._player.try_out(self._on_ready)

    def _on_ready(self) -> None:
        self._works = True
        tell(open=True)

    def close(self) -> None:
        """Leave nothing behind."""
        if isinstance(self._player, CommandPlayer):
            self._player.remove_files()

    def obey(self, order: dict[str, Any]) -> None:
        """Beep, say words, or be silent."""
        if self._player is None:
            return
        if "hush" in order:
            self._player.hush()
            return
        tone = _words(order) if "words" in order else _beep(order)
        if tone is not None:
            when = When(order["at"], order["grace"])
            self._player.play(tone, order["volume"], when, voice="words" in order)

    @Slot()
    def _fall(self) -> None:
        """This way is lost; what was given to it is given again by the program."""
        self.close()
        if isinstance(self._player, StreamPlayer) and self._works:
            os._exit(1)  # its library must not be touched any more; a new process has a new one
        self.open()


def _beep(order: dict[str, Any]) -> Tone | None:
    try:
        return beep_tone(Beep(order["beep"]))
    except OSError:
        return None  # a damaged file: the words and the picture still tell


def _words(order: dict[str, Any]) -> Tone | None:
    try:
        from kneeapp.ui.audio.recordings import words_tone

        return words_tone(order["words"], order["speed"])
    except (ImportError, OSError, RuntimeError):  # soundfile's own error is a RuntimeError
        tell(mute=True)
        return None


def main() -> None:
    """Sound until the program that asked is gone."""
    QLoggingCategory.setFilterRules(QUIET_LOG)
    app = QCoreApplication(sys.argv)
    # No plugins: a stream of samples needs none, and those that play films take 13 MB.
    QCoreApplication.setLibraryPaths([])
    loudspeaker = Loudspeaker(plain=PLAIN in sys.argv)
    orders = Orders(loudspeaker.obey, loudspeaker.close)
    loudspeaker.open()
    orders.begin()
    app.exec()


if __name__ == "__main__":
    main()
