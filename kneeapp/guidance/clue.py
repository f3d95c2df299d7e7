"""A piece of evidence for or against a cause: a condition, its points, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneeapp.guidance.when import WORD_KEYS, DataError, as_words, compile_test

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneeapp.guidance.when import Condition


@dataclass(frozen=True, slots=True)
class Clue:
    """Evidence for or against a cause.

    Attributes:
        add: points; negative speaks against.
        test: when it counts.
        say: the sentence; empty when the fact itself says it.
        key, wanted: the fact, when the clue looks at a single one.
    """

    add: float
    test: Condition
    say: str
    key: str = ""
    wanted: frozenset[str] = frozenset()


def compile_clue(data: dict[str, object], names: Mapping[str, Condition]) -> Clue:
    """Turn a clue of the data into a record.

    Raises:
        DataError: for an unknown word, or a clue that nothing can put in words.
    """
    condition = {key: value for key, value in data.items() if key not in {"add", "say"}}
    add, say = data["add"], data.get("say", "")
    if not isinstance(add, int | float) or not isinstance(say, str):
        raise DataError(f"a clue needs points and perhaps a sentence: {data!r}")
    test = compile_test(condition, names)
    key = next(iter(condition))
    if len(condition) > 1 or key in {"any", "all", "not", "is", "nowhere"}:
        if not say:
            raise DataError(f"this clue needs a sentence: {data!r}")
        return Clue(add, test, say)
    wanted = as_words(key, condition[key]) if key in WORD_KEYS else frozenset({f"{condition[key]}"})
    return Clue(add, test, say, key, wanted)
