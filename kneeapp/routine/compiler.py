"""Timing: the flat list of what is played → segments in milliseconds, without gaps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from kneeapp.base.side import Side
from kneeapp.routine.expand import Break, Cuts, Play, Say, expand
from kneeapp.routine.model import Beat, Group, Order, Phase, Sides, Until
from kneeapp.routine.segment import Choices, Kind, PlayStep, Segment, Timeline
from kneeapp.routine.words import dose as dose_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneeapp.routine.expand import Entry
    from kneeapp.routine.model import Amount, Dose, Library, Routine, Tempo

_LEFT_FIRST = (Side.LEFT, Side.RIGHT)
_RIGHT_FIRST = (Side.RIGHT, Side.LEFT)
_Passes: TypeAlias = tuple[Side | None, ...]


def compile_with(routine: Routine, library: Library, choices: Choices, cuts: Cuts) -> Timeline:
    """The timeline of a routine with given cuts."""
    entries, left_out = expand(routine, library, choices, cuts)
    writer = _Writer(routine, choices)
    for entry in entries:
        writer.write(entry)
    writer.finish()
    return Timeline(
        routine.id, routine.title, tuple(writer.segments), tuple(writer.steps), tuple(left_out)
    )


def rep_of(dose: Dose) -> Tempo:
    """One rep as beats; a rep of a hold is the hold and what is let go after it."""
    if dose.hold is None:
        return dose.tempo
    relax = (Beat(Phase.RELAX, dose.relax),) if dose.relax and dose.relax.value else ()
    return (Beat(Phase.HOLD, dose.hold), *relax)


class _Writer:
    def __init__(self, routine: Routine, choices: Choices) -> None:
        self._choices = choices
        self._switch_ms = routine.switch.value
        self._now = 0
        # Time that belongs before the next step: getting ready, or changing exercise.
        self._before_ms = max(routine.get_ready.value, choices.countdown_ms)
        self.segments: list[Segment] = []
        self.steps: list[PlayStep] = []

    def write(self, entry: Entry) -> None:
        match entry:
            case Play():
                self._play(entry)
            case Break():
                self.add(_draft(Kind.REST, entry.label, entry.length_ms))
            case Say():
                self._say(entry)
            case _:
                assert_never(entry)

    def finish(self) -> None:
        """Time to change after the last step is rest."""
        if self.steps:
            self.add(_draft(Kind.REST, "Rest", self._before_ms))

    def add(self, draft: Segment, **more: Any) -> None:  # noqa: ANN401 - fields of a segment
        """Put a segment at the end; one without length is left away.

        It is copied once, with all that is to be different: a long routine has thousands.
        """
        if draft.length_ms > 0:
            step = max(len(self.steps) - 1, 0)
            self.segments.append(replace(draft, start_ms=self._now, step=step, **more))
            self._now += draft.length_ms

    def switch_ms(self, play: Play) -> int:
        """Time to change sides in this step; walking to the other side needs none.

        Where every set begins with time to get into position, that time counts.
        """
        own = self._switch_ms if play.step.switch is None else play.step.switch.value
        if play.sides is Sides.EACH_DIRECTION:
            return own
        settle = min(dose.settle.value for dose in play.step.parts)
        return max(own, self._choices.switch_ms - settle)

    def _begin(self, step: PlayStep) -> None:
        self.steps.append(step)
        label = "Get ready" if len(self.steps) == 1 else f"Next: {step.label}"
        draft = _draft(Kind.GET_READY, label, self._before_ms)
        self.add(draft, exercise=step.exercise or None, side=step.side)
        self._before_ms = 0

    def _say(self, entry: Say) -> None:
        note = entry.note
        self._begin(PlayStep("", note.text, "", None, len(self.segments), entry.source))
        draft = _draft(Kind.NOTE, note.text, note.length.value)
        self.add(draft, open_ended=note.until_done)

    def _play(self, play: Play) -> None:
        passes = _passes(play.sides, self._choices.side)
        label = play.label
        if play.sides is Sides.SORE and passes == (None,):
            label = f"{label} (sore side)"
        self._begin(
            PlayStep(
                exercise=play.exercise.id,
                label=label,
                dose=dose_words(play.step, play.sides),
                side=passes[0] if len(passes) == 1 else None,
                first_segment=len(self.segments),
                source=play.source,
                note=play.note,
            )
        )
        _Sets(self, play, label).write(passes)
        self._before_ms = play.step.then.value


class _Sets:
    """Writes the sets of one step, side by side."""

    def __init__(self, writer: _Writer, play: Play, label: str) -> None:
        self._writer = writer
        self._play = play
        self._label = label
        self._switch_ms = writer.switch_ms(play)

    def write(self, passes: _Passes) -> None:
        if self._play.step.order is Order.EVERY_SET:
            self._run(passes)
            return
        for index, side in enumerate(passes):
            if index:
                self._change(side)
            self._run((side,))

    def _run(self, passes: _Passes) -> None:
        """All sets; each set on these sides, then the rest."""
        for dose, index, total, rest in _plan(self._play):
            length = 0
            for turn, side in enumerate(passes):
                if turn:
                    self._change(side)
                length = self._set(dose, side, (index, total))
            if rest is not None:
                self._rest(length if isinstance(rest, str) else rest.value, passes)

    def _rest(self, length_ms: int, passes: _Passes) -> None:
        if length_ms == 0 and len(passes) > 1:
            self._change(passes[0])
            return
        if len(passes) > 1:
            length_ms = max(length_ms, self._switch_ms)
        self._add(_draft(Kind.REST, "Rest", length_ms), None)

    def _change(self, side: Side | None) -> None:
        label = f"Change to the {side.value} side" if side else "Change sides"
        self._add(_draft(Kind.SWITCH, label, self._switch_ms), side)

    def _set(self, dose: Dose, side: Side | None, count: tuple[int, int]) -> int:
        """Write one set; its length in ms without settling."""
        settle = _draft(Kind.GET_READY, "Get into position", dose.settle.value)
        self._add(settle, side, set=count[0], sets=count[1])
        passed = 0
        for draft in _beats(dose, self._play):
            until = passed + draft.length_ms
            due = tuple(
                (reminder.at_ms - passed, reminder.text)
                for reminder in self._play.step.reminders
                if passed <= reminder.at_ms < until
            )
            self._add(
                draft,
                self._side_of(draft, side),
                label=dose.label or self._label,
                reminders=due,
                set=count[0],
                sets=count[1],
            )
            passed = until
        return passed

    def _add(self, draft: Segment, side: Side | None, **more: Any) -> None:  # noqa: ANN401
        self._writer.add(draft, exercise=self._play.exercise.id, side=side, **more)

    def _side_of(self, draft: Segment, side: Side | None) -> Side | None:
        if self._play.sides is Sides.ALTERNATE and draft.rep is not None:
            return _LEFT_FIRST[(draft.rep - 1) % 2]
        return side


def _draft(kind: Kind, label: str, length_ms: int) -> Segment:
    """A segment that has no place yet."""
    return Segment(kind, label, 0, length_ms, 0)


def _passes(sides: Sides, sore: Side | None) -> _Passes:
    """The sides a step is done on, in order: the sore side first (content 4, rules)."""
    ordered = _RIGHT_FIRST if sore is Side.RIGHT else _LEFT_FIRST
    match sides:
        case Sides.EACH | Sides.EACH_DIRECTION:
            return ordered
        case Sides.SORE:
            return ordered if sore is Side.BOTH else (sore,)
        case Sides.BOTH | Sides.ALTERNATE:
            return (Side.BOTH,)
        case Sides.NONE:
            return (None,)
        case _:
            assert_never(sides)


def _plan(play: Play) -> Iterator[tuple[Dose, int, int, Amount | str | None]]:
    """Each set with its number, how many there are, and the rest after it (None = last)."""
    step = play.step
    once = [part for part in step.parts for _ in range(part.sets.value)]
    single = len(once) == len(step.parts)
    rounds = step.sets.value
    total = rounds if single else rounds * len(once)
    for turn in range(rounds):
        for position, part in enumerate(once):
            done = turn * len(once) + position + 1
            last_of_round = position == len(once) - 1
            rest: Amount | str | None = step.rest if last_of_round else part.rest
            if done == rounds * len(once):
                rest = None
            yield part, turn + 1 if single else done, total, rest


def _beats(dose: Dose, play: Play) -> Iterator[Segment]:
    """The segments of one set, without label or count."""
    work = Kind.NOTE if play.exercise.group is Group.TASK else Kind.WORK
    if dose.until in (Until.DONE, Until.TIRED) or dose.distance:
        kind = Kind.HOLD if dose.hold and not dose.reps else work
        reps = dose.reps.value if dose.reps else None
        yield replace(_draft(kind, "", _estimate(dose)), open_ended=True, reps=reps)
    elif dose.reps:
        yield from _reps(dose.reps.value, rep_of(dose))
    elif dose.hold:
        yield _draft(Kind.HOLD, "", dose.hold.value)
    elif dose.time:
        yield _draft(work, "", dose.time.value)


def _reps(reps: int, tempo: Tempo) -> Iterator[Segment]:
    for rep in range(1, reps + 1):
        for beat in tempo:
            kind = Kind.HOLD if beat.phase is Phase.HOLD else Kind.WORK
            yield Segment(kind, "", 0, beat.length.value, 0, rep=rep, reps=reps, phase=beat.phase)


def _estimate(dose: Dose) -> int:
    """How long a set that the person ends may take."""
    for given in (dose.about, dose.time):
        if given:
            return given.value
    if dose.reps:
        return dose.reps.value * sum(beat.length.value for beat in rep_of(dose))
    return dose.hold.value if dose.hold else 0
