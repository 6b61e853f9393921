"""What the customer sees: the line just rung up, the total, the rest, the change, the members' stories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ess_shop.domain.ringing import local_maximum
from ess_shop.domain.shop import Shop
from ess_shop.errors import ShopError
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.paying import PayingPresenter
from ui.desktop.presenters.selling import AFTER, PAY, SellingPresenter

IDLE, BASKET, REST, CHANGE = "idle", "basket", "rest", "change"
"""What the display shows: nothing is sold, a basket fills, it is being paid, it was paid."""


@dataclass(frozen=True, slots=True)
class Story:
    """A member and one line about them."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything on the display, in words; "" where nothing is to be said."""

    kind: str
    heading: str
    digits: str
    label: str = ""
    price: str = ""
    picture: str = ""
    story: Story | None = None
    notes: tuple[str, ...] = ()
    training: str = ""


class DisplayPresenter:
    """Follows the basket and how it is paid."""

    def __init__(self, selling: SellingPresenter, paying: PayingPresenter, shop: Shop) -> None:
        self._selling, self._paying, self._shop = selling, paying, shop
        self.desk = selling.desk
        self.stories: Sequence[Story] = ()
        self._turn = 0
        self.changed: Bell[[]] = Bell()
        for bell in (selling.changed, selling.panel_changed, paying.changed):
            bell.connect(self.changed.ring)

    def load(self) -> None:
        """Read the members' stories."""
        books = self.desk.books

        def ask() -> list[Story]:
            with books.read() as read:
                known = read.identities().values()
                told = [Story(each.name, each.story) for each in known if each.story]
            return sorted(told, key=lambda story: story.name.casefold())

        def see(stories: list[Story]) -> None:
            self.stories = stories
            self.changed.ring()

        self.desk.lane.run(ask, see)

    def turn(self) -> None:
        """The next story; nothing happens while something is sold."""
        self._turn += 1
        if self.kind == IDLE:
            self.changed.ring()

    @property
    def kind(self) -> str:
        """Which of the four it is."""
        if not self._selling.empty:
            return REST if self._selling.panel == PAY else BASKET
        return CHANGE if self._selling.panel == AFTER and self._paying.last is not None else IDLE

    def shown(self) -> Shown:
        """What is true now."""
        training = self.desk.words("TRAINING – nothing counts") if self.desk.training else ""
        made = {IDLE: self._idle, BASKET: self._basket, REST: self._rest, CHANGE: self._change}
        return made[self.kind](training)

    def _idle(self, training: str) -> Shown:
        story = self.stories[self._turn % len(self.stories)] if self.stories else None
        words = self.desk.words
        return Shown(IDLE, words("Welcome"), self._shop.name, story=story, training=training)

    def _basket(self, training: str) -> Shown:
        selling, words = self._selling, self.desk.words
        at = min(selling.content.at, len(selling.content.lines) - 1)
        line, sold = selling.content.lines[at], selling.sold[at]
        label = line.label
        if line.quantity != 1:
            label = words("{quantity} × {label}", quantity=line.quantity, label=line.label)
        return Shown(
            BASKET,
            words("Total"),
            words.money(selling.total),
            label=label,
            price=words.money(sold.total),
            picture=line.picture,
            story=Story(line.member, line.story) if line.member else None,
            notes=self._coupons(),
            training=training,
        )

    def _rest(self, training: str) -> Shown:
        paying, words = self._paying, self.desk.words
        if paying.change:
            given = words("Your change")
            digits = " + ".join(words.money(each.change) for each in paying.change)
            return Shown(REST, given, digits, notes=(self._total(),), training=training)
        back = paying.due.minor < 0
        heading = words("You get back") if back else words("Still to pay")
        notes = (self._total(), *self._coupons())
        return Shown(REST, heading, words.money(abs(paying.rest)), notes=notes, training=training)

    def _change(self, training: str) -> Shown:
        words, last = self.desk.words, self._paying.last
        if last is None:
            return self._idle(training)
        thanks = words("Thank you, and see you soon!")
        change = last.sale.change()
        if change:
            digits = " + ".join(words.money(each.change) for each in change)
            return Shown(CHANGE, words("Your change"), digits, notes=(thanks,), training=training)
        return Shown(CHANGE, words("Paid"), words.money(last.sale.total), notes=(thanks,), training=training)

    def _total(self) -> str:
        return self.desk.words("Total {total}", total=self._selling.total)

    def _coupons(self) -> tuple[str, ...]:
        """The most of this basket that can be paid in each local currency."""
        words, said = self.desk.words, []
        for local in self._shop.locals:
            try:
                basket = self._selling.content.basket(self._shop)
                most = local_maximum(basket, self._shop, local.currency.code)
            except ShopError:
                continue  # a basket that cannot be priced yet has no maximum either
            if most.minor > 0:
                said.append(words("Up to {most} of it in local currency", most=most))
        return tuple(said)
