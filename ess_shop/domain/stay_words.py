"""How goods whose time is over stand, and what is to be done with them, in words."""

from __future__ import annotations

from datetime import date

from ess_shop.domain.clauses import After
from ess_shop.domain.money import Money
from ess_shop.domain.stays import Stay, StayRow
from ess_shop.wording import Words


def state_said(row: StayRow, words: Words) -> str:
    """How its time stands."""
    if row.state is Stay.ENDING:
        return words("ends on {day}", day=row.until)
    if row.state is Stay.GRACE:
        return words("over, grace until {day}", day=row.grace_until)
    return words("over since {day}", day=row.grace_until)


def time_said(row: StayRow, words: Words) -> str:
    """The same as a sentence."""
    if row.state is Stay.ENDING:
        return words("“{label}”: its time ends on {day}.", label=row.label, day=row.until)
    if row.state is Stay.GRACE:
        sentence = "“{label}”: its time is over, the days of grace end on {day}."
        return words(sentence, label=row.label, day=row.grace_until)
    return words("“{label}”: its time and its grace are over.", label=row.label)


def contract_said(after: After, words: Words) -> str:
    """What a contract says of goods whose time is over."""
    said = {
        After.RETURN: words("By contract they go back to the member."),
        After.DONATE: words("By contract they are given away."),
        After.MARKDOWN: words("By contract they become cheaper by themselves: nothing is to be done."),
        After.KEEP: words("By contract they stay on."),
    }
    return said[after]


def price_said(now: Money | None, later: tuple[date, Money] | None, words: Words) -> str:
    """What a marked down article costs, and from when it costs less; "" where nothing is taken off."""
    said = []
    if now is not None:
        said.append(words("Marked down, it costs {price} today.", price=now))
    if later is not None:
        said.append(words("From {day} on it costs {price}.", day=later[0], price=later[1]))
    return " ".join(said)


def told_said(told: date | None, words: Words) -> str:
    """When the member was last told."""
    return words("The member was told on {day}.", day=told) if told else words("The member was not told yet.")
