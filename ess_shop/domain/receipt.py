"""The small papers of a till as values: receipts, day papers, cash slips; no layout, no device."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum

from ess_shop.domain.cash import Counted, Purpose, SessionTotals
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.sale import Means
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused

TRAINING_MARK, PROVISIONAL_MARK, DUPLICATE_MARK = "FACTICE", "PROVISOIRE", "DUPLICATA"
"""The marks French law knows; they stay French in every language."""

AGENT_MENTION = "Vendu au nom et pour le compte des membres nommés sur ce ticket."
FRANCHISE_MENTION = "TVA non applicable, art. 293 B du CGI :"
NOT_SUBJECT_MENTION = "Opération hors du champ d’application de la TVA :"
MARGIN_MENTION = "Régime particulier – Biens d’occasion, art. 297 A du CGI :"
"""Legal French sentences, above the sellers each holds for; they stay French in every language."""

LONGEST_TEXT, LONGEST_LOGO = 200, 400_000


@dataclass(frozen=True, slots=True)
class ReceiptSettings:
    """How a shop dresses its receipts.

    `logo` is a picture kept as text or the path of one, `about` a line about the shop, "" for none;
    `show_members` prints under each article whose goods it is.
    """

    lines_above: tuple[str, ...] = ()
    lines_below: tuple[str, ...] = ()
    logo: str = ""
    about: str = ""
    show_members: bool = True


def receipt_settings(plain: object) -> ReceiptSettings:
    """The settings of plain data; what is missing has its default. Refused for data that make no sense."""
    if plain is None:
        return ReceiptSettings()
    if not isinstance(plain, Mapping):
        raise _unreadable()
    shown = plain.get("show_members", True)
    if not isinstance(shown, bool):
        raise _unreadable()
    return ReceiptSettings(
        lines_above=_texts(plain.get("lines_above", ())),
        lines_below=_texts(plain.get("lines_below", ())),
        logo=_text(plain.get("logo", ""), LONGEST_LOGO),
        about=_text(plain.get("about", "")),
        show_members=shown,
    )


def plain_settings(settings: ReceiptSettings) -> dict[str, object]:
    """The plain data of settings, as JSON keeps them."""
    plain = asdict(settings)
    return plain | {name: list(plain[name]) for name in ("lines_above", "lines_below")}


def _texts(plain: object) -> tuple[str, ...]:
    if not isinstance(plain, list | tuple):
        raise _unreadable()
    return tuple(_text(each) for each in plain)


def _text(plain: object, longest: int = LONGEST_TEXT) -> str:
    if not isinstance(plain, str) or len(plain) > longest:
        raise _unreadable()
    return plain


def _unreadable() -> Refused:
    return Refused("bad_preference", "A setting cannot be read: set it again.")


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line; `member` names whose goods it is, `total` is tax included and after `discount`.

    `reason` says why something was taken back (negative quantity), "" on what is bought. `tag_price` is the
    first price of goods that were marked down.
    """

    label: str
    member: str
    quantity: int
    unit_price: Money
    discount: Money
    discount_reason: str
    total: Money
    reason: str = ""
    tag_price: Money | None = None


@dataclass(frozen=True, slots=True)
class VatLine:
    """What one seller sold at one rate."""

    seller: str
    rate: Rate
    before_tax: Money
    tax: Money
    total: Money


@dataclass(frozen=True, slots=True)
class PaidLine:
    """One means: what was handed over (negative: paid back) and given back in it.

    `currency_name` is what a local currency is called, "" for the legal one.
    """

    means: Means
    tendered: Money
    change: Money
    reference: str = ""
    currency_name: str = ""


@dataclass(frozen=True, slots=True)
class LocalPaid:
    """The part of the total that was paid in one local currency, and what it is worth in the legal one."""

    currency_name: str
    received: Money
    worth: Money


@dataclass(frozen=True, slots=True)
class Mention:
    """A legal sentence and the sellers it holds for."""

    sentence: str
    sellers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """A customer's paper. `at` is an ISO time; `duplicate` counts reprints from 1, 0 for the original.

    `rounding` is what cash rounding added to `total`; `provisional` marks a paper from before the payment,
    whose `number` is "". `customer` is what a member who bought is called, "" for anybody else.
    """

    shop: Shop
    number: str
    at: str
    day: date
    till: str
    volunteer: str
    lines: tuple[ReceiptLine, ...]
    total: Money
    rounding: Money
    vat: tuple[VatLine, ...] = ()
    payments: tuple[PaidLine, ...] = ()
    local_parts: tuple[LocalPaid, ...] = ()
    mentions: tuple[Mention, ...] = ()
    settings: ReceiptSettings = ReceiptSettings()
    duplicate: int = 0
    training: bool = False
    provisional: bool = False
    customer: str = ""


class DayKind(StrEnum):
    """An X looks at an open session, a Z closes it."""

    X = "X"
    Z = "Z"


@dataclass(frozen=True, slots=True)
class DayPaper:
    """The paper of an X or a Z; `number` is the Z's, 0 on an X; `at` is an ISO time.

    `perpetual` is per taxpayer (`shop` or a member's id), in legal minor units; `names` are their names.
    """

    kind: DayKind
    shop: Shop
    till: str
    day: date
    number: int
    at: str
    volunteer: str
    totals: SessionTotals
    counts: tuple[Counted, ...] = ()
    reason: str = ""
    perpetual: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    duplicate: int = 0
    training: bool = False


@dataclass(frozen=True, slots=True)
class CashSlip:
    """The paper of cash or coupons put into a drawer (positive) or taken out of it; `at` is an ISO time."""

    shop: Shop
    till: str
    at: str
    volunteer: str
    amount: Money
    purpose: Purpose
    reason: str
    means: Means = Means.CASH
    training: bool = False
