"""Taking goods in: whose they are, line by line by scan or typing, and the slip that says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.incoming import Incoming
from ess_shop.domain.label_settings import label_settings
from ess_shop.domain.people import Right
from ess_shop.domain.police import Seller
from ess_shop.domain.preferences import LABELS
from ess_shop.domain.price_advice import SoldAt
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused, ShopError
from ess_shop.reading import RecordedSlip, SlipRow
from ess_shop.services.receiving import Intake, receive
from ui.desktop.presenters import deposit_copy, deposit_keeping, deposit_paper
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.deposit_entry import DepositEntry
from ui.desktop.presenters.deposit_keeping import BegunDeposit
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Step, Tone
from ui.desktop.presenters.receipts import Press


class DepositPresenter(DepositEntry):
    """A deposit from the choice of the member to its slip, which is `recorded` until the next begins."""

    def __init__(self, desk: Desk, shop: Shop, press: Press) -> None:
        super().__init__(desk, shop, press)
        self.begun: Sequence[BegunDeposit] = ()
        self.earlier: Sequence[SlipRow] = ()
        self.recorded: RecordedSlip | None = None
        self.paper: Seller | None = None
        """The identity paper that is proposed while it is asked for."""
        self.came: Bell[[]] = Bell()
        """Rung when the earlier deposits are known."""
        self._revision = -1
        self._member_id = ""
        self.choosing.chose.connect(self._chosen)
        self.choosing.changed.connect(self._contract_known)

    # Coming in

    def load(self) -> None:
        """Someone comes to the page: members, what was begun before, the member's goods as they are now."""
        self.choosing.load()
        self._look_for_begun()
        if self.member is not None:
            self._read_goods()

    def _look_for_begun(self) -> None:
        books = self.desk.books

        def ask() -> list[BegunDeposit]:
            with books.read() as read:
                return deposit_keeping.found(read)

        def see(begun: list[BegunDeposit]) -> None:
            self.begun = [each for each in begun if each.sheet.id != self.id]
            self.changed.ring()

        self.desk.lane.run(ask, see)

    def go_on(self, begun: BegunDeposit) -> None:
        """Go on with a deposit that was begun."""
        books, sheet = self.desk.books, begun.sheet

        def ask() -> list[Incoming]:
            with books.read() as read:
                return deposit_keeping.lines_of(read, sheet)

        def see(lines: list[Incoming]) -> None:
            if self.choosing.choose_id(sheet.member):
                self.begin(sheet.id, tuple(lines))
                self.changed.ring()

        self.desk.lane.run(ask, see)

    def throw_away(self, begun: BegunDeposit) -> None:
        """Forget a deposit that was begun; a banner takes that back."""
        deposit_keeping.forget(self.desk, begun.sheet.id, self._look_for_begun)
        words = self.desk.words
        back = Step(words("Take it back"), partial(self._take_back, begun))
        said = words("The deposit of {member} that was begun is thrown away.", member=begun.member)
        self.desk.notices.tell("begun", said, Tone.NOTE, back)

    def _take_back(self, begun: BegunDeposit) -> None:
        deposit_keeping.keep_again(self.desk, begun.sheet, self._look_for_begun)

    def write_down(self) -> None:
        """Keep the deposit as it stands."""
        if self._member_id and not self.busy and self.recorded is None:
            deposit_keeping.write_down(self.desk, self.id, self._member_id, self.lines)

    # Whose they are

    def _chosen(self) -> None:
        """Another member, or none: what was begun for the one before is kept and waits."""
        if self.lines:
            self.write_down()
        self._member_id = self.member.id if self.member else ""
        self.begin(new_id())
        self.known, self.here, self._revision = (), {}, -1
        self.times, self.found, self.marked, self.recorded, self.paper = 0, (), -1, None, None
        self.article.begin((), (), ())
        if self.member is not None:
            self._read_goods()
        else:
            self._look_for_begun()
        self.changed.ring()

    def _contract_known(self) -> None:
        if self.article.terms != self.choosing.terms:
            self.article.terms = self.choosing.terms
            self.article.changed.ring()

    def _read_goods(self) -> None:
        member, books, before = self.member, self.desk.books, self._revision
        if member is None:
            return
        Read = tuple[int, Sequence[Article], dict[str, int], Sequence[str], Sequence[SoldAt]]

        def ask() -> Read | None:
            with books.read() as read:
                if read.revision() == before:
                    return None
                here = {row.article_id: row.on_hand + row.away for row in read.goods_of(member.id)}
                goods = read.articles_of(member.id)
                return read.revision(), goods, here, read.categories(), read.sold_prices(member.id)

        def see(found: Read | None) -> None:
            if found is not None and self.member is not None and self.member.id == member.id:
                self._revision, self.known, self.here, categories, sold = found
                if before < 0:
                    self.article.begin(self.known, categories, sold)
                self.changed.ring()

        self.desk.lane.run(ask, see)

    # Copying

    def look_for_earlier(self) -> None:
        """The member's earlier deposits, newest first."""
        if self.member is not None:
            deposit_copy.earlier(self.desk, self.member.id, self._see_earlier)

    def _see_earlier(self, rows: Sequence[SlipRow]) -> None:
        self.earlier = rows
        self.came.ring()

    def copy(self, number: str) -> None:
        """Bring in the lines of an earlier deposit; what is one of a kind and here stays out, and is told."""
        deposit_copy.lines_of(self.desk, number, self._copied)

    def _copied(self, lines: Sequence[Incoming]) -> None:
        left_out = 0
        for line in lines:
            try:
                self.bring(line)
            except Refused:
                left_out += 1
        if left_out:
            said = self.desk.words.plural(
                "{count} article cannot come in once more and was left out.",
                "{count} articles cannot come in once more and were left out.",
                left_out,
            )
            self.desk.notices.tell("copied", said, Tone.NOTE)

    # The slip

    def save(self, paper: Seller | None = None) -> None:
        """Record the deposit under the id it has had from the beginning; Refused if it cannot be so.

        Where the police register wants an identity paper, it is asked for first.
        """
        desk, member = self.desk, self.member
        desk.require(Right.GOODS)
        if member is None:
            raise Refused("no_member", "Choose whose it is first.")
        if self.article.sheet is not None:
            raise Refused("article_open", "Finish the article that is open first: Enter puts it in.")
        if not self.lines:
            raise Refused(
                "empty_deposit", "There is nothing to take in yet: scan an article or type what it is."
            )
        self.require_answers()
        if self.busy:
            return
        if paper is None and deposit_paper.is_due(member, self.lines):
            deposit_paper.propose(desk, member.id, self._ask_paper)
            return
        at = desk.clock()
        seller = deposit_paper.checked(paper, at.date()) if paper else None
        self.busy = True
        intake = Intake(self.id, at, member.id, self.lines, desk.who, sheet=self.id, seller=seller)
        self.changed.ring()
        desk.lane.run(lambda: self._receive(intake), self._saved, self._not_saved)

    def _receive(self, intake: Intake) -> RecordedSlip:
        with self.desk.books.read() as read:
            own = label_settings(read.preference(LABELS)).own
        return receive(self.desk.books, intake, own)

    def _ask_paper(self, proposed: Seller) -> None:
        self.paper = proposed
        self.changed.ring()

    def no_paper(self) -> None:
        """Back to the lines: the paper is not at hand."""
        self.paper = None
        self.changed.ring()

    def _saved(self, recorded: RecordedSlip) -> None:
        self.busy = False
        if recorded.id == self.id:
            self.recorded, self.paper = recorded, None
            self.desk.notices.withdraw("removed")
        else:  # somebody else's goods are taken in already
            said = self.desk.words("Deposit slip {number}", number=recorded.number)
            self.desk.notices.tell("recorded", said, Tone.GOOD)
        self.changed.ring()

    def _not_saved(self, wrong: ShopError) -> None:
        self.busy = False
        self.desk.tell(wrong)
        self.changed.ring()

    def labels(self, then: Callable[[Mapping[str, int]], object]) -> None:
        """How many labels the slip wants, by code: for all pieces here of what costs something else now."""
        recorded, books = self.recorded, self.desk.books
        repriced = {line.article.id for line in self.lines if line.price is not None}
        if recorded is None:
            return

        def ask() -> dict[str, int]:
            with books.read() as read:
                return {
                    line.code: read.stock_of(line.article_id)
                    if line.article_id in repriced
                    else line.quantity
                    for line in recorded.slip.lines
                }

        self.desk.lane.run(ask, then)

    def next(self) -> None:
        """The slip is seen: the next deposit begins with its member."""
        self.choosing.give_up()
