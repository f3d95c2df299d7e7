"""Files that passed → the domain model."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kneeapp.routine import model, schema
from kneeapp.routine.amounts import read_only
from kneeapp.routine.build_gates import gate_of
from kneeapp.routine.build_steps import Steps, tempo_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneeapp.routine.model import Tempo

_CAREFUL = 2  # Source: content decision 2, careful mode


def exercise(file: schema.ExerciseFile) -> model.Exercise:
    """The exercise a file describes."""
    return model.Exercise(
        id=file.id,
        name=file.name,
        group=model.Group(file.group),
        position=file.position,
        start=file.start,
        steps=tuple(file.steps),
        sides=model.Sides(file.sides),
        dose=file.dose,
        sources=tuple(file.sources),
        alt=file.alt,
        code=file.code,
        summary=file.summary,
        cues=tuple(file.cues),
        errors=tuple(file.errors),
        cautions=tuple(file.cautions),
        avoid_when=tuple(file.avoid_when),
        muscles=tuple(file.muscles),
        equipment=tuple(file.equipment),
        loads=frozenset(map(model.Load, file.loads)),
        easier=_neighbour(file.easier),
        harder=_neighbour(file.harder),
        tempo=tempo_of(file.tempo),
        suits=tuple(file.suits),
        translations=_frozen(file.translations),
    )


def routine(file: schema.RoutineFile, tempos: Mapping[str, Tempo]) -> model.Routine:
    """The routine a file describes.

    Args:
        file: the file.
        tempos: the tempo of every exercise it uses, for reps that give none.
    """
    steps = Steps(file.blocks, tempos)
    return model.Routine(
        id=file.id,
        title=file.title,
        purpose=model.Purpose(file.purpose),
        summary=file.summary,
        steps=steps.many(file.steps),
        sources=tuple(file.sources),
        pain_rule=_pain_rule(file.pain_rule),
        stop=tuple(file.stop),
        code=file.code,
        who=file.who,
        not_for=tuple(file.not_for),
        families=tuple(file.families),
        equipment=None if file.equipment is None else tuple(file.equipment),
        frequency=_frequency(file.frequency),
        note=file.note,
        progress=_progress(file.progress),
        get_ready=file.get_ready or model.NOTHING,
        switch=file.switch or model.NOTHING,
        translations=_frozen(file.translations),
    )


def programme(
    file: schema.ProgrammeFile,
    routines: Mapping[str, schema.RoutineFile],
    tempos: Mapping[str, Tempo],
) -> model.Programme:
    """The programme a file describes.

    Args:
        file: the file.
        routines: the files of the routines it uses, whose steps it may change.
        tempos: as for a routine.
    """
    builder = _Stages(routines, tempos)
    return model.Programme(
        id=file.id,
        title=file.title,
        summary=file.summary,
        stages=tuple(map(builder.stage, file.phases)),
        sources=tuple(file.sources),
        code=file.code,
        who=file.who,
        not_for=tuple(file.not_for),
        families=tuple(file.families),
        stop=tuple(file.stop),
        note=file.note,
        pain_rule=_pain_rule(file.pain_rule) if file.pain_rule else None,
        entry=tuple(map(gate_of, file.entry)),
        starts=tuple(model.Start(gate_of(start.when), start.phase) for start in file.starts),
        after=file.after,
        translations=_frozen(file.translations),
    )


def _frozen(
    translations: Mapping[str, Mapping[str, str]],
) -> Mapping[str, Mapping[str, str]]:
    return read_only({k: read_only(v) for k, v in translations.items()})


def _neighbour(file: schema.NeighbourFile | None) -> model.Neighbour | None:
    return None if file is None else model.Neighbour(file.exercise, file.note)


def _pain_rule(file: schema.PainRuleFile) -> model.PainRule:
    careful = min(_CAREFUL, file.during) if file.careful_during is None else file.careful_during
    return model.PainRule(
        during=file.during,
        careful_during=careful,
        mode=model.PainMode(file.mode),
        sources=tuple(file.sources),
        after=file.after,
        settles_within=file.settles_within,
        next_morning=file.next_morning,
    )


def _frequency(file: schema.FrequencyFile | None) -> model.Frequency | None:
    if file is None:
        return None
    return model.Frequency(
        file.days_per_week, file.times_per_day, file.weeks, file.rest_days, file.note
    )


def _progress(file: schema.ProgressFile | None) -> model.Progress | None:
    if file is None:
        return None
    return model.Progress(file.next, tuple(map(gate_of, file.gates)), file.text)


class _Stages:
    """Builds the phases of a programme."""

    def __init__(
        self, routines: Mapping[str, schema.RoutineFile], tempos: Mapping[str, Tempo]
    ) -> None:
        self._routines = routines
        self._tempos = tempos

    def stage(self, file: schema.PhaseFile) -> model.Stage:
        return model.Stage(
            id=file.id,
            title=file.title,
            sessions=tuple(map(self._session, file.sessions)),
            note=file.note,
            weeks=file.weeks,
            at_least_days=file.at_least,
            plus=tuple(file.plus),
            gates=tuple(map(gate_of, file.gates)),
            after_red=file.after_red,
            after_two_green=file.after_two_green,
        )

    def _session(self, file: schema.SessionFile) -> model.Session:
        return model.Session(
            routine=file.routine,
            days_per_week=file.days_per_week,
            times_per_day=file.times_per_day,
            rest_days=file.rest_days,
            times=file.times,
            on=tuple(file.on),
            variant=file.variant,
            minutes=file.minutes,
            without=frozenset(file.without),
            changes=tuple(self._change(file.routine, change) for change in file.changes),
            ramps=tuple(map(_ramp, file.ramps)),
        )

    def _change(self, routine_id: str, change: schema.ChangeFile) -> model.Change:
        routine = self._routines[routine_id]
        base = schema.named_steps(routine)[change.step]
        step = Steps(routine.blocks, self._tempos).changed(base, change)
        if change.order is not None:
            step = replace(step, order=model.Order(change.order))
        if change.optional is not None:
            step = replace(step, optional=change.optional)
        return model.Change(change.step, step)


def _ramp(file: schema.RampFile) -> model.Ramp:
    return model.Ramp(
        step=file.step,
        key=file.key,
        start=file.start,
        add=file.add,
        every=file.every,
        top=file.top,
        at=tuple((int(day), value) for day, value in (file.at or {}).items()),
    )
