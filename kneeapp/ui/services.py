"""What every page may use: settings, clock, content, journal, sound, voice; made when asked."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from kneeapp.base.errors import UserError
from kneeapp.base.paths import JOURNAL, ROUTINES, routines
from kneeapp.ui.basics import Basics

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from threading import Thread

    from PySide6.QtCore import QObject

    from kneeapp.base.clock import Clock
    from kneeapp.journal.store import Journal
    from kneeapp.routine.model import Library, Routine
    from kneeapp.ui.audio.sound import Sound
    from kneeapp.ui.audio.voice import Voice
    from kneeapp.ui.awake import Awake


class Services(Basics):
    """The things there is one of."""

    def __init__(self, clock: Clock, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(clock, data_dir, parent)
        self._library: Library | None = None
        self._reading: Thread | None = None
        self._told = False
        self._journal: Journal | None = None
        self._sound: Sound | None = None
        self._voice: Voice | None = None
        self._awake: Awake | None = None

    def library(self) -> Library:
        """All exercises, routines and programmes, shipped and own."""
        if self._reading is not None:
            self._reading.join()
            self._reading = None
        if self._library is None:
            self._read_library()
        assert self._library is not None
        if not self._told:
            self._told = True
            self._tell_problems(self._library)
        return self._library

    def warm(self) -> None:
        """Begin to read the routine files in the background: `library` then need not wait long."""
        if self._library is None and self._reading is None:
            from threading import Thread

            # Imported here, not in the thread: PySide's import hook does not bear two at a time.
            from kneeapp.routine import load

            read = partial(self._read_ahead, load.load_library)
            self._reading = Thread(target=read, name="library")
            self._reading.start()

    def _read_ahead(self, load_library: Callable[[Sequence[Path]], Library]) -> None:
        with suppress(Exception):  # whatever it is, it happens again and is told when asked for
            self._library = load_library(self._routine_folders())

    def _read_library(self) -> None:
        from kneeapp.routine.load import load_library

        self._library = load_library(self._routine_folders())

    def find_routine(self, wanted: str) -> Routine:
        """The routine of an id or of a file; a file's own exercises join the library.

        Raises:
            UserError: when there is no such routine, or its file has problems.
        """
        from kneeapp.routine.load import find_routine

        if self._library is not None and wanted in self._library.routines:
            return self._library.routines[wanted]
        routine, self._library = find_routine(wanted, self._routine_folders())
        return routine

    def forget_library(self) -> None:
        """Read the routine files again when they are next needed."""
        self._library = None
        self._told = False

    def _routine_folders(self) -> list[Path]:
        return [routines(), self.data_dir / ROUTINES]

    def _tell_problems(self, library: Library) -> None:
        if not library.problems:
            return
        self.problem_found.emit(
            self.tr("Some of your routine files have problems: {count}. The first: {first}").format(
                count=len(library.problems), first=library.problems[0]
            )
        )

    def journal(self) -> Journal:
        """The journal on disk, or one in memory when the disk refuses."""
        if self._journal is None:
            from kneeapp.journal.store import Journal

            try:
                self._journal = Journal.open(self.data_dir / JOURNAL, self.clock)
            except UserError as error:
                self._journal = Journal.in_memory(self.clock)
                self.problem_found.emit(f"{error.text} {error.hint}".strip())
            if self._journal.notice:
                self.problem_found.emit(self._journal.notice)
        return self._journal

    def sound(self) -> Sound:
        """The beeps."""
        if self._sound is None:
            from kneeapp.ui.audio.sound import Sound

            self._sound = Sound(self)
        return self._sound

    def voice(self) -> Voice:
        """The spoken words."""
        if self._voice is None:
            from kneeapp.ui.audio.voice import Voice

            self._voice = Voice(self, self.sound())
        return self._voice

    def awake(self) -> Awake:
        """What keeps the screen on."""
        if self._awake is None:
            from kneeapp.ui.awake import Awake

            self._awake = Awake()
        return self._awake

    def close(self) -> None:
        """Let go of what must be let go of before the program ends."""
        if self._reading is not None:
            self._reading.join()
        if self._awake is not None:
            self._awake.release()
        if self._sound is not None:
            self._sound.close()
        if self._voice is not None:
            self._voice.close()
        if self._journal is not None:
            self._journal.close()
