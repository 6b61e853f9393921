"""The rooms on the rail, in the order of a day."""

from __future__ import annotations

from ess_shop.domain.people import Right
from ess_shop.wording import Words
from ui.desktop.presenters.navigation import Place

DOOR, SETUP, OPENING, SALE, TICKETS, CASH, TRAINING, SETTINGS = (
    "door",
    "setup",
    "opening",
    "sale",
    "tickets",
    "cash",
    "training",
    "settings",
)


def places(words: Words) -> tuple[Place, ...]:
    """Sale, tickets, cash, training, settings."""
    return (
        Place(SALE, words("Sell"), "sale", "Ctrl+1", Right.SELL),
        Place(TICKETS, words("Tickets"), "tickets", "Ctrl+2", Right.SELL),
        Place(CASH, words("Till"), "cash", "Ctrl+3", Right.CASH_MOVE),
        Place(TRAINING, words("Practise"), "training", "Ctrl+4", Right.TRAINING),
        Place(SETTINGS, words("Settings"), "settings", "Ctrl+5", Right.SETTINGS),
    )
