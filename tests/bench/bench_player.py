"""The player: how late changes and cues come, what a moving figure costs, what the process weighs.

The real page with a shipped routine of 20 minutes, the real clock, the journal on disk and another
process that takes all it can get. KNEEAPP_BENCH_FULL=1 plays the whole routine; else one minute.

Targets: changes and cues p99 within 30 ms; 100 pauses add nothing; no drift in 8 simulated hours;
6 % of one core while the figure moves, 1 % paused; 150 MB with the routine loaded.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer

from kneeapp.base import paths
from kneeapp.base.clock import SystemClock
from kneeapp.base.side import Side
from kneeapp.flow.visit.choice import RoutineChoice
from kneeapp.player.engine import Command, Jump, State, Status, apply, tick
from kneeapp.routine.load import load_library
from kneeapp.routine.timeline import Choices, compile_timeline
from kneeapp.ui import theme
from kneeapp.ui.app import make_application
from kneeapp.ui.player_page import PlayerPage
from kneeapp.ui.services import Services

ROUTINE = "runners-knee-1"
SHORT_S, QUICK_S = 60, 25
PAUSES, PAUSED_S = 100, 20
EIGHT_HOURS_MS = 8 * 3_600_000


def measure(*, quick: bool = False) -> dict[str, float]:
    seconds = None if os.environ.get("KNEEAPP_BENCH_FULL") else QUICK_S if quick else SHORT_S
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        services = Services(SystemClock(), Path(folder))
        services._settings = replace(services.settings, voice=False, countdown_s=5)
        theme.apply(app, services.settings)
        with _busy():
            watch = _play(services, seconds)
            added = _pause_often(services)
        services.close()
    figures = {"changes": float(len(watch.changes)), "cues": float(len(watch.cues))}
    figures |= _spread("change", watch.changes) | _spread("cue", watch.cues)
    figures["pictures_late"] = float(watch.without_picture)
    figures["pauses_added_ms"] = added
    figures["drift_8_hours_ms"] = _simulated()
    return figures | _process(6 if quick else 15)


def _spread(name: str, late: list[int]) -> dict[str, float]:
    cuts = statistics.quantiles(late, n=100)
    return {f"{name}_p50_ms": cuts[49], f"{name}_p99_ms": cuts[98], f"{name}_max_ms": max(late)}


class _Watch:
    """Notes how late each new segment is shown and each cue given, against the plan."""

    def __init__(self, page, clock):
        self.page, self.clock = page, clock
        self.changes, self.cues, self.without_picture = [], [], 0
        self._last, self._exercise = -1, ""
        self._show, self._give = page.stage.run.show_moment, page.stage.hearing.give
        page.stage.run.show_moment, page.stage.hearing.give = self._shown, self._given

    def _shown(self, now, state, segment):
        self._show(now, state, segment)
        if state.index == self._last:
            return
        if self._last >= 0 and state.index == self._last + 1:
            self.changes.append(self._since_begin(state))
            about = self.page.stage.session.timeline.steps[segment.step].exercise
            if about != self._exercise and segment.exercise:
                self._exercise = about
                self.without_picture += self.page.films.get(about) is None
        self._last = state.index

    def _given(self, cues):
        self._give(cues)
        state = self.page.stage.session.state
        here = (cue for cue in cues if cue.segment == state.index)
        self.cues += [self._since_begin(state) - cue.at_ms for cue in here]

    def _since_begin(self, state):
        return self.clock.now_ms() - state.last_ms + state.spent_ms


def _page(services):
    page = PlayerPage(services)
    page.resize(1280, 800)
    page.show()
    page.load(RoutineChoice(ROUTINE, Side.LEFT))
    return page


def _wait(ms):
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _play(services, seconds):
    page = _page(services)
    watch = _Watch(page, services.clock)
    page.ready.ways.start.click()
    if seconds is None:
        loop = QEventLoop()
        page.stage.ended.connect(loop.quit)
        loop.exec()
    else:
        _wait(2_000)
        reps = page.stage.session.timeline.steps[1].first_segment + 1  # past its get-ready
        page.stage.follow(page.stage.session.command(Jump(reps)))
        _wait(seconds * 1_000)
    page.leave()
    page.deleteLater()
    return watch


def _pause_often(services):
    """How many ms of the routine are lost or won by a hundred pauses."""
    page = _page(services)
    page.ready.ways.start.click()
    stage = page.stage
    begun, paused = stage.session.state.last_ms, 0
    for _ in range(PAUSES):
        _wait(PAUSED_S * 1_000 // PAUSES)
        stage.command(Command.PAUSE)
        since = stage.session.state.last_ms
        _wait(15)
        stage.command(Command.RESUME)
        paused += stage.session.state.last_ms - since
    stage.command(Command.PAUSE)
    ran = stage.session.state.last_ms - begun - paused
    off = abs(stage.session.state.active_ms - ran)
    page.leave()
    page.deleteLater()
    return float(off)


def _simulated():
    """Eight hours of the routine, over and over, woken at random: how far the clock is off."""
    library = load_library([paths.routines()])
    timeline = compile_timeline(library.routines[ROUTINE], library, Choices(Side.LEFT))
    chance, now, active = random.Random(1), 0, 0
    while now < EIGHT_HOURS_MS:
        state, _ = apply(timeline, State(last_ms=now, last_wall_ms=now), Command.START, now, now)
        while state.status is Status.RUNNING:
            now += chance.choice((1, 16, 33, 100, 250, 4_000))
            state, _ = tick(timeline, state, now, now)
        active += state.active_ms - timeline.length_ms
    return float(active)


CHILD = """
import os, sys, json
from pathlib import Path
from dataclasses import replace
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget
from kneeapp.ui.app import make_application

