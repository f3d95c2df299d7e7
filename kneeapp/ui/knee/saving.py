"""Keeping a marked map as a file: a picture, or the places for other programs."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from kneeapp.base.files import write_atomic

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QAction

    from kneeapp.ui.knee.knee_view import KneeView
    from kneeapp.ui.knee.map_picture import Sheet


class What(Enum):
    """What can be saved."""

    VIEW = "view"
    FOUR_VIEWS = "views"
    TABLE = "csv"
    JSON = "json"


class Saving(QObject):
    """The menu of the Save button.

    Signals:
        said(str): what was saved, or why not.
    """

    said = Signal(str)

    def __init__(self, view: KneeView, pressed: QPushButton, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._window = parent
        self._day: date | None = None
        self.menu = QMenu(pressed)
        for what, text in (
            (What.VIEW, self.tr("Picture of this view")),
            (What.FOUR_VIEWS, self.tr("Picture of all 4 sides")),
            (What.TABLE, self.tr("Places as a table (CSV)")),
            (What.JSON, self.tr("Places as JSON")),
        ):
            self.menu.addAction(f"{text} \N{HORIZONTAL ELLIPSIS}").setData(what)
        pressed.setMenu(self.menu)
        self.menu.triggered.connect(self._on_chosen)

    def set_day(self, day: date) -> None:
        """The day that the picture and the file's name bear."""
        self._day = day

    def write(self, what: What, path: Path) -> None:
        """Write the map as it is now.

        Args:
            what: what to write.
            path: where; a picture whose name ends in .svg becomes SVG, any other PNG.

        Raises:
            OSError: the file could not be written.
        """
        write_atomic(path, self._content(what, path))

    def _content(self, what: What, path: Path) -> str | bytes:
        from kneeapp.body import listing  # the first knee need not wait for it

        pain_map = self._view.model.map
        match what:
            case What.TABLE:
                return listing.to_csv(pain_map).encode("utf-8-sig")
            case What.JSON:
                return listing.to_json(pain_map)
            case What.VIEW | What.FOUR_VIEWS:
                sheet = self._sheet(four=what is What.FOUR_VIEWS)
                return sheet.svg() if path.suffix.lower() == ".svg" else sheet.png()

    def _sheet(self, *, four: bool) -> Sheet:
        from kneeapp.ui.knee import map_picture

        model, table = self._view.model, self._view.table
        if four:
            rows = map_picture.four_views(table, model.map, model.side)
        else:
            rows = map_picture.one_view(table, model.side, self._view.turning.goal)
        day = "" if self._day is None else f"{self._day.day} {self._day:%B %Y}"
        heading = self.tr("Where it hurts, {day}").format(day=day)
        return map_picture.Sheet(table, self._view.pictures, model.map, rows, heading)

    @Slot(object)
    def _on_chosen(self, action: QAction) -> None:
        what = action.data()
        kinds = {
            What.TABLE: self.tr("Table (*.csv)"),
            What.JSON: self.tr("JSON (*.json)"),
        }.get(what, self.tr("Picture (*.png);;Drawing (*.svg)"))
        ending = {What.TABLE: "csv", What.JSON: "json"}.get(what, "png")
        day = "" if self._day is None else f"-{self._day:%Y-%m-%d}"
        name, kind = QFileDialog.getSaveFileName(
            self._window, action.text(), f"my-knee{day}.{ending}", kinds
        )
        if name:
            self._save(what, _with_ending(Path(name), "svg" if "svg" in kind else ending))

    def _save(self, what: What, path: Path) -> None:
        try:
            self.write(what, path)
        except OSError as error:
            reason = error.strerror or str(error)
            self.said.emit(self.tr("This could not be saved: {reason}.").format(reason=reason))
        else:
            self.said.emit(self.tr("Saved: {file}").format(file=path.name))


def _with_ending(path: Path, ending: str) -> Path:
    """As named; a name without an ending gets the one of its kind."""
    return path if path.suffix else path.with_suffix(f".{ending}")
