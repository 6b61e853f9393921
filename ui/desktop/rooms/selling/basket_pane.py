"""The left half of the sale: entry field, lines, total, and the keys that act on a line."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ess_shop.errors import ShopError
from ui.desktop import theme
from ui.desktop.presenters.selling import PAY, SellingPresenter
from ui.desktop.rooms.selling.basket_list import BasketList, rows_of
from ui.desktop.theme import SPACE
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import EntryField
from ui.desktop.widgets.words import card, column, label, row


class BasketPane(QWidget):
    """What is being sold; it never has the focus but in its entry field."""

    def __init__(self, presenter: SellingPresenter, pay_key: str) -> None:
        super().__init__()
        self._presenter, self._pay_key = presenter, pay_key
        words = presenter.desk.words
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self.entry = EntryField(
            words("Scan, or type a code, a name or a quantity"), words("Scan, or type a name, a code, 3*…")
        )
        layout.addWidget(self.entry)
        self.list = BasketList(words("Basket"))
        self.list.setMinimumHeight(150)
        layout.addWidget(self.list, 1)
        layout.addLayout(self._line_keys())
        layout.addWidget(self._totals())
        presenter.changed.connect(self.refresh)
        presenter.entry_cleared.connect(self.entry.clear)
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
        above = row(space=1)
        self._count = label(type="small")
        self._off = label(type="small")
        above.addWidget(self._count)
        above.addStretch(1)
        above.addWidget(self._off)
        inside.addLayout(above)
        line = row(space=2)
        line.addWidget(label(words("Total"), "strong" if large else "large"))
        line.addStretch(1)
        self.total = label(type="digits" if large else "huge", right=True)
        self.total.setAccessibleName(words("Total"))
        line.addWidget(self.total)
        inside.addLayout(line)
        self.pay = Button(words("Pay"), self._pay, key=self._pay_key, role="primary", big=not large)
        inside.addWidget(self.pay)
        return frame

    def _pay(self) -> None:
        if not self._presenter.empty:
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
        self.total.setText(words.money(presenter.total))
        filled = not presenter.empty
        for button in (self._fewer, self._more, self._remove):
            button.setEnabled(filled)
        self._undo.setEnabled(presenter.can_undo)
        self.pay.setEnabled(filled)
        self.pay.say(words("Pay back") if presenter.total.minor < 0 else words("Pay"))
