"""What each line of a statement says, as texts: column by column, and the small notes below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from drivers.papers.statement_totals import Sums, Totals
from ess_shop.domain.money import MILLION, Currency, Money, Rate
from ess_shop.domain.terms import Bearer
from ess_shop.reading import Statement, StatementLine
from ess_shop.wording import Words


@dataclass(frozen=True, slots=True)
class Note:
    """A small line below a line; `strong` is its first word."""

    strong: str
    text: str


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: four texts from the left, the figures to the right of them, and the notes below.

    `more_local` are further local amounts, under the one in the last column.
    """

    day: str
    ticket: str
    code: str
    label: str
    figures: tuple[str, ...]
    notes: tuple[Note, ...] = ()
    more_local: tuple[str, ...] = ()
    strong: bool = False


class Wording:
    """Puts the lines of one statement into words; days, rates and sentences are worded once."""

    def __init__(self, statement: Statement, totals: Totals, words: Words) -> None:
        self._words = words
        self._rate_of_shop = totals.before_tax
        self._legal = statement.shop.currency
        self._days: dict[date, str] = {}
        self._rates: dict[Rate, str] = {}
        present = {part.currency for line in statement.lines for part in line.local}
        self.locals: tuple[Currency, ...] = tuple(
            part.currency for part in totals.all.local if part.currency in present
        )
        """The local currencies that the lines brought: one has its own column, several share one."""

    def headings(self) -> Cells:
        """The titles of the columns."""
        words = self._words
        figures = [
            words("Qty"),
            words("Price"),
            words("Total"),
            words("Commission") if self._rate_of_shop else words("Share"),
            words("Your part"),
        ]
        if len(self.locals) == 1:
            figures.append(words("incl. {code}", code=self.locals[0].code))
        elif self.locals:
            figures.append(words("incl. local"))
        return Cells(words("Date"), words("Ticket"), words("Article"), "", tuple(figures))

    def line(self, line: StatementLine) -> Cells:
        """A sold or returned line."""
        words = self._words
        local, *more = self._local(line.local)
        figures = (
            words.number(line.quantity),
            words.amount(line.unit_price),
            words.amount(line.total),
            words("net") if line.net is not None else self._rate(line.commission_rate),
            words.amount(line.share),
        )
        return Cells(
            self._day(line.day),
            line.ticket,
            line.code,
            line.label,
            (*figures, local) if self.locals else figures,
            tuple(self.notes(line)),
            tuple(more),
        )

    def sums(self, totals: Totals) -> Iterator[Cells]:
        """The lines added up, and what of the member's part is due in legal currency."""
        words = self._words
        sold, returned, every = totals.sold, totals.returned, totals.all
        if sold.count and returned.count:
            yield self._sum(words.plural("{count} line sold", "{count} lines sold", sold.count), sold)
            yield self._sum(
                words.plural("{count} line returned", "{count} lines returned", returned.count), returned
            )
        total = words.plural("Total of {count} line", "Total of {count} lines", every.count)
        yield self._sum(total, every, strong=True)
        if self.locals:
            due = words("Your part due in {code}", code=self._legal.code)
            figures = ("", "", "", "", words.amount(every.legal_share), "")
            yield Cells("", "", "", due, figures)

    def _sum(self, label: str, sums: Sums, *, strong: bool = False) -> Cells:
        words = self._words
        local, *more = self._local(
            [part for part in sums.local if part.currency in self.locals and (part or strong)]
        )
        figures = (words.number(sums.pieces), "", words.amount(sums.total), "", words.amount(sums.share))
        whole = (*figures, local) if self.locals else figures
        return Cells("", "", "", label, whole, more_local=tuple(more), strong=strong)

    def _local(self, parts: Sequence[Money]) -> list[str]:
        if len(self.locals) == 1:
            return [self._words.amount(part) for part in parts] or [""]
        ordered = sorted(parts, key=lambda part: self.locals.index(part.currency))
        return [self._words.money(part) for part in ordered] or [""]

    def _day(self, day: date) -> str:
        """The day without its year, which stands in the title: 01/12 or 1 Dec."""
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = self._words.day(day).removesuffix(str(day.year)).rstrip("/ ")
        return known

    def _rate(self, commission: Rate) -> str:
        known = self._rates.get(commission)
        if known is None:
            shown = commission if self._rate_of_shop else Rate(MILLION - commission.millionths)
            known = self._rates[commission] = self._words.percent(shown)
        return known

    def notes(self, line: StatementLine) -> Iterator[Note]:
        """What explains a line, each with its reason; the home page shows the same."""
        words = self._words
        if line.quantity < 0 or line.corrects:
            said = words("– corrects statement {number}", number=line.corrects) if line.corrects else ""
            yield Note(words("Return"), said)
        if line.reason:
            yield Note(words("Reason") if line.quantity < 0 else words("Correction"), line.reason)
        if line.tag_price:
            yield Note(words("Markdown"), words("first price {price}, as agreed", price=line.tag_price))
        if line.net is not None:
            said = words("{net} a piece is yours, whatever it is sold for", net=line.net)
            yield Note(words("Fixed net"), said)
        if line.piece_fee:
            yield Note(words("Fee"), words("{fee} for each piece sold", fee=line.piece_fee))
        if line.discount:
            borne = self._borne(line.discount_bearer)
            said = words("of {amount}, {borne}", amount=abs(line.discount), borne=borne)
            reason = line.discount_reason.strip()
            # The reason comes last: it is the only part that may be cut for want of room.
            yield Note(words("Discount"), f"{said} – {reason}" if reason else said)
        if line.shop_discount:
            more = words("{amount} of it are borne by the shop alone", amount=abs(line.shop_discount))
            yield Note(words("Beyond your limit"), more)

    def _borne(self, bearer: Bearer) -> str:
        words = self._words
        match bearer:
            case Bearer.SHOP:
                return words("borne by the shop")
            case Bearer.MEMBER:
                return words("borne by you")
            case Bearer.SHARED:
                return words("shared between you and the shop")
