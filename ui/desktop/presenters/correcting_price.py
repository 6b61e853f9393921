"""A label with the wrong price: the article, the right price, what was sold at the wrong one, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ess_shop.domain.money import Money
from ess_shop.domain.people import Right
from ess_shop.domain.sale import Sale
from ess_shop.domain.shop import Shop
from ess_shop.domain.source import shown
from ess_shop.errors import Refused
from ess_shop.reading import Reading, SoldPieces
from ess_shop.services import repricing
from ess_shop.services.correcting import SoldAs
from ess_shop.services.repricing import Repriced, RepriceRequest
from ui.desktop.presenters.correction_words import Names, line_said, names_of
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.finding import FindingPresenter
from ui.desktop.presenters.putting_right import PuttingRight

Previewed = tuple[Sequence[Sale], Names]


class Mend(StrEnum):
    """What becomes of pieces that were sold at the wrong price."""

    STAYS = "stays"
    MEMBER = "member"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class PriceLine:
    """Pieces that were sold at the wrong price; `way` is what can be done about them, `mend` what is."""

    pieces: SoldPieces
    way: Mend
    mend: Mend = Mend.STAYS

    @property
    def sold(self) -> SoldAs:
        """The line of the ticket."""
        return SoldAs(self.pieces.till, self.pieces.ticket, self.pieces.line)


class WrongPricePresenter(PuttingRight[RepriceRequest, Previewed, Repriced]):
    """What is still here costs the right price at once; what was sold stays, unless it is put right."""

    def __init__(self, desk: Desk, shop: Shop, finding: FindingPresenter) -> None:
        super().__init__(desk, finding)
        self._shop = shop
        self.choosing.chose.connect(self._chosen)
        self.price: Money | None = None
        self.wrong = ""
        """What is wrong with the price that was typed."""
        self.lines: Sequence[PriceLine] = ()
        self.on_hand = 0
        self._sold: Sequence[SoldPieces] = ()
        self._mends: dict[SoldAs, Mend] = {}

    def begin(self) -> None:
        """From the beginning."""
        self._anew()
        self.made = None
        self.choosing.give_up()

    def _chosen(self) -> None:
        """Another article, or none: what was sold of it is asked."""
        self.price, self.wrong, self.lines, self.said, self.refused = None, "", (), (), ""
        self._sold, self._mends, self.on_hand = (), {}, 0
        self.changed.ring()
        chosen, books = self.choosing.chosen, self.desk.books
        if chosen is None:
            return

        def ask() -> tuple[Sequence[SoldPieces], int]:
            with books.read() as read:
                return read.sold_pieces(chosen.article.id), read.stock_of(chosen.article.id)

        def see(found: tuple[Sequence[SoldPieces], int]) -> None:
            if self.choosing.chosen == chosen:
                self._sold, self.on_hand = found
                self._renew()

        self.desk.lane.run(ask, see)

    def say_price(self, text: str) -> None:
        """The right price, as it is typed: `15,00`."""
        self.price, self.wrong = None, ""
        if text.strip():
            try:
                self.price = self._shop.currency.parse(text)
            except ValueError:
                said = "“{value}” is no amount: type it like 15,00."
                self.wrong = self.desk.words(said, value=shown(text, 40))
        self._renew()

    def _renew(self) -> None:
        price = self.price
        self.lines = [
            PriceLine(pieces, _way(pieces, price), self._mends.get(_sold(pieces), Mend.STAYS))
            for pieces in self._sold
            if price is not None and pieces.tag_price != price
        ]
        self._preview()

    def toggle(self, line: PriceLine) -> None:
        """Those pieces stay as they are, or are put right."""
        self._mends[line.sold] = line.way if line.mend is Mend.STAYS else Mend.STAYS
        self._renew()

    def mend_said(self, line: PriceLine) -> str:
        """What becomes of those pieces."""
        return mends(self.desk)[line.mend]

    # What changes

    def _request(self) -> RepriceRequest | None:
        desk, chosen, price = self.desk, self.choosing.chosen, self.price
        if chosen is None or price is None:
            return None
        mended = [line for line in self.lines if line.mend is line.way]
        return RepriceRequest(
            self._id,
            desk.till,
            self._at,
            chosen.article.id,
            price,
            reasons=tuple(
                (line.sold, desk.words("wrong price on ticket {ticket}", ticket=line.sold.number))
                for line in mended
            ),
            to_member=tuple(line.sold for line in mended if line.way is Mend.MEMBER),
            to_customer=tuple(line.sold for line in mended if line.way is Mend.CUSTOMER),
            volunteer=desk.who,
        )

    def _foreseen(self, read: Reading, request: RepriceRequest) -> Previewed:
        return repricing.preview(read, request), names_of(read)

    def _told(self, request: RepriceRequest, foreseen: Previewed) -> list[str]:
        sales, names = foreseen
        words, chosen = self.desk.words, self.choosing.chosen
        if chosen is None:
            return []
        said = [
            words(
                "“{label}” costs {price} from now on, in place of {old}.",
                label=chosen.article.label,
                price=request.price,
                old=chosen.article.price,
            )
        ]
        if self.on_hand > 0 and request.price != chosen.article.price:
            said.append(
                words.plural(
                    "{count} piece here needs a new label.",
                    "{count} pieces here need new labels.",
                    self.on_hand,
                )
            )
        for sale in sales:
            said += [line_said(words, line, names) for line in sale.lines]
            if sale.total:
                said.append(words("The customer gets {amount} back, in cash.", amount=-sale.total))
            else:
                said.append(words("The customer neither pays nor gets anything back."))
        return said

    def save(self) -> None:
        """Put the price right; Refused says what is missing."""
        desk = self.desk
        desk.require(Right.MEMBERS)
        if self.choosing.chosen is None:
            raise Refused("no_article_named", "Say which article it is: scan it, or type its code or label.")
        request = self._request()
        if request is None:
            raise Refused("no_price", "Type the right price.")
        if request.price == self.choosing.chosen.article.price and not (
            request.to_member or request.to_customer
        ):
            raise Refused("price_is_right", "It costs that already, and nothing sold is put right.")
        now = replace(request, at=desk.clock())
        self._make(lambda: repricing.put_price_right(desk.books, now))

    def labels(self) -> dict[str, int]:
        """How many new labels the pieces here need, by code."""
        return {self.made.article.code: self.on_hand} if self.made and self.on_hand > 0 else {}


def mends(desk: Desk) -> Mapping[Mend, str]:
    """What can be done about sold pieces, as people call it."""
    words = desk.words
    return {
        Mend.STAYS: words("stays as it is"),
        Mend.MEMBER: words("the member gets the difference"),
        Mend.CUSTOMER: words("the customer gets money back"),
    }


def _way(pieces: SoldPieces, price: Money) -> Mend:
    """Who misses something: the member of what was sold too cheaply, the customer of what was too dear."""
    return Mend.MEMBER if pieces.tag_price < price else Mend.CUSTOMER


def _sold(pieces: SoldPieces) -> SoldAs:
    return SoldAs(pieces.till, pieces.ticket, pieces.line)
