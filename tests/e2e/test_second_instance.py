"""Two real processes with one data folder: the second joins the first."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.e2e


class Programs:
    def __init__(self, folder):
        self.folder = folder
        self.running = []
        self.environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "KNEEAPP_DATA_DIR": str(folder / "data"),
            "XDG_RUNTIME_DIR": str(folder),
        }

    def start(self, *words):
        child = subprocess.Popen(
            [sys.executable, "-m", "kneeapp", *words],
            env=self.environment, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.running.append(child)
        return child

    def first(self):
        """A program that is open and listens."""
        child = self.start()
        while not list(self.folder.glob("kneeapp-*.socket")):
            assert child.poll() is None, child.stderr.read()
            select.select([], [], [], 0.02)
        return child

    def run(self, *words):
        """Start another one and wait for its end: exit status and what it said."""
        child = self.start(*words)
        _, said = child.communicate(timeout=28)
        return child.returncode, said

    def end(self):
        for child in self.running:
            child.kill()
            child.communicate()


@pytest.fixture
def programs(tmp_path):
    made = Programs(tmp_path)
    yield made
    made.end()


def test_a_second_start_joins_the_first_and_ends(programs):
    first = programs.first()
    assert programs.run() == (0, "")
    assert first.poll() is None


def test_a_second_start_at_the_same_moment_waits_for_the_first(programs):
    children = [programs.start(), programs.start()]
    while all(child.poll() is None for child in children):
        select.select([], [], [], 0.02)
    ended = next(child for child in children if child.poll() is not None)
    assert ended.returncode == 0, ended.stderr.read()


def test_a_routine_is_handed_over(programs):
    programs.first()
    assert programs.run("play", "desk-break") == (0, "")


def test_a_routine_file_is_found_from_wherever_it_was_named(programs, tmp_path, monkeypatch):
    programs.first()
    (tmp_path / "mine.yaml").write_text("kind: routine\nid: mine\ntitle: [\n")
    monkeypatch.chdir(tmp_path)
    programs.environment["PYTHONPATH"] = str(_checkout())
    status, said = programs.run("play", "mine.yaml")
    assert status == 2
    assert f"{tmp_path / 'mine.yaml'}:" in said


def test_what_the_first_refuses_is_said_where_it_was_asked(programs):
    programs.first()
    status, said = programs.run("play", "desk-brake")
    assert status == 2
    assert "desk-break" in said
    assert "Traceback" not in said


def test_another_data_folder_has_its_own_window(programs, tmp_path):
    programs.first()
    programs.environment["KNEEAPP_DATA_DIR"] = str(tmp_path / "other")
    child = programs.start()
    while len(list(tmp_path.glob("kneeapp-*.socket"))) < 2:
        assert child.poll() is None, child.stderr.read()
        select.select([], [], [], 0.02)


def test_a_command_without_a_window_asks_nobody(programs):
    programs.first()
    status, said = programs.run("plan", "desk-break")
    assert status == 0, said


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_after_a_kill_the_next_start_is_first_at_once(programs):
    first = programs.first()
    first.send_signal(signal.SIGKILL)
    first.wait()
    (left,) = programs.folder.glob("kneeapp-*.socket")
    before = left.stat().st_ctime_ns
    again = programs.start()
    while not left.exists() or left.stat().st_ctime_ns == before:
        assert again.poll() is None, again.stderr.read()
        select.select([], [], [], 0.02)
    assert programs.run() == (0, "")


def _checkout():
    from pathlib import Path

    return Path(__file__).parents[2]
