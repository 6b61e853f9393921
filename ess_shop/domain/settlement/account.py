"""Everything a month needs to know of one member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ess_shop.domain.members import PayoutMeans
from ess_shop.domain.money import Money
from ess_shop.domain.settlement.movement import Movement


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A fee, an advance or a correction: negative takes from the member. `fee` is the shop's income."""

    amount: Money
    reason: str
    fee: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """Everything a month needs to know of one member.

    `recent` is the member's part, per currency, of what was sold so lately that it may still come back;
    `iban_changed` that the bank account is not the one of the last settlement and nobody confirmed it.
    """

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
    recent: Mapping[str, int] = field(default_factory=dict)
    iban_changed: bool = False

    @property
    def fees(self) -> tuple[Adjustment, ...]:
        """All that the shop charges the member beside its commission."""
        return tuple(each for each in (*self.recorded, *self.due_fees) if each.fee)
