"""From an answer to a routine made fit for this knee: side, movements, pain limit, length, why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from kneeapp.base.side import Side
from kneeapp.body.readback import read_back
from kneeapp.flow.lengths import Length
from kneeapp.journal.model import Moment, PainRecord, SessionRecord, Status
from kneeapp.player import pain
from kneeapp.player.pain import Light, Readings
from kneeapp.routine.model import Load
from kneeapp.routine.programme import routine_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kneeapp.base.settings import Settings
    from kneeapp.body.marks import PainMap
    from kneeapp.guidance.assess import Answer
    from kneeapp.journal.model import Entry
    from kneeapp.routine.model import Library, PainRule, Routine
    from kneeapp.routine.programme import Place
    from kneeapp.routine.timeline import Choices

CAREFUL_LIMIT = 2
"""Most pain of 10 in a routine unless it says otherwise. Source: decision 2, content 6.2."""

BONE_LIMIT = 0
"""Any pain stops a routine when a bone may be hurt. Source: content 6.2."""

AFTER_RED = 0.7
"""How much of a routine is left after a session that hurt too much. Source: content 6.2 (-30%)."""

ACUTE_HELP = "acute-help"
"""The routine with cold and leg-up rest as timers."""

ADVICE_ONLY = frozenset({"downhill", "long_sitting"})
"""What to leave out in daily life that no exercise of a routine does; said, not excluded."""

_NO_EXERCISE = frozenset({"emergency", "same_day"})


@dataclass(frozen=True, slots=True)
class RoutineChoice:
    """A routine made fit for this knee.

    Attributes:
        routine_id: which routine.
        side: the leg in work.
        exclude: ids of exercises and load tags to leave out.
        pain_limit: most pain allowed, 0 to 10.
        why: sentences for the person.
        minutes: fit the routine to this many; None = as written.
        place: where in a programme it belongs; None = it stands alone.
    """

    routine_id: str
    side: Side = Side.BOTH
    exclude: frozenset[str] = frozenset()
    pain_limit: int = CAREFUL_LIMIT
    why: str = ""
    minutes: int | None = None
    place: Place | None = None

    def routine(self, library: Library) -> Routine | None:
        """The routine, as the phase of the programme does it; None when it is not there."""
        of_programme = routine_at(library, self.place) if self.place else None
        return of_programme or library.routines.get(self.routine_id)


class Step(StrEnum):
    """What the last sessions say about the next one."""

    EASIER = "easier"
    SAME = "same"
    HARDER = "harder"


_SAID = {
    Step.EASIER: "Last time hurt too much, so this time it is about a third shorter.",
    Step.SAME: "Do the same as last time.",
    Step.HARDER: "The last 2 times went well: add 1 or 2 reps where it feels easy.",
}


def routine_choices(
    pain_map: PainMap, answer: Answer, library: Library, entries: Sequence[Entry] = ()
) -> tuple[RoutineChoice, ...]:
    """The routines that fit an answer, best first; none when the answer allows none.

    Args:
        pain_map: what was marked.
        answer: what the check said.
        library: for the routines' own pain rules; unknown routines are passed over.
        entries: of the journal, newest first, for what earlier sessions taught.
    """
    if answer.exercise == "no" or answer.urgency in _NO_EXERCISE:
        return ()
    found = []
    for routine in (library.routines[each] for each in answer.routines if each in library.routines):
        limit = BONE_LIMIT if answer.bone_suspected else pain_limit(routine, entries)
        choice = _choice(pain_map, answer, routine, limit)
        found.append(_dosed(choice, next_step(routine, entries), library))
    return tuple(found)


def exclusions(avoid: Iterable[str]) -> frozenset[str]:
    """The load tags of exercises to leave out of a routine, from what an answer says to avoid.

    Raises:
        ValueError: for a word that is neither a load of exercises nor advice for daily life.
    """
    return frozenset(Load(tag).value for tag in avoid if tag not in ADVICE_ONLY)


def own_choice(
    routine: Routine,
    side: Side,
    library: Library,
    entries: Sequence[Entry] = (),
    *,
    bone_suspected: bool = False,
) -> RoutineChoice:
    """A routine the person chose by hand; its limit and length follow what was learnt.

    Args:
        routine: what is wanted.
        side: the sore one.
        library: where it is from.
        entries: of the journal, newest first.
        bone_suspected: the last check said so; then any pain stops it.
    """
    limit = BONE_LIMIT if bone_suspected else pain_limit(routine, entries)
    choice = RoutineChoice(routine.id, side, pain_limit=limit)
    return _dosed(choice, next_step(routine, entries), library)


def minutes(choice: RoutineChoice, library: Library, settings: Settings | None = None) -> int:
    """About how many minutes the routine takes for this knee; see `length`."""
    return length(choice, library, settings).minutes


def length(choice: RoutineChoice, library: Library, settings: Settings | None = None) -> Length:
    """About how long the routine takes for this knee.

    Args:
        choice: what is to be done.
        library: where the routine is from.
        settings: the person's own times to get ready and to change sides; None = as written.
    """
    from kneeapp.routine.timeline import Choices, compile_timeline

    wanted = Choices(side=choice.side, exclude=choice.exclude, minutes=choice.minutes)
    if settings is not None:
        wanted = with_own_times(wanted, settings)
    routine = choice.routine(library)
    assert routine is not None
    return Length.of(compile_timeline(routine, library, wanted), library)


def with_own_times(choices: Choices, settings: Settings) -> Choices:
    """The same with the person's own times to change sides and to get ready."""
    return replace(
        choices,
        switch_ms=settings.switch_s * 1_000,
        countdown_ms=settings.countdown_s * 1_000,
    )


