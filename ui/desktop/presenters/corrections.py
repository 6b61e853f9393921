"""Putting right what went wrong, step by step and in words: a wrong article, a wrong price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Money
from ess_shop.domain.people import Right
from ess_shop.domain.sale import Sale
from ess_shop.domain.searching import folded
from ess_shop.domain.shop import Shop
from ess_shop.errors import NotFound, Refused, ShopError
from ess_shop.reading import Reading, RecordedSale, SaleQuery, SaleRow
from ess_shop.reading_counts import SoldPieces
from ess_shop.services import correcting, repricing
from ess_shop.services.correcting import ReassignRequest, SoldAs
from ess_shop.services.repricing import Repriced, RepriceRequest
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.slip_lines import article_called

TOPIC = "corrections"
MOST = 60


class Wrong(StrEnum):
    """What went wrong."""

    ARTICLE = "article"
    PRICE = "price"


class Mend(StrEnum):
    """What becomes of pieces that were sold at a wrong price."""

    STAYS = "stays"
    MEMBER = "member"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class TicketLine:
    """A line of a ticket that can be put right: `left` pieces of it did not come back."""

    sold: SoldAs
    label: str
    code: str
    quantity: int
    left: int
    total: Money
    member: str


@dataclass(frozen=True, slots=True)
class PriceLine:
    """Sold pieces of the article whose price was wrong, and what is done about them."""

    pieces: SoldPieces
    mend: Mend


class ArticlePresenter:
    """A sold line that was another article's: the ticket, the line, the right article, then in words what changes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.id = new_id()
        self.tickets: Sequence[SaleRow] = ()
        self.lines: Sequence[TicketLine] = ()
        self.line: TicketLine | None = None
        self.article: Article | None = None
        self.owner = ""
        self.said: Sequence[str] = ()
        """What the correction changes, once everything is known."""
        self.reason = ""
        self.busy = False
        self.changed: Bell[[]] = Bell()

    def begin(self) -> None:
        """From the beginning."""
        self.id = new_id()
        self.lines, self.line, self.article, self.owner = (), None, None, ""
        self.said, self.reason = (), ""
        self.changed.ring()

    def find(self, text: str) -> None:
        """Tickets that fit: number, time, amount, article."""
        books = self.desk.books

        def ask() -> Sequence[SaleRow]:
            with books.read() as read:
                return read.find_sales(SaleQuery(text=text, limit=MOST))

        def see(rows: Sequence[SaleRow]) -> None:
            self.tickets = rows
            self.changed.ring()

        self.desk.lane.run(ask, see)

    def open(self, ticket: SaleRow) -> None:
        """Show what that ticket sold."""
        books = self.desk.books

        def ask() -> Sequence[TicketLine]:
            with books.read() as read:
                return _lines_of(read, ticket)

        def see(lines: Sequence[TicketLine]) -> None:
            self.lines, self.line, self.said = lines, None, ()
            self.changed.ring()

        self.desk.lane.run(ask, see)

    def choose(self, line: TicketLine) -> None:
        """It is that line."""
        self.line = line
        self._preview()

    def name_article(self, text: str) -> None:
        """The article that was really sold, by barcode, code or label."""
        books = self.desk.books

        def ask() -> tuple[Article | None, str]:
            with books.read() as read:
                article = article_called(read, text.strip()) or _by_label(read, text)
                names = read.identities()
                who = names[article.member_id].name if article and article.member_id in names else ""
                return article, who

        def see(found: tuple[Article | None, str]) -> None:
            self.article, self.owner = found
            if self.article is None:
                self.desk.tell(
                    NotFound("no_such_article", "Nothing here is called “{value}”.", value=text[:60])
                )
            self._preview()

        self.desk.lane.run(ask, see)

    def say_why(self, reason: str) -> None:
        """Why it is put right."""
        self.reason = reason
        self._preview()

    def _preview(self) -> None:
        request = self._request()
        self.said = ()
        self.changed.ring()
        if request is None:
            return
        books, desk = self.desk.books, self.desk

        def ask() -> tuple[Sale, dict[str, str]]:
            with books.read() as read:
                names = {id: identity.name for id, identity in read.identities().items()}
                return correcting.preview(read, request), names

        def see(found: tuple[Sale, dict[str, str]]) -> None:
            if self._request() == request:
                sale, names = found
                self.said = [
                    _line_said(desk, line.member_id, names, line.label, line.quantity, line.share)
                    for line in sale.lines
                ]
                self.changed.ring()

        desk.lane.run(ask, see)

    def _request(self) -> ReassignRequest | None:
        if self.line is None or self.article is None or not self.reason.strip():
            return None
        desk = self.desk
        return ReassignRequest(
            self.id,
            desk.till,
            desk.clock().replace(second=0, microsecond=0),
            self.line.sold,
            self.article.id,
            self.reason.strip(),
            volunteer=desk.who,
        )

    def save(self) -> None:
        """Record the correction; Refused says what is missing."""
        desk = self.desk
        desk.require(Right.RETURN_WITHOUT_TICKET)
        if self.line is None:
            raise Refused("no_line", "Choose the line of the ticket that was wrong.")
        if self.article is None:
            raise Refused("no_article", "Say what was really sold: scan it, or type its code or label.")
        request = self._request()
        if request is None:
            raise Refused("no_reason", "Say why: it stands on both members’ papers.")
        if self.busy:
            return
        self.busy = True

        def done(made: RecordedSale) -> None:
            self.busy = False
            said = desk.words("Ticket {number} puts it right.", number=made.number)
            desk.notices.tell(TOPIC, said, Tone.GOOD)
            self.begin()

        def failed(wrong: ShopError) -> None:
            self.busy = False
            desk.tell(wrong)

        desk.lane.run(lambda: correcting.reassign(desk.books, request), done, failed)


