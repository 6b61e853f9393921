"""An invoice as a value: who sells to whom, what for, with which VAT; one that does not add up is refused."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ess_shop.domain.money import Currency, Money, Rate
from ess_shop.domain.settlement import Month
from ess_shop.errors import Refused

FRANCHISE = "TVA non applicable, art. 293 B du CGI"
"""What an invoice says, word by word, when its seller charges no VAT for being small."""

NUMBER = re.compile(r"[A-Za-z0-9+\-_/]{1,35}")

DAYS_TO_PAY = 30
"""How soon the shop pays for what it bought: the usual term of the law (C. com. art. L441-10)."""


class InvoiceKind(StrEnum):
    """What is invoiced: the shop's commission, or goods that the shop bought and invoices to itself."""

    COMMISSION = "commission"
    SELF_BILLED = "self_billed"


class Category(StrEnum):
    """How a line stands before VAT, as EN 16931 calls it: taxed, at nought, exempt, outside its scope."""

    STANDARD = "S"
    ZERO = "Z"
    EXEMPT = "E"
    OUTSIDE = "O"


class Subject(StrEnum):
    """What a line is about."""

    COMMISSION = "commission"
    FEE = "fee"
    GOODS = "goods"


@dataclass(frozen=True, slots=True)
class Party:
    """Who sells or buys; `code` is the member's, "" for the shop itself."""

    name: str
    street: str
    postcode: str
    town: str
    country: str
    siret: str = ""
    vat_number: str = ""
    email: str = ""
    contact: str = ""
    code: str = ""

    @property
    def siren(self) -> str:
        """The nine digits that say who it is, whatever the establishment."""
        return self.siret[:9]


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """Something invoiced: `net` before tax, and its `tax`. `reason` is that of a fee."""

    subject: Subject
    net: Money
    tax: Money
    rate: Rate
    category: Category = Category.STANDARD
    reason: str = ""

    def turned(self) -> InvoiceLine:
        """The same with the other sign, as a credit note has it."""
        return InvoiceLine(self.subject, -self.net, -self.tax, self.rate, self.category, self.reason)


@dataclass(frozen=True, slots=True)
class RateTotal:
    """The `count` lines of one category and rate together."""

    category: Category
    rate: Rate
    net: Money
    tax: Money
    count: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """An invoice that a credit note takes back in part."""

    number: str
    day: date


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice, or a credit note, whose amounts then count the other way.

    `total` is what the settlement says, tax included; `retained` what of it is settled already, because the
    shop takes its commission off what it owes. `statement` explains it. `mandate_on` and `contest_until` are
    those of an invoice that the shop makes in the member's name.
    """

    kind: InvoiceKind
    number: str
    day: date
    month: Month
    seller: Party
    buyer: Party
    lines: tuple[InvoiceLine, ...]
    total: Money
    retained: Money
    statement: str
    credit: bool = False
    corrects: tuple[Earlier, ...] = ()
    mandate_on: date | None = None
    contest_until: date | None = None

    def __post_init__(self) -> None:
        if not NUMBER.fullmatch(self.number):
            raise Refused("bad_invoice_number", "“{number}” cannot number an invoice.", number=self.number)
        if not self.lines or self.tax_included != self.total or not all(map(_ties, self.totals)):
            raise Refused(
                "invoice_does_not_add_up",
                "Invoice {number} does not add up: its lines make {lines}, the settlement {settled}. "
                "Run `verify`, then write it again.",
                number=self.number,
                lines=self.tax_included if self.lines else self.total * 0,
                settled=self.total,
            )
        if self.credit and not self.corrects:
            raise Refused(
                "credit_note_without_invoice",
                "{member} gave back more than was sold, and there is no earlier invoice that a credit note "
                "could correct: write {number} by hand, and keep it with the statement {statement}.",
                member=self.seller.code or self.buyer.code,
                number=self.number,
                statement=self.statement,
            )

    @property
    def shop(self) -> Party:
        """Who makes the invoice."""
        return self.buyer if self.kind is InvoiceKind.SELF_BILLED else self.seller

    @property
    def member(self) -> Party:
        """Who it is made for."""
        return self.seller if self.kind is InvoiceKind.SELF_BILLED else self.buyer

    @property
    def currency(self) -> Currency:
        """What the amounts are in."""
        return self.total.currency

    @property
    def payable_on(self) -> date:
        """The day by which it is settled; what is taken off the shop's debt is settled at once."""
        if self.kind is InvoiceKind.COMMISSION or self.credit:
            return self.day
        return self.day + timedelta(days=DAYS_TO_PAY)

    @property
    def before_tax(self) -> Money:
        """All lines before tax."""
        return sum((line.net for line in self.lines), self.total * 0)

    @property
    def tax(self) -> Money:
        """The VAT of all lines."""
        return sum((line.tax for line in self.lines), self.total * 0)

    @property
    def tax_included(self) -> Money:
        """All lines with their VAT."""
        return self.before_tax + self.tax

    @property
    def due(self) -> Money:
        """What is still to be paid."""
        return self.total - self.retained

    @property
    def totals(self) -> tuple[RateTotal, ...]:
        """The lines by category and rate, the highest rate first."""
        groups: defaultdict[tuple[Rate, Category], list[InvoiceLine]] = defaultdict(list)
        for line in self.lines:
            groups[line.rate, line.category].append(line)
        none = self.total * 0
        return tuple(
            RateTotal(
                category,
                rate,
                sum((line.net for line in lines), none),
                sum((line.tax for line in lines), none),
                len(lines),
            )
            for (rate, category), lines in sorted(groups.items(), reverse=True)
        )


def _ties(total: RateTotal) -> bool:
    """Whether the tax is what the rate makes of the amount, but for the cent that each line is rounded by."""
    if total.category is not Category.STANDARD:
        return not total.tax and not total.rate.millionths
    return abs(total.tax.minor - total.rate.of(total.net.minor)) <= total.count
