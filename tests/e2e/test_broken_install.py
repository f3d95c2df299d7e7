"""A copy of the program with things missing: it says so where it cannot go on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kneeapp

pytestmark = pytest.mark.e2e
_ROOT = Path(kneeapp.__file__).parent.parent


@pytest.fixture
def copy(tmp_path):
    """The code as it is and links to the data, of which a test may take some away."""
    folder = tmp_path / "copy"
    shutil.copytree(_ROOT / "kneeapp", folder / "kneeapp", ignore=shutil.ignore_patterns("*.pyc"))
    (folder / "routines").symlink_to(_ROOT / "routines")
    for part in ("body", "exercises", "fonts", "guidance", "icons", "knee", "sounds", "themes"):
        (folder / "assets" / part).mkdir(parents=True)
        for file in (_ROOT / "assets" / part).iterdir():
            (folder / "assets" / part / file.name).symlink_to(file)
    return folder


def _run(folder, *words):
    return subprocess.run(
        [sys.executable, "-m", "kneeapp", *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        timeout=25,
        check=False,
    )


def test_missing_pictures_sounds_and_fonts_stop_nothing(copy):
    shutil.rmtree(copy / "assets" / "fonts")
    shutil.rmtree(copy / "assets" / "sounds")
    for gone in ("knee/skin_00.webp", "body/front.webp", "exercises/clamshell.webp"):
        (copy / "assets" / gone).unlink()
    done = _run(copy, "--smoke")
    assert done.returncode == 0, done.stderr
    assert "pages opened" in done.stdout
    assert "Traceback" not in done.stderr


def test_without_the_knee_it_says_what_is_missing(copy):
    (copy / "assets" / "knee" / "turntable.json").unlink()
    done = _run(copy, "--smoke")
    assert done.returncode == 1
    assert "knee pictures" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_qt_it_says_so(copy):
    (copy / "PySide6").mkdir()
    (copy / "PySide6" / "__init__.py").write_text("raise ImportError('libEGL.so.1 is missing')")
    done = _run(copy, "--smoke")
    assert done.returncode == 1
    assert "libEGL.so.1" in done.stderr
    assert "make run" in done.stderr
    assert "Traceback" not in done.stderr
