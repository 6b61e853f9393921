"""What the customer sees: the line just rung up, the total, the rest, the change, the members' stories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ess_shop.domain.ringing import local_maximum
from ess_shop.errors import ShopError
from ess_shop.reading import Reading, RecordedSale
from ess_shop.wording import Words
from ui.desktop.presenters.basket import Line
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.panels import AFTER, PAY, PRICE
from ui.desktop.presenters.paying import PayingPresenter
from ui.desktop.presenters.selling import SellingPresenter

IDLE, BASKET, ASKED, REST, CHANGE = "idle", "basket", "asked", "rest", "change"
"""What the display shows: nobody buys, a basket fills, a price is asked, it is being paid, it was paid."""

THANKS = 5
"""So many turns of the stories long the change stays; then the display welcomes the next customer."""

BEST_DAYS, BEST = 60, 200
"""A story's picture is an article that sold well lately, among so many."""


@dataclass(frozen=True, slots=True)
class Story:
    """A member, one line about them, and the picture of something they make."""

    name: str
    text: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything on the display, in words; "" where nothing is to be said. `large` is the largest thing."""

    kind: str
    heading: str
    large: str
    label: str = ""
    price: str = ""
    before: str = ""
    picture: str = ""
    story: Story | None = None
    notes: tuple[str, ...] = ()
    training: str = ""
    settled: bool = False
    """Whether nothing is left to pay."""


class DisplayPresenter:
    """Follows the basket and how it is paid, until it is told to stop."""

    def __init__(self, selling: SellingPresenter, paying: PayingPresenter) -> None:
        self._selling, self._paying = selling, paying
        self.desk = selling.desk
        self.stories: Sequence[Story] = ()
        self._turn, self._paid_at = 0, 0
        self.changed: Bell[[]] = Bell()
        self._followed = (selling.changed, selling.panel_changed, paying.changed)
        for bell in self._followed:
            bell.connect(self.changed.ring)
        paying.recorded.connect(self._recorded)
        self.desk.session_changed.connect(self.load)

    def stop(self) -> None:
        """Follow no longer."""
        for bell in self._followed:
            bell.disconnect(self.changed.ring)
        self._paying.recorded.disconnect(self._recorded)
        self.desk.session_changed.disconnect(self.load)

    def load(self) -> None:
        """Read the members' stories."""
        books, today = self.desk.books, self.desk.clock().date()

        def ask() -> Sequence[Story]:
            with books.read() as read:
                return stories(read, today)

        def see(told: Sequence[Story]) -> None:
            self.stories = told
            self.changed.ring()

        self.desk.lane.run(ask, see)

    def turn(self) -> None:
        """The next story, and at last the end of thanking; nothing happens while something is sold."""
        before = self.kind
        self._turn += 1
        if IDLE in (before, self.kind):
            self.changed.ring()

    def _recorded(self, _sale: RecordedSale) -> None:
        self._paid_at = self._turn
        self.changed.ring()

    @property
    def kind(self) -> str:
        """Which of the five it is."""
        selling = self._selling
        if selling.panel == PRICE and selling.price.checked is not None:
            return ASKED
        if not selling.empty:
            return REST if selling.panel == PAY else BASKET
        paid = selling.panel == AFTER and self._paying.last is not None
        return CHANGE if paid and self._turn - self._paid_at < THANKS else IDLE

    def shown(self) -> Shown:
        """What is true now."""
        training = training_said(self.desk.words) if self.desk.training else ""
        made = {
            IDLE: self._idle,
            BASKET: self._basket,
            ASKED: self._asked,
            REST: self._rest,
            CHANGE: self._change,
        }
        return made[self.kind](training)

    def _idle(self, training: str) -> Shown:
        story = self.stories[self._turn % len(self.stories)] if self.stories else None
        return welcome(self.desk.words, self._selling.shop.name, story, training)

    def _basket(self, training: str) -> Shown:
        selling, words = self._selling, self.desk.words
        line, sold = selling.chosen, selling.sold[selling.content.at]
        pieces = sum(max(each.quantity, 0) for each in selling.content.lines)
        counted = (words.plural("{count} article", "{count} articles", pieces),) if pieces else ()
        first = (sold.tag_price or sold.unit_price) * line.quantity
        cheaper = line.quantity > 0 and first > sold.total
        back = selling.total.minor < 0
        return Shown(
            BASKET,
            words("You get back") if back else words("Total"),
            words.money(abs(selling.total)),
            label=self._label(line),
            price=words.money(sold.total),
            before=words("instead of {price}", price=first) if cheaper else "",
            picture=line.picture,
            story=_told(line),
            notes=(*counted, *self._coupons()),
            training=training,
        )

    def _label(self, line: Line) -> str:
        words, label = self.desk.words, line.label
        if abs(line.quantity) != 1:
            label = words("{quantity} × {label}", quantity=abs(line.quantity), label=label)
        return words("Brought back: {label}", label=label) if line.quantity < 0 else label

    def _asked(self, training: str) -> Shown:
        words, checked = self.desk.words, self._selling.price.checked
        if checked is None:
            return self._idle(training)
        line = checked.line
        return Shown(
            ASKED,
            words("Price"),
            words.money(line.today),
            label=self._label(line),
            before=words("instead of {price}", price=line.whole) if line.marked else "",
            picture=line.picture,
            story=_told(line),
            training=training,
        )

    def _rest(self, training: str) -> Shown:
        paying, words = self._paying, self.desk.words
        total = words("Total {total}", total=abs(self._selling.total))
        given = " + ".join(words.money(abs(tender.amount)) for tender in paying.tenders)
        if paying.change:
            back = " + ".join(words.money(each.change) for each in paying.change)
            notes = (total, words("Received {amounts}", amounts=given))
            return Shown(REST, words("Your change"), back, notes=notes, training=training, settled=True)
        if paying.due.minor < 0:
            owed = words("You get back")
            return Shown(REST, owed, words.money(abs(paying.due)), training=training, settled=True)
        if paying.covered:
            right = words("Exactly right, thank you!")
            due = words.money(paying.due)
            return Shown(REST, right, due, training=training, settled=True)
        said = (words("Received {amounts}", amounts=given),) if given else self._coupons()
        left = words.money(paying.rest)
        return Shown(REST, words("Still to pay"), left, notes=(total, *said), training=training)

    def _change(self, training: str) -> Shown:
        words, last = self.desk.words, self._paying.last
        if last is None:
            return self._idle(training)
        sale, change = last.sale, last.sale.change()
        if change:
            heading = words("Your change")
            digits = " + ".join(words.money(each.change) for each in change)
        else:
            heading = words("Refunded") if sale.total.minor < 0 else words("It is all paid")
            digits = words.money(abs(sale.total))
        thanks = (words("Thank you, and see you soon!"),)
        return Shown(CHANGE, heading, digits, notes=thanks, training=training, settled=True)

    def _coupons(self) -> tuple[str, ...]:
        """The most of this basket that can be paid in each local currency."""
        words, said = self.desk.words, []
        for local in self._selling.shop.locals:
            try:
                basket = self._selling.content.basket(self._selling.shop)
                most = local_maximum(basket, self._selling.shop, local.currency.code)
            except ShopError:
                continue  # a basket that cannot be priced yet has no maximum either
            if most.minor > 0:
                said.append(words("Up to {most} of it in local currency", most=most))
        return tuple(said)


def _told(line: Line) -> Story | None:
    return Story(line.member, line.story, line.picture) if line.member else None


def training_said(words: Words) -> str:
    """What marks a display on which nothing counts."""
    return words("TRAINING – nothing counts")


def welcome(words: Words, shop: str, story: Story | None, training: str = "") -> Shown:
    """The display while nobody buys."""
    return Shown(IDLE, words("Welcome"), shop, story=story, training=training)


def stories(read: Reading, today: date) -> Sequence[Story]:
    """Every member who has a story, by name; each with a picture of what sells best of theirs."""
    pictures: dict[str, str] = {}
    for id in read.best_sellers(today - timedelta(days=BEST_DAYS), BEST):
        article = read.article(id)
        if article is not None and article.picture:
            pictures.setdefault(article.member_id, article.picture)
    told = [
        Story(each.name, each.story, pictures.get(each.member_id, ""))
        for each in read.identities().values()
        if each.story
    ]
    return sorted(told, key=lambda story: story.name.casefold())
