"""The handle of a slider is round at every text size, with and without the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QStyle, QStyleOptionSlider, QWidget

from kneeapp.base.settings import Settings
from kneeapp.ui import theme
from kneeapp.ui.widgets.calm import CalmSlider


@pytest.fixture(autouse=True)
def usual_text_afterwards(qapp):
    yield
    theme.apply(qapp, Settings())


def handle_of(slider):
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    slide, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
    return slider.style().subControlRect(slide, option, part, slider)


@pytest.mark.parametrize("direction", list(Qt.Orientation))
def test_the_handle_is_round_at_every_text_size(qapp, qtbot, direction):
    window = QWidget()
    slider, other = CalmSlider(direction, window), QPushButton(window)
    slider.setValue(50)
    qtbot.addWidget(window)
    slider.resize(300, 300)
    window.resize(300, 300)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    square = []
    for percent in range(80, 201, 10):
        theme.apply(qapp, Settings(text_percent=percent))
        for focused in (False, True):
            (slider if focused else other).setFocus()
            QApplication.processEvents()
            assert slider.hasFocus() is focused
            box, picture = handle_of(slider), slider.grab().toImage()
            colours = (theme.tokens().focus, theme.tokens().accent)
            corners = (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight())
            assert picture.pixelColor(box.center()) == theme.tokens().accent
            if box.width() != box.height() or any(
                picture.pixelColor(p) in colours for p in corners
            ):
                square.append((percent, focused, box.width(), box.height()))
    assert not square
