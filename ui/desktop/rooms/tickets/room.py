"""The room of the tickets: a list of what was sold, and the paper of the one that is pointed at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ess_shop.errors import ShopError
from ess_shop.reading import SaleRow
from ui.desktop import theme
from ui.desktop.presenters.tickets import ANY, TODAY, YESTERDAY, TicketsPresenter
from ui.desktop.rooms.room import Room
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import EntryField
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.paper import FittedPaper
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import card, column, emptied, label, row, unpainted

LOOK_AT_PRINTER = 2_000
"""How often the papers that wait are looked at, in ms."""


class TicketsRoom(Room):
    """See `ui.desktop.presenters.tickets`."""

    name = "tickets"

    def __init__(self, presenter: TicketsPresenter) -> None:
        super().__init__(presenter.desk)
        self._presenter = presenter
        words = self.desk.words
        outer = column(self, space=1, margin=2)
        halves = row(space=2)
        halves.addLayout(self._finding(), 6)
        halves.addWidget(self._seeing(), 5)
        outer.addLayout(halves, 1)
        self._strip = card("warm")
        self._strip.setAccessibleName(words("What waits for the printer"))
        self._strip_in = column(self._strip, space=1, margin=1)
        outer.addWidget(self._strip)
        self._waiting: tuple[str, ...] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_AT_PRINTER)
        self._timer.timeout.connect(self._show_waiting)
        presenter.found.connect(self._show_rows)
        presenter.changed.connect(self.refresh)
        self.refresh()

    def _finding(self) -> QVBoxLayout:
        words, presenter = self.desk.words, self._presenter
        left = column(space=1)
        self.entry = EntryField(words("Find a ticket"), words("Number, time, amount, article"))
        self.entry.textEdited.connect(presenter.find)
        self.entry.submitted.connect(presenter.find)
        self.entry.moved.connect(self._move)
        self.entry.escaped.connect(self._clear)
        left.addWidget(self.entry)
        days = [(ANY, words("Any day")), (TODAY, words("Today")), (YESTERDAY, words("Yesterday"))]
        self.days = Choices(days)
        self.days._group.idClicked.connect(lambda _id: presenter.choose_day(self.days.value))
        left.addWidget(self.days)
        self.table = Table(
            words("Tickets"),
            Rows(
                [
                    (words("Ticket"), lambda sale: sale.number, False),
                    (words("When"), self._when, False),
                    (words("What"), lambda sale: ", ".join(sale.labels), False),
                    (words("Total"), lambda sale: words.money(sale.total), True),
                ]
            ),
            stretch=1 if theme.current().large else 2,
        )
        self.table.setColumnHidden(2, theme.current().large)
        self.table.pointed.connect(presenter.point)
        left.addWidget(self.table, 1)
        self._none = label(
            words("No ticket fits: try its number, its time or its amount."), "strong", wrap=True
        )
        left.addWidget(self._none)
        return left

    def _seeing(self) -> QWidget:
        words, presenter = self.desk.words, self._presenter
        frame = card("raised")
        right = column(frame, space=1, margin=2)
        self._title = label(type="large")
        right.addWidget(self._title)
        inside = QWidget()
        sheet = column(inside)
        self.paper = FittedPaper(words("The ticket on paper"))
        sheet.addWidget(self.paper)
        sheet.addStretch(1)
        right.addWidget(scrolling(inside), 1)
        foot = row(space=1)
        self.back = Button(words("Take back from it"), self._take_back, key="F7")
        self.again = Button("", self._duplicate, key="F9", role="primary")
        self.again.say(words("Print a duplicate") if presenter.prints else words("Show a duplicate"))
        for button in (self.back, self.again):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            foot.addWidget(button)
        right.addLayout(foot)
        return frame

    def _when(self, sale: SaleRow) -> str:
        clock = sale.at[11:16]
        if sale.day == self.desk.clock().date():
            return clock
        day = self.desk.words.day(sale.day)
        return day if theme.current().large else f"{day} {clock}"

    # What is shown

    def _show_rows(self) -> None:
        presenter = self._presenter
        names = [ANY, TODAY, YESTERDAY]
        self.days._group.button(names.index(presenter.day)).setChecked(True)
        if self.entry.text() != presenter.text:
            self.entry.setText(presenter.text)
        chosen = presenter.ticket
        rows = list(presenter.rows)
        with unpainted(self.table):
            self.table.rows.set_rows(rows)
        place = next((n for n, each in enumerate(rows) if chosen and each.number == chosen.number), 0)
        if rows:
            self.table.selectRow(place)
        self._none.setVisible(not rows)
        self.table.setVisible(bool(rows))

    def refresh(self) -> None:
        """The ticket on the right, and what waits."""
        presenter, words = self._presenter, self.desk.words
        ticket = presenter.ticket
        self._title.setText(words("Ticket {number}", number=ticket.number) if ticket else "")
        said = words("Ticket {number}, {total}", number=ticket.number, total=ticket.total) if ticket else ""
        self.paper.show_png(presenter.picture, said)
        for button in (self.back, self.again):
            button.setEnabled(ticket is not None and not presenter.busy)
        self._show_waiting()

    def _show_waiting(self) -> None:
        words, presenter = self.desk.words, self._presenter
        waiting = presenter.waiting
        now = tuple(job.id for job in waiting)
        if now == self._waiting:
            return
        self._waiting = now
        emptied(self._strip_in)
        self._strip.setVisible(bool(waiting))
        head = row(space=1)
        said = words.plural(
            "{count} paper waits for the printer", "{count} papers wait for the printer", len(now)
        )
        head.addWidget(label(said, "strong"), 1)
        if waiting:
            head.addWidget(Button(words("Try again"), presenter.retry))
        self._strip_in.addLayout(head)
        for job in waiting[:3]:
            line = row(space=1)
            line.addWidget(label(job.title), 1)
            cancel = Button(words("Do not print"), partial(presenter.cancel, job), role="quiet")
            cancel.setAccessibleName(words("Do not print {title}", title=job.title))
            line.addWidget(cancel)
            self._strip_in.addLayout(line)

    # What is done

    def entered(self) -> None:
        """Show the latest, ready to find."""
        self._presenter.look()
        self._timer.start()
        self._show_waiting()
        self.entry.setFocus()
        self.entry.selectAll()

    def left(self) -> None:
        """Nothing is looked at any longer."""
        self._timer.stop()

    def scanned(self, code: str) -> None:
        """A ticket's barcode finds it; goods ring nothing up."""
        if not self._presenter.scan(code):
            super().scanned(code)

    def _move(self, step: int) -> None:
        count = len(self._presenter.rows)
        if count:
            self.table.selectRow(max(0, min(count - 1, self.table.currentIndex().row() + step)))

    def _clear(self) -> None:
        self.entry.clear()
        self._presenter.find("")

    def _duplicate(self) -> None:
        self._try(self._presenter.duplicate)
        self.refresh()

    def _take_back(self) -> None:
        self._try(self._presenter.take_back)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except ShopError as wrong:
            self.desk.tell(wrong)
