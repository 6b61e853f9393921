"""How the shop does in a span of days: asked bit by bit, told, drawn, printed, written as tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ess_shop.domain.dashboard import Dashboard
from ess_shop.domain.dashboard_figures import compared_name, figures_of
from ess_shop.domain.dashboard_words import file_name, sections_of
from ess_shop.domain.sections import Figure, Section
from ess_shop.domain.source import shown
from ess_shop.domain.span_words import span_code, span_name
from ess_shop.domain.spans import Against, Length, Span, own_span, span_around
from ess_shop.errors import Refused, ShopError
from ess_shop.services.dashboards import Gathering, Wanted, dashboard_paper
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.drawing import ChartPress, Drawings
from ui.desktop.presenters.event_log import day_of
from ui.desktop.presenters.long_work import LongWork
from ui.desktop.presenters.papers import PapersPresenter


class DashboardPresenter:
    """Each question and each drawing is a piece of work of its own, so that a sale comes in between."""

    def __init__(self, desk: Desk, papers: PapersPresenter, press: ChartPress) -> None:
        self.desk, self._papers, self._press = desk, papers, press
        self.span = span_around(Length.MONTH, desk.clock().date())
        self.against = Against.BEFORE
        self.dashboard: Dashboard | None = None
        self.figures: Sequence[Figure] = ()
        self.sections: Sequence[Section] = ()
        self.drawings = Drawings(desk, press)
        self.work = LongWork()
        self.changed: Bell[[]] = Bell()
        self.worked: Bell[[]] = Bell()
        """Rung when the adding up begins and ends."""
        self._gathering: Gathering | None = None

    # What is looked at

    @property
    def title(self) -> str:
        """What the span is called."""
        return span_name(self.span, self.desk.words)

    @property
    def compared(self) -> str:
        """What it is measured by."""
        return compared_name(self.dashboard, self.desk.words) if self.dashboard else ""

    @property
    def bounds(self) -> tuple[str, str]:
        """Its first and last day, as people write them."""
        words = self.desk.words
        return words.day(self.span.first), words.day(self.span.last)

    @property
    def has_later(self) -> bool:
        """Whether the span after it has begun."""
        return self.span.after.first <= self._today

    @property
    def _today(self) -> date:
        return self.desk.clock().date()

    def choose(self, length: Length) -> None:
        """A day, a week, a month or a year: the one in which the last day lies that was looked at."""
        if length is Length.OWN:
            self.look_at(own_span(self.span.first, min(self.span.last, max(self._today, self.span.first))))
        else:
            self.look_at(span_around(length, max(self.span.first, min(self.span.last, self._today))))

    def choose_days(self, first: str, last: str) -> None:
        """Days of one's own; Refused for what is no date."""
        self.look_at(own_span(_day(first, self._today), _day(last, self._today)))

    def earlier(self) -> None:
        """The span before."""
        self.look_at(self.span.before)

    def later(self) -> None:
        """The span after, if it has begun."""
        if self.has_later:
            self.look_at(self.span.after)

    def measure_by(self, against: Against) -> None:
        """Compare with another time."""
        self.against = against
        self.load()

    def look_at(self, span: Span) -> None:
        """Another span."""
        self.span = span
        self.load()

    # Adding up

    def load(self) -> None:
        """Ask the books, one question after the other; what was being asked before is forgotten."""
        wanted = Wanted(self.span, self.against, self._today, self.desk.training)
        self._gathering = gathering = Gathering(wanted)
        self.work.begin()
        self.worked.ring()
        self._ask(gathering)

    def leave(self) -> None:
        """Nobody looks any longer: nothing more is asked or drawn."""
        self.drawings.stop()
        if self._gathering is not None:
            self._end()

    def _ask(self, gathering: Gathering) -> None:
        books, work = self.desk.books, self.work

        def ask() -> Dashboard | None:
            with books.read() as read:
                if gathering.over:
                    return gathering.dashboard(read)
                gathering.ask(read)
            work.heard(gathering.done, gathering.total + 1)
            return None

        def heard(found: Dashboard | None) -> None:
            if gathering is not self._gathering:
                return
            if found is None:
                self._ask(gathering)
            else:
                self._end()
                self._take(found)

        def failed(wrong: ShopError) -> None:
            if gathering is self._gathering:
                self._end()
                self.desk.tell(wrong)

        self.desk.lane.run(ask, heard, failed)

    def _end(self) -> None:
        self._gathering = None
        self.work.end()
        self.worked.ring()

    def _take(self, found: Dashboard) -> None:
        words = self.desk.words
        self.dashboard = found
        self.figures, self.sections = figures_of(found, words), sections_of(found, words)
        self.changed.ring()

    # Papers and tables

    def print_all(self) -> None:
        """Everything on A4."""
        self._print(self.sections, self.figures, self.desk.words("Dashboard {span}", span=self._code))

    def print_one(self, section: Section) -> None:
        """One matter on A4."""
        name = self.desk.words("{matter} {span}", matter=section.title, span=self._code)
        self._print([section], (), name)

    def write_table(self, section: Section) -> None:
        """One matter as CSV."""
        press = self._press
        if self.dashboard is not None:
            name = file_name(section, self.dashboard.span)
            self._papers.make(name, lambda path: press.table(path, section), ending=".csv")

    @property
    def _code(self) -> str:
        return span_code(self.dashboard.span) if self.dashboard else ""

    def _print(self, sections: Sequence[Section], figures: Sequence[Figure], name: str) -> None:
        if self.dashboard is not None:
            paper = dashboard_paper(self.dashboard, self.desk.words, sections, figures)
            press = self._press
            self._papers.make(name, lambda path: press.paper(path, paper))


def _day(text: str, today: date) -> date:
    day = day_of(text, today)
    if day is None:
        raise Refused(
            "bad_day", "“{text}” is no day: type it like 25/11/2026.", text=shown(text.strip(), 40) or "–"
        )
    return day
