"""Which article: a field that finds as one types or scans, and then the one that was chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ess_shop.domain.searching import SearchRow
from ess_shop.domain.shop import Shop
from ui.desktop.presenters.choosing_article import ChoosingArticle
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import EntryField, Field
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.scroll import bring_into_sight
from ui.desktop.widgets.words import card, column, label, row, unpainted


class ArticleChooser(QWidget):
    """Letters, arrows, Enter; `change` is the key that gives a chosen article up."""

    def __init__(self, presenter: ChoosingArticle, shop: Shop, *, title: str, change: str = "F7") -> None:
        super().__init__()
        self.presenter = presenter
        words = self.words = presenter.desk.words
        outer = column(self)
        self.entry = EntryField(title, words("Scan, or type a label or code"))
        self.entry.textEdited.connect(presenter.type)
        self.entry.submitted.connect(self._enter)
        self.entry.moved.connect(presenter.point)
        self.entry.escaped.connect(self._clear)
        self.field = Field(title, self.entry)

        def price(found: SearchRow) -> str:
            return words.money(shop.money(found.price))

        self.table = Table(
            words("Articles that may be meant"),
            Rows(
                [
                    (words("Article"), lambda found: found.label, False),
                    (words("Member"), lambda found: found.member_name or found.member_code, False),
                    (words("Price"), price, True),
                ]
            ),
        )
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.horizontalHeader().hide()
        self.table.clicked.connect(lambda index: presenter.take(presenter.offered[index.row()]))
        self.looking = QWidget()
        inside = column(self.looking)
        inside.addWidget(self.field)
        inside.addWidget(self.table)
        outer.addWidget(self.looking)
        self.card = card("accent")
        line = row(self.card, space=2, margin=1)
        said = column(space=0)
        self._label = label(type="large", wrap=True)
        self._member = label(wrap=True)
        said.addWidget(self._label)
        said.addWidget(self._member)
        line.addLayout(said, 1)
        self.change = Button(words("Change"), presenter.give_up, key=change, role="quiet")
        self.change.setAccessibleName(words("Choose another article"))
        line.addWidget(self.change)
        outer.addWidget(self.card)
        presenter.changed.connect(self.refresh)
        presenter.chose.connect(self._turn)
        self.refresh()

    def focus_first(self) -> None:
        """Where typing begins, while none is chosen."""
        self.entry.setFocus()

    def _enter(self, text: str) -> None:
        self.presenter.desk.notices.pass_on()
        if text.strip():
            self.presenter.enter(text)

    def _clear(self) -> None:
        self.entry.clear()
        self.presenter.type("")

    def _turn(self) -> None:
        self.entry.clear()
        self.refresh()
        if self.presenter.chosen is None and self.isVisible():
            self.entry.setFocus()

    def refresh(self) -> None:
        """What is offered, or what was chosen."""
        presenter, words, chosen = self.presenter, self.words, self.presenter.chosen
        self.looking.setVisible(chosen is None)
        self.card.setVisible(chosen is not None)
        if chosen is not None:
            self._label.setText(chosen.article.label)
            self._member.setText(
                words(
                    "{code}, {member}, {price}",
                    code=chosen.article.code,
                    member=chosen.member,
                    price=chosen.article.price,
                )
            )
            return
        with unpainted(self.table):
            self.table.rows.set_rows(presenter.offered)
            if presenter.offered:
                self.table.selectRow(presenter.pointed)
        self.table.setVisible(bool(presenter.offered))
        self._fit()
        if presenter.offered:
            bring_into_sight(self.table, self.entry)

    def _fit(self) -> None:
        height = sum(max(self.table.rowHeight(place), 44) for place in range(len(self.presenter.offered)))
        self.table.setFixedHeight(height + 2 * self.table.frameWidth() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes other lines."""
        super().resizeEvent(event)
        self._fit()
