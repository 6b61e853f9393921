"""Selling: the entry field, the basket, what is undone, parked, taken back; the heart of the till."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ess_shop.domain.basket import Asked, AskedBack
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Money
from ess_shop.domain.parking import BasketDraft
from ess_shop.domain.people import Right
from ess_shop.domain.sale import SaleLine
from ess_shop.domain.searching import SearchIndex, SearchRow
from ess_shop.domain.shop import Shop
from ess_shop.errors import NotFound, Refused, ShopError
from ess_shop.reading import Reading
from ess_shop.services import noting, parking
from ess_shop.services.timekeeping import iso
from ui.desktop.presenters.basket import Content, Line, priced
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.fetching import Names, fetch
from ui.desktop.presenters.grammar import entered, looks_scanned, ticket_of
from ui.desktop.presenters.notices import Notice, Step, Tone

SUGGESTIONS = 12
UNDO_STEPS = 50

KEYS, SEARCH, DISCOUNT, RETURN, PARK, RECALL, PRICE, UNLABELLED, PAY, AFTER = (
    "keys",
    "search",
    "discount",
    "return",
    "park",
    "recall",
    "price",
    "unlabelled",
    "pay",
    "after",
)
"""The panels beside the basket."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to a price check."""

    line: Line
    stock: int


