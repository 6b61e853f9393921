"""News for members: what each wants to hear by e-mail, how often, and what there is to tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from ess_shop.domain.money import Money
from ess_shop.domain.source import shown
from ess_shop.errors import Refused
from ess_shop.wording import LANGUAGES

HIGHEST_LOW = 1000


class Rhythm(StrEnum):
    """How often a member hears what was sold."""

    EACH = "each"
    DAILY = "daily"
    WEEKLY = "weekly"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class NewsChoice:
    """What a member wants to hear; nothing until they choose.

    `running_out` is the number of pieces from which on a member is told that an article runs out (None:
    never), `ending` whether they are told before the time of their goods is over.
    """

    sold: Rhythm = Rhythm.NONE
    statement: bool = False
    running_out: int | None = None
    ending: bool = False
    language: str = "fr"

    def __post_init__(self) -> None:
        low = self.running_out
        if low is not None and not 0 <= low <= HIGHEST_LOW:
            raise Refused("bad_low", "From how many pieces on? Between 0 and {most}.", most=HIGHEST_LOW)
        if self.language not in LANGUAGES:
            raise Refused("bad_language", "Letters are in French or in English.")

    @property
    def wants_news(self) -> bool:
        """Whether there is anything beside the statement to tell."""
        return self.sold is not Rhythm.NONE or self.running_out is not None or self.ending


def news_choice(plain: object) -> NewsChoice:
    """The choice of plain data (None: the usual one); Refused for data that make no sense."""
    if plain is None:
        return NewsChoice()
    try:
        given = dict(plain)  # type: ignore[call-overload]
        return NewsChoice(**{**given, "sold": Rhythm(given.get("sold", Rhythm.NONE))})
    except (TypeError, ValueError) as wrong:
        raise Refused(
            "news_unreadable",
            "A member’s choice of news cannot be read ({value}).",
            value=shown(str(plain), 40),
        ) from wrong


def plain_choice(choice: NewsChoice) -> dict[str, Any]:
    """The choice as plain data."""
    return asdict(choice) | {"sold": str(choice.sold)}


@dataclass(frozen=True, slots=True)
class SoldItem:
    """A line that was sold, or came back (negative); `share` is the member's part in legal money."""

    till: str
    entry: int
    day: date
    ticket: str
    code: str
    label: str
    article_id: str
    quantity: int
    total: Money
    share: Money


@dataclass(frozen=True, slots=True)
class LowItem:
    """An article that runs out."""

    article_id: str
    code: str
    label: str
    on_hand: int


@dataclass(frozen=True, slots=True)
class EndingItem:
    """An article whose time ends soon."""

    article_id: str
    code: str
    label: str
    on_hand: int
    until: date


@dataclass(frozen=True, slots=True)
class News:
    """What there is to tell a member now."""

    sold: tuple[SoldItem, ...] = ()
    low: tuple[LowItem, ...] = ()
    ending: tuple[EndingItem, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sold or self.low or self.ending)


@dataclass(frozen=True, slots=True)
class Told:
    """Up to where a member was told: the last entry of each till, articles said to run out or to end.

    `month` is the last month whose statement was sent, "" for none.
    """

    heads: Mapping[str, int]
    low: frozenset[str] = frozenset()
    ending: Mapping[str, str] | None = None
    month: str = ""

    def to_plain(self) -> dict[str, Any]:
        """Plain data, fit for JSON."""
        return {
            "heads": dict(self.heads),
            "low": sorted(self.low),
            "ending": dict(self.ending or {}),
            "month": self.month,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Told:
        """The value of plain data."""
        return cls(
            heads=dict(plain.get("heads", {})),
            low=frozenset(plain.get("low", ())),
            ending=dict(plain.get("ending", {})),
            month=str(plain.get("month", "")),
        )


def told_until(rhythm: Rhythm, today: date, open_days: tuple[date, ...]) -> date | None:
    """The last day whose sales are told now; None for all there are.

    Daily letters tell of days that are over: no till is open for them any longer. Weekly ones tell of whole
    weeks, which end on Sunday. Who wants no sales is told the rest every day.
    """
    if rhythm is Rhythm.EACH:
        return None
    over = min(open_days) - timedelta(days=1) if open_days else today
    if rhythm is Rhythm.WEEKLY:
        return min(over, today - timedelta(days=today.isoweekday() % 7))
    return over
