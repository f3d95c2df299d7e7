"""How much: numbers that a source may give as a range or not at all, and the beats of a rep."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

Texts: TypeAlias = tuple[str, ...]
Translations: TypeAlias = "Mapping[str, Mapping[str, str]]"
K = TypeVar("K")
V = TypeVar("V")


def read_only(items: Mapping[K, V]) -> Mapping[K, V]:
    """A mapping that nobody can change; the library is made of these (`reader` sends them)."""
    return MappingProxyType(dict(items))


NO_TRANSLATIONS: Translations = read_only({})


class Phase(StrEnum):
    """Part of one rep."""

    DOWN = "down"
    HOLD = "hold"
    UP = "up"
    RELAX = "relax"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that a source may give as a range, or not at all.

    Attributes:
        value: the number that is used (a count, or milliseconds).
        low, high: the range in the source, when there is one.
        stated: False when the source does not say and `value` is a default.
    """

    value: int
    low: int | None = None
    high: int | None = None
    stated: bool = True


SameAsSet: TypeAlias = Literal["same as set"]
SAME_AS_SET: SameAsSet = "same as set"
ONE = Amount(1)
NOTHING = Amount(0)


@dataclass(frozen=True, slots=True)
class Beat:
    """One part of a rep; `phase` is None when a rep is only counted."""

    phase: Phase | None
    length: Amount


Tempo: TypeAlias = tuple[Beat, ...]
