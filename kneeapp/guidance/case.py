"""One person's story about one knee, as facts that rules can be asked about.

A fact that nobody asked about is in neither set: it raises nothing and lowers nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from kneeapp.base.errors import UserError
from kneeapp.base.side import Side
from kneeapp.guidance import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    _Path: TypeAlias = tuple[str | int, ...]


class Marks(Protocol):
    """Tells line and column of a value in its file; of its name with `key`."""

    def __call__(self, path: _Path, *, key: bool = False) -> tuple[int, int]:
        """Line and column, counted from 1."""
        ...


MAX_AGE = 120
MAX_DAYS = 36_525
MAX_PAIN = 10
MAX_STIFFNESS_MIN = 1_440
MAX_TEXT = 2_000
_SECTIONS = ("person", "pain", "story", "symptoms", "worse_with", "better_with")
_PERSON = ("age", "sex", "sport", "history")
_PAIN = ("side", "places", "spread", "intensity", "qualities")
_STORY = ("onset", "days", "trend", "what_happened", "looked_again", "ready")


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that is known; None or absence means "not asked".

    Attributes:
        age: years.
        intensity: worst pain, 0 to 10.
        days: days since it began.
        trend: compared with three days ago: better, same or worse.
        yes: symptoms that are there; no: symptoms that are known not to be there.
        stiffness_min: minutes until a stiff morning knee loosens.
        what_happened: the person's own words; shown back, never read for meaning.
        looked_again: which later look at a story this is (day_3, run …); empty for a first one.
        ready: what is true of the conditions for running again.
    """

    age: float | None = None
    sex: str | None = None
    sport: str = ""
    history: frozenset[str] = frozenset()
    side: Side | None = None
    places: tuple[str, ...] = ()
    spread: str | None = None
    intensity: float | None = None
    qualities: frozenset[str] = frozenset()
    onset: str | None = None
    days: float | None = None
    trend: str | None = None
    what_happened: str = ""
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    stiffness_min: float | None = None
    worse: frozenset[str] = frozenset()
    better: frozenset[str] = frozenset()
    looked_again: str = ""
    ready: frozenset[str] = frozenset()


def parse(data: object, marks: Marks | None = None, name: str = "case") -> Case:
    """Read the data of a case file.

    Args:
        data: what the YAML or JSON says.
        marks: tells line and column of a path in the file, for the messages.
        name: the file's name, for the messages.

    Raises:
        UserError: with every unknown word, wrong type and number out of range, one a line.
    """
    reader = _Reader(marks, name)
    case = reader.case(data)
    if reader.problems:
        told = "\n".join(text for _line, _column, text in sorted(reader.problems))
        raise UserError(told, hint="Correct the case file and try again.")
    return case


def again(case: Case, days_later: float, look: str) -> Case:
    """The same person and story some days later: what can have changed is not known any more.

    Args:
        case: as it was judged last time.
        days_later: days since then.
        look: which look this is, one of `words.LOOKS`.

    Source: clinical content 2.7 (what a re-check asks).
    """
    return replace(
        case,
        days=None if case.days is None else min(case.days + days_later, MAX_DAYS),
        intensity=None,
        trend=None,
        yes=frozenset(),
        no=frozenset(),
        stiffness_min=None,
        qualities=frozenset(),
        looked_again=look,
        ready=frozenset(),
    )


def to_data(case: Case) -> dict[str, object]:
    """The case as a case file says it; what nobody asked is left out or null."""
    symptoms: dict[str, object] = dict.fromkeys(sorted(case.yes), True)
    symptoms |= dict.fromkeys(sorted(case.no), False)
    if case.stiffness_min is not None:
        symptoms[words.STIFFNESS] = case.stiffness_min
    return {
        "person": {
            "age": case.age,
            "sex": case.sex,
            "sport": case.sport or None,
            "history": sorted(case.history),
        },
        "pain": {
            "side": None if case.side is None else case.side.value,
            "places": list(case.places),
            "spread": case.spread,
            "intensity": case.intensity,
            "qualities": sorted(case.qualities),
        },
        "story": {
            "onset": case.onset,
            "days": case.days,
            "trend": case.trend,
            "what_happened": case.what_happened,
            **_later(case),
        },
        "symptoms": symptoms,
        "worse_with": sorted(case.worse),
        "better_with": sorted(case.better),
    }


def _later(case: Case) -> dict[str, object]:
    told: dict[str, object] = {"looked_again": case.looked_again, "ready": sorted(case.ready)}
    return {word: value for word, value in told.items() if value}


