"""What of a settled month is still to be handed out: transfers, cash, local currency, each only once."""

from __future__ import annotations

from ess_shop.domain.members import Identity, PayoutMeans, checked_iban
from ess_shop.domain.payouts import HeldBack, MonthPayouts, Payout
from ess_shop.domain.postal import postal_address
from ess_shop.domain.settlement import Row
from ess_shop.errors import Refused
from ess_shop.reading import Reading, SettledMonth


def payouts_of(read: Reading, settled: SettledMonth) -> MonthPayouts:
    """A month's payouts, approved or not, without those that came back.

    A transfer whose IBAN is missing, wrong, or changed without anybody confirming it is held back alone.
    """
    shop, identities = read.shop(), read.identities()
    unsure = read.unconfirmed_accounts()
    back = {
        (each.line.member_id, each.line.amount.currency.code) for each in read.payout_backs(settled.month)
    }
    transfers: list[Payout] = []
    held: list[HeldBack] = []
    cash: list[Payout] = []
    local: list[Payout] = []
    for row in settled.rows:
        if row.paid.minor <= 0 or (row.member_id, row.paid.currency.code) in back:
            continue
        who = identities.get(row.member_id, Identity(row.member_id, ""))
        if row.paid.currency != shop.currency:
            local.append(_handed(row, who))
        elif row.payout_means is PayoutMeans.CASH:
            cash.append(_handed(row, who))
        elif why := _doubt(row, who, unsure=row.member_id in unsure):
            held.append(HeldBack(_handed(row, who), why))
        else:
            transfers.append(_transferred(row, who))
    return MonthPayouts(tuple(transfers), tuple(held), tuple(cash), tuple(local))


def held_back(read: Reading, settled: SettledMonth) -> tuple[HeldBack, ...]:
    """The transfers of a month that cannot be made as things are, each with why."""
    return payouts_of(read, settled).held


def _handed(row: Row, who: Identity) -> Payout:
    return Payout(row.member_id, row.code, who.name, who.name, row.paid, row.statement)


def _transferred(row: Row, who: Identity) -> Payout:
    return Payout(
        member_id=row.member_id,
        code=row.code,
        name=who.name,
        payee=who.account_holder or who.name,
        amount=row.paid,
        statement=row.statement,
        iban=checked_iban(who.iban),
        address=postal_address(who),
    )


def _doubt(row: Row, who: Identity, *, unsure: bool) -> Refused | None:
    facts = {"member": who.name or row.code, "amount": row.paid}
    if not who.iban.strip():
        sentence = "{member}: there is no IBAN, {amount} is left out."
        return Refused("payout_without_iban", sentence, **facts)
    try:
        checked_iban(who.iban)
    except ValueError:
        sentence = "{member}: the IBAN is not right, {amount} is left out."
        return Refused("payout_bad_iban", sentence, **facts)
    if unsure:
        sentence = "{member}: the IBAN has changed and nobody confirmed it, {amount} is left out."
        return Refused("payout_new_iban", sentence, **facts)
    return None
