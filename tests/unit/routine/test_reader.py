"""The process that reads the library: what it sends is what reading here gives."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path

import pytest

from kneeapp.base import paths
from kneeapp.base.errors import UserError
from kneeapp.routine import reader
from kneeapp.routine.load import find_routine, load_library


def _asked(wanted, folders):
    command = [sys.executable, "-m", "kneeapp.routine.reader", reader.question(wanted, folders)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=25)
    return reader.unpack(done.stdout)


@pytest.fixture
def own(tmp_path):
    """A person's folder: one exercise that replaces a shipped one, two files with problems."""
    folder = tmp_path / "routines of Zoë"
    folder.mkdir()
    shipped = (paths.routines() / "exercises" / "wall-sit.yaml").read_text(encoding="utf-8")
    (folder / "wall-sit.yaml").write_text(shipped.replace("name:", "name: My", 1), encoding="utf-8")
    (folder / "broken.yaml").write_text("kind: routine\nid: [", encoding="utf-8")
    (folder / "wrong.yaml").write_text("{kind: routine, id: wrong, tilte: W}", encoding="utf-8")
    return folder


def _assert_alike(one, other):
    """Equal, and of the same types all the way down; enums are the same objects."""
    assert type(one) is type(other)
    match one:
        case Enum():
            assert one is other
        case Mapping():
            assert list(one) == list(other)
            _assert_alike(tuple(one.values()), tuple(other.values()))
        case tuple():
            assert len(one) == len(other)
            for each, its in zip(one, other, strict=True):
                _assert_alike(each, its)
        case _ if is_dataclass(one):
            for each in fields(one):
                _assert_alike(getattr(one, each.name), getattr(other, each.name))
        case _:
            assert one == other


def test_the_library_that_is_sent_is_the_one_read_here(own):
    folders = [paths.routines(), own]
    here = load_library(folders)
    sent, wanted = _asked("", folders)
    assert wanted == ""
    assert len(here.problems) > 2
    assert sent == here
    for mapping in ("exercises", "routines", "programmes", "files"):
        found = getattr(sent, mapping)
        assert list(found) == list(getattr(here, mapping))
        with pytest.raises(TypeError):
            found["new"] = None
    _assert_alike(sent, here)


def test_a_routine_of_a_file_comes_with_its_library(tmp_path):
    file = tmp_path / "mine.yaml"
    shipped = (paths.routines() / "routines" / "desk-break.yaml").read_text(encoding="utf-8")
    file.write_text(shipped.replace("id: desk-break", "id: mine"), encoding="utf-8")
    routine, library = find_routine(str(file), [paths.routines()])
    sent, wanted = _asked(str(file), [paths.routines()])
    assert wanted == "mine"
    assert sent.routines["mine"] == routine
    assert sent == library


def test_what_is_wrong_is_sent_in_the_same_words(own):
    folders = [paths.routines(), own]
    for wanted in ("desk-brake", "wrong", "no-such-file.yaml"):
        sent = _asked(wanted, folders)
        with pytest.raises(UserError) as here:
            find_routine(wanted, folders)
        assert type(sent) is UserError
        assert (sent.text, sent.hint) == (here.value.text, here.value.hint)


@pytest.mark.parametrize("name", ["mit Leerzeichen", 'a "quoted" \\ name', "Ř岩", "caf\udce9"])
def test_a_folder_may_have_any_letters(name, tmp_path):
    question = reader.question("", [tmp_path / name])
    assert question.isascii()
    if sys.platform != "linux":  # elsewhere no folder may have these
        return
    folder = tmp_path / name
    folder.mkdir()
    (folder / "own.yaml").write_text("kind: routine", encoding="utf-8")
    sent, _ = _asked("", [folder])
    assert [Path(each.file).name for each in sent.problems] == ["own.yaml"] * len(sent.problems)
    assert sent.problems == load_library([folder]).problems


def test_what_is_not_a_whole_answer_is_none(library):
    sent = reader.pack((library, "mine"))
    assert reader.unpack(sent) == (library, "mine")
    assert reader.unpack(b"hello from a library\n" + sent + b"bye") == (library, "mine")
    assert reader.unpack(b"") is None
    assert reader.unpack(b"\x80\x05rubbish") is None
    assert reader.unpack(sent[:-1]) is None
    assert reader.unpack(sent[: len(sent) // 2]) is None
    assert reader.unpack(sent.replace(b"\0kneeapp ", b"\0kneeapp 0", 1)) is None
