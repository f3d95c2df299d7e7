"""Steps and doses of a file → the domain model."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kneeapp.routine import model
from kneeapp.routine.doses import gives_dose
from kneeapp.routine.fields import REP, TempoField
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

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kneeapp.routine import schema
    from kneeapp.routine.model import Amount, Tempo

NOTE_MS = 10_000


def tempo_of(file: TempoField | None) -> Tempo:
    """The beats of a rep."""
    return tuple(
        model.Beat(None if word == REP else model.Phase(word), length)
        for word, length in (file or {}).items()
    )


class Steps:
    """Turns steps into the model; blocks are written out where they stand."""

    def __init__(
        self,
        blocks: Mapping[str, list[StepFile]],
        tempos: Mapping[str, Tempo],
    ) -> None:
        self._blocks = blocks
        self._tempos = tempos

    def many(self, files: Iterable[StepFile]) -> tuple[model.Step, ...]:
        """These steps, with blocks written out."""
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
    tempo = tempo_of(file.tempo)
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
