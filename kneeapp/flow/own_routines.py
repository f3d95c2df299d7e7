"""The person's own routine files: copied and changed, taken in from elsewhere, taken away.

Nothing is written before it was read back and found right. The routine that is changed is kept
once more beside its file, as it was. What reads and checks files is large: it is imported when a
file is changed, not when the page of routines opens.
"""

from __future__ import annotations

import re
import tempfile
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kneeapp.base.errors import UserError
from kneeapp.base.files import make_private_folder, write_atomic
from kneeapp.base.problems import Problem, YamlProblems
from kneeapp.routine import values
from kneeapp.routine.model import Group, Purpose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneeapp.routine.model import Exercise, Library

AMOUNTS = ("reps", "hold", "time")
_SECOND = 1000
_HELD = frozenset({Group.STRETCH, Group.STRENGTH, Group.BALANCE})
_NEW_REPS, _NEW_SECONDS, _NEW_REST_S = 10, 30, 30
_NOT_ID = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 60
_DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class StepDraft:
    """One step of a routine as a form shows it.

    Attributes:
        label: its name.
        raw: the step as the file has it.
        sets: how many; 0 = cannot be changed here.
        amount: "reps", "hold" or "time"; empty = cannot be changed here.
        value: a count, or seconds.
        rest_s: seconds between sets; None = as long as the set, or not in seconds.
    """

    label: str
    raw: dict[str, Any]
    sets: int = 0
    amount: str = ""
    value: int = 0
    rest_s: int | None = None

    @property
    def is_fixed(self) -> bool:
        """Whether it can only be kept, moved or taken out."""
        return not self.amount


@dataclass(frozen=True, slots=True)
class Draft:
    """A routine as a form shows it.

    Attributes:
        source: the file it comes from; an empty path for one that comes from none.
        data: the whole file.
        id: of an own routine that is changed; empty for a new one.
    """

    title: str
    summary: str
    steps: tuple[StepDraft, ...]
    source: Path
    data: dict[str, Any]
    id: str = ""


def draft(library: Library, routine_id: str, own_folder: Path) -> Draft:
    """A routine to be changed: the person's own as itself, any other as a copy.

    Raises:
        UserError: its file cannot be read.
    """
    from kneeapp.base.yamlfile import read_file

    source = Path(library.files[f"routine/{routine_id}"])
    data = read_file(source).data
    own = source.is_relative_to(own_folder)
    title = data["title"] if own else f"My {data['title'][:1].lower()}{data['title'][1:]}"
    steps = tuple(_step(raw, library) for raw in data["steps"])
    return Draft(title, data["summary"], steps, source, data, routine_id if own else "")


def blank(library: Library) -> Draft:
    """A routine that begins with one exercise; careful with pain, as its maker may not be."""
    first = min(library.exercises.values(), key=lambda each: each.name)
    data: dict[str, Any] = {
        "kind": "routine",
        "purpose": Purpose.STRENGTH.value,
        "pain_rule": {"during": 2, "mode": "careful", "sources": ["J"]},
        "stop": ["Any warning sign."],
        "steps": [{"exercise": first.id}],
        "sources": ["J"],
    }
    return Draft("My routine", "My own exercises.", (new_step(first),), Path(), data)


def new_step(exercise: Exercise) -> StepDraft:
    """An exercise that joins a routine: 10 reps where it has a pace, else 30 s."""
    still = "hold" if exercise.group in _HELD else "time"
    amount = "reps" if exercise.tempo else still
    value = _NEW_REPS if exercise.tempo else _NEW_SECONDS
    raw: dict[str, Any] = {"exercise": exercise.id, "then": "10s"}
    return StepDraft(exercise.name, raw, 1, amount, value, _NEW_REST_S)


def save(made: Draft, library: Library, folder: Path, shipped: Path) -> Path:
    """Write the routine into the person's folder; returns the file.

    Raises:
        YamlProblems: what is wrong with it; nothing was written.
        UserError: it cannot be written.
    """
    from kneeapp.base.yamlwrite import dump

    name = made.id or _free_id(made.title, library, folder)
    data = _data(made, name)
    target = made.source if made.id else folder / f"{name}.yaml"
    text = dump(data)
    problems = _problems(text, target.name, (shipped, folder))
    if problems:
        raise YamlProblems(problems)
    if made.id:
        # A form cannot keep the comments of a file that was written by hand.
        _write(target.with_suffix(".before"), target.read_bytes())
    _write(target, text)
    return target


def take_in(paths: Sequence[Path], folder: Path, shipped: Path) -> list[Path]:
    """Copy files into the person's folder, all or none; returns the new files.

    Raises:
        YamlProblems: what is wrong with them.
        UserError: one of that name is there already, or it cannot be written.
    """
    from kneeapp.routine.load import check

    for path in paths:
        if (folder / path.name).exists():
            raise UserError(
                f"Your folder already has a file called {path.name}.",
                hint="Give one of the two another name.",
            )
    problems = check(paths, (shipped, folder))
    if problems:
        raise YamlProblems(tuple(problems))
    targets = []
    for path in paths:
        target = folder / path.name
        _write(target, path.read_bytes())
        targets.append(target)
    return targets


