"""Small panels beside the basket: discount, park, recall, price check."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from ess_shop.domain.terms import Bearer
from ess_shop.errors import ShopError
from ui.desktop.presenters.discounting import DiscountPresenter
from ui.desktop.presenters.parking import ParkingPresenter
from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.rooms.selling.panel import Panel
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.pictures import initials_of, picture
from ui.desktop.widgets.words import card, column, emptied, label, row


class DiscountPanel(Panel):
    """How much off, of the line or of everything, why, and who bears it."""

    def __init__(self, selling: SellingPresenter) -> None:
        words = selling.desk.words
        super().__init__(selling, words("Discount"))
        told = self._tell_bearer
        self._of = Choices(
            [("line", words("This line")), ("basket", words("The whole basket"))], changed=told
        )
        self._amount = TextField(words("How much off"), hint=words("For example 10% or 2,50"))
        self._amount.line.textChanged.connect(told)
        self._reason = TextField(words("Why"))
        self._reasons = Flow()
        for reason in (
            words("Damaged"),
            words("End of stock"),
            words("Member of the network"),
            words("Goodwill"),
        ):
            self._reasons.add(Button(reason, partial(self._reason.line.setText, reason), role="note"))
        self._bearer = Choices(
            [
                ("", words("As the contract says")),
                ("shop", words("The shop")),
                ("member", words("The member")),
                ("shared", words("Both")),
            ],
            changed=told,
        )
        self._borne = label(wrap=True)
        quick = Flow()
        for percent in (5, 10, 15, 20, 30, 50):
            quick.add(Button(f"{percent} %", partial(self._amount.line.setText, f"{percent}%"), role="note"))
        for part in (
            self._of,
            self._amount,
            quick,
            self._borne,
            self._reason,
            self._reasons,
            label(words("Who bears it"), "small"),
            self._bearer,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot.addWidget(Button(words("No discount"), self._none, role="quiet"))
        self.foot.addWidget(Button(words("Give the discount"), self._give, role="primary"), 1)
        self._amount.line.returnPressed.connect(self._reason.line.setFocus)
        self._reason.line.returnPressed.connect(self._give)

    def first_field(self) -> QWidget:
        """The amount."""
        return self._amount.line

    def shown(self) -> None:
        """Empty fields."""
        self._amount.line.clear()
        self._reason.line.clear()
        for field in (self._amount, self._reason):
            field.mark("")
        self._tell_bearer()

    def _tell_bearer(self, _typed: object = None) -> None:
        bearer = Bearer(self._bearer.value) if self._bearer.value else None
        whole = self._of.value == "basket"
        said = DiscountPresenter(self.selling).borne(self._amount.value, bearer, whole=whole)
        self._borne.setText(" ".join(said))
        self._borne.setVisible(bool(said))

    def _none(self) -> None:
        if not self.selling.empty:
            DiscountPresenter(self.selling).none()
        self.selling.back()

    def _give(self) -> None:
        bearer = Bearer(self._bearer.value) if self._bearer.value else None
        discount = DiscountPresenter(self.selling)
        give = discount.line if self._of.value == "line" else discount.basket
        try:
            given = give(self._amount.value, self._reason.value, bearer)
        except ShopError as wrong:
            said = self.words.error(wrong)
            self._amount.mark("" if wrong.code == "discount_reason" else said)
            self._reason.mark(said if wrong.code == "discount_reason" else "")
            return
        if given:
            self.selling.back()


class ParkPanel(Panel):
    """A name for the basket that waits."""

    def __init__(self, selling: SellingPresenter, parking: ParkingPresenter) -> None:
        words = selling.desk.words
        super().__init__(selling, words("Put the basket aside"))
        self._parking = parking
        self._name = TextField(
            words("Whose basket is it?"), hint=words("A first name or what they wear; empty is fine.")
        )
        self.body.addWidget(self._name)
        self.body.addStretch(1)
        self.foot.addWidget(Button(words("Put the basket aside"), self._park, role="primary", hint="↵"), 1)
        self._name.line.returnPressed.connect(self._park)

    def first_field(self) -> QWidget:
        """The name."""
        return self._name.line

    def shown(self) -> None:
        """No name yet."""
        self._name.line.clear()

    def _park(self) -> None:
        try:
            self._parking.park(self._name.value)
        except ShopError as wrong:
            self.selling.desk.tell(wrong)


class RecallPanel(Panel):
    """The baskets that wait, on any till."""

    def __init__(self, selling: SellingPresenter, parking: ParkingPresenter) -> None:
        super().__init__(selling, selling.desk.words("Baskets that wait"))
        self._parking = parking
        self._list = column()
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        parking.changed.connect(self.refresh)

    def shown(self) -> None:
        """What waits now."""
        self.refresh()

    def refresh(self) -> None:
        """Show every basket with its name, amount and time; keys 1 to 9 take them."""
        emptied(self._list)
        words = self.words
        if not self._parking.waiting:
            self._list.addWidget(label(words("No basket waits."), "quiet"))
        for number, waiting in enumerate(self._parking.waiting, start=1):
            text = words(
                "{name} – {amount}, till {till}, {time}",
                name=waiting.name,
                amount=waiting.amount,
                till=waiting.till,
                time=waiting.at[11:16],
            )
            key = f"Alt+{number}" if number <= 9 else ""
            self._list.addWidget(Button(text, partial(self._recall, waiting), key=key, big=True))

    def _recall(self, waiting: object) -> None:
        try:
            self._parking.recall(waiting)  # type: ignore[arg-type]
        except ShopError as wrong:
            self.selling.desk.tell(wrong)


class PricePanel(Panel):
    """The price of the next thing that is scanned, without selling it."""

    def __init__(self, selling: SellingPresenter) -> None:
        super().__init__(selling, selling.desk.words("What does it cost?"))
        words = self.words
        self._ask = label(words("Scan the article, or type its name."), "large", wrap=True)
        self.body.addWidget(self._ask)
        self._answer = card()
        inside = column(self._answer, space=1, margin=3)
        head = row(space=2)
        self._picture = label()
        self._label = label(type="title", wrap=True)
        head.addWidget(self._picture)
        head.addWidget(self._label, 1)
        inside.addLayout(head)
        self._price = label(type="huge")
        self._cheaper = label(tone="warm", wrap=True)
        self._member, self._stock, self._story = (
            label(type="strong", wrap=True),
            label(),
            label(type="quiet", wrap=True),
        )
        for part in (self._price, self._cheaper, self._member, self._story, self._stock):
            inside.addWidget(part)
        self.body.addWidget(self._answer)
        self.body.addStretch(1)
        self._sell = Button(words("Sell it"), selling.sell_checked, role="primary", key="Ctrl+Return")
        self.foot.addWidget(self._sell, 1)

    def refresh(self) -> None:
        """Show what was checked."""
        checked, words = self.selling.price.checked, self.words
        self._answer.setVisible(checked is not None)
        self._sell.setVisible(checked is not None)
        if checked is None:
            return
        line = checked.line
        self._picture.setPixmap(picture(line.picture, 72, initials_of(line.label)))
        self._label.setText(line.label)
        self._price.setText(words.money(line.today))
        told = self.selling.price.told()
        self._cheaper.setText("\n".join(told))
        self._cheaper.setVisible(bool(told))
        self._member.setText(line.member)
        self._story.setText(line.story)
        self._story.setVisible(bool(line.story))
        self._stock.setText(words.plural("{count} piece here", "{count} pieces here", checked.stock))