class PricePresenter:
    """An article whose label said a wrong price: the right one, and what was sold at the wrong one."""

    def __init__(self, desk: Desk, shop: Shop) -> None:
        self.desk, self.shop = desk, shop
        self.id = new_id()
        self.article: Article | None = None
        self.price: Money | None = None
        self.lines: Sequence[PriceLine] = ()
        self.said: Sequence[str] = ()
        self.busy = False
        self.changed: Bell[[]] = Bell()
        self.labels: Bell[[Article]] = Bell()
        """Rung with the article whose labels are wanted anew."""

    def begin(self) -> None:
        """From the beginning."""
        self.id = new_id()
        self.article, self.price, self.lines, self.said = None, None, (), ()
        self.changed.ring()

    def name_article(self, text: str) -> None:
        """The article, by barcode, code or label, with what was sold of it."""
        books = self.desk.books

        def ask() -> tuple[Article | None, Sequence[SoldPieces]]:
            with books.read() as read:
                article = article_called(read, text.strip()) or _by_label(read, text)
                return article, read.sold_pieces(article.id) if article else ()

        def see(found: tuple[Article | None, Sequence[SoldPieces]]) -> None:
            article, pieces = found
            if article is None:
                self.desk.tell(
                    NotFound("no_such_article", "Nothing here is called “{value}”.", value=text[:60])
                )
            self.article = article
            self.lines = [PriceLine(each, Mend.STAYS) for each in pieces]
            self.said = ()
            self.changed.ring()

        self.desk.lane.run(ask, see)

    def say_price(self, text: str) -> None:
        """The right price; Refused for what is none."""
        try:
            price = self.shop.currency.parse(text)
        except ValueError:
            raise Refused("bad_amount", "“{value}” is no amount: type it like 15,00.", value=text) from None
        self.price = price
        self._preview()

    def mend(self, place: int) -> None:
        """The next thing that can be done about those pieces: they stay, or are put right."""
        line, price = self.lines[place], self.price
        if price is None:
            return
        way = Mend.MEMBER if price > line.pieces.tag_price else Mend.CUSTOMER
        mend = way if line.mend is Mend.STAYS else Mend.STAYS
        lines = list(self.lines)
        lines[place] = PriceLine(line.pieces, mend)
        self.lines = lines
        self._preview()

    def mend_said(self, line: PriceLine) -> str:
        """What is done about those pieces."""
        words = self.desk.words
        said = {
            Mend.STAYS: words("stays as it is"),
            Mend.MEMBER: words("the member gets the difference"),
            Mend.CUSTOMER: words("the customer gets money back"),
        }
        return said[line.mend]

    def _preview(self) -> None:
        self.said = ()
        self.changed.ring()
        request, desk = self._request(), self.desk
        if request is None:
            return

        def ask() -> tuple[Sequence[Sale], dict[str, str]]:
            with desk.books.read() as read:
                names = {id: identity.name for id, identity in read.identities().items()}
                return repricing.preview(read, request), names

        def see(found: tuple[Sequence[Sale], dict[str, str]]) -> None:
            sales, names = found
            words = desk.words
            said = [words("From now on “{label}” costs {price}.", label=self._label, price=request.price)]
            for sale in sales:
                said += [
                    _line_said(desk, line.member_id, names, line.label, line.quantity, line.share)
                    for line in sale.lines
                ]
                if sale.total:
                    said.append(words("The customer gets {amount} back, in cash.", amount=-sale.total))
            self.said = said
            self.changed.ring()

        desk.lane.run(ask, see)

    @property
    def _label(self) -> str:
        return self.article.label if self.article else ""

    def _request(self) -> RepriceRequest | None:
        desk, article, price = self.desk, self.article, self.price
        if article is None or price is None:
            return None

        def sold(mend: Mend) -> tuple[SoldAs, ...]:
            return tuple(
                SoldAs(each.pieces.till, each.pieces.ticket, each.pieces.line)
                for each in self.lines
                if each.mend is mend
            )

        said = desk.words("wrong price on the label")
        every = (*sold(Mend.MEMBER), *sold(Mend.CUSTOMER))
        return RepriceRequest(
            self.id,
            desk.till,
            desk.clock().replace(second=0, microsecond=0),
            article.id,
            price,
            reasons=tuple((each, f"{said} ({each.number})") for each in every),
            to_member=sold(Mend.MEMBER),
            to_customer=sold(Mend.CUSTOMER),
            volunteer=desk.who,
        )

    def save(self) -> None:
        """Put the price right; Refused says what is missing."""
        desk = self.desk
        desk.require(Right.RETURN_WITHOUT_TICKET)
        if self.article is None:
            raise Refused("no_article", "Say which article it is: scan it, or type its code or label.")
        request = self._request()
        if request is None:
            raise Refused("no_price", "Type the right price.")
        if self.busy:
            return
        self.busy = True

        def done(made: Repriced) -> None:
            self.busy = False
            words = desk.words
            said = words("“{label}” costs {price} now.", label=made.article.label, price=made.article.price)
            desk.notices.tell(TOPIC, said, Tone.GOOD)
            self.begin()
            self.labels.ring(made.article)

        def failed(wrong: ShopError) -> None:
            self.busy = False
            desk.tell(wrong)

        desk.lane.run(lambda: repricing.put_price_right(desk.books, request), done, failed)


