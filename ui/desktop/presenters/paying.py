"""Paying: what is still due, what is handed over, what is given back; then the sale, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ess_shop.domain.basket import Tender
from ess_shop.domain.currencies import LocalCurrency
from ess_shop.domain.money import Money
from ess_shop.domain.preferences import MeansTaken
from ess_shop.domain.ringing import local_maximum, ring
from ess_shop.domain.sale import LOCAL_MEANS, Means, Payment, Sale
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused, ShopError
from ess_shop.reading import RecordedSale
from ess_shop.services.selling import SaleRequest, sell
from ui.desktop.presenters.basket import LocalReason, local_reasons
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.grammar import amount_of
from ui.desktop.presenters.notices import Step
from ui.desktop.presenters.panels import AFTER, KEYS, PAY
from ui.desktop.presenters.places import OPENING
from ui.desktop.presenters.selling import SellingPresenter

NOTES = (500, 1000, 2000, 5000)
"""The notes that have a button, in legal minor units."""


@dataclass(frozen=True, slots=True)
class LocalOffer:
    """The most this basket takes in a local currency, and why."""

    local: LocalCurrency
    most: Money
    reasons: tuple[LocalReason, ...]


class PayingPresenter:
    """Follows one basket from the first means to the recorded sale."""

    def __init__(self, selling: SellingPresenter) -> None:
        self._selling, self._desk = selling, selling.desk
        self.tenders: tuple[Tender, ...] = ()
        self.ready: Sale | None = None
        self.offers: tuple[LocalOffer, ...] = ()
        self.asking: Means | None = None
        """The means that needs more than an amount: cheque ticks, a voucher's number."""
        self.taken = MeansTaken()
        """The means that the shop takes."""
        self.busy = False
        self.last: RecordedSale | None = None
        self.changed: Bell[[]] = Bell()
        self.recorded: Bell[[RecordedSale]] = Bell()
        selling.panel_changed.connect(self._follow)
        selling.changed.connect(self._basket_changed)

    @property
    def _shop(self) -> Shop:
        return self._selling.shop

    # What is shown

    @property
    def due(self) -> Money:
        """What the basket comes to; negative is paid back."""
        return self._selling.total

    @property
    def rest(self) -> Money:
        """What is still to be paid (or, negative, still to be paid back); zero when covered."""
        left = self.due.minor - sum(self._shop.worth(tender.amount) for tender in self.tenders)
        covered = (left < 0) if self.due.minor >= 0 else (left > 0)
        return self._shop.money(0 if covered or self.ready is not None else left)

    @property
    def change(self) -> tuple[Payment, ...]:
        """What the customer gets back, once enough was handed over."""
        return self.ready.change() if self.ready else ()

    @property
    def covered(self) -> bool:
        """Whether the sale can be recorded as it stands."""
        return self.ready is not None

    # Handing over

    def _follow(self) -> None:
        if self._selling.panel == PAY:
            self.begin()
        elif self._selling.panel not in (AFTER,) and (self.tenders or self.asking):
            self.tenders, self.ready, self.asking = (), None, None

    def _basket_changed(self) -> None:
        if self._selling.panel == PAY:
            if self._selling.empty:
                self._selling.open(KEYS)
            else:
                self.begin()

    def begin(self) -> None:
        """Start from the basket as it is."""
        if self.busy:
            return
        self.tenders, self.ready, self.asking = (), None, None
        basket = self._selling.content.basket(self._shop)
        offers = []
        for local in self._shop.locals:
            most = local_maximum(basket, self._shop, local.currency.code)
            reasons = local_reasons(self._selling.content, self._selling.sold, local.currency.code)
            offers.append(LocalOffer(local, most, tuple(reasons)))
        self.offers = tuple(offers)
        self._weigh()

    def tender(self, means: Means, text: str = "", *, reference: str = "", code: str = "") -> None:
        """Take a means: the typed amount, or the exact rest if nothing was typed. Refused says why not."""
        if self.busy:
            return
        if means not in self.taken and self.due.minor > 0:
            raise Refused("means_not_taken", "The shop does not take {means}: see the settings.", means=means)
        if self.covered and self.due.minor > 0:
            raise Refused("paid_already", "It is all paid: press Enter to finish.")
        amount = self._amount(means, text, code)
        if not amount:
            raise Refused("nothing_due", "Nothing is left to pay that way.")
        tenders = (*self.tenders, Tender(means, amount, reference))
        if means in LOCAL_MEANS:
            self._check_local(tenders, self.offer(code))
        self._check(tenders)
        self.tenders, self.asking = tenders, None
        self._weigh()

    def take_voucher(self, reference: str, text: str = "") -> None:
        """A voucher by its number: the typed amount, or as much of what is due as it is still worth."""
        name, desk = reference.strip().upper(), self._desk
        if text.strip():
            self.tender(Means.VOUCHER, text, reference=name)
            return
        used = sum(tender.amount.minor for tender in self.tenders if tender.reference == name)

        def ask() -> int:
            with desk.books.read() as read:
                return read.voucher_left(name) - used

        def take(left: int) -> None:
            try:
                if left <= 0:
                    said = "Voucher {voucher} is worth nothing: check its number."
                    raise Refused("voucher_worthless", said, voucher=name)
                self.tender(Means.VOUCHER, str(min(left, self.rest.minor)), reference=name)
            except Refused as wrong:
                desk.tell(wrong)

        desk.lane.run(ask, take)

    def at_once(self, means: Means, text: str, *, code: str = "") -> None:
        """From the basket straight to a means: the typed amount or the exact rest; a refusal is told."""
        if self._selling.empty or self.busy:
            return
        self._selling.entry_cleared.ring()
        self._selling.open(PAY)
        try:
            self.tender(means, text, code=code)
        except Refused as wrong:
            self._desk.tell(wrong)

    def _amount(self, means: Means, text: str, code: str) -> Money:
        if means in LOCAL_MEANS:
            offer = self.offer(code)
            if text.strip():
                return amount_of(text, offer.local.currency)
            coupons = means is Means.COUPON
            rest = offer.local.payable(self.rest.minor, coupons=coupons)
            paid = sum(
                tender.amount.minor
                for tender in self.tenders
                if tender.amount.currency == offer.local.currency
            )
            return offer.local.money(max(min(rest, offer.most.minor - paid), 0))
        if not text.strip():
            return self._exact(means)
        amount = amount_of(text, self._shop.currency)
        return amount if self.due.minor >= 0 else -amount

    def _exact(self, means: Means) -> Money:
        step, rest = self._shop.cash_step, self.rest.minor
        if means is Means.CASH and rest % step:
            down = rest - rest % step
            rest = down + step if 2 * (rest - down) >= step else down
        return self._shop.money(rest)

    def _check(self, tenders: Sequence[Tender]) -> None:
        """Try the means so far as a whole sale; only that something is missing is no fault yet."""
        try:
            ring(self._selling.content.basket(self._shop), tenders, self._shop)
        except Refused as wrong:
            if wrong.code not in ("short", "paid_back_wrong"):
                raise
            if wrong.code == "paid_back_wrong" and self._too_much_back(tenders):
                raise

    def _check_local(self, tenders: Sequence[Tender], offer: LocalOffer) -> None:
        """What members accept is known before the rest is paid; coupons beyond it may still get change."""
        currency = offer.local.currency
        handed = sum(tender.amount.minor for tender in tenders if tender.amount.currency == currency)
        if handed > offer.most.minor and self.due.minor > offer.local.worth(handed):
            raise Refused(
                "local_maximum",
                "This basket takes {most} at most, not {asked}: its members accept no more.",
                most=offer.most,
                asked=offer.local.money(handed),
            )

    def _too_much_back(self, tenders: Sequence[Tender]) -> bool:
        return sum(tender.amount.minor for tender in tenders) < self.due.minor

    def _weigh(self) -> None:
        try:
            self.ready = ring(self._selling.content.basket(self._shop), self.tenders, self._shop)
        except Refused:
            self.ready = None
        self.changed.ring()

    def offer(self, code: str) -> LocalOffer:
        """What is known of that local currency for this basket; the first one for ""."""
        for offer in self.offers:
            if code in ("", offer.local.currency.code):
                return offer
        raise Refused("currency_not_taken", "The shop does not take {code}.", code=code or "MLC")

    def ask(self, means: Means | None) -> None:
        """A cheque or a voucher wants to be looked at first; None leaves that."""
        self.asking = means
        self.changed.ring()

    def drop(self) -> None:
        """Give the last means back."""
        if self.tenders and not self.busy:
            self.tenders = self.tenders[:-1]
            self._weigh()

    def enter(self, text: str) -> None:
        """Enter: an amount is cash; nothing is cash for the exact rest, or the end if all is covered."""
        if self.covered and not text.strip():
            self.validate()
        else:
            self.tender(Means.CASH, text)

    # The sale

    def validate(self) -> None:
        """Record the sale; a second press does nothing, the id makes a second record impossible.

        While an article is on its way the basket is not whole yet: it comes first, and is paid too.
        """
        if self.busy or self.ready is None or self._selling.awaited:
            return
        desk, selling = self._desk, self._selling
        self.busy = True
        self.changed.ring()
        request = SaleRequest(
            id=selling.sale_id,
            till=desk.till,
            at=desk.clock(),
            asked=selling.content.asked,
            tenders=self.tenders,
            discount=selling.content.discount(self._shop),
            volunteer=desk.who,
            customer=selling.content.customer.id if selling.content.customer else "",
        )
        desk.lane.run(lambda: sell(desk.books, request), self._done, self._failed)

    def _failed(self, wrong: ShopError) -> None:
        self.busy = False
        desk = self._desk
        closed = wrong.code == "till_closed"
        way_out = (Step(desk.words("Open the till"), lambda: desk.go.ring(OPENING)),) if closed else ()
        desk.notices.trouble(wrong, *way_out)
        self.changed.ring()

    def _done(self, sale: RecordedSale) -> None:
        self.busy = False
        self.last = sale
        self.tenders, self.ready = (), None
        self._selling.fresh()
        self._selling.open(AFTER)
        self.changed.ring()
        self.recorded.ring(sale)
