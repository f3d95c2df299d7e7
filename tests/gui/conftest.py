"""What every test of the window shares."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QTimer, Signal

from kneeapp.routine import reader
from kneeapp.ui import reading


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
