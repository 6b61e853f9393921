"""What people call roles and rights."""

from __future__ import annotations

from collections.abc import Mapping

from ess_shop.domain.people import Right, Role
from ess_shop.wording import Words


def role_names(words: Words) -> Mapping[Role, str]:
    """Every role by what it is called."""
    return {
        Role.VOLUNTEER: words("volunteer"),
        Role.TREASURER: words("treasurer"),
        Role.MANAGER: words("manager"),
        Role.MEMBER: words("member"),
        Role.OFFICER: words("tax officer"),
    }


def right_names(words: Words) -> Mapping[Right, str]:
    """Every right by what it lets someone do, in the order in which they are shown."""
    return {
        Right.SELL: words("Sell"),
        Right.DISCOUNT: words("Give a discount"),
        Right.CLEAR_BASKET: words("Empty a basket"),
        Right.RETURN_WITHOUT_TICKET: words("Take back without a ticket"),
        Right.OPEN_TILL: words("Open the till"),
        Right.CLOSE_TILL: words("Close the till"),
        Right.SEE_REPORTS: words("See the day’s figures"),
        Right.CASH_MOVE: words("Put money in or take it out"),
        Right.OPEN_DRAWER: words("Open the drawer by hand"),
        Right.TRAINING: words("Practise"),
        Right.GOODS: words("Take goods in and out"),
        Right.MEMBERS: words("Change members"),
        Right.CONTRACTS: words("Change contracts"),
        Right.SEE_BOOKS: words("Read the books"),
        Right.SETTLE: words("Settle the month"),
        Right.CLOSE_PERIODS: words("Close months and years"),
        Right.PEOPLE: words("Change people and rights"),
        Right.SETTINGS: words("Change settings"),
        Right.OWN_ACCOUNT: words("See one’s own account"),
    }
