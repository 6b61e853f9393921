"""The history of a member's contract: which terms held when, and what each changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ess_shop.domain.contract_changes import changes
from ess_shop.domain.terms import BEGINNING, Terms, valid_on
from ess_shop.wording import Words
from ui.desktop.presenters.contract_found import Found


class Standing(StrEnum):
    """Whether terms are over, in force, or coming."""

    OVER = "over"
    NOW = "now"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Period:
    """Terms in the history: when they hold, in words, and what they changed."""

    terms: Terms
    standing: Standing
    when: str
    changes: tuple[str, ...]


def periods(found: Found, today: date, words: Words) -> Sequence[Period]:
    """The history, what is last first."""
    history, now, made = found.history, valid_on(found.history, today), []
    for place, terms in enumerate(history):
        standing = Standing.COMING if terms.valid_from > today else Standing.OVER
        later = history[place + 1] if place + 1 < len(history) else None
        told: tuple[str, ...] = (words("The first contract."),)
        if place:
            told = changes(history[place - 1], terms, shop=found.shop, words=words, labels=found.labels)
        made.append(
            Period(
                terms,
                Standing.NOW if terms == now else standing,
                _when(terms, later, words),
                told or (words("Nothing changed."),),
            )
        )
    return made[::-1]


def _when(terms: Terms, later: Terms | None, words: Words) -> str:
    first = beginning_said(terms.valid_from, words)
    if later is None:
        return first if terms.valid_from == BEGINNING else words("From {day} on", day=first)
    last = words.long_day(later.valid_from - timedelta(days=1))
    if terms.valid_from == BEGINNING:
        return words("Until {day}", day=last)
    return words("From {first} to {last}", first=first, last=last)


def beginning_said(day: date, words: Words) -> str:
    """The first day of terms."""
    return words("From the beginning") if day == BEGINNING else words.long_day(day)
