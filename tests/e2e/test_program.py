"""The real program in a child process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from kneeapp import __version__

pytestmark = pytest.mark.e2e


def _run(*words, cwd=None, **environment):
    return subprocess.run(
        [sys.executable, "-m", "kneeapp", *words],
        capture_output=True,
        text=True,
        timeout=25,
        check=False,
        cwd=cwd,
        env=os.environ | environment,
    )


def test_version():
    done = _run("--version")
    assert (done.returncode, done.stdout) == (0, f"kneeapp {__version__}\n")


def test_smoke_opens_every_page_and_prints_one_line():
    done = _run("--smoke")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "kneeapp: 10 pages opened\n"
    assert "Traceback" not in done.stderr


def test_without_a_screen_it_says_so_in_words():
    environment = {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    done = _run(**environment)
    assert done.returncode == 1
    assert "no screen" in done.stderr
    assert "xvfb-run" in done.stderr


def test_playing_an_unknown_routine_is_refused_with_a_suggestion():
    done = _run("play", "desk-brake")
    assert done.returncode == 2
    assert "desk-break" in done.stderr
    assert "Traceback" not in done.stderr


def test_playing_a_broken_file_names_the_place(tmp_path):
    (tmp_path / "mine.yaml").write_text("kind: routine\nid: mine\ntitle: [\n")
    done = _run("play", str(tmp_path / "mine.yaml"))
    assert done.returncode == 2
    assert "mine.yaml:" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_word_is_refused():
    done = _run("dance")
    assert done.returncode == 2
    assert "dance" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_leaves_at_once_when_told_to(number, tmp_path):
    log = tmp_path / "logs" / "kneeapp.log"
    with subprocess.Popen(
        [sys.executable, "-m", "kneeapp"],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "KNEEAPP_DATA_DIR": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        _wait_for(child, log.exists)
        child.send_signal(number)
        assert child.wait(timeout=5) == 0


@pytest.mark.skipif(os.name != "posix", reason="POSIX modes")
def test_a_home_that_cannot_be_written_still_lets_it_work(tmp_path):
    (tmp_path / "file").write_text("in the way")
    done = _run("--smoke", KNEEAPP_DATA_DIR=str(tmp_path / "file" / "data"))
    assert done.returncode == 0, done.stderr
    assert "10 pages" in done.stdout


def _wait_for(child, ready):
    import select

    while not ready():
        assert child.poll() is None, child.stderr.read()
        select.select([], [], [], 0.02)
