"""What the paper of a slip is called and what it declares, kind by kind; the sheet and the roll share it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ess_shop.domain.slips import TRANSFERS, WRITTEN_OFF, Slip, SlipKind
from ess_shop.wording import Words

Say = Callable[[], str]


def title_of(slip: Slip, words: Words) -> str:
    """The name of the paper."""
    said: Mapping[SlipKind, Say] = {
        SlipKind.DEPOSIT: lambda: words("Deposit slip"),
        SlipKind.WITHDRAWAL: lambda: words("Withdrawal slip"),
        SlipKind.DONATION: lambda: words("Donation slip"),
        SlipKind.LOSS: lambda: words("Slip of lost goods"),
        SlipKind.THEFT: lambda: words("Slip of stolen goods"),
        SlipKind.BREAKAGE: lambda: words("Slip of broken goods"),
        SlipKind.TRANSFER_OUT: lambda: words("Slip of goods sent to a fair"),
        SlipKind.TRANSFER_IN: lambda: words("Slip of goods back from a fair"),
        SlipKind.CORRECTION: lambda: words("Stocktaking slip"),
        SlipKind.REVERSAL: lambda: words("Cancellation slip"),
    }
    return said[slip.kind]()


def came_before(slip: Slip, words: Words) -> str:
    """That a list came in before, with that slip."""
    return words("This list came in before, on {day}: slip {number}.", day=slip.day, number=slip.number)


def declared(slip: Slip, words: Words) -> Iterator[str]:
    """What both sides sign: what happened to the goods, why, and what the member gets for them."""
    said: Mapping[SlipKind, Say] = {
        SlipKind.DEPOSIT: lambda: words(
            "The member leaves these goods with the shop for sale. "
            "They stay the member’s until they are sold."
        ),
        SlipKind.WITHDRAWAL: lambda: words("The member takes these goods back. The shop has them no longer."),
        SlipKind.DONATION: lambda: words("These goods are given away and are no longer for sale."),
        SlipKind.LOSS: lambda: words("These goods cannot be found and are no longer for sale."),
        SlipKind.THEFT: lambda: words("These goods were stolen and are no longer for sale."),
        SlipKind.BREAKAGE: lambda: words("These goods broke and are no longer for sale."),
        SlipKind.TRANSFER_OUT: lambda: words(
            "These goods go to the fair “{fair}”. They stay in the shop’s keeping.", fair=slip.note
        ),
        SlipKind.TRANSFER_IN: lambda: words(
            "These goods are back in the shop from the fair “{fair}”.", fair=slip.note
        ),
        SlipKind.CORRECTION: lambda: words(
            "The goods were counted. A number above zero was found, one below zero is missing."
        ),
        SlipKind.REVERSAL: lambda: words(
            "Slip {number} is cancelled, as far as the lines below say it.", number=slip.reverses
        ),
    }
    yield said[slip.kind]()
    if slip.note and slip.kind not in TRANSFERS:
        yield words("Reason: {reason}", reason=slip.note)
    if slip.compensation.minor > 0:
        yield words(
            "The member gets {amount} for them; it is on the next statement.", amount=slip.compensation
        )
    elif slip.compensation.minor < 0:
        yield words(
            "The {amount} that the member got for them are taken back on the next statement.",
            amount=-slip.compensation,
        )
    elif slip.kind in WRITTEN_OFF:
        yield words("The member gets nothing for them.")


def priced_parts(slip: Slip) -> bool:
    """Whether the slip says what of each price is the member's: deposits do."""
    return any(line.agreed for line in slip.lines)
