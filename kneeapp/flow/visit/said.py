"""The short entries of the journal in words: what it is, and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from kneeapp.journal.model import (
    HardRecord,
    Moment,
    PainRecord,
    RunRecord,
    Surface,
    Symptom,
    SymptomRecord,
    Treatment,
    TreatmentRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    from kneeapp.journal.model import SetDone

    Short: TypeAlias = PainRecord | SymptomRecord | RunRecord | TreatmentRecord | HardRecord

MOMENTS = {
    Moment.NOW: "Pain now",
    Moment.BEFORE: "Pain before exercise",
    Moment.DURING: "Pain during exercise",
    Moment.AFTER: "Pain after exercise",
    Moment.NEXT_MORNING: "Next morning",
    Moment.WORST_DAY: "Worst pain of the day",
}
SYMPTOMS = {Symptom.SWELLING: "Swelling", Symptom.STIFFNESS: "Stiffness"}
AMOUNTS = ("none", "a little", "clearly there", "a lot")
TREATMENTS = {
    Treatment.COLD: "Cold",
    Treatment.REST: "Rest",
    Treatment.BANDAGE: "Bandage or tape",
    Treatment.GEL: "Gel",
    Treatment.PAINKILLER: "Painkiller",
    Treatment.SEEN_BY: "Seen by",
    Treatment.OTHER: "Something else",
}
SURFACES = {
    Surface.ROAD: "road",
    Surface.TRAIL: "trail",
    Surface.TRACK: "track",
    Surface.GRASS: "grass",
    Surface.TREADMILL: "treadmill",
    Surface.HILLS: "hills",
}


def short(detail: Short) -> tuple[str, str]:
    """What kind of entry it is, and what it says."""
    match detail:
        case PainRecord(moment, value, _):
            return MOMENTS[moment], f"{value} of 10"
        case SymptomRecord(what, level):
            return SYMPTOMS[what], AMOUNTS[level].capitalize()
        case RunRecord():
            return "Run", run(detail)
        case TreatmentRecord(what, said):
            return "What you did", f"{TREATMENTS[what]}: {said}" if said else TREATMENTS[what]
        case HardRecord(what, value):
            return "Hard for you", f"{what}: {value} of 10"
        case _:
            assert_never(detail)


def sets(done: Iterable[SetDone], names: Mapping[str, str]) -> list[str]:
    """What was finished, exercise by exercise: "Quad set, right: 3 sets of 10".

    Args:
        done: the sets.
        names: of the exercises, by their ids; one that is gone is told by its id.
    """
    found: dict[str, list[SetDone]] = {}
    for each in done:
        name = names.get(each.exercise) or each.exercise.replace("-", " ")
        where = f"{name}, {each.side.value}" if each.side else name
        found.setdefault(where, []).append(each)
    return [f"{where}: {_of_sets(of)}" for where, of in found.items()]


def _of_sets(done: list[SetDone]) -> str:
    count = "1 set" if len(done) == 1 else f"{len(done)} sets"
    reps = [str(each.reps) for each in done if each.reps]
    if reps:
        return f"{count} of {', '.join(dict.fromkeys(reps))}"
    return f"{count}, {round(sum(each.length_ms for each in done) / 1000)} s"


def run(detail: RunRecord) -> str:
    """A run in one line: "5.2 km · 31 min · trail · old shoes · pain 2 of 10"."""
    parts = [
        km(detail.metres) if detail.metres else "",
        f"{round(detail.seconds / 60)} min" if detail.seconds else "",
        SURFACES[detail.surface] if detail.surface else "",
        detail.shoes,
        "" if detail.pain is None else f"pain {detail.pain} of 10",
    ]
    return " · ".join(part for part in parts if part)


def km(metres: float) -> str:
    """A distance, to 100 metres: "5 km", "5.2 km"."""
    return f"{metres / 1000:.1f}".removesuffix(".0") + " km"
