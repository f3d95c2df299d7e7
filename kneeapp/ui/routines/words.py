"""Facts about a routine, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kneeapp.flow import routine_index

if TYPE_CHECKING:
    from kneeapp.routine.model import Amount, Library, Routine
    from kneeapp.routine.timeline import Timeline


def facts(routine: Routine, timeline: Timeline, library: Library) -> list[tuple[str, str]]:
    """What is to be known before it is started: a head and its words, those that are said."""
    told = [
        (_tr("For"), routine.who),
        (_tr("Not for"), " ".join(routine.not_for)),
        (_tr("You need"), equipment(routine, timeline, library)),
        (_tr("How often"), frequency(routine)),
        (_tr("Pain"), pain_rule(routine)),
        (_tr("Stop at"), " ".join(routine.stop)),
    ]
    return [(head, words) for head, words in told if words]


def length(minutes: int, own: int) -> str:
    """The time a routine takes, and what of it the person's own settings add."""
    if own < 1:
        return _tr("{count} min").format(count=minutes)
    return _tr("{count} min, {own} of them to change sides and get ready").format(
        count=minutes, own=own
    )


def equipment(routine: Routine, timeline: Timeline, library: Library) -> str:
    """What is needed, from the routine or else from its exercises."""
    used = (library.exercises.get(step.exercise) for step in timeline.steps)
    things = routine_index.equipment(routine, (each for each in used if each is not None))
    return ", ".join(things) if things else _tr("Nothing.")


def frequency(routine: Routine) -> str:
    """How often it is done."""
    often = routine.frequency
    if often is None:
        return ""
    parts = []
    if often.days_per_week is not None:
        parts.append(_tr("{number} days a week").format(number=_number(often.days_per_week)))
    if often.times_per_day is not None:
        parts.append(_tr("{number} times a day").format(number=_number(often.times_per_day)))
    if often.weeks is not None:
        parts.append(_tr("{number} weeks").format(number=_number(often.weeks)))
    if often.rest_days:
        parts.append(_tr("never two days in a row"))
    told = ", ".join(parts)
    told = f"{told[:1].upper()}{told[1:]}." if told else ""
    return f"{told} {often.note}".strip()


def pain_rule(routine: Routine) -> str:
    """How much pain is allowed, first and later. Source: content decision 2."""
    rule = routine.pain_rule
    if rule.during == rule.careful_during:
        return _tr("Up to {limit} of 10 is allowed. Stop at sharp pain.").format(limit=rule.during)
    return _tr(
        "Up to {careful} of 10 the first time. When that went well, up to {limit}. "
        "Stop at sharp pain."
    ).format(careful=rule.careful_during, limit=rule.during)


def _number(amount: Amount) -> str:
    if amount.low is None or amount.high is None:
        return str(amount.value)
    return _tr("{low} to {high}").format(low=amount.low, high=amount.high)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RoutineWords", text)
