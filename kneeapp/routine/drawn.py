"""Exercise files with their figures, and the JSON Schema: for those who write, not for playing.

The program plays finished pictures; reading how they were made would only cost time at its start.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from kneeapp.routine.figure import FigureFile  # noqa: TC001 - pydantic reads it
from kneeapp.routine.schema import ExerciseFile, ProgrammeFile, RoutineFile


class DrawnExerciseFile(ExerciseFile):
    """One exercise, with how its figure moves."""

    figure: FigureFile | None = None


def json_schema() -> dict[str, Any]:
    """JSON Schema of a routine, exercise or programme file, for editors."""
    from pydantic import TypeAdapter

    any_file: TypeAdapter[Any] = TypeAdapter(
        Annotated[DrawnExerciseFile | RoutineFile | ProgrammeFile, Field(discriminator="kind")]
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kneeapp exercise, routine or programme",
        **any_file.json_schema(by_alias=True),
    }
