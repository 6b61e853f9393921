"""The papers of a settled month, written into one folder; again gives the same papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ess_shop.domain.payouts import HeldBack
from ess_shop.domain.settlement import Adjustment, Row
from ess_shop.domain.shop import Shop
from ess_shop.ports import Progress, unheard
from ess_shop.reading import Reading, SettledMonth, Statement
from ess_shop.services.cells import Remark
from ess_shop.services.folders import make_folder
from ess_shop.services.invoicing import charged_fees
from ess_shop.services.payout_papers import LOCAL_TABLE, PayoutPapers, PayoutPress, write_payout_papers
from ess_shop.services.payouts import payouts_of
from ess_shop.services.settling import statements


class Papers(PayoutPress, Protocol):
    """Who can put a month on paper."""

    def settlement(self, path: Path, rows: Sequence[Row], shop: Shop) -> None:
        """`settlement.csv`."""

    def invoices(
        self,
        path: Path,
        settled: SettledMonth,
        names: Mapping[str, str],
        fees: Mapping[str, Sequence[Adjustment]],
        shop: Shop,
    ) -> None:
        """`commission-invoices.csv`; what is charged beside the commission is in `fees` by member id."""

    def statement(self, path: Path, statement: Statement) -> None:
        """One member's PDF."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was written, and what a person should still look at (sentences with their facts).

    `held` are the transfers that could not be made; the remarks tell of them too.
    """

    statements: int
    transfers: int
    held: tuple[HeldBack, ...]
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

    The bank file is there from the approval on until the payouts are recorded as made. Without statements
    only the lists and what pays the members are written.
    """
    shop, identities = read.shop(), read.identities()
    names = {member_id: identity.name for member_id, identity in identities.items()}
    members = {row.member_id for row in settled.rows}
    make_folder(folder / "statements")
    papers.settlement(folder / "settlement.csv", settled.rows, shop)
    papers.invoices(folder / "commission-invoices.csv", settled, names, charged_fees(read, settled), shop)
    paid = _payouts(read, settled, folder, papers)
    written = 0
    for statement in statements(read, settled) if with_statements else ():
        papers.statement(folder / "statements" / f"{statement.member.code}.pdf", statement)
        written += 1
        progress(written, len(members))
    said = tuple((each.why.sentence, each.why.facts) for each in paid.held)
    return Published(written, paid.transfers, paid.held, (*said, *paid.remarks))


def _payouts(read: Reading, settled: SettledMonth, folder: Path, papers: Papers) -> PayoutPapers:
    """The papers by which members are paid; of a preview only what local currency it takes."""
    if settled.approved_at:
        return write_payout_papers(read, settled, folder, papers)
    payouts = payouts_of(read, settled)
    papers.local_payouts(folder / LOCAL_TABLE, payouts.local)
    return PayoutPapers((folder / LOCAL_TABLE,), len(payouts.transfers), payouts.held, ())
