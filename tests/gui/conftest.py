"""What every test of the window shares."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QTimer, Signal

from kneeapp.base.settings import Settings, save
from kneeapp.routine import reader
from kneeapp.ui import reading, theme
from kneeapp.ui.services import Services


@pytest.fixture(scope="session", autouse=True)
def _styled(qapp):
    """Pages are tested as they are seen: the style sheet moves and sizes things."""
    theme.apply(qapp, Settings())


@pytest.fixture(autouse=True)
def _no_reading_process(monkeypatch, request):
    """Read here what is not the shipped library: a process for each test would take minutes."""

    class Here(QObject):
        done = Signal()

        def __init__(self, parent, wanted, folders):
            super().__init__(parent)
            self._question = wanted, folders
            QTimer.singleShot(0, self, self.done.emit)

        def answer(self):
            wanted, (_, own) = self._question
            shipped = request.getfixturevalue("library")
            if own.exists() or (wanted and wanted not in shipped.routines):
                return reader.answer(*self._question)
            return shipped, wanted

        def close(self):
            pass

    monkeypatch.setattr(reading, "Reading", Here)


@pytest.fixture
def quiet(tmp_path):
    """No sound, no motion: named in `usefixtures`, so that it is there before `services`."""
    settings = Settings(voice=False, beeps=False, reduced_motion=True)
    save(tmp_path / "data" / "settings.json", settings)


@pytest.fixture
def services(qapp, clock, tmp_path):
    made = Services(clock, tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def shell(qtbot, services):
    """The whole program in its window, ready to be used."""
    from kneeapp.ui.main_window import MainWindow

    window = MainWindow(services)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.shell.journey.is_ready)
    yield window.shell
    window.close()
