"""The rooms on the rail, in the order of a day."""

from __future__ import annotations

from ess_shop.domain.people import Right
from ess_shop.wording import Words
from ui.desktop.presenters.navigation import Place

DOOR, SETUP, OPENING, SALE, TICKETS, CASH, GOODS, MEMBERS, BOOKS, OWN, TRAINING, SETTINGS = (
    "door",
    "setup",
    "opening",
    "sale",
    "tickets",
    "cash",
    "goods",
    "members",
    "books",
    "own",
    "training",
    "settings",
)


def places(words: Words) -> tuple[Place, ...]:
    """Sale, tickets, cash, goods, members, the books, a member's own room, training, settings."""
    return (
        Place(SALE, words("Sell"), "sale", "Ctrl+1", Right.SELL),
        Place(TICKETS, words("Tickets"), "tickets", "Ctrl+2", Right.SELL),
        Place(CASH, words("Till"), "cash", "Ctrl+3", Right.CASH_MOVE),
        Place(GOODS, words("Goods"), "goods", "Ctrl+6", Right.GOODS),
        Place(MEMBERS, words("Members"), "members", "Ctrl+7", Right.MEMBERS),
        Place(BOOKS, words("Books"), "books", "Ctrl+9", Right.SEE_BOOKS),
        Place(OWN, words("My room"), "person", "Ctrl+8", Right.OWN_ACCOUNT),
        Place(TRAINING, words("Practise"), "training", "Ctrl+4", Right.TRAINING),
        Place(SETTINGS, words("Settings"), "settings", "Ctrl+5", Right.SETTINGS),
    )
