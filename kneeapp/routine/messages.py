"""What is wrong in a file, in plain words, with the place and a suggestion."""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from kneeapp.base.problems import Problem
from kneeapp.routine.gates import GATE_KEYS
from kneeapp.routine.steps import STEP_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from kneeapp.base.yamlfile import Document

_LONGEST_SHOWN = 40


def problems(document: Document, model: type[BaseModel], error: ValidationError) -> list[Problem]:
    """Every finding of the models as a problem in the file, in the order of the file."""
    told = [_problem(document, model, one) for one in error.errors(include_url=False)]
    return sorted(set(told))


def suggestion(word: str, known: Iterable[str]) -> str:
    """A remark to put behind a message: did you mean the closest of the known words?"""
    close = difflib.get_close_matches(word, sorted(known), n=3, cutoff=0.6)
    close.sort(key=lambda one: sorted(one) != sorted(word))  # swapped letters before others
    return f" (did you mean '{close[0]}'?)" if close else ""


def _problem(document: Document, model: type[BaseModel], error: ErrorDetails) -> Problem:
    path = _data_path(document.data, error["loc"])
    at_key = error["type"] == "extra_forbidden" or error["loc"][-1:] == ("[key]",)
    line, column = document.mark(path, key=at_key)
    name = f"{path[-1]}: " if path and isinstance(path[-1], str) and not at_key else ""
    return Problem(document.name, line, column, _message(model, error, name))


def _data_path(data: Any, loc: tuple[int | str, ...]) -> tuple[int | str, ...]:  # noqa: ANN401
    """The part of a pydantic location that exists in the data (it also holds union tags)."""
    path: list[int | str] = []
    for step in loc:
        inside_list = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if inside_list or (isinstance(data, dict) and step in data):
            data = data[step]
            path.append(step)
    return tuple(path)


def _message(model: type[BaseModel], error: ErrorDetails, name: str) -> str:
    value, context = error["input"], error.get("ctx", {})
    last = str(error["loc"][-1]) if error["loc"] else ""
    match error["type"]:
        case "extra_forbidden":
            return _unknown_key(last, value, _known_keys(model, error["loc"][:-1]))
        case "missing":
            return f"key '{last}' is missing"
        case "literal_error":
            words = [word for word in _QUOTED.findall(context["expected"]) if word[0] != "<"]
            guess = suggestion(value, words) if isinstance(value, str) else ""
            return f"{name}{shown(value)} is not known{guess}; use one of: {', '.join(words)}"
        case "union_tag_not_found" | "union_tag_invalid":
            gate = "gate" in context["discriminator"]
            return _no_kind(value, GATE_KEYS if gate else STEP_KEYS)
        case kind:
            return name + _sentence(kind, value, context)


def _unknown_key(key: str, value: object, known: set[str]) -> str:
    if value is None and " " in key:
        return f"unknown key '{key}'; put a sentence with a comma inside {{ }} in quotes"
    return f"unknown key '{key}'{suggestion(key, known)}"


_QUOTED = re.compile("'([^']*)'")
# What pydantic's error types mean to a person; {value} is what stands in the file.
_SENTENCES = {
    "value_error": "{error}",
    "string_pattern_mismatch": "{value} may have small letters, digits and - only",
    "list_type": "write a list, such as [one, two]; {value} is not one",
    "dict_type": "write keys with values; {value} is not that",
    "model_type": "write keys with values; {value} is not that",
    "model_attributes_type": "write keys with values; {value} is not that",
    "int_type": "write a whole number; {value} is not one",
    "bool_type": "write true or false; {value} is neither",
    "greater_than_equal": "{value} is too small; {ge} at least",
    "less_than_equal": "{value} is too large; {le} at most",
    "string_too_short": "it is empty",
    "string_too_long": "the text is too long; {max_length} characters at most",
    "too_short": "it is empty; give one at least",
    "too_long": "too many; {max_length} at most",
}


def _sentence(kind: str, value: object, context: dict[str, Any]) -> str:
    if kind == "string_type":
        return _not_text(value)
    said = _SENTENCES.get(kind, "{value} does not fit here")
    return said.format(value=shown(value), **context)


def _not_text(value: object) -> str:
    match value:
        case None:
            return "it is empty"
        case dict():
            return "write text; put the sentence in quotes when it contains ': '"
        case list():
            return "write one text, not a list"
        case _:
            return f"write text; put {shown(value)} in quotes"


def _no_kind(value: object, keys: Sequence[str]) -> str:
    """A step or a gate that has none of the keys that say what it is."""
    if not isinstance(value, dict):
        return f"write keys with values here; {shown(value)} is not that"
    for key in value:
        close = suggestion(str(key), keys)
        if close:
            return f"unknown key '{key}'{close}"
    return f"one of these keys is missing: {', '.join(keys)}"


def shown(value: object) -> str:
    """A value of a file as messages show it."""
    match value:
        case None | "":
            return "nothing"
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case bool():
            return "true" if value else "false"
        case _:
            return f"'{str(value)[:_LONGEST_SHOWN]}'"


def _known_keys(model: type[BaseModel], loc: tuple[int | str, ...]) -> set[str]:
    """The keys that are known where the location leads."""
    models: frozenset[type[BaseModel]] = frozenset([model])
    for step in loc:
        if not isinstance(step, str):
            continue
        key = step.strip("<>")
        inside = [one for one in models if key in _fields(one)]
        if step != key:  # the tag of a union: it only narrows the choice
            models = frozenset(inside)
        elif inside:
            models = frozenset[type[BaseModel]]().union(*(_fields(one)[key] for one in inside))
    return {key for one in models for key in _fields(one)}


@cache
def _fields(model: type[BaseModel]) -> dict[str, frozenset[type[BaseModel]]]:
    """The keys of a model as they stand in a file, and the models their values may be."""
    return {
        field.alias or name: frozenset(_models_in(field.annotation))
        for name, field in model.model_fields.items()
    }


def _models_in(annotation: Any) -> Iterable[type[BaseModel]]:  # noqa: ANN401 - any type form
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
