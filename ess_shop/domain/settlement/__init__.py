"""The monthly settlement: what each member is owed, what is paid, what is carried, to the cent."""

from ess_shop.domain.settlement.account import Account, Adjustment
from ess_shop.domain.settlement.month import YEARS, Month
from ess_shop.domain.settlement.movement import LocalMovement, Movement, Purchase
from ess_shop.domain.settlement.reckoning import EXCHANGED, before_tax
from ess_shop.domain.settlement.row import Carried, Numbers, Row, Settlement
from ess_shop.domain.settlement.settling import self_bill_series, settle

__all__ = [
    "EXCHANGED",
    "YEARS",
    "Account",
    "Adjustment",
    "Carried",
    "LocalMovement",
    "Month",
    "Movement",
    "Numbers",
    "Purchase",
    "Row",
    "Settlement",
    "before_tax",
    "self_bill_series",
    "settle",
]
