"""The room where things are sold: basket, panels, and the keys in the order of a sale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ess_shop.errors import ShopError
from ui.desktop import theme
from ui.desktop.presenters import panels
from ui.desktop.presenters.act_keys import ActKeys
from ui.desktop.presenters.customer import CustomerPresenter
from ui.desktop.presenters.grammar import ticket_of
from ui.desktop.presenters.notices import Step, Tone
from ui.desktop.presenters.parking import ParkingPresenter
from ui.desktop.presenters.paying import PayingPresenter
from ui.desktop.presenters.quick_keys import QuickKeysPresenter
from ui.desktop.presenters.receipts import ReceiptPresenter
from ui.desktop.presenters.returning import ReturnPresenter
from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.presenters.unlabelled import UnlabelledPresenter
from ui.desktop.rooms.room import Room
from ui.desktop.rooms.selling.act_button import act_button
from ui.desktop.rooms.selling.after_panel import AfterPanel
from ui.desktop.rooms.selling.basket_pane import BasketPane
from ui.desktop.rooms.selling.customer_panel import CustomerPanel
from ui.desktop.rooms.selling.keys_panel import KeysPanel, SearchPanel
from ui.desktop.rooms.selling.panel import Panel
from ui.desktop.rooms.selling.pay_panel import PayPanel
from ui.desktop.rooms.selling.return_panel import ReturnPanel
from ui.desktop.rooms.selling.side_panels import DiscountPanel, ParkPanel, PricePanel, RecallPanel
from ui.desktop.rooms.selling.unlabelled_panel import UnlabelledPanel
from ui.desktop.theme import SPACE
from ui.desktop.widgets.words import column, row


@dataclass(frozen=True)
class SalePresenters:
    """Everything that decides in this room."""

    selling: SellingPresenter
    paying: PayingPresenter
    parking: ParkingPresenter
    returning: ReturnPresenter
    unlabelled: UnlabelledPresenter
    customer: CustomerPresenter
    keys: QuickKeysPresenter
    receipts: ReceiptPresenter


class SaleRoom(Room):
    """See `ui.desktop.presenters.selling`: this shows it and hands it what is typed."""

    name = "sale"

    def __init__(self, presenters: SalePresenters, keys: ActKeys) -> None:
        super().__init__(presenters.selling.desk)
        self._all, self._selling = presenters, presenters.selling
        self._keys = keys
        self.basket = BasketPane(self._selling, presenters.paying, keys)
        self._stack = QStackedWidget()
        self._panels: dict[str, Panel] = {}
        self._makers: dict[str, Callable[[], Panel]] = {
            panels.KEYS: lambda: KeysPanel(self._selling, presenters.keys),
            panels.SEARCH: lambda: SearchPanel(self._selling),
            panels.DISCOUNT: lambda: DiscountPanel(self._selling),
            panels.RETURN: lambda: ReturnPanel(self._selling, presenters.returning),
            panels.PARK: lambda: ParkPanel(self._selling, presenters.parking),
            panels.RECALL: lambda: RecallPanel(self._selling, presenters.parking),
            panels.PRICE: lambda: PricePanel(self._selling),
            panels.UNLABELLED: lambda: UnlabelledPanel(self._selling, presenters.unlabelled),
            panels.CUSTOMER: lambda: CustomerPanel(self._selling, presenters.customer),
            panels.PAY: lambda: PayPanel(self._selling, presenters.paying, keys),
            panels.AFTER: lambda: AfterPanel(self._selling, presenters.receipts),
        }
        outer = column(self, space=1, margin=1)
        halves = row(space=2)
        halves.addWidget(self.basket, 5)
        halves.addWidget(self._stack, 6)
        outer.addLayout(halves, 1)
        self._acts = self._act_keys()
        outer.addWidget(self._acts)
        self._wire()
        self._shown_panel = ""
        self._panel_changed()

    def panel(self, name: str) -> Panel:
        """The panel of that name, made when it is first wanted."""
        if name not in self._panels:
            self._panels[name] = made = self._makers[name]()
            self._stack.addWidget(made)
        return self._panels[name]

    def _act_keys(self) -> QWidget:
        words, selling = self.desk.words, self._selling
        holder = QWidget()
        outer = row(holder, space=1)
        acts = (
            (words("Help"), "help", self._help),
            (words("Search"), "search", self._search),
            (words("Unlabelled"), "member", self._all.unlabelled.open),
            (words("Member buys"), "customer", self._all.customer.open),
            (words("Put aside"), "park", self._park),
            (words("Recall"), "recall", self._all.parking.open),
            (words("Price"), "price_check", selling.check_price),
            (words("Return"), "return", self._all.returning.open),
            (words("Discount"), "discount", self._discount),
        )
        for text, key, act in acts:
            button = act_button(self._keys, key, text, act)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            outer.addWidget(button)
        outer.setContentsMargins(0, 0, 0, SPACE // 2)
        selling.began.connect(self._all.receipts.leave)
        return holder

    def _wire(self) -> None:
        selling, entry = self._selling, self.basket.entry
        entry.textEdited.connect(selling.typed)
        entry.submitted.connect(self._submit)
        entry.moved.connect(selling.point)
        selling.pending_text = entry.text
        selling.panel_changed.connect(self._panel_changed)
        selling.changed.connect(self._refocus)
        self._all.paying.changed.connect(self._refocus)
        self._all.paying.recorded.connect(self._all.receipts.offer)
        self._all.receipts.changed.connect(self._refocus)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._escape)
        entry.escaped.connect(self._escape)

    def _submit(self, text: str) -> None:
        self._selling.submit(text)

    def _escape(self) -> None:
        if not self.panel(self._selling.panel).escape():
            self._selling.escape(self.basket.entry.text())

    def _help(self) -> None:
        words = self.desk.words
        self.desk.notices.tell(
            "help",
            words("Scan or type what is sold; 3* before it means three. Enter alone pays. Esc goes back."),
            Tone.NOTE,
            Step(words("Practise with the guided tour"), lambda: self.desk.go.ring("training")),
        )

    def _search(self) -> None:
        self._selling.back()
        self.basket.entry.selectAll()

    def _park(self) -> None:
        if not self._selling.empty:
            self._selling.open(panels.PARK)
        else:
            self._all.parking.open()

    def _discount(self) -> None:
        if not self._selling.empty:
            self._selling.open(panels.DISCOUNT)

    def _panel_changed(self) -> None:
        name = self._selling.panel
        panel = self.panel(name)
        if name != self._shown_panel:
            self._shown_panel = name
            self._acts.setVisible(name != panels.PAY or not theme.current().large)
            self._stack.setCurrentWidget(panel)
            panel.shown()
            self.basket.entry.setFocus()
        refresh = getattr(panel, "refresh", None)
        if refresh is not None and name in (panels.SEARCH, panels.PRICE):
            refresh()
        self._refocus()

    def _refocus(self) -> None:
        """The entry field has the focus, unless the panel asks for something typed."""
        panel = self._panels.get(self._selling.panel)
        wanted = (panel.first_field() if panel else None) or self.basket.entry
        typing_elsewhere = panel is not None and panel.isAncestorOf(self.focusWidget() or self)
        if not typing_elsewhere or wanted is self.basket.entry or self._selling.panel == panels.PAY:
            wanted.setFocus()

    def entered(self) -> None:
        """Back to the basket."""
        self._all.parking.look()
        if not self._all.keys.pages:
            self._all.keys.load()
        if self._selling.finding.index is None:
            self._selling.finding.load()
        QTimer.singleShot(0, self._refocus)

    def scanned(self, code: str) -> None:
        """A scan while a voucher is asked for is its number; all others are sold, checked or taken back."""
        if self._selling.panel == panels.PAY and self._voucher_wanted(code):
            return
        returning = self._all.returning
        if self._selling.panel == panels.RETURN and returning.ticket is not None and ticket_of(code) is None:
            returning.scan(code)
            return
        try:
            self._selling.scan(code)
        except ShopError as wrong:
            self.desk.tell(wrong)

    def _voucher_wanted(self, code: str) -> bool:
        pay = self.panel(panels.PAY)
        if isinstance(pay, PayPanel) and code.startswith("AV-"):
            pay.voucher_scanned(code)
            return True
        return False
