"""Taking goods in: whose they are, line by line by scan or typing, and the slip that says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.incoming import Incoming
from ess_shop.domain.label_settings import label_settings
from ess_shop.domain.people import Right
from ess_shop.domain.police import Seller
from ess_shop.domain.preferences import LABELS
from ess_shop.domain.price_advice import SoldAt
from ess_shop.domain.searching import folded
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused, ShopError
from ess_shop.reading import RecordedSlip, SlipRow
from ess_shop.services.receiving import Intake, receive
from ui.desktop.presenters import deposit_copy, deposit_keeping, deposit_paper
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.choosing_member import ChoosingMember, MemberRow
from ui.desktop.presenters.deposit_article import DepositArticle, Typed
from ui.desktop.presenters.deposit_keeping import BegunDeposit
from ui.desktop.presenters.deposit_lines import DepositLines
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.grammar import entered, looks_scanned
from ui.desktop.presenters.notices import Step, Tone
from ui.desktop.presenters.receipts import Press

MOST_FOUND = 5
"""Known articles that are offered while a label is typed."""

SHORTEST = 2


class DepositPresenter(DepositLines):
    """A deposit from the choice of the member to its slip, which is `recorded` until the next begins."""

    def __init__(self, desk: Desk, shop: Shop, press: Press) -> None:
        super().__init__(desk, shop)
        self.choosing = ChoosingMember(desk)
        self.article = DepositArticle(desk, shop, press)
        self.times = 0
        """Pieces that were typed before a scan (`3*`), 0 for none."""
        self.found: Sequence[Article] = ()
        self.marked = -1
        """The known article that Enter takes, -1: what is typed is a new one."""
        self.begun: Sequence[BegunDeposit] = ()
        self.earlier: Sequence[SlipRow] = ()
        self.recorded: RecordedSlip | None = None
        self.paper: Seller | None = None
        """The identity paper that is proposed while it is asked for."""
        self.busy = False
        self.came: Bell[[]] = Bell()
        """Rung when the earlier deposits are known."""
        self._known: Sequence[Article] = ()
        self._revision = -1
        self.choosing.chose.connect(self._chosen)
        self.choosing.changed.connect(self._contract_known)

    # What a page shows

    @property
    def member(self) -> MemberRow | None:
        """Whose goods they are."""
        return self.choosing.chosen

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
        if self.member is not None and not self.busy and self.recorded is None:
            deposit_keeping.write_down(self.desk, self.id, self.member.id, self.lines)

    # Whose they are

    def _chosen(self) -> None:
        """Another member, or none: what was begun for the one before is kept and waits."""
        self.begin(new_id())
        self._known, self.here, self._revision = (), {}, -1
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
                self._revision, self._known, self.here, categories, sold = found
                if before < 0:
                    self.article.begin(self._known, categories, sold)
                self.changed.ring()

        self.desk.lane.run(ask, see)

    # What is typed and scanned

    def type(self, text: str) -> None:
        """Known articles whose label or code has these letters."""
        wanted = folded(entered(text).text) if _readable(text) else ""
        self.marked, self.found = -1, ()
        if len(wanted) >= SHORTEST:
            having = [each for each in self._known if wanted in folded(f"{each.label} {each.code}")]
            having.sort(key=lambda each: not folded(each.label).startswith(wanted))
            self.found = having[:MOST_FOUND]
        self.changed.ring()

    def point(self, step: int) -> None:
        """With articles offered: mark one of them; else point at another line."""
        if self.found:
            self.marked = max(-1, min(len(self.found) - 1, self.marked + step))
        elif self.lines:
            self.pointed = max(0, min(len(self.lines) - 1, self.pointed + step))
        self.changed.ring()

    def enter(self, text: str) -> None:
        """Enter: a quantity for what follows, a known article, or the fields of a new one."""
        self.desk.notices.pass_on()
        read = entered(text)
        if read.times and not read.text:
            self.times = read.quantity
            self.type("")
            return
        if not read.text:
            if 0 <= self.pointed < len(self.lines):
                self.article.open_line(self.pointed, self.lines[self.pointed])
            return
        quantity = read.quantity if read.times else self.times or 1
        known = self.found[self.marked] if self.marked >= 0 else self._known_as(read.text)
        if known is not None:
            self._add(Incoming(known, quantity))
        elif looks_scanned(read.text) or (any(map(str.isdigit, read.text)) and " " not in read.text):
            self._ask_books(read.text, quantity)
        else:
            self._new(read.text, quantity)

    def open_new(self, text: str) -> None:
        """The fields of a new article, even if one of theirs is called so."""
        read = entered(text)
        self._new(read.text, read.quantity if read.times else self.times or 1)

    def scanned(self, code: str) -> None:
        """A code from the scanner; with the fields of a new article open it is that one's own barcode."""
        if self.member is None:
            raise Refused("no_member", "Choose whose it is first.")
        if self.article.sheet is None:
            self.enter(code)
        elif self.article.sheet.known is None and looks_scanned(code) and self._known_as(code) is None:
            self.article.take_barcode(code)
        else:
            raise Refused("article_open", "Finish the article that is open first: Enter puts it in.")

    def take(self, article: Article) -> None:
        """That known article is meant; told if it cannot come in."""
        try:
            self._add(Incoming(article, self.times or 1))
        except Refused as wrong:
            self.desk.tell(wrong)

    def _known_as(self, text: str) -> Article | None:
        """The article that a text names for certain: among the lines first, then among the member's."""
        code, label = text.casefold(), folded(text)
        every = [*(line.article for line in self.lines), *self._known]
        for each in every:
            if text in each.barcodes or (each.code and each.code.casefold() == code):
                return each
        return next((each for each in every if label and folded(each.label) == label), None)

    def _ask_books(self, text: str, quantity: int) -> None:
        """No article of theirs that is known here: perhaps one of somebody else, or one that just came."""
        books, asked = self.desk.books, self.id

        def ask() -> Article | None:
            with books.read() as read:
                return (
                    read.article_by_barcode(text)
                    or read.article_by_code(text.upper())
                    or read.article_by_code(text)
                )

        def see(article: Article | None) -> None:
            if asked != self.id:
                return
            try:
                if article is not None:
                    self._add(Incoming(article, quantity))
                elif looks_scanned(text):
                    self._new("", quantity, (text,))
                else:
                    self._new(text, quantity)
            except ShopError as wrong:
                self.desk.tell(wrong)

        self.desk.lane.run(ask, see)

    def _new(self, label: str, quantity: int, barcodes: tuple[str, ...] = ()) -> None:
        self.found, self.marked = (), -1
        self.article.open_new(label, quantity, barcodes)
        self.changed.ring()

    # The lines

    def _add(self, line: Incoming) -> None:
        """Put a known article in, or more of it."""
        self.add(line, self.member.id if self.member else "")
        self._rest()

    def _rest(self) -> None:
        """What was typed is used."""
        self.times, self.found, self.marked = 0, (), -1
        self.changed.ring()

    def put_in(self, typed: Typed) -> None:
        """The fields become a line; Refused says which field is wrong, see `deposit_article.FIELDS`.

        Another price for an article that the books know is asked back first: the tags here say the old one.
        """
        member, sheet = self.member, self.article.sheet
        if member is None or sheet is None:
            raise Refused("no_member", "Choose whose it is first.")
        line = self.article.line(typed, member.id)
        self.check_barcodes(line, sheet.place)
        if line.price is not None and sheet.place is not None:
            self.ask_price(line, sheet.place)
            line = replace(line, price=self.lines[sheet.place].price)
        self.put(line, sheet.place)
        self.article.close()
        self._rest()

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
                self._add(line)
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
        self.busy, self.recorded, self.paper = False, recorded, None
        self.desk.notices.withdraw("removed")
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


def _readable(text: str) -> bool:
    try:
        entered(text)
    except Refused:
        return False
    return True
