"""A printer on a serial port."""

from __future__ import annotations

import select
import sys
from typing import Any

from drivers.printing.transport import SLICE, Patience, Transport


class SerialTransport(Transport):
    """A serial port; writing has a time limit too, which pyserial leaves out unless told."""

    def __init__(self, address: str, *, baud: int = 9600) -> None:
        super().__init__(address)
        self._baud = baud
        self._port: Any = None

    def _open(self, _patience: Patience) -> None:
        import serial

        self._port = serial.Serial(
            self.name, self._baud, timeout=SLICE, write_timeout=0, exclusive=True if _POSIX else None
        )
        self._port.reset_input_buffer()

    def _write(self, data: bytes, patience: Patience, /) -> int:
        while left := patience.left():
            # pyserial would spin on a full port: it is asked to write only where there is room.
            if not _POSIX or select.select([], [self._port], [], left)[1]:
                count = int(self._port.write(data) or 0)
                if count:
                    return count
        return 0

    def _read(self, patience: Patience, /) -> bytes:
        while patience.left():
            data = bytes(self._port.read(1))
            if data:
                return data + bytes(self._port.read(self._port.in_waiting))
        return b""

    def _drain(self) -> bool:
        waiting, patience = self._port.out_waiting, Patience(self._timeout, self._stop)
        while waiting and (left := patience.left()):
            self._stop.wait(left)
            now = self._port.out_waiting
            if now < waiting:
                patience = Patience(self._timeout, self._stop)
            waiting = now
        return not waiting

    def _close(self) -> None:
        try:
            # Else closing would wait for a printer that takes nothing.
            self._port.reset_output_buffer()
        except OSError:
            pass
        finally:
            self._port.close()
            self._port = None


_POSIX = sys.platform != "win32"
