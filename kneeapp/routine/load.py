"""Reading folders of exercises, routines and programmes; every problem is collected."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from kneeapp.base.errors import UserError
from kneeapp.base.problems import Problem, YamlProblems
from kneeapp.base.yamlfile import Document, read_file
from kneeapp.routine import build, schema
from kneeapp.routine.amounts import read_only
from kneeapp.routine.cross import AnyFile, findings, raw_findings
from kneeapp.routine.messages import problems as model_problems
from kneeapp.routine.messages import shown, suggestion
from kneeapp.routine.model import Library
from kneeapp.routine.references import Index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kneeapp.routine.model import Routine

MAX_FILES = 5000
_ENDINGS = (".yaml", ".yml")
_Key = tuple[str, str]  # kind, id


@dataclass(frozen=True, slots=True)
class _Read:
    """One file that passed its model."""

    document: Document
    file: AnyFile

    @property
    def key(self) -> _Key:
        return self.file.kind, self.file.id


def load_library(folders: Sequence[Path]) -> Library:
    """Everything in these folders; what stands in a later folder replaces the same id before.

    A folder that does not exist is empty. A file with problems is left out, and so is what needs
    it; all problems are in `Library.problems`. How figures move is not read: the program shows
    finished pictures, and `check` tells what is wrong with a figure.
    """
    with _no_collecting():
        return _Loader().load([list(yaml_files(folder)) for folder in folders])


def check(paths: Iterable[Path], known: Sequence[Path] = ()) -> list[Problem]:
    """Every problem of these files and folders.

    Args:
        paths: files or folders to check.
        known: folders and files they may refer to; problems there are not told.
    """
    wanted = _files(paths)
    background = [path for path in _files(known) if path not in set(wanted)]
    library = _Loader(figures=True).load([background, wanted])
    names = {str(path) for path in wanted}
    return [problem for problem in library.problems if problem.file in names]


def find_routine(wanted: str, folders: Sequence[Path]) -> tuple[Routine, Library]:
    """The routine of an id in these folders, or of a file, with the library it belongs to.

    A file may use what lies beside it.

    Raises:
        YamlProblems: when the file, or the file of that id, has problems.
        UserError: when there is no such routine.
    """
    path = Path(wanted)
    by_path = path.suffix in _ENDINGS or path.is_file()
    if not by_path:
        library = load_library(folders)
        routine = library.routines.get(wanted)
        if routine is None:
            raise _no_routine(wanted, library)
        return routine, library
    if not path.is_file():
        raise UserError(f"There is no file {path}.")
    beside = [file for file in neighbours(path) if file.resolve() != path.resolve()]
    layers = [*(list(yaml_files(folder)) for folder in folders), beside, [path]]
    library = _Loader().load(layers)
    name = str(path)
    problems = tuple(problem for problem in library.problems if problem.file == name)
    if problems:
        raise YamlProblems(problems)
    found = next(key for key, file in library.files.items() if file == name)
    kind, _, item = found.partition("/")
    if kind != "routine":
        article = "an" if kind == "exercise" else "a"
        said = f"{name} holds {article} {kind}, not a routine."
        raise UserError(said, hint=_hint(library, item))
    return library.routines[item], library


def _no_routine(wanted: str, library: Library) -> UserError:
    broken = tuple(one for one in library.problems if Path(one.file).stem == wanted)
    if broken:
        return YamlProblems(broken)
    if wanted in library.programmes:
        return UserError(f"'{wanted}' is a programme, not a routine.", hint=_hint(library, wanted))
    close = suggestion(wanted, library.routines)
    return UserError(f"There is no routine '{wanted}'{close}.")


def _hint(library: Library, item: str) -> str:
    programme = library.programmes.get(item)
    if programme is None:
        return "Give the id or the file of a routine."
    used = dict.fromkeys(s.routine for stage in programme.stages for s in stage.sessions)
    return f"Its routines are: {', '.join(used)}."


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Thousands of small objects that all stay: looking for garbage in between costs a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def neighbours(path: Path) -> list[Path]:
    """The other routine files beside a file: its own exercises usually lie there."""
    return list(yaml_files(path.parent, deep=False))


def yaml_files(folder: Path, *, deep: bool = True) -> Iterator[Path]:
    """The YAML files of a folder, sorted; hidden ones are left out."""
    if not folder.is_dir():
        return
    found = folder.rglob("*") if deep else folder.iterdir()
    usable = (
        path
        for path in found
        if path.suffix in _ENDINGS
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    yield from sorted(usable)[:MAX_FILES]


def _files(paths: Iterable[Path]) -> list[Path]:
    listed: dict[Path, Path] = {}
    for path in paths:
        for file in yaml_files(path) if path.is_dir() else (path,):
            listed.setdefault(file.resolve(), file)
    return list(listed.values())


class _Loader:
    def __init__(self, *, figures: bool = False) -> None:
        self._skip = "" if figures else "figure"
        self._files: dict[str, type[AnyFile]] = dict(schema.FILES)
        if figures:
            from kneeapp.routine.drawn import DrawnExerciseFile

            self._files["exercise"] = DrawnExerciseFile
        self._problems: list[Problem] = []
        self._reads: dict[_Key, _Read] = {}
        self._broken: set[_Key] = set()
        self._refused: list[Document] = []

    def load(self, layers: Sequence[Sequence[Path]]) -> Library:
        for layer in layers:
            self._read_layer(layer)
        # What a file with problems is needed for cannot be used either: exercises come first.
        good = [read for kind in schema.FILES for read in self._checked(kind)]
        for document in self._refused:
            for at, said in raw_findings(document.data, self._index()):
                self._tell(document, at, said)
        return self._library(good)

    def _checked(self, kind: str) -> list[_Read]:
        """The files of a kind whose references and doses are right."""
        index = self._index()
        good = []
        for read in [read for key, read in self._reads.items() if key[0] == kind]:
            if self._crossed(read, index):
                self._broken.add(read.key)
                del self._reads[read.key]
            else:
                good.append(read)
        return good

    def _read_layer(self, paths: Sequence[Path]) -> None:
        mine: dict[_Key, _Read] = {}
        for path in paths:
            read = self._read(path)
            if read is None:
                continue
            first = mine.setdefault(read.key, read)
            if first is not read:
                said = f"the id '{read.file.id}' is already used in {first.document.name}"
                self._tell(read.document, ("id",), said)
        self._reads.update(mine)

    def _read(self, path: Path) -> _Read | None:
        try:
            document = read_file(path, skip=self._skip)
        except YamlProblems as problems:
            self._problems.extend(problems.problems)
            # What it holds is unknown; files are called after their id.
            self._broken.update((kind, path.stem) for kind in schema.FILES)
            return None
        model = self._model(document)
        if model is None:
            return None
        try:
            return _Read(document, model.model_validate(document.data))
        except ValidationError as error:
            self._problems.extend(model_problems(document, model, error))
            self._broken.add((str(document.data["kind"]), str(document.data.get("id"))))
            self._refused.append(document)
            return None

    def _model(self, document: Document) -> type[AnyFile] | None:
        data = document.data
        kinds = ", ".join(schema.FILES)
        if not isinstance(data, dict):
            empty = data is None
            said = "the file is empty" if empty else f"write keys with values, not {shown(data)}"
            self._tell(document, (), said)
        elif "kind" not in data:
            self._tell(document, (), f"key 'kind' is missing; use one of: {kinds}")
        elif isinstance(kind := data["kind"], str) and kind in schema.FILES:
            return self._files[kind]
        else:
            close = suggestion(str(kind), schema.FILES)
            said = f"kind: {shown(kind)} is not known{close}; use one of: {kinds}"
            self._tell(document, ("kind",), said)
        return None

    def _tell(self, document: Document, at: tuple[str | int, ...], said: str) -> None:
        self._problems.append(Problem(document.name, *document.mark(at), said))

    def _index(self) -> Index:
        found = [read.file for read in self._reads.values()]
        return Index(
            {file.id: file for file in found if isinstance(file, schema.ExerciseFile)},
            {file.id: file for file in found if isinstance(file, schema.RoutineFile)},
            {file.id: file for file in found if isinstance(file, schema.ProgrammeFile)},
            frozenset(self._broken),
        )

    def _crossed(self, read: _Read, index: Index) -> bool:
        """Whether references or doses of a file are wrong; they are then told."""
        wrong = list(findings(read.file, read.document.data, index))
        for at, said in wrong:
            self._tell(read.document, at, said)
        return bool(wrong)

    def _library(self, good: Sequence[_Read]) -> Library:
        files = [read.file for read in good]
        exercises = {
            file.id: build.exercise(file) for file in files if isinstance(file, schema.ExerciseFile)
        }
        tempos = {name: exercise.tempo for name, exercise in exercises.items()}
        plans = {file.id: file for file in files if isinstance(file, schema.RoutineFile)}
        routines = {name: build.routine(file, tempos) for name, file in plans.items()}
        programmes = {
            file.id: build.programme(file, plans, tempos)
            for file in files
            if isinstance(file, schema.ProgrammeFile)
        }
        return Library(
            read_only(exercises),
            read_only(routines),
            read_only(programmes),
            tuple(sorted(set(self._problems))),
            read_only({"/".join(read.key): read.document.name for read in good}),
        )
