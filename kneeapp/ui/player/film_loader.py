"""Has films made in another thread, ahead of their time, and keeps no more than are needed."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from kneeapp.base import memory
from kneeapp.ui.player.film import Film, Fit, make_film

KEPT = 2
"""The exercise shown and the one that comes."""


class FilmLoader(QObject):
    """Makes films that fit the room they are shown in; the room may change.

    Signals:
        ready(str): the film of this exercise can be had, or it is known to have none.
    """

    ready = Signal(str)
    _made = Signal(str, object, object)
    _dropped = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        memory.give_large_blocks_back()  # a decoded sheet is many times as large as its film
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._wanted: list[str] = []
        self._films: dict[str, Film | None] = {}
        self._under_way: set[tuple[str, Fit]] = set()
        self._fit: Fit | None = None
        self._made.connect(self._keep)
        self._dropped.connect(self._on_dropped)

    def set_fit(self, fit: Fit) -> None:
        """From now on make films of this size; those there serve until they are replaced."""
        if fit != self._fit:
            self._fit = fit
            for exercise in self._wanted:
                self._begin(exercise)

    def want(self, exercise: str) -> None:
        """Have a film made, unless there is one or it is under way; the last few wanted stay."""
        if not exercise:
            return
        if exercise in self._wanted:
            self._wanted.remove(exercise)
        self._wanted = [*self._wanted, exercise][-KEPT:]
        for old in self._films.keys() - set(self._wanted):
            del self._films[old]
        if exercise not in self._films:
            self._begin(exercise)

    def get(self, exercise: str) -> Film | None:
        """The film, if it is there; perhaps still one of another size."""
        return self._films.get(exercise)

    def is_known(self, exercise: str) -> bool:
        """Whether it is known if this exercise has pictures."""
        return exercise in self._films

    def bytes_held(self) -> int:
        """Memory that the films take."""
        return sum(film.bytes_held() for film in self._films.values() if film)

    def close(self) -> None:
        """Wait for the work under way, drop the rest and all films."""
        self._pool.clear()
        self._pool.waitForDone()
        self._under_way.clear()
        self._wanted.clear()
        self._films.clear()

    def _begin(self, exercise: str) -> None:
        if self._fit is None or (exercise, self._fit) in self._under_way:
            return
        self._under_way.add((exercise, self._fit))
        self._pool.start(partial(self._make, exercise, self._fit))

    def _make(self, exercise: str, fit: Fit) -> None:
        with suppress(RuntimeError):  # nobody waits for it any more
            if exercise in self._wanted and fit == self._fit:
                self._made.emit(exercise, fit, make_film(exercise, fit))
            else:  # it was wanted only for a moment, while others were made
                self._dropped.emit(exercise, fit)

    @Slot(str, object)
    def _on_dropped(self, exercise: str, fit: Fit) -> None:
        self._under_way.discard((exercise, fit))
        if exercise in self._wanted and exercise not in self._films:
            self._begin(exercise)  # wanted again meanwhile

    @Slot(str, object, object)
    def _keep(self, exercise: str, fit: Fit, film: Film | None) -> None:
        self._under_way.discard((exercise, fit))
        if exercise not in self._wanted:
            return
        if fit == self._fit or (film is not None and exercise not in self._films):
            self._films[exercise] = film
            self.ready.emit(exercise)
