"""How the knee turns: followed by the hand, running on a little, or led to a view."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal

_MS_PER_TURN = 1080  # so that a quarter turn takes a quarter of a second
_LONGEST_MS = 700
_RUN_ON_MS = 180.0  # a let-go knee runs on as far as it would have gone in this time

_NEAR, _NEAR_BLENDED = 4, 1  # angles to either side that may be next while the knee rests
_AHEAD, _AHEAD_BLENDED = 4, 2  # angles in the direction in which it turns, or before its goal


class Turning(QObject):
    """The step on show, as a number that may lie between two pictures while moving.

    Signals:
        step_changed(int): another picture is the nearest one.
        moved: the knee is turned, be it by less than a picture.
        settled: the knee has come to rest.
    """

    step_changed = Signal(int)
    moved = Signal()
    settled = Signal()

    def __init__(self, steps: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.still = False
        self._steps = steps
        self._position = 0.0
        self._goal = 0
        self._motion = QVariantAnimation(self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._on_value)
        self._motion.finished.connect(self.settled)

    @property
    def step(self) -> int:
        """The picture on show."""
        return round(self._position) % self._steps

    @property
    def position(self) -> float:
        """How far the knee is turned, in pictures; whole when it rests."""
        return self._position

    @property
    def goal(self) -> int:
        """The picture the knee comes to rest at."""
        return self._goal % self._steps

    @property
    def moving(self) -> bool:
        """Whether it runs by itself or is held between two pictures."""
        return self._running or not self._position.is_integer()

    @property
    def way_left(self) -> int:
        """How many pictures it runs on by itself, with the direction."""
        return self._goal - round(self._position) if self._running else 0

    @property
    def _running(self) -> bool:
        return self._motion.state() is QVariantAnimation.State.Running

    def turn_by(self, steps: int) -> None:
        """Turn on from where the knee is going; positive brings the person's right side forward."""
        self._move_to(self._goal + steps)

    def turn_to(self, step: int) -> None:
        """Turn to a step, the shorter way."""
        ahead = (step - self._goal) % self._steps
        self._move_to(self._goal + (ahead if 2 * ahead <= self._steps else ahead - self._steps))

    def jump_to(self, step: int) -> None:
        """Show a step at once."""
        self._motion.stop()
        self._goal = step
        self._place(float(step))
        self.settled.emit()

    def drag_by(self, steps: float) -> None:
        """Follow the hand."""
        self._motion.stop()
        self._place(self._position + steps)

    def let_go(self, steps_per_ms: float) -> None:
        """Run on from the hand's last speed and come to rest at a picture."""
        run_on = 0.0 if self.still else steps_per_ms * _RUN_ON_MS
        self._move_to(round(self._position + run_on))

    def stop(self) -> None:
        """Come to rest at once."""
        self.jump_to(self.goal if self._running else self.step)

    def _move_to(self, goal: int) -> None:
        self._goal = goal
        distance = abs(goal - self._position)
        if self.still or distance < 0.01:
            self.jump_to(goal)
            return
        self._motion.stop()
        self._motion.setStartValue(self._position)
        self._motion.setEndValue(float(goal))
        self._motion.setDuration(
            min(_LONGEST_MS, 120 + round(_MS_PER_TURN / self._steps * distance))
        )
        self._motion.start()

    def _on_value(self, value: float) -> None:
        self._place(value)

    def _place(self, position: float) -> None:
        before, was = self.step, self._position
        self._position = position
        if self.step != before:
            self.step_changed.emit(self.step)
        if position != was:
            self.moved.emit()


def likely_next(step: int, turn: int, way_left: int = 0, *, blended: bool) -> list[int]:
    """The steps that will be shown next, the likeliest first; they may go past a whole turn.

    Args:
        step: what is on show.
        turn: how many steps the knee just turned, with its direction; 0 = it rests.
        way_left: how many steps it runs on by itself. It is fast at first and slow at last, so
            that only the last pictures are worth decoding.
        blended: each step needs two pictures, so that there is room for fewer.
    """
    far = _AHEAD_BLENDED if blended else _AHEAD
    if way_left:
        way, most = (1 if way_left > 0 else -1), abs(way_left)
        return [step + way * away for away in range(max(1, most - far), most + 1)]
    if turn:
        way = 1 if turn > 0 else -1
        return [step + way * away for away in range(far + 1)]
    reach = _NEAR_BLENDED if blended else _NEAR
    return [step, *(step + way * away for away in range(1, reach + 1) for way in (1, -1))]
