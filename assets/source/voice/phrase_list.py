"""What the shipped voice has to be able to say: asked from the program and its routines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kneeapp.base.paths import routines
from kneeapp.base.side import Side
from kneeapp.player import cues
from kneeapp.player.wording import LAST_WORDS, OWN_EXERCISE, POSITION, spoken
from kneeapp.routine.load import load_library
from kneeapp.routine.model import Library, Routine
from kneeapp.routine.timeline import Choices, Timeline, compile_timeline

MOST_COUNTED = 100
MOST_SECONDS = 120
MOST_MINUTES = 60
MOST_SETS = 6
USUAL_REPS = (3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30)
WORDS = (
    "and", "or", "to", "times", "hold", "rest", "relax", "down", "up", "next", "set", "of", "left",
    "right", "left side", "right side", "each side", "each leg", "each way", "both legs",
    "sore side", "left and right in turn", "seconds", "second", "minutes", "minute", "hour",
    "hours", "centimetres", "left leg", "right leg", "left leg first", "right leg first",
    "3 seconds down", "half-way", "at your own pace",
)  # fmt: skip
"""Pieces for doses that only a person's own routine has."""
SENTENCES = (
    "Get ready.", "Next:", "Rest.", "Relax.", "Hold.", "Go.", "Down.", "Up.", "Switch.", "Ready.",
    "Switch sides.", "Left side.", "Right side.", "Half-way.", "Last one.", "Paused.", "Go on.",
    "Done.", "Well done.", "1 minute left.", "10 seconds left.", "Get into position.",
    "Start. Press Enter when you are done.", "That was the last one.", "Left leg.", "Right leg.",
    "Here is your Kneeapp voice.", "Easier:", "Harder:",
)  # fmt: skip
_SAID = {
    "cm": "centimeters", "centimetres": "centimeters", "centimetre": "centimeter",
    "Kneeapp": "knee app", "°": " degrees", "½": " and a half", "+": " plus ",
}  # fmt: skip
"""What Festival would read wrongly; its dictionary is American."""
_SENTENCE = re.compile(r"(?<=[.?!:]) ")


def read_aloud(text: str) -> str:
    """How Festival has to be told this, so that it says what a person would."""
    for short, said in _SAID.items():
        text = re.sub(rf"\b{short}\b", said, text) if short.isalpha() else text.replace(short, said)
    return text.replace("(", ", ").replace(")", ", ").replace("×", " times ").replace(" , ", ", ")


def phrases() -> Iterator[str]:
    """Everything, each phrase at most a sentence long; some come more than once."""
    library = load_library([routines()])
    if library.problems:
        raise SystemExit(f"first mend the routine files: {library.problems[0]}")
    yield from WORDS
    for text in (*SENTENCES, LAST_WORDS, POSITION):
        yield from _SENTENCE.split(text)
    yield from _numbers()
    names = [OWN_EXERCISE, *(e.name for e in library.exercises.values())]
    lines = list(timelines(library))
    names += [step.label for line in lines for step in line.steps]
    for name in dict.fromkeys(names):
        yield from (f"{name}.", f"{name}, left side.", f"{name}, right side.")
    for routine in library.routines.values():
        yield f"{routine.title}."
    for exercise in library.exercises.values():
        for text in (exercise.start, *exercise.cues):
            yield from _SENTENCE.split(text)
    for text in dict.fromkeys(_planned(library, lines)):
        yield from _SENTENCE.split(text)


def _numbers() -> Iterator[str]:
    yield from map(str, range(MOST_COUNTED + 1))
    yield from (spoken(f"{n} s.") for n in range(1, MOST_SECONDS + 1))
    yield from (spoken(f"{n} min.") for n in range(1, MOST_MINUTES + 1))
    for total in range(1, MOST_SETS + 1):
        for number in range(1, total + 1):
            yield f"Set {number} of {total}."
            yield from (f"Set {number} of {total}, {side} side." for side in ("left", "right"))
    yield from (f"set {n}" for n in range(1, 11))
    yield from (f"{n} times {m}" for n in range(1, MOST_SETS + 1) for m in USUAL_REPS)
    yield from (spoken(f"hold {n} s") for n in range(1, 61))
    yield from (spoken(f"rest {n} s.") for n in range(5, MOST_SECONDS + 1, 5))


def timelines(library: Library) -> Iterator[Timeline]:
    """Every shipped routine as it may be played."""
    for routine in library.routines.values():
        for choices in _choices(routine, library):
            yield compile_timeline(routine, library, choices)


def _choices(routine: Routine, library: Library) -> Iterator[Choices]:
    for side in (None, Side.LEFT, Side.RIGHT):
        usual = Choices(side=side, switch_ms=5_000, countdown_ms=10_000)
        yield usual
        sources = {s.source for s in compile_timeline(routine, library, usual).steps}
        yield replace(usual, easier=frozenset(sources))
        yield replace(usual, harder=frozenset(sources))
        for minutes in (5, 10, 15):
            yield replace(usual, minutes=minutes)


class _Anything:
    """A voice that is never too slow: the plan then holds all that could be said."""

    def length_ms(self, text: str) -> int | None:
        return 1 if text else 0


def _planned(library: Library, lines: list[Timeline]) -> Iterator[str]:
    tips = {e.id: e.cues for e in library.exercises.values()}
    starts = {e.id: e.start for e in library.exercises.values()}
    for line in lines:
        for talk in cues.Talk:
            script = cues.Script(talk, _Anything(), tips, starts)
            for index in range(len(line.segments)):
                yield from (c.text for c in cues.segment_cues(line, index, script) if c.text)
