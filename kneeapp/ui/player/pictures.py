"""Chooses what the figure shows, and has the next pictures made in time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kneeapp.base.side import Side
from kneeapp.player.sets import WAITS, subject
from kneeapp.routine.timeline import Kind
from kneeapp.ui.player.figure_view import how_to
from kneeapp.ui.player.frames import first_phase
from kneeapp.ui.player.small_pictures import read_small

if TYPE_CHECKING:
    from kneeapp.flow.session.plan import SessionPlan
    from kneeapp.flow.session.session import Session
    from kneeapp.routine.timeline import Phase, Segment, Timeline
    from kneeapp.ui.player.film_loader import FilmLoader
    from kneeapp.ui.player.run_view import RunView


class Pictures(QObject):
    """Shows the exercise that a moment is about; in a wait, the one that comes."""

    def __init__(self, run: RunView, films: FilmLoader, parent: QObject | None) -> None:
        super().__init__(parent)
        self._run = run
        self._films = films
        self._shown: tuple[str, int] | None = None
        self._now: tuple[Session, SessionPlan] | None = None
        self._first: Phase | None = None
        films.ready.connect(self._on_ready)
        run.figure.picture.fit_changed.connect(films.set_fit)

    def begin(self) -> None:
        """Forget what was shown."""
        self._shown = self._now = None

    def show(self, session: Session, plan: SessionPlan) -> None:
        """Show this moment."""
        self._now = session, plan
        timeline, index = session.timeline, session.state.index
        about = subject(timeline, index)
        step = timeline.segments[about].step
        key = (timeline.steps[step].exercise, step)
        if key != self._shown:
            self._shown = key
            self._first = first_phase(timeline, about)
            self._films.want(key[0], _around(timeline, step))
            self._change(timeline.segments[about], plan)
        here = timeline.segments[index]
        if here.kind in WAITS:
            here = replace(here, side=timeline.segments[about].side)
        self._run.figure.show_moment(here, session.state.spent_ms, self._first)

    def _change(self, segment: Segment, plan: SessionPlan) -> None:
        figure = self._run.figure
        exercise = plan.exercise(segment.exercise)
        film = self._films.get(exercise.id) if exercise else None
        missing = exercise is None or self._films.is_known(exercise.id)
        if film is None and missing:
            figure.show_words(exercise)
        elif film is None and exercise is not None:
            figure.show_film(None, read_small(exercise.id, mirrored=segment.side is Side.LEFT))
        else:
            figure.show_film(film)
        reading = ""
        if segment.kind is Kind.NOTE:
            reading = how_to(exercise) if exercise else segment.label
        self._run.show_reading(reading, with_figure=film is not None or not reading)

    @Slot(str)
    def _on_ready(self, exercise: str) -> None:
        if self._now is None or self._shown is None or self._shown[0] != exercise:
            return
        session, plan = self._now
        self._change(
            session.timeline.segments[subject(session.timeline, session.state.index)], plan
        )
        self.show(session, plan)


def _around(timeline: Timeline, step: int) -> list[str]:
    """The exercises that a key or the end of this one leads to, the likeliest first."""
    steps = timeline.steps
    around = (step + 1, step + 2, step - 1)
    return [steps[n].exercise for n in around if 0 <= n < len(steps)]
