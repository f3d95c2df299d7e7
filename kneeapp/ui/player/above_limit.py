"""More pain before the start than today's limit: rest first, and a second step for who insists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from kneeapp.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

    from kneeapp.player.pain import Limits
    from kneeapp.ui.player.ready_ways import ReadyWays


class AboveLimit(Banner):
    """Says that it hurts too much today; the ways on are those of `ReadyWays`.

    "Start anyway" only opens the second step: what the limit is for, and, away from the mouse,
    the button that starts. Source: content 6.2 (red: stop today), decision 2.

    Attributes:
        insist: the button of the second step.

    Signals:
        insisted: the person read what the limit is for and starts all the same.
    """

    insisted = Signal()

    def __init__(self, ways: ReadyWays, parent: QWidget | None = None) -> None:
        super().__init__(parent, closable=False)
        self._ways = ways
        self._limit = 0
        self._can_insist = True
        self.action_clicked.connect(self.insisted)
        ways.anyway.clicked.connect(self._explain)

    @property
    def insist(self) -> QPushButton:
        """The button of the second step."""
        return self._action

    def set_open(self, *, can_insist: bool) -> None:
        """Whether a start above the limit is possible at all."""
        self._can_insist = can_insist

    def judge(self, value: int | None, limits: Limits | None) -> bool:
        """Show what pain before the start means, 0 to 10; whether it is above the limit."""
        self._limit = limits.amber_max if limits else 0
        too_much = value is not None and limits is not None and value > self._limit
        # No pain at all is allowed where a bone may be hurt: nothing to insist on.
        self._ways.warn(on=too_much, can_insist=self._can_insist and self._limit > 0)
        if too_much:
            self._say(value)
        else:
            self.hide()
        return too_much

    def _say(self, value: int | None) -> None:
        too_much = self.tr("{value} of 10 is more than this routine allows today ({limit}).")
        said = [too_much.format(value=value, limit=self._limit)]
        if not self._limit:
            said = [self.tr("This routine is for days without any pain.")]
        if self._ways.can_rest():
            said.append(self.tr("Rest today: cold and a leg up often ease it."))
        else:
            said.append(self.tr("Rest today, or check the knee first."))
        self.show_message(" ".join(said), "warning")

    @Slot()
    def _explain(self) -> None:
        said = self.tr(
            "What the limit of {limit} is for: above it, exercise often brings more pain and "
            "swelling on the next days. If you still start, stop when the pain grows or gets "
            "sharp. The journal notes it."
        )
        self.show_message(said.format(limit=self._limit), "danger", self.tr("I know, start now"))
        self._ways.main().setFocus()
