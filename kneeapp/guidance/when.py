"""The small condition language of the guidance data.

A condition is a mapping; all its entries must hold. Where a list of words is given, one of them
is enough. A fact that was not asked makes a positive condition false and a ``not`` true.

=============  ==================================================================
all, any       a list of conditions
not            one condition
at_least, of   how many of the conditions in ``of`` must hold
is             a name from the ``names`` table
symptom        there; ``denied``: known not to be there
history, place, side, spread, quality, worse, better, onset, sex, trend, sport
only_place     something is marked, and nothing outside these places
nowhere        true: no place is marked
looked_again   which later look at a story this is; true: any later look
ready          true of the conditions for running again
age_from, age_below, days_from, days_below, pain_from, pain_below,
stiff_from, stiff_below
rule           this rule has spoken; ``level``: so far the answer has this level
cause          this cause (id or family) fits best; ``open``: exercise no, gentle or yes
=============  ==================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

from kneeapp.guidance import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kneeapp.guidance.case import Case

    _Test: TypeAlias = Callable[["Facts"], bool]

Word = tuple[str, str]
"""A key of the language and a word that is true of a case: ("symptom", "fever")."""


class DataError(ValueError):
    """The shipped guidance data is wrong; the tests find this before anybody else does."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a condition may look at: the case, and what has been worked out so far."""

    case: Case
    rules: frozenset[str] = frozenset()
    level: str = ""
    causes: frozenset[str] = frozenset()
    open: str = ""


