"""A wrong price on the label: the article, the right price, what was sold, and what changes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ess_shop.domain.shop import Shop
from ui.desktop import theme
from ui.desktop.presenters.correcting_price import Mend, PriceLine, WrongPricePresenter, mends
from ui.desktop.rooms.goods.article_chooser import ArticleChooser
from ui.desktop.rooms.goods.preview_card import PreviewCard
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.form import SHORT, Form
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import column, label, unpainted


class CorrectPrice(QWidget):
    """What was sold at the wrong price stays as it is, line by line, until someone says otherwise."""

    def __init__(self, presenter: WrongPricePresenter, shop: Shop) -> None:
        super().__init__()
        self.presenter = presenter
        words = self.words = presenter.desk.words
        outer = column(self, space=2)
        self.chooser = ArticleChooser(presenter.choosing, shop, title=words("Which article?"))
        outer.addWidget(self.chooser)
        self.price = TextField(words("The right price"), hint=words("Like 15,00"), digits=True)
        self.price.line.textEdited.connect(presenter.say_price)
        self._pricing = Form()
        self._pricing.add(self.price, SHORT)
        outer.addWidget(self._pricing)
        self.preview = PreviewCard(words("What changes"))
        outer.addWidget(self.preview)
        self._sold = QWidget()
        sold = column(self._sold)
        sold.addWidget(label(words("Sold at another price"), "strong", wrap=True))
        self.table = Table(
            words("Sold at another price"),
            Rows(
                [
                    (words("Ticket"), lambda line: line.sold.number, False),
                    (words("Day"), lambda line: words.day(line.pieces.day), False),
                    (words("Pieces"), lambda line: words.number(line.pieces.left), True),
                    (words("Price"), lambda line: words.money(line.pieces.unit_price), True),
                    (words("What becomes of it"), presenter.mend_said, False),
                ]
            ),
            stretch=4,
        )
        for place in (1, 2):
            self.table.setColumnHidden(place, theme.current().large)
        self.table.chosen.connect(presenter.toggle)
        self.table.pointed.connect(lambda _line: self._name_toggle())
        sold.addWidget(self.table)
        self.toggle = Button("", self._toggle, key="F5")
        keys = Flow()
        keys.add(self.toggle)
        sold.addWidget(keys)
        outer.addWidget(self._sold)
        outer.addStretch(1)
        presenter.changed.connect(self.refresh)
        self.refresh()

    def focus_first(self) -> None:
        """Which article, then its price."""
        if self.presenter.choosing.chosen is None:
            self.chooser.focus_first()
        else:
            self.price.line.setFocus()

    def refresh(self) -> None:
        """Every step as far as one is."""
        presenter = self.presenter
        chosen = presenter.choosing.chosen
        turned = self._pricing.isHidden() == (chosen is not None)
        self._pricing.setVisible(chosen is not None)
        if chosen is None or (presenter.price is None and not presenter.wrong and turned):
            self.price.line.clear()
        self.price.mark(presenter.wrong)
        lines = presenter.lines
        at = max(self.table.currentIndex().row(), 0)
        with unpainted(self.table):
            self.table.rows.set_rows(lines)
            if lines:
                self.table.selectRow(min(at, len(lines) - 1))
        header = self.table.horizontalHeader().sizeHint().height()
        shown = min(max(len(lines), 1), 5)
        self.table.setFixedHeight(header + shown * max(self.table.rowHeight(0), 44) + 6)
        self._sold.setVisible(bool(lines))
        self._name_toggle()
        self.preview.show_said(presenter.said, presenter.refused)
        if turned and self.isVisible():
            self.focus_first()

    def _name_toggle(self) -> None:
        line: PriceLine | None = self.table.current
        if line is None:
            return
        words = self.words
        back = words("Leave it as it is")
        acts = {
            Mend.MEMBER: words("Give the member the difference"),
            Mend.CUSTOMER: words("Give the customer money back"),
            Mend.STAYS: back,
        }
        self.toggle.say(acts[line.way] if line.mend is Mend.STAYS else back)
        self.toggle.setAccessibleDescription(mends(self.presenter.desk)[line.mend])

    def _toggle(self) -> None:
        line: PriceLine | None = self.table.current
        if line is not None:
            self.presenter.toggle(line)
