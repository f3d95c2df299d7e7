"""Learn: topics, an instant search, links and the way back, by keys too, never cut off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from kneeapp.base.settings import Settings
from kneeapp.guidance import learn
from kneeapp.ui import theme
from kneeapp.ui.learn_page import LearnPage
from kneeapp.ui.services import Services
from kneeapp.ui.shell import Shell


@pytest.fixture
def page(qtbot, clock, tmp_path):
    made = LearnPage(Services(clock, tmp_path))
    qtbot.addWidget(made)
    made.resize(1280, 740)
    made.show()
    made.shown()
    qtbot.waitUntil(made.reading.is_complete)
    return made


def _shown(page):
    return [view.card.id for view in page.reading.cards]


def _link(page, name):
    return next(b for b in page.reading.findChildren(QPushButton) if b.objectName() == name)


def _texts(page):
    return [label.text() for label in page.reading.findChildren(QLabel)]


def _choose(page, qtbot, topic):
    page.topics.setCurrentRow([t.id for t in learn.topics()].index(topic))
    qtbot.waitUntil(page.reading.is_complete)


def test_it_begins_with_the_first_topic_and_the_search_ready(page):
    assert page.topics.count() == len(learn.topics()) + 1
    assert _shown(page) == [card.id for card in learn.topics()[0].cards]
    assert page.reading.back is None


def test_while_cards_are_added_those_above_keep_their_height(page):
    page.topics.setCurrentRow(len(learn.topics()) - 1)
    page.topics.setCurrentRow(0)
    first, seen = page.reading.cards[0], 0
    while not page.reading.is_complete():
        QApplication.processEvents()
        assert first.height() >= first.layout().totalHeightForWidth(first.width())
        seen += 1
    assert seen > len(page.reading.cards)


def test_nothing_is_read_before_it_is_shown(qtbot, clock, tmp_path):
    learn.topics.cache_clear()
    made = LearnPage(Services(clock, tmp_path))
    qtbot.addWidget(made)
    assert learn.topics.cache_info().currsize == 0
    assert made.topics.count() == 0


def test_a_topic_shows_its_cards_with_grades_in_words(page, qtbot):
    _choose(page, qtbot, "said")
    assert "home-ointments" in _shown(page)
    texts = _texts(page)
    assert "Could harm" in texts
    assert "Not supported" in texts
    assert "“Ointments of celandine or mustard powder help sore knees.”" in texts


def test_typing_finds_at_once_and_clearing_leads_back(page, qtbot):
    _choose(page, qtbot, "relief")
    qtbot.keyClicks(page.search, "vodka")
    assert _shown(page) == ["flower-compress"]
    assert "1 card found" in _texts(page)
    assert page.topics.currentRow() == -1
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    assert _shown(page)[0] == "cold"


def test_nothing_found_says_what_to_try(page, qtbot):
    qtbot.keyClicks(page.search, "zzz")
    assert _shown(page) == []
    assert any("Try another word" in text for text in _texts(page))


def test_a_search_while_searching_keeps_one_way_back(page, qtbot):
    qtbot.keyClicks(page.search, "ice")
    page.search.clear()
    qtbot.keyClicks(page.search, "shoes")
    page.search.clear()
    assert _shown(page)[0] == learn.topics()[0].cards[0].id
    assert page.reading.back is None


def test_a_link_shows_the_card_alone_and_back_returns(page, qtbot):
    _choose(page, qtbot, "relief")
    qtbot.mouseClick(_link(page, "leg-up"), Qt.MouseButton.LeftButton)
    assert _shown(page) == ["leg-up"]
    assert page.topics.currentItem().text() == "Easing the pain"
    assert page.reading.back.hasFocus()
    qtbot.keyClick(page.reading.back, Qt.Key.Key_Space)
    qtbot.waitUntil(page.reading.is_complete)
    assert len(_shown(page)) > 1


def test_a_click_on_the_topic_leads_from_one_card_to_all_of_it(page, qtbot):
    page.open_card("leg-up")
    page.topics.itemClicked.emit(page.topics.currentItem())
    assert _shown(page)[0] == "cold"
    assert page.reading.back is None


def test_from_an_answer_a_cause_opens_and_back_leads_to_the_answer(qtbot, clock, tmp_path):
    services = Services(clock, tmp_path / "data")
    shell = Shell(services)
    qtbot.addWidget(shell)
    shell.show()
    answer = shell.show_page("answer")
    answer.learn_wanted.emit("iliotibial_band")
    assert shell.current_page() == "learn"
    learn_page = shell.built("learn")
    assert _shown(learn_page) == ["cause:iliotibial_band"]
    learn_page.reading.back.click()
    assert shell.current_page() == "answer"
    shell.show_page("learn")
    assert _shown(learn_page)[0] == learn.topics()[0].cards[0].id
    services.close()


def test_a_cause_opens_from_a_place(page, qtbot):
    page.open_card("outer-side")
    qtbot.mouseClick(_link(page, "cause:iliotibial_band"), Qt.MouseButton.LeftButton)
    assert _shown(page) == ["cause:iliotibial_band"]
    assert "What often helps" in _texts(page)
    assert _link(page, "outer-side").text() == "Outer side"


def test_all_causes_are_closed_until_opened(page, qtbot):
    page.topics.setCurrentRow(page.topics.count() - 1)
    qtbot.waitUntil(page.reading.is_complete)
    first = page.reading.cards[0]
    assert first.view is None
    first.head.click()
    assert first.view is not None
    assert first.is_open()
    first.head.click()
    assert not first.is_open()


def test_routines_and_places_are_asked_for(page, qtbot):
    page.open_card("cold")
    with qtbot.waitSignal(page.routine_wanted) as routine:
        _link(page, "acute-help").click()
    assert routine.args == ["acute-help"]
    page.open_card("warning-signs")
    with qtbot.waitSignal(page.page_wanted) as place:
        _link(page, "home").click()
    assert place.args == ["home"]


def test_sources_open_on_request(page, qtbot):
    page.open_card("cold")
    card = page.reading.cards[0]
    assert not card.known.is_open()
    qtbot.keyClick(card.known.head, Qt.Key.Key_Space)
    assert card.known.is_open()
    assert any(text.startswith("P36: NHS sprains") for text in _texts(page))


def test_a_picture_is_shown_where_there_is_one(page, qtbot):
    page.open_card("cold")
    qtbot.waitUntil(page.reading.is_complete)
    picture = page.reading.cards[0].picture
    assert picture.isVisible()
    assert "cold pack" in picture.accessibleName()


def test_keys_alone_are_enough(page, qtbot):
    qtbot.keyClick(page.topics, Qt.Key.Key_Down)
    qtbot.waitUntil(page.reading.is_complete)
    assert _shown(page)[0] == learn.topics()[1].cards[0].id
    qtbot.keyClick(page.topics, Qt.Key.Key_Return)
    assert page.reading.cards[0].known.head.hasFocus()
    bar = page.reading.column.verticalScrollBar()
    qtbot.keyClick(page, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(page, Qt.Key.Key_Home)
    assert bar.value() == 0
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()


def test_no_topic_is_cut_off(page):
    page.resize(700, 600)
    metrics = page.topics.fontMetrics()
    line = metrics.height()
    for row in range(page.topics.count()):
        item = page.topics.item(row)
        lines = metrics.horizontalAdvance(item.text()) / page.topics.viewport().width()
        assert page.topics.visualItemRect(item).height() >= line * max(1, round(lines))


def test_everything_has_a_name(page):
    assert page.search.accessibleName()
    assert page.topics.accessibleName()
    for view in page.reading.cards:
        assert view.accessibleName() == view.card.title


@pytest.mark.parametrize(("percent", "wide"), [(100, 1280), (200, 1280), (150, 900)])
def test_no_card_is_squeezed_or_wider_than_the_page(qtbot, clock, tmp_path, percent, wide):
    """Cards come one after another; the column must grow with them."""
    app = QApplication.instance()
    theme.apply(app, Settings(text_percent=percent))
    made = LearnPage(Services(clock, tmp_path))
    qtbot.addWidget(made)
    made.resize(wide, 690)
    made.show()
    made.shown()
    for topic in ("doctor", "places", "prevention"):
        _choose(made, qtbot, topic)
        qtbot.wait(1)
        width = made.reading.column.viewport().width()
        for view in made.reading.cards:
            assert view.height() >= view.heightForWidth(view.width()), view.card.id
            assert view.width() <= width, view.card.id
    theme.apply(app, Settings())
