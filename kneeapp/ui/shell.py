"""What the window holds: a bar of places to go, banners, and pages built when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kneeapp.ui import theme
from kneeapp.ui.journey import Journey
from kneeapp.ui.widgets.banner import Banner
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeapp.base.settings import Settings
    from kneeapp.ui.services import Services

PAGES = (
    "home", "knee", "questions", "answer", "player", "routines", "programme", "journal", "learn",
    "settings",
)  # fmt: skip
_PART_OF = {"knee": "home", "questions": "home", "answer": "home", "programme": "routines"}
"""Pages without a place in the bar, and the place they belong to."""
FULL_SCREEN_PAGES = frozenset({"player"})
"""Pages that want the whole window: the bar is put away, and what other pages need not keep."""


class Shell(QWidget):
    """Knows the pages' names and how to build them, and nothing else about them.

    Signals:
        page_shown(str): a page came to the front.
    """

    page_shown = Signal(str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self._dress()
        self._built: dict[str, QWidget] = {}
        self._look = _look(services.settings)
        self._stack = QStackedWidget()
        self._banner = Banner()
        self._notice = Banner(closable=False)  # its action says that it was read
        self._question = Banner()
        self._answered: Callable[[], None] | None = None
        self._offered: Callable[[], None] | None = None
        self._bar = self._make_bar()
        self._lay_out()
        self.journey = Journey(self, services, self)
        services.problem_found.connect(self.show_problem)
        services.settings_changed.connect(self._redress)
        QApplication.styleHints().colorSchemeChanged.connect(self._redress)
        self.show_page("home")

    def page(self, name: str) -> QWidget:
        """A page, built on first use."""
        page = self._built.get(name)
        if page is None:
            page = self._built[name] = self._make(name)
            self._stack.addWidget(page)
            self.journey.join(name, page)
        return page

    def built(self, name: str) -> QWidget | None:
        """A page if it is there already."""
        return self._built.get(name)

    def show_page(self, name: str) -> QWidget:
        """Bring a page to the front and tell it so."""
        page = self.page(name)
        self._stack.setCurrentWidget(page)
        if name in FULL_SCREEN_PAGES:
            for other in self._built.values():
                getattr(other, "rest", _nothing)()
        self._question.hide()
        self._bar.setHidden(name in FULL_SCREEN_PAGES)
        self._mark_place(name)
        shown = getattr(page, "shown", None)
        if shown is not None:
            shown()
        self._take_focus(page)
        self.page_shown.emit(name)
        return page

    def current_page(self) -> str:
        """The name of the page in front."""
        front = self._stack.currentWidget()
        return next(name for name, page in self._built.items() if page is front)

    def visit_every_page(self) -> int:
        """Build and show every page; returns how many there are."""
        for name in PAGES:
            self.show_page(name)
            QApplication.processEvents()
        return len(PAGES)

    def show_problem(self, text: str) -> None:
        """Say a problem in the banner."""
        self._banner.show_message(text, "warning")

    def show_news(self, text: str) -> None:
        """Say something that is no problem in the banner."""
        self._banner.show_message(text)

    def ask(self, text: str, yes: str, then: Callable[[], None]) -> None:
        """Ask in a banner, and go on only when the person says yes; the keyboard is at no."""
        self._answered = then
        self._question.show_message(text, "danger", yes)
        self._question.take_focus()

    def offer(self, text: str, action: str, then: Callable[[], None]) -> None:
        """Say what was done in a banner, with an action such as to undo it."""
        self._offered = then
        self._banner.show_message(text, "", action)

    def _on_offered(self) -> None:
        self._banner.dismiss()
        if self._offered is not None:
            self._offered()

    def _on_yes(self) -> None:
        self._question.dismiss()
        if self._answered is not None:
            self._answered()

    def _show_notice(self) -> None:
        """Say what the program is and is not, until the person has put it away."""
        if not self.services.settings.notice_seen:
            self._notice.show_message(
                self.tr(
                    "Kneeapp gives general information, not a diagnosis. It is not a medical "
                    "device, and a clinician has not reviewed it yet. Everything stays on this "
                    "computer."
                ),
                action=self.tr("I understand"),
            )

    def welcome(self) -> None:
        """After the first paint: what was wrong with the settings, the notice, what waits."""
        if self.services.settings_problem:
            self.show_problem(self.services.settings_problem)
        self._show_notice()
        self.journey.welcome()

    def leave(self) -> None:
        """The window closes: a running session keeps its place, threads come to their end."""
        for page in self._built.values():
            getattr(page, "leave", _nothing)()

    def _make_bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "topbar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(*(theme.scaled(n) for n in (24, 8, 24, 8)))
        row.setSpacing(theme.scaled(6))
        row.addWidget(Label("Kneeapp", "heading", wrap=False))
        row.addSpacing(theme.scaled(20))
        self._places = QButtonGroup(bar)
        self._places.setExclusive(False)
        names = {
            "home": self.tr("Today"),
            "routines": self.tr("Routines"),
            "journal": self.tr("Journal"),
            "learn": self.tr("Learn"),
            "settings": self.tr("Settings"),
        }
        for number, (name, words) in enumerate(names.items(), start=1):
            place = button(words, "nav")
            place.setObjectName(name)
            place.setCheckable(True)
            self._places.addButton(place)
            row.addWidget(place)
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(place.click)
            place.setToolTip(f"Ctrl+{number}")
        row.addStretch(1)
        self._places.buttonClicked.connect(self._go)
        return bar

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        holder = QVBoxLayout()
        holder.setContentsMargins(*(theme.scaled(n) for n in (24, 0, 24, 0)))
        for message in (self._question, self._banner, self._notice):
            message.setObjectName("message")  # the style sheet gives it room above
            holder.addWidget(message)
        self._notice.action_clicked.connect(self._keep_notice)
        self._question.action_clicked.connect(self._on_yes)
        self._banner.action_clicked.connect(self._on_offered)
        column.addLayout(holder)
        column.addWidget(self._stack, 1)

    def _keep_notice(self) -> None:
        from dataclasses import replace

        self._notice.dismiss()
        self.services.save_settings(replace(self.services.settings, notice_seen=True))

    def _go(self, place: QWidget) -> None:
        self.show_page(place.objectName())

    def _take_focus(self, page: QWidget) -> None:
        # A page that has not chosen where to begin begins at its top, not at the bar above it.
        focused = QApplication.focusWidget()
        if focused is None or not page.isAncestorOf(focused):
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark_place(self, name: str) -> None:
        here = _PART_OF.get(name, name)
        for place in self._places.buttons():
            place.setChecked(place.objectName() == here)

    def _make(self, name: str) -> QWidget:
        from importlib import import_module

        module = import_module(f"kneeapp.ui.{name}_page")
        made = getattr(module, f"{name.title()}Page")(self.services)
        assert isinstance(made, QWidget)
        return made

    def _redress(self) -> None:
        look = _look(self.services.settings)
        if look == self._look and self.sender() is self.services:
            return
        self._look = look
        self._dress()
        # Pages out of sight are rebuilt in the new look when next asked for; one in use stays, or
        # a new one carries on with what it holds.
        front = self._stack.currentWidget()
        for name, page in [(name, page) for name, page in self._built.items() if page is not front]:
            in_use = getattr(page, "in_use", bool)()
            if in_use and not hasattr(page, "carry_on"):
                continue
            del self._built[name]
            if in_use:
                cast("Any", self.page(name)).carry_on(page)
            self._stack.removeWidget(page)
            page.deleteLater()

    def _dress(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, self.services.settings)


def _look(settings: Settings) -> tuple[object, ...]:
    """What pages are built for: when it changes, they are built anew."""
    return (settings.theme, settings.text_percent, settings.knee_skin)


def _nothing() -> None:
    """What a page does that needs no farewell."""
