"""What each way of starting may load: told by sys.modules, not by a stopwatch."""

from __future__ import annotations

import functools
import json
import subprocess
import sys

import pytest

_QT = ("PySide6", "shiboken6")


@functools.cache
def _modules(code: str) -> frozenset[str]:
    script = f"import sys\n{code}\nimport json; print(); print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=27
    )
    names = json.loads(done.stdout.splitlines()[-1])
    return frozenset(names) | {name.split(".")[0] for name in names}


def _loaded(code: str) -> frozenset[str]:
    """What this code loads beyond what a bare process has (under coverage: coverage's own)."""
    return _modules(code) - _modules("")


@pytest.mark.parametrize(
    "words",
    [
        ["--version"],
        ["locate", "front", "0.5", "0.5"],
        ["plan", "desk-break"],
        ["schema"],
    ],
)
def test_commands_load_no_qt(words):
    loaded = _loaded(f"from kneeapp.bootstrap import main; main({words!r})")
    assert not loaded & set(_QT)


def test_locate_needs_no_yaml_and_no_pydantic():
    loaded = _loaded("from kneeapp.bootstrap import main; main(['locate', 'front', '0.5', '0.5'])")
    assert not loaded & {"yaml", "pydantic", "sqlite3"}


def test_the_first_page_needs_no_yaml_pydantic_or_sqlite():
    code = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from kneeapp.base.clock import SystemClock
from kneeapp.ui.app import make_application
from kneeapp.ui.main_window import MainWindow
from kneeapp.ui.services import Services
app = make_application()
services = Services(SystemClock(), Path(os.environ["KNEEAPP_DATA_DIR"]))
window = MainWindow(services)
shell = window.shell
"""
    loaded = _loaded(code)
    heavy = {
        "yaml",
        "pydantic",
        "sqlite3",
        "pyqtgraph",
        "numpy",
        "typst",
        "asyncio",
        "socket",
        "PySide6.QtMultimedia",
        "PySide6.QtTextToSpeech",
        "PySide6.QtSvg",
        "wakepy",
    }
    assert not loaded & heavy


def test_a_routine_is_chosen_and_played_without_yaml_and_pydantic():
    """They take 35 MB, so a process of its own reads the library (`kneeapp.routine.reader`)."""
    code = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from dataclasses import replace
from pathlib import Path
from kneeapp.base.clock import SystemClock
from kneeapp.base.side import Side
from kneeapp.flow.visit.choice import RoutineChoice
from kneeapp.ui.app import make_application
from kneeapp.ui.player_page import PlayerPage
from kneeapp.ui.routines_page import RoutinesPage
from kneeapp.ui.services import Services
app = make_application()
services = Services(SystemClock(), Path(os.environ["KNEEAPP_DATA_DIR"]))
services.save_settings(replace(services.settings, voice=False, beeps=False))
services.warm()
RoutinesPage(services).shown()
page = PlayerPage(services)
page.load(RoutineChoice("desk-break", Side.LEFT))
page.ready.ways.start.click()
assert page.stage.session is not None
page.leave()
services.close()
"""
    loaded = _loaded(code)
    assert "kneeapp.player.engine" in loaded
    assert not loaded & {"yaml", "pydantic", "kneeapp.routine.load"}


def test_qt_does_not_read_the_source_of_every_module():
    """Its import hook does, for a feature of its own: a fifth of the start, and 7 MB."""
    code = """
import builtins, linecache
import kneeapp.ui.app, kneeapp.ui.shell, kneeapp.ui.home_page
assert builtins.__import__ is not builtins.__feature_import__
assert not [name for name in linecache.cache if "shell" in name or "home_page" in name]
"""
    _loaded(code)


def test_void_calls_do_not_eat_references_to_none():
    """PySide6 6.12.0 dropped one reference to None on every void call: death on Python < 3.12."""
    code = """
from PySide6.QtCore import QObject
import sys as s
o = QObject()
before = s.getrefcount(None)
for _ in range(1000):
    o.setObjectName("x")
assert abs(s.getrefcount(None) - before) < 50, (before, s.getrefcount(None))
"""
    _loaded(code)
