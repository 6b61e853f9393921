"""What the shop writes to a member whose goods' time is over; the letter on paper and by e-mail share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ess_shop.domain.clauses import After
from ess_shop.wording import Words

if TYPE_CHECKING:
    from ess_shop.papers import ExpiryLetter


def subject_of(letter: ExpiryLetter, words: Words) -> str:
    """What the letter is about."""
    return words.plural(
        "{count} article of yours has been with us for its time",
        "{count} articles of yours have been with us for their time",
        len(letter.rows),
    )


def greeting(letter: ExpiryLetter, words: Words) -> str:
    """How the letter begins."""
    who = letter.identity.contact or letter.identity.name
    return words("Dear {name},", name=who) if who else words("Good day,")


def letter_said(letter: ExpiryLetter, words: Words) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs above the list of goods, and those below it."""
    above = words("The time we agreed on for these goods of yours is over, and they were not sold yet:")
    return (above,), (_fetch(letter, words), _after(letter, words))


def signed(letter: ExpiryLetter, words: Words) -> tuple[str, ...]:
    """How the letter ends."""
    thanks = words("Thank you, and see you soon in the shop.")
    return tuple(text for text in (thanks, letter.volunteer, letter.shop.name) if text)


def _fetch(letter: ExpiryLetter, words: Words) -> str:
    if letter.fetch_until <= letter.day:
        return words("Please come and fetch them in the next few days.")
    return words("You can fetch them in the shop until {day}.", day=words.long_day(letter.fetch_until))


def _after(letter: ExpiryLetter, words: Words) -> str:
    match letter.after:
        case After.RETURN:
            return words(
                "Your contract says that you then take them back. "
                "If you want them to stay longer, tell us before."
            )
        case After.DONATE:
            return words(
                "Your contract says that we may then give them away. "
                "If you want to keep them, or want them to stay longer, tell us before."
            )
        case After.MARKDOWN:
            return words(
                "Your contract says that they then stay on sale at a lower price. "
                "If you want something else, tell us before."
            )
        case After.KEEP:
            return words(
                "Your contract says that they then stay on sale until you take them back. "
                "If you want something else, tell us before."
            )
