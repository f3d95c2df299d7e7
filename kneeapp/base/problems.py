"""What is wrong in a file, without what it takes to read one."""

from __future__ import annotations

from dataclasses import dataclass

from kneeapp.base.errors import UserError


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a file, at a line and column counted from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class YamlProblems(UserError):  # noqa: N818 - it is a list of problems, told all at once
    """A file cannot be used; `problems` says why, one entry each."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)), hint="Correct the file and try again.")
        self.problems = problems
