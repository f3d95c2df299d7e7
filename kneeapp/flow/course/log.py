"""The person's way through programmes, in and out of the journal.

Sessions carry their place in the programme in the choice that the journal keeps with them. What
the person decided (start, pause, answers to conditions) is one fact of the profile: a list that
only grows, and is exported, merged and deleted with everything else.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from kneeapp.base.side import Side
from kneeapp.flow.course.course import course
from kneeapp.flow.course.model import Done, History, Said, What
from kneeapp.flow.own import PROGRAMMES_FACT
from kneeapp.flow.visit.choice import session_light
from kneeapp.journal import look, look_programme
from kneeapp.journal.model import Stamp, Status, Symptom, SymptomRecord
from kneeapp.routine.programme import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from kneeapp.base.clock import Clock
    from kneeapp.flow.course.model import Course
    from kneeapp.journal.model import SessionRecord
    from kneeapp.journal.store import Journal
    from kneeapp.routine.model import Library, PainRule, Programme

_OUTSIDE_EXERCISE = frozenset({"now", "before", "worst_day", "map"})
_MORNING_AFTER = timedelta(days=1)


def courses(journal: Journal, library: Library, today: date) -> tuple[Course, ...]:
    """Every programme under way, the one that was begun last first."""
    said = _all_said(journal)
    started = dict.fromkeys(each.programme for each in reversed(said) if each.what is What.START)
    found = (library.programmes.get(name) for name in started)
    made = (_course(journal, library, each, said, today) for each in found if each is not None)
    return tuple(each for each in made if each is not None)


def course_of(
    journal: Journal, library: Library, programme: Programme, today: date
) -> Course | None:
    """One programme; None when it is not being followed."""
    return _course(journal, library, programme, _all_said(journal), today)


def tell(journal: Journal, clock: Clock, said: Said) -> Said:
    """Keep a decision or an answer; it is stamped now.

    Raises:
        UserError: nothing was saved.
    """
    said = replace(said, at=Stamp.of(clock.wall()))
    kept = [_to_json(each) for each in (*_all_said(journal), said)]
    journal.save_profile({PROGRAMMES_FACT: {"said": kept}})
    return said


def decision(programme: str, what: What, **more: Any) -> Said:  # noqa: ANN401 - fields of Said
    """A decision that `tell` will stamp."""
    return Said(Stamp.of(datetime.fromtimestamp(0, UTC)), programme, what, **more)


def _course(
    journal: Journal, library: Library, programme: Programme, said: tuple[Said, ...], today: date
) -> Course | None:
    mine = tuple(each for each in said if each.programme == programme.id)
    starts = [each for each in mine if each.what is What.START]
    if not starts or mine[-1].what is What.STOP:
        return None
    since = starts[-1].at
    history = History(
        said=mine[mine.index(starts[-1]) :],
        done=_done(journal, library, programme, since),
        pain_now=tuple(
            (each.day, each.value)
            for each in look.figures(journal, since.day)
            if each.what in _OUTSIDE_EXERCISE
        ),
        swollen=_swollen(journal, since),
    )
    return course(programme, library.routines, history, today)


def _done(
    journal: Journal, library: Library, programme: Programme, since: Stamp
) -> tuple[Done, ...]:
    mornings = look_programme.mornings(journal, since.utc)
    swollen = set(_swollen(journal, since))
    made = []
    for entry_id, at, record in look_programme.sessions(journal, programme.id, since.utc):
        place = Place.from_json(record.plan.choice.get("place"))
        routine = library.routines.get(record.plan.routine)
        rule = programme.pain_rule or (routine.pain_rule if routine else None)
        if place is None or rule is None:
            continue
        after = {at.day, at.day + _MORNING_AFTER}
        fresh = bool(swollen & after) and at.day - _MORNING_AFTER not in swollen
        made.append(_one(place, at, record, rule, (mornings.get(entry_id), fresh)))
    return tuple(made)


def _one(
    place: Place,
    at: Stamp,
    record: SessionRecord,
    rule: PainRule,
    next_day: tuple[int | None, bool],
) -> Done:
    morning, swollen = next_day
    return Done(
        at=at,
        place=place,
        finished=record.status is Status.DONE,
        light=session_light(rule, record, morning, new_swelling=swollen),
        during=record.pain_peak,
        after=record.pain_after,
        morning=morning,
        sharp=record.hurt_sharply,
    )


def _swollen(journal: Journal, since: Stamp) -> tuple[date, ...]:
    told = look.treatments_and_symptoms(journal, since.day)
    return tuple(
        sorted(
            day
            for day, each in told
            if isinstance(each, SymptomRecord) and each.what is Symptom.SWELLING and each.level
        )
    )


def _all_said(journal: Journal) -> tuple[Said, ...]:
    kept = journal.profile().get(PROGRAMMES_FACT)
    said = kept.get("said") if isinstance(kept, dict) else None
    return tuple(_read(said if isinstance(said, list) else []))


def _read(kept: list[Any]) -> Iterator[Said]:
    """What can be read; a record of another version is passed over."""
    for each in kept:
        try:
            yield _from_json(each)
        except (KeyError, TypeError, ValueError):
            continue


def _to_json(said: Said) -> dict[str, Any]:
    made: dict[str, Any] = {
        "at": [said.at.text, said.at.offset_min, said.at.zone],
        "programme": said.programme,
        "what": said.what.value,
    }
    if said.phase:
        made["phase"] = said.phase
    if said.gate:
        made |= {"gate": said.gate, "yes": said.yes}
    if said.side:
        made["side"] = said.side.value
    return made


def _from_json(data: Mapping[str, Any]) -> Said:
    text, offset, zone = data["at"]
    side = data.get("side")
    return Said(
        at=Stamp.read(str(text), int(offset), str(zone)),
        programme=str(data["programme"]),
        what=What(data["what"]),
        phase=str(data.get("phase", "")),
        gate=str(data.get("gate", "")),
        yes=bool(data.get("yes", True)),
        side=Side(side) if side else None,
    )
