"""Further cases from the sources, read from the short hand of the text files beside this one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from kneeapp.base.side import Side
from kneeapp.guidance.case import Case

_URGENCY = {
    "E": "emergency",
    "S": "same_day",
    "W": "clinician_soon",
    "C": "self_care",
    "N": "normal",
}
_WORDS = {
    "injury": {"onset": "sudden_injury"},
    "sudden": {"onset": "sudden_no_injury"},
    "run": {"onset": "after_run"},
    "gradual": {"onset": "gradual"},
    "repeated": {"onset": "repeated"},
    "left": {"side": Side.LEFT},
    "right": {"side": Side.RIGHT},
    "both": {"side": Side.BOTH},
}
_LISTS = {"w": "worse", "b": "better", "h": "history", "q": "qualities"}
_SEXES = {"f": "female", "m": "male"}


@dataclass(frozen=True)
class Unseen:
    """One line; `urgency` and `families`: the wanted one first, then what is accepted too."""

    name: str
    sources: tuple[str, ...]
    urgency: tuple[str, ...]
    families: tuple[str, ...]
    exercise: str | None
    case: Case


def _case(text):
    facts, signs = {}, defaultdict(set)
    for token in text.split():
        if token[0] in "+-":
            signs["yes" if token[0] == "+" else "no"].add(token[1:])
        else:
            facts |= _WORDS.get(token) or _marked(token) or _figure(token)
    return Case(**facts, **{name: frozenset(found) for name, found in signs.items()})


def _marked(token):
    """Facts with a sign or a letter in front; nothing for bare figures."""
    key, colon, words = token.partition(":")
    if key == "t":
        return {"trend": words}
    if colon:
        return {_LISTS[key]: frozenset(words.split(","))}
    if token[0] == "@":
        return {"places": tuple(token[1:].split(","))}
    return {"spread": token[1:]} if token[0] == "~" else {}


def _figure(token):
    if token.startswith("stiff"):
        return {"stiffness_min": int(token.removeprefix("stiff"))}
    if token[0] == "p":
        return {"intensity": int(token[1:])}
    if token[-1] == "d":
        return {"days": int(token[:-1])}
    return {"age": int(token.rstrip("fm")), "sex": _SEXES.get(token[-1])}


def _unseen(line):
    name, sources, urgency, families, exercise, facts = (each.strip() for each in line.split("|"))
    return Unseen(
        name,
        tuple(sources.split()),
        tuple(_URGENCY[each] for each in urgency.split()),
        tuple(families.split(",")),
        None if exercise == "-" else exercise,
        _case(facts),
    )


def _read(name):
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [_unseen(line) for line in lines if line and not line.startswith("#")]


UNSEEN = _read("unseen_cases.txt")
# Written by somebody else, who did not know the rules.
BLIND = _read("blind_cases.txt")
