"""Has films made in another thread, ahead of their time, and keeps no more than is needed.

Of the exercise shown it keeps all pictures, of those that may come next the first one: it is there
at once, and the others follow while the person gets ready.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from kneeapp.base import memory
from kneeapp.ui.player.film import Cutter, Film, Fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SKIPPED_MS = 40
"""An exercise that is passed sooner is not begun."""


@dataclass(slots=True, eq=False)
class _Job:
    """One film to be made; to stop it is the only thing that another thread may do to it."""

    exercise: str
    fit: Fit
    whole: bool
    stopped: bool = False

    def is_stopped(self) -> bool:
        return self.stopped

    def films(self) -> Iterator[Film | None]:
        """The first picture alone, then all of them; slow."""
        cutter = None if self.stopped else Cutter.of(self.exercise, self.fit)
        if cutter is None:
            yield None
            return
        film: Film | None = cutter.begin()
        if not self.whole or not self.fit.stills:
            yield film
        if self.whole and film is not None and (film := cutter.whole(film, self.is_stopped)):
            yield film


class FilmLoader(QObject):
    """Makes films that fit the room they are shown in; the room may change.

    Signals:
        ready(str): more of the film of this exercise can be had, or it is known to have none.
    """

    ready = Signal(str)
    _made = Signal(object, object)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        memory.give_large_blocks_back()  # a decoded sheet is many times as large as its film
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._wanted: tuple[str, ...] = ()
        self._films: dict[str, Film | None] = {}
        self._job: _Job | None = None
        self._fit: Fit | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SKIPPED_MS)
        self._soon.timeout.connect(self._go_on)
        self._made.connect(self._keep)
        self._ended.connect(self._on_ended)

    def set_fit(self, fit: Fit) -> None:
        """From now on make films of this size; those there serve until they are replaced."""
        if fit != self._fit:
            self._fit = fit
            self._look_again()

    def want(self, now: str, soon: Iterable[str] = ()) -> None:
        """Have all pictures of one exercise, and the first of others; all else is dropped.

        Args:
            now: the exercise shown; empty for none.
            soon: those that may come next, the likeliest first.
        """
        self._wanted = tuple(dict.fromkeys(filter(None, (now, *soon))))
        kept = {name: self._films[name] for name in self._wanted if name in self._films}
        self._films = {
            name: film if film is None or self._in_full(name, film.fit) else _first_only(film)
            for name, film in kept.items()
        }
        self._look_again()

    def get(self, exercise: str) -> Film | None:
        """The film, if it is there; perhaps only its first picture, or one of another size."""
        return self._films.get(exercise)

    def is_known(self, exercise: str) -> bool:
        """Whether it is known if this exercise has pictures."""
        return exercise in self._films

    def bytes_held(self) -> int:
        """Memory that the films take."""
        return sum(film.bytes_held() for film in self._films.values() if film)

    def close(self) -> None:
        """Stop the work under way and drop all films."""
        self._soon.stop()
        self._wanted = ()
        if self._job is not None:
            self._job.stopped = True
        self._pool.clear()
        self._pool.waitForDone()
        self._job = None
        self._films.clear()

    def _look_again(self) -> None:
        if self._job is not None and not self._is_wanted(self._job):
            self._job.stopped = True
        self._soon.start()

    @Slot()
    def _go_on(self) -> None:
        """Begin what is missing most."""
        fit = self._fit
        if self._job is not None or fit is None:
            return
        missing = (name for name in self._wanted if self._is_missing(name, fit))
        if (name := next(missing, None)) is not None:
            self._job = _Job(name, fit, self._in_full(name, fit))
            self._pool.start(partial(self._make, self._job))

    def _is_missing(self, exercise: str, fit: Fit) -> bool:
        film = self._films.get(exercise)
        if film is None:
            return exercise not in self._films
        return film.fit != fit or (self._in_full(exercise, fit) and not film.is_whole)

    def _in_full(self, exercise: str, fit: Fit) -> bool:
        """Whether all pictures are wanted; two stills always are."""
        return fit.stills or self._wanted[:1] == (exercise,)

    def _is_wanted(self, job: _Job) -> bool:
        here = job.fit == self._fit and job.exercise in self._wanted
        return here and (not job.whole or self._in_full(job.exercise, job.fit))

    def _make(self, job: _Job) -> None:
        with suppress(RuntimeError):  # nobody waits for it any more
            try:
                for film in job.films():
                    self._made.emit(job, film)
            finally:
                self._ended.emit(job)

    @Slot(object, object)
    def _keep(self, job: _Job, film: Film | None) -> None:
        if job.stopped or not self._is_wanted(job):
            return
        there = self._films.get(job.exercise)
        if there is None or film is None or film.is_whole or there.fit != job.fit:
            self._films[job.exercise] = film
            self.ready.emit(job.exercise)

    @Slot(object)
    def _on_ended(self, job: _Job) -> None:
        if job is self._job:
            self._job = None
            self._go_on()


def _first_only(film: Film) -> Film:
    return replace(film, changes={}, near=frozenset())
