"""One window for each person and data folder: a second start hands its wish to the first and ends.

A lock says who is first; it dies with its process, however that ends. Only when it is taken is the
other process spoken to, over a socket that only the same user may open.
"""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QLockFile, QObject, QThread, Slot

from kneeapp.base.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtNetwork import QLocalServer, QLocalSocket

CONNECT_MS, ANSWER_MS = 5_000, 20_000
"""The first process may still be starting; reading all routines may take it some seconds."""
_TRY_MS = 50
_LONGEST = 4_096
"""Bytes of a wish; a longer one is none."""
_TOKEN = "XDG_ACTIVATION_TOKEN"
"""A Wayland desktop lets its bearer come to the front."""


class Instance(QObject):
    """This process among those of the same person and data folder."""

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        place = Path(os.environ.get("XDG_RUNTIME_DIR") or QDir.tempPath())
        user = os.getuid() if hasattr(os, "getuid") else ""
        number = zlib.crc32(f"{user} {data_dir.absolute()}".encode())
        stem = place / f"kneeapp-{number:08x}"
        self._address = str(stem.with_suffix(".socket")) if os.name == "posix" else stem.name
        self._lock = QLockFile(str(stem.with_suffix(".lock")))
        self._lock.setStaleLockTime(0)  # however old: it is taken while its process lives
        self._server: QLocalServer | None = None
        self._obey: Callable[[str], None] | None = None

    def is_first(self) -> bool:
        """Whether no other process has this folder; where no lock can be made, nobody is asked."""
        if self._lock.tryLock(0):
            return True
        return self._lock.error() is not QLockFile.LockError.LockFailedError

    def hand_over(self, routine: str) -> None:
        """Have the first process come to the front, and open a routine unless that is empty.

        Raises:
            UserError: it refuses, or does not answer.
        """
        wish = {"play": _absolute(routine), "token": os.environ.get(_TOKEN, "")}
        socket = self._connected()
        socket.write(json.dumps(wish).encode() + b"\n")
        while not socket.canReadLine():
            if not socket.waitForReadyRead(ANSWER_MS):
                raise UserError(NO_ANSWER, hint=_NO_ANSWER_HINT)
        said = json.loads(bytes(socket.readLine().data()))
        if said["problem"]:
            raise UserError(said["problem"], hint=said["hint"])

    def listen(self, obey: Callable[[str], None]) -> None:
        """Be there for later processes.

        Args:
            obey: comes to the front, and opens the routine named unless that is empty; a
                `UserError` is told where it was asked for.
        """
        from PySide6.QtNetwork import QLocalServer

        self._obey = obey
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(self._address)  # left by a process that was killed
        self._server.listen(self._address)

    def close(self) -> None:
        """Let another process be first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _connected(self) -> QLocalSocket:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket(self)
        for _ in range(CONNECT_MS // _TRY_MS):
            socket.connectToServer(self._address)
            if socket.waitForConnected(CONNECT_MS):
                return socket
            QThread.msleep(_TRY_MS)
        raise UserError(NO_ANSWER, hint=_NO_ANSWER_HINT)

    @Slot()
    def _on_connection(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._on_wish)
            socket.disconnected.connect(socket.deleteLater)

    @Slot()
    def _on_wish(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = self.sender()
        assert isinstance(socket, QLocalSocket)
        if not socket.canReadLine() and socket.bytesAvailable() <= _LONGEST:
            return
        problem, hint = self._answer(bytes(socket.read(_LONGEST).data()))
        socket.write(json.dumps({"problem": problem, "hint": hint}).encode() + b"\n")
        socket.disconnectFromServer()

    def _answer(self, raw: bytes) -> tuple[str, str]:
        try:
            wish = json.loads(raw)
            routine, token = wish["play"], wish["token"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return "That was not understood.", ""
        if not (isinstance(routine, str) and isinstance(token, str)):
            return "That was not understood.", ""
        if token and token.isprintable():
            os.environ[_TOKEN] = token
        assert self._obey is not None
        try:
            self._obey(routine)
        except UserError as error:
            return error.text, error.hint
        return "", ""


NO_ANSWER = "Kneeapp is open already, but it does not answer."
_NO_ANSWER_HINT = "Close it, or end it with the system's task list, then open it again."


def _absolute(routine: str) -> str:
    """A file's place, whatever folder the other process runs in; an id stays as it is."""
    return str(Path(routine).absolute()) if routine and Path(routine).is_file() else routine
