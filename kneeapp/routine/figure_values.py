"""The values inside the `figure:` part of an exercise: angles, points, conditions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import core_schema

from kneeapp.routine.messages import suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

# --- names ------------------------------------------------------------------------------------

_SIDED_POINTS = (
    "sit", "heel", "ball", "toe", "ankle", "knee", "knee_back", "knee_side", "hip", "thigh",
    "thigh_low", "thigh_back", "calf", "calf_low", "shin", "shoulder",
    "shoulder_side", "elbow", "wrist", "hand", "palm", "tip", "buttock", "side", "rib_side",
)  # fmt: skip
POINTS = frozenset(f"{name}_{side}" for name in _SIDED_POINTS for side in "RL") | {
    "pelvis", "sacrum", "upper_back", "head_back", "belly", "chest",
}  # fmt: skip
_PLACES = POINTS | {"seat", "seat_mid", "floor", "knee_mid_R", "knee_mid_L"}
PARTS: Mapping[str, tuple[str, ...]] = {
    "root": ("tilt", "list", "turn"),
    "hip": ("flex", "abd", "rot"),
    "knee": (),
    "ankle": ("dorsi", "inv"),
    "toes": (),
    "spine": ("flex", "side", "turn"),
    "neck": ("flex", "side", "turn"),
    "scapula": ("elev", "prot"),
    "shoulder": ("flex", "abd", "rot"),
    "elbow": (),
    "forearm": (),
    "wrist": ("flex", "dev"),
    "fingers": (),
}
"""The joints, and the angles of those that have more than one."""
THINGS = (
    "mat", "chair", "stool", "wall", "step", "wedge", "pillow", "towel", "roll", "ball", "post",
    "box", "strap", "loop", "cold_pack", "bike",
)  # fmt: skip
"""What can stand beside the figure; one of them in every prop."""
_MIDDLE = ("root", "spine", "neck")
_TURNS = {
    "foot": "pitch roll",
    "toes": "pitch roll",
    "hand": "up front left pitch roll",
    "palm": "up front left",
}
_FIT = re.compile(r"\s*(\S+)\s*~\s*(\S+)\s*=\s*(\S+)\s*")
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)")
_VALUE = re.compile(r"(\w+\.[xyz])([-+](\d+\.?\d*|\.\d+))?")


def _unknown(what: str, name: str, known: frozenset[str] | tuple[str, ...]) -> str:
    return f"{what} '{name}' is not known{suggestion(name, known)}"


def _point(name: str) -> str:
    if name not in POINTS:
        raise ValueError(_unknown("point", name, POINTS))
    return name


def _contact(text: str) -> str:
    name, colon, depth = text.partition(":")
    if colon and not _NUMBER.fullmatch(depth):
        raise ValueError(f"write metres after the ':', not '{depth}'")
    _point(name)
    return text


def _place(place: str | list[Any]) -> str | list[Any]:
    name, *shift = [place] if isinstance(place, str) else place or [""]
    if len(shift) > 3 or not all(isinstance(n, int | float) for n in shift):
        raise ValueError("write a point, or [point, left, back, up] in metres")
    name = str(name).removeprefix("start:")
    if name not in _PLACES:
        raise ValueError(_unknown("point", name, frozenset(_PLACES)))
    return place


def _variable(name: str) -> None:
    joint, _, part = name.partition(".")
    bare = joint if joint in _MIDDLE else joint.removesuffix("_R").removesuffix("_L")
    if bare not in PARTS:
        raise ValueError(_unknown("joint", joint, tuple(PARTS)))
    parts = PARTS[bare]
    if part not in (parts or ("",)):
        said = f"one of: {', '.join(f'{joint}.{one}' for one in parts)}" if parts else joint
        raise ValueError(f"'{name}' is no angle of that joint; use {said}")


def _measure(text: str) -> None:
    name, _, kind = text.partition(".")
    if kind in ("x", "y", "z"):
        _point(name)
    elif name[-2:] not in ("_R", "_L") or kind not in _TURNS.get(name[:-2], "").split():
        raise ValueError(f"'{text}' cannot be measured; write a point with .x .y or .z")


def _fit(text: str) -> str:
    found = _FIT.fullmatch(text)
    if found is None:
        raise ValueError('write "angle ~ measure = value", such as "knee ~ ball_L.z = 0"')
    variable, measure, value = found.groups()
    _variable(variable)
    _measure(measure)
    if value == "@" or _NUMBER.fullmatch(value):
        return text
    other = _VALUE.fullmatch(value)
    if other is None:
        raise ValueError(f"'{value}' is no number, no @ and no point")
    _measure(other[1])
    return text


def _reach(target: list[Any]) -> list[Any]:
    name, *shift = target or [""]
    if len(shift) != 3 or not all(isinstance(n, int | float) for n in shift):
        raise ValueError("write [point, left, back, up] with three lengths in metres")
    if name != "anchor":
        _point(str(name))
    return target


# --- numbers ----------------------------------------------------------------------------------


class Angles:
    """A joint with more than one angle: a list of as many degrees, each between its limits."""

    def __init__(self, **limits: tuple[float, float]) -> None:
        self.limits = limits

    def __get_pydantic_core_schema__(
        self,
        source: Any,  # noqa: ANN401 - any type form
        handler: GetCoreSchemaHandler,
    ) -> core_schema.CoreSchema:
        """Validate the list, then every angle."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """What editors are told."""
        known = handler(schema)
        items = [
            {"type": "number", "title": name, "minimum": low, "maximum": high}
            for name, (low, high) in self.limits.items()
        ]
        return known | {"prefixItems": items, "minItems": len(items), "maxItems": len(items)}

    def _check(self, angles: list[float]) -> list[float]:
        if len(angles) != len(self.limits):
            raise ValueError(f"write {len(self.limits)} angles: [{', '.join(self.limits)}]")
        for angle, (name, (low, high)) in zip(angles, self.limits.items(), strict=True):
            if not low <= angle <= high:
                raise ValueError(f"{name} {angle:g} is out of range; {low:g} to {high:g} degrees")
        return angles


# The limits are wider than a healthy joint: they catch slips, not unusual people. Source: J
Hip: TypeAlias = Annotated[list[float], Angles(flex=(-40, 140), abd=(-45, 90), rot=(-60, 90))]
Knee: TypeAlias = Annotated[float, Field(ge=-10, le=165)]
Ankle: TypeAlias = Annotated[list[float], Angles(dorsi=(-65, 45), inv=(-45, 45))]
Toes: TypeAlias = Annotated[float, Field(ge=-45, le=90)]
Spine: TypeAlias = Annotated[list[float], Angles(flex=(-45, 110), side=(-50, 50), turn=(-60, 60))]
Neck: TypeAlias = Annotated[list[float], Angles(flex=(-60, 60), side=(-50, 50), turn=(-90, 90))]
Scapula: TypeAlias = Annotated[list[float], Angles(elev=(-20, 60), prot=(-40, 40))]
Shoulder: TypeAlias = Annotated[
    list[float], Angles(flex=(-80, 190), abd=(-90, 190), rot=(-110, 110))
]
Elbow: TypeAlias = Annotated[float, Field(ge=-10, le=155)]
Forearm: TypeAlias = Annotated[float, Field(ge=-90, le=90)]
Wrist: TypeAlias = Annotated[list[float], Angles(flex=(-90, 90), dev=(-45, 45))]
Fingers: TypeAlias = Annotated[float, Field(ge=0, le=1)]
Turn: TypeAlias = Annotated[float, Field(ge=-360, le=360)]
Metres: TypeAlias = Annotated[float, Field(ge=-5, le=5)]
Flat: TypeAlias = Annotated[list[Metres], Field(min_length=2, max_length=2)]
Solid: TypeAlias = Annotated[list[Metres], Field(min_length=3, max_length=3)]
Point: TypeAlias = Annotated[str, AfterValidator(_point)]
Place: TypeAlias = Annotated[str | list[str | float], AfterValidator(_place)]
Target: TypeAlias = Annotated[list[str | float], AfterValidator(_reach)]
Colour: TypeAlias = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Side: TypeAlias = Literal["R", "L"]
TintedMuscle: TypeAlias = Literal[
    "quads", "hamstrings", "adductors", "glutes", "hip_abductors", "hip_flexors", "calves",
    "soleus", "shin", "itb", "core",
]  # fmt: skip
Contact: TypeAlias = Annotated[str, AfterValidator(_contact)]
Condition: TypeAlias = Annotated[str, AfterValidator(_fit)]
