"""Long work on the journal, done beside the window."""

from __future__ import annotations

from contextlib import closing, suppress
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneeapp.base.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeapp.journal.store import Journal


class Job(QObject):
    """One piece of work on the journal as it is now, in a thread of its own.

    Work that has begun ends, also when the window is closed meanwhile: what is being written is
    whole, and the program waits for it. What the work needs is imported before it begins, because
    PySide's import hook does not bear two threads at a time.

    Signals:
        done(object): what came of it.
        failed(object): the UserError that ended it.
        ended: it is over, whatever came of it; the last one.
    """

    done = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(
        self, parent: QObject, journal: Journal, work: Callable[[Journal], object]
    ) -> None:
        """Take the journal as it is now.

        Raises:
            UserError: it cannot be read.
        """
        super().__init__(parent)
        self._journal = journal.snapshot()
        self._work = work
        self.ended.connect(self.deleteLater)

    def start(self) -> None:
        """Begin, and go on at once."""
        Thread(target=self._run, name="journal job").start()

    def _run(self) -> None:
        with suppress(RuntimeError):  # nobody waits for it any more
            try:
                with closing(self._journal):
                    self.done.emit(self._work(self._journal))
            except UserError as error:
                self.failed.emit(error)
            finally:
                self.ended.emit()
