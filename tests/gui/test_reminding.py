"""Reminders on the screen: where they appear, and where they do not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QWidget

from kneeapp.base.settings import load
from kneeapp.flow.reminders import WORDS, Kind
from kneeapp.ui import reminding
from kneeapp.ui.reminding import Reminding
from kneeapp.ui.services import Services


class FakeShell:
    """Tells what was shown."""

    def __init__(self, window):
        self.page, self.news, self.shown, self._window = "home", [], [], window

    def current_page(self):
        return self.page

    def show_page(self, name):
        self.shown.append(name)

    def show_news(self, text):
        self.news.append(text)

    def window(self):
        return self._window


@pytest.fixture
def services(qapp, clock, tmp_path):
    clock.wall_time = datetime(2026, 1, 2, 18, 0, tzinfo=UTC)
    made = Services(clock, tmp_path / "data")
    made.save_settings(replace(made.settings, reminders=True, routine_days="1234567"))
    yield made
    made.close()


@pytest.fixture
def shell(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return FakeShell(window)


@pytest.fixture
def told(monkeypatch):
    said = []
    monkeypatch.setattr(reminding, "notify_desktop", said.append)
    return said


def test_shown_in_the_window_and_on_the_desktop_once(services, shell, told):
    made = Reminding(services, shell, services)
    made.look()
    made.look()
    assert shell.news == [WORDS[Kind.ROUTINE]]
    assert told == [WORDS[Kind.ROUTINE]]
    assert shell.shown == ["home"]
    kept, _ = load(services.data_dir / "settings.json")
    assert kept.reminded == "2026-01-02 routine"


def test_a_window_in_front_needs_no_notification(services, shell, told, monkeypatch):
    monkeypatch.setattr(shell.window(), "isActiveWindow", lambda: True)
    Reminding(services, shell, services).look()
    assert shell.news
    assert told == []


@pytest.mark.parametrize("page", ["player", "questions"])
def test_not_in_the_middle_of_something(services, shell, told, page):
    shell.page = page
    made = Reminding(services, shell, services)
    made.look()
    assert (shell.news, told) == ([], [])
    shell.page = "learn"
    made.look()
    assert shell.news
    assert shell.shown == []


def test_switched_off_it_sleeps(services, shell, told):
    made = Reminding(services, shell, services)
    assert made._timer.isActive()
    services.save_settings(replace(services.settings, reminders=False))
    assert not made._timer.isActive()
    made.look()
    assert shell.news == []
    services.save_settings(replace(services.settings, reminders=True))
    assert made._timer.isActive()


def test_the_journal_is_not_opened_before_it_is_time(services, shell, clock):
    clock.wall_time = datetime(2026, 1, 2, 7, 0, tzinfo=UTC)
    Reminding(services, shell, services).look()
    assert services._journal is None


def test_without_a_notification_service_nothing_happens(monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    reminding.notify_desktop("words")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    reminding.notify_desktop("words")


_SERVICE = """
import sys
from jeepney import DBusAddress, new_method_call, message_bus
from jeepney.io.blocking import open_dbus_connection, Proxy
from kneeapp.ui.reminding import notify_desktop
bus = open_dbus_connection()
Proxy(message_bus, bus).RequestName("org.freedesktop.Notifications")
notify_desktop("It is time to look again.")
while True:
    got = bus.receive(timeout=10)
    if got.header.fields.get(3) == "Notify":
        print(got.header.fields[8], got.body)
        break
"""


@pytest.mark.e2e
@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs a session bus")
def test_a_true_notification_service_gets_the_words():
    ran = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", _SERVICE],
        capture_output=True, text=True, timeout=25, check=False,
        env=os.environ | {"PYTHONPATH": "."},
    )  # fmt: skip
    assert ran.stdout.strip() == (
        "susssasa{sv}i ('Kneeapp', 0, '', 'Kneeapp', 'It is time to look again.', [], {}, -1)"
    ), ran.stderr
