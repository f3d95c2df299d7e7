"""Chooses what the figure shows, and has the next pictures decoded in time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kneeapp.routine.timeline import Kind
from kneeapp.ui.player.figure_view import first_phase, how_to

if TYPE_CHECKING:
    from kneeapp.flow.session import Session
    from kneeapp.flow.session_plan import SessionPlan
    from kneeapp.routine.timeline import Phase, Segment, Timeline
    from kneeapp.ui.player.run_view import RunView
    from kneeapp.ui.player.sheet import SheetLoader

_WAITS = (Kind.GET_READY, Kind.REST, Kind.SWITCH)


class Pictures(QObject):
    """Shows the exercise that a moment is about; in a wait, the one that comes."""

    def __init__(self, run: RunView, sheets: SheetLoader, parent: QObject | None) -> None:
        super().__init__(parent)
        self._run = run
        self._sheets = sheets
        self._shown: tuple[str, int] | None = None
        self._stale = False
        self._first: Phase | None = None
        sheets.ready.connect(self._on_ready)

    def begin(self) -> None:
        """Forget what was shown."""
        self._shown = None

    def show(self, session: Session, plan: SessionPlan) -> None:
        """Show this moment."""
        timeline, index = session.timeline, session.state.index
        about = subject(timeline, index)
        step = timeline.segments[about].step
        key = (timeline.steps[step].exercise, step)
        if key != self._shown or self._stale:
            self._shown, self._stale = key, False
            self._first = first_phase(timeline, about)
            self._change(timeline.segments[about], plan)
            if step + 1 < len(timeline.steps):
                self._sheets.want(timeline.steps[step + 1].exercise)
        here = timeline.segments[index]
        if here.kind in _WAITS:
            here = replace(here, side=timeline.segments[about].side)
        self._run.figure.show_moment(here, session.state.spent_ms, self._first)

    def _change(self, segment: Segment, plan: SessionPlan) -> None:
        exercise = plan.exercise(segment.exercise)
        sheet, missing = None, False
        if exercise is not None:
            self._sheets.want(exercise.id)
            sheet = self._sheets.get(exercise.id)
            missing = sheet is None and self._sheets.is_known(exercise.id)
        self._run.figure.show_exercise(sheet, exercise, missing=missing)
        reading = ""
        if segment.kind is Kind.NOTE:
            reading = how_to(exercise) if exercise else segment.label
        self._run.show_reading(reading, with_figure=sheet is not None or not reading)

    @Slot(str)
    def _on_ready(self, exercise: str) -> None:
        if self._shown is not None and self._shown[0] == exercise:
            self._stale = True  # shown at the next look at the clock


def subject(timeline: Timeline, index: int) -> int:
    """The segment that a moment is about: itself, or what a wait is for."""
    later = range(index, len(timeline.segments))
    return next((i for i in later if timeline.segments[i].kind not in _WAITS), index)