def shortened(choice: RoutineChoice, library: Library, part: float) -> RoutineChoice:
    """The same in a part of its time, 0 to 1."""
    return replace(choice, minutes=max(1, round(minutes(choice, library) * part)))


def pain_limit(routine: Routine, entries: Iterable[Entry] = ()) -> int:
    """Most pain allowed, 0 to 10: careful at first, the routine's own limit after one good session.

    Source: decision 2.
    """
    rule = routine.pain_rule
    careful = min(CAREFUL_LIMIT, rule.careful_during)
    learnt = any(_went_well(entry, routine.id, careful) for entry in entries)
    return rule.during if learnt else min(careful, rule.during)


def next_step(routine: Routine, entries: Sequence[Entry]) -> Step | None:
    """What the last sessions of a routine say about the next; None when there was none.

    Source: content 6.2: two greens in a row go on a step, amber repeats, red steps back.
    """
    told = lights({routine.id: routine}, entries)
    if not told:
        return None
    match told[0]:
        case Light.RED:
            return Step.EASIER
        case Light.GREEN if told[1:2] == [Light.GREEN]:
            return Step.HARDER
        case _:
            return Step.SAME


def _choice(pain_map: PainMap, answer: Answer, routine: Routine, limit: int) -> RoutineChoice:
    stop = _when_to_stop(limit, pain_map.strength or 0)
    why = " ".join(filter(None, (read_back(pain_map), answer.routine_why, stop)))
    return RoutineChoice(routine.id, pain_map.side, exclusions(answer.avoid), limit, why)


def _when_to_stop(limit: int, now: float) -> str:
    """The limit in words; with more pain than that today, first when to start."""
    if limit == BONE_LIMIT:
        return "Stop at any pain."
    if now <= limit:
        return f"Stop when the pain goes above {limit} of 10, or is sharp."
    return (
        f"Start when the pain is down to {limit} of 10 or less; today it is at {now:g}."
        f" Stop when it goes above {limit}, or is sharp."
    )


def _dosed(choice: RoutineChoice, step: Step | None, library: Library) -> RoutineChoice:
    """Shorter after a session that hurt too much; otherwise a sentence about the dose."""
    if step is None:
        return choice
    if step is Step.EASIER:
        choice = shortened(choice, library, AFTER_RED)
    return replace(choice, why=f"{choice.why} {_SAID[step]}".strip())


def lights(routines: Mapping[str, Routine], entries: Sequence[Entry]) -> list[Light]:
    """How each session of some routines went, newest first.

    Args:
        routines: by id.
        entries: of the journal, newest first.
    """
    mornings = {
        entry.detail.session_id: entry.detail.value
        for entry in entries
        if isinstance(entry.detail, PainRecord) and entry.detail.moment is Moment.NEXT_MORNING
    }
    found = []
    for entry in entries:
        match entry.detail:
            case SessionRecord(plan=plan, status=Status.DONE | Status.STOPPED) as session:
                rule = routines[plan.routine].pain_rule if plan.routine in routines else None
                if rule is not None:
                    light = session_light(rule, session, mornings.get(entry.id))
                    # Broken off, or nothing said: no reason to go on a step.
                    found.append(light or Light.AMBER)
            case _:
                pass
    return found


def session_light(
    rule: PainRule, session: SessionRecord, morning: int | None, *, new_swelling: bool = False
) -> Light | None:
    """How a session went by a pain rule; None when nothing was told, or it was broken off.

    Args:
        rule: of the routine, or of the programme it belongs to.
        session: the session.
        morning: pain on the morning after, 0 to 10.
        new_swelling: swelling came after it that was not there before.
    """
    kept = session.plan.choice.get("pain_limit")
    allowed = pain.limits(rule, most=kept if isinstance(kept, int) else None)
    before, worst = session.plan.pain_before, session.pain_peak
    readings = Readings(
        before=before,
        worst=worst,
        next_morning=morning,
        sharp=session.hurt_sharply,
        new_swelling=new_swelling,
    )
    light = pain.outcome(allowed, readings)
    known = any(figure is not None for figure in (worst, session.pain_after, morning))
    sure = known and session.status is Status.DONE
    return light if sure or light is Light.RED else None


def _went_well(entry: Entry, routine_id: str, limit: int) -> bool:
    match entry.detail:
        case SessionRecord(plan=plan, status=Status.DONE, pain_peak=peak, hurt_sharply=False):
            return plan.routine == routine_id and (peak is None or peak <= limit)
        case _:
            return False
