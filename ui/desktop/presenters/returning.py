"""Taking goods back: by ticket, line by line, never more than was bought; or without one, by right."""

from __future__ import annotations

from dataclasses import dataclass

from ess_shop.domain.articles import Article
from ess_shop.domain.basket import AskedBack
from ess_shop.domain.people import Right
from ess_shop.domain.source import shown
from ess_shop.errors import NotFound, Refused
from ess_shop.reading import Returned, ticket_number
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.grammar import ticket_of
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.panels import RETURN
from ui.desktop.presenters.selling import SellingPresenter


@dataclass(frozen=True, slots=True)
class ReturnChoice:
    """A sold line that may come back: how many still can, how many are picked."""

    line: int
    label: str
    price: str
    left: int
    picked: int = 0


class ReturnPresenter:
    """One ticket at a time; what is picked goes into the basket as lines that come back."""

    def __init__(self, selling: SellingPresenter) -> None:
        self._selling, self._desk = selling, selling.desk
        self.ticket: Returned | None = None
        self.choices: tuple[ReturnChoice, ...] = ()
        self.changed: Bell[[]] = Bell()
        selling.ticket_scanned.connect(self.find)

    @property
    def may_without_ticket(self) -> bool:
        """Whether the person may take goods back without their ticket."""
        return self._desk.may(Right.RETURN_WITHOUT_TICKET)

    @property
    def number(self) -> str:
        """The ticket's number, "" before one is found."""
        return self.ticket.sale.number if self.ticket else ""

    def open(self) -> None:
        """Ask for a ticket."""
        self.ticket, self.choices = None, ()
        self._selling.open(RETURN)
        self.changed.ring()

    def type(self, text: str) -> None:
        """A ticket number as typed: `C1-000123`, or `123` of this till."""
        plain = text.strip()
        named = ticket_of(plain)
        if named is None and plain.isascii() and plain.isdigit() and len(plain) <= 9:
            named = (self._desk.till, int(plain))
        if named is None:
            raise Refused(
                "bad_ticket",
                "“{text}” is no ticket number: it looks like C1-000123.",
                text=shown(plain, 60),
            )
        self.find(*named)

    def find(self, till: str, ticket: int) -> None:
        """Show what can come back of a ticket."""
        books = self._desk.books

        def ask() -> Returned:
            with books.read() as read:
                found = read.sale(till, ticket)
            if found is None:
                raise NotFound(
                    "unknown_ticket",
                    "There is no ticket {ticket}: check its number.",
                    ticket=ticket_number(till, ticket),
                )
            return found

        self._desk.lane.run(ask, self._show)

    def _show(self, found: Returned) -> None:
        self.ticket = found
        words, sale, basket = self._desk.words, found.sale, self._selling.content
        self.choices = tuple(
            ReturnChoice(
                number,
                line.label,
                words.money(line.unit_price),
                line.quantity
                - found.returned.get(number, 0)
                - basket.coming_back(sale.till, sale.ticket, number),
            )
            for number, line in enumerate(found.sale.sale.lines, start=1)
            if line.quantity > 0
        )
        self._selling.open(RETURN)
        self.changed.ring()

    def pick(self, line: int, pieces: int) -> None:
        """So many pieces of that line come back, within what can."""
        self.choices = tuple(
            ReturnChoice(each.line, each.label, each.price, each.left, max(0, min(pieces, each.left)))
            if each.line == line
            else each
            for each in self.choices
        )
        self.changed.ring()

    def scan(self, code: str) -> None:
        """An article of the ticket, scanned while its lines are shown: one more piece of it comes back."""
        found, words = self.ticket, self._desk.words
        if found is None:
            return
        books = self._desk.books

        def ask() -> Article:
            with books.read() as read:
                article = read.article_by_barcode(code)
            if article is None:
                raise NotFound("unknown_barcode", "Nothing has the barcode {code}.", code=code)
            return article

        def pick(article: Article) -> None:
            lines = found.sale.sale.lines
            for choice in self.choices:
                if lines[choice.line - 1].article_id == article.id and choice.picked < choice.left:
                    self.pick(choice.line, choice.picked + 1)
                    return
            said = words("No more of “{label}” can come back of this ticket.", label=article.label)
            self._desk.notices.tell("return", said, Tone.WARNING)

        self._desk.lane.run(ask, pick)

    def take(self, reason: str) -> None:
        """Put what was picked into the basket."""
        if self.ticket is None:
            raise Refused("no_ticket", "Scan the ticket first, or type its number.")
        picked = [each for each in self.choices if each.picked]
        if not picked:
            raise Refused("nothing_picked", "Choose what comes back: press + beside it.")
        sale = self.ticket.sale
        self._selling.take_back(
            [AskedBack(sale.till, sale.ticket, each.line, each.picked, reason.strip()) for each in picked],
            sale.sale.customer,
        )
        self.ticket, self.choices = None, ()
        self.changed.ring()

    def begin_without_ticket(self, reason: str) -> None:
        """The next article that is scanned or chosen comes back, for that reason."""
        self._selling.expect_back(reason)
