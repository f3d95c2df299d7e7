"""The journal: day by day, how it goes, a page for the doctor, and keeping it safe."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kneeapp.ui import theme
from kneeapp.ui.journal.days_view import DaysView
from kneeapp.ui.widgets.banner import Banner
from kneeapp.ui.widgets.choice_row import ChoiceRow
from kneeapp.ui.widgets.text import title

if TYPE_CHECKING:
    from kneeapp.ui.services import Services

DAYS, PROGRESS, REPORT, KEEP = "days", "progress", "report", "keep"
_VIEWS = {PROGRESS: "ProgressView", REPORT: "ReportView", KEEP: "KeepView"}
_IDLE_MS = 600


class JournalPage(QWidget):
    """Holds the views; each is built when first wanted.

    Signals:
        check_wanted: the person wants to say where it hurts.
    """

    check_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._cold = ["numpy", "pyqtgraph"]
        self.banner = Banner()
        self.tabs = ChoiceRow(
            {
                DAYS: self.tr("Day by day"),
                PROGRESS: self.tr("How it goes"),
                REPORT: self.tr("For the doctor"),
                KEEP: self.tr("Keep it safe"),
            },
            DAYS,
        )
        self.days_view = DaysView(services)
        self._views: dict[str, QWidget] = {DAYS: self.days_view}
        self._stack = QStackedWidget()
        self._stack.addWidget(self.days_view)
        self._lay_out()
        self.tabs.chosen.connect(self.show_view)
        self.days_view.check_wanted.connect(self.check_wanted)
        self.days_view.said.connect(self.banner.show_message)
        self.banner.action_clicked.connect(self.days_view.undo)
        self.banner.closed.connect(self.days_view.forget)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._warm)

    def shown(self) -> None:
        """Read the journal again."""
        self._refresh()
        trouble = self._services.journal().trouble()
        if trouble:
            self.banner.show_message(trouble, "warning")
        if self._cold:
            self._idle.start()

    @Slot(str)
    def show_view(self, name: str) -> None:
        """Bring one of the views to the front."""
        self._stack.setCurrentWidget(self.view(name))
        self.tabs.choose(name)
        self._refresh()

    def view(self, name: str) -> QWidget:
        """One of the views, built on first use."""
        if name not in self._views:
            module = import_module(f"kneeapp.ui.journal.{name}_view")
            made = getattr(module, _VIEWS[name])(self._services)
            assert isinstance(made, QWidget)
            self._views[name] = made
            self._stack.addWidget(made)
            said = getattr(made, "said", None)
            if said is not None:
                said.connect(self.banner.show_message)
        return self._views[name]

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(*(theme.scaled(n) for n in (24, 16, 24, 4)))
        head.setSpacing(theme.scaled(24))
        head.addWidget(title(self.tr("Journal")))
        head.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignVCenter)
        message = QHBoxLayout()
        message.setContentsMargins(*(theme.scaled(n) for n in (24, 0, 24, 0)))
        message.addWidget(self.banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(4))
        column.addLayout(head)
        column.addLayout(message)
        column.addWidget(self._stack, 1)

    def _refresh(self) -> None:
        shown = getattr(self._stack.currentWidget(), "shown", None)
        if shown is not None:
            shown()

    @Slot()
    def _warm(self) -> None:
        """Load the plotting library while nobody waits for it, a part at a time.

        Not in a thread: PySide does not bear it that two threads make Qt's classes known.
        """
        import_module(self._cold.pop(0))
        if self._cold:
            self._idle.start()
