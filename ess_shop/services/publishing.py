"""The papers of a settled month, written into one folder; again gives the same papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ess_shop.domain.members import Identity, PayoutMeans, checked_iban
from ess_shop.domain.money import Money
from ess_shop.domain.settlement import Month, Row
from ess_shop.domain.shop import Shop
from ess_shop.errors import StorageTrouble
from ess_shop.ports import Progress, unheard
from ess_shop.reading import Reading, SettledMonth, Statement
from ess_shop.services.settling import statements

Remark = tuple[str, Mapping[str, object]]


class Papers(Protocol):
    """Who can put a month on paper."""

    def settlement(self, path: Path, rows: Sequence[Row], shop: Shop) -> None:
        """`settlement.csv`."""

    def local_payouts(self, path: Path, rows: Sequence[Row], names: Mapping[str, str], shop: Shop) -> None:
        """`local-payouts.csv`."""

    def invoices(
        self, path: Path, rows: Sequence[Row], names: Mapping[str, str], shop: Shop, month: Month
    ) -> None:
        """`commission-invoices.csv`."""

    def transfers(self, path: Path, orders: Sequence[Order], shop: Shop, settled: SettledMonth) -> bool:
        """`transfers.xml` of a paid month; whether there was anything to transfer."""

    def statement(self, path: Path, statement: Statement) -> None:
        """One member's PDF."""


@dataclass(frozen=True, slots=True)
class Order:
    """A bank transfer to a member; `reference` is the statement that explains it."""

    name: str
    iban: str
    amount: Money
    reference: str


@dataclass(frozen=True, slots=True)
class Published:
    """What was written, and what a person should still look at (sentences with their facts)."""

    statements: int
    transfers: int
    remarks: tuple[Remark, ...]


def publish(
    read: Reading,
    settled: SettledMonth,
    folder: Path,
    papers: Papers,
    progress: Progress = unheard,
    *,
    with_statements: bool = True,
) -> Published:
    """Write every paper of a month. A preview gets no bank file.

    Without statements only the lists and the bank file are written.
    """
    shop, identities = read.shop(), read.identities()
    names = {member_id: identity.name for member_id, identity in identities.items()}
    members = {row.member_id for row in settled.rows}
    _make_folder(folder / "statements")
    papers.settlement(folder / "settlement.csv", settled.rows, shop)
    papers.local_payouts(folder / "local-payouts.csv", settled.rows, names, shop)
    papers.invoices(folder / "commission-invoices.csv", settled.rows, names, shop, settled.month)
    orders, remarks = _orders(settled.rows, identities, shop)
    if settled.paid_on is not None:
        papers.transfers(folder / "transfers.xml", orders, shop, settled)
        if orders and not shop.iban:
            remarks.append(("The shop has no IBAN yet: banks want one in transfers.xml.", {}))
    written = 0
    for statement in statements(read, settled) if with_statements else ():
        papers.statement(folder / "statements" / f"{statement.member.code}.pdf", statement)
        written += 1
        progress(written, len(members))
    return Published(written, len(orders), tuple(remarks))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise StorageTrouble(
            "no_folder", "The folder “{path}” cannot be made: {reason}.", path=folder, reason=wrong.strerror
        ) from wrong


def _orders(
    rows: Sequence[Row], identities: Mapping[str, Identity], shop: Shop
) -> tuple[list[Order], list[Remark]]:
    """The transfers of a month; one whose IBAN is not right is left out alone, and said."""
    orders: list[Order] = []
    remarks: list[Remark] = []
    for row in rows:
        if not row.paid or row.paid.currency != shop.currency or row.payout_means is not PayoutMeans.TRANSFER:
            continue
        identity = identities[row.member_id]
        try:
            iban = checked_iban(identity.iban)
        except ValueError:
            remarks.append(
                (
                    "{member}: the IBAN is not right, {amount} is left out.",
                    {"member": row.code, "amount": row.paid},
                )
            )
            continue
        orders.append(Order(identity.account_holder or identity.name, iban, row.paid, row.statement))
    return orders, remarks
