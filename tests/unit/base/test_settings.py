"""Settings survive hand-editing, breakage and newer versions."""

from __future__ import annotations

import json
import stat

import pytest

from kneeapp.base import settings
from kneeapp.base.settings import Settings


def test_a_missing_file_is_the_defaults_and_no_problem(tmp_path):
    assert settings.load(tmp_path / "settings.json") == (Settings(), "")


def test_what_is_saved_is_read_again(tmp_path):
    path = tmp_path / "new" / "settings.json"
    mine = Settings(theme="dark", text_percent=150, voice_rate=-0.5, country="CH")
    settings.save(path, mine)
    assert settings.load(path) == (mine, "")


def test_the_file_and_its_folder_are_private(tmp_path):
    path = tmp_path / "new" / "settings.json"
    settings.save(path, Settings())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '"x"', "[" * 100_000, "\x00\xff"])
def test_a_broken_file_is_told_in_one_sentence(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_text(text)
    loaded, problem = settings.load(path)
    assert loaded == Settings()
    assert str(path) in problem


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "pink"),
        ("text_percent", 79),
        ("text_percent", 201),
        ("text_percent", True),
        ("text_percent", "100"),
        ("voice", 1),
        ("voice_rate", 1.5),
        ("volume", -1),
        ("country", None),
    ],
)
def test_a_value_that_cannot_be_used_is_reset_and_named(tmp_path, key, value):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({key: value, "switch_s": 9}))
    loaded, problem = settings.load(path)
    assert getattr(loaded, key) == getattr(Settings(), key)
    assert loaded.switch_s == 9
    assert key in problem


def test_a_setting_of_a_newer_version_is_passed_over(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"from_the_future": 1, "beeps": False}))
    assert settings.load(path) == (Settings(beeps=False), "")
