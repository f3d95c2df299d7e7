from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneeapp.base.problems import YamlProblems
from kneeapp.base.yamlfile import MAX_BYTES, read_file, read_text


def only_problem(text, name="x.yaml"):
    with pytest.raises(YamlProblems) as caught:
        read_text(text, name)
    assert len(caught.value.problems) == 1, caught.value.problems
    return str(caught.value.problems[0])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        ("-12", -12),
        ("0.25", 0.25),
        ("-.1", -0.1),
        (".15", 0.15),
        ("1.0e+3", 1000.0),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        # What YAML 1.1 would silently turn into something else stays what was written.
        ("1:30", "1:30"),
        ("1:30:00", "1:30:00"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("no", "no"),
        ("on", "on"),
        ("y", "y"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("2026-11-22", "2026-11-22"),
        ("+1.0e400", "+1.0e400"),
        ("9" * 5000, "9" * 5000),
        ('"1"', "1"),
        ("'true'", "true"),
        ("45s", "45s"),
    ],
)
def test_plain_scalars_are_never_guessed(text, value):
    found = read_text(f"a: {text}", "x").data["a"]
    assert found == value
    assert type(found) is type(value)


def test_every_value_and_key_knows_its_place():
    document = read_text("a: 1\nsteps:\n  - exercise: squat\n    reps: 10\n", "x")
    assert document.mark(("steps", 0, "reps")) == (4, 11)
    assert document.mark(("steps", 0, "reps"), key=True) == (4, 5)
    assert document.mark(("steps", 0)) == (3, 5)
    assert document.mark(()) == (1, 1)


def test_a_path_that_leads_nowhere_gives_the_last_place_on_it():
    document = read_text("a:\n  b: 1\n", "x")
    assert document.mark(("a", "missing", "deeper")) == (2, 3)


def test_keys_are_text():
    assert read_text("{1: a, true: b, 1.5: c}", "x").data == {"1": "a", "true": "b", "1.5": "c"}


def test_an_empty_file_is_nothing():
    assert read_text("", "x").data is None
    assert read_text("# only words\n", "x").data is None


def test_a_byte_order_mark_is_fine_at_the_start_only():
    assert read_text(b"\xef\xbb\xbfa: 1", "x").data == {"a": 1}
    assert "hidden or control character U+FEFF" in only_problem("a: \ufeff1")


def test_windows_line_ends():
    assert read_text("a: 1\r\nb: 2\r\n", "x").data == {"a": 1, "b": 2}


