"""Every setting takes effect at once and is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from kneeapp.base.settings import load
from kneeapp.player.cues import Beep
from kneeapp.ui.services import Services
from kneeapp.ui.settings_page import SettingsPage
from kneeapp.ui.sound import Sound
from kneeapp.ui.voice import Voice, VoiceState


class Ear:
    """A way to make sounds that remembers them."""

    def __init__(self):
        self.heard = []

    def close(self):
        pass

    def play(self, path, volume):
        self.heard.append((path.stem, volume))


@pytest.fixture
def ear():
    return Ear()


@pytest.fixture
def services(qapp, clock, tmp_path, ear):
    made = Services(clock, tmp_path / "data")
    made._sound = Sound(made, lambda _parent, _failed: iter([ear]))
    made._voice = Voice(made)
    made._voice.state = VoiceState.NONE
    yield made
    made.close()


@pytest.fixture
def page(qtbot, services):
    made = SettingsPage(services)
    qtbot.addWidget(made)
    made.resize(1280, 740)
    made.show()
    made.shown()
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


def test_the_test_beep_is_heard_at_the_chosen_loudness(page, services, ear):
    click(page.sound.try_beep)
    assert ear.heard[-1] == (Beep.START.value, 70)
    page.sound.volume.slider.setValue(4)
    assert kept(services).volume == 20
    assert ear.heard[-1] == (Beep.START.value, 20)


def test_beeps_can_be_turned_off(page, services, ear):
    page.sound.beeps.click()
    assert kept(services).beeps is False
    assert not page.sound.try_beep.isEnabled()


def test_without_a_voice_it_says_so_and_the_test_is_closed(page):
    assert "No voice found" in page.sound.note.text()
    assert not page.sound.try_voice.isEnabled()
    assert not page.sound.voices.isEnabled()


def test_voices_can_be_chosen_when_there_are_some(page, services):
    services._voice.voices = ["Anna", "Ben"]
    services._voice.state = VoiceState.READY
    services._voice.changed.emit()
    assert [page.sound.voices.itemText(i) for i in range(3)] == ["The system's own", "Anna", "Ben"]
    page.sound.voices.activated.emit(2)
    assert kept(services).voice_name == "Ben"
    page.sound.voices.activated.emit(0)
    assert kept(services).voice_name == ""
    services._voice.state = VoiceState.NONE


def test_talk_speed_and_pace_are_kept(page, services):
    click(chip(page.sound.talk, "little"))
    page.sound.rate.slider.setValue(-5)
    page.pace.countdown.slider.setValue(3)
    page.pace.switch.slider.setValue(8)
    settings = kept(services)
    assert (settings.talk, settings.voice_rate) == ("little", -0.5)
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


def test_deleting_the_journal_asks_first_and_offers_to_save(page, services, tmp_path, monkeypatch):
    target = tmp_path / "last.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    services.journal().add_note("sore")
    deleting = page.data.deleting
    click(deleting.delete)
    assert len(services.journal().entries()) == 1
    click(deleting.save_first)
    assert "sore" in target.read_text("utf-8")
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
