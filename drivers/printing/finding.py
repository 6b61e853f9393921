"""Looking for what is plugged in: serial ports, printers on USB, printer devices of the system."""

from __future__ import annotations

import logging
from pathlib import Path

from drivers.printing.usb_port import PRINTER_CLASS
from ess_shop.domain.devices import Device, Devices

LOG = logging.getLogger(__name__)

PRINTER_FILES = ("/dev/usb/lp*", "/dev/lp*")


def found(root: Path = Path("/")) -> Devices:
    """Everything that a printer or a scanner may be; `root` is where the system's files are looked for."""
    return Devices(_serial(), _usb(), _files(root))


def _serial() -> tuple[Device, ...]:
    from serial.tools import list_ports

    ports = sorted(list_ports.comports())
    return tuple(Device(port.device, port.product or "") for port in ports)


def _usb() -> tuple[Device, ...]:
    import usb.core

    try:
        devices = list(usb.core.find(find_all=True, custom_match=_prints) or ())
    except (usb.core.NoBackendError, usb.core.USBError, NotImplementedError) as none:
        LOG.info("USB cannot be looked through: %s", none)
        return ()
    return tuple(Device(f"{each.idVendor:04x}:{each.idProduct:04x}", _product(each)) for each in devices)


def _prints(device: object) -> bool:
    import usb.core
    import usb.util

    try:
        return any(
            usb.util.find_descriptor(configuration, bInterfaceClass=PRINTER_CLASS) is not None
            for configuration in device  # type: ignore[attr-defined]
        )
    except usb.core.USBError as closed:
        LOG.info("a USB device cannot be looked at: %s", closed)
        return False


def _product(device: object) -> str:
    import usb.core

    try:
        return str(device.product or "")  # type: ignore[attr-defined]
    except (usb.core.USBError, ValueError) as closed:
        LOG.info("a USB printer does not say its name: %s", closed)
        return ""


def _files(root: Path) -> tuple[Device, ...]:
    paths = [path for pattern in PRINTER_FILES for path in sorted(root.glob(pattern.lstrip("/")))]
    return tuple(Device(str(path)) for path in paths)
