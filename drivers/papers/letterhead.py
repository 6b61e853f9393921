"""The top of a paper between the shop and a member: who writes, to whom, and the facts beside the address."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale

from drivers.papers import sheet
from drivers.papers.pen import Pen
from ess_shop.domain.invoices import Party
from ess_shop.domain.members import Identity
from ess_shop.domain.shop import Shop
from ess_shop.wording import Words

WINDOW_LEFT = 312.0
WINDOW_TOP = sheet.HEIGHT - 142.0
"""Where the window of a French DL or C5 envelope shows the address: 110 mm from the left, 50 from the top."""

PARTIES_HEIGHT = sheet.TOP - (sheet.HEIGHT - 246.0)
"""What sender, facts and address take of the first page."""

ROOM = WINDOW_LEFT - sheet.LEFT - 24
FACTS_ROOM = 112.0
LINE = 13.5
NEXT_ADDRESS_LINE = 15.0


def draw_sender(pen: Pen, top: float, shop: Shop | Party, words: Words) -> None:
    """The shop: its name, address and registration numbers."""
    pen.write(sheet.LEFT, top - 12, pen.fitted(shop.name, sheet.SIGN, sheet.RIGHT - sheet.LEFT), sheet.SIGN)
    y = top - 29
    for text in (shop.street, f"{shop.postcode} {shop.town}".strip(), shop.email):
        if text:
            pen.write(sheet.LEFT, y, pen.fitted(text, sheet.QUIET, ROOM), sheet.QUIET)
            y -= LINE
    y = top - 29
    for text in (
        shop.siret and f"SIRET {grouped(shop.siret)}",
        shop.vat_number and words("VAT {number}", number=shop.vat_number),
    ):
        if text:
            pen.write_right(sheet.RIGHT, y, text, sheet.QUIET)
            y -= LINE


def draw_addressee(pen: Pen, who: Identity | Party, code: str, shop: Shop | Party, words: Words) -> None:
    """The member's address where a window envelope shows it; the code of one whose name was erased."""
    room = sheet.RIGHT - WINDOW_LEFT
    y = WINDOW_TOP
    for line in pen.wrapped(who.name or code, sheet.ADDRESSEE, room, most=2):
        pen.write(WINDOW_LEFT, y, line, sheet.ADDRESSEE)
        y -= NEXT_ADDRESS_LINE
    for text in address_of(who, shop, words):
        pen.write(WINDOW_LEFT, y, pen.fitted(text, sheet.ADDRESS, room), sheet.ADDRESS)
        y -= NEXT_ADDRESS_LINE


def draw_facts(pen: Pen, facts: Iterable[tuple[str, str]]) -> None:
    """What there is to know, label by label, beside the address."""
    y = WINDOW_TOP - 1
    for label, value in facts:
        pen.write(sheet.LEFT, y, label, sheet.QUIET)
        pen.write(sheet.LEFT + FACTS_ROOM, y, pen.fitted(value, sheet.BODY, ROOM - FACTS_ROOM), sheet.BODY)
        y -= LINE


def address_of(who: Identity | Party, shop: Shop | Party, words: Words) -> list[str]:
    """The lines below the name; the country only on what goes abroad."""
    abroad = who.country if who.country != shop.country else ""
    country = str(Locale(words.language).territories.get(abroad, abroad)).upper() if abroad else ""
    contact = who.contact if who.contact != who.name else ""
    lines = (contact, who.street, f"{who.postcode} {who.town}".strip(), country)
    return [line for line in lines if line]


def grouped(siret: str) -> str:
    """A SIRET as it is read: 552 100 554 00013."""
    if len(siret) != 14:
        return siret
    return "\N{NO-BREAK SPACE}".join((siret[:3], siret[3:6], siret[6:9], siret[9:]))
