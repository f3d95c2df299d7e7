"""The phases of a programme in their order: what is done, where one stands, what comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.programme.mark import Mark, Sign
from kneeapp.ui.widgets.text import Label, muted, small

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """One phase in words.

    Attributes:
        title: its name, with its weeks.
        often: how often and how long.
        note: what is new in it; may be empty.
    """

    sign: Sign
    title: str
    often: str
    note: str = ""


class PhaseList(QWidget):
    """One line under the other, each with its sign."""

    def __init__(self, lines: Iterable[PhaseLine]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(10))
        said = {
            Sign.DONE: self.tr("done"),
            Sign.NOW: self.tr("now"),
            Sign.LATER: self.tr("later"),
        }
        for line in lines:
            column.addWidget(_line(line, said.get(line.sign, "")))


def _line(line: PhaseLine, said: str) -> QWidget:
    made = QWidget()
    made.setAccessibleName(f"{line.title}, {said}. {line.often}")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.scaled(12))
    row.addWidget(Mark(line.sign), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(line.title, "strong" if line.sign is Sign.NOW else ""))
    words.addWidget(muted(line.often) if line.sign is Sign.NOW else small(line.often))
    if line.note and line.sign is not Sign.DONE:
        words.addWidget(small(line.note))
    row.addLayout(words, 1)
    return made
