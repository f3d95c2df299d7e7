"""Every setting takes effect at once and is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QSlider

from kneeapp.base.settings import load
from kneeapp.ui.audio.sound import Sound
from kneeapp.ui.audio.speaker import MOCK
from kneeapp.ui.audio.voice import VoiceKind, VoiceState
from kneeapp.ui.services import Services
from kneeapp.ui.settings.voice import SAMPLES
from kneeapp.ui.settings_page import SettingsPage
from tests.gui.test_sound import Helpers


@pytest.fixture
def helpers():
    return Helpers()


@pytest.fixture
def services(qapp, clock, tmp_path, helpers):
    made = Services(clock, tmp_path / "data")
    made._sound = Sound(made, helpers)
    yield made
    made.close()


@pytest.fixture
def page(qtbot, services, helpers):
    made = SettingsPage(services)
    qtbot.addWidget(made)
    made.resize(1280, 740)
    made.show()
    made.shown()
    helpers.last.told.emit({"open": True})
    return made


def kept(services):
    settings, problem = load(services.data_dir / "settings.json")
    assert problem == ""
    return settings


def click(widget):
    from PySide6.QtTest import QTest

    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def chip(row, key):
    return row.findChild(object, key)


def beeps(helpers):
    return [(o["beep"], o["volume"]) for o in helpers.last.orders if "beep" in o]


def test_the_test_beep_is_heard_at_the_chosen_loudness(page, services, helpers):
    click(page.sound.try_beep)
    page.sound.volume.slider.setValue(4)
    assert kept(services).volume == 20
    assert beeps(helpers) == [("start", 70), ("start", 20)]


def test_beeps_can_be_turned_off(page, services):
    page.sound.beeps.click()
    assert kept(services).beeps is False
    assert not page.sound.try_beep.isEnabled()


def test_without_any_sound_it_says_so_and_the_tests_are_closed(page, helpers):
    helpers.last.told.emit({"failed": True})
    assert "You will see a flash" in page.sound.note.text()
    assert not page.sound.try_beep.isEnabled()
    assert not page.voice.try_voice.isEnabled()


def test_each_amount_of_talk_can_be_tried(page, services, helpers):
    for talk in ("little", "normal", "full"):
        click(chip(page.voice.talk, talk))
        assert kept(services).talk == talk
        click(page.voice.try_voice)
        assert helpers.last.orders[-1]["words"] == SAMPLES[talk]
        assert services.voice().speech().length_ms(SAMPLES[talk]) > 1_000


def test_the_computers_voice_is_chosen_with_its_voices(page, services, qtbot):
    services.save_settings(replace(services.settings, voice_engine=MOCK))
    assert page.voice._voice_row.isHidden()
    click(chip(page.voice.kind, VoiceKind.SYSTEM.value))
    qtbot.waitUntil(lambda: services.voice().state is VoiceState.READY, timeout=20_000)
    assert kept(services).voice_kind == "system"
    names = services.voice().voices
    assert [page.voice.voices.itemText(i) for i in range(1, page.voice.voices.count())] == names
    assert page.voice._voice_row.isVisible()
    page.voice.voices.activated.emit(1)
    assert kept(services).voice_name == names[0]
    page.voice.voices.activated.emit(0)
    assert kept(services).voice_name == ""


def test_no_voice_hides_what_belongs_to_it(page, services):
    click(chip(page.voice.kind, "off"))
    assert kept(services).voice is False
    assert services.voice().state is VoiceState.ASLEEP
    assert not page.voice.talk.isVisible()
    click(chip(page.voice.kind, VoiceKind.OWN.value))
    assert (kept(services).voice, kept(services).voice_kind) == (True, "own")
    assert services.voice().state is VoiceState.READY
    assert page.voice.talk.isVisible()


def test_an_engine_is_chosen_where_there_are_several(page, services, monkeypatch):
    renewed = []
    monkeypatch.setattr(services.voice(), "renew", lambda: renewed.append(1))
    services.voice().engines = ["one", "two"]
    services.voice().changed.emit()
    page.voice.engines.activated.emit(2)
    assert kept(services).voice_engine == "two"
    assert renewed == [1]


def test_speed_and_pace_are_kept(page, services):
    assert page.voice.rate._value.text() == "usual"
    page.voice.rate.slider.setValue(-5)
    page.pace.countdown.slider.setValue(3)
    page.pace.switch.slider.setValue(8)
    settings = kept(services)
    assert settings.voice_rate == -0.5
    assert (settings.countdown_s, settings.switch_s) == (15, 8)


def test_less_motion_is_kept(page, services):
    page.look.still.click()
    assert kept(services).reduced_motion is True


def test_numbers_follow_the_country_until_own_ones_are_typed(page, services, qtbot):
    numbers = page.numbers
    numbers.country.setCurrentIndex(numbers.country.findData("GB"))
    numbers.country.activated.emit(numbers.country.currentIndex())
    assert kept(services).country == "GB"
    assert numbers.emergency.placeholderText() == "999"
    qtbot.keyClicks(numbers.emergency, " 112 ")
    qtbot.keyClick(numbers.emergency, Qt.Key.Key_Return)
    assert kept(services).emergency_number == "112"


def test_deleting_the_journal_asks_first_and_offers_to_save(
    page, services, tmp_path, monkeypatch, qtbot
):
    target = tmp_path / "last.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    services.journal().add_note("sore")
    deleting = page.data.deleting
    click(deleting.delete)
    assert len(services.journal().entries()) == 1
    click(deleting.save_first)
    qtbot.waitUntil(target.exists)
    assert "sore" in target.read_text("utf-8")
    # Deleting waits until the saving is over, and until the question is laid out.
    qtbot.waitUntil(lambda: deleting.ask.isVisible() and deleting.ask._action.height() > 0)
    click(deleting.ask._action)
    assert services.journal().entries() == []
    assert "empty" in page.data.banner.text()


def test_an_empty_journal_is_not_deleted(page, services):
    click(page.data.deleting.delete)
    assert page.data.banner.text() == "Your journal is empty already."
    assert not page.data.deleting.ask.isVisible()


def choose(combo, minute):
    combo.setCurrentIndex(combo.findData(minute))
    combo.activated.emit(combo.currentIndex())


def test_reminders_are_off_and_ask_when_switched_on(page, services):
    card = page.reminders
    assert not card.at.isVisible()
    QTest.keyClick(card.on, Qt.Key.Key_Space)
    assert kept(services).reminders
    assert card.at.isVisible()
    choose(card.at, 7 * 60)
    assert "quiet hours" in card.said.text()
    assert card.said.isVisible()
    choose(card.quiet_to, 6 * 60 + 30)
    assert not card.said.isVisible()
    click(card.days[1])
    click(card.days[5])
    click(card.days[1])
    settings = kept(services)
    assert (settings.remind_at_min, settings.quiet_to_min, settings.routine_days) == (420, 390, "5")


def test_a_time_set_by_hand_stays_a_choice(qtbot, services):
    services.save_settings(replace(services.settings, reminders=True, remind_at_min=1117))
    made = SettingsPage(services)
    qtbot.addWidget(made)
    assert made.reminders.at.currentData() == 1117


def test_the_folder_is_made_private_and_opened(page, services, monkeypatch):
    opened = []
    monkeypatch.setattr("kneeapp.ui.settings.about.QDesktopServices.openUrl", opened.append)
    click(page.data.folder)
    assert opened[0].toLocalFile() == str(services.data_dir)
    assert (services.data_dir / "routines").stat().st_mode & 0o077 == 0


def test_every_control_has_a_name_for_a_screen_reader(page):
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSlider

    for kind in (QAbstractButton, QComboBox, QLineEdit, QSlider):
        for control in page.findChildren(kind):
            if control.isVisibleTo(page) and control.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert control.accessibleName() or getattr(control, "text", str)(), control


def test_the_wheel_is_left_to_the_page_and_changes_nothing(page, services):
    before = services.settings
    found = [*page.findChildren(QComboBox), *page.findChildren(QSlider)]
    controls = [each for each in found if each.isVisible() and each.isEnabled()]
    assert len(controls) >= 5
    for control in controls:
        at = QPointF(control.rect().center())
        event = QWheelEvent(
            at, QPointF(control.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, -240),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(control, event)
        assert not event.isAccepted(), control.accessibleName()
    assert services.settings == before
