"""The cards under the care card: what is often felt, what to do, the routine, the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneeapp.flow.visit.choice import ACUTE_HELP
from kneeapp.ui import theme
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.disclosure import Disclosure
from kneeapp.ui.widgets.text import Label, heading, muted, small
from kneeapp.ui.widgets.wrap_button import Part, WrapButton

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeapp.flow.visit.choice import RoutineChoice
    from kneeapp.guidance.assess import Reason
    from kneeapp.guidance.causes import Fit
    from kneeapp.guidance.explain import Group, Told
    from kneeapp.routine.model import Programme

# So many of the reasons stand under a cause while it is closed.
_SHOWN_REASONS = 2
_RARE = "rare"


def bullets(lines: Iterable[str]) -> QVBoxLayout:
    """A list with dots."""
    column = QVBoxLayout()
    column.setSpacing(theme.scaled(6))
    for line in lines:
        row = QHBoxLayout()
        row.setSpacing(theme.scaled(10))
        row.addWidget(Label("•", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(line), 1)
        column.addLayout(row)
    return column


class ListCard(Card):
    """A heading and sentences."""

    def __init__(
        self, head: str, lines: Iterable[str], intro: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(head, parent)
        if intro:
            self.body.addWidget(muted(intro))
        self.body.addLayout(bullets(lines))


class CausesCard(Card):
    """Up to five families, each to be opened.

    `later`: somebody is to look at it first; `no_run`: running is left out for now.

    Signals:
        learn_wanted(str): the id of a cause to read more about.
    """

    learn_wanted = Signal(str)

    def __init__(
        self,
        fits: Iterable[Fit],
        parent: QWidget | None = None,
        *,
        later: bool = False,
        no_run: bool = False,
    ) -> None:
        super().__init__(parent=parent)
        self._no_run = no_run
        self._helps = self.tr("What often helps")
        if later:
            self._helps = self.tr("What often helps, once you have been seen")
        self.body.addWidget(heading(self.tr("Often felt here")))
        self.setAccessibleName(self.tr("Often felt here"))
        self.body.addWidget(
            muted(self.tr("What pain like this may come from. Only an examination can tell."))
        )
        self.families = [self._family(fit) for fit in fits]
        for family in self.families:
            self.body.addWidget(family)

    def _family(self, fit: Fit) -> Disclosure:
        from kneeapp.guidance.running import parted

        cause = fit.cause
        reasons = fit.why[:_SHOWN_REASONS]
        rare = (cause.common,) if _RARE in cause.common.casefold() else ()
        made = Disclosure(cause.name, note=" ".join((*rare, *reasons)), bold=True)
        helps, running = parted(cause.helps) if self._no_run else (cause.helps, ())
        made.body.addWidget(Label(cause.plain))
        for head, lines in (
            (self.tr("Fits because"), fit.why),
            (self.tr("Speaks against it"), fit.against),
            (self._helps, helps),
            (self.tr("When you run again"), running),
            (self.tr("Leave out for now"), cause.leave_out),
        ):
            if lines:
                made.body.addWidget(Label(head, "strong"))
                made.body.addLayout(bullets(lines))
        for head, text in (
            (self.tr("How common"), " ".join((cause.common, cause.ages))),
            (self.tr("How it goes"), cause.course),
            (self.tr("When to seek care"), cause.seek),
        ):
            if text:
                made.body.addWidget(Label(head, "strong"))
                made.body.addWidget(Label(text))
        made.body.addWidget(small(self.tr("Sources: {list}").format(list=_cite(cause.sources))))
        said = self.tr("Read on: {name}").format(name=cause.name)
        more = button(self.tr("Read on in Learn"), "quiet", name=said)
        more.setObjectName(cause.id)
        more.clicked.connect(self._on_more)
        made.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    @Slot()
    def _on_more(self) -> None:
        self.learn_wanted.emit(self.sender().objectName())


class DoNowCard(ListCard):
    """What to do now, and the two timers where they may help; `first`: most likely wanted.

    Signals:
        timer_wanted(str): the id of the routine that holds them.
    """

    timer_wanted = Signal(str)

    def __init__(
        self,
        lines: Iterable[str],
        parent: QWidget | None = None,
        *,
        timers: bool = True,
        first: bool = False,
    ) -> None:
        super().__init__("", lines, parent=parent)
        self.setAccessibleName(self.tr("Do now"))
        self.body.insertWidget(0, heading(self.tr("Do now")))
        role = "primary" if first else ""
        self.timer = button(self.tr("Start cold and leg-up rest as timers"), role)
        self.timer.clicked.connect(self._on_timer)
        if timers:
            self.body.addWidget(muted(self.tr("Today these may ease the pain:")))
        else:
            self.timer.hide()
        row = QHBoxLayout()
        row.addWidget(self.timer)
        row.addStretch(1)
        self.body.addLayout(row)

    @Slot()
    def _on_timer(self) -> None:
        self.timer_wanted.emit(ACUTE_HELP)


class RoutineCard(Card):
    """The routine that fits, why, and the button that starts it.

    With more `pain` today than it allows, it is there for a later day.

    Signals:
        wanted(object): the RoutineChoice.
        programme_wanted(str): the id of a programme that the routine is part of.
    """

    wanted = Signal(object)
    programme_wanted = Signal(str)

    def __init__(
        self,
        choice: RoutineChoice,
        name: str,
        length: str,
        programme: Programme | None = None,
        pain: float | None = None,
    ) -> None:
        super().__init__()
        self.choice = choice
        self.waits = pain is not None and pain > choice.pain_limit
        self.setAccessibleName(self.tr("Your routine"))
        self.body.addWidget(heading(self.tr("Your routine")))
        self.body.addWidget(Label(name, "large"))
        self.body.addWidget(muted(" · ".join(self._facts(length))))
        self.body.addWidget(Label(choice.why))
        said = self.tr("Start: {name}").format(name=name)
        if self.waits:
            later = self.tr("Start when pain is {limit} or less").format(limit=choice.pain_limit)
            self.start = button(later, name=f"{later}: {name}")
        else:
            self.start = button(self.tr("Start"), "primary", name=said)
        self.start.clicked.connect(self._on_start)
        row = QHBoxLayout()
        row.addWidget(self.start)
        row.addStretch(1)
        self.body.addLayout(row)
        self.programme: WrapButton | None = None
        if programme is not None:
            said = self.tr("Or week by week: {title}").format(title=programme.title)
            self.programme = WrapButton([Part(said)], "quiet")
            self.programme.setObjectName(programme.id)
            self.programme.clicked.connect(self._on_programme)
            self.body.addWidget(self.programme)

    def _facts(self, length: str) -> list[str]:
        facts = [self.tr("about {length}").format(length=length)]
        facts.append(
            {
                "left": self.tr("left leg"),
                "right": self.tr("right leg"),
                "both": self.tr("both legs"),
            }[self.choice.side.value]
        )
        limit = self.choice.pain_limit
        facts.append(
            self.tr("pain up to {limit} of 10").format(limit=limit)
            if limit
            else self.tr("no pain allowed")
        )
        return facts

    @Slot()
    def _on_start(self) -> None:
        self.wanted.emit(self.choice)

    @Slot()
    def _on_programme(self) -> None:
        self.programme_wanted.emit(self.sender().objectName())


class ReasonsCard(Card):
    """Which rules spoke and which did not, with their sources; closed at first."""

    def __init__(self, reasons: Iterable[Reason], groups: Iterable[Group], *, urgent: bool) -> None:
        super().__init__()
        self._urgent = urgent
        self._shown = tuple(reasons)
        self._groups = tuple(groups)
        self.silent: list[Disclosure] = []
        self.more = Disclosure(self.tr("How was this decided?"))
        self.body.addWidget(self.more)
        self.more.body.addWidget(
            muted(self.tr("Your answers were matched with published guidance by these rules."))
        )
        self._list(self.more.body, self._shown)
        self.more.toggled.connect(self._on_toggled)

    @Slot()
    def _on_toggled(self) -> None:
        """The rules that did not speak are many: they are laid out when first asked for."""
        if self.silent:
            return
        inside = self.more.body
        ids = {reason.rule for reason in self._shown}
        also = [told for group in self._groups for told in group.spoke if told.rule not in ids]
        if also:
            inside.addWidget(Label(self.tr("These spoke too, but the others decide"), "strong"))
            self._list(inside, also)
        inside.addWidget(Label(self.tr("Rules that did not speak"), "strong"))
        inside.addWidget(muted(self.tr("What they look for is not in your answers.")))
        if self._urgent:
            inside.addWidget(muted(self.tr("After an urgent answer not everything is asked.")))
        for group in self._groups:
            head = self.tr("{title} ({count})").format(title=group.title, count=len(group.silent))
            made = Disclosure(head)
            self._list(made.body, group.silent)
            self.silent.append(made)
            inside.addWidget(made)

    def _list(self, place: QVBoxLayout, rules: Iterable[Reason | Told]) -> None:
        about = self.tr("Rule {rule}. Sources: {source}")
        for each in rules:
            place.addWidget(Label(each.text))
            place.addWidget(small(about.format(rule=each.rule, source=each.source)))


def _cite(source_ids: tuple[str, ...]) -> str:
    from kneeapp.guidance.data import cite

    return cite(source_ids)
