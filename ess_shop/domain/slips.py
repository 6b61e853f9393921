"""Slips: every movement of goods outside a sale, with its number and what was true on its day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ess_shop.domain.articles import LARGEST_QUANTITY, Article, has_control
from ess_shop.domain.clauses import NO_CLAUSES, Clauses
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.shares import split_of
from ess_shop.domain.terms import Bearer, CommissionBase, Terms, VatRole
from ess_shop.errors import Refused

MOST_LINES = 5000
LONGEST_NOTE = 200


class SlipKind(StrEnum):
    """Why goods move outside a sale; stock moves carry the same word as their reason."""

    DEPOSIT = "deposit"
    WITHDRAWAL = "withdrawal"
    DONATION = "donation"
    LOSS = "loss"
    THEFT = "theft"
    BREAKAGE = "breakage"
    TRANSFER_OUT = "transfer_out"
    TRANSFER_IN = "transfer_in"
    CORRECTION = "correction"
    REVERSAL = "reversal"

    @property
    def sign(self) -> int:
        """Whether pieces come in (1) or go out (-1); on corrections and reversals they are signed."""
        return 1 if self in _COMING else -1


PREFIXES = {
    SlipKind.DEPOSIT: "BD",
    SlipKind.WITHDRAWAL: "BR",
    SlipKind.DONATION: "DON",
    SlipKind.LOSS: "PERTE",
    SlipKind.THEFT: "VOL",
    SlipKind.BREAKAGE: "CASSE",
    SlipKind.TRANSFER_OUT: "DF",
    SlipKind.TRANSFER_IN: "RF",
    SlipKind.CORRECTION: "INV",
    SlipKind.REVERSAL: "AN",
}
"""How numbers begin, in French: DF is a départ en foire, RF a retour de foire, INV an inventaire, AN
an annulation."""

WRITTEN_OFF = frozenset({SlipKind.LOSS, SlipKind.THEFT, SlipKind.BREAKAGE})
TRANSFERS = frozenset({SlipKind.TRANSFER_OUT, SlipKind.TRANSFER_IN})
_COMING = frozenset({SlipKind.DEPOSIT, SlipKind.TRANSFER_IN, SlipKind.CORRECTION, SlipKind.REVERSAL})
_BROUGHT = frozenset({SlipKind.DEPOSIT, SlipKind.CORRECTION, SlipKind.REVERSAL})
_SIGNED = frozenset({SlipKind.CORRECTION, SlipKind.REVERSAL})
_PLAIN = frozenset({SlipKind.DEPOSIT, SlipKind.WITHDRAWAL})


@dataclass(frozen=True, slots=True)
class Agreed:
    """The terms under which goods were taken in, frozen on the slip that says so."""

    valid_from: date
    commission: Rate
    role: VatRole
    base: CommissionBase
    discount_bearer: Bearer
    duration_days: int | None
    net: Money | None = None
    clauses: Clauses = NO_CLAUSES


def agreed(terms: Terms, article: Article) -> Agreed:
    """What a contract says of an article that is taken in now: `commission` is its own."""
    return Agreed(
        terms.valid_from,
        split_of(terms, article).commission,
        terms.role,
        terms.base,
        terms.discount_bearer,
        terms.duration_days,
        article.net,
        terms.clauses,
    )


@dataclass(frozen=True, slots=True)
class SlipLine:
    """Pieces of an article as it was, > 0 but signed on corrections and reversals; `agreed` on deposits."""

    article_id: str
    code: str
    label: str
    price: Money
    quantity: int
    agreed: Agreed | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """A numbered paper: one member's goods, one day, by whom, and why where a reason is due.

    `compensation` is what the member gets for goods that were lost, stolen or broken, negative where a
    reversal takes it back; zero otherwise.
    `reverses` is the number of the slip that a reversal takes back, "" on all others.
    """

    kind: SlipKind
    year: int
    sequence: int
    member_id: str
    day: date
    volunteer: str
    note: str
    compensation: Money
    lines: tuple[SlipLine, ...]
    reverses: str = ""

    @property
    def number(self) -> str:
        """What people read, like BD-2026-0001."""
        return f"{PREFIXES[self.kind]}-{self.year:04d}-{self.sequence:04d}"

    @property
    def pieces(self) -> int:
        """All its pieces together."""
        return sum(line.quantity for line in self.lines)

    @property
    def worth(self) -> Money:
        """Its pieces at their prices that day."""
        none = self.compensation * 0
        return sum((line.price * line.quantity for line in self.lines), none)

    @property
    def moves(self) -> list[tuple[str, int]]:
        """Per line, how many pieces of which article come into the shop (negative: leave it)."""
        return [(line.article_id, self.kind.sign * line.quantity) for line in self.lines]


def drawn_up(
    kind: SlipKind,
    member_id: str,
    goods: Sequence[tuple[Article, int]],
    there: Mapping[str, int],
    terms: Terms | None = None,
) -> tuple[SlipLine, ...]:
    """The lines of a slip; Refused names the line, counted from 1.

    `there` says how many pieces of an article can be taken: on hand, or away for those that come back. A
    deposit needs to know it of single pieces only, of which there cannot be a second.
    """
    if not goods:
        raise Refused("empty_slip", "There is nothing on this slip: add a line first.")
    if len(goods) > MOST_LINES:
        raise Refused(
            "slip_too_long", "A slip holds {most} lines at most: make several of it.", most=MOST_LINES
        )
    left = dict(there)
    lines = []
    for number, (article, quantity) in enumerate(goods, start=1):
        _check_line(kind, member_id, article, quantity, number)
        added = quantity if kind in _BROUGHT else -quantity
        left[article.id] = left.get(article.id, 0) + added
        if added < 0 and left[article.id] < 0:
            raise _too_many(kind, article, there[article.id] - left[article.id], there, number)
        if added > 0 and article.unique and left[article.id] > 1:
            raise Refused(
                "unique_article",
                "Line {line}: there is only one “{label}”.",
                line=number,
                label=article.label,
            )
        frozen = agreed(terms, article) if terms else None
        lines.append(SlipLine(article.id, article.code, article.label, article.price, quantity, frozen))
    return tuple(lines)


def checked_note(kind: SlipKind, note: str) -> str:
    """The reason of a slip, or the fair's name on a transfer; Refused where one is due and missing."""
    plain = note.strip()
    if has_control(plain) or len(plain) > LONGEST_NOTE:
        raise Refused("bad_note", "This reason is too long or holds unreadable characters: type it again.")
    if plain or kind in _PLAIN:
        return plain
    if kind in TRANSFERS:
        raise Refused("fair_missing", "Say which fair it is.")
    if kind is SlipKind.DONATION:
        raise Refused("receiver_missing", "Say to whom it is given: that stays on the slip.")
    raise Refused("note_missing", "Say why: the reason stays on the slip.")


def _check_line(kind: SlipKind, member_id: str, article: Article, quantity: int, number: int) -> None:
    lowest = -LARGEST_QUANTITY if kind in _SIGNED else 1
    if not quantity or not lowest <= quantity <= LARGEST_QUANTITY:
        raise Refused(
            "bad_quantity",
            "Line {line}: {quantity} is no quantity of “{label}”: type it again.",
            line=number,
            quantity=quantity,
            label=article.label,
        )
    if article.member_id != member_id:
        raise Refused(
            "other_member",
            "Line {line}: “{label}” belongs to another member: it needs a slip of its own.",
            line=number,
            label=article.label,
        )


def _too_many(kind: SlipKind, article: Article, asked: int, there: Mapping[str, int], number: int) -> Refused:
    if kind is SlipKind.TRANSFER_IN:
        return Refused(
            "not_away",
            "Line {line}: {quantity} × “{label}” to bring back, but {away} away.",
            line=number,
            quantity=asked,
            label=article.label,
            away=there[article.id],
        )
    return Refused(
        "not_on_hand",
        "Line {line}: {quantity} × “{label}” to take out, but {on_hand} on hand.",
        line=number,
        quantity=asked,
        label=article.label,
        on_hand=there[article.id],
    )
