"""Gives each cue its place: nothing overlaps, and nothing is begun that cannot end in time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kneeapp.player.cue import STALE_MS, Cue, Priority

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.player.speech import Speech

BREATH_MS = 250
"""Silence between two things said."""


def place(wanted: list[Cue], speech: Speech, end_ms: int | None) -> tuple[Cue, ...]:
    """Place by importance; what finds no room, or cannot be said, keeps only its beep.

    Args:
        wanted: the cues of one segment.
        speech: the voice that says them.
        end_ms: the segment's end; None when it is open.
    """
    placed: list[Cue] = []
    silent: list[Cue] = []
    by_importance = sorted(wanted, key=lambda c: (-c.priority, c.at_ms))
    for cue in (c for c in by_importance if c.priority > Priority.DETAIL):
        _place(cue, speech, end_ms, placed, silent)
    placed[:] = [_lengthened(c, speech, end_ms, placed) for c in placed]
    for cue in (c for c in by_importance if c.priority < Priority.DETAIL):
        _place(cue, speech, end_ms, placed, silent)
    placed[:] = [replace(c, grace_ms=_grace_ms(c, placed, end_ms)) for c in placed]
    return tuple(sorted((*placed, *silent), key=lambda c: (c.at_ms, -c.priority)))


def _place(
    cue: Cue, speech: Speech, end_ms: int | None, placed: list[Cue], silent: list[Cue]
) -> None:
    said = speech.length_ms(cue.text) if cue.text else None
    length = 0 if said is None else cue.head_ms + said
    start = None if said is None else _free_start(cue, length, end_ms, placed)
    if start is not None:
        placed.append(replace(cue, at_ms=start, length_ms=length))
    elif cue.beep is not None:
        silent.append(replace(cue, text="", detail="", length_ms=0))


def _free_start(cue: Cue, length: int, end_ms: int | None, placed: Iterable[Cue]) -> int | None:
    start = cue.at_ms
    for other in sorted(placed, key=lambda c: c.at_ms):
        if start < other.end_ms and other.at_ms < start + length:
            start = other.end_ms + BREATH_MS
    late = start > cue.at_ms + cue.slack_ms
    over = end_ms is not None and start + length > end_ms
    return None if late or over else start


def _limit(cue: Cue, placed: Iterable[Cue], end_ms: int | None) -> int | None:
    """Until when it may be heard: the next thing said, or the end."""
    return min((c.at_ms for c in placed if c.at_ms > cue.at_ms), default=end_ms)


def _lengthened(cue: Cue, speech: Speech, end_ms: int | None, placed: Iterable[Cue]) -> Cue:
    if not cue.detail:
        return cue
    text, short = cue.text + cue.detail, replace(cue, detail="")
    said = speech.length_ms(text)
    if said is None:
        return short
    longer = replace(short, text=text, length_ms=cue.head_ms + said)
    limit = _limit(cue, placed, end_ms)
    return longer if limit is None or longer.end_ms <= limit else short


def _grace_ms(cue: Cue, placed: Iterable[Cue], end_ms: int | None) -> int:
    limit = _limit(cue, placed, end_ms)
    return STALE_MS if limit is None else min(STALE_MS, limit - cue.end_ms)
