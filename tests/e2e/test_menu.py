"""`make install` puts one entry into the person's own menu, and `make uninstall` takes it out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("bash") is None,
    reason="the menu of a Linux desktop",
)


def menu(word: str, share: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / ".ci" / "menu", word],
        env=os.environ | {"XDG_DATA_HOME": str(share)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_entry_names_things_that_exist_and_goes_away_again(tmp_path):
    assert menu("add", tmp_path).returncode == 0
    (entry,) = tmp_path.rglob("*.desktop")
    reader = ConfigParser(interpolation=None)
    reader.optionxform = str
    reader.read(entry, encoding="utf-8")
    said = reader["Desktop Entry"]
    assert Path(said["Path"], "kneeapp", "__main__.py").exists()
    assert said["Exec"].endswith("-m kneeapp")
    (icon,) = tmp_path.rglob(f"{said['Icon']}.png")
    assert icon.read_bytes().startswith(b"\x89PNG")
    assert menu("remove", tmp_path).returncode == 0
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_wrong_word_changes_nothing(tmp_path):
    assert menu("twist", tmp_path).returncode == 2
    assert not list(tmp_path.iterdir())
