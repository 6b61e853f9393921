"""What leaves the books for the accountant and the tax office: chosen, written beside the sales, shown."""

from __future__ import annotations

from pathlib import Path

from ess_shop.domain.exports import LENGTHS, Program, Wanted, What
from ess_shop.domain.people import Right
from ess_shop.domain.span_words import span_name
from ess_shop.domain.spans import Length, Span, span_around
from ess_shop.services.account_files import AccountFiles
from ess_shop.services.exporting import Exported, export
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.lane import Lane
from ui.desktop.presenters.papers import PapersPresenter
from ui.desktop.presenters.writing import Writing

TOPIC = "exports"
WHOLE_MONTH = "0"


class ExportsPresenter(Writing[Exported]):
    """The kind of file, its period, where it goes."""

    def __init__(
        self, desk: Desk, papers: PapersPresenter, files: AccountFiles, folder: Path, lane: Lane
    ) -> None:
        super().__init__(desk, papers, folder, lane, topic=TOPIC)
        self._files = files
        today = desk.clock().date()
        last_month = span_around(Length.MONTH, today).before
        self.what = What.FEC
        self.program, self.part, self.corrected = Program.PAHEKO, WHOLE_MONTH, False
        self._spans: dict[Length, Span] = {
            Length.MONTH: last_month,
            Length.YEAR: span_around(Length.YEAR, last_month.first),
        }
        self.length = Length.YEAR

    # What is chosen

    @property
    def span(self) -> Span:
        """The days it is of."""
        return self._spans[self.length]

    @property
    def period(self) -> str:
        """What they are called."""
        return span_name(self.span, self.desk.words)

    @property
    def lengths(self) -> tuple[Length, ...]:
        """How long the period may be."""
        return tuple(each for each in LENGTHS[self.what] if each in self._spans)

    def choose(self, what: str) -> None:
        """Another kind of file."""
        self.what = What(what)
        if self.length not in self.lengths:
            self.length = self.lengths[0]
        self._forget()

    def choose_length(self, length: str) -> None:
        """A year or a month."""
        self.length = Length(length)
        self._forget()

    def earlier(self) -> None:
        """The period before."""
        self._spans[self.length] = self.span.before
        self._forget()

    def later(self) -> None:
        """The period after, up to the one that today is in."""
        if self.may_go_on:
            self._spans[self.length] = self.span.after
            self._forget()

    @property
    def may_go_on(self) -> bool:
        """Whether the next period has begun."""
        return self.span.after.first <= self.desk.clock().date()

    def choose_program(self, program: str) -> None:
        """The program that imports the entries."""
        self.program = Program(program)
        self._forget()

    def choose_part(self, part: str) -> None:
        """All of the month, or a third of it."""
        self.part = part
        self._forget()

    def correct(self, *, corrected: bool) -> None:
        """Whether it takes the place of an earlier report."""
        self.corrected = corrected
        self._forget()

    # Writing

    def make(self) -> None:
        """Write it, unless something is being written; sales go on meanwhile."""
        if self.work.running:
            return
        desk, work = self.desk, self.work
        desk.require(Right.SEE_BOOKS)
        wanted = Wanted(self.what, self.span, self.program, int(self.part), self.corrected)
        books, folder, files = desk.books, self.folder, self._files
        at, who, training = desk.clock(), desk.who, desk.training

        def write() -> Exported:
            return export(
                books,
                wanted,
                folder,
                files,
                desk.words,
                at=at,
                who=who,
                training=training,
                heard=work.heard,
            )

        self._begin(write, self._count_said)

    def _count_said(self, made: Exported) -> str:
        words, count = self.desk.words, len(made.files)
        return words.plural("{count} file is written.", "{count} files are written.", count)

    # What was written

    @property
    def said(self) -> tuple[str, ...]:
        """What a person should know about it."""
        remarks = self.done.remarks if self.done else ()
        return tuple(self.desk.words(sentence, **facts) for sentence, facts in remarks)

    def open_file(self, path: Path) -> None:
        """Show one of the files."""
        self._papers.made.ring(path)
