"""Routines and programmes as lines to choose from, and what narrows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from kneeapp.flow.course import words as course_words
from kneeapp.flow.lengths import Length
from kneeapp.flow.visit.choice import with_own_times
from kneeapp.routine.expand import number
from kneeapp.routine.model import ExerciseStep, Load, Purpose
from kneeapp.routine.timeline import Choices, compile_timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kneeapp.base.settings import Settings
    from kneeapp.base.side import Side
    from kneeapp.routine.model import Exercise, Library, Programme, Routine

_MINUTE_MS = 60_000
AT_HOME = frozenset(
    {
        "chair", "cloth", "cold pack", "cushion", "hands or a soft roller", "mat", "pillow",
        "pillow or stool", "running shoes", "sock or tray", "step", "strap or wall", "towel",
        "towels", "wall", "wall or chair",
    }
)  # fmt: skip
"""Things that most people have at home."""

_OUT = frozenset({"walking", "running"})


class Place(StrEnum):
    """Where there is room for it."""

    ANY = "any"
    UPRIGHT = "upright"
    ROOM = "room"
    OUTDOORS = "outdoors"


class Things(StrEnum):
    """What may be needed."""

    ANY = "any"
    AT_HOME = "at_home"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Line:
    """One routine or programme in a list.

    Attributes:
        id: of the routine or programme.
        programme: it is a programme.
        detail: minutes, or weeks.
        minutes: of one session; 0 for a programme.
        purposes: what it is for.
        words: what a search looks through, casefolded.
        lying: some of it is done lying down.
        walking: some of it needs room to walk or run.
        things: what is needed.
        own: it is a file of the person's.
    """

    id: str
    programme: bool
    title: str
    detail: str
    minutes: int
    purposes: frozenset[Purpose]
    words: str
    lying: bool = False
    walking: bool = False
    things: frozenset[str] = frozenset()
    own: bool = False

    @property
    def key(self) -> str:
        """What the library's files call it."""
        return _key(self.id, programme=self.programme)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What narrows the list.

    Attributes:
        purposes: one of these; None for programmes only.
        search: words that must all be found.
        minutes: at most this long; None = however long.
    """

    purposes: frozenset[Purpose] | None = frozenset(Purpose)
    search: str = ""
    minutes: int | None = None
    place: Place = Place.ANY
    things: Things = Things.ANY

    def fits(self, line: Line) -> bool:
        """Whether a line stays; time, place and things are of routines, not of programmes."""
        kind = line.programme if self.purposes is None else bool(self.purposes & line.purposes)
        found = all(word in line.words for word in self.search.casefold().split())
        return kind and found and (line.programme or self._fits_today(line))

    def _fits_today(self, line: Line) -> bool:
        short = self.minutes is None or line.minutes <= self.minutes
        return short and self._fits_place(line) and self._fits_things(line)

    def _fits_place(self, line: Line) -> bool:
        match self.place:
            case Place.ANY:
                return True
            case Place.UPRIGHT:
                return not line.lying
            case Place.ROOM:
                return not line.walking
            case Place.OUTDOORS:
                return line.walking and not line.lying

    def _fits_things(self, line: Line) -> bool:
        match self.things:
            case Things.ANY:
                return True
            case Things.AT_HOME:
                return line.things <= AT_HOME
            case Things.NOTHING:
                return not line.things


def lines(library: Library, settings: Settings, own_folder: Path, side: Side) -> tuple[Line, ...]:
    """Programmes first, then the routines by what they are for.

    Args:
        library: all there is.
        settings: the person's own times are part of the minutes.
        own_folder: where the person's own files lie.
        side: the sore side.
    """
    order = list(Purpose)
    routines = sorted(library.routines.values(), key=lambda each: order.index(each.purpose))
    mine = {key for key, file in library.files.items() if Path(file).is_relative_to(own_folder)}
    programmes = (_programme(each, library, mine) for each in library.programmes.values())
    choices = Choices(side=side)
    played = with_own_times(choices, settings)
    told = ((each, length(each, library, played)) for each in routines)
    return (*programmes, *(_routine(each, timed, library, mine) for each, timed in told))


def followed_first(lines: Iterable[Line], followed: Sequence[str]) -> tuple[Line, ...]:
    """The same lines, the programmes under way on top in their order and marked as such."""
    rest = list(lines)
    mine = {line.id: line for line in rest if line.programme and line.id in followed}
    marked = (
        replace(mine[each], detail=f"you follow it · {mine[each].detail}")
        for each in followed
        if each in mine
    )
    return (*marked, *(line for line in rest if line not in mine.values()))


def lengths(
    routine: Routine, library: Library, choices: Choices, settings: Settings
) -> tuple[int, int]:
    """The minutes of a routine as the player does it, and how many of them are the person's own.

    The person's own times, to change sides and to get ready, come on top of what is written.
    """
    written = _length(routine, library, choices)
    played = _length(routine, library, with_own_times(choices, settings))
    added = round((played - written) / _MINUTE_MS)
    return max(1, round(played / _MINUTE_MS)), added


def length(routine: Routine, library: Library, choices: Choices) -> Length:
    """How long a routine takes with these choices."""
    return Length.of(compile_timeline(routine, library, choices), library)


def _length(routine: Routine, library: Library, choices: Choices) -> int:
    return compile_timeline(routine, library, choices).length_ms


def programmes_with(routine_id: str, library: Library) -> list[Programme]:
    """The programmes that a routine is part of; those that begin with it come first."""
    found = [
        (position, programme)
        for programme in library.programmes.values()
        for position, stage in enumerate(programme.stages)
        if any(session.routine == routine_id for session in stage.sessions)
    ]
    found.sort(key=_position)
    return list({programme.id: programme for _, programme in found}.values())


def _position(found: tuple[int, Programme]) -> int:
    return found[0]


def equipment(routine: Routine, used: Iterable[Exercise]) -> tuple[str, ...]:
    """What is needed, from the routine or else from its exercises."""
    if routine.equipment is not None:
        return routine.equipment
    return tuple(dict.fromkeys(thing for each in used for thing in each.equipment))


def _routine(routine: Routine, timed: Length, library: Library, mine: set[str]) -> Line:
    used = list(_exercises(routine, library))
    return Line(
        id=routine.id,
        programme=False,
        title=routine.title,
        detail=timed.words,
        minutes=timed.minutes,
        purposes=frozenset({routine.purpose}),
        words=_words(routine),
        lying=any(Load.FLOOR in each.loads for each in used),
        walking=any(each.position in _OUT for each in used),
        things=frozenset(equipment(routine, used)),
        own=_key(routine.id, programme=False) in mine,
    )


def _programme(programme: Programme, library: Library, mine: set[str]) -> Line:
    used = {session.routine for stage in programme.stages for session in stage.sessions}
    routines = [library.routines[each] for each in used if each in library.routines]
    return Line(
        id=programme.id,
        programme=True,
        title=programme.title,
        detail=course_words.length_words(programme),
        minutes=0,
        purposes=frozenset(each.purpose for each in routines),
        words=_words(programme),
        own=_key(programme.id, programme=True) in mine,
    )


def _key(item_id: str, *, programme: bool) -> str:
    return f"{'programme' if programme else 'routine'}/{item_id}"


def _exercises(routine: Routine, library: Library) -> Iterator[Exercise]:
    steps = (step for _, step in number(routine.steps))
    used = (step.exercise for step in steps if isinstance(step, ExerciseStep))
    for name in dict.fromkeys(used):
        yield library.exercises[name]


def _words(item: Routine | Programme) -> str:
    return f"{item.title} {item.summary} {item.who}".casefold()
