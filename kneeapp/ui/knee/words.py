"""What the choices of the knee page are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneeapp.base.side import Side
from kneeapp.body.marks import Depth, Quality, Spread, When
from kneeapp.body.places import View


def _tr(text: str) -> str:
    return QCoreApplication.translate("knee", text)


def qualities() -> dict[Quality, str]:
    """What pain feels like."""
    return {
        Quality.SHARP: _tr("Sharp"),
        Quality.DULL: _tr("Dull"),
        Quality.ACHING: _tr("Aching"),
        Quality.BURNING: _tr("Burning"),
        Quality.THROBBING: _tr("Throbbing"),
        Quality.STABBING: _tr("Stabbing"),
        Quality.STIFF: _tr("Stiff"),
        Quality.TIGHT: _tr("Tight"),
        Quality.SORE: _tr("Sore"),
        Quality.TEARING: _tr("Tearing"),
        Quality.CONSTANT: _tr("Always there"),
    }


def whens() -> dict[When, str]:
    """What makes it hurt."""
    return {
        When.RUNNING: _tr("Running"),
        When.WALKING: _tr("Walking"),
        When.STAIRS_DOWN: _tr("Down stairs"),
        When.SQUATTING: _tr("Squatting"),
        When.KNEELING: _tr("Kneeling"),
        When.JUMPING: _tr("Jumping"),
        When.TWISTING: _tr("Twisting"),
        When.SITTING: _tr("Long sitting"),
    }


def depths() -> dict[Depth, str]:
    """How deep it is."""
    return {Depth.SURFACE: _tr("Near the skin"), Depth.DEEP: _tr("Deep inside")}


def spots() -> dict[Spread, str]:
    """How big one spot is."""
    return {
        Spread.ONE_FINGER: _tr("One finger"),
        Spread.HAND: _tr("A hand"),
        Spread.ALL_OVER: _tr("Bigger"),
    }


def spreads() -> dict[Spread, str]:
    """How the pain as a whole lies in the knee."""
    return {
        Spread.RING: _tr("Ring round the kneecap"),
        Spread.DEEP: _tr("Deep inside"),
        Spread.ALL_OVER: _tr("All over"),
        Spread.MOVES: _tr("It moves about"),
    }


def views() -> dict[View, str]:
    """The four sides of a knee."""
    return {
        View.FRONT: _tr("Front"),
        View.OUTER: _tr("Outer"),
        View.BACK: _tr("Back"),
        View.INNER: _tr("Inner"),
    }


def rims() -> dict[View, str]:
    """Which side of the knee lies at the rim of the picture."""
    return {
        View.FRONT: _tr("front"),
        View.OUTER: _tr("outer side"),
        View.BACK: _tr("back"),
        View.INNER: _tr("inner side"),
    }


def layer(inside: float) -> str:
    """What is seen when one looks inside: 0 = skin, 1 = muscles, 2 = bones."""
    layers = (_tr("skin"), _tr("muscles and tendons"), _tr("bones, ligaments and menisci"))
    outer = int(inside)
    if inside == outer:
        return layers[outer]
    return _tr("between {one} and {two}").format(one=layers[outer], two=layers[outer + 1])


def stops() -> tuple[str, ...]:
    """The same in one word each, under the slider."""
    return _tr("Skin"), _tr("Muscles"), _tr("Bones")


def knee(side: Side) -> str:
    """Whose knee is on show."""
    return _tr("Your left knee") if side is Side.LEFT else _tr("Your right knee")


def other_knee(side: Side) -> str:
    """The other knee in the middle of a sentence."""
    return _tr("right knee") if side is Side.LEFT else _tr("left knee")
