"""A printer on USB."""

from __future__ import annotations

import contextlib
import errno
import os
from typing import Any

from drivers.printing.transport import SLICE, Patience, Transport
from drivers.printing.troubles import library_missing
from ess_shop.errors import Refused

PRINTER_CLASS = 7


class UsbTransport(Transport):
    """A printer named `vendor:product` in hexadecimal; Refused for another name."""

    knows_what_went = False

    def __init__(self, address: str) -> None:
        super().__init__(address)
        try:
            self._vendor, self._product = (int(part, 16) for part in address.split(":"))
        except ValueError as wrong:
            raise Refused(
                "usb_address",
                "“{address}” is not the name of a USB printer: write it like 04b8:0e15.",
                address=address,
            ) from wrong
        self._device: Any = None
        self._out: Any = None
        self._in: Any = None

    def _open(self, _patience: Patience) -> None:
        import usb.core
        import usb.util

        try:
            device = usb.core.find(idVendor=self._vendor, idProduct=self._product)
        except usb.core.NoBackendError as missing:
            raise library_missing() from missing
        if device is None:
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
        interfaces = list(device.get_active_configuration())
        printers = [each for each in interfaces if each.bInterfaceClass == PRINTER_CLASS]
        chosen = (printers or interfaces)[0]
        # Not every system has kernel drivers to take the printer from.
        with contextlib.suppress(NotImplementedError):
            if device.is_kernel_driver_active(chosen.bInterfaceNumber):
                device.detach_kernel_driver(chosen.bInterfaceNumber)
        for end in chosen:
            incoming = usb.util.endpoint_direction(end.bEndpointAddress) == usb.util.ENDPOINT_IN
            self._in, self._out = (end, self._out) if incoming else (self._in, end)
        if self._out is None:
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
        self._device = device

    def _write(self, data: bytes, patience: Patience, /) -> int:
        import usb.core

        # One packet arrives whole or not at all, so that it can be tried again.
        packet = data[: self._out.wMaxPacketSize]
        while patience.left():
            try:
                return int(self._out.write(packet, timeout=int(SLICE * 1000)))
            except usb.core.USBTimeoutError:
                continue
        return 0

    def _read(self, patience: Patience, /) -> bytes:
        import usb.core

        while self._in is not None and patience.left():
            try:
                data = bytes(self._in.read(self._in.wMaxPacketSize, timeout=int(SLICE * 1000)))
            except usb.core.USBTimeoutError:
                continue
            if data:
                return data
        return b""

    def _close(self) -> None:
        import usb.util

        usb.util.dispose_resources(self._device)
        self._device = self._out = self._in = None
