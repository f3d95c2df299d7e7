"""Files that passed → the domain model."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from kneeapp.routine import model, schema
from kneeapp.routine.doses import gives_dose
from kneeapp.routine.fields import REP, TempoField
from kneeapp.routine.gates import (
    AskGate,
    FreeGate,
    GateFile,
    PainGate,
    SessionsGate,
    TestGate,
    TimeGate,
)
from kneeapp.routine.steps import (
    BlockFile,
    CadenceFile,
    ChooseFile,
    CircuitFile,
    Doing,
    ExerciseStepFile,
    LevelFile,
    LoadFile,
    NoteFile,
    PartFile,
    PauseFile,
    ReminderFile,
    StepFile,
)
from kneeapp.routine.words import duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kneeapp.routine.model import Amount, Tempo

NOTE_MS = 10_000
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
        tempo=_tempo(file.tempo),
        suits=tuple(file.suits),
        translations=_frozen(file.translations),
    )


def routine(file: schema.RoutineFile, tempos: Mapping[str, Tempo]) -> model.Routine:
    """The routine a file describes.

    Args:
        file: the file.
        tempos: the tempo of every exercise it uses, for reps that give none.
    """
    steps = _Steps(file.blocks, tempos)
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
        entry=tuple(map(_gate, file.entry)),
        starts=tuple(model.Start(_gate(start.when), start.phase) for start in file.starts),
        after=file.after,
        translations=_frozen(file.translations),
    )


def _frozen(
    translations: Mapping[str, Mapping[str, str]],
) -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType({k: MappingProxyType(dict(v)) for k, v in translations.items()})


def _neighbour(file: schema.NeighbourFile | None) -> model.Neighbour | None:
    return None if file is None else model.Neighbour(file.exercise, file.note)


def _tempo(file: TempoField | None) -> Tempo:
    return tuple(
        model.Beat(None if word == REP else model.Phase(word), length)
        for word, length in (file or {}).items()
    )


class _Steps:
    """Turns steps into the model; blocks are written out where they stand."""

    def __init__(
        self,
        blocks: Mapping[str, list[StepFile]],
        tempos: Mapping[str, Tempo],
    ) -> None:
        self._blocks = blocks
        self._tempos = tempos

    def many(self, files: Iterable[StepFile]) -> tuple[model.Step, ...]:
        return tuple(step for file in files for step in self._one(file))

    def _one(self, file: StepFile) -> tuple[model.Step, ...]:
        match file:
            case ExerciseStepFile():
                return (self._exercise(file),)
            case CircuitFile(circuit=body):
                rest = body.rest or model.NOTHING
                return (model.Circuit(body.rounds, self.many(body.steps), rest, body.label),)
            case BlockFile():
                return self.many(self._blocks[file.block])
            case ChooseFile():
                return (model.Choose(file.choose, self.many(file.of)),)
            case PauseFile():
                return (model.Pause(file.pause, file.label or "Rest"),)
            case NoteFile():
                length = file.time or model.Amount(NOTE_MS)
                return (model.Note(file.note, length, file.until == "done"),)

    def _exercise(self, file: ExerciseStepFile) -> model.ExerciseStep:
        return model.ExerciseStep(
            exercise=file.exercise,
            parts=self._parts(file, file.exercise),
            sets=file.sets or model.ONE,
            rest=_rest(file.rest),
            id=file.id,
            label=file.label,
            sides=None if file.sides is None else model.Sides(file.sides),
            order=model.Order(file.order),
            switch=file.switch,
            then=file.then or model.NOTHING,
            load=load_words(file.load),
            cadence=cadence_words(file.cadence),
            reminders=_reminders(file.reminders),
            easier=self._level(file, file.easier),
            harder=self._level(file, file.harder),
            optional=file.optional,
            condition=file.condition,
        )

    def _level(self, base: ExerciseStepFile, level: LevelFile | None) -> model.ExerciseStep | None:
        return None if level is None else self.changed(base, level)

    def changed(
        self, base: ExerciseStepFile, level: LevelFile | schema.ChangeFile
    ) -> model.ExerciseStep:
        """A step with what another form of it changes."""
        exercise_id = level.exercise or base.exercise
        same = exercise_id == base.exercise
        own_dose = level.parts is not None or gives_dose(level)
        sides = level.sides or (base.sides if same or base.sides == "sore" else None)
        return replace(
            self._exercise(base.model_copy(update={"easier": None, "harder": None})),
            exercise=exercise_id,
            parts=self._parts(level if own_dose else base, exercise_id),
            sets=level.sets or base.sets or model.ONE,
            rest=_rest(level.rest if level.rest is not None else base.rest),
            label=level.label or (base.label if same else ""),
            sides=None if sides is None else model.Sides(sides),
            load=load_words(level.load),
            cadence=cadence_words(level.cadence),
            reminders=_reminders(level.reminders),
        )

    def _parts(self, file: Doing, exercise_id: str) -> tuple[model.Dose, ...]:
        own = self._tempos.get(exercise_id, ())
        if file.parts is not None:
            return tuple(_dose(part, own, nested=True) for part in file.parts)
        return (_dose(file, own, nested=False),)


def _dose(file: PartFile, own_tempo: Tempo, *, nested: bool) -> model.Dose:
    """One dose; sets and rest of a step without parts belong to the step."""
    tempo = _tempo(file.tempo)
    if file.reps and not tempo and not file.hold:
        tempo = own_tempo
    return model.Dose(
        time=file.time,
        reps=file.reps,
        tempo=tempo,
        hold=file.hold,
        relax=file.relax,
        distance=file.distance or "",
        about=file.about,
        until=None if file.until is None else model.Until(file.until),
        sets=(file.sets if nested else None) or model.ONE,
        rest=_rest(file.rest) if nested else model.NOTHING,
        settle=file.settle or model.NOTHING,
        label=file.label if nested else "",
    )


def _reminders(files: Iterable[ReminderFile]) -> tuple[model.Reminder, ...]:
    return tuple(model.Reminder(one.at.value, one.say) for one in files)


def _rest(file: Amount | str | None) -> Amount | model.SameAsSet:
    if file is None:
        return model.NOTHING
    return model.SAME_AS_SET if isinstance(file, str) else file


def load_words(file: LoadFile | None) -> str:
    """A load in words, such as "Load: 2 kg, green band"."""
    if file is None:
        return ""
    parts = (
        file.kg and f"{file.kg} kg",
        file.band and f"{file.band} band",
        file.body_weight and "body weight",
        file.percent_max and f"{file.percent_max} % of your most",
        file.effort and f"effort {file.effort} of 10",
        file.joint_range and f"knee bend {file.joint_range} degrees",
        file.step_height and f"step {file.step_height} cm",
        file.note,
    )
    said = ", ".join(str(part) for part in parts if part)
    return said[:1].upper() + said[1:]


def cadence_words(file: CadenceFile | None) -> str:
    """A cadence in words."""
    if file is None:
        return ""
    if file.steps_per_minute is not None:
        return f"{file.steps_per_minute} steps a minute"
    return f"{file.change_percent} % more steps a minute than you usually take"


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
    return model.Progress(file.next, tuple(map(_gate, file.gates)), file.text)


def _gate(file: GateFile) -> model.Gate:
    kinds = model.GateKind
    match file:
        case PainGate():
            return model.Gate(
                kinds.PAIN,
                file.say or _pain_said(file),
                what=file.pain,
                at_most=file.at_most,
                at_least=file.at_least,
                days=file.days,
                sessions=file.sessions,
            )
        case TestGate():
            return model.Gate(
                kinds.TEST,
                file.say or _test_said(file),
                what=file.test,
                reps=file.reps,
                hold=file.hold,
                equal=file.sides == "equal",
            )
        case FreeGate():
            said = file.say or f"No {file.free_of.replace('_', ' ')}{_for_days(file.days)}."
            return model.Gate(kinds.FREE_OF, said, what=file.free_of, days=file.days)
        case AskGate():
            return model.Gate(kinds.ASK, file.say or file.ask, what=file.ask)
        case SessionsGate():
            good = "good sessions" if file.green else "sessions"
            said = file.say or f"{file.sessions} {good} done."
            return model.Gate(kinds.SESSIONS, said, sessions=file.sessions, green=file.green)
        case TimeGate():
            days = (file.weeks or 0) * 7 + (file.days or 0)
            return model.Gate(kinds.TIME, file.say or f"At least {days} days.", days=days)


_PAIN_WHEN = {
    "now": "right now",
    "during": "while exercising",
    "after": "after exercising",
    "next_morning": "the next morning",
    "stairs": "on stairs",
    "walking": "when you walk",
    "rest": "at rest",
}


def _pain_said(file: PainGate) -> str:
    limit = f"at most {file.at_most}" if file.at_most is not None else f"{file.at_least} or more"
    times = f" in {file.sessions} sessions" if file.sessions else ""
    return f"Pain {_PAIN_WHEN[file.pain]} {limit} out of 10{times}{_for_days(file.days)}."


def _test_said(file: TestGate) -> str:
    name = file.test.replace("-", " ").capitalize()
    much = f"{file.reps} times" if file.reps else duration(file.hold.value if file.hold else 0)
    equal = ", both sides about the same" if file.sides else ""
    return f"{name}: {much}{equal}."


def _for_days(days: int | None) -> str:
    if not days:
        return ""
    return " for 1 day" if days == 1 else f" for {days} days"


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
            gates=tuple(map(_gate, file.gates)),
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
            changes=tuple(self._change(file.routine, change) for change in file.changes),
            ramps=tuple(map(_ramp, file.ramps)),
        )

    def _change(self, routine_id: str, change: schema.ChangeFile) -> model.Change:
        routine = self._routines[routine_id]
        base = schema.named_steps(routine)[change.step]
        step = _Steps(routine.blocks, self._tempos).changed(base, change)
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
