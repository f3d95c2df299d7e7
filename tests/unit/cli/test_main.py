"""The command line as a whole: which command, exit codes, UTF-8, a reader that leaves."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from kneeapp.bootstrap import COMMANDS, main


def _run(*words, **environment):
    return subprocess.run(
        [sys.executable, "-m", "kneeapp", *words],
        capture_output=True,
        timeout=25,
        check=False,
        env=os.environ | environment,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command, capsys):
    assert main([command, "--help"]) == 0
    assert f"kneeapp {command}" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["locate", "plan", "check", "assess"])
def test_a_command_without_its_words_is_a_wrong_call(command, capsys):
    assert main([command]) == 2
    assert "usage" in capsys.readouterr().err


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    told = capsys.readouterr().out
    assert all(command in told for command in (*COMMANDS, "play"))


def test_it_prints_utf8_whatever_the_console_says():
    done = _run("plan", "desk-break", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "Desk break" in done.stdout.decode("utf-8")


def test_a_reader_that_leaves_early_is_no_error():
    pipe = f"{sys.executable} -m kneeapp schema | head -c 10"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {pipe}"], capture_output=True, timeout=25, check=False
    )
    assert done.returncode == 0
    assert done.stderr == b""