def _lines_of(read: Reading, ticket: SaleRow) -> list[TicketLine]:
    found = read.sale(ticket.till, ticket.ticket)
    if found is None:
        return []
    names = read.identities()
    return [
        TicketLine(
            sold=SoldAs(ticket.till, ticket.ticket, number),
            label=line.label,
            code=line.code,
            quantity=line.quantity,
            left=line.quantity - found.returned.get(number, 0),
            total=line.total,
            member=names[line.member_id].name if line.member_id in names else "",
        )
        for number, line in enumerate(found.sale.sale.lines, start=1)
        if line.quantity > found.returned.get(number, 0)
    ]


def _by_label(read: Reading, text: str) -> Article | None:
    """The only article whose label has these letters; None if there are several."""
    wanted = folded(text)
    if len(wanted) < 3:
        return None
    found = [row for row in read.search_rows() if wanted in folded(row.label)]
    exact = [row for row in found if folded(row.label) == wanted]
    chosen = exact or found
    return read.article(chosen[0].article_id) if len(chosen) == 1 else None


def _line_said(
    desk: Desk, member_id: str, names: dict[str, str], label: str, quantity: int, share: Money
) -> str:
    words, name = desk.words, names.get(member_id, "")
    if quantity < 0:
        return words(
            "{name}: {quantity} × “{label}” is taken back, {share} less.",
            name=name,
            quantity=-quantity,
            label=label,
            share=-share,
        )
    return words(
        "{name}: {quantity} × “{label}” is sold, {share} more.",
        name=name,
        quantity=quantity,
        label=label,
        share=share,
    )
