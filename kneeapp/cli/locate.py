"""``kneeapp locate``: the place under a point of a knee picture."""

from __future__ import annotations

import argparse
import json

from kneeapp.base import paths
from kneeapp.base.side import Side
from kneeapp.body import places
from kneeapp.body.turntable import Turntable


def add_parser(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's commands."""
    parser = sub.add_parser("locate", help="name the place under a point of a knee picture")
    parser.add_argument("view", metavar="VIEW", help="front, inner, outer, back or degrees")
    parser.add_argument("x", metavar="X", type=_fraction, help="0 left edge to 1 right edge")
    parser.add_argument("y", metavar="Y", type=_fraction, help="0 top edge to 1 bottom edge")
    parser.add_argument("--side", choices=[side.value for side in Side], default=Side.RIGHT.value)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the place.

    Returns:
        0, or 1 when the point lies outside the leg.

    Raises:
        UserError: when the view is not known or the maps cannot be read.
    """
    table = Turntable.load(paths.assets() / "knee")
    side = Side(args.side)
    found = table.locate(args.view, args.x, args.y, side)
    if args.json:
        print(json.dumps(_answer(table, args, side, found), ensure_ascii=False))
    elif found is None:
        print("outside the leg")
    else:
        print(f"{found}: {places.place(found).plain_name}")
    return 1 if found is None else 0


def _answer(
    table: Turntable, args: argparse.Namespace, side: Side, found: str | None
) -> dict[str, object]:
    step = table.step_of(args.view, side)
    answer: dict[str, object] = {
        "place": found,
        "side": side.value,
        "view": table.view_of_step(step, side).value,
        "angle": step * 360.0 / table.frames,
    }
    if found is not None:
        place = places.place(found)
        point = table.point_at(step, side, args.x * table.width, args.y * table.height)
        answer |= {
            "number": place.number,
            "plain_name": place.plain_name,
            "standard_name": place.standard_name,
            "point_mm": None if point is None else [round(value, 1) for value in point],
        }
    return answer


def _fraction(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return value
