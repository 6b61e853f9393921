"""The monthly settlement: what each member is owed, what is paid, what is carried, to the cent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from ess_shop.domain.members import PayoutMeans
from ess_shop.domain.money import Money
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `2010-12`; Refused otherwise."""
        try:
            day = date.fromisoformat(f"{text.strip()}-01")
        except ValueError:
            raise Refused("bad_month", "“{text}” is no month: write it like 2010-12.", text=text) from None
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> Month:
        """The month after it."""
        day = self.first + timedelta(days=31)
        return Month(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


class Carried(StrEnum):
    """Why a balance is not paid."""

    NOT = ""
    NEGATIVE = "negative"
    MINIMUM = "minimum"
    NO_IBAN = "no_iban"


@dataclass(frozen=True, slots=True)
class LocalMovement:
    """What a member's goods brought in one local currency in a month, and the member's part of it."""

    received: Money
    share: Money


@dataclass(frozen=True, slots=True)
class Movement:
    """What a member's goods brought in a month, returns counted negative.

    `gross` and `share` are in legal currency, local parts included at parity; `legal_received` and
    `legal_share` are what of them came and is owed in legal currency.
    """

    gross: Money
    share: Money
    legal_received: Money
    legal_share: Money
    locals: tuple[LocalMovement, ...] = ()


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A fee, an advance or a correction: negative takes from the member. `fee` is the shop's income."""

    amount: Money
    reason: str
    fee: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """Everything a month needs to know of one member."""

    member_id: str
    code: str
    payout_minimum: int
    payout_means: PayoutMeans
    has_iban: bool
    movement: Movement | None = None
    openings: Mapping[str, int] = field(default_factory=dict)
    recorded: tuple[Adjustment, ...] = ()
    due_fees: tuple[Adjustment, ...] = ()
    """Fees of the contract that fall due with this settlement; `recorded` ones are in the ledger already."""


@dataclass(frozen=True, slots=True)
class Row:
    """One member in one currency: `opening` + `share` + `adjustments` = `balance` = `paid` + `carried`.

    `gross` and `commission` stand on the row in legal currency and count local parts at parity;
    `kept` is the part of the commission that is taken in this row's currency.
    """

    member_id: str
    code: str
    opening: Money
    gross: Money
    commission: Money
    commission_before_tax: Money
    kept: Money
    share: Money
    adjustments: Money
    fees: tuple[Adjustment, ...]
    paid: Money
    carried: Money
    why_carried: Carried
    payout_means: PayoutMeans
    statement: str = ""
    invoice: str = ""

    @property
    def balance(self) -> Money:
        """What the shop owes the member before it pays."""
        return self.paid + self.carried

    @property
    def commission_vat(self) -> Money:
        """The tax within the commission."""
        return self.commission - self.commission_before_tax


@dataclass(frozen=True, slots=True)
class Settlement:
    """A month's rows, members in the order of their codes, legal currency first."""

    month: Month
    rows: tuple[Row, ...]


def settle(
    month: Month, accounts: Sequence[Account], shop: Shop, *, first_statement: int = 1, first_invoice: int = 1
) -> Settlement:
    """Settle a month. The same function makes the preview and the act.

    Statements are numbered per month, commission invoices without a gap through the year.
    """
    rows: list[Row] = []
    statement, invoice = first_statement, first_invoice
    for account in sorted(accounts, key=lambda account: account.code):
        own = _rows_of(account, shop)
        if not own:
            continue
        invoiced = bool(own[0].commission)
        for row in own:
            rows.append(
                replace(
                    row,
                    statement=f"RV-{month}-{statement:04d}",
                    invoice=f"FC-{month.year}-{invoice:05d}" if invoiced and row is own[0] else "",
                )
            )
        statement += 1
        invoice += invoiced
    return Settlement(month, tuple(rows))


def before_tax(amount: Money, shop: Shop) -> Money:
    """An amount of the shop's own services without its tax (all of it if the shop is not liable)."""
    if not shop.vat_liable:
        return amount
    return Money(shop.commission_vat.before(amount.minor), amount.currency)


def _rows_of(account: Account, shop: Shop) -> list[Row]:
    none = shop.money(0)
    movement = account.movement or Movement(none, none, none, none)
    fees = account.recorded + account.due_fees
    touched = account.movement or fees or account.openings.get(shop.currency.code)
    local_codes = {part.share.currency.code for part in movement.locals} | {
        code for code, minor in account.openings.items() if minor and code != shop.currency.code
    }
    if not touched and not local_codes:
        return []
    commission = movement.gross - movement.share
    adjusted = shop.money(sum(fee.amount.minor for fee in fees))
    opening = shop.money(account.openings.get(shop.currency.code, 0))
    balance = opening + movement.legal_share + adjusted
    why = _why_carried(balance, account)
    rows = [
        Row(
            member_id=account.member_id,
            code=account.code,
            opening=opening,
            gross=movement.gross,
            commission=commission,
            commission_before_tax=before_tax(commission, shop),
            kept=movement.legal_received - movement.legal_share,
            share=movement.legal_share,
            adjustments=adjusted,
            fees=account.due_fees,
            paid=none if why else balance,
            carried=balance if why else none,
            why_carried=why,
            payout_means=account.payout_means,
        )
    ]
    rows += [_local_row(account, movement, code, shop) for code in sorted(local_codes)]
    return rows


def _local_row(account: Account, movement: Movement, code: str, shop: Shop) -> Row:
    local = shop.local_named(code)
    none = local.money(0)
    part = next((part for part in movement.locals if part.share.currency.code == code), None)
    share = part.share if part else none
    opening = local.money(account.openings.get(code, 0))
    balance = opening + share
    negative = balance.minor <= 0
    return Row(
        member_id=account.member_id,
        code=account.code,
        opening=opening,
        gross=none,
        commission=none,
        commission_before_tax=none,
        kept=(part.received - part.share) if part else none,
        share=share,
        adjustments=none,
        fees=(),
        paid=none if negative else balance,
        carried=balance if negative else none,
        why_carried=Carried.NEGATIVE if balance.minor < 0 else Carried.NOT,
        payout_means=account.payout_means,
    )


def _why_carried(balance: Money, account: Account) -> Carried:
    if balance.minor < 0:
        return Carried.NEGATIVE
    if not balance.minor:
        return Carried.NOT
    if balance.minor < account.payout_minimum:
        return Carried.MINIMUM
    if account.payout_means is PayoutMeans.TRANSFER and not account.has_iban:
        return Carried.NO_IBAN
    return Carried.NOT
