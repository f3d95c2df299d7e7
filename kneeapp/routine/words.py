"""Doses, times and tags in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.routine.model import ONE, Load, Phase, Sides, Until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneeapp.routine.model import Amount, Dose, ExerciseStep

NOT_STATED = "the source does not say"

LOAD_WORDS: dict[Load, str] = {
    Load.LOADED_BEND: "bending the knee under your weight",
    Load.DEEP_SQUAT: "a deep knee bend under your weight",
    Load.DEEP_BEND: "bending the knee a lot",
    Load.FULL_STRAIGHTENING: "pressing the knee fully straight",
    Load.SINGLE_LEG: "working on one leg",
    Load.STEP: "going up or down a step",
    Load.KNEELING: "kneeling",
    Load.IMPACT: "hops, jumps or running",
    Load.RUNNING: "running",
    Load.TWIST: "turning on the knee",
    Load.SIDE_LOAD: "sideways load on the knee",
    Load.BALANCE: "balance without a hand to hold on",
    Load.THIGH_STRETCH: "a stretch of the front of the thigh",
    Load.HAMSTRING_STRETCH: "a stretch of the back of the thigh",
    Load.HAMSTRING_LOAD: "load on the back of the thigh",
    Load.CALF_STRETCH: "a stretch of the calf",
    Load.CALF_LOAD: "load on the calf",
    Load.HIP_LOAD: "load on the hip",
    Load.STRAIN: "a long strong hold",
    Load.FLOOR: "getting down on the floor",
    Load.COLD: "cold on the skin",
    Load.MASSAGE: "pressing or rubbing",
}

_SIDES: dict[Sides, str] = {
    Sides.BOTH: "",
    Sides.EACH: "each side",
    Sides.ALTERNATE: "left and right in turn",
    Sides.SORE: "sore side",
    Sides.EACH_DIRECTION: "each way",
    Sides.NONE: "",
}


def duration(ms: int) -> str:
    """A time as "45 s", "1 min 30 s", "2 min" or "1 h 5 min"."""
    if ms < 60_000:
        return f"{_number(ms / 1000)} s"
    hours, rest = divmod(ms, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    parts.append(f"{_number(rest / 1000)} s" if rest else "")
    return " ".join(part for part in parts if part)


def count(amount: Amount) -> str:
    """A count, with its range or the remark that the source gives none."""
    return _with_range(amount, str)


def span(amount: Amount) -> str:
    """A time, with its range or the remark that the source gives none."""
    return _with_range(amount, duration)


def dose(step: ExerciseStep, sides: Sides) -> str:
    """The dose of a step, such as "3 × 10, hold 5 s, each side, rest 1 min"."""
    sets = step.sets.value > 1 or step.sets.low is not None or not step.sets.stated
    parts = [_part(part, alone=not sets and len(step.parts) == 1) for part in step.parts]
    head = parts[0] if len(parts) == 1 else " + ".join(parts)
    if sets:
        joined = head if len(parts) == 1 else f"({head})"
        head = f"{count(step.sets)} × {joined}"
    return ", ".join(filter(None, (head, _SIDES[sides], _rest(step))))


def _rest(step: ExerciseStep) -> str:
    if step.sets.value == 1:
        return ""
    if isinstance(step.rest, str):
        return "rest as long as the set"
    return f"rest {span(step.rest)}" if step.rest.value else ""


def _part(part: Dose, *, alone: bool) -> str:
    """One dose; a count that stands alone is "10 times"."""
    many = part.sets.value > 1
    sets = f"{count(part.sets)} × " if many else ""
    said = sets + ", ".join(_amounts(part, times=alone and not many))
    return f"{said} {part.label[:1].lower()}{part.label[1:]}" if part.label else said


def _amounts(part: Dose, *, times: bool) -> Iterator[str]:
    if part.distance:
        yield part.distance
    elif part.reps:
        yield _times(part.reps) if times else count(part.reps)
        yield from _pace(part)
    elif part.hold:
        yield f"hold {span(part.hold)}"
    elif part.time:
        ended = part.until in (Until.DONE, Until.TIRED)
        yield f"about {span(part.time)}" if ended else span(part.time)
    yield from _ending(part)


def _times(reps: Amount) -> str:
    return "once" if reps == ONE else f"{count(reps)} times"


def _ending(part: Dose) -> Iterator[str]:
    if part.until is Until.DONE:
        yield "you say when you are done"
    elif part.until is Until.TIRED:
        yield "until tired"
    elif part.until is Until.TIRED_OR_TIME:
        yield "or until tired"


def _pace(part: Dose) -> Iterator[str]:
    if part.hold:
        yield f"hold {span(part.hold)}"
    if part.relax and part.relax.value:
        yield f"relax {span(part.relax)}"
    for beat in part.tempo:
        match beat.phase:
            case Phase.HOLD:
                yield f"hold {span(beat.length)}"
            case Phase.DOWN if beat.length.value >= 3000:
                yield f"{span(beat.length)} down"
            case _:
                pass


def _with_range(amount: Amount, write: _Writer) -> str:
    text = write(amount.value)
    if not amount.stated:
        return f"{text} ({NOT_STATED})"
    if amount.low is None or amount.high is None:
        return text
    return f"{text} ({write(amount.low)} to {write(amount.high)})"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


if TYPE_CHECKING:
    from collections.abc import Callable

    _Writer = Callable[[int], str]
