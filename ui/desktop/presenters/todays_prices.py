"""What found articles cost today, their contracts' markdowns taken off; only what is shown is priced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ess_shop.domain.searching import SearchRow
from ess_shop.domain.shop import Shop
from ess_shop.services.marking_down import PriceToday, prices_today
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk


@dataclass(frozen=True, slots=True)
class PriceSaid:
    """A price in words, the one on the tag where that is another (else ""), and both read aloud."""

    now: str
    first: str
    aloud: str


class TodaysPrices:
    """Asks the books in the lane and keeps the answers while a search lasts; until then a tag is shown."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, PriceToday] = {}
        self._asked: Sequence[str] = ()
        self.changed: Bell[[]] = Bell()
        """Rung when one of them costs something else than was shown."""

    def ask(self, rows: Sequence[SearchRow]) -> None:
        """Price these; a question that a newer one overtook is not worked on."""
        known, shown = self._known, {row.article_id: row.price for row in rows}
        asked = self._asked = [id for id in shown if id not in known]
        if not asked:
            return
        desk, today = self._desk, self._desk.clock().date()

        def price() -> Mapping[str, PriceToday]:
            if self._asked is not asked:
                return {}
            with desk.books.read() as read:
                session = read.session(desk.till)
                return prices_today(read, asked, session.day if session else today)

        def take(found: Mapping[str, PriceToday]) -> None:
            known.update(found)
            other = any(priced.now.minor != shown[id] for id, priced in found.items())
            if other and known is self._known:
                self.changed.ring()

        desk.lane.run(price, take)

    def said(self, row: SearchRow, shop: Shop) -> PriceSaid:
        """What is shown of a found article's price."""
        words = self._desk.words
        tag = shop.money(row.price)
        priced = self._known.get(row.article_id, PriceToday(tag, tag))
        now = words.money(priced.now)
        if priced.now == priced.tag:
            return PriceSaid(now, "", now)
        aloud = ", ".join((now, words("instead of {price}", price=priced.tag)))
        return PriceSaid(now, words.money(priced.tag), aloud)

    def forget(self) -> None:
        """The search is over: the next one asks anew."""
        self._known, self._asked = {}, ()
