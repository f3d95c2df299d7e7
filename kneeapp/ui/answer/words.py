"""Words of the answer page that depend on more than one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kneeapp.flow.visit.choice import ADVICE_ONLY

RUN_PAIN = 2
"""Most pain of 10 with which running again may be asked about. Source: content 6.2."""

if TYPE_CHECKING:
    from kneeapp.flow.visit.visit import Visit
    from kneeapp.guidance.assess import Answer


def leave_out(answer: Answer) -> list[str]:
    """What to leave out for now: the first family's advice, then what it does not name yet."""
    lines = list(answer.causes[0].cause.leave_out) if answer.causes else []
    tr = QCoreApplication.translate
    told = " ".join(lines).casefold()
    names = {tag: name for tag, name in _load_names().items() if name not in told}
    for said, wanted in (
        (tr("AnswerWords", "These movements: {list}."), set(answer.avoid) - ADVICE_ONLY),
        (tr("AnswerWords", "In daily life: {list}."), ADVICE_ONLY & set(answer.avoid)),
    ):
        left = [name for tag, name in names.items() if tag in wanted]
        if left:
            lines.append(said.format(list=", ".join(left)))
    return lines


def may_ask_to_run(answer: Answer, visit: Visit) -> bool:
    """Whether a later look went well enough to ask about running again."""
    case = visit.case
    quiet = answer.urgency == "self_care" and answer.exercise != "no"
    return (
        quiet
        and case.looked_again not in {"", "run"}
        and case.trend != "worse"
        and case.intensity is not None
        and case.intensity <= RUN_PAIN
    )


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
