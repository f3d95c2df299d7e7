"""``kneeapp assess``: answer case files with what the window would say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kneeapp.base.errors import UserError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from kneeapp.guidance.assess import Answer

_STDIN = "-"
GOOD, PROBLEMS, UNREADABLE = 0, 1, 2


def add_parser(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say what the command takes."""
    parser = sub.add_parser("assess", help="answer a case file")
    parser.add_argument(
        "cases", nargs="+", metavar="CASE", help="a case file; - for standard input"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object per line and case")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer every case, in order; a wrong one does not hide the others.

    Returns:
        0 when all were answered, 1 when a case has problems, 2 when one cannot be read.
    """
    status = GOOD
    for at, name in enumerate(args.cases):
        try:
            answer = _answer(_read(name), _called(name))
        except OSError as error:
            reason = (error.strerror or "unknown error").lower()
            print(f"kneeapp: {name} cannot be read: {reason}.", file=sys.stderr)
            status = UNREADABLE
        except UserError as error:
            print("\n".join(filter(None, (error.text, error.hint))), file=sys.stderr)
            status = max(status, PROBLEMS)
        else:
            _show(answer, name, as_json=args.json, first=at == 0, alone=len(args.cases) == 1)
    return status


def _read(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == _STDIN else Path(name).read_bytes()


def _called(name: str) -> str:
    return "standard input" if name == _STDIN else name


def _answer(text: bytes, name: str) -> Answer:
    from kneeapp.base.yamlfile import read_text
    from kneeapp.guidance.assess import assess
    from kneeapp.guidance.case import parse

    document = read_text(text, name)
    return assess(parse(document.data, document.mark, name))


def _show(answer: Answer, name: str, *, as_json: bool, first: bool, alone: bool) -> None:
    if as_json:
        import json

        from kneeapp.guidance.assess import to_json

        print(json.dumps(to_json(answer), ensure_ascii=False))
        return
    if not first:
        print()
    if not alone:
        print(f"== {_called(name)}")
    print("\n".join(_lines(answer)))


def _lines(answer: Answer) -> list[str]:
    """The answer for reading: what to do first, causes last and never with an urgent answer."""
    from kneeapp.guidance.cards import care_card

    card = care_card(answer)
    lines = [f"{card.title}: {answer.places_read_back}", "", card.action]
    lines += _listed(dict.fromkeys((*card.do_now, *card.lines)))
    lines += ["", "Why:", *_listed(f"{each.text} [{each.rule}]" for each in answer.reasons)]
    if not answer.verdict.is_urgent:
        lines += _causes(answer)
    if answer.run_later:
        lines += ["", "When you run again:", *_listed(answer.run_later)]
    if answer.missing:
        lines += ["", "Still missing before you run:", *_listed(answer.missing)]
    if answer.avoid:
        lines += ["", f"Leave out for now: {', '.join(answer.avoid).replace('_', ' ')}."]
    lines += ["", f"{card.watch_title}:", *_listed(card.watch)]
    return [*lines, "", *filter(None, (card.review, card.footer))]


def _causes(answer: Answer) -> list[str]:
    lines = ["", "Often felt like this:"]
    for each in answer.causes:
        lines.append(f"  - {each.cause.name}")
        lines += [f"      fits: {why}" for why in each.why]
        lines += [f"      speaks against: {against}" for against in each.against]
    lines += ["", f"Exercise: {answer.exercise.value}."]
    if answer.routines:
        lines.append(f"Routines: {', '.join(answer.routines)}. {answer.routine_why}")
    return lines


def _listed(sentences: Iterable[str]) -> list[str]:
    return [f"  - {sentence}" for sentence in sentences]
