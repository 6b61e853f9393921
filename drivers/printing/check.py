"""Whether a printer works, step by step, for a person who stands before it."""

from __future__ import annotations

from pathlib import Path

from drivers.printing.opening import SHOWN, transport_of
from drivers.printing.transport import Transport
from drivers.printing.troubles import not_ready
from ess_shop.domain.receipt_printer import PrinterKind, PrinterSettings, Wire
from ess_shop.errors import ShopError
from ess_shop.wording import Words

PLAIN_PAGE = b"\x1b@\x1bt\x13" + "ess-shop: é è à ç ô € É\n\n\n\n".encode("cp858") + b"\x1dVB\x00"
"""A test page when the caller has none of its own."""


def check(
    settings: PrinterSettings, words: Words, *, page: bytes = PLAIN_PAGE, folder: Path = Path()
) -> list[tuple[str, str]]:
    """Ask the printer, send it a test page, ask again: what was tried, and how it went, in words.

    It ends at the first step that fails. `folder` is where papers for the screen go.
    """
    if settings.kind is PrinterKind.NONE:
        return [(words("Printer"), words("No printer is set up."))]
    try:
        transport = transport_of(settings, folder / SHOWN)
    except ShopError as trouble:
        return [(words("Printer"), words.error(trouble))]
    try:
        return _steps(transport, page, words)
    finally:
        transport.close()


def _steps(transport: Transport, page: bytes, words: Words) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    step = words("Status")
    try:
        wire = transport.status()
        rows.append((step, _said(transport, wire, words)))
        if not wire.prints and wire is not Wire.UNKNOWN:
            return rows
        step = words("Test page")
        transport.send(page)
        rows.append((step, words("Sent. Look at the paper: every letter must be readable, the paper cut.")))
        step = words("Status afterwards")
        rows.append((step, _said(transport, transport.status(), words)))
    except ShopError as trouble:
        rows.append((step, words.error(trouble)))
    return rows


def _said(transport: Transport, wire: Wire, words: Words) -> str:
    if wire is Wire.READY:
        return words("Ready.")
    if wire is Wire.PAPER_LOW:
        return words("Ready; the roll is nearly at its end.")
    if wire is Wire.UNKNOWN:
        return words("It does not say how it is: nobody will be told when the paper has run out.")
    return words.error(not_ready(transport.name, wire))
