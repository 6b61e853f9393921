"""The second step of a month's end: the table, the lines behind a figure, their tickets, the plots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ess_shop.domain.carried_words import why_carried
from ess_shop.domain.money import Money
from ess_shop.domain.receipt import ReceiptSettings
from ess_shop.domain.sections import Section
from ess_shop.domain.settlement import Month
from ess_shop.errors import NotFound
from ess_shop.papers import SectionsPaper
from ess_shop.services.dashboards import month_sections
from ess_shop.services.explaining import Because, Explanation, Figure, explain
from ess_shop.services.month_table import MemberMonth
from ess_shop.services.month_words import figure_name, line_said
from ess_shop.services.receipting import receipt_of
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.drawing import ChartPress, Drawings
from ui.desktop.presenters.grammar import ticket_of
from ui.desktop.presenters.month import MonthPresenter
from ui.desktop.presenters.papers import PapersPresenter
from ui.desktop.presenters.receipts import Press

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: which figure, in which currency ("": legal), and its title."""

    figure: Figure
    code: str
    title: str


class MonthPreview:
    """Figures by member; `explained` and `ticketed` ring when what was asked for is there."""

    def __init__(
        self,
        path: MonthPresenter,
        papers: PapersPresenter,
        charts: ChartPress,
        press: Press,
        settings: Callable[[], ReceiptSettings],
    ) -> None:
        self.path, self._papers, self._charts = path, papers, charts
        self._press, self._settings = press, settings
        self.drawings = Drawings(path.desk, charts)
        self.sections: Sequence[Section] = ()
        self.because: Explanation | None = None
        self.member: MemberMonth | None = None
        self.ticket, self.picture = "", b""
        self.explained: Bell[[]] = Bell()
        self.ticketed: Bell[[]] = Bell()
        self.plotted: Bell[[]] = Bell()
        self._plotted_of: Month | None = None
        path.moved.connect(self._forget)

    def _forget(self) -> None:
        self.drawings.stop()
        self.sections, self._plotted_of = (), None
        self.because = self.member = None

    # The table

    @property
    def columns(self) -> Sequence[Column]:
        """The figures in their order; each local currency has its own."""
        words, table = self.path.desk.words, self.path.table
        legal = [Column(each, "", figure_name(each, words)) for each in Figure if each is not Figure.CARRIED]
        local = [Column(Figure.PAID, code, code) for code in table.codes]
        if table.codes:
            codes = (table.shop.currency.code, *table.codes)
            titles = [words("To pay\n{currency}", currency=code) for code in codes]
            legal[-1] = replace(legal[-1], title=titles[0])
            local = [replace(each, title=title) for each, title in zip(local, titles[1:], strict=True)]
        return [*legal, *local, Column(Figure.CARRIED, "", figure_name(Figure.CARRIED, words))]

    def amount(self, member: MemberMonth, column: Column) -> Money | None:
        """What stands in a cell; None where the member has no such currency."""
        row = member.local(column.code) if column.code else member.legal
        if row is None:
            return None
        return {
            Figure.OPENING: row.opening,
            Figure.SOLD: member.sold,
            Figure.RETURNED: member.returned,
            Figure.KEPT: member.kept,
            Figure.FEES: member.fees,
            Figure.ADJUSTED: member.adjusted,
            Figure.BALANCE: row.balance,
            Figure.PAID: row.paid,
            Figure.CARRIED: row.carried,
        }[column.figure]

    def cell(self, member: MemberMonth, column: Column) -> str:
        """The same as people read it; nothing is a dash."""
        amount = self.amount(member, column)
        return self.path.desk.words.amount(amount) if amount else NOTHING

    def compared(self, member: MemberMonth) -> str:
        """How much more or less is paid than a month earlier."""
        words = self.path.desk.words
        if self.path.table.compared is None:
            return ""
        if member.before is None:
            return words("new")
        more = member.legal.paid - member.before
        if not more:
            return "="
        sign = "▲" if more.minor > 0 else "▼"
        return f"{sign} {words.amount(more if more.minor > 0 else -more)}"

    def remark(self, member: MemberMonth) -> str:
        """Why something of theirs waits."""
        words = self.path.desk.words
        said = [row.reason or why_carried(row.why_carried, words) for row in member.rows]
        return "; ".join(dict.fromkeys(each for each in said if each))

    def row_said(self, member: MemberMonth) -> str:
        """Who is pointed at, and why something of theirs waits."""
        words, why = self.path.desk.words, self.remark(member)
        name = self.named(member)
        return words("{member}: {remark}", member=name, remark=why) if why else name

    def named(self, member: MemberMonth) -> str:
        """Code and name."""
        return f"{member.code} · {member.name}" if member.name else member.code

    @property
    def figures(self) -> Sequence[tuple[str, str, str]]:
        """The large figures above the table."""
        words, table = self.path.desk.words, self.path.table
        waiting = sum(each.exception for each in table.rows)
        kept = sum((each.kept for each in table.rows), table.shop.money(0))
        paid = table.paid()
        first = self.path.shop.currency.code
        return [
            (words("To pay"), words.money(paid[first]), self._before()),
            *(
                (words("To pay {currency}", currency=code), words.money(each), "")
                for code, each in paid.items()
                if code != first
            ),
            (words("Commission"), words.money(kept), ""),
            (
                words("Members"),
                words.number(len(table.rows)),
                words.plural("{count} to look at", "{count} to look at", waiting) if waiting else "",
            ),
        ]

    def _before(self) -> str:
        """What was paid a month earlier."""
        words, table = self.path.desk.words, self.path.table
        if table.compared is None:
            return ""
        before = sum((each.before for each in table.rows if each.before is not None), table.shop.money(0))
        return words("{month}: {amount}", month=table.compared, amount=before)

    # Why

    def explain(self, member: MemberMonth, column: Column) -> None:
        """The lines behind a cell."""
        if self.amount(member, column) is None:
            return
        month, books = self.path.table.month, self.path.desk.books

        def ask() -> Explanation:
            with books.read() as read:
                return explain(read, month, member.member_id, column.figure, column.code)

        def see(found: Explanation) -> None:
            self.because, self.member = found, member
            self.ticket, self.picture = "", b""
            self.explained.ring()

        self.path.lane.run(ask, see, self.path.desk.tell)

    @property
    def question(self) -> str:
        """What is explained."""
        words, found, member = self.path.desk.words, self.because, self.member
        if found is None or member is None:
            return ""
        return words(
            "{member} – {figure}: {amount}",
            member=self.named(member),
            figure=figure_name(found.figure, words),
            amount=found.amount,
        )

    def line(self, because: Because) -> str:
        """What a line is."""
        if self.because is None:
            return ""
        return line_said(because, self.because.row, self.path.desk.words)

    def show_ticket(self, because: Because) -> None:
        """The paper of the ticket behind a line."""
        where = ticket_of(because.ticket)
        if where is None:
            return
        desk, press, settings = self.path.desk, self._press, self._settings()

        def make() -> bytes:
            with desk.books.read() as read:
                found = read.sale(*where)
                if found is None:
                    raise NotFound("no_such_ticket", "There is no ticket {number}.", number=because.ticket)
                paper = receipt_of(read, found.sale, settings, training=desk.training)
            return press.picture(press.receipt(paper))

        def made(picture: bytes) -> None:
            self.ticket, self.picture = because.ticket, picture
            self.ticketed.ring()

        self.path.lane.run(make, made, desk.tell)

    # The plots

    def plot(self) -> None:
        """The month in pictures, once it is looked at."""
        desk, month = self.path.desk, self.path.month
        if month is None or month == self._plotted_of:
            return
        self._plotted_of = month
        today = desk.clock().date()

        def ask() -> Sequence[Section]:
            with desk.books.read() as read:
                return month_sections(read, month, today, desk.words)

        def see(found: Sequence[Section]) -> None:
            if month == self._plotted_of:
                self.sections = found
                self.plotted.ring()

        self.path.lane.run(ask, see, desk.tell)

    def print_one(self, section: Section) -> None:
        """One matter on A4."""
        path, charts = self.path, self._charts
        name = path.desk.words("{matter} {span}", matter=section.title, span=str(path.month))
        paper = SectionsPaper(
            shop=path.shop,
            title=section.title,
            said=(path.title,),
            figures=(),
            sections=[replace(section, title="")],
            training=path.desk.training,
        )
        self._papers.make(name, lambda place: charts.paper(place, paper))

    def write_table(self, section: Section) -> None:
        """One matter as CSV."""
        charts = self._charts
        name = f"dashboard-{section.id}-{self.path.month}"
        self._papers.make(name, lambda place: charts.table(place, section), ending=".csv")
