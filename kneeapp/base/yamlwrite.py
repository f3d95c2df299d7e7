"""Plain data as YAML text that `yamlfile` reads back as the same data."""

from __future__ import annotations

from typing import Any

import yaml

_WIDTH = 110


def dump(data: Any) -> str:  # noqa: ANN401 - whatever a document holds
    """Dicts, lists, texts, numbers, booleans and None as YAML, keys in their order."""
    text: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return text
