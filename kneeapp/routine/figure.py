"""How the picture of an exercise moves: the `figure:` part of its file, as joint angles.

The program plays finished pictures and never looks in here; `assets/source/figure/exercises.py`
draws them, and `kneeapp check` and the JSON Schema use this description. Angles are degrees and 0
when standing upright with the arms hanging; lengths are metres.
"""

# ruff: noqa: N815 - the names of the fields are the keys of the file

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from kneeapp.routine.fields import Part
from kneeapp.routine.figure_values import (
    THINGS,
    Ankle,
    Colour,
    Condition,
    Contact,
    Elbow,
    Fingers,
    Flat,
    Forearm,
    Hip,
    Knee,
    Metres,
    Neck,
    Place,
    Point,
    Scapula,
    Shoulder,
    Side,
    Solid,
    Spine,
    Target,
    TintedMuscle,
    Toes,
    Turn,
    Wrist,
)


class CameraFile(Part):
    """From where the picture is taken; the figure always fits."""

    az: Annotated[float, Field(ge=0, le=360)]
    el: Annotated[float, Field(ge=-10, le=80)]


class RootFile(Part):
    """How the whole body lies in space."""

    base: Literal["stand", "supine", "prone", "side_left", "side_right", "all_fours"] = "stand"
    tilt: Turn = 0
    list: Turn = 0
    turn: Turn = 0


class PoseFile(Part):
    """Joint angles of one moment, and what they have to meet."""

    root: RootFile | None = None
    plant: Literal["feet", "foot_R", "foot_L", "toes", "toes_R", "toes_L"] | None = None
    floor: list[Contact] | None = None
    hip: Hip | None = None
    hip_R: Hip | None = None
    hip_L: Hip | None = None
    knee: Knee | None = None
    knee_R: Knee | None = None
    knee_L: Knee | None = None
    ankle: Ankle | None = None
    ankle_R: Ankle | None = None
    ankle_L: Ankle | None = None
    toes: Toes | None = None
    toes_R: Toes | None = None
    toes_L: Toes | None = None
    spine: Spine | None = None
    neck: Neck | None = None
    scapula: Scapula | None = None
    scapula_R: Scapula | None = None
    scapula_L: Scapula | None = None
    shoulder: Shoulder | None = None
    shoulder_R: Shoulder | None = None
    shoulder_L: Shoulder | None = None
    elbow: Elbow | None = None
    elbow_R: Elbow | None = None
    elbow_L: Elbow | None = None
    forearm: Forearm | None = None
    forearm_R: Forearm | None = None
    forearm_L: Forearm | None = None
    wrist: Wrist | None = None
    wrist_R: Wrist | None = None
    wrist_L: Wrist | None = None
    fingers: Fingers | None = None
    fingers_R: Fingers | None = None
    fingers_L: Fingers | None = None
    lift: Metres | None = None
    shift: Flat | None = None
    reach: dict[Side, Target] | None = None
    fit: Annotated[list[Condition], Field(max_length=24)] | None = None


class KeyFile(Part):
    """One moment of the motion, and how the person goes on from it."""

    phase: Literal["down", "hold", "up", "relax", "out", "in", "press", "move", "rest", "swing"]
    pose: PoseFile = Field(default_factory=PoseFile)
    move: Annotated[float, Field(gt=0, le=20)] | None = None
    hold: Annotated[float, Field(gt=0, le=20)] | None = None


class PropFile(Part):
    """One thing beside the figure; the first sixteen keys name it, the others place it."""

    mat: Flat | None = None
    chair: Metres | Literal["auto"] | None = None
    stool: Metres | Literal["auto"] | None = None
    wall: Literal["front", "back", "left", "right"] | None = None
    step: Solid | None = None
    wedge: Solid | None = None
    pillow: Solid | None = None
    towel: Flat | None = None
    roll: Flat | None = None
    ball: Metres | None = None
    post: Metres | None = None
    box: Solid | None = None
    strap: Annotated[list[Place], Field(min_length=2, max_length=24)] | None = None
    loop: Literal["thighs", "thigh_R", "thigh_L", "shanks", "shank_R", "shank_L"] | None = None
    cold_pack: Side | None = None
    bike: Metres | None = None
    at: Place = "pelvis"
    offset: Flat | None = None
    turn: Turn = 0
    raise_: Annotated[Metres | None, Field(alias="raise")] = None
    z: Metres | None = None
    w: Metres | None = None
    d: Metres | None = None
    h: Metres | None = None
    t: Annotated[float, Field(ge=0, le=1)] | None = None
    back: Metres | None = None
    size: Flat | None = None
    width: Metres | None = None
    across: Solid | None = None
    count: Annotated[int, Field(ge=1, le=10)] | None = None
    color: Colour | None = None
    pack: bool | None = None
    when: Literal["start", "end"] | None = None
    follow: bool | None = None
    frame: bool | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> PropFile:
        things = [name for name in THINGS if name in self.model_fields_set]
        if len(things) != 1:
            raise ValueError(f"name one thing, and only one: {', '.join(THINGS)}")
        return self


class FigureFile(Part):
    """How an exercise is shown: key poses, the things around, the view."""

    side: Literal["right", "none"]
    camera: CameraFile
    size: (
        Annotated[list[Annotated[int, Field(ge=160, le=1200)]], Field(min_length=2, max_length=2)]
        | None
    ) = None
    muscles: list[TintedMuscle] = Field(default_factory=list)
    muscle_side: Side | None = None
    loop: Literal["pingpong", "cycle"] = "pingpong"
    frames: Annotated[int, Field(ge=2, le=72)] | None = None
    seconds: Annotated[float, Field(ge=0.3, le=30)] | None = None
    breathe: Annotated[float, Field(ge=0, le=3)] | None = None
    lift: Metres | None = None
    anchor: Point | None = None
    sink: Annotated[float, Field(ge=0, le=0.1)] | None = None
    props: Annotated[list[PropFile], Field(max_length=24)] = Field(default_factory=list)
    pose: PoseFile | None = None
    keys: Annotated[list[KeyFile], Field(min_length=1, max_length=40)]
