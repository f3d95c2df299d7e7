"""The player's clock: the real page, the real clock, the journal on disk, a busy machine.

Targets: every change shown within 30 ms of its plan, the end within 50 ms, 100 pauses add nothing.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer

from kneeapp.base.clock import SystemClock
from kneeapp.flow.choice import RoutineChoice
from kneeapp.player.engine import Command
from kneeapp.routine.model import (
    Amount,
    Beat,
    Dose,
    Exercise,
    ExerciseStep,
    Group,
    Library,
    PainMode,
    PainRule,
    Phase,
    Purpose,
    Routine,
    Sides,
)
from kneeapp.ui import theme
from kneeapp.ui.app import make_application
from kneeapp.ui.player_page import PlayerPage
from kneeapp.ui.services import Services

LONG_S, QUICK_S = 600, 20
PAUSED_S = 20
PAUSES = 100


def measure(*, quick: bool = False) -> dict[str, float]:
    app = make_application()
    clock = SystemClock()
    with tempfile.TemporaryDirectory() as folder, _busy():
        services = Services(clock, Path(folder))
        settings = replace(services.settings, voice=False, countdown_s=0, switch_s=0)
        services._settings = settings
        theme.apply(app, settings)
        plain = _run(services, clock, QUICK_S if quick else LONG_S, pauses=0)
        paused = _run(services, clock, PAUSED_S, pauses=PAUSES)
        services.close()
    return {
        "changes": float(len(plain.late)),
        "change_worst_ms": max(map(abs, plain.late)),
        "change_mean_ms": sum(map(abs, plain.late)) / len(plain.late),
        "end_off_ms": abs(plain.end_off),
        "pauses_added_ms": paused.active_off,
    }


class _Watch:
    """Notes when the running view shows each new segment, against the plan."""

    def __init__(self, page, clock):
        self.page, self.clock = page, clock
        self.late, self.end_off, self.active_off = [], 0.0, 0.0
        self.paused_ms, self._begun, self._last = 0, 0, -1
        self._show = page.stage.run.show_moment
        page.stage.run.show_moment = self._shown

    def _shown(self, now, state, segment):
        self._show(now, state, segment)
        if state.index == self._last:
            return
        at = self.clock.now_ms()
        if self._last < 0:
            self._begun = at
        self._last = state.index
        self.late.append(at - self._begun - self.paused_ms - segment.start_ms)

    def ended(self, plan_ms, active_ms):
        self.end_off = self.clock.now_ms() - self._begun - self.paused_ms - plan_ms
        self.active_off = active_ms - plan_ms


def _run(services, clock, seconds, *, pauses):
    services._library = _library(seconds)
    page = PlayerPage(services)
    page.resize(1280, 800)
    page.show()
    page.load(RoutineChoice("bench"))
    watch = _Watch(page, clock)
    loop = QEventLoop()
    plan_ms = page._plan.timeline(services.settings).length_ms
    page.stage.ended.connect(lambda _f: watch.ended(plan_ms, page._result.active_ms))
    page.stage.ended.connect(loop.quit)
    page.ready.start.click()
    if pauses:
        _pause_often(page, clock, watch, pauses, plan_ms)
    loop.exec()
    page.leave()
    page.deleteLater()
    return watch


def _pause_often(page, clock, watch, pauses, plan_ms):
    timer = QTimer(page)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    left = [pauses]

    def pause():
        if page.stage.session is None or not left[0]:
            return
        begun = clock.now_ms()
        page.stage._command(Command.PAUSE)
        inner = QEventLoop()
        QTimer.singleShot(15, inner.quit)
        inner.exec()
        page.stage._command(Command.RESUME)
        watch.paused_ms += clock.now_ms() - begun
        left[0] -= 1

    timer.timeout.connect(pause)
    timer.start(round(plan_ms * 0.9 / pauses))


def _library(seconds):
    """Reps of 1, 2 and 1 s and a hold of 7 s, over and over, as long as asked."""
    exercise = Exercise(
        id="bench", name="Bench", group=Group.STRENGTH, position="standing", start="Stand.",
        steps=("Bend.", "Stand up."), sides=Sides.BOTH, dose="", sources=("J",), alt="",
    )  # fmt: skip
    down, hold, up = (
        Beat(phase, Amount(ms))
        for phase, ms in ((Phase.DOWN, 1_000), (Phase.HOLD, 2_000), (Phase.UP, 1_000))
    )
    reps = Dose(reps=Amount(3), tempo=(down, hold, up))
    still = Dose(hold=Amount(7_000))
    step = ExerciseStep("bench", (reps, still), sets=Amount(seconds // 20), rest=Amount(1_000))
    last = ExerciseStep("bench", (Dose(hold=Amount(1_000)),))
    routine = Routine(
        id="bench", title="Bench", purpose=Purpose.STRENGTH, summary="", steps=(step, last),
        sources=("J",), stop=(), pain_rule=PainRule(2, 2, PainMode.CAREFUL, ("J",)),
    )  # fmt: skip
    empty = MappingProxyType({})
    return Library(
        MappingProxyType({"bench": exercise}), MappingProxyType({"bench": routine}), empty
    )


@contextmanager
def _busy():
    """Another process that takes all it can get."""
    process = multiprocessing.get_context("spawn").Process(target=_burn, daemon=True)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()


def _burn():
    while True:
        sum(range(10_000))
