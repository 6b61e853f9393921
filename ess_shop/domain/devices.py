"""Devices that were found plugged into the machine, for a person to choose from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Device:
    """One device: the address that a setting keeps, and what it calls itself ("" if it does not say)."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Devices:
    """What is plugged in: serial ports, printers on USB, and device files that take a printer's bytes."""

    serial: tuple[Device, ...] = ()
    usb: tuple[Device, ...] = ()
    files: tuple[Device, ...] = ()
