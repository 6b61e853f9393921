"""This till's receipt printer: what may be chosen, and a test page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ess_shop.domain.devices import Device, Devices
from ess_shop.domain.ids import new_id
from ess_shop.domain.preferences import PRINTER
from ess_shop.domain.receipt_printer import (
    PrinterKind,
    PrinterSettings,
    PrintJob,
    Wire,
    plain_printer,
    printer_settings,
)
from ess_shop.wording import Words
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.receipts import Press
from ui.desktop.presenters.settings_keeping import Kept


class PrinterSettingsPresenter(Kept[PrinterSettings]):
    """The settings as they are kept; a change holds as soon as it is saved."""

    def __init__(self, desk: Desk, press: Press, devices: Callable[[], Devices]) -> None:
        super().__init__(desk, f"{PRINTER}{desk.till}", printer_settings, plain_printer)
        self._press, self._devices = press, devices
        self.devices = Devices()
        self.found: Bell[[]] = Bell()
        self.picture = b""
        self.tested: Bell[[]] = Bell()

    def look(self) -> None:
        """Look what is plugged in."""

        def see(devices: Devices) -> None:
            self.devices = devices
            self.found.ring()

        self.desk.lane.run(self._devices, see)

    def choices(self, kind: PrinterKind) -> Sequence[Device]:
        """What was found that can be a printer of that kind."""
        return {
            PrinterKind.SERIAL: self.devices.serial,
            PrinterKind.USB: self.devices.usb,
            PrinterKind.FILE: self.devices.files,
        }.get(kind, ())

    def _saved(self, value: PrinterSettings) -> None:
        waiting = len(self.desk.printer.waiting())
        super()._saved(value)
        if value.kind is PrinterKind.NONE and waiting:
            said = self.desk.words.plural(
                "Saved. {count} paper waits for the next printer.",
                "Saved. {count} papers wait for the next printer.",
                waiting,
            )
            self.desk.notices.tell("settings", said, Tone.NOTE)

    def test(self, *, unsaved: bool) -> None:
        """Print a test page on the printer that is set now; without one it is shown."""
        desk, press = self.desk, self._press
        if unsaved:
            desk.notices.tell(
                "settings",
                desk.words("Save first: the test page goes to the printer that is set."),
                Tone.NOTE,
            )
            return

        def make() -> tuple[bytes, bytes]:
            job = press.test_page()
            return job, press.picture(job)

        def made(page: tuple[bytes, bytes]) -> None:
            job, self.picture = page
            if desk.printer.state.wire is not Wire.NONE:
                desk.printer.submit(PrintJob(new_id(), desk.words("Test page"), job))
                desk.notices.tell("settings", desk.words("The test page goes to the printer."), Tone.GOOD)
            self.tested.ring()

        desk.lane.run(make, made)


def kinds(words: Words) -> Mapping[PrinterKind, str]:
    """The kinds of printers as people call them."""
    return {
        PrinterKind.NONE: words("None"),
        PrinterKind.NETWORK: words("Network"),
        PrinterKind.USB: words("USB"),
        PrinterKind.SERIAL: words("Serial port"),
        PrinterKind.FILE: words("Device or file"),
        PrinterKind.SCREEN: words("Screen only"),
    }


def hints(words: Words) -> Mapping[PrinterKind, str]:
    """What is to be typed for each kind, where something is."""
    return {
        PrinterKind.NONE: words("Receipts are shown on the screen if someone wants one."),
        PrinterKind.NETWORK: words("The number on the printer’s own test page, like 192.168.1.50."),
        PrinterKind.USB: words("Choose it below, or type maker and model, like 04b8:0e15."),
        PrinterKind.SERIAL: words("Choose the port below, or type it, like /dev/ttyUSB0."),
        PrinterKind.FILE: words("Choose it below, or type where it is, like /dev/usb/lp0."),
        PrinterKind.SCREEN: words("Papers are kept as PDF files; empty for the till’s own folder."),
    }
