"""The socket between two starts of the program, in one process."""

from __future__ import annotations

import json

import pytest
from PySide6.QtNetwork import QLocalSocket

from kneeapp.base.errors import UserError
from kneeapp.flow.visit.choice import RoutineChoice
from kneeapp.ui.instance import Instance
from kneeapp.ui.main_window import MainWindow
from kneeapp.ui.services import Services


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    return tmp_path


@pytest.fixture
def wishes():
    return []


@pytest.fixture
def first(qapp, folder, wishes):
    made = Instance(folder / "data")
    assert made.is_first()
    made.listen(wishes.append)
    yield made
    made.close()


def ask(first, qtbot, raw):
    """Send bytes as another process would; returns the answer."""
    socket = QLocalSocket()
    socket.connectToServer(first._address)
    socket.write(raw)
    with qtbot.waitSignal(socket.disconnected, timeout=5_000):
        pass
    return json.loads(bytes(socket.readAll().data()))


def wish(**parts):
    return json.dumps({"play": "", "token": ""} | parts).encode() + b"\n"


def test_only_one_is_first_until_it_ends(first, folder):
    second = Instance(folder / "data")
    assert not second.is_first()
    assert Instance(folder / "other").is_first()
    first.close()
    assert second.is_first()
    second.close()


def test_a_wish_reaches_the_first(first, wishes, qtbot):
    assert ask(first, qtbot, wish(play="desk-break")) == {"problem": "", "hint": ""}
    assert wishes == ["desk-break"]


def test_a_refusal_is_sent_back(first, qtbot):
    def refuse(_routine):
        raise UserError("There is none.", hint="Look again.")

    first._obey = refuse
    assert ask(first, qtbot, wish()) == {"problem": "There is none.", "hint": "Look again."}


@pytest.mark.parametrize(
    "raw",
    [
        b"\n",
        b"{}\n",
        b"[]\n",
        b"\xff\xfe\n",
        b'{"play": 5, "token": ""}\n',
        b'{"play": "", "token": null}\n',
        b"[" * 4_000 + b"\n",
        b"x" * 100_000 + b"\n",
    ],
)
def test_nonsense_is_refused_in_words(first, wishes, qtbot, raw):
    assert ask(first, qtbot, raw)["problem"] == "That was not understood."
    assert wishes == []


def test_nobody_at_the_other_end_is_a_sentence(first, folder, monkeypatch):
    first._server.close()
    monkeypatch.setattr("kneeapp.ui.instance.CONNECT_MS", 50)
    second = Instance(folder / "data")
    assert not second.is_first()
    with pytest.raises(UserError, match="open already"):
        second.hand_over("")


@pytest.fixture
def window(qapp, clock, folder):
    made = MainWindow(Services(clock, folder / "data"))
    yield made
    made.close()


def test_coming_forward_restores_a_minimized_window(window):
    window.showMinimized()
    window.come_forward("")
    assert window.isVisible()
    assert not window.isMinimized()


def test_a_routine_handed_over_is_opened(window):
    window.come_forward("desk-break")
    assert window.shell.current_page() == "player"


def test_a_routine_being_done_is_not_thrown_away(window):
    window.show()
    page = window.shell.page("player")
    page.load(RoutineChoice("desk-break"))
    page.ready.ways.start.click()
    with pytest.raises(UserError, match="being done"):
        window.come_forward("warm-up")
    assert page.in_use()
