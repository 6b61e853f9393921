"""Slips taken back: the same pieces the other way, under a number of their own, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ess_shop.domain.articles import Article
from ess_shop.domain.slips import TRANSFERS, WRITTEN_OFF, Slip, SlipKind, SlipLine
from ess_shop.errors import Refused

REVERSIBLE = frozenset({SlipKind.DEPOSIT, SlipKind.WITHDRAWAL, SlipKind.DONATION, *WRITTEN_OFF})
"""What can be taken back; other kinds have an opposite of their own."""


def check_reversible(slip: Slip) -> None:
    """Refused for a kind that is put right in another way, with that way."""
    if slip.kind in REVERSIBLE:
        return
    if slip.kind in TRANSFERS:
        raise Refused(
            "not_reversible_transfer",
            "{number} went to a fair or came back from one: move the goods the other way instead.",
            number=slip.number,
        )
    raise Refused(
        "not_reversible",
        "{number} is a correction itself: count the goods again and book what you find.",
        number=slip.number,
    )


def reversed_lines(slip: Slip, articles: Sequence[Article], there: Mapping[str, int]) -> tuple[SlipLine, ...]:
    """The slip's lines the other way; `there` says how many pieces of each article are on hand.

    Refused, naming the article, where pieces that came in are gone, or where a single piece is here again.
    """
    left = dict(there)
    lines = []
    for line, article in zip(slip.lines, articles, strict=True):
        quantity = -slip.kind.sign * line.quantity
        left[line.article_id] += quantity
        if quantity < 0 and left[line.article_id] < 0:
            raise Refused(
                "gone_meanwhile",
                "{number} brought {quantity} × “{label}”, but {on_hand} on hand: the others were sold or "
                "went out. Put those right first.",
                number=slip.number,
                quantity=line.quantity,
                label=line.label,
                on_hand=there[line.article_id],
            )
        if quantity > 0 and article.unique and left[line.article_id] > 1:
            raise Refused(
                "here_again",
                "There is only one “{label}”, and it is here already: {number} stays as it is.",
                label=line.label,
                number=slip.number,
            )
        lines.append(SlipLine(line.article_id, line.code, line.label, line.price, quantity))
    return tuple(lines)
