"""Whether the phases of a programme fit together, and what they change is in their routines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.routine import schema
from kneeapp.routine.cross_routine import doses, step_ids
from kneeapp.routine.doses import gives_dose
from kneeapp.routine.messages import suggestion
from kneeapp.routine.references import At, Finding, Index, gates, known, repeated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kneeapp.routine.steps import Doing, ExerciseStepFile


def programme_findings(file: schema.ProgrammeFile, index: Index) -> Iterator[Finding]:
    """Where a programme does not fit, and what."""
    yield from gates(file.entry, ("entry",), index)
    phases = [phase.id for phase in file.phases]
    named: list[tuple[At, str]] = [(("phases", n, "id"), name) for n, name in enumerate(phases)]
    for at, count in repeated(named):
        yield at, f"the phase id is used {count} times"
    for position, start in enumerate(file.starts):
        yield from _phase(start.phase, phases, ("starts", position, "phase"))
    for position, phase in enumerate(file.phases):
        yield from _one_phase(phase, phases, ("phases", position), index)


def _one_phase(
    phase: schema.PhaseFile, phases: list[str], at: At, index: Index
) -> Iterator[Finding]:
    yield from gates(phase.gates, (*at, "gates"), index)
    for key in ("after_red", "after_two_green"):
        target: str | None = getattr(phase, key)
        if target:
            yield from _phase(target, phases, (*at, key))
    for position, earlier in enumerate(phase.plus):
        yield from _phase(earlier, phases[: phases.index(phase.id)], (*at, "plus", position))
    for position, session in enumerate(phase.sessions):
        yield from _session(session, (*at, "sessions", position), index)


def _phase(wanted: str, known: list[str], at: At) -> Iterator[Finding]:
    if wanted not in known:
        yield at, f"there is no phase '{wanted}' to name here{suggestion(wanted, known)}"


def _session(session: schema.SessionFile, at: At, index: Index) -> Iterator[Finding]:
    wrong = known("routine", session.routine, index)
    if wrong:
        yield (*at, "routine"), wrong
        return
    names = {name for _, name in step_ids(index.routines[session.routine])}
    named: list[tuple[At, str]] = [
        *(((*at, "without", n), name) for n, name in enumerate(session.without)),
        *(((*at, "changes", n, "step"), c.step) for n, c in enumerate(session.changes)),
        *(((*at, "ramps", n, "step"), r.step) for n, r in enumerate(session.ramps)),
    ]
    for place, name in named:
        if name not in names:
            said = f"the routine '{session.routine}' has no step with the id '{name}'"
            yield place, said + suggestion(name, names)
    yield from _ramps(session, at, schema.named_steps(index.routines[session.routine]))
    for position, change in enumerate(session.changes):
        where = (*at, "changes", position)
        wrong = known("exercise", change.exercise, index) if change.exercise else None
        if wrong:
            yield (*where, "exercise"), wrong
        if change.parts is not None or gives_dose(change):
            yield from doses(change, where, has_tempo=True)


def _ramps(
    session: schema.SessionFile, at: At, steps: Mapping[str, ExerciseStepFile]
) -> Iterator[Finding]:
    """A ramp must find the value that is to grow."""
    doing: dict[str, Doing] = {**steps}
    doing |= {c.step: c for c in session.changes if c.parts is not None or gives_dose(c)}
    for position, ramp in enumerate(session.ramps):
        step = doing.get(ramp.step)
        if step is None or ramp.key == "sets":
            continue
        if not any(getattr(part, ramp.key) for part in step.parts or [step]):
            said = f"the step '{ramp.step}' has no {ramp.key} that could grow"
            yield (*at, "ramps", position, "key"), said