class _Reader:
    """Reads one case and collects everything that is wrong with it."""

    def __init__(self, marks: Marks | None, name: str) -> None:
        self._marks = marks
        self._name = name
        self.problems: list[tuple[int, int, str]] = []

    def case(self, data: object) -> Case:
        top = self._section(data, (), _SECTIONS)
        person = self._section(top.get("person"), ("person",), _PERSON)
        pain = self._section(top.get("pain"), ("pain",), _PAIN)
        story = self._section(top.get("story"), ("story",), _STORY)
        yes, no, stiffness = self._symptoms(top.get("symptoms"))
        side = self._word(pain, ("pain", "side"), words.SIDES)
        return Case(
            age=self._number(person, ("person", "age"), MAX_AGE),
            sex=self._word(person, ("person", "sex"), words.SEXES),
            sport=self._text(person, ("person", "sport")),
            history=frozenset(self._words(person, ("person", "history"), words.HISTORY)),
            side=None if side is None else Side(side),
            places=tuple(dict.fromkeys(self._words(pain, ("pain", "places"), words.PLACES))),
            spread=self._word(pain, ("pain", "spread"), words.SPREADS),
            intensity=self._number(pain, ("pain", "intensity"), MAX_PAIN),
            qualities=frozenset(self._words(pain, ("pain", "qualities"), words.QUALITIES)),
            onset=self._word(story, ("story", "onset"), words.ONSETS),
            days=self._number(story, ("story", "days"), MAX_DAYS),
            trend=self._word(story, ("story", "trend"), words.TRENDS),
            what_happened=self._text(story, ("story", "what_happened")),
            yes=yes,
            no=no,
            stiffness_min=stiffness,
            worse=frozenset(self._words(top, ("worse_with",), words.WORSE_WITH)),
            better=frozenset(self._words(top, ("better_with",), words.BETTER_WITH)),
            looked_again=self._word(story, ("story", "looked_again"), words.LOOKS) or "",
            ready=frozenset(self._words(story, ("story", "ready"), words.READY)),
        )

    def _symptoms(self, data: object) -> tuple[frozenset[str], frozenset[str], float | None]:
        section = self._section(data, ("symptoms",), words.SYMPTOMS | {words.STIFFNESS})
        stiffness = self._number(section, ("symptoms", words.STIFFNESS), MAX_STIFFNESS_MIN)
        answers = {key: value for key, value in section.items() if key != words.STIFFNESS}
        for key, value in answers.items():
            if value is not None and not isinstance(value, bool):
                self._problem(("symptoms", key), f"'{key}' is true, false or null, not '{value}'")
        yes = frozenset(key for key, value in answers.items() if value is True)
        no = frozenset(key for key, value in answers.items() if value is False)
        return yes, no, stiffness

    def _section(self, data: object, path: _Path, known: Iterable[str]) -> dict[str, Any]:
        if data is None:
            return {}
        if not isinstance(data, dict):
            self._problem(path, f"{_called(path)} is a list of names with values, like 'age: 34'")
            return {}
        for key in data:
            if key not in known:
                self._unknown((*path, key), str(key), known, key=True)
        return {key: value for key, value in data.items() if key in known}

    def _word(self, section: dict[str, Any], path: _Path, known: frozenset[str]) -> str | None:
        value = section.get(str(path[-1]))
        return None if value is None else self._known(value, known, path)

    def _words(self, section: dict[str, Any], path: _Path, known: frozenset[str]) -> list[str]:
        listed = section.get(str(path[-1]))
        if listed is None:
            return []
        if not isinstance(listed, list):
            self._problem(path, f"{_called(path)} is a list, like [one, two]")
            return []
        found = (self._known(value, known, (*path, at)) for at, value in enumerate(listed))
        return [word for word in found if word is not None]

    def _known(self, value: object, known: frozenset[str], path: _Path) -> str | None:
        if isinstance(value, str) and value in known:
            return value
        self._unknown(path, str(value), known)
        return None

    def _number(self, section: dict[str, Any], path: _Path, most: float) -> float | None:
        value = section.get(str(path[-1]))
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most:
            return value
        self._problem(path, f"{_called(path)} is a number from 0 to {most:g}, not '{value}'")
        return None

    def _text(self, section: dict[str, Any], path: _Path) -> str:
        value = section.get(str(path[-1]))
        if value is None:
            return ""
        if isinstance(value, str) and len(value) <= MAX_TEXT:
            return value
        self._problem(path, f"{_called(path)} is a text of at most {MAX_TEXT} characters")
        return ""

    def _unknown(self, path: _Path, word: str, known: Iterable[str], *, key: bool = False) -> None:
        self._problem(path, f"unknown word '{word}'. {words.closest(word, known)}", key=key)

    def _problem(self, path: _Path, text: str, *, key: bool = False) -> None:
        line, column = self._marks(path, key=key) if self._marks else (0, 0)
        where = f"{self._name}:{line}:{column}" if self._marks else self._name
        self.problems.append((line, column, f"{where}: {text}"))


def _called(path: _Path) -> str:
    return f"'{path[-1]}'" if path else "a case"
