"""An exercise as the program sees it: frozen, checked, without YAML."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kneeapp.routine.amounts import NO_TRANSLATIONS, Tempo, Texts, Translations


class Group(StrEnum):
    """What sort of thing an exercise is; a task is a check, a set-up or a log."""

    WARM_UP = "warm_up"
    STRETCH = "stretch"
    MOBILITY = "mobility"
    STRENGTH = "strength"
    BALANCE = "balance"
    JUMP = "jump"
    CARDIO = "cardio"
    RECOVERY = "recovery"
    TASK = "task"


class Load(StrEnum):
    """What an exercise asks of the knee and the body; used to leave it out for a sore knee."""

    LOADED_BEND = "loaded_bend"
    DEEP_SQUAT = "deep_squat"
    DEEP_BEND = "deep_bend"
    FULL_STRAIGHTENING = "full_straightening"
    SINGLE_LEG = "single_leg"
    STEP = "step"
    KNEELING = "kneeling"
    IMPACT = "impact"
    RUNNING = "running"
    TWIST = "twist"
    SIDE_LOAD = "side_load"
    BALANCE = "balance"
    THIGH_STRETCH = "thigh_stretch"
    HAMSTRING_STRETCH = "hamstring_stretch"
    HAMSTRING_LOAD = "hamstring_load"
    CALF_STRETCH = "calf_stretch"
    CALF_LOAD = "calf_load"
    HIP_LOAD = "hip_load"
    STRAIN = "strain"
    FLOOR = "floor"
    COLD = "cold"
    MASSAGE = "massage"


class Sides(StrEnum):
    """How a step goes over the two sides of the body."""

    BOTH = "both"
    EACH = "each"
    ALTERNATE = "alternate"
    SORE = "sore"
    EACH_DIRECTION = "each_direction"
    NONE = "none"


_MOVING = frozenset({"walking", "running"})


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The easier or harder form of an exercise: another exercise, a note, or both."""

    exercise: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """How one exercise is done. Texts are plain sentences for people."""

    id: str
    name: str
    group: Group
    position: str
    start: str
    steps: Texts
    sides: Sides
    dose: str
    sources: Texts
    alt: str
    code: str = ""
    summary: str = ""
    cues: Texts = ()
    errors: Texts = ()
    cautions: Texts = ()
    avoid_when: Texts = ()
    muscles: Texts = ()
    equipment: Texts = ()
    loads: frozenset[Load] = frozenset()
    easier: Neighbour | None = None
    harder: Neighbour | None = None
    tempo: Tempo = ()
    suits: Texts = ()
    translations: Translations = field(default_factory=lambda: NO_TRANSLATIONS)

    @property
    def is_rest(self) -> bool:
        """Whether one only lies or sits still while it lasts: cold, a leg up, calm breathing."""
        calm = self.group is Group.RECOVERY and Load.MASSAGE not in self.loads
        return calm and self.position not in _MOVING and not self.tempo
