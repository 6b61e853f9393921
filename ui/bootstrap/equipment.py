"""What is plugged in: printer, scanner, and the way out for letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ess_shop.errors import DeviceTrouble
from ess_shop.wording import Words
from ui.bootstrap.receipts import ReceiptPress

if TYPE_CHECKING:
    from drivers.printing.check import Step
    from drivers.printing.exchange import ExchangedPrinter
    from drivers.scanner.serial_scanner import ScannerState, SerialScanner
    from ess_shop.domain.devices import Devices
    from ess_shop.domain.mail import MailSettings
    from ess_shop.domain.post import Post
    from ess_shop.domain.receipt_printer import PrinterSettings
    from ess_shop.domain.scanner import ScannerSettings


def devices() -> Devices:
    """What is plugged in that a printer or a scanner may be; looking takes a moment."""
    from drivers.printing.finding import found

    return found()


def printer(settings: PrinterSettings, folder: Path) -> ExchangedPrinter:
    """The printer of these settings, at work on what waits in `folder`, until it is exchanged."""
    from drivers.printing.exchange import ExchangedPrinter

    return ExchangedPrinter(settings, folder)


def printer_check(settings: PrinterSettings, words: Words, folder: Path) -> Iterator[Step]:
    """The printer tried step by step with the till's own test page."""
    from drivers.printing.check import check

    return check(settings, words, page=ReceiptPress(words, settings).test_page(), folder=folder)


def serial_scanner(
    settings: ScannerSettings,
    *,
    on_code: Callable[[str], None],
    on_trouble: Callable[[DeviceTrouble | None], None],
) -> SerialScanner:
    """The scanner on the settings' port, not started yet; both listeners are called on its own thread.

    `on_trouble` hears None when the scanner is ready.
    """
    from drivers.scanner.serial_scanner import SerialScanner

    def told(state: ScannerState) -> None:
        ready = state.code == "scanner_ready"
        on_trouble(None if ready else DeviceTrouble(state.code, state.sentence, **state.facts))

    return SerialScanner(settings.port, on_code=on_code, on_state=told, baud=settings.baud)


def post(settings: MailSettings, folder: Path) -> Post:
    """The post of these settings, at work on the letters that wait in `folder`."""
    from drivers.mail.postman import Postman

    return Postman(settings, folder)
