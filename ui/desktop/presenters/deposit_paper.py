"""The identity paper of a private person who leaves second-hand goods: what was shown last is proposed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from ess_shop.domain.incoming import Incoming
from ess_shop.domain.police import IdentityPaper, Seller, checked_seller, needs_seller
from ess_shop.errors import Refused
from ui.desktop.presenters.choosing_member import MemberRow
from ui.desktop.presenters.desk import Desk


def is_due(member: MemberRow, lines: Sequence[Incoming]) -> bool:
    """Whether these goods belong in the police register."""
    return needs_seller(member.kind, [line.article for line in lines])


def propose(desk: Desk, member_id: str, see: Callable[[Seller], object]) -> None:
    """The paper that was shown last, or one with the name and address that the shop knows."""
    books = desk.books

    def ask() -> Seller:
        with books.read() as read:
            known = [seller for seller in read.sellers(member_id) if not seller.erased]
            if known:
                return known[0]
            who = read.identities().get(member_id)
        name = who.name if who else ""
        place = (who.street, f"{who.postcode} {who.town}".strip()) if who else ()
        address = ", ".join(part for part in place if part)
        return Seller("", member_id, name, address, IdentityPaper.IDENTITY_CARD, "", "", "")

    desk.lane.run(ask, see)


def checked(seller: Seller, day: date) -> Seller:
    """The paper as the books take it; Refused names the `field` in its facts.

    A paper that is not the proposed one to the letter is a new one.
    """
    issued_on = iso_day(seller.issued_on) if seller.issued_on.strip() else ""
    return checked_seller(replace(seller, issued_on=issued_on), seller.member_id, day)


def iso_day(text: str) -> str:
    """`31/12/2020`, `31.12.2020` or `2020-12-31` as an ISO day; Refused for what is no day."""
    parts = text.replace(".", "/").replace("-", "/").replace(" ", "/").split("/")
    try:
        if len(parts) == 1 and len(text) == 8:
            parts = [text[:2], text[2:4], text[4:]]
        numbers = [int(part) for part in parts]
        if len(parts[0]) == 4:
            numbers.reverse()
        day, month, year = numbers
        return date(year, month, day).isoformat()
    except ValueError:
        raise Refused(
            "identity_paper_incomplete",
            "“{text}” is no day: type it like 31/12/2020.",
            text=text[:40],
            field="issued_on",
        ) from None
