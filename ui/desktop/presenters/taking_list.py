"""Taking in a member's spreadsheet once it was looked at, and the files that are written for the member."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ess_shop.domain.label_settings import label_settings
from ess_shop.domain.members import MemberKind
from ess_shop.domain.people import Right
from ess_shop.domain.police import Seller
from ess_shop.domain.preferences import LABELS
from ess_shop.domain.source import BadFile
from ess_shop.errors import Refused, ShopError
from ess_shop.services.deposit_lists import addressed
from ess_shop.services.taking_lists import ListRequest, labels_wanted, take_list
from ui.desktop.presenters import deposit_paper
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.list_files import ListFiles
from ui.desktop.presenters.list_rows import Taken
from ui.desktop.presenters.looking_at_list import AGAIN, LookingAtList
from ui.desktop.presenters.notices import Step, Tone


class ListPresenter(LookingAtList):
    """One file at a time, from its choice to its slip."""

    def __init__(self, desk: Desk, files: ListFiles) -> None:
        super().__init__(desk, files)
        self.written: Bell[[Path]] = Bell()
        """Rung with a file that somebody wants to see."""

    @property
    def labels(self) -> Mapping[str, int]:
        """How many labels of which article the list that was taken in wants."""
        return self.taken.labels if self.taken is not None else {}

    # Taking it in

    def take(self, paper: Seller | None = None) -> None:
        """Take the list in; it is held against the books once more, for they may have changed.

        A list that came in before is asked about first, and so is the identity paper that the police register
        wants.
        """
        desk, checked, member = self.desk, self.ready, self.choosing.chosen
        desk.require(Right.GOODS)
        if self.work.running or self.taken is not None:
            return
        if checked is None or self.looked is None or member is None:
            raise Refused("no_list", "Choose a member and a list without a mistake first.")
        if self.before_said and not self._again:
            self._ask_again()
            return
        if paper is None and member.kind is MemberKind.PERSON and checked.second_hand:
            deposit_paper.propose(desk, member.id, self._ask_paper)
            return
        at = desk.clock()
        seller = deposit_paper.checked(paper, at.date()) if paper else None
        request = ListRequest(
            self._id, at, self.looked.book, checked, desk.who, self.repriced, seller, again=self._again
        )
        self.work.begin()
        self.changed.ring()

        def write() -> Taken:
            with desk.books.read() as read:
                own = label_settings(read.preference(LABELS)).own
            slip = take_list(desk.books, request, own)
            with desk.books.read() as read:
                return Taken(slip, labels_wanted(read, request, slip))

        desk.lane.run(write, self._taken, self._not_taken)

    def _ask_again(self) -> None:
        words = self.desk.words
        said = words("{before} Did as many pieces come once more?", before=self.before_said)
        self.desk.notices.tell(
            AGAIN,
            said,
            Tone.WARNING,
            Step(words("Take it in again"), self._take_again),
            Step(words("Never mind"), lambda: None),
        )

    def _take_again(self) -> None:
        self._again = True
        try:
            self.take()
        except ShopError as wrong:
            self.desk.tell(wrong)

    def _ask_paper(self, proposed: Seller) -> None:
        self.paper = proposed
        self.changed.ring()

    def no_paper(self) -> None:
        """Back to the list: the paper is not at hand."""
        self.paper = None
        self.changed.ring()

    def _taken(self, taken: Taken) -> None:
        self.work.end()
        self.taken, self.paper = taken, None
        words, slip = self.desk.words, taken.slip
        pieces = words.plural("{count} piece", "{count} pieces", slip.slip.pieces)
        said = words("Slip {number}: {pieces} taken in.", number=slip.number, pieces=pieces)
        self.desk.notices.tell("list", said, Tone.GOOD)
        self.changed.ring()

    def _not_taken(self, wrong: ShopError) -> None:
        """Something changed since it was looked at: what is wrong now is shown in its place."""
        self.work.end()
        self.desk.tell(wrong)
        if (
            isinstance(wrong, BadFile) or wrong.code in ("list_changed", "list_taken")
        ) and self.looked is not None:
            self._look_through(self.looked.book)
        else:
            self.changed.ring()

    # Files that are written

    def save_problems(self) -> None:
        """Write what is wrong into a text, to be handed to the member."""
        looked, files, words = self.looked, self.files, self.desk.words
        if looked is None or not looked.problems:
            raise Refused("no_problems", "There is nothing wrong with this list.")
        title = words("What to correct in {name}", name=looked.book.name)
        lines = [title, "", *(f"- {problem}" for problem in self.problems)]
        name = words("What to correct in {name}", name=Path(looked.book.name).stem)
        self.desk.lane.run(lambda: files.text(name, lines), self._written)

    def give_template(self, ending: str) -> None:
        """Write an empty list for the member; `ending` is xlsx or ods."""
        row, books, files, words = self.choosing.chosen, self.desk.books, self.files, self.desk.words
        if row is None:
            raise Refused("member_first", "Choose first whose goods they are.")
        code, name = row.code, words("Deposit list {member}", member=row.code)
        day = self.desk.clock().date()

        def write() -> Path:
            with books.read() as read:
                to = addressed(read, code, day)
            return files.template(name, ending, to)

        self.desk.lane.run(write, self._written)

    def _written(self, path: Path) -> None:
        said = self.desk.words("“{file}” is in the folder {folder}.", file=path.name, folder=path.parent)
        way = Step(self.desk.words("Open"), lambda: self.written.ring(path))
        self.desk.notices.tell("list", said, Tone.GOOD, way)
