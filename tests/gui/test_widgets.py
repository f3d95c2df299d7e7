"""Widgets that many pages share: columns as high as their words, banners, the sheet."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kneeapp.ui.style_sheet import style_sheet
from kneeapp.ui.tokens import CONTRAST, DARK, LIGHT
from kneeapp.ui.widgets.banner import Banner
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.page import ScrollColumn
from kneeapp.ui.widgets.text import Label

LONG = "A sentence that takes several lines when the column is narrow, and one when it is wide. "


@pytest.fixture
def column(qtbot):
    made = ScrollColumn()
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def squeezed(column):
    labels = column.widget().findChildren(Label)
    return [each for each in labels if each.height() < each.heightForWidth(each.width())]


def test_what_is_added_later_is_not_squeezed_into_the_height_of_before(column, qtbot):
    for _ in range(3):
        card = Card("Heading")
        for _ in range(4):
            card.body.addWidget(Label(LONG * 3))
        column.body.addWidget(card)
        qtbot.waitUntil(lambda: not squeezed(column))
    sheet = column.widget()
    qtbot.waitUntil(
        lambda: sheet.height() == sheet.layout().totalHeightForWidth(sheet.width()) > 300
    )
    assert column.verticalScrollBar().maximum() == sheet.height() - column.viewport().height()


def test_columns_side_by_side_leave_no_hole_under_them(column, qtbot):
    row, left = QWidget(), Card("Left")
    beside = QHBoxLayout(row)
    for _ in range(6):
        left.body.addWidget(Label(LONG))
    beside.addWidget(left, 1)
    beside.addWidget(Card("Right"), 1)
    last = QPushButton("Done")
    column.body.addWidget(row)
    column.body.addWidget(last)
    column.body.addStretch(1)
    qtbot.waitUntil(lambda: left.height() > 0 and last.y() > left.height())
    assert last.y() - left.height() < 60


@pytest.mark.parametrize("closable", [True, False])
def test_a_banner_that_asks_for_a_yes_has_no_second_way_out(qtbot, closable):
    banner = Banner(closable=closable)
    qtbot.addWidget(banner)
    banner.show_message("A sentence.", action="I understand")
    words = [b.text() for b in banner.findChildren(QPushButton) if b.isVisibleTo(banner)]
    assert words == (["I understand", "Close"] if closable else ["I understand"])


@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST])
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_the_sheet_fills_in_every_name_and_every_size(colours, scale):
    sheet = style_sheet(colours, scale)
    assert "$" not in sheet
    assert f"placeholder-text-color: {colours.text_muted.name()}" in sheet
