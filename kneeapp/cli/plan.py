"""``kneeapp plan``: the compiled timeline of a routine, or the weeks of a programme."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

from kneeapp.base.paths import SETTINGS, routines, user_data_dir, user_routines_dir
from kneeapp.base.side import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kneeapp.flow.course.plan import PlannedSession
    from kneeapp.routine.model import Library, Programme, Routine
    from kneeapp.routine.timeline import Choices, Segment, Timeline

_MOST_MINUTES = 600


def add_parser(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's commands."""
    parser = sub.add_parser("plan", help="print the timeline of a routine, or a programme's weeks")
    parser.add_argument(
        "routine", metavar="ROUTINE", help="the id of a routine or a programme, or a routine's file"
    )
    parser.add_argument("--side", choices=[side.value for side in Side], help="the sore side")
    parser.add_argument("--minutes", metavar="N", type=_minutes, help="make it fit N minutes")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the timeline, or the weeks of a programme.

    Returns:
        0, or 1 when the file has problems.

    Raises:
        UserError: when there is no such routine.
    """
    from kneeapp.base.errors import UserError
    from kneeapp.base.problems import YamlProblems
    from kneeapp.routine.load import find_routine, load_library
    from kneeapp.routine.timeline import Choices

    folders = [routines(), user_routines_dir()]
    try:
        routine, library = find_routine(args.routine, folders)
    except YamlProblems as problems:
        print(problems.text, file=sys.stderr)
        return 1
    except UserError:
        library = load_library(folders)
        programme = library.programmes.get(args.routine)
        if programme is None:
            raise
        _print_programme(programme, library, as_json=args.json)
        return 0
    choices = Choices(side=Side(args.side) if args.side else None, minutes=args.minutes)
    _print_routine(routine, library, choices, as_json=args.json)
    return 0


def _print_routine(routine: Routine, library: Library, choices: Choices, *, as_json: bool) -> None:
    from kneeapp.routine.timeline import compile_timeline

    timeline = compile_timeline(routine, library, choices)
    if as_json:
        print(json.dumps(_answer(timeline), ensure_ascii=False))
        return
    print("\n".join((*_lines(timeline), *_in_the_window(routine, library, choices))))


def _in_the_window(routine: Routine, library: Library, choices: Choices) -> Iterator[str]:
    """What the person's own times add, so that the window's minutes are no riddle."""
    from kneeapp.base import settings
    from kneeapp.flow.routine_index import lengths

    own, _ = settings.load(user_data_dir() / SETTINGS)
    minutes, added = lengths(routine, library, choices, own)
    if added:
        yield (
            f"\nIn the window about {minutes} min: {added} more to change sides and get ready, "
            "as in your settings."
        )


def _print_programme(programme: Programme, library: Library, *, as_json: bool) -> None:
    from kneeapp.flow.course import plan as programme_plan
    from kneeapp.flow.course import words as course_words

    planned = list(programme_plan.sessions(programme, library))
    if as_json:
        weeks = [asdict(each) for each in planned]
        told = {"id": programme.id, "title": programme.title, "sessions": weeks}
        print(json.dumps(told, ensure_ascii=False))
        return
    print(f"{programme.title} ({programme.id}), {course_words.length_words(programme)}")
    for (phase, title), sessions in groupby(planned, key=_phase):
        print(f"\n{title}")
        for each in sessions:
            print(f"   {each.where:<26}  {_clock(each.length_ms):>6}  {each.title}")
        for condition in programme_plan.conditions(programme, phase):
            print(f"   to go on: {condition}")


def _phase(session: PlannedSession) -> tuple[str, str]:
    return session.phase, session.phase_title


def _answer(timeline: Timeline) -> dict[str, object]:
    return {
        "id": timeline.id,
        "title": timeline.title,
        "total_s": timeline.length_ms / 1000,
        "segments": [_segment(one) for one in timeline.segments],
        "steps": [
            {
                "exercise": step.exercise or None,
                "label": step.label,
                "dose": step.dose,
                "side": step.side,
                "first_segment": step.first_segment,
                "note": step.note,
            }
            for step in timeline.steps
        ],
        "left_out": list(timeline.left_out),
    }


def _segment(one: Segment) -> dict[str, object]:
    return {
        "start_s": one.start_ms / 1000,
        "length_s": one.length_ms / 1000,
        "kind": one.kind,
        "exercise": one.exercise,
        "set": one.set,
        "sets": one.sets,
        "rep": one.rep,
        "reps": one.reps,
        "phase": one.phase,
        "side": one.side,
        "label": one.label,
        "open_ended": one.open_ended,
        "step": one.step,
        "reminders": [{"at_s": at / 1000, "say": text} for at, text in one.reminders],
    }


def _lines(timeline: Timeline) -> Iterator[str]:
    """The timeline for people: the reps of a set are one line."""
    yield f"{timeline.title} ({timeline.id}), {_clock(timeline.length_ms)}"
    for number, segments in groupby(timeline.segments, key=lambda one: one.step):
        step = timeline.steps[number]
        yield ""
        yield ", ".join(filter(None, (f"{number + 1}. {step.label}", step.dose)))
        if step.note:
            yield f"   {step.note}"
        for group in _sets(segments):
            yield _line(group)
    for said in timeline.left_out:
        yield f"\n{said}"


def _sets(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """The reps of one set on one side together; everything else alone."""
    group: list[Segment] = []
    for one in segments:
        counting_on = group and one.rep and group[-1].rep and one.rep >= group[-1].rep
        if group and not counting_on:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _line(group: Sequence[Segment]) -> str:
    first = group[0]
    sides = {one.side for one in group if one.side}
    words = [first.label]
    if first.reps:
        words.append(f"{first.reps} reps")
    if len(sides) == 1 and Side.BOTH not in sides:
        words.append(f"{next(iter(sides)).value} side")
    if first.sets and first.sets > 1:
        words.append(f"set {first.set} of {first.sets}")
    if first.open_ended:
        words.append("you say when")
    kind = first.kind.value.replace("_", " ") if len(group) == 1 else "work"
    start, length = _clock(first.start_ms), _clock(group[-1].end_ms - first.start_ms)
    return f"   {start:>7}  {length:>6}  {kind:<9}  {', '.join(filter(None, words))}"


def _clock(ms: int) -> str:
    minutes, rest = divmod(ms, 60_000)
    seconds = rest / 1000
    return f"{minutes}:{seconds:02.0f}" if rest % 1000 == 0 else f"{minutes}:{seconds:04.1f}"


def _minutes(text: str) -> int:
    value = int(text)
    if not 1 <= value <= _MOST_MINUTES:
        raise argparse.ArgumentTypeError(f"{text} is not between 1 and {_MOST_MINUTES}")
    return value
