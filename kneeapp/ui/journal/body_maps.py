"""Where it hurt, check after check: small pictures of the same knee, what changed, and a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kneeapp.base.paths import assets
from kneeapp.base.side import Side
from kneeapp.body.turntable import Turntable
from kneeapp.flow.progress import body_change
from kneeapp.ui import theme
from kneeapp.ui.journal import knee_picture
from kneeapp.ui.journal.words_table import WordsTable
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.flow_layout import FlowLayout
from kneeapp.ui.widgets.text import Label, small

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kneeapp.body.marks import PainMap

MOST_MAPS = 5
_HEIGHT = 210
_LEAST_TO_COMPARE = 2


class BodyMapsCard(Card):
    """The newest maps, oldest first, and the difference of the last two."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._table: Turntable | None = None
        self._shown: list[tuple[datetime, PainMap]] = []
        self.words = WordsTable(self.tr("Pain place by place"))
        self.words.stretched = 0
        self._inside = QWidget()
        self.body.addWidget(self._inside)

    def show_maps(self, maps: Sequence[tuple[datetime, PainMap]]) -> None:
        """Show the newest of these, oldest first; nothing without one."""
        kept = [each for each in maps if each[1].marks or each[1].areas][-MOST_MAPS:]
        self.setVisible(bool(kept))
        if kept == self._shown:
            return
        self._shown = kept
        old, self._inside = self._inside, QWidget()
        self.words = WordsTable(self.tr("Pain place by place"))
        self.words.stretched = 0
        self.body.replaceWidget(old, self._inside)
        old.hide()
        old.deleteLater()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(12))
        if not kept:
            return
        for side in (Side.RIGHT, Side.LEFT):
            self._add_side(column, kept, side)
        self._add_words(column, kept)

    def _add_side(
        self, column: QVBoxLayout, maps: Sequence[tuple[datetime, PainMap]], side: Side
    ) -> None:
        table = self._turntable()
        marked = [pain_map for _, pain_map in maps]
        if not any(knee_picture.shows(table, each, side) for each in marked):
            return
        step = knee_picture.best_step(table, marked, side)
        row = FlowLayout(spacing=theme.scaled(12))
        for at, pain_map in maps:
            look = knee_picture.strengths(table, pain_map, side)
            row.addWidget(self._tile(_day(at), look, side, step))
        if len(maps) >= _LEAST_TO_COMPARE:
            look = self._difference(marked[-2], marked[-1], side)
            row.addWidget(self._tile(self.tr("What changed"), look, side, step))
        names = {Side.RIGHT: self.tr("Your right knee"), Side.LEFT: self.tr("Your left knee")}
        column.addWidget(Label(names[side], "strong"))
        column.addLayout(row)

    def _tile(self, name: str, look: knee_picture.Look, side: Side, step: int) -> QWidget:
        tile = QWidget()
        column = QVBoxLayout(tile)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.scaled(4))
        picture = QLabel()
        ratio = self.devicePixelRatioF()
        height = round(theme.scaled(_HEIGHT) * ratio)
        image = knee_picture.picture(self._turntable(), look, side, step, height)
        image.setDevicePixelRatio(ratio)
        picture.setPixmap(QPixmap.fromImage(image))
        picture.setAccessibleName(name)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(Label(name, "small", wrap=False), 0, Qt.AlignmentFlag.AlignHCenter)
        return tile

    def _difference(self, before: PainMap, after: PainMap, side: Side) -> knee_picture.Look:
        table, colours = self._turntable(), theme.tokens()
        shade = {True: colours.good, False: colours.danger, None: colours.outline}
        return knee_picture.Look(
            {
                change.place: shade[change.better]
                for change in body_change.compare(before, after)
                if change.side is side and change.place in table.number_of
            }
        )

    def _add_words(self, column: QVBoxLayout, maps: Sequence[tuple[datetime, PainMap]]) -> None:
        if len(maps) >= _LEAST_TO_COMPARE:
            changes = body_change.compare(maps[-2][1], maps[-1][1])
            said = self.tr("Since {day}: {changes}.")
            words = "; ".join(change.words for change in changes)
            column.addWidget(Label(said.format(day=_day(maps[-2][0]), changes=words)))
            column.addWidget(
                small(self.tr("Green: less or gone. Red: more or new. Grey: as before."))
            )
        rows = body_change.place_table([pain_map for _, pain_map in maps])
        heads = [self.tr("Place"), *(_day(at) for at, _ in maps)]
        self.words.show_rows(heads, [(name, *cells) for name, cells in rows])
        self.words.setFixedHeight(self.words.sizeHint().height())
        column.addWidget(self.words)

    def _turntable(self) -> Turntable:
        if self._table is None:
            self._table = Turntable.load(assets() / "knee")
        return self._table


def _day(at: datetime) -> str:
    return QLocale().toString(QDate(at.year, at.month, at.day), "d MMM yyyy")
