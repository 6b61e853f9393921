"""The fields of one article that comes in: Enter goes from label to price to number, and puts it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QWidget

from ess_shop.domain.money import Rate
from ess_shop.errors import ShopError
from ui.desktop.presenters.deposit_article import FIELDS, ArticleSheet, DepositArticle, Typed
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.form import LONG, MEDIUM, Form
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.keys import tab_through
from ui.desktop.widgets.pictures import picture
from ui.desktop.widgets.tick import Tick
from ui.desktop.widgets.words import column, emptied, label, row

PICTURE = 56
OFFERED = 6
"""Categories that are offered for a touch."""


class ArticleFields(QFrame):
    """Shows what the presenter opened; `put` gets what was typed, `pick` is called for a picture."""

    grew = Signal()
    """The fields took another height, as when one says what is wrong: the focus may be out of sight."""

    def __init__(
        self, presenter: DepositArticle, put: Callable[[Typed], object], pick: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setProperty("card", "raised")
        self.presenter, self._put = presenter, put
        self.words = words = presenter.desk.words
        self._shown: ArticleSheet | None = None
        self._rates: tuple[Rate, ...] = ()
        inside = column(self, space=2, margin=2)
        head = row(space=2)
        self._picture = label()
        self._title = label(type="large", wrap=True)
        head.addWidget(self._picture)
        head.addWidget(self._title, 1)
        inside.addLayout(head)
        self._barcodes = label(type="small", wrap=True)
        inside.addWidget(self._barcodes)
        self.label = TextField(words("What is it? (on the tag)"))
        self.price = TextField(words("Price"), hint=words("1250 or 12,50"), digits=True)
        self.net = TextField(words("Net price of the member"), digits=True)
        self.quantity = TextField(words("Number of pieces"), digits=True)
        self.category = TextField(words("Category"))
        self.maker = TextField(words("Maker"))
        self.description = TextField(words("Description"))
        self.floor = TextField(words("Lowest price, if it is marked down"), digits=True)
        self.fields = {
            "label": self.label,
            "price": self.price,
            "net": self.net,
            "quantity": self.quantity,
            "category": self.category,
            "maker": self.maker,
            "description": self.description,
            "floor": self.floor,
        }
        self._first = Halves(least=620, shares=(3, 4))
        self._first.first.addWidget(self.label)
        beside = row(space=2)
        for field in (self.price, self.net, self.quantity):
            beside.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self._first.first.addStretch(1)
        self._first.second.addLayout(beside)
        self._first.second.addStretch(1)
        self.advice = label(wrap=True, tone="accent")
        self._more = QWidget()
        more = column(self._more, space=2)
        self._vat_place = column()
        self.vat = Choices([("0", "")])
        self._vat_place.addWidget(self.vat)
        self._category_keys = Flow()
        more.addLayout(self._vat_place)
        kind, second = column(space=1), Form()
        category = Form()
        category.add(self.category, MEDIUM)
        kind.addWidget(category)
        kind.addWidget(self._category_keys)
        second.add(self.maker, MEDIUM)
        second.add(self.floor, MEDIUM)
        second.add(self.description, LONG)
        more.addLayout(kind)
        more.addWidget(second)
        marks = Flow()
        self.second_hand = Tick(words("Second-hand"))
        self.unique = Tick(words("One of a kind"))
        self.paint = Button(words("Picture"), pick, key="F8")
        for each in (self.second_hand, self.unique, self.paint):
            marks.add(each)
        more.addWidget(marks)
        foot = row(space=1)
        self.cancel = Button(words("Cancel"), presenter.close, key="Esc", role="quiet")
        self.done = Button(words("Put in"), self.put_in, key="F3", role="primary")
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.done)
        inside.addWidget(self._first)
        inside.addWidget(self.advice)
        inside.addWidget(self._more)
        inside.addLayout(foot)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.line.returnPressed.connect(partial(self._enter, name))
            field.line.textEdited.connect(lambda _text, changed=field: changed.mark(""))
        for field in (self.label, self.category):
            field.line.textChanged.connect(lambda _text: self._advise())
        self.presenter.changed.connect(self.show_sheet)

    # What is shown

    def show_sheet(self) -> None:
        """The fields as they were opened, or what came to them since."""
        sheet, before = self.presenter.sheet, self._shown
        self._shown = sheet
        self.setVisible(sheet is not None)
        if sheet is None:
            return
        if before is None or (before.article_id, before.place) != (sheet.article_id, sheet.place):
            self._fill(sheet)
        words, known = self.words, sheet.known
        self.net.setVisible(self.presenter.asks_net)
        self.floor.setVisible(self.presenter.marked_down)
        self._barcodes.setText(words("Barcode {codes}", codes=", ".join(sheet.barcodes)))
        self._barcodes.setVisible(bool(sheet.barcodes) and known is None)
        self._picture.setVisible(bool(sheet.picture))
        if sheet.picture:
            self._picture.setPixmap(picture(sheet.picture, PICTURE, ""))

    def _fill(self, sheet: ArticleSheet) -> None:
        words, typed, known = self.words, sheet.typed, sheet.known
        new = words("New article") if sheet.place is None else typed.label
        self._title.setText(new if known is None else f"{known.code} · {known.label}")
        for name, field in self.fields.items():
            field.line.setText(getattr(typed, name))
            field.mark("")
        self.label.setVisible(known is None)
        self._more.setVisible(known is None)
        self.second_hand.setChecked(typed.second_hand)
        self.unique.setChecked(typed.unique)
        self._offer_rates(typed.vat)
        self._offer_categories(self.presenter.categories)
        self._advise()
        first = self.price if typed.label else self.label
        if sheet.place is not None:
            first = self.quantity
        first.line.setFocus()
        first.line.selectAll()

    def _offer_rates(self, chosen: Rate) -> None:
        words, rates = self.words, self.presenter.rates
        if rates != self._rates:
            emptied(self._vat_place)
            self._rates = rates
            self.vat = Choices([(str(rate.millionths), words.percent(rate)) for rate in rates])
            self._vat_place.addWidget(Field(words("VAT"), self.vat))
            self._order()
        self.vat.choose(str(chosen.millionths))

    def _offer_categories(self, categories: Sequence[str]) -> None:
        self._category_keys.clear()
        for category in categories[:OFFERED]:
            button = Button(category, partial(self._take_category, category), role="quiet")
            button.setFocusPolicy(
                Qt.FocusPolicy.NoFocus
            )  # typed letters are completed: Tab need not pass here
            self._category_keys.add(button)
        self._category_keys.setVisible(bool(categories))
        completer = QCompleter(list(categories), self.category.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.category.line.setCompleter(completer)

    def _order(self) -> None:
        """Tab goes as Enter does, and then on to what is usual already."""
        lines: list[QWidget] = [
            self.label.line,
            self.price.line,
            self.net.line,
            self.quantity.line,
            *self.vat.findChildren(Button),
            self.category.line,
            self.maker.line,
            self.description.line,
            self.floor.line,
            self.second_hand,
            self.unique,
            self.paint,
            self.cancel,
            self.done,
        ]
        tab_through(lines)

    def _advise(self) -> None:
        known = self._shown.known if self._shown is not None else None
        if known is not None:
            said = self.presenter.without_net(known)
        else:
            said = "" if self._shown is None else self.presenter.advise(self.label.value, self.category.value)
        self.advice.setText(said)
        self.advice.setVisible(bool(said))

    def _take_category(self, category: str) -> None:
        self.category.line.setText(category)
        self.category.mark("")

    # What is done

    def _enter(self, name: str) -> None:
        """Enter goes on to what is asked of every article; the last one puts it in."""
        asked: list[QLineEdit] = [
            field.line for field in (self.label, self.price, self.net, self.quantity) if not field.isHidden()
        ]
        line = self.fields[name].line
        if line in asked and line is not asked[-1]:
            following = asked[asked.index(line) + 1]
            following.setFocus()
            following.selectAll()
        else:
            self.put_in()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What has the focus stays in sight."""
        super().resizeEvent(event)
        self.grew.emit()

    def typed(self) -> Typed:
        """What stands in the fields."""
        return Typed(
            **{name: field.value for name, field in self.fields.items()},
            vat=next(rate for rate in self._rates if str(rate.millionths) == self.vat.value),
            second_hand=self.second_hand.isChecked(),
            unique=self.unique.isChecked(),
        )

    def put_in(self) -> None:
        """Make a line of it; what is refused is said at its field."""
        try:
            self._put(self.typed())
        except ShopError as wrong:
            field = self.fields.get(FIELDS.get(wrong.code, ""))
            if field is None or field.isHidden():
                self.presenter.desk.tell(wrong)
            else:
                field.mark(self.words.error(wrong))
                field.line.setFocus()
                field.line.selectAll()
