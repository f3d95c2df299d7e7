"""The window: pages on first use, banners, settings that take effect, a place that is kept."""

from __future__ import annotations

import os
import stat

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kneeapp.base.errors import UserError
from kneeapp.base.settings import Settings, load
from kneeapp.ui import theme
from kneeapp.ui.bug_report import BugDialog
from kneeapp.ui.main_window import MainWindow
from kneeapp.ui.services import Services
from kneeapp.ui.shell import PAGES
from kneeapp.ui.tokens import LIGHT, by_name


@pytest.fixture
def window(qtbot, services):
    made = MainWindow(services)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def shell(window):
    return window.shell


def _place(shell, name):
    return next(b for b in shell._places.buttons() if b.objectName() == name)


def test_the_first_paint_is_a_sketch_and_the_page_follows(window, qtbot):
    qtbot.waitUntil(lambda: window._shell is not None)
    assert window.centralWidget() is window.shell
    assert window.shell.current_page() == "home"
    assert not window.windowIcon().pixmap(64).isNull()


@pytest.mark.parametrize("name", ["system", "light", "dark", "contrast"])
def test_the_sketch_shows_the_theme(qtbot, clock, tmp_path, name):
    services = Services(clock, tmp_path)
    services.save_settings(Settings(theme=name, text_percent=150))
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.resize(900, 600)
    image = window.grab().toImage()
    expected = by_name(name) or LIGHT
    assert image.pixelColor(5, 500) == expected.background
    assert image.pixelColor(5, 5) == expected.surface


def test_only_the_first_page_is_built_at_start(shell):
    assert set(shell._built) == {"home"}


def test_the_bar_and_its_keys_lead_to_the_pages(shell, qtbot):
    qtbot.mouseClick(_place(shell, "journal"), Qt.MouseButton.LeftButton)
    assert shell.current_page() == "journal"
    _place(shell, "settings").click()
    assert shell.current_page() == "settings"
    assert [b.isChecked() for b in shell._places.buttons()] == [False, False, False, False, True]


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("knee", "home"),
        ("questions", "home"),
        ("answer", "home"),
        ("programme", "routines"),
        ("journal", "journal"),
    ],
)
def test_the_bar_marks_the_place_a_page_belongs_to(shell, page, place):
    shell.show_page(page)
    assert [each.objectName() for each in shell._places.buttons() if each.isChecked()] == [place]


def test_every_page_opens(shell):
    assert shell.visit_every_page() == len(PAGES)


def test_the_first_notice_stays_away_once_it_was_understood(shell, qtbot, services, tmp_path):
    qtbot.waitUntil(shell._notice.isVisible)
    shell._notice.action_clicked.emit()
    assert not shell._notice.isVisible()
    kept, _ = load(tmp_path / "data" / "settings.json")
    assert kept.notice_seen


def test_a_theme_takes_effect_and_pages_out_of_sight_are_made_anew(shell, services, qtbot):
    shell.show_page("routines")
    page = shell.show_page("settings")
    before = shell.built("routines")
    qtbot.mouseClick(page.look.theme.findChild(object, "dark"), Qt.MouseButton.LeftButton)
    assert theme.tokens().dark
    assert shell.built("routines") is None
    assert shell.page("routines") is not before
    qtbot.mouseClick(page.look.theme.findChild(object, "light"), Qt.MouseButton.LeftButton)
    assert not theme.tokens().dark


def test_text_size_grows_the_letters(shell, services, qtbot):
    page = shell.show_page("settings")
    before = QApplication.font().pointSizeF()
    page.look.text.slider.setValue(15)
    assert QApplication.font().pointSizeF() == pytest.approx(before * 1.5)
    page.look.text.slider.setValue(10)


def test_settings_that_cannot_be_saved_still_work_and_say_so(shell, services, qtbot, tmp_path):
    (tmp_path / "data").rmdir() if (tmp_path / "data").exists() else None
    services.data_dir = tmp_path / "file" / "data"
    (tmp_path / "file").write_text("in the way")
    page = shell.show_page("settings")
    page.sound.beeps.click()
    assert services.settings.beeps is False
    assert shell._banner.isVisible()
    assert "could not be saved" in shell._banner.text()


def test_a_bug_is_logged_and_shown_to_copy(window, qtbot, caplog):
    with pytest.raises(ZeroDivisionError) as caught:
        1 / 0  # noqa: B018 - the bug
    window.report_bug(caught.type, caught.value, caught.tb)
    dialog = window.findChild(BugDialog)
    assert dialog.isVisible()
    dialog.copy()
    assert "ZeroDivisionError" in QApplication.clipboard().text()
    dialog.close()
    caplog.clear()


def test_what_the_person_can_mend_is_a_banner_not_a_bug(window, shell):
    error = UserError("The knee pictures cannot be read.", hint="Install Kneeapp again.")
    window.report_bug(UserError, error, None)
    assert shell._banner.text() == "The knee pictures cannot be read. Install Kneeapp again."
    assert window.findChild(BugDialog) is None


def test_the_log_is_private(shell, qtbot, tmp_path):
    log = tmp_path / "data" / "logs" / "kneeapp.log"
    qtbot.waitUntil(log.exists)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="POSIX modes")
def test_nothing_is_readable_by_others_after_a_visit(shell, services, tmp_path, qtbot):
    shell.visit_every_page()
    services.save_settings(Settings(theme="light"))
    kept = [p for p in (tmp_path / "data").rglob("*") if p.is_file()]
    assert kept
    assert all(stat.S_IMODE(p.stat().st_mode) & 0o077 == 0 for p in kept)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_under_the_focus_as_space_does(shell, key):
    place = _place(shell, "routines")
    place.setFocus()
    QTest.keyClick(place, key)
    assert shell.current_page() == "routines"
