"""Whether the conditions to go on in a programme are met, and what is known about each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, assert_never

from kneeapp.flow.course.model import Done, GateState, GateView, History, Said
from kneeapp.player.pain import Light
from kneeapp.routine.model import Gate, GateKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ANSWER_DAYS = 7
"""How long the person's word about pain or a symptom holds. Source: content 6.4 (7 days), J."""

_MET, _SHUT, _ASK = GateState.MET, GateState.SHUT, GateState.ASK
_OF_SESSIONS = ("during", "after", "next_morning")
_SWELLING = "swelling"


@dataclass(frozen=True, slots=True)
class Known:
    """What conditions are judged by.

    Attributes:
        visit: the sessions of this stay in the phase, oldest first.
        since: the day this stay began; None before its first session.
        answers: the newest answer to each condition, by its sentence.
        history: for figures and swelling.
    """

    visit: Sequence[Done]
    since: date | None
    answers: Mapping[str, Said]
    history: History
    today: date

    @property
    def good_run(self) -> Sequence[Done]:
        """The sessions since the last one that hurt too much."""
        reds = [at for at, each in enumerate(self.visit) if each.light is Light.RED]
        return self.visit[reds[-1] + 1 :] if reds else self.visit


def judge(gate: Gate, known: Known) -> GateView:
    """A condition with what is known about it."""
    match gate.kind:
        case GateKind.SESSIONS:
            return _sessions(gate, known)
        case GateKind.TIME:
            return shortest_time(gate.days or 0, known, gate)
        case GateKind.PAIN if gate.what in _OF_SESSIONS:
            return _pain_of_sessions(gate, known)
        case GateKind.PAIN if gate.what == "now":
            return _pain_now(gate, known) or _asked(gate, known)
        case GateKind.FREE_OF if gate.what == _SWELLING:
            return _swollen(gate, known) or _asked(gate, known)
        case GateKind.PAIN | GateKind.FREE_OF | GateKind.TEST | GateKind.ASK:
            return _asked(gate, known)
        case _:
            assert_never(gate.kind)


def shortest_time(days: int, known: Known, gate: Gate | None = None) -> GateView:
    """That so many days have passed in this phase."""
    say = gate.say if gate else f"At least {days} days in this part."
    passed = (known.today - known.since).days if known.since else 0
    why = f"{passed} of {days} days have passed."
    until = known.since + timedelta(days=days) if known.since else None
    return GateView(gate, say, _MET if passed >= days else _SHUT, why, until=until)


def day_words(day: date) -> str:
    """A day as people say it: "5 March"."""
    return f"{day.day} {day:%B}"


def fits(gate: Gate, value: int) -> bool:
    """Whether a pain figure, 0 to 10, is within a condition's limits."""
    over = gate.at_most is not None and value > gate.at_most
    under = gate.at_least is not None and value < gate.at_least
    return not (over or under)


def _sessions(gate: Gate, known: Known) -> GateView:
    wanted = gate.sessions or 0
    run = known.good_run
    if not gate.green:
        count = sum(each.finished for each in run)
        why = f"{count} of {wanted} done."
        return GateView(gate, gate.say, _MET if count >= wanted else _SHUT, why)
    count = sum(each.finished and each.light is Light.GREEN for each in run)
    untold = sum(each.finished and each.light is None for each in run)
    why = f"{count} of {wanted} good sessions so far."
    if untold and count < wanted:
        without = "1 session has" if untold == 1 else f"{untold} sessions have"
        why += f" {without} no pain figure: tell it in the Journal."
    good = count >= wanted and run[-1].light is Light.GREEN
    return GateView(gate, gate.say, _MET if good else _SHUT, why)


def _pain_of_sessions(gate: Gate, known: Known) -> GateView:
    run = [each for each in known.good_run if each.finished]
    if gate.days:
        first = known.today - timedelta(days=gate.days)
        run = [each for each in run if each.at.day >= first]
    wanted = gate.sessions or 1
    figures = [_figure(each, gate.what) for each in run[-wanted:]]
    told = [each for each in figures if each is not None]
    if len(told) < wanted:
        return GateView(gate, gate.say, _SHUT, "There is no figure for this yet.")
    why = f"Last told: {', '.join(map(str, told))} of 10."
    good = all(fits(gate, each) for each in told)
    return GateView(gate, gate.say, _MET if good else _SHUT, why)


def _figure(done: Done, what: str) -> int | None:
    match what:
        case "during":
            return done.during
        case "after":
            return done.after
        case _:
            return done.morning


def _pain_now(gate: Gate, known: Known) -> GateView | None:
    first = known.today - timedelta(days=gate.days or 0)
    told = [value for day, value in known.history.pain_now if day >= first]
    if not told:
        return None
    good = all(fits(gate, value) for value in told)
    return GateView(gate, gate.say, _MET if good else _SHUT, f"Last told: {told[-1]} of 10.")


def _swollen(gate: Gate, known: Known) -> GateView | None:
    first = known.today - timedelta(days=gate.days or 0)
    days = [day for day in known.history.swollen if day >= first]
    if not days:
        return None
    why = f"The journal says it was swollen on {day_words(days[-1])}."
    return GateView(gate, gate.say, _SHUT, why)


def _asked(gate: Gate, known: Known) -> GateView:
    """What the person said; their word ends with a session that hurt too much."""
    said = known.answers.get(gate.say)
    if said is None or _is_old(gate, said, known.today):
        return GateView(gate, gate.say, _ASK, can_answer=True)
    on = f"on {day_words(said.at.day)}"
    if said.yes:
        return GateView(gate, gate.say, _MET, f"You said yes {on}.", can_answer=True)
    why = f"You said not yet {on}. Answer again when it has changed."
    return GateView(gate, gate.say, _SHUT, why, can_answer=True)


def _is_old(gate: Gate, said: Said, today: date) -> bool:
    fades = gate.kind in (GateKind.PAIN, GateKind.FREE_OF)
    return fades and (today - said.at.day).days > ANSWER_DAYS
