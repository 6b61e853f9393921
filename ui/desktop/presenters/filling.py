"""The basket as it fills: lines put in, counted, taken out, undone; written down at every change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from ess_shop.domain.basket import Asked, AskedBack
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Money
from ess_shop.domain.parking import BasketDraft
from ess_shop.domain.people import Right
from ess_shop.domain.sale import SaleLine
from ess_shop.domain.shop import Shop
from ess_shop.errors import NotFound, Refused, ShopError
from ess_shop.reading import Reading
from ess_shop.services import noting
from ess_shop.services.timekeeping import iso
from ui.desktop.presenters.basket import Content, Line, priced
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.fetching import Names, fetch
from ui.desktop.presenters.keeping import keep

UNDO_STEPS = 50


class BasketPresenter:
    """One basket being filled; every change makes a new `Content`, so undoing is taking the last one."""

    def __init__(self, desk: Desk, shop: Shop) -> None:
        self.desk, self.shop = desk, shop
        self.content = Content()
        self.sold: tuple[SaleLine, ...] = ()
        self.sale_id = new_id()
        self.begun_at = ""
        self.changed: Bell[[]] = Bell()
        self.began: Bell[[]] = Bell()
        """Rung when the first line of a new basket arrives."""
        self.awaited = 0
        """Answers of the books that will change the basket; until they come it is not whole."""
        self._names = Names()
        self._undo: list[Content] = []

    @property
    def total(self) -> Money:
        """What the basket comes to."""
        return self.shop.money(sum(line.total.minor for line in self.sold))

    @property
    def empty(self) -> bool:
        """Whether nothing is in the basket."""
        return not self.content.lines

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
        self.write_down()
        return True

    def write_down(self) -> None:
        """Keep the basket as it is, so that no crash loses it; an empty one leaves nothing to take up."""
        keep(self.desk, self.draft())

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
        try:
            self.put(self.content.counted(quantity))
        except Refused as wrong:
            self.desk.tell(wrong)

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

    def draft(self) -> BasketDraft:
        """The basket as it is kept."""
        return BasketDraft(
            sale_id=self.sale_id,
            asked=self.content.asked,
            discount=self.content.discount(self.shop) if self.content.lines else None,
            tenders=(),
            person=self.desk.who,
            begun_at=self.begun_at,
            customer=self.content.customer.id if self.content.customer else "",
        )

    def fresh(self) -> None:
        """A new basket; the old one was sold or parked."""
        for told in ("clear", "recovered"):
            self.desk.notices.withdraw(told)
        self.content, self.sold, self._undo = Content(), (), []
        self.sale_id, self.begun_at = new_id(), ""
        self.changed.ring()

    # Asking the books

    def _fetch(self, asked: Sequence[Asked | AskedBack], done: Callable[[list[Line]], object]) -> None:
        self._ask(lambda read: fetch(read, self._names, asked, self.desk.till, self._today()), done)

    def _ask(
        self,
        question: Callable[[Reading], object],
        done: Callable[..., object],
        failed: Callable[[ShopError], object] | None = None,
    ) -> None:
        books = self.desk.books
        self.awaited += 1

        def work() -> object:
            with books.read() as read:
                return question(read)

        def take(found: object) -> None:
            self.awaited -= 1
            done(found)

        def tell(wrong: ShopError) -> None:
            self.awaited -= 1
            if failed is not None and isinstance(wrong, NotFound):
                failed(wrong)
            else:
                self.desk.tell(wrong)

        self.desk.lane.run(work, take, tell)

    @property
    def chosen(self) -> Line:
        """The line that keys act on; IndexError in an empty basket."""
        return self.content.lines[self.content.at]

    def _today(self) -> date:
        return self.desk.clock().date()
