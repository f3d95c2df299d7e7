"""Which keys of a dose go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneeapp.routine.steps import PartFile

DOSE_KEYS = ("time", "reps", "hold", "distance", "about", "tempo", "relax", "until")


def dose_problems(part: PartFile, *, has_tempo: bool) -> Iterator[tuple[str, str]]:
    """(key, sentence) for what does not fit in one dose.

    Args:
        part: the dose.
        has_tempo: the exercise has a tempo of its own.
    """
    yield from _what(part)
    yield from _pace(part, has_tempo=has_tempo)
    yield from _estimate(part)


def gives_dose(part: PartFile) -> bool:
    """Whether it says how much (other than how many sets)."""
    return any(getattr(part, key) is not None for key in DOSE_KEYS)


def _what(part: PartFile) -> Iterator[tuple[str, str]]:
    if not any((part.time, part.reps, part.hold, part.distance, part.about)):
        yield "", "how much? give time, reps, hold, distance, or until with about"
    if part.time and part.hold:
        yield "hold", "time and hold do not go together; a hold already says how long"
    if part.time and part.reps and part.until is None:
        yield "time", "time and reps do not go together; give the reps a tempo"
    if part.distance and (part.reps or part.hold or part.time):
        yield "distance", "a distance goes alone, with about"
    if part.distance and part.until:
        yield "until", "a distance already ends when the person says so"


def _pace(part: PartFile, *, has_tempo: bool) -> Iterator[tuple[str, str]]:
    if part.tempo and not part.reps:
        yield "tempo", "a tempo needs reps"
    if part.tempo and part.hold:
        yield "hold", "put the hold into the tempo, as its hold part"
    if part.relax and not (part.reps and part.hold):
        yield "relax", "relax goes with reps and hold; else put it into the tempo, or use rest"
    paced = part.tempo or part.hold or has_tempo
    ended = part.until in ("done", "tired")
    if part.reps and not paced and not ended:
        yield "reps", "reps need a pace: give tempo, hold, or until: done"
    if part.reps and not paced and ended and not (part.about or part.time):
        yield "reps", "how long do these reps take? give about"


def _estimate(part: PartFile) -> Iterator[tuple[str, str]]:
    if part.distance and not part.about:
        yield "distance", "how long does this distance take? give about"
    ended = part.until in ("done", "tired") or part.distance
    if part.about and not ended:
        yield "about", "about goes with until: done, until: tired or a distance; else use time"
    if part.until == "tired or time" and part.about:
        yield "about", "tired or time ends by itself; give time or hold instead of about"