def wait(ms):
    loop = QEventLoop(); QTimer.singleShot(ms, loop.quit); loop.exec()

def resident():
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Rss:"): return int(line.split()[1]) * 1024 / 1e6
    return 0.0

def busy(ms):
    wait(1500)
    before = os.times(); wait(ms); after = os.times()
    return 100 * (after.user + after.system - before.user - before.system) / (ms / 1000)

app = make_application()
figures = {}
bare = QWidget(); bare.resize(1280, 800); bare.show(); wait(200)
figures["floor_mb"] = resident()
bare.close()
from kneeapp.base.clock import SystemClock
from kneeapp.base.side import Side
from kneeapp.flow.visit.choice import RoutineChoice
from kneeapp.player.engine import Jump
from kneeapp.ui.main_window import MainWindow
from kneeapp.ui.player.figure_card import FigureCard
from kneeapp.ui.player.key_sheet import Key
from kneeapp.ui.services import Services
painted, paint = [], FigureCard.paintEvent
def counted(card, event):
    painted.append(event.rect()); paint(card, event)
FigureCard.paintEvent = counted
def per_s(name, s):
    painted.clear(); figures[name + "_percent"] = busy(s * 1000)
    figures[name + "_paints_per_s"] = len(painted) / (s + 1.5)
services = Services(SystemClock(), Path(sys.argv[1]))
services._settings = replace(services.settings, notice_seen=True, voice=False)
window = MainWindow(services); window.resize(1280, 800); window.show(); wait(1500)
window.shell.journey.playing.play_choice(RoutineChoice(sys.argv[2], Side.LEFT)); wait(1000)
page = window.shell.page("player"); page.ready.ways.start.click(); wait(2000)
stage, segments = page.stage, page.stage.session.timeline.segments
def go(wanted):
    stage.follow(stage.session.command(Jump(next(i for i, s in enumerate(segments) if wanted(s)))))
go(lambda s: s.kind == "work" and s.rep is None)
per_s("moving", int(sys.argv[3]))
go(lambda s: s.phase in ("down", "up"))
per_s("reps", int(sys.argv[3]))
figures["films_mb"] = page.films.bytes_held() / 1e6
figures["resident_mb"] = resident()
stage.press(Key.PAUSE)
per_s("paused", int(sys.argv[3]))
print(json.dumps(figures))
window.close()
"""


def _process(seconds: int) -> dict[str, float]:
    """What a process of its own costs: the program as it is, on one routine."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", CHILD, folder, ROUTINE, str(seconds)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


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
