"""Archives on the screen: which closed period, where to, and what it is verified with once it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ess_shop import __version__
from ess_shop.domain.archive import ArchivePeriod
from ess_shop.domain.people import Right
from ess_shop.domain.periods import PeriodKind
from ess_shop.domain.settlement import Month
from ess_shop.errors import Refused, ShopError
from ess_shop.ports import Books
from ess_shop.services.archiving import Archived, ArchivePress, archivable, archive
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.lane import Lane
from ui.desktop.presenters.long_work import LongWork
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.papers import PapersPresenter

TOPIC = "archives"
PROGRAM = f"ess-shop {__version__}"

MakePress = Callable[[Books, Path], ArchivePress]


class ArchivesPresenter:
    """A closed year or month at a time; `lane` is one that nobody waits for to sell."""

    def __init__(
        self, desk: Desk, papers: PapersPresenter, make_press: MakePress, folder: Path, lane: Lane
    ) -> None:
        self.desk, self._papers, self._make_press, self._lane = desk, papers, make_press, lane
        self.folder = folder
        self.kind = PeriodKind.YEAR
        self.periods: Sequence[ArchivePeriod] = ()
        """Newest first."""
        self._place = 0
        self.work = LongWork()
        self.done: Archived | None = None
        """What was written last, until something else is chosen."""
        self.key = ""
        """The name of the key that signed it."""
        self.changed: Bell[[]] = Bell()

    # What is chosen

    def load(self) -> None:
        """Ask the books what is closed."""
        books, kind = self.desk.books, self.kind

        def ask() -> Sequence[ArchivePeriod]:
            with books.read() as read:
                return archivable(read, kind)

        self.desk.lane.run(ask, lambda found: self._see(kind, found))

    def _see(self, kind: PeriodKind, found: Sequence[ArchivePeriod]) -> None:
        if kind is not self.kind:
            return
        chosen = self.period
        self.periods = found
        self._place = next((place for place, each in enumerate(found) if each == chosen), 0)
        self.changed.ring()

    def choose(self, kind: str) -> None:
        """Years or months."""
        self.kind, self.periods, self._place = PeriodKind(kind), (), 0
        self._forget()
        self.load()

    @property
    def period(self) -> ArchivePeriod | None:
        """The one that is chosen; None if none is closed."""
        return self.periods[self._place] if self.periods else None

    @property
    def named(self) -> str:
        """What it is called."""
        words, period = self.desk.words, self.period
        if period is None:
            return words("Nothing is closed yet: close it on the page “Closings”.")
        if period.kind is PeriodKind.MONTH:
            return words.month(Month.parse(period.name))
        return words("The year {year}", year=period.name)

    @property
    def may_go_back(self) -> bool:
        """Whether there is an older one."""
        return self._place + 1 < len(self.periods)

    @property
    def may_go_on(self) -> bool:
        """Whether there is a newer one."""
        return self._place > 0

    def earlier(self) -> None:
        """The one before."""
        if self.may_go_back:
            self._place += 1
            self._forget()

    def later(self) -> None:
        """The one after."""
        if self.may_go_on:
            self._place -= 1
            self._forget()

    def choose_folder(self, folder: Path) -> None:
        """Where it goes."""
        self.folder = folder
        self._forget()

    def _forget(self) -> None:
        self.done = None
        self.changed.ring()

    @property
    def path(self) -> Path:
        """The file it is, or will be."""
        return self.folder / f"archive-{self.period}.zip"

    # Writing

    def make(self) -> None:
        """Write it, unless one is being written; sales go on meanwhile."""
        desk, period, work = self.desk, self.period, self.work
        if work.running or period is None:
            return
        desk.require(Right.SEE_BOOKS)
        if desk.training:
            raise Refused("practice_archive", "Practice books are not archived.")
        books, keyed, target, make_press = desk.books, desk.tills_books, self.path, self._make_press
        at, who = desk.clock(), desk.who
        self.done = None
        work.begin()
        self.changed.ring()

        def write() -> tuple[Archived, str]:
            press = make_press(keyed, target)
            made = archive(books, period, press, at=at, program=PROGRAM, who=who, progress=work.heard)
            return made, press.key

        self._lane.run(write, self._written, self._failed)

    def _written(self, made: tuple[Archived, str]) -> None:
        self.work.end()
        self.done, self.key = made
        self.desk.notices.tell(TOPIC, self.desk.words("The archive is written."), Tone.GOOD)
        self.changed.ring()

    def _failed(self, wrong: ShopError) -> None:
        self.work.end()
        self.desk.tell(wrong)
        self.changed.ring()

    def open_folder(self) -> None:
        """Show the folder in the program that the machine has for it."""
        self._papers.made.ring(self.folder)
