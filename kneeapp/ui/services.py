"""What every page may use: settings, clock, content, journal, sound, voice; made when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot

from kneeapp.base.errors import UserError
from kneeapp.base.paths import JOURNAL, ROUTINES, routines
from kneeapp.ui.basics import Basics

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

    from kneeapp.base.clock import Clock
    from kneeapp.journal.store import Journal
    from kneeapp.routine.model import Library, Routine
    from kneeapp.ui.audio.sound import Sound
    from kneeapp.ui.audio.voice import Voice
    from kneeapp.ui.awake import Awake
    from kneeapp.ui.reading import Reading


class Services(Basics):
    """The things there is one of.

    Signals:
        library_read: `library` need not be waited for; told after each `warm`.
    """

    library_read = Signal()

    def __init__(self, clock: Clock, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(clock, data_dir, parent)
        self._library: Library | None = None
        self._reading: Reading | None = None
        self._told = False
        self._journal: Journal | None = None
        self._sound: Sound | None = None
        self._voice: Voice | None = None
        self._awake: Awake | None = None

    def library(self) -> Library:
        """All exercises, routines and programmes, shipped and own."""
        if self._library is None:
            reading, self._reading = self._reading or self._read(), None
            self._library, _ = self._answer(reading)
            QTimer.singleShot(0, self._tell_read)
        if not self._told:
            self._told = True
            self._tell_problems(self._library)
        return self._library

    def warm(self) -> None:
        """Have the routine files read in the background: `library` then need not wait long."""
        if self._library is not None:
            QTimer.singleShot(0, self._tell_read)
        elif self._reading is None:
            self._reading = self._read()
            self._reading.done.connect(self.library_read)

    @Slot()
    def _tell_read(self) -> None:
        self.library_read.emit()

    def _read(self, wanted: str = "") -> Reading:
        from kneeapp.ui.reading import Reading

        return Reading(self, wanted, [routines(), self.data_dir / ROUTINES])

    def _answer(self, reading: Reading) -> tuple[Library, str]:
        found = reading.answer()
        reading.deleteLater()
        if isinstance(found, UserError):
            raise found
        return found

    def find_routine(self, wanted: str) -> Routine:
        """The routine of an id or of a file; a file's own exercises join the library.

        Raises:
            UserError: when there is no such routine, or its file has problems.
        """
        if self._library is None or wanted not in self._library.routines:
            self._library, wanted = self._answer(self._read(wanted))
        return self._library.routines[wanted]

    def forget_library(self) -> None:
        """Read the routine files again when they are next needed."""
        self._stop_reading()
        self._library = None
        self._told = False

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.close()
            self._reading.deleteLater()
            self._reading = None

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
        self.blockSignals(True)
        self._stop_reading()
        if self._awake is not None:
            self._awake.release()
        if self._sound is not None:
            self._sound.close()
        if self._voice is not None:
            self._voice.close()
        if self._journal is not None:
            self._journal.close()
