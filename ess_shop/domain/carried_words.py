"""Why a balance is not paid, in a few words."""

from __future__ import annotations

from ess_shop.domain.settlement import Carried
from ess_shop.wording import Words


def why_carried(why: Carried, words: Words) -> str:
    """Why a balance was not paid; "" if it was."""
    return {
        Carried.NOT: "",
        Carried.NEGATIVE: words("the member owes the shop"),
        Carried.MINIMUM: words("below the least that is paid"),
        Carried.NO_IBAN: words("no IBAN"),
        Carried.HELD: words("may still come back"),
        Carried.EXCLUDED: words("waits, as the treasurer decided"),
        Carried.IBAN_CHANGED: words("the IBAN is new and not confirmed"),
        Carried.SHORT: words("not enough local currency"),
    }[why]
