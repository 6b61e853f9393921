"""Payouts in words."""

from __future__ import annotations

from ess_shop.domain.payouts import HeldBack
from ess_shop.wording import Words


def reason_said(held: HeldBack, words: Words) -> str:
    """Why a transfer was left out, in the few words that the member's next statement repeats."""
    match held.why.code:
        case "payout_without_iban":
            return words("no IBAN")
        case "payout_bad_iban":
            return words("the IBAN is not right")
        case _:
            return words("the IBAN has changed and is not confirmed")
