"""A printer on the network (TCP, port 9100)."""

from __future__ import annotations

import contextlib
import errno
import os
import select
import socket
import threading

from drivers.printing.transport import Patience, Transport

PORT = 9100

GOODBYE = 0.2
"""Seconds for the printer to see the end of a job before the connection is closed."""


class NetworkTransport(Transport):
    """A socket of our own: every wait is short, and a break is told from a refusal."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        host, colon, port = address.rpartition(":")
        self._place = (host, int(port)) if colon and port.isdigit() else (address, PORT)
        self._socket: socket.socket | None = None

    def _open(self, patience: Patience, /) -> None:
        family, kind, protocol, _, place = socket.getaddrinfo(*self._place, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, protocol)
        try:
            made.setblocking(False)
            begun = made.connect_ex(place)
            if begun not in {0, errno.EINPROGRESS, errno.EWOULDBLOCK}:
                raise _error(begun)
            while not select.select([], [made], [made], left := patience.left())[1]:
                if not left:
                    raise _error(errno.ETIMEDOUT)
            result = made.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if result:
                raise _error(result)
        except OSError:
            made.close()
            raise
        self._socket = made

    def _write(self, data: bytes, patience: Patience, /) -> int:
        made = self._connected()
        while left := patience.left():
            try:
                return made.send(data)
            except BlockingIOError:
                select.select([], [made], [], left)
        return 0

    def _read(self, patience: Patience, /) -> bytes:
        made = self._connected()
        while left := patience.left():
            if select.select([made], [], [], left)[0]:
                data = made.recv(64)
                if not data:
                    raise _error(errno.ECONNRESET)
                return data
        return b""

    def _close(self) -> None:
        made = self._connected()
        # Closing over an unread answer would reset the connection, and the printer drop the job's end.
        patience = Patience(GOODBYE, threading.Event())
        with contextlib.suppress(OSError):
            made.shutdown(socket.SHUT_WR)
            while left := patience.left():
                if select.select([made], [], [], left)[0] and not made.recv(64):
                    break
        made.close()
        self._socket = None

    def _connected(self) -> socket.socket:
        if self._socket is None:
            raise _error(errno.ENOTCONN)
        return self._socket


def _error(number: int) -> OSError:
    return OSError(number, os.strerror(number))
