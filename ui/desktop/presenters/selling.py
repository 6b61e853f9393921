"""Selling: what is typed, scanned and pressed becomes a basket; the heart of the till."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ess_shop.domain.basket import Asked, AskedBack
from ess_shop.domain.parking import BasketDraft
from ess_shop.domain.people import Right
from ess_shop.domain.shop import Shop
from ess_shop.domain.source import shown
from ess_shop.errors import NotFound, Refused, ShopError
from ess_shop.reading import Reading
from ui.desktop.presenters.basket import Content, Line, sound
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.choosing_member import MemberRow
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.fetching import Kept, customer, customer_by_card, fetch, fetch_kept
from ui.desktop.presenters.grammar import entered, looks_scanned, ticket_of
from ui.desktop.presenters.notices import Notice, Step, Tone
from ui.desktop.presenters.panels import (
    AFTER,
    CUSTOMER,
    KEYS,
    PAY,
    PRICE,
    RETURN,
    SEARCH,
    UNLABELLED,
    PanelsPresenter,
)


class SellingPresenter(PanelsPresenter):
    """What is typed, scanned and pressed becomes lines of the basket, or opens a panel beside it."""

    def __init__(self, desk: Desk, shop: Shop) -> None:
        super().__init__(desk, shop)
        self.coming_back = ""
        """Why the next article comes back without its ticket; "" for a plain sale."""
        self.ticket_scanned: Bell[[str, int]] = Bell()
        self.pending_text: Callable[[], str] = str
        """What stands in the entry field; the room sets it, so that `3*` counts for the next scan or key."""
        desk.person_changed.connect(self._person_changed)

    # The entry field

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
        elif self.finding.chosen is not None:
            self.add(self.finding.chosen.article_id, wanted.quantity)
        else:
            self._look_up(wanted.text, wanted.quantity, self._typed_arrived)

    def scan(self, code: str, quantity: int = 0) -> None:
        """A code from the scanner: an article, or a ticket to take back from."""
        self.desk.notices.pass_on()
        pending = quantity or self._pending_quantity()
        self.entry_cleared.ring()
        ticket = ticket_of(code)
        if ticket is not None:
            self.ticket_scanned.ring(*ticket)
            return

        self._look_up(code, pending, self._arrived)

    def _look_up(self, code: str, quantity: int, done: Callable[[list[Line]], object]) -> None:
        """The article of a barcode, or of a code that somebody knows by heart."""
        wanted = self._wanted(quantity)

        def look(read: Reading) -> list[Line]:
            article = read.article_by_barcode(code) or read.article_by_code(code)
            if article is None:
                raise NotFound("unknown_barcode", "Nothing has the barcode {code}.", code=code)
            return fetch(read, self._names, [wanted(article.id)], self.desk.till, self._today())

        self._ask(look, done, lambda _wrong: self._unknown(code))

    def _typed_arrived(self, lines: Sequence[Line]) -> None:
        """What was typed was right, so it goes; a mistyped code stays to be mended."""
        self.entry_cleared.ring()
        self._arrived(lines)

    def add(self, article_id: str, quantity: int = 0) -> None:
        """An article from a quick key or from what was found."""
        asked = self._wanted(quantity or self._pending_quantity())(article_id)
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
        """No article has that code: perhaps it is the card of a member, who buys."""

        def see(member: MemberRow | None) -> None:
            if member is None:
                self._tell_unknown(code)
            else:
                self.entry_cleared.ring()
                self.buy_for(member)

        self._ask(lambda read: customer_by_card(read, self._names, code), see)

    def _tell_unknown(self, code: str) -> None:
        words = self.desk.words
        self.desk.notices.tell(
            "unknown",
            words("Nothing is known under “{code}”.", code=shown(code, 60)),
            Tone.WARNING,
            Step(words("Check a price"), self.check_price),
            Step(words("Sell as unlabelled"), lambda: self.open(UNLABELLED)),
        )

    # The basket

    def _arrived(self, lines: Sequence[Line]) -> None:
        if self.price.asking:
            self.finding.forget()
            self.open(PRICE)
            self.price.answer(lines[0])
            return
        for told in ("unknown", "clear"):
            self.desk.notices.withdraw(told)
        if any(line.quantity < 0 for line in lines):
            self.coming_back = ""
            self.desk.notices.withdraw("coming_back")
        content = self.content
        for line in lines:
            content = content.with_line(line)
        self.finding.forget()
        if self.panel in (SEARCH, AFTER, UNLABELLED, RETURN):
            self.panel = KEYS
            self.panel_changed.ring()
        self.put(content)

    def buy_for(self, member: MemberRow | None) -> None:
        """That member buys what is in the basket, or (None) whoever it is."""
        self.desk.notices.withdraw("unknown")
        if self.panel in (CUSTOMER, AFTER):
            self.open(KEYS)
        if member != self.content.customer:
            self.put(replace(self.content, customer=member))

    def escape(self, text: str) -> None:
        """Esc: the entry first, then the panel, then it asks before it clears the basket."""
        words = self.desk.words
        if text:
            self.finding.forget()
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

    # Keeping and taking up again

    def take_up(self, draft: BasketDraft) -> None:
        """Go on with a basket that was kept or parked; what no longer goes is told, the rest is here."""

        def arrived(found: tuple[Kept, MemberRow | None]) -> None:
            kept, member = found
            meanwhile = self.content.lines
            self.sale_id, self.begun_at = draft.sale_id, draft.begun_at
            self._undo = []
            discount = draft.discount
            whole = Content(
                lines=(*kept.lines, *meanwhile),
                reason=discount.reason if discount else "",
                off=discount.amount if discount else None,
                bearer=discount.bearer if discount else None,
                customer=member or self.content.customer,
            )
            content, lost = sound(whole, self.shop)
            self.panel = KEYS
            self.panel_changed.ring()
            self.put(content, undoable=False)
            self._tell_lost((*kept.lost, *lost))

        def ask(read: Reading) -> tuple[Kept, MemberRow | None]:
            kept = fetch_kept(read, self._names, draft.asked, self.desk.till, self._today())
            return kept, customer(read, self._names, draft.customer)

        self._ask(ask, arrived)

    def _tell_lost(self, lost: Sequence[ShopError]) -> None:
        words = self.desk.words
        if lost:
            said = words("Part of this basket is gone. {why}", why=words.error(lost[0]))
            seen = Step(words("All right"), lambda: None)
            self.desk.notices.tell("lost", said, Tone.WARNING, seen)

    def fresh(self) -> None:
        """A new basket; the old one was sold or parked."""
        self.finding.forget()
        self.price.forget()
        super().fresh()

    # What comes back

    def take_back(self, asked: Sequence[AskedBack], customer_id: str = "") -> None:
        """Lines of an earlier ticket come back; who bought them has the basket, unless it is somebody's."""

        def ask(read: Reading) -> tuple[list[Line], MemberRow | None]:
            lines = fetch(read, self._names, asked, self.desk.till, self._today())
            return lines, customer(read, self._names, customer_id)

        def arrived(found: tuple[list[Line], MemberRow | None]) -> None:
            lines, member = found
            self._arrived(lines)
            if member is not None and self.content.customer is None and not self.empty:
                self.put(replace(self.content, customer=member), undoable=False)

        self._ask(ask, arrived)

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

    def _person_changed(self) -> None:
        """A return without ticket is the right of whoever began it, not of who goes on."""
        if self.coming_back and not self.desk.may(Right.RETURN_WITHOUT_TICKET):
            self._nothing_back()
            self.desk.notices.withdraw("coming_back")

    def _wanted(self, quantity: int) -> Callable[[str], Asked]:
        """What an article is asked for as: goods that leave, or goods that come back without their ticket."""
        reason = self.coming_back

        def asked(article_id: str) -> Asked:
            return Asked(article_id, -quantity if reason else quantity, reason=reason)

        return asked