# True of every case: what a condition needs that may hold whatever was said.
_NOTHING: Word = ("", "")
_ALWAYS = frozenset({_NOTHING})


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that can be asked.

    Attributes:
        test: whether it holds.
        needs: when a case says none of these words, it cannot hold. Most rules speak of something
            that few people have: looking at one set first spares asking them.
    """

    test: _Test
    needs: frozenset[Word] = _ALWAYS

    def __call__(self, facts: Facts) -> bool:
        """Whether it holds."""
        return self.test(facts)


def said(case: Case) -> frozenset[Word]:
    """The words of a case, to be compared with what conditions need."""
    found = [_NOTHING, *((key, getattr(case, key)) for key in _SINGLE_OF_CASE)]
    for key, name in _GATE_SETS:
        found += [(key, word) for word in getattr(case, name)]
    return frozenset(found)


def compile_test(data: object, names: Mapping[str, Condition]) -> Condition:
    """Turn a condition of the data into one that can be asked.

    Raises:
        DataError: for an unknown word or a wrong shape.
    """
    if not isinstance(data, dict) or not data:
        raise DataError(f"a condition is a mapping with at least one entry, not {data!r}")
    if "at_least" in data:
        return _at_least(data, names)
    parts = tuple(_entry(key, value, names) for key, value in data.items())
    return parts[0] if len(parts) == 1 else _all(parts)


def _entry(key: str, value: object, names: Mapping[str, Condition]) -> Condition:
    match key:
        case "all" | "any" | "not":
            return _joined(key, value, names)
        case "is":
            return _named(value, names)
        case "nowhere":
            return Condition(lambda facts: not facts.case.places)
        case "looked_again" if value is True:
            return Condition(lambda facts: bool(facts.case.looked_again))
        case _ if key in _NUMBERS:
            return Condition(_number(key, value))
        case _ if key in _WORDS:
            wanted = as_words(key, value)
            gates = frozenset((key, word) for word in wanted) if key in _GATES else _ALWAYS
            return Condition(_word(key, wanted), gates)
        case _:
            raise DataError(f"unknown condition word {key!r}: {words.closest(key, KEYS)}")


def _joined(key: str, value: object, names: Mapping[str, Condition]) -> Condition:
    if key == "not":
        inner = compile_test(value, names).test
        return Condition(lambda facts: not inner(facts))
    parts = _parts(value, names)
    return _all(parts) if key == "all" else _any(parts)


# Plain loops: a generator for each of the many small lists costs more than the tests in it.
def _all(parts: tuple[Condition, ...]) -> Condition:
    tests = tuple(each.test for each in parts)

    def holds(facts: Facts) -> bool:
        for test in tests:  # noqa: SIM110
            if not test(facts):
                return False
        return True

    rare = [each.needs for each in parts if _NOTHING not in each.needs]
    return Condition(holds, min(rare, key=len, default=_ALWAYS))


def _any(parts: tuple[Condition, ...]) -> Condition:
    tests = tuple(each.test for each in parts)

    def holds(facts: Facts) -> bool:
        for test in tests:  # noqa: SIM110
            if test(facts):
                return True
        return False

    return Condition(holds, _one_of(parts))


def _one_of(parts: Iterable[Condition]) -> frozenset[Word]:
    return frozenset().union(*(each.needs for each in parts))


def _parts(value: object, names: Mapping[str, Condition]) -> tuple[Condition, ...]:
    if not isinstance(value, list) or not value:
        raise DataError(f"expected a list of conditions, not {value!r}")
    return tuple(compile_test(each, names) for each in value)


def _named(value: object, names: Mapping[str, Condition]) -> Condition:
    if not isinstance(value, str) or value not in names:
        raise DataError(f"unknown name {value!r}: {words.closest(str(value), names)}")
    return names[value]


def _at_least(data: dict[str, object], names: Mapping[str, Condition]) -> Condition:
    count = data["at_least"]
    if set(data) != {"at_least", "of"} or not isinstance(count, int) or count < 1:
        raise DataError(f"'at_least' needs a number and 'of', nothing else: {data!r}")
    parts = _parts(data["of"], names)
    tests = tuple(each.test for each in parts)
    return Condition(lambda facts: sum(test(facts) for test in tests) >= count, _one_of(parts))


_FIELDS = {"age": "age", "days": "days", "pain": "intensity", "stiff": "stiffness_min"}
_NUMBERS = {f"{key}_{limit}": key for key in _FIELDS for limit in ("from", "below")}


def _number(key: str, value: object) -> _Test:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DataError(f"{key!r} needs a number, not {value!r}")
    limit = value
    read: Callable[[Case], float | None] = attrgetter(_FIELDS[_NUMBERS[key]])

    def from_limit(facts: Facts) -> bool:
        known = read(facts.case)
        return known is not None and known >= limit

    def below_limit(facts: Facts) -> bool:
        known = read(facts.case)
        return known is not None and known < limit

    return from_limit if key.endswith("_from") else below_limit


# word -> (what it may say; None = checked against other data files, what it is compared with)
_WORDS: dict[str, frozenset[str] | None] = {
    "symptom": words.SYMPTOMS,
    "denied": words.SYMPTOMS,
    "history": words.HISTORY,
    "place": words.PLACES,
    "only_place": words.PLACES,
    "side": words.SIDES,
    "spread": words.SPREADS,
    "quality": words.QUALITIES,
    "worse": words.WORSE_WITH,
    "better": words.BETTER_WITH,
    "onset": words.ONSETS,
    "sex": words.SEXES,
    "trend": words.TRENDS,
    "looked_again": words.LOOKS,
    "ready": words.READY,
    "sport": None,
    "rule": None,
    "level": None,
    "cause": None,
    "open": frozenset(words.Exercise),
}
WORD_KEYS = frozenset(_WORDS)
KEYS = WORD_KEYS | frozenset(_NUMBERS) | {
    "all", "any", "not", "is", "at_least", "of", "nowhere",
}  # fmt: skip


def as_words(key: str, value: object) -> frozenset[str]:
    """The words of an entry, checked against the vocabulary of its key.

    Raises:
        DataError: for an unknown word.
    """
    listed = value if isinstance(value, list) else [value]
    known = _WORDS[key]
    for word in listed:
        if not isinstance(word, str) or (known is not None and word not in known):
            raise DataError(
                f"{key}: unknown word {word!r}: {words.closest(str(word), known or ())}"
            )
    return frozenset(listed)


_SETS: dict[str, Callable[[Facts], frozenset[str]]] = {
    "symptom": lambda facts: facts.case.yes,
    "denied": lambda facts: facts.case.no,
    "history": lambda facts: facts.case.history,
    "quality": lambda facts: facts.case.qualities,
    "worse": lambda facts: facts.case.worse,
    "better": lambda facts: facts.case.better,
    "ready": lambda facts: facts.case.ready,
    "place": lambda facts: frozenset(facts.case.places),
    "sport": lambda facts: frozenset(facts.case.sport.casefold().replace(",", " ").split()),
    "rule": lambda facts: facts.rules,
    "cause": lambda facts: facts.causes,
}


def held(key: str, facts: Facts) -> frozenset[str]:
    """The words that hold for a key of the language, to be compared with a rule's words."""
    if key in _SETS:
        return _SETS[key](facts)
    single = getattr(facts if key in {"level", "open"} else facts.case, key)
    return frozenset() if single is None else frozenset({str(single)})


# Read straight from the case: nearly every test of nearly every rule is one of these.
_SET_OF_CASE = {
    "symptom": "yes",
    "denied": "no",
    "history": "history",
    "quality": "qualities",
    "worse": "worse",
    "better": "better",
    "place": "places",
    "ready": "ready",
}
_SINGLE_OF_CASE = frozenset({"onset", "side", "spread", "sex", "trend", "looked_again"})
# What is known to be absent is long and says little: conditions that look at it are always asked.
_GATE_SETS = tuple((key, name) for key, name in _SET_OF_CASE.items() if key != "denied")
_GATES = _SINGLE_OF_CASE | {key for key, _name in _GATE_SETS}


def _word(key: str, wanted: frozenset[str]) -> _Test:
    if key in _SET_OF_CASE:
        words_of = attrgetter(_SET_OF_CASE[key])
        return lambda facts: not wanted.isdisjoint(words_of(facts.case))
    if key in _SINGLE_OF_CASE:
        word_of = attrgetter(key)
        return lambda facts: word_of(facts.case) in wanted
    if key == "only_place":
        return lambda facts: bool(facts.case.places) and wanted.issuperset(facts.case.places)
    return lambda facts: not wanted.isdisjoint(held(key, facts))