def test_all_duplicate_keys_are_told_at_once():
    with pytest.raises(YamlProblems) as caught:
        read_text("reps: 1\nsets: 2\nreps: 3\nsets: 4\n", "r.yaml")
    assert [str(one) for one in caught.value.problems] == [
        "r.yaml:3:1: duplicate key 'reps' (first on line 1)",
        "r.yaml:4:1: duplicate key 'sets' (first on line 2)",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: &x 1\nb: *x", "x.yaml:1:4: anchor &x is not used here; write it out"),
        ("b: *x", "x.yaml:1:4: alias *x is not used here; write it out"),
        ("&a [*a]", "x.yaml:1:1: anchor &a is not used here; write it out"),
        ("a: !!python/object/apply:os.system [ls]", "x.yaml:1:4: tag"),
        ("a: !x 1", "x.yaml:1:4: tag !x is not used here"),
        ("a: {<<: {b: 1}}", "x.yaml:1:5: merging (<<) is not used here"),
        ("a: 1\n---\nb: 2", "x.yaml:2:1: a second document (---); one file holds one thing"),
        ("%YAML 1.1\n---\na: 1", "x.yaml:1:1: a YAML directive (%) is not used here"),
        ("a:\n\tb: 1", "x.yaml:2:1: a tab; use spaces"),
        ("? [a, b]\n: 1", "x.yaml:1:3: a key must be a plain word"),
        ('"": 1', "x.yaml:1:1: a key is missing"),
        ("a: b: c", "x.yaml:1:5: a second ': ' in this place; put the text in quotes"),
        ("a: [1, 2", "x.yaml:2:1: a , or a closing bracket is missing"),
        ("a: 'open", "x.yaml:1:9: a quote is opened and never closed"),
        ("a: 1\n b: 2", "x.yaml:2:3: a second ': ' in this place"),
        ("a: \u202eabc", "x.yaml:1:4: hidden or control character U+202E; remove it"),
        ("a: x\x00y", "x.yaml:1:5: hidden or control character U+0000; remove it"),
        ("a: x\x1by", "x.yaml:1:5: hidden or control character U+001B; remove it"),
        ('a: "\\u202e"', "x.yaml:1:4: hidden or control character U+202E in the text"),
        ('a: "\\0"', "x.yaml:1:4: hidden or control character U+0000 in the text"),
        ('a: "\\uD800"', "x.yaml:1:"),
        (b"a: \xff", "x.yaml:1:4: not UTF-8 text; save the file as UTF-8"),
        (b"a: 1\nb: \xc3", "x.yaml:2:4: not UTF-8 text; save the file as UTF-8"),
        ("a: 1".encode("utf-16"), "x.yaml:1:1: not UTF-8 text; save the file as UTF-8"),
        ("[" * 100_000, "x.yaml:1:17: nested more than 16 deep"),
        ("a: " * 3 + "\ud800", "x.yaml:"),
    ],
)
def test_what_is_refused_and_where(text, told):
    assert only_problem(text).startswith(told)


_BOMB = "a: &a [x,x]\n" + "".join(
    f"{b}: &{b} [*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a}]\n"
    for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE = {
    "alias bomb": _BOMB,
    "recursive": "&a [*a]",
    "merge bomb": "a: &a {x: 1}\nb: {<<: [*a, *a, *a]}",
    "deep list": "[" * 100_000,
    "deep mapping": "{a: " * 60_000,
    "deep block": "- " * 100_000,
    "deep keys": "? " * 100_000,
    "many values": "[" + "1," * 120_000 + "]",
    "many keys": "\n".join(f"k{n}: 1" for n in range(25_000)),
    "same keys": "{" + "a," * 120_000 + "}",
    "long text": "a: " + "x" * (MAX_BYTES - 10),
    "long number": "a: " + "1" * (MAX_BYTES - 10),
    "comments": "# x\n" * 60_000,
    "spaces": " \n" * 120_000,
    "quoted lines": '"' + "a\n\n" * 80_000 + '"',
    "tag directives": "".join(f"%TAG !a{n}! x\n" for n in range(15_000)),
    "late directives": "--- a\n...\n" + "".join(f"%TAG !a{n}! x\n" for n in range(15_000)),
    "documents": "---\n" * 60_000,
    "anchors": "&a " * 80_000,
    "colons": "a:" * 120_000,
    "block text": "a: |\n" + " x\n" * 80_000,
    "too large": "a" * 10_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_over_quickly(name):
    # A bound no slow machine misses, and no bomb keeps; the true figures are in tests/bench.
    start = time.process_time()
    with contextlib.suppress(YamlProblems):
        read_text(HOSTILE[name], name)
    assert time.process_time() - start < 1.0


def test_a_file_is_never_read_beyond_its_limit(tmp_path):
    path = tmp_path / "huge.yaml"
    path.write_bytes(b"a: " + b"x" * 10_000_000)
    with pytest.raises(YamlProblems, match="larger than 256 KiB"):
        read_file(path)


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    with pytest.raises(YamlProblems, match=r"none\.yaml:1:1: cannot be read: no such file"):
        read_file(tmp_path / "none.yaml")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60) | st.text("ab:-[]{}&*!?#|>%'\"\\\n ,01.~<", max_size=60))
def test_nothing_but_yaml_problems_ever_comes_out(text):
    with contextlib.suppress(YamlProblems):
        repr(read_text(text, "x").data).encode()
