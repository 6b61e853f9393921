"""Whether a printer works, step by step, for a person who stands before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drivers.printing.opening import SHOWN, transport_of
from drivers.printing.transport import Transport
from drivers.printing.troubles import not_ready
from ess_shop.domain.receipt_printer import PrinterKind, PrinterSettings, Wire
from ess_shop.errors import ShopError
from ess_shop.wording import Words


@dataclass(frozen=True, slots=True)
class Step:
    """What was tried and how it went, in words; `well` is False where a person has something to mend."""

    name: str
    said: str
    well: bool = True


def check(settings: PrinterSettings, words: Words, *, page: bytes, folder: Path) -> Iterator[Step]:
    """Ask the printer, send it a test page, ask again; it ends at the first step that fails.

    `folder` is where papers for the screen go. The till must not be at work on the same printer.
    """
    if settings.kind is PrinterKind.NONE:
        yield Step(words("Printer"), words("No printer is set up."))
        return
    try:
        transport = transport_of(settings, folder / SHOWN)
    except ShopError as trouble:
        yield Step(words("Printer"), words.error(trouble), well=False)
        return
    name = words("Status")
    try:
        before = transport.status()
        yield _told(name, transport, before, words)
        if not before.prints and before is not Wire.UNKNOWN:
            return
        name = words("Test page")
        transport.send(page)
        yield Step(name, words("Sent. Look at the paper: every letter must be readable, the paper cut."))
        name = words("Status afterwards")
        yield _told(name, transport, transport.status(), words)
    except ShopError as trouble:
        yield Step(name, words.error(trouble), well=False)
    finally:
        transport.close()


def _told(name: str, transport: Transport, wire: Wire, words: Words) -> Step:
    if wire is Wire.READY:
        return Step(name, words("Ready."))
    if wire is Wire.PAPER_LOW:
        return Step(name, words("Ready; the roll is nearly at its end."))
    if wire is Wire.UNKNOWN:
        return Step(name, words("It does not say how it is: nobody will be told when the paper has run out."))
    return Step(name, words.error(not_ready(transport.name, wire)), well=False)
