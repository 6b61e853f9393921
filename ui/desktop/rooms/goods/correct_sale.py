"""Sold as the wrong article: ticket, line, how many, what it really was, and what changes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ess_shop.domain.shop import Shop
from ui.desktop import theme
from ui.desktop.presenters.correcting_sale import WrongArticlePresenter, when_said
from ui.desktop.rooms.goods.article_chooser import ArticleChooser
from ui.desktop.rooms.goods.preview_card import PreviewCard
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import EntryField, Field, TextField
from ui.desktop.widgets.form import LONG, Form
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import card, column, label, row, unpainted


class CorrectSale(QWidget):
    """Each step appears when the one before it is done."""

    def __init__(self, presenter: WrongArticlePresenter, shop: Shop) -> None:
        super().__init__()
        self.presenter = presenter
        words = self.words = presenter.desk.words
        outer = column(self, space=2)
        self._finding = QWidget()
        finding = column(self._finding)
        self.entry = EntryField(words("Find a ticket"), words("Number, time, amount, article"))
        self.entry.textEdited.connect(presenter.find)
        self.entry.submitted.connect(self._enter)
        self.entry.moved.connect(self._move)
        self.entry.escaped.connect(self._clear)
        finding.addWidget(Field(words("On which ticket was it sold?"), self.entry))
        self.tickets = Table(
            words("Tickets"),
            Rows(
                [
                    (words("Ticket"), lambda ticket: ticket.number, False),
                    (words("When"), partial(when_said, presenter.desk), False),
                    (words("What"), lambda ticket: ", ".join(ticket.labels), False),
                    (words("Total"), lambda ticket: words.money(ticket.total), True),
                ]
            ),
            stretch=1 if theme.current().large else 2,
        )
        self.tickets.setColumnHidden(2, theme.current().large)
        self.tickets.setMinimumHeight(theme.current().px(220))
        self.tickets.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tickets.clicked.connect(lambda index: presenter.open(presenter.tickets[index.row()]))
        self._none = label(
            words("No ticket fits: try its number, its time or its amount."), "strong", wrap=True
        )
        finding.addWidget(self.tickets, 1)
        finding.addWidget(self._none)
        outer.addWidget(self._finding, 1)
        outer.addWidget(self._opened())
        self.right = ArticleChooser(presenter.choosing, shop, title=words("What was it really?"))
        outer.addWidget(self.right)
        self.note = TextField(words("Remark for both members, if any"), changed=presenter.say)
        self._noting = Form()
        self._noting.add(self.note, LONG)
        self.preview = PreviewCard(words("What changes"))
        outer.addWidget(self.preview)
        outer.addWidget(self._noting)
        outer.addStretch(0)
        presenter.changed.connect(self.refresh)
        self.refresh()

    def _opened(self) -> QWidget:
        words, presenter = self.words, self.presenter
        self._ticket = card("accent")
        inside = column(self._ticket, space=1, margin=1)
        head = row(space=2)
        self._number = label(type="large", wrap=True)
        head.addWidget(self._number, 1)
        change = Button(words("Change"), presenter.close_ticket, key="F6", role="quiet")
        change.setAccessibleName(words("Choose another ticket"))
        head.addWidget(change)
        inside.addLayout(head)
        self._pick = label(words("Which line was wrong?"), "strong", wrap=True)
        inside.addWidget(self._pick)
        self.lines = Table(
            words("Lines of the ticket"),
            Rows(
                [
                    (words("Pieces"), lambda line: words.number(line.left), True),
                    (words("Article"), lambda line: line.label, False),
                    (words("Member"), lambda line: line.member, False),
                    (words("Total"), lambda line: words.money(line.total), True),
                ]
            ),
            stretch=1,
        )
        self.lines.horizontalHeader().hide()
        self.lines.setColumnHidden(2, theme.current().large)
        self.lines.chosen.connect(presenter.choose)
        self.lines.clicked.connect(lambda index: presenter.choose(presenter.lines[index.row()]))
        inside.addWidget(self.lines)
        self._many = QWidget()
        pieces = row(self._many, space=1)
        self._pieces = label(wrap=True)
        pieces.addWidget(self._pieces)
        self.less = Button("−", partial(self._step, -1), key="Ctrl+-")
        self.more = Button("+", partial(self._step, 1), key="Ctrl++")
        self.less.setAccessibleName(words("One piece less"))
        self.more.setAccessibleName(words("One piece more"))
        pieces.addWidget(self.less)
        pieces.addWidget(self.more)
        pieces.addStretch(1)
        inside.addWidget(self._many)
        return self._ticket

    def focus_first(self) -> None:
        """Where this step is done."""
        presenter = self.presenter
        if presenter.ticket is None:
            self.entry.setFocus()
        elif presenter.line is None:
            self.lines.setFocus()
        else:
            self.right.focus_first()

    def refresh(self) -> None:
        """Every step as far as one is."""
        presenter, words = self.presenter, self.words
        ticket, line = presenter.ticket, presenter.line
        before = self._finding.isHidden(), self.right.isHidden()
        self._finding.setVisible(ticket is None)
        self._ticket.setVisible(ticket is not None)
        if ticket is None:
            self._show_tickets()
        else:
            self._number.setText(
                words(
                    "Ticket {number}, {when}, {total}",
                    number=ticket.number,
                    when=when_said(presenter.desk, ticket),
                    total=ticket.total,
                )
            )
            self._show_lines()
        self._many.setVisible(line is not None and line.left > 1)
        if line is not None:
            self._pieces.setText(words("{count} of {there}", count=presenter.quantity, there=line.left))
            self.less.setEnabled(presenter.quantity > 1)
            self.more.setEnabled(presenter.quantity < line.left)
        self.right.setVisible(line is not None)
        known = line is not None and presenter.choosing.chosen is not None
        self._noting.setVisible(known)
        if self.note.value != presenter.note.strip():
            self.note.line.setText(presenter.note)
        self.preview.show_said(presenter.said if known else (), presenter.refused if known else "")
        if before != (self._finding.isHidden(), self.right.isHidden()) and self.isVisible():
            self.focus_first()

    def _show_tickets(self) -> None:
        rows = self.presenter.tickets
        at = max(self.tickets.currentIndex().row(), 0)
        with unpainted(self.tickets):
            self.tickets.rows.set_rows(rows)
            if rows:
                self.tickets.selectRow(min(at, len(rows) - 1))
        self.tickets.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _show_lines(self) -> None:
        presenter, words = self.presenter, self.words
        with unpainted(self.lines):
            self.lines.rows.set_rows(presenter.lines)
            if presenter.line is not None:
                self.lines.selectRow(list(presenter.lines).index(presenter.line))
        height = sum(max(self.lines.rowHeight(place), 44) for place in range(len(presenter.lines)))
        self.lines.setFixedHeight(height + 2 * self.lines.frameWidth() + 2)
        line = presenter.line
        self.lines.setVisible(bool(presenter.lines) and line is None)
        if line is not None:
            self._pick.setText(
                words(
                    "{quantity} × “{label}” of {member}",
                    quantity=presenter.quantity,
                    label=line.label,
                    member=line.member,
                )
            )
        elif presenter.lines:
            self._pick.setText(words("Which line was wrong?"))
        else:
            none = words("Everything on this ticket came back already, or was put right before.")
            self._pick.setText(none)

    def _enter(self, _text: str) -> None:
        ticket = self.tickets.current
        if ticket is not None and self.presenter.tickets:
            self.presenter.open(ticket)

    def _move(self, step: int) -> None:
        count = len(self.presenter.tickets)
        if count:
            self.tickets.selectRow(max(0, min(count - 1, self.tickets.currentIndex().row() + step)))

    def _clear(self) -> None:
        self.entry.clear()
        self.presenter.find("")

    def _step(self, by: int) -> None:
        self.presenter.set_quantity(self.presenter.quantity + by)
