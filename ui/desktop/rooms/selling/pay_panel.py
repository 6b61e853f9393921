"""Paying: the rest in huge digits, the means with their keys, notes, coupons with their reason, change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ess_shop.domain.money import Money
from ess_shop.domain.sale import Means
from ess_shop.errors import ShopError
from ess_shop.wording import MEANS
from ui.desktop import theme
from ui.desktop.presenters.act_keys import ActKeys
from ui.desktop.presenters.paying import NOTES, LocalOffer, PayingPresenter
from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.rooms.selling.cheque_form import ChequeForm, VoucherForm
from ui.desktop.rooms.selling.panel import Panel
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.digits import Digits
from ui.desktop.widgets.fields import EntryField
from ui.desktop.widgets.keypad import Keypad
from ui.desktop.widgets.words import card, column, emptied, label, retone, row


class PayPanel(Panel):
    """From the first means to the last press."""

    def __init__(self, selling: SellingPresenter, paying: PayingPresenter, keys: ActKeys) -> None:
        super().__init__(selling, "")
        self._paying, self._keys = paying, keys
        self._means_shown: tuple[object, ...] = ()
        self.body.addWidget(self._due_card())
        self._given = column(space=0)
        self.body.addLayout(self._given)
        self.amount = EntryField(
            self.words("Amount handed over"), self.words("Empty: the exact rest"), size="digits"
        )
        self.amount.setProperty("keyboard", "none")
        self._next = label(type="large", wrap=True)
        self.body.addWidget(self._next)
        self._notes_in = QWidget()
        self._notes = row(self._notes_in, space=1)
        self.body.addWidget(self._notes_in)
        self._halves = QWidget()
        self._side_by_side = halves = row(self._halves, space=1)
        typing = column(space=1)
        typing.addWidget(self.amount)
        self._pad = Keypad(self.words, enter=self.words("Enter"))
        self._pad.entered.connect(lambda: self._enter(self.amount.text()))
        typing.addWidget(self._pad, 1)
        halves.addLayout(typing, 1)
        self._means_in = QWidget()
        self._choices_in = column(self._means_in, space=1)
        halves.addWidget(self._means_in, 1)
        self.body.addWidget(self._halves)
        self._locals_in = QWidget()
        self._locals = column(self._locals_in, space=1)
        self.body.addWidget(self._locals_in)
        self._cheque = ChequeForm(self.words, self._cheque_taken, partial(paying.ask, None))
        self._voucher = VoucherForm(self.words, self._voucher_taken, partial(paying.ask, None))
        self.body.addWidget(self._cheque)
        self.body.addWidget(self._voucher)
        self.body.addStretch(1)
        self._drop = Button(
            self.words("Give the last means back"), paying.drop, key="Ctrl+Backspace", role="quiet"
        )
        self.validate = Button(
            self.words("Finish the sale"), paying.validate, hint="↵", role="primary", big=True
        )
        self.foot.addWidget(Button(self.words("Back"), selling.back, hint="Esc", role="quiet"))
        self.foot.addWidget(self._drop, 2)
        self.foot.addWidget(self.validate, 3)
        self.amount.submitted.connect(self._enter)
        self.amount.erased.connect(self._back)
        paying.changed.connect(self.refresh)
        keys.changed.connect(self.shown)

    def _due_card(self) -> QWidget:
        frame = card()
        inside = column(frame, space=0, margin=2)
        line = row(space=2)
        self._what = label(type="strong" if theme.current().large else "large", wrap=True)
        self._rest = Digits(largest="digits" if theme.current().large else "huge", right=True)
        line.addWidget(self._what, 1)
        line.addWidget(self._rest, 2)
        inside.addLayout(line)
        return frame

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room, else under each other."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.current().px(430)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._side_by_side.setDirection(way)

    def first_field(self) -> QWidget:
        """The amount, or what a cheque or voucher asks for."""
        if self._paying.asking is Means.VOUCHER:
            return self._voucher.reference.line
        if self._paying.asking is Means.CHEQUE:
            return self._cheque.ticks[0]
        return self.amount

    def shown(self) -> None:
        """Nothing typed yet."""
        self.amount.clear()
        self._means_shown = ()
        self.refresh()

    def refresh(self) -> None:
        """Show what is due, given, and coming back."""
        paying, words = self._paying, self.words
        back = paying.due.minor < 0
        change = [payment for payment in paying.change if payment.change]
        if paying.covered:
            self._what.setText(words("Change to give") if change else words("All is paid"))
            give = words("Give the change back, then press Enter.")
            self._next.setText(give if change else words("Press Enter to finish."))
            given = " + ".join(words.money(payment.change) for payment in change)
            self._rest.tell(self._what.text(), given or words.money(paying.rest))
        else:
            self._what.setText(words("To pay back") if back else words("Still to pay"))
            self._rest.tell(self._what.text(), words.money(abs(paying.rest)))
        retone(self._rest, "tone", "accent" if paying.covered else "")
        self._show_given()
        self._show_means()
        asking = paying.asking
        done = paying.covered and not back
        self._next.setVisible(done)
        self.amount.setPlaceholderText("" if done else words("Empty: the exact rest"))
        for part in (self._pad, self._means_in):
            part.setVisible(not done)
        for part, filled in ((self._notes_in, self._notes), (self._locals_in, self._locals)):
            part.setVisible(filled.count() > 0 and not done and asking is None)
        self._halves.setVisible(asking is None)
        self._cheque.setVisible(asking is Means.CHEQUE)
        self._voucher.setVisible(asking is Means.VOUCHER)
        if asking is Means.CHEQUE:
            self._cheque.show_amount(paying.rest)
        self._drop.setVisible(bool(paying.tenders))
        self.validate.setEnabled(paying.covered and not paying.busy)
        self.validate.say(words("Just a moment…") if paying.busy else words("Finish the sale"))

    def _show_given(self) -> None:
        emptied(self._given)
        for tender in self._paying.tenders:
            line = row(space=1)
            line.addWidget(label(self.words(MEANS[tender.means]).capitalize(), "strong"))
            if tender.reference:
                line.addWidget(label(tender.reference, "small"))
            line.addStretch(1)
            line.addWidget(label(self.words.money(abs(tender.amount)), "strong"))
            self._given.addLayout(line)

    def _show_means(self) -> None:
        """The buttons depend on the basket and on what is due; they are made again when that changes."""
        paying = self._paying
        state = (paying.rest.minor, paying.due.minor, paying.offers, paying.taken)
        if state == self._means_shown:
            return
        self._means_shown = state
        for layout in (self._choices_in, self._locals, self._notes):
            emptied(layout)
        words, back = self.words, paying.due.minor < 0
        offered: list[tuple[Means, str, str, Callable[[], None]]] = [
            (
                Means.CASH,
                words("Cash") if back else words("Cash, exact"),
                self._keys.key("cash_exact"),
                self._means(Means.CASH),
            ),
            (Means.CARD, words("Card"), self._keys.key("card"), self._means(Means.CARD)),
            (
                Means.VOUCHER,
                words("Voucher"),
                "Ctrl+B",
                self._means(Means.VOUCHER) if back else self._asks(Means.VOUCHER),
            ),
        ]
        if not back:
            offered.insert(2, (Means.CHEQUE, words("Cheque"), "Ctrl+H", self._asks(Means.CHEQUE)))
        for means, text, key, act in offered:
            if means not in paying.taken and not back:
                continue
            self._choices_in.addWidget(Button(text, act, key=key, big=True))
        if not back:
            for note in NOTES if Means.CASH in paying.taken else ():
                amount = self.selling.shop.money(note)
                button = Button(_note(words.money(amount)), partial(self._note, amount), role="note")
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                self._notes.addWidget(button)
            for number, offer in enumerate(paying.offers if Means.COUPON in paying.taken else ()):
                self._locals.addWidget(self._local(offer, number))
        self._choices_in.addStretch(1)

    def _local(self, offer: LocalOffer, number: int) -> QWidget:
        """A local currency: its button, the most it pays here, and whose goods accept how much."""
        words, frame = self.words, card("warm")
        inside = column(frame, space=0, margin=1)
        line = row(space=1)
        said = words(
            "{name}: {most} at most", name=offer.local.name or offer.local.currency.code, most=offer.most
        )
        line.addWidget(label(said, "strong", wrap=True), 1)
        button = Button(
            words("Coupons"),
            lambda: self._take(Means.COUPON, code=offer.local.currency.code),
            key=self._keys.local(number),
        )
        button.setEnabled(bool(offer.most))
        line.addWidget(button)
        inside.addLayout(line)
        for reason in offer.reasons:
            sentence = words(
                "{member} takes {share} of {total}",
                member=reason.member,
                share=reason.accepts,
                total=reason.total,
            )
            inside.addWidget(label(sentence, "small", wrap=True))
        return frame

    def _means(self, means: Means) -> Callable[[], None]:
        return lambda: self._take(means)

    def _asks(self, means: Means) -> Callable[[], None]:
        return lambda: self._paying.ask(means)

    def _back(self) -> None:
        """Nothing left to erase: the last means goes back, and then the basket comes."""
        if self._paying.tenders:
            self._paying.drop()
        else:
            self.selling.back()

    def _note(self, amount: Money) -> None:
        self._take(Means.CASH, text=str(amount.minor))

    def _enter(self, text: str) -> None:
        try:
            self._paying.enter(text)
        except ShopError as wrong:
            self.selling.desk.tell(wrong)
        else:
            self.amount.clear()

    def _take(self, means: Means, *, text: str = "", code: str = "") -> None:
        self.selling.desk.notices.pass_on()
        try:
            self._paying.tender(means, text or self.amount.text(), code=code)
        except ShopError as wrong:
            self.selling.desk.tell(wrong)
        else:
            self.amount.clear()

    def voucher_scanned(self, reference: str) -> None:
        """A voucher's number, scanned: as much of it as is due, or the amount that was typed before."""
        self._voucher_taken(reference, self.amount.text())

    def _cheque_taken(self) -> None:
        self._take(Means.CHEQUE)

    def _voucher_taken(self, reference: str, amount: str) -> None:
        self.selling.desk.notices.pass_on()
        try:
            self._paying.take_voucher(reference, amount)
        except ShopError as wrong:
            self.selling.desk.tell(wrong)
        else:
            self.amount.clear()


def _note(said: str) -> str:
    """`5 €` instead of `5,00 €`."""
    return said.replace(",00", "").replace(".00", "")
