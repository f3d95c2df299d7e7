"""Routines: find one, read what it asks, start it, print it; copy and change one, take files in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kneeapp.base.errors import UserError
from kneeapp.base.paths import ROUTINES, routines
from kneeapp.base.side import Side
from kneeapp.flow import own, own_routines, routine_index
from kneeapp.flow.course import log as course_log
from kneeapp.flow.course.plan import first_routine
from kneeapp.flow.visit.choice import with_own_times
from kneeapp.flow.visit.sore import sore_side
from kneeapp.routine.timeline import Choices, compile_timeline
from kneeapp.ui import theme
from kneeapp.ui.programme.words import phase_lines
from kneeapp.ui.routines import words
from kneeapp.ui.routines.listing import RoutineList
from kneeapp.ui.routines.own_files import OwnFiles
from kneeapp.ui.routines.preview import Preview
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.choice_row import ChoiceRow
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.text import Label, muted

if TYPE_CHECKING:
    from pathlib import Path

    from kneeapp.flow.own_routines import Draft
    from kneeapp.routine.model import Routine
    from kneeapp.routine.timeline import Timeline
    from kneeapp.ui.routines.editor import Editor
    from kneeapp.ui.routines.printing import RoutinePrint
    from kneeapp.ui.services import Services


class RoutinesPage(QWidget):
    """A list on the left, what is chosen on the right; a form in their place while one is changed.

    Signals:
        start_wanted(str, object): the id of a routine to play, and the sore Side.
        programme_wanted(str): a programme is to be shown.
        delete_wanted(object): the Line of something of the person's own; to be asked once more.
    """

    start_wanted = Signal(str, object)
    programme_wanted = Signal(str)
    delete_wanted = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._side = Side.BOTH
        self._side_chosen = False
        self.editor: Editor | None = None
        self.paper: RoutinePrint | None = None
        self.listing = RoutineList()
        self.preview = Preview()
        self.files = OwnFiles(self._folder)
        self.sides = ChoiceRow(
            {
                Side.LEFT: self.tr("Left"),
                Side.RIGHT: self.tr("Right"),
                Side.BOTH: self.tr("Both or none"),
            },
            Side.BOTH,
        )
        self.ask_side = Label(self.tr("Which knee is sore?"), wrap=False)
        self.start = button(self.tr("Start"), "primary")
        self.look = button(self.tr("Look at this programme"), "primary")
        self.print_it = button(self.tr("Print"), "chip")
        self.change = button(self.tr("Copy and change"), "chip")
        self.delete = button(self.tr("Delete"), "chip")
        self.length = muted("")
        self.none = muted(self.tr("Nothing fits. Clear the search, or choose Everything and Any."))
        self.views = QStackedWidget()
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Read the library the first time, and put the focus on the list."""
        self._preset_side()
        self._fill()
        focus = self.listing.list if self.editor is None else self.editor.name
        focus.setFocus()

    def leave(self) -> None:
        """The window closes."""
        self.preview.close_pictures()
        if self.paper is not None:
            self.paper.close()

    def in_use(self) -> bool:
        """Whether a form is open that must not be thrown away."""
        return self.editor is not None

    @property
    def _folder(self) -> Path:
        return self._services.data_dir / ROUTINES

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        browse = QWidget()
        row = QHBoxLayout(browse)
        row.setContentsMargins(*(theme.scaled(n) for n in (24, 16, 24, 20)))
        row.setSpacing(theme.scaled(20))
        row.addLayout(self._make_left(), 38)
        row.addWidget(self._make_card(), 62)
        self.views.addWidget(browse)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.views)

    def _make_left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(theme.scaled(10))
        left.addWidget(self.listing, 1)
        left.addWidget(self.files)
        return left

    def _make_card(self) -> Card:
        card = Card()
        card.body.addWidget(self.preview, 1)
        card.body.addWidget(self.none)
        side = QHBoxLayout()
        side.setSpacing(theme.scaled(12))
        side.addWidget(self.ask_side)
        side.addWidget(self.sides, 1)
        foot = FlowLayout(spacing=theme.scaled(10))
        for part in (self.start, self.look, self.print_it, self.change, self.delete):
            foot.addWidget(part)
        card.body.addLayout(side)
        card.body.addWidget(self.length)
        card.body.addLayout(foot)
        return card

    def _connect(self) -> None:
        self.listing.chosen.connect(self._show_chosen)
        self.listing.activated.connect(self._begin)
        self.sides.chosen.connect(self._choose_side)
        self.start.clicked.connect(self._begin)
        self.look.clicked.connect(self._begin)
        self.preview.programme_wanted.connect(self.programme_wanted)
        self.print_it.clicked.connect(self._print)
        self.change.clicked.connect(self._edit)
        self.delete.clicked.connect(self._ask_to_delete)
        self.files.new.clicked.connect(self._make_new)
        self.files.taken_in.connect(self.read_again)
        self.files.refused.connect(self._tell)

    # ------------------------------------------------------------------ choosing
    def _fill(self) -> None:
        library = self._services.library()
        settings, side = self._services.settings, self._side
        lines = routine_index.lines(library, settings, self._folder, side)
        self.listing.show_lines(routine_index.followed_first(lines, self._followed()))
        self.files.show_problems(map(str, library.problems))

    def _followed(self) -> tuple[str, ...]:
        """The programmes under way, the newest first."""
        journal = self._services.journal()
        if not own.follows_programme(journal):
            return ()
        today = self._services.clock.wall().date()
        courses = course_log.courses(journal, self._services.library(), today)
        return tuple(each.programme.id for each in courses)

    def _compile(self, routine: Routine) -> Timeline:
        choices = with_own_times(Choices(side=self._side), self._services.settings)
        return compile_timeline(routine, self._services.library(), choices)

    def _routine(self) -> Routine | None:
        line = self.listing.current()
        if line is None or line.programme:
            return None
        return self._services.library().routines.get(line.id)

    @Slot()
    def _show_chosen(self) -> None:
        line, routine = self.listing.current(), self._routine()
        is_programme = line is not None and line.programme
        for part in (
            self.start, self.length, self.print_it, self.change, self.sides, self.ask_side
        ):  # fmt: skip
            part.setVisible(routine is not None)
        self.look.setVisible(is_programme)
        self.delete.setVisible(line is not None and line.own)
        self.preview.setVisible(line is not None)
        self.none.setVisible(line is None)
        if routine is not None:
            self._show_routine(routine)
        elif line is not None:
            library, settings = self._services.library(), self._services.settings
            programme = library.programmes[line.id]
            phases = phase_lines(programme, None, library, settings)
            first = first_routine(programme, library)
            timeline = self._compile(first) if first is not None else None
            self.preview.show_programme(programme, phases, timeline, library)

    def _show_routine(self, routine: Routine) -> None:
        self.preview.show_routine(routine, self._compile(routine), self._services.library())
        self.length.setText(self._length(routine))
        line = self.listing.current()
        own = line is not None and line.own
        self.change.setText(self.tr("Change") if own else self.tr("Copy and change"))

    def _length(self, routine: Routine) -> str:
        library, settings = self._services.library(), self._services.settings
        choices = Choices(side=self._side)
        timed = routine_index.length(routine, library, with_own_times(choices, settings))
        if timed.resting:
            return timed.words
        return words.length(*routine_index.lengths(routine, library, choices, settings))

    @Slot(str)
    def _choose_side(self, side: str) -> None:
        self._side, self._side_chosen = Side(side), True
        self.ask_side.setText(self.tr("Which knee is sore?"))
        self._fill()

    def _preset_side(self) -> None:
        """The knee of the last check, until another one is chosen here."""
        if self._side_chosen:
            return
        self._side = sore_side(self._services.journal())
        self.sides.choose(self._side)
        known = self._side is not Side.BOTH
        as_known = self.tr("Which knee is sore? As in your last check:")
        self.ask_side.setText(as_known if known else self.tr("Which knee is sore?"))

    @Slot()
    def _begin(self) -> None:
        line = self.listing.current()
        if line is None:
            return
        if line.programme:
            self.programme_wanted.emit(line.id)
        else:
            self.start_wanted.emit(line.id, self._side)

    # ------------------------------------------------------------------ paper and files
    @Slot()
    def _print(self) -> None:
        from kneeapp.ui.routines.paper import printed
        from kneeapp.ui.routines.printing import RoutinePrint

        routine = self._routine()
        if routine is None:
            return
        library = self._services.library()
        sheet = printed(routine, self._compile(routine), library, self._length(routine))
        sheet = replace(sheet, left=self._side is Side.LEFT)
        self.print_it.setEnabled(False)
        self.print_it.setText(self.tr("Making the pages"))
        self.paper = RoutinePrint(sheet, self)
        self.paper.made.connect(self._on_printed)
        self.paper.start()

    @Slot()
    def _on_printed(self) -> None:
        self.print_it.setEnabled(True)
        self.print_it.setText(self.tr("Print"))

    @Slot()
    def _edit(self) -> None:
        line = self.listing.current()
        if line is None or line.programme:
            return
        library = self._services.library()
        try:
            draft = own_routines.draft(library, line.id, self._folder)
        except UserError as error:
            self._tell(error)
            return
        self._open_editor(draft)

    @Slot()
    def _make_new(self) -> None:
        self._open_editor(own_routines.blank(self._services.library()))

    def _open_editor(self, draft: Draft) -> None:
        from kneeapp.ui.routines.editor import Editor

        self.editor = Editor(draft, self._services.library(), self._folder, routines())
        self.editor.saved.connect(self._on_saved)
        self.editor.cancelled.connect(self._close_editor)
        self.views.addWidget(self.editor)
        self.views.setCurrentWidget(self.editor)
        self.editor.name.setFocus()

    @Slot(str)
    def _on_saved(self, routine: str) -> None:
        self._close_editor()
        self.read_again(routine)

    @Slot()
    def _close_editor(self) -> None:
        if self.editor is not None:
            self.views.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None
        self.listing.list.setFocus()

    @Slot(str)
    def read_again(self, choose: str = "") -> None:
        """The files have changed; choose one of them, or what is now where the choice was."""
        row = self.listing.list.currentRow()
        self._services.forget_library()
        self._fill()
        if choose:
            self.listing.choose(choose)
        else:
            self.listing.list.setCurrentRow(min(row, self.listing.list.count() - 1))
        self.listing.list.setFocus()

    @Slot()
    def _ask_to_delete(self) -> None:
        line = self.listing.current()
        if line is not None:
            self.delete_wanted.emit(line)

    @Slot(object)
    def _tell(self, error: UserError) -> None:
        self._services.problem_found.emit(f"{error.text} {error.hint}".strip())
