"""How bytes reach a printer: opened at need, closed after any trouble, patient but not for ever."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod

from drivers.printing.troubles import cut_off, unreachable
from ess_shop.domain.receipt_printer import Wire

TIMEOUT = 3.0
"""Seconds a device gets to be reached, or to take the next bytes."""

REPLY = 1.0
"""Seconds a printer gets to say how it is."""

SLICE = 0.05
"""Seconds between two looks at whether somebody wants to stop."""

GRACE = 0.3
"""Seconds a device still gets once stopping is asked for."""

PIECE = 4096


class Patience:
    """How long to wait for a device, in seconds; less once `stop` is set."""

    def __init__(self, seconds: float, stop: threading.Event) -> None:
        self._until = time.monotonic() + seconds
        self._stop: threading.Event | None = stop

    def left(self) -> float:
        """Seconds to wait now, at most one slice; 0 when patience is over."""
        if self._stop is not None and self._stop.is_set():
            self._until = min(self._until, time.monotonic() + GRACE)
            self._stop = None
        return max(min(self._until - time.monotonic(), SLICE), 0.0)


class Transport(ABC):
    """One way to one printer; used by one thread at a time, stopped by any."""

    answers = True
    """Whether a way back exists, so that the printer can be asked how it is."""

    knows_what_went = True
    """Whether a write that fails has certainly sent nothing."""

    def __init__(self, name: str, *, timeout: float = TIMEOUT, reply: float = REPLY) -> None:
        self.name = name
        self._timeout, self._reply = timeout, reply
        self._stop = threading.Event()
        self._opened = False

    @abstractmethod
    def _open(self, patience: Patience, /) -> None:
        """Connect; OSError or DeviceTrouble if it cannot be done in time."""

    @abstractmethod
    def _write(self, data: bytes, patience: Patience, /) -> int:
        """Send some of the data and say how much; 0 when patience is over; OSError when cut off."""

    def _read(self, patience: Patience, /) -> bytes:
        """What came in (at least one byte), or nothing when patience is over; OSError when cut off."""
        raise NotImplementedError

    def _drain(self) -> bool:
        """Wait until the machine has handed everything over; False if that takes too long."""
        return True

    @abstractmethod
    def _close(self) -> None:
        """Let go of the device; never raises."""

    def send(self, data: bytes) -> None:
        """Send all of it. CutOff if part of it may have arrived; another DeviceTrouble if nothing has."""
        self._ensure_open()
        sent = 0
        try:
            while sent < len(data):
                count = self._write(data[sent : sent + PIECE], Patience(self._timeout, self._stop))
                if not count:
                    break
                sent += count
            if sent == len(data) and self._drain():
                return
        except OSError as trouble:
            self.close()
            if sent or not self.knows_what_went:
                raise cut_off(self.name) from trouble
            raise unreachable(self.name, trouble) from trouble
        self.close()
        raise cut_off(self.name) if sent or not self.knows_what_went else unreachable(self.name)

    def status(self) -> Wire:
        """Ask the printer how it is; UNKNOWN if it does not say. DeviceTrouble if it cannot be reached."""
        self._ensure_open()
        if not self.answers:
            return Wire.UNKNOWN
        answers = []
        for question in (1, 2, 4):
            try:
                answer = self._ask(question)
            except OSError as trouble:
                self.close()
                raise unreachable(self.name, trouble) from trouble
            if answer is None:
                # A late answer would be taken for that to the next question: begin anew.
                self.close()
                return Wire.UNKNOWN
            answers.append(answer)
        return read_status(*answers)

    def exchange(self, question: bytes, length: int) -> bytes:
        """Ask, and return the answer of so many bytes; nothing if none comes in time.

        DeviceTrouble if the device cannot be reached.
        """
        self._ensure_open()
        if not self.answers:
            return b""
        answer = b""
        try:
            if self._write(question, Patience(self._reply, self._stop)) == len(question):
                while len(answer) < length and (more := self._read(Patience(self._reply, self._stop))):
                    answer += more
        except OSError as trouble:
            self.close()
            raise unreachable(self.name, trouble) from trouble
        if len(answer) != length:
            # What comes late would be taken for the next answer: begin anew.
            self.close()
            return b""
        return answer

    def close(self) -> None:
        """Let go of the device; it is opened again at need."""
        if self._opened:
            self._opened = False
            self._close()

    def stop(self) -> None:
        """Make whatever waits for the device give up soon; the transport is of no use afterwards."""
        self._stop.set()

    def _ask(self, question: int) -> int | None:
        """The answer to one DLE EOT; None if it is none, or more than one."""
        if self._write(bytes((0x10, 0x04, question)), Patience(self._reply, self._stop)) != 3:
            return None
        answer = self._read(Patience(self._reply, self._stop))
        return answer[0] if len(answer) == 1 and is_answer(answer[0]) else None

    def _ensure_open(self) -> None:
        if self._opened:
            return
        try:
            self._open(Patience(self._timeout, self._stop))
        except OSError as trouble:
            raise unreachable(self.name, trouble) from trouble
        self._opened = True


def is_answer(byte: int) -> bool:
    """Whether a byte can be the answer to DLE EOT: four of its bits never change."""
    return byte & 0b10010011 == 0b00010010


def read_status(printer: int, cause: int, paper: int) -> Wire:
    """What the answers to DLE EOT 1, 2 and 4 mean, the worst first."""
    if cause & 0x04:
        return Wire.COVER_OPEN
    if paper & 0x60 or cause & 0x20:
        return Wire.PAPER_OUT
    if printer & 0x08 or cause & 0x40:
        return Wire.OFFLINE
    return Wire.PAPER_LOW if paper & 0x0C else Wire.READY
