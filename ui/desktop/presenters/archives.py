"""Archives on the screen: which closed period, where to, and what it is verified with once it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ess_shop import __version__
from ess_shop.domain.archive import ArchivePeriod
from ess_shop.domain.people import Right
from ess_shop.domain.periods import PeriodKind
from ess_shop.domain.settlement import Month
from ess_shop.errors import Refused
from ess_shop.ports import Books
from ess_shop.services.archiving import Archived, ArchivePress, archivable, archive
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.lane import Lane
from ui.desktop.presenters.papers import PapersPresenter
from ui.desktop.presenters.writing import Writing

TOPIC = "archives"
PROGRAM = f"ess-shop {__version__}"

MakePress = Callable[[Books, Path], ArchivePress]


@dataclass(frozen=True, slots=True)
class Written:
    """An archive, and the name of the key that signed it."""

    archive: Archived
    key: str


class ArchivesPresenter(Writing[Written]):
    """A closed year or month at a time."""

    def __init__(
        self, desk: Desk, papers: PapersPresenter, make_press: MakePress, folder: Path, lane: Lane
    ) -> None:
        super().__init__(desk, papers, folder, lane, topic=TOPIC)
        self._make_press = make_press
        self.kind = PeriodKind.YEAR
        self.periods: Sequence[ArchivePeriod] = ()
        """Newest first."""
        self._place = 0

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

        def write() -> Written:
            press = make_press(keyed, target)
            made = archive(books, period, press, at=at, program=PROGRAM, who=who, progress=work.heard)
            return Written(made, press.key)

        self._begin(write, lambda _made: desk.words("The archive is written."))
