from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kneeapp.routine.load import load_library
from tests.shipped import library

if TYPE_CHECKING:
    from pathlib import Path

EXERCISE = """\
kind: exercise
id: {id}
name: {name}
group: {group}
position: standing
start: Stand.
steps: [Move.]
sides: {sides}
dose: Some.
sources: [J]
alt: A person.
loads: [{loads}]
{more}
"""
ROUTINE = """\
kind: routine
id: {id}
title: Test
purpose: strength
summary: A test.
pain_rule: {{during: 2, mode: careful, sources: [J]}}
stop: [Pain.]
sources: [J]
{more}
"""


class Folder:
    """A folder of routine files, written with as few words as a test needs."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exercise(self, name, *, sides="both", loads="", group="strength", more=""):
        text = EXERCISE.format(
            id=name, name=name.capitalize(), sides=sides, loads=loads, group=group, more=more
        )
        return self.file(f"{name}.yaml", text)

    def routine(self, more, name="test"):
        return self.file(f"{name}.yaml", ROUTINE.format(id=name, more=more))

    def file(self, name, text):
        path = self.path / name
        path.write_text(text, encoding="utf-8")
        return path

    def library(self):
        return load_library([self.path])

    def problems(self):
        return [str(one).replace(f"{self.path}/", "") for one in self.library().problems]


@pytest.fixture
def folder(tmp_path):
    """An empty folder with two exercises."""
    place = tmp_path / "routines"
    place.mkdir()
    made = Folder(place)
    made.exercise("squat", more="tempo: {down: 2s, up: 2s}")
    made.exercise("lunge", sides="each")
    return made


@pytest.fixture(scope="session")
def shipped():
    return library()
