"""What an entry of the journal is: frozen records, no SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from kneeapp.base.side import Side
    from kneeapp.body.marks import PainMap

Json: TypeAlias = Mapping[str, Any]
"""A plain object as JSON knows it."""


class Status(StrEnum):
    """How far a session came."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


class Moment(StrEnum):
    """When a single pain figure was asked for."""

    NOW = "now"
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    NEXT_MORNING = "next_morning"
    WORST_DAY = "worst_day"


class Symptom(StrEnum):
    """What the knee does besides hurting."""

    SWELLING = "swelling"
    STIFFNESS = "stiffness"


class Treatment(StrEnum):
    """What was done for the knee."""

    COLD = "cold"
    REST = "rest"
    BANDAGE = "bandage"
    GEL = "gel"
    PAINKILLER = "painkiller"
    SEEN_BY = "seen_by"
    OTHER = "other"


class Surface(StrEnum):
    """What was run on."""

    ROAD = "road"
    TRAIL = "trail"
    TRACK = "track"
    GRASS = "grass"
    TREADMILL = "treadmill"
    HILLS = "hills"


@dataclass(frozen=True, slots=True)
class Stamp:
    """An instant, with the clock on the wall at that time and place."""

    utc: datetime
    offset_min: int
    zone: str

    @classmethod
    def of(cls, wall: datetime) -> Stamp:
        """Take apart an aware wall time."""
        offset = wall.utcoffset() or timedelta(0)
        zone = getattr(wall.tzinfo, "key", None) or wall.tzname() or ""
        return cls(wall.astimezone(UTC), round(offset.total_seconds() / 60), str(zone))

    @classmethod
    def at(cls, moment: datetime, wall: datetime) -> Stamp:
        """The stamp of a local time without zone, as the clock that shows ``wall`` has it.

        A zone that is a mere offset does not know summer time; then the system's rules are asked.
        """
        fixed = isinstance(wall.tzinfo, timezone) and wall.tzinfo is not UTC
        return cls.of(moment.astimezone() if fixed else moment.replace(tzinfo=wall.tzinfo))

    @classmethod
    def read(cls, text: str, offset_min: int, zone: str) -> Stamp:
        """The stamp that ``text``, ``offset_min`` and ``zone`` were written from."""
        return cls(datetime.fromisoformat(text), offset_min, zone)

    @property
    def text(self) -> str:
        """UTC, to the millisecond; sorts as text."""
        return self.utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    @property
    def local(self) -> datetime:
        """What the clock on the wall showed."""
        return self.utc.astimezone(timezone(timedelta(minutes=self.offset_min)))

    @property
    def day(self) -> date:
        """The day it was for the person, fixed for ever."""
        return self.local.date()


@dataclass(frozen=True, slots=True)
class MapRecord:
    """Where it hurts; ``pain_map`` is ``None`` when only the words can still be read."""

    read_back: str
    pain_map: PainMap | None


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """What the check said, and why.

    Attributes:
        urgency: one of the words of the answer (``self_care`` …).
        review_in_days: when to look again, or ``None``.
        summary: the action of the care card, as it was shown.
        case_file: the case that was judged.
        reasons: the rules that spoke, each with ``rule``, ``text``, ``source``.
    """

    urgency: str
    review_in_days: int | None
    summary: str
    case_file: Json
    reasons: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What is about to be done.

    Attributes:
        routine: id of the routine.
        title: its title, as shown.
        side: the leg in work, if it is about one.
        sets: planned sets, over all steps.
        length_ms: planned length in milliseconds.
        choice: whatever is needed to build the same timeline again.
        pain_before: 0 to 10, or ``None`` when not asked.
    """

    routine: str
    title: str
    side: Side | None = None
    sets: int = 0
    length_ms: int = 0
    choice: Json = field(default_factory=dict)
    pain_before: int | None = None


@dataclass(frozen=True, slots=True)
class SetDone:
    """One finished set of one exercise; ``length_ms`` is time in work, in milliseconds."""

    step: int
    exercise: str
    side: Side | None
    set_no: int
    reps: int | None
    length_ms: int


SHARP = "sharp"
"""In the choice that is kept with a session: it hurt sharply, whatever the figure."""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One run of a routine.

    Attributes:
        plan: what was planned.
        status: how far it came.
        done_sets: finished sets.
        done_ms: time done, in milliseconds.
        pain_peak: worst during the session, 0 to 10.
        pain_after: at the end, 0 to 10.
        state: the player's snapshot, kept while the session runs.
    """

    plan: SessionPlan
    status: Status
    done_sets: int
    done_ms: int
    pain_peak: int | None
    pain_after: int | None
    state: Json | None

    @property
    def hurt_sharply(self) -> bool:
        """Whether a sharp pain, catching or giving way was told during it."""
        return self.plan.choice.get(SHARP) is True


@dataclass(frozen=True, slots=True)
class PainRecord:
    """One figure, 0 to 10; ``session_id`` when it belongs to a session."""

    moment: Moment
    value: int
    session_id: int | None = None


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """The person's own words."""

    text: str


@dataclass(frozen=True, slots=True)
class SymptomRecord:
    """How much of a symptom: 0 none, 1 a little, 2 clearly, 3 a lot."""

    what: Symptom
    level: int


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run; at least one of distance and time is known.

    Attributes:
        metres: distance.
        seconds: time.
        surface: what it was run on, or ``None``.
        shoes: in the person's words, or empty.
        pain: worst during the run, 0 to 10, or ``None``.
    """

    metres: int | None = None
    seconds: int | None = None
    surface: Surface | None = None
    shoes: str = ""
    pain: int | None = None


@dataclass(frozen=True, slots=True)
class TreatmentRecord:
    """Something done for the knee; ``detail`` is the person's own words, or empty."""

    what: Treatment
    detail: str = ""


@dataclass(frozen=True, slots=True)
class HardRecord:
    """Something the person finds hard: 0 no trouble at all, 10 cannot do it."""

    what: str
    value: int


Detail: TypeAlias = (
    MapRecord
    | AnswerRecord
    | SessionRecord
    | PainRecord
    | NoteRecord
    | SymptomRecord
    | RunRecord
    | TreatmentRecord
    | HardRecord
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the journal."""

    id: int
    at: Stamp
    detail: Detail


@dataclass(frozen=True, slots=True)
class Before:
    """What an entry was before a change, in memory only, for `Journal.undo`.

    Attributes:
        entry_id: which entry.
        rows: all its rows by table; empty when it was not there.
        referring: pain figures that named it as their session.
    """

    entry_id: int
    rows: Mapping[str, tuple[dict[str, Any], ...]]
    referring: tuple[int, ...] = ()
