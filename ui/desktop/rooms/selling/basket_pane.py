"""The left half of the sale: entry field, lines, total, and the keys that act on a line."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ess_shop.domain.sale import Means
from ess_shop.errors import ShopError
from ui.desktop import theme
from ui.desktop.presenters.act_keys import ActKeys
from ui.desktop.presenters.panels import KEYS, PAY
from ui.desktop.presenters.paying import PayingPresenter
from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.rooms.selling.act_button import act_button
from ui.desktop.rooms.selling.basket_list import BasketList, rows_of
from ui.desktop.rooms.selling.customer_panel import CustomerStrip
from ui.desktop.theme import SPACE
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.digits import Digits
from ui.desktop.widgets.fields import EntryField
from ui.desktop.widgets.words import card, column, label, row


class BasketPane(QWidget):
    """What is being sold; it never has the focus but in its entry field."""

    def __init__(self, presenter: SellingPresenter, paying: PayingPresenter, keys: ActKeys) -> None:
        super().__init__()
        self._presenter, self._paying, self._keys = presenter, paying, keys
        words = presenter.desk.words
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self.entry = EntryField(
            words("Scan, or type a code, a name or a quantity"), words("Scan, or type a name, a code, 3*…")
        )
        layout.addWidget(self.entry)
        self.customer = CustomerStrip(presenter)
        layout.addWidget(self.customer)
        self.list = BasketList(words("Basket"))
        self.list.setMinimumHeight(90)
        layout.addWidget(self.list, 1)
        layout.addLayout(self._line_keys())
        layout.addWidget(self._totals())
        presenter.changed.connect(self.refresh)
        presenter.panel_changed.connect(self.refresh_ways)
        presenter.entry_cleared.connect(self.entry.clear)
        self.entry.stepped.connect(presenter.more)
        self.entry.passed.connect(self._line_before)
        self.entry.erased.connect(self._back)
        self.list.clicked.connect(lambda index: presenter.choose(index.row()))
        self.refresh()

    def _line_keys(self) -> QHBoxLayout:
        words, presenter = self._presenter.desk.words, self._presenter
        keys = row(space=1)
        self._fewer = Button("−", lambda: presenter.more(-1), key="Ctrl+-")
        self._fewer.setAccessibleName(words("One fewer"))
        self._more = Button("+", lambda: presenter.more(1), key="Ctrl++")
        self._more.setAccessibleName(words("One more"))
        large = theme.current().large
        self._remove = Button("✕" if large else words("Remove"), presenter.remove, key="Ctrl+Del")
        self._remove.setAccessibleName(words("Remove"))
        self._undo = Button("↶" if large else words("Undo"), presenter.undo, key="Ctrl+Z")
        self._undo.setAccessibleName(words("Undo"))
        for button in (self._fewer, self._more, self._remove, self._undo):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            keys.addWidget(button)
        return keys

    def _totals(self) -> QWidget:
        words = self._presenter.desk.words
        frame = card("accent")
        large = theme.current().large
        inside = column(frame, space=0, margin=1 if large else 2)
        self._count, self._off = label(type="small"), label(type="small")
        line = row(space=2)
        said = column(space=0)
        said.addWidget(label(words("Total"), "strong" if large else "large"))
        said.addWidget(self._count)
        said.addWidget(self._off)
        line.addLayout(said)
        self.total = Digits(words("Total"), largest="digits" if large else "huge", right=True)
        line.addWidget(self.total, 1)
        inside.addLayout(line)
        self.pay = act_button(self._keys, "pay", words("Pay"), self._pay, role="primary", big=not large)
        ways = self._at_once()
        if large:
            ways.insertWidget(0, self.pay, 2)
        else:
            inside.addWidget(self.pay)
            inside.addSpacing(SPACE)
        inside.addLayout(ways)
        return frame

    def _at_once(self) -> QHBoxLayout:
        """The means that need no panel: a key or a touch, with the amount that was typed before it."""
        words, line = self._presenter.desk.words, row(space=1)
        self._ways: dict[Means, Button] = {}
        for means, text, key in (
            (Means.CASH, words("Cash"), "cash_exact"),
            (Means.CARD, words("Card"), "card"),
            (Means.COUPON, words("Coupons"), "local"),
        ):
            button = act_button(self._keys, key, text, partial(self._pay_by, means))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._ways[means] = button
            line.addWidget(button, 1)
        return line

    def _pay_by(self, means: Means) -> None:
        self._paying.at_once(means, self.entry.text())

    def _line_before(self) -> None:
        content = self._presenter.content
        if content.lines:
            self._presenter.choose((content.at - 1) % len(content.lines))

    def _back(self) -> None:
        if self._presenter.panel != KEYS:
            self._presenter.back()

    def _pay(self) -> None:
        """What was handed over already stays handed over."""
        if not self._presenter.empty and self._presenter.panel != PAY:
            self._presenter.open(PAY)

    def refresh(self) -> None:
        """Show the basket as it is."""
        presenter = self._presenter
        words, content = presenter.desk.words, presenter.content
        self.list.lines.set_rows(rows_of(content, presenter.sold, words))
        self.list.point(content.at)
        pieces = sum(abs(line.quantity) for line in content.lines)
        self._count.setText(words.plural("{count} article", "{count} articles", pieces))
        try:
            discount = content.discount(presenter.shop) if content.lines else None
        except ShopError as wrong:
            presenter.desk.tell(wrong)
            discount = None
        self._off.setText(words("Discount {amount}", amount=discount.amount) if discount else "")
        self._off.setVisible(discount is not None)
        self.total.setText(words.money(presenter.total))
        self.refresh_ways()
        filled = not presenter.empty
        for button in (self._fewer, self._more, self._remove):
            button.setEnabled(filled)
        self._undo.setEnabled(presenter.can_undo)
        self.pay.setEnabled(filled)
        self.pay.say(words("Pay back") if presenter.total.minor < 0 else words("Pay"))

    def refresh_ways(self) -> None:
        """The ways to pay at once: those that are taken, while nothing is being paid or paid back."""
        presenter, paying = self._presenter, self._paying
        self.customer.refresh()
        for means, button in self._ways.items():
            known = means is not Means.COUPON or bool(presenter.shop.locals)
            button.setVisible(known and means in paying.taken)
            button.setEnabled(presenter.panel != PAY and presenter.total.minor > 0)