def remove(library: Library, key: str, folder: Path) -> Path:
    """Take the person's own routine or programme away; returns the file that still holds it.

    Args:
        library: where it is now.
        key: of the library's files, such as "programme/my-6-weeks".
        folder: the person's.

    Raises:
        UserError: it is not in the person's folder, or its file cannot be moved.
    """
    source = Path(library.files[key])
    if not source.is_relative_to(folder):
        raise UserError("This comes with Kneeapp. Only your own can be deleted.")
    names = (source.with_suffix(f".{_DELETED}{n or ''}") for n in count())
    kept = next(name for name in names if not name.exists())
    _move(source, kept)
    return kept


def bring_back(kept: Path) -> Path:
    """Undo `remove`; returns the file.

    Raises:
        UserError: another one has taken its place, or it cannot be moved.
    """
    target = kept.with_suffix(".yaml")
    if target.exists():
        raise UserError(f"There is another file called {target.name} now.")
    _move(kept, target)
    return target


def _move(source: Path, target: Path) -> None:
    try:
        source.rename(target)
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise UserError(f"{source} cannot be moved: {reason}.") from error


def _step(raw: dict[str, Any], library: Library) -> StepDraft:
    exercise = library.exercises.get(str(raw.get("exercise")))
    name = str(raw.get("label") or (exercise.name if exercise else ""))
    if exercise is None:
        return StepDraft(_other(raw, library), raw)
    amount = next((key for key in AMOUNTS if key in raw), "")
    if not amount or "parts" in raw or raw.get("until"):
        return StepDraft(name, raw)
    parse = values.count if amount == "reps" else values.duration
    value = parse(raw[amount]).value
    sets = values.count(raw["sets"]).value if "sets" in raw else 1
    rest = raw.get("rest", "")
    rest_s = None if rest == "same as set" else _seconds(rest)
    return StepDraft(name, raw, sets, amount, _shown(amount, value), rest_s)


def _other(raw: dict[str, Any], library: Library) -> str:
    """What a step that is no exercise holds, in words."""
    if "circuit" in raw:
        names = [_step(each, library).label for each in raw["circuit"]["steps"]]
        return f"{raw['circuit'].get('rounds', 1)} rounds: {', '.join(names)}"
    if "of" in raw:
        names = [_step(each, library).label for each in raw["of"]]
        return f"{raw['choose']} of: {', '.join(names)}"
    return str(raw.get("note") or raw.get("block") or f"Pause {raw.get('pause', '')}")


def _seconds(rest: object) -> int:
    return values.duration(rest, zero=True).value // _SECOND if rest else 0


def _shown(amount: str, value: int) -> int:
    return value if amount == "reps" else value // _SECOND


def _data(made: Draft, name: str) -> dict[str, Any]:
    """The file's data with what the form changed; everything else stays as it is."""
    data = deepcopy(made.data)
    if not made.id:
        for gone in ("code", "translations", "progress"):
            data.pop(gone, None)
    data |= {"id": name, "title": made.title.strip(), "summary": made.summary.strip()}
    data["steps"] = [_raw(step) for step in made.steps]
    if made.steps and made.steps[-1].raw != made.data["steps"][-1]:
        data["steps"][-1].pop("then", None)  # nothing follows it now
    if not made.id and made.summary == made.data.get("summary") and _is_other(data, made.data):
        # What it says of minutes and exercises is no longer so.
        data["summary"] = f"Made from “{made.data['title']}”."
    return data


def _is_other(data: dict[str, Any], before: dict[str, Any]) -> bool:
    return bool(data["steps"] != before["steps"])


def _raw(step: StepDraft) -> dict[str, Any]:
    raw = deepcopy(step.raw)
    if step.is_fixed:
        return raw
    before = _kept(raw, step.amount)
    if step.value != before:
        raw[step.amount] = step.value if step.amount == "reps" else f"{step.value}s"
    if step.sets != (values.count(raw["sets"]).value if "sets" in raw else 1):
        raw["sets"] = step.sets
    if step.rest_s is not None and step.rest_s != _seconds(raw.get("rest", "")):
        raw["rest"] = f"{step.rest_s}s"
    if step.sets == 1 or step.rest_s == 0:
        raw.pop("rest", None)
    return raw


def _kept(raw: dict[str, Any], amount: str) -> int | None:
    if amount not in raw:
        return None
    parse = values.count if amount == "reps" else values.duration
    return _shown(amount, parse(raw[amount]).value)


def _free_id(title: str, library: Library, folder: Path) -> str:
    base = _NOT_ID.sub("-", title.casefold()).strip("-")[:_LONGEST_ID] or "my-routine"
    taken = {*library.routines, *(path.stem for path in folder.glob("*.y*ml"))}
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _problems(text: str, name: str, known: Sequence[Path]) -> tuple[Problem, ...]:
    from kneeapp.routine.load import check

    with tempfile.TemporaryDirectory(prefix="kneeapp-") as folder:
        trial = Path(folder) / name
        trial.write_text(text, encoding="utf-8")
        return tuple(replace(each, file=name) for each in check([trial], known))


def _write(target: Path, content: str | bytes) -> None:
    try:
        make_private_folder(target.parent)
        write_atomic(target, content)
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise UserError(f"{target} cannot be written: {reason}.") from error
