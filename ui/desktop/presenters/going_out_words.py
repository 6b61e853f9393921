"""What the page of goods that go out calls things, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping

from ess_shop.domain.slips import TRANSFERS, WRITTEN_OFF, SlipKind
from ess_shop.wording import Words


def kind_names(words: Words) -> Mapping[SlipKind, str]:
    """What buttons call the kinds."""
    return {
        SlipKind.WITHDRAWAL: words("Taken back by the member"),
        SlipKind.DONATION: words("Given away"),
        SlipKind.LOSS: words("Lost"),
        SlipKind.THEFT: words("Stolen"),
        SlipKind.BREAKAGE: words("Broken"),
        SlipKind.TRANSFER_OUT: words("To a fair"),
        SlipKind.TRANSFER_IN: words("Back from a fair"),
    }


def note_name(kind: SlipKind, words: Words) -> str:
    """What the reason of a kind is called."""
    if kind is SlipKind.DONATION:
        return words("Given to whom")
    if kind in TRANSFERS:
        return words("Which fair")
    return words("What happened") if kind in WRITTEN_OFF else words("Remark, if any")


def act_name(kind: SlipKind, words: Words) -> str:
    """What the key that records says."""
    if kind is SlipKind.TRANSFER_OUT:
        return words("Take these along")
    return words("Bring back") if kind is SlipKind.TRANSFER_IN else words("Record")


def fair_hint(kind: SlipKind, words: Words) -> str:
    """How goods of several members go to a fair and come back; "" for what is of one member."""
    if kind is SlipKind.TRANSFER_OUT:
        return words("Scan goods of any member: in the end there is a slip for each of them.")
    if kind is SlipKind.TRANSFER_IN:
        return words(
            "“Everything back” packs all that is away; take out what stays there. What was sold at the fair "
            "comes back on paper too, and is rung up at the till."
        )
    return ""
