"""What the law asks of a till: its books verified, the editor's attestation, the fiscal manual."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ess_shop import __version__
from ess_shop.domain.law_papers import AttestationPaper
from ess_shop.errors import ShopError
from ess_shop.ports import Defect
from ess_shop.services import noting
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.lane import Lane
from ui.desktop.presenters.law_press import LawPress
from ui.desktop.presenters.long_work import LongWork
from ui.desktop.presenters.papers import PapersPresenter

PROGRAM = "ess-shop"
MOST = 20
"""So many defects are shown one by one."""


class LawPresenter:
    """Verifying is done in `lane`, which nobody waits for to sell."""

    def __init__(self, desk: Desk, papers: PapersPresenter, press: LawPress, lane: Lane) -> None:
        self.desk, self._papers, self._press, self._lane = desk, papers, press, lane
        self.work = LongWork()
        self.found: Sequence[Defect] | None = None
        """What verifying found; None until it was done."""
        self.changed: Bell[[]] = Bell()

    # The books

    def verify(self) -> None:
        """Prove the books from the first entry to the last; what is found is logged."""
        if self.work.running:
            return
        desk = self.desk
        books, at, who = desk.books, desk.clock(), desk.who
        self.found = None
        self.work.begin()
        self.changed.ring()

        def work() -> Sequence[Defect]:
            found = list(books.defects(self.work.heard))
            noting.note_defects(books, found, at=at, who=who)
            return found

        self._lane.run(work, self._verified, self._failed)

    def _verified(self, found: Sequence[Defect]) -> None:
        self.found = found
        self.work.end()
        self.changed.ring()

    def _failed(self, wrong: ShopError) -> None:
        self.work.end()
        self.desk.tell(wrong)
        self.changed.ring()

    @property
    def said(self) -> str:
        """What came of it."""
        words, found = self.desk.words, self.found
        if found is None:
            return ""
        if not found:
            return words("The books are clean: nothing was changed, nothing is missing.")
        return words.plural("{count} defect was found.", "{count} defects were found.", len(found))

    @property
    def defects(self) -> Sequence[str]:
        """The first of them, in words."""
        words = self.desk.words
        return [
            words("{where}: {what}", where=each.where, what=words(each.sentence, **each.facts))
            for each in (self.found or ())[:MOST]
        ]

    # Papers

    def attest(self, editor: str, signer: str, place: str) -> None:
        """The attestation with the exact version, ready to be signed; what is "" stays open on it."""
        desk, press, today = self.desk, self._press, self.desk.clock().date()

        def write(path: Path) -> None:
            with desk.books.read() as read:
                shop = read.shop()
            print_of = press.fingerprint()
            paper = AttestationPaper(shop, editor, signer, place, PROGRAM, __version__, print_of, today)
            press.attestation(path, paper)

        self._papers.make(desk.words("Attestation {version}", version=__version__), write)

    def manual(self) -> None:
        """The fiscal manual of this version."""
        named = self.desk.words("Fiscal manual {version}", version=__version__)
        self._papers.make(named, lambda path: self._press.manual(path, __version__))
