"""The knee as a screen reader finds it, through the desktop's own bus, in the real program."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kneeapp.base.settings import Settings, save
from kneeapp.body.places import View, all_places, places_of_view

pytestmark = pytest.mark.e2e

EXPLORER = Path(__file__).with_name("screen_reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"


def missing_tools():
    missing = [tool for tool in ("Xvfb", "dbus-run-session") if shutil.which(tool) is None]
    launchers = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
    if not any(Path(launcher).exists() for launcher in launchers):
        missing.append("at-spi-bus-launcher")
    asked = subprocess.run([SYSTEM_PYTHON, "-c", "import gi"], capture_output=True, check=False)
    return missing if asked.returncode == 0 else [*missing, "python3-gi"]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    if sys.platform != "linux" or shutil.which("apt-get") is None:
        pytest.skip("the bus of assistive technology is looked at on Debian and its kin")
    missing = missing_tools()
    assert not missing, f"missing: {missing}; .ci/setup test installs them"
    data = tmp_path_factory.mktemp("data")
    save(data / "settings.json", Settings(reduced_motion=True, voice=False, beeps=False))
    done = subprocess.run(
        ["dbus-run-session", "--", SYSTEM_PYTHON, str(EXPLORER), sys.executable],
        env=os.environ | {"KNEEAPP_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        timeout=28,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_every_visible_place_is_a_check_box_with_its_name_and_a_true_rectangle(found):
    assert found["roles"] == ["check box"]
    names = {place.plain_name for place in all_places()}
    front = {place.plain_name for place in places_of_view(View.FRONT)}
    assert front <= set(found["front"]) <= names
    left, top, wide, high = found["view_rect"]
    for name, (x, y, width, height) in found["front"].items():
        assert width >= 8, name
        assert height >= 8, name
        assert left <= x, name
        assert x + width <= left + wide, name
        assert top <= y, name
        assert y + height <= top + high, name
    assert found["front"]["kneecap"][1] < found["front"]["bump on the shin"][1]


def test_a_place_is_marked_and_its_strength_told(found):
    assert not found["checked_before"]
    assert found["checked"]
    assert found["description"].startswith("4 of 10. patella. ")


def test_places_follow_the_turn(found):
    assert found["hidden_when_turned"]
    assert "hollow behind the knee" in found["back"]
    assert "kneecap" not in found["back"]


def test_changes_are_announced(found):
    assert "Your right knee: kneecap." in found["announced"]
    assert "Your right knee: kneecap, 4 of 10." in found["announced"]


def test_the_pictures_are_named_groups(found):
    assert found["view_role"] == found["figure_role"] == "panel"


def test_whatever_takes_the_focus_has_a_name(found):
    assert found["unnamed"] == []
