"""Printers made of software that can misbehave: one on TCP, one on a pseudo terminal."""

from __future__ import annotations

import contextlib
import os
import re
import select
import socket
import struct
import threading
from enum import StrEnum
from pathlib import Path

JOB_END = b"\x1dV"
"""A job ends with a cut (GS V)."""

_QUESTION = re.compile(rb"\x10\x04([\x01-\x04])")
_POLL = 0.01


class Mode(StrEnum):
    """How a simulated printer behaves."""

    OK = "ok"
    SILENT = "silent"
    """Takes everything, prints nothing, answers nothing."""
    MUTE = "mute"
    """Prints, but never says a word."""
    STALL = "stall"
    """Takes nothing at all off the wire."""
    RESET_MID_JOB = "reset_mid_job"
    """Cuts the connection once it has printed a part of a job, then is well."""
    PAPER_OUT = "paper_out"
    PAPER_LOW = "paper_low"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    OFF = "off"
    """Nobody answers at that address."""


_ANSWERS = {
    Mode.PAPER_OUT: (0x1A, 0x32, 0x72),
    Mode.PAPER_LOW: (0x12, 0x12, 0x1E),
    Mode.COVER_OPEN: (0x1A, 0x16, 0x12),
    Mode.OFFLINE: (0x1A, 0x52, 0x12),
}


class Paper:
    """What a simulated printer makes of the bytes it gets: answers for questions, the rest on paper."""

    def __init__(self) -> None:
        self.mode = Mode.OK
        self.printed = bytearray()
        self._lock = threading.Lock()

    @property
    def jobs(self) -> list[bytes]:
        """What was printed, cut by cut; a last one without its cut was not finished."""
        with self._lock:
            parts = bytes(self.printed).split(JOB_END)
        whole = [part[1:] if number else part for number, part in enumerate(parts)]
        return [part for part in whole if part]

    def take(self, data: bytes) -> bytes:
        """Print, and answer what was asked."""
        if self.mode is Mode.SILENT:
            return b""
        asked = [int(found[1][0]) for found in _QUESTION.finditer(data)]
        with self._lock:
            self.printed += _QUESTION.sub(b"", data)
        if self.mode is Mode.MUTE:
            return b""
        printer, cause, paper = _ANSWERS.get(self.mode, (0x12, 0x12, 0x12))
        return bytes({1: printer, 2: cause, 4: paper}.get(question, 0x12) for question in asked)


class TcpPrinter(Paper):
    """A printer on a port of this machine; it starts in `mode` and is told another at any time."""

    def __init__(self, mode: Mode = Mode.OK, *, reset_after: int = 40) -> None:
        super().__init__()
        with socket.create_server(("127.0.0.1", 0)) as chosen:
            self.port = int(chosen.getsockname()[1])
        self._reset_after = reset_after
        self._listening: socket.socket | None = None
        self._connections: set[socket.socket] = set()
        self._gone = False
        self.switch(mode)
        self._listen()
        self._thread = threading.Thread(target=self._serve, name="simulated printer", daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Where it is."""
        return f"127.0.0.1:{self.port}"

    def switch(self, mode: Mode) -> None:
        """Behave otherwise from now on."""
        self.mode = mode

    def close(self) -> None:
        """Switch it off for good."""
        self._gone = True
        self._thread.join(2)

    def _serve(self) -> None:
        while not self._gone:
            self._listen()
            watched = [*self._connections] if self.mode is not Mode.STALL else []
            if self._listening is not None:
                watched.append(self._listening)
            for ready in select.select(watched, [], [], _POLL)[0]:
                if ready is self._listening:
                    made = ready.accept()[0]
                    if self.mode is Mode.STALL:
                        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
                    self._connections.add(made)
                else:
                    self._hear(ready)
            if not watched:
                threading.Event().wait(_POLL)
        self._hang_up()

    def _listen(self) -> None:
        """Be there, or gone, as the mode says."""
        if self.mode is Mode.OFF:
            self._hang_up()
        elif self._listening is None:
            self._listening = socket.create_server(("127.0.0.1", self.port))

    def _hear(self, ready: socket.socket) -> None:
        try:
            data = ready.recv(1024)
            if self.mode is Mode.RESET_MID_JOB and len(data) > self._reset_after:
                self.take(data[: self._reset_after])
                self._reset(ready)
                self.switch(Mode.OK)
                return
            if data:
                ready.sendall(self.take(data))
                return
        except OSError:
            data = b""
        self._connections.discard(ready)
        ready.close()

    def _reset(self, ready: socket.socket) -> None:
        ready.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connections.discard(ready)
        ready.close()

    def _hang_up(self) -> None:
        for made in self._connections:
            made.close()
        self._connections.clear()
        if self._listening is not None:
            self._listening.close()
            self._listening = None


class SerialPrinter(Paper):
    """A printer on a pseudo terminal, behind a name that stays; it knows the modes that need no network."""

    def __init__(self, folder: Path, mode: Mode = Mode.OK) -> None:
        import tty

        super().__init__()
        self.mode = mode
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)
        self.address = str(folder / "printer")
        os.symlink(os.ttyname(self._theirs), self.address)
        self._gone = False
        self._thread = threading.Thread(target=self._serve, name="simulated printer", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Unplug it."""
        self._gone = True
        self._thread.join(2)
        os.close(self._ours)
        os.close(self._theirs)
        os.unlink(self.address)

    def _serve(self) -> None:
        while not self._gone:
            if self.mode is Mode.STALL or not select.select([self._ours], [], [], _POLL)[0]:
                threading.Event().wait(_POLL)
                continue
            with contextlib.suppress(OSError):
                os.write(self._ours, self.take(os.read(self._ours, 1024)))
