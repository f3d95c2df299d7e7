"""Ready to run again, by the journal's last days and not only by today's answers.

Source: content 6.4 (enter only if all are true; no swelling for 7 days, pain of 0 to 1), 6.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeapp.journal.model import AnswerRecord, Moment, PainRecord, Symptom, SymptomRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kneeapp.journal.model import Entry

READY_RULE = "RUN01"
"""The rule that speaks when all conditions for running again are met."""

DRY_DAYS = 7
"""Days without swelling before running."""

CALM_DAYS = 2
"""Days whose pain figures count: today and the day before. Source: judgement (J)."""

FIRST_PAIN = 1
"""Pain of 10 that running may begin with."""

RUNNING_PAIN = 3
"""Pain of 10 with which running may go on, later; 4 is red. Source: content 6.2."""

_TELLING = frozenset({Moment.NOW, Moment.NEXT_MORNING, Moment.WORST_DAY})


def against(
    entries: Iterable[Entry], today: date, most_pain: int = FIRST_PAIN
) -> Mapping[str, str]:
    """Conditions that the journal shows not to be met: condition -> the sentence that says so.

    Args:
        entries: of the journal, newest first.
        today: the person's date.
        most_pain: of 10, on the last days.
    """
    found: dict[str, str] = {}
    for entry in entries:
        ago = (today - entry.at.day).days
        if ago >= DRY_DAYS:
            break
        day = f"{entry.at.day.day} {entry.at.day:%B}"
        if _swollen(entry):
            found.setdefault("dry_7_days", f"It was swollen on {day}. Wait for 7 days without it.")
        match entry.detail:
            case PainRecord(moment, value) if (
                ago < CALM_DAYS and moment in _TELLING and value > most_pain
            ):
                said = f"Pain was {value} of 10 on {day}. Wait until it is 0 to 1 for 2 days."
                found.setdefault("walks_30_min", said)
            case _:
                pass
    return found


def still_ready(answers: Iterable[Entry], entries: Iterable[Entry], today: date) -> bool:
    """Whether the newest look before running was passed and nothing has spoken against it since.

    A new check of the knee ends it; later looks at an old check do not.

    Args:
        answers: the answers of the journal that still count, newest first.
        entries: of the journal, newest first.
        today: the person's date.
    """
    for look in answers:
        if not isinstance(look.detail, AnswerRecord) or _is_day_look(look.detail):
            continue
        if not any(each.get("rule") == READY_RULE for each in look.detail.reasons):
            return False
        later = (entry for entry in entries if entry.at.utc > look.at.utc)
        return not against(later, today, most_pain=RUNNING_PAIN)
    return False


def _swollen(entry: Entry) -> bool:
    match entry.detail:
        case SymptomRecord(Symptom.SWELLING, level):
            return level > 0
        case AnswerRecord(case_file=case):
            return bool((case.get("symptoms") or {}).get("swelling"))
        case _:
            return False


def _is_day_look(answer: AnswerRecord) -> bool:
    look = (answer.case_file.get("story") or {}).get("looked_again") or ""
    return isinstance(look, str) and look.startswith("day_")