class SellingPresenter:
    """One basket being filled; every change makes a new `Content`, so undoing is taking the last one."""

    def __init__(self, desk: Desk, shop: Shop) -> None:
        self.desk, self.shop = desk, shop
        self.content = Content()
        self.sold: tuple[SaleLine, ...] = ()
        self.sale_id = new_id()
        self.begun_at = ""
        self.panel = KEYS
        self.found: tuple[SearchRow, ...] = ()
        self.pointed = 0
        self.checked: Checked | None = None
        self.last_code = ""
        self.coming_back = ""
        """Why the next article comes back without its ticket; "" for a plain sale."""
        self.index: SearchIndex | None = None
        self.changed: Bell[[]] = Bell()
        self.panel_changed: Bell[[]] = Bell()
        self.entry_cleared: Bell[[]] = Bell()
        self.began: Bell[[]] = Bell()
        """Rung when the first line of a new basket arrives."""
        self.ticket_scanned: Bell[[str, int]] = Bell()
        self.pending_text: Callable[[], str] = str
        """What stands in the entry field; the room sets it, so that `3*` counts for the next scan or key."""
        self._names = Names()
        self._undo: list[Content] = []

    # What is shown

    @property
    def total(self) -> Money:
        """What the basket comes to."""
        return self.shop.money(sum(line.total.minor for line in self.sold))

    @property
    def empty(self) -> bool:
        """Whether nothing is in the basket."""
        return not self.content.lines

    def open(self, panel: str) -> None:
        """Show a panel beside the basket."""
        self.panel = panel
        self.panel_changed.ring()

    def back(self) -> None:
        """Back to the quick keys."""
        self.open(KEYS)

    # The entry field

    def typed(self, text: str) -> None:
        """Search as it is typed; a panel of its own shows what is found."""
        self.desk.notices.pass_on()
        try:
            wanted = entered(text).text
        except Refused:
            wanted = ""
        if len(wanted) < 2 or wanted.isdigit() or self.index is None:
            if self.panel == SEARCH:
                self.found = ()
                self.back()
            return
        self.found = tuple(self.index.find(wanted, limit=SUGGESTIONS))
        self.pointed = 0
        self.open(SEARCH)

    def point(self, step: int) -> None:
        """Move among what was found, or among the lines of the basket."""
        if self.panel == SEARCH and self.found:
            self.pointed = max(0, min(len(self.found) - 1, self.pointed + step))
            self.panel_changed.ring()
        elif self.content.lines:
            self.choose(max(0, min(len(self.content.lines) - 1, self.content.at + step)))

    def submit(self, text: str) -> None:
        """Enter: a scan, a ticket, a found article, or one of the signs + and −; nothing asks to pay."""
        self.desk.notices.pass_on()
        plain = text.strip()
        if plain in ("+", "-"):
            self.entry_cleared.ring()
            self.more(1 if plain == "+" else -1)
            return
        if not plain:
            if not self.empty:
                self.open(PAY)
            return
        try:
            wanted = entered(plain)
        except Refused as wrong:
            self.desk.tell(wrong)
            return
        if not wanted.text:
            self.set_quantity(wanted.quantity)
            self.entry_cleared.ring()
        elif looks_scanned(wanted.text) or ticket_of(wanted.text) is not None:
            self.scan(wanted.text, wanted.quantity)
        elif self.found:
            self.add(self.found[self.pointed].article_id, wanted.quantity)
        else:
            self._unknown(wanted.text)

    def scan(self, code: str, quantity: int = 0) -> None:
        """A code from the scanner: an article, or a ticket to take back from."""
        self.desk.notices.pass_on()
        pending = quantity or self._pending_quantity()
        self.entry_cleared.ring()
        ticket = ticket_of(code)
        if ticket is not None:
            self.ticket_scanned.ring(*ticket)
            return

        reason = self.coming_back

        def asked_for(article_id: str) -> Asked:
            return Asked(article_id, -pending, reason=reason) if reason else Asked(article_id, pending)

        def look(read: Reading) -> list[Line]:
            article = read.article_by_barcode(code)
            if article is None:
                raise NotFound("unknown_barcode", "Nothing has the barcode {code}.", code=code)
            return fetch(read, self._names, [asked_for(article.id)], self.desk.till, self._today())

        self._ask(look, self._arrived, lambda _wrong: self._unknown(code))

    def add(self, article_id: str, quantity: int = 0) -> None:
        """An article from a quick key or from what was found."""
        asked = self._asked(article_id, quantity or self._pending_quantity())
        self.entry_cleared.ring()
        self.add_asked(asked)

    def add_asked(self, asked: Asked) -> None:
        """What is asked for in all its detail."""
        self._fetch([asked], self._arrived)

    def _pending_quantity(self) -> int:
        try:
            wanted = entered(self.pending_text())
        except Refused:
            return 1
        return wanted.quantity if wanted.times and not wanted.text else 1

    def _unknown(self, code: str) -> None:
        words = self.desk.words
        self.last_code = code
        self.desk.notices.tell(
            "unknown",
            words("Nothing is known under “{code}”.", code=code),
            Tone.WARNING,
            Step(words("Check a price"), lambda: self.open(PRICE)),
            Step(words("Sell as unlabelled"), lambda: self.open(UNLABELLED)),
        )

    # The basket

    def _arrived(self, lines: Sequence[Line]) -> None:
        if self.panel == PRICE:
            self._price_of(lines[0])
            return
        self.desk.notices.withdraw("unknown")
        if any(line.quantity < 0 for line in lines):
            self.coming_back = ""
            self.desk.notices.withdraw("coming_back")
        content = self.content
        for line in lines:
            content = content.with_line(line)
        self.found = ()
        if self.panel in (SEARCH, AFTER, UNLABELLED, RETURN):
            self.panel = KEYS
            self.panel_changed.ring()
        self.put(content)

    def put(self, content: Content, *, undoable: bool = True) -> bool:
        """Make this the basket if it can be priced; whether it was."""
        try:
            sold = priced(content, self.shop)
        except ShopError as wrong:
            self.desk.tell(wrong)
            return False
        first = self.empty and bool(content.lines)
        if first and not self.begun_at:
            self.begun_at = iso(self.desk.clock())
            self.began.ring()
        if undoable:
            self._undo = [*self._undo[-UNDO_STEPS:], self.content]
        self.content, self.sold = content, sold
        self.changed.ring()
        self.keep()
        return True

    def choose(self, at: int) -> None:
        """Point at a line of the basket."""
        self.content = replace(self.content, chosen=at)
        self.changed.ring()

    def more(self, step: int) -> None:
        """One piece more or fewer on the chosen line; none left takes the line out."""
        if not self.empty:
            self.set_quantity(self.chosen.quantity + step)

    def set_quantity(self, quantity: int) -> None:
        """So many pieces on the chosen line; 0 takes it out."""
        if self.empty:
            return
        at, line = self.content.at, self.chosen
        if quantity == 0:
            self.put(self.content.changed(at, None))
            return
        counted = -quantity if isinstance(line.asked, AskedBack) else quantity
        if isinstance(line.asked, AskedBack) and counted <= 0:
            self.put(self.content.changed(at, None))
            return
        if isinstance(line.asked, Asked) and line.line.article.unique and abs(quantity) > 1:  # type: ignore[union-attr]
            words = self.desk.words
            self.desk.notices.tell(
                "unique", words("There is only one “{label}”.", label=line.label), Tone.WARNING
            )
            return
        self.put(self.content.changed(at, line.times(counted)))

    def remove(self) -> None:
        """Take the chosen line out."""
        if not self.empty:
            self.put(self.content.changed(self.content.at, None))

    def undo(self) -> None:
        """The basket as it was before the last change."""
        if self._undo:
            last = self._undo.pop()
            self.put(last, undoable=False)

    @property
    def can_undo(self) -> bool:
        """Whether something can be undone."""
        return bool(self._undo)

    def clear(self) -> None:
        """Empty the basket; it can be undone, and is noted."""
        if self.empty:
            return
        self.desk.require(Right.CLEAR_BASKET)
        total = str(self.total)
        if self.put(Content()):
            desk = self.desk
            desk.lane.run(
                lambda: noting.note(
                    desk.books, till=desk.till, at=desk.clock(), code=noting.BASKET_CLEARED, detail=total
                ),
                lambda _none: None,
            )

    def escape(self, text: str) -> None:
        """Esc: the entry first, then the panel, then it asks before it clears the basket."""
        words = self.desk.words
        if text:
            self.found = ()
            self.entry_cleared.ring()
            if self.panel == SEARCH:
                self.back()
        elif self.panel != KEYS:
            self.back()
        elif not self.empty:
            self.desk.notices.tell(
                "clear",
                words("Empty the whole basket?"),
                Tone.WARNING,
                Step(words("Empty the basket"), self._clear_told),
                Step(words("Keep it"), lambda: None),
            )

    def _clear_told(self) -> None:
        try:
            self.clear()
        except ShopError as wrong:
            self.desk.tell(wrong)

    # Price check

    def _price_of(self, line: Line) -> None:
        article_id = line.asked.article_id if isinstance(line.asked, Asked) else ""

        def ask(read: Reading) -> Checked:
            return Checked(line, read.stock_of(article_id))

        def show(checked: Checked) -> None:
            self.checked = checked
            self.panel_changed.ring()

        self._ask(ask, show)

    def sell_checked(self) -> None:
        """Put what was just checked into the basket."""
        if self.checked is not None:
            line, self.checked = self.checked.line, None
            self.panel = KEYS
            self.panel_changed.ring()
            self.put(self.content.with_line(line))

    # Keeping and taking up again

    def draft(self) -> BasketDraft:
        """The basket as it is kept."""
        return BasketDraft(
            sale_id=self.sale_id,
            asked=self.content.asked,
            discount=self.content.discount(self.shop) if self.content.lines else None,
            tenders=(),
            person=self.desk.who,
            begun_at=self.begun_at,
        )

    def keep(self) -> None:
        """Write the basket down, so that no crash loses it."""
        desk, draft = self.desk, self.draft()

        def write() -> None:
            if draft.asked:
                parking.keep_current(desk.books, desk.till, draft)
            else:
                parking.forget_current(desk.books, desk.till)

        desk.lane.run(write, lambda _none: None)

    def take_up(self, draft: BasketDraft) -> None:
        """Go on with a basket that was kept or parked."""

        def arrived(lines: list[Line]) -> None:
            self.sale_id, self.begun_at = draft.sale_id, draft.begun_at
            discount = draft.discount
            content = Content(
                lines=tuple(lines),
                reason=discount.reason if discount else "",
                off=discount.amount if discount else None,
                bearer=discount.bearer if discount else None,
            )
            self.panel = KEYS
            self.panel_changed.ring()
            self.put(content, undoable=False)

        self._fetch(draft.asked, arrived)

    def fresh(self) -> None:
        """A new basket; the old one was sold or parked."""
        self.content, self.sold, self._undo = Content(), (), []
        self.sale_id, self.begun_at = new_id(), ""
        self.found, self.checked = (), None
        self.changed.ring()

    # Asking the books

    def load_index(self) -> None:
        """Read every article for the search, in the lane."""

        def read_all(read: Reading) -> SearchIndex:
            return SearchIndex.build(read.search_rows())

        self._ask(read_all, self._indexed)

    def _indexed(self, index: SearchIndex) -> None:
        self.index = index
        self.panel_changed.ring()

    def _fetch(self, asked: Sequence[Asked | AskedBack], done: Callable[[list[Line]], object]) -> None:
        self._ask(lambda read: fetch(read, self._names, asked, self.desk.till, self._today()), done)

    def take_back(self, asked: Sequence[AskedBack]) -> None:
        """Lines of an earlier ticket come back."""
        self._fetch(asked, self._arrived)

    def expect_back(self, reason: str) -> None:
        """The next article comes back without its ticket; a right and a reason are needed."""
        self.desk.require(Right.RETURN_WITHOUT_TICKET)
        if not reason.strip():
            raise Refused("return_reason", "Say why it comes back.")
        self.coming_back = reason.strip()
        self.open(KEYS)
        said = self.desk.words("Scan or choose the article that comes back.")
        self.desk.notices.show(
            Notice(
                "coming_back", said, Tone.WARNING, (Step(self.desk.words("Never mind"), self._nothing_back),)
            )
        )

    def _nothing_back(self) -> None:
        self.coming_back = ""

    def _asked(self, article_id: str, quantity: int) -> Asked:
        """What a scan or a key asks for: goods that leave, or once, goods that come back."""
        if not self.coming_back:
            return Asked(article_id, quantity)
        reason, self.coming_back = self.coming_back, ""
        self.desk.notices.withdraw("coming_back")
        return Asked(article_id, -quantity, reason=reason)

    def _ask(
        self,
        question: Callable[[Reading], object],
        done: Callable[..., object],
        failed: Callable[[ShopError], object] | None = None,
    ) -> None:
        books = self.desk.books

        def work() -> object:
            with books.read() as read:
                return question(read)

        def tell(wrong: ShopError) -> None:
            if failed is not None and isinstance(wrong, NotFound):
                failed(wrong)
            else:
                self.desk.tell(wrong)

        self.desk.lane.run(work, done, tell)

    @property
    def chosen(self) -> Line:
        """The line that keys act on; IndexError in an empty basket."""
        return self.content.lines[self.content.at]

    def _today(self) -> date:
        return self.desk.clock().date()
