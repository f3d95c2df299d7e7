"""The wheel carries the program, its pictures and its routines, and nothing of the workshop."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e
_ROOT = Path(__file__).parents[2]


def test_the_wheel_holds_what_the_program_reads(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", tmp_path, _ROOT],
        check=True,
        capture_output=True,
        timeout=60,
    )
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("body", "exercises", "fonts", "guidance", "icons", "knee", "sounds", "themes"):
        for file in (_ROOT / "assets" / folder).rglob("*.*"):
            assert f"kneeapp/_assets/{file.relative_to(_ROOT / 'assets').as_posix()}" in held
    for file in (_ROOT / "routines").rglob("*.yaml"):
        assert f"kneeapp/_routines/{file.relative_to(_ROOT / 'routines').as_posix()}" in held
    assert not any("_assets/source" in name or name.startswith("tests") for name in held)
    assert any(name.endswith("licenses/LICENSE") for name in held)
