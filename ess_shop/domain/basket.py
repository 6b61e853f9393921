"""What is asked for at the till: lines, returns, discounts, and the means a customer hands over."""

from __future__ import annotations

from dataclasses import dataclass

from ess_shop.domain.articles import Article
from ess_shop.domain.money import Money
from ess_shop.domain.sale import LineRef, Means, SaleLine
from ess_shop.domain.terms import Bearer, Consignor


@dataclass(frozen=True, slots=True)
class Discount:
    """Money off a line or a basket (≥ 0), why, and who bears it (None: as the contract says)."""

    amount: Money
    reason: str
    bearer: Bearer | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Pieces of an article; `unit_price` None means the price on its tag, a negative quantity a return.

    `label` is what it is called on this ticket, "" for its own label.
    """

    article_id: str
    quantity: int = 1
    unit_price: Money | None = None
    discount: Discount | None = None
    reason: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class AskedBack:
    """Pieces of a line (from 1) of an earlier ticket that come back."""

    till: str
    ticket: int
    line: int
    quantity: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BasketLine:
    """One article with its consignor, a quantity and the price it is sold at.

    A negative quantity is a return whose ticket is not known; it needs a `reason`. `marked_price` is what
    the contract's markdowns make of the price by now, None if they make nothing.
    """

    article: Article
    consignor: Consignor
    quantity: int
    unit_price: Money
    discount: Discount | None = None
    reason: str = ""
    marked_price: Money | None = None


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """Pieces of a sold line that come back: `quantity` (> 0) of them, `returned_before` came back earlier."""

    sold: SaleLine
    ref: LineRef
    quantity: int
    returned_before: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Tender:
    """What is handed over in one means; negative is paid back. `reference` names a voucher or cheque."""

    means: Means
    amount: Money
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Basket:
    """Everything that a sale is made of before it is paid."""

    lines: tuple[BasketLine | ReturnLine, ...]
    discount: Discount | None = None
