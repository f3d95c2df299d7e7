"""Words of the answer page that depend on more than one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from kneeapp.guidance.assess import Answer


def leave_out(answer: Answer) -> list[str]:
    """What to leave out for now: the first family's advice, then the movements by name."""
    lines = list(answer.causes[0].cause.leave_out) if answer.causes else []
    names = _load_names()
    tags = [names[tag] for tag in answer.avoid if tag in names]
    if tags:
        said = QCoreApplication.translate("AnswerWords", "In routines: {movements}.")
        lines.append(said.format(movements=", ".join(tags)))
    return lines


def _load_names() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "deep_squat": tr("AnswerWords", "deep squats"),
        "deep_bend": tr("AnswerWords", "deep bending"),
        "impact": tr("AnswerWords", "jumping and landing"),
        "kneeling": tr("AnswerWords", "kneeling"),
        "single_leg": tr("AnswerWords", "standing work on one leg"),
        "full_straightening": tr("AnswerWords", "pushing the knee fully straight"),
        "twist": tr("AnswerWords", "twisting"),
        "long_sitting": tr("AnswerWords", "long sitting with bent knees"),
        "running": tr("AnswerWords", "running"),
        "downhill": tr("AnswerWords", "running downhill"),
    }
