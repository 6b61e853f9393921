"""What the treasurer decides for a month beside the rules: who waits, what is paid in which currency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ess_shop.errors import Refused

LONGEST_WINDOW = 60
APPROVERS = (1, 2)


class LocalChoice(StrEnum):
    """What happens to local currency that is due but not in stock: paid in legal currency, or carried."""

    LEGAL = "legal"
    CARRY = "carry"


@dataclass(frozen=True, slots=True)
class SettlingRules:
    """How the shop settles: how many people approve, and for how many days sold goods may still come back.

    What was sold within the last `window_days` of a month is settled but paid a month later.
    """

    approvers: int = 1
    window_days: int = 0

    def __post_init__(self) -> None:
        if self.approvers not in APPROVERS:
            raise Refused("bad_approvers", "A month is approved by one person or by two.")
        if not 0 <= self.window_days <= LONGEST_WINDOW:
            raise Refused(
                "bad_window",
                "Goods may come back for between 0 and {most} days.",
                most=LONGEST_WINDOW,
            )

    def plain(self) -> dict[str, object]:
        """As a preference keeps it."""
        return {"approvers": self.approvers, "window_days": self.window_days}


def rules_from(plain: object) -> SettlingRules:
    """The rules of a preference; the usual ones if there is none. Refused if it cannot be read."""
    if plain is None:
        return SettlingRules()
    if not isinstance(plain, Mapping):
        raise Refused("settling_rules_unreadable", "How the shop settles cannot be read: set it again.")
    usual = SettlingRules()
    return SettlingRules(
        int(plain.get("approvers", usual.approvers)), int(plain.get("window_days", usual.window_days))
    )


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """The decisions of one month: `excluded` members wait, each for a reason that their statement tells.

    `local` says, per local currency code, what happens to what is missing of it; `confirmed` are the members
    whose changed bank account somebody has checked with them.
    """

    excluded: Mapping[str, str] = field(default_factory=dict)
    local: Mapping[str, LocalChoice] = field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()

    def plain(self) -> dict[str, Any]:
        """As unfinished work and the journal keep it."""
        return {
            "excluded": dict(self.excluded),
            "local": {code: str(choice) for code, choice in self.local.items()},
            "confirmed": sorted(self.confirmed),
        }


NO_PLAN = MonthPlan()


def plan_from(plain: Mapping[str, Any]) -> MonthPlan:
    """The decisions that were kept; Refused if they cannot be read."""
    try:
        return MonthPlan(
            {str(member): str(reason) for member, reason in plain.get("excluded", {}).items()},
            {str(code): LocalChoice(choice) for code, choice in plain.get("local", {}).items()},
            frozenset(str(member) for member in plain.get("confirmed", ())),
        )
    except (AttributeError, TypeError, ValueError):
        raise Refused("plan_unreadable", "The month’s decisions cannot be read: take them again.") from None
