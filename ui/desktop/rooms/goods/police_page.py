"""The page of the police register: entries of a period, the one that is pointed at beside them, the paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ess_shop.domain.police import PoliceRow
from ess_shop.domain.police_words import paper_shown, who_left
from ui.desktop import theme
from ui.desktop.presenters.police import ALL, LAST_YEAR, MONTH, THIS_YEAR, PolicePresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import EntryField
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import card, column, label, unpainted


class PolicePage(Page):
    """A list to read, an entry to look at, and its paper."""

    def __init__(self, presenter: PolicePresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Police register"))
        self.presenter = presenter
        words = self.words
        said = words(
            "Second-hand goods that private persons leave are entered here with their deposit. "
            "An entry is never changed or taken out."
        )
        self.entry = EntryField(words("Find an entry"), words("Number, goods, name"))
        self.entry.textEdited.connect(presenter.find)
        self.entry.moved.connect(self._move)
        self.entry.escaped.connect(self._clear)
        about = label(said, wrap=True)
        self.body.addWidget(about)
        about.setHidden(theme.current().large)
        self.body.addWidget(self.entry)
        periods = (
            (THIS_YEAR, words("This year")),
            (MONTH, words("This month")),
            (LAST_YEAR, words("Last year")),
            (ALL, words("All years")),
        )
        self.period = Choices(periods, changed=presenter.choose)
        self.body.addWidget(self.period)
        self._count = label(type="strong")
        self.body.addWidget(self._count)
        columns = (
            (words("No."), lambda row: str(row.number), True),
            (words("Day"), lambda row: words.day(row.day), False),
            (words("What was left"), presenter.goods, False),
        )
        self.table = Table(words("Police register"), Rows(columns), stretch=2)
        self.table.setMinimumHeight(theme.current().px(280))
        self.table.setColumnHidden(1, theme.current().large)
        self.table.pointed.connect(presenter.point)
        self._none = label(words("No entry fits."), "strong", wrap=True)
        halves = Halves(least=560, shares=(3, 2))
        for part in (self.table, self._none):
            halves.first.addWidget(part)
        halves.second.addWidget(self._entry())
        halves.second.addStretch(1)
        self.body.addWidget(halves, 1)
        self.keep.say(words("Make the PDF"))
        self._shown: Sequence[PoliceRow] = ()
        presenter.changed.connect(self._show)

    def _entry(self) -> QWidget:
        self._card = card("raised")
        inside = column(self._card, space=1, margin=2)
        self._title = label(type="large", wrap=True)
        self._goods = label(type="strong", wrap=True)
        self._who, self._paper, self._more = (label(wrap=True) for _part in range(3))
        for part in (self._title, self._goods, self._who, self._paper, self._more):
            inside.addWidget(part)
        self.erase = Button(self.words("Erase the identity paper"), self.presenter.erase, role="danger")
        inside.addWidget(self.erase)
        return self._card

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def save(self) -> None:
        """The register on paper."""
        self.presenter.print_it()

    def _show(self) -> None:
        presenter = self.presenter
        if self._shown is not presenter.rows:
            self._shown = presenter.rows
            with unpainted(self.table):
                self.table.rows.set_rows(self._shown)
        place = next((n for n, row in enumerate(self._shown) if row is presenter.pointed), -1)
        if place >= 0 and self.table.currentIndex().row() != place:
            self.table.selectRow(place)
        self._count.setText(presenter.count)
        for part in (self._count, self.table):
            part.setVisible(bool(self._shown))
        self._none.setVisible(not self._shown)
        self.keep.setEnabled(presenter.printable)
        self._card.setVisible(presenter.pointed is not None)
        if presenter.pointed is not None:
            self._show_entry(presenter.pointed)

    def _show_entry(self, row: PoliceRow) -> None:
        words = self.words
        self._title.setText(
            words("No. {number} of {day}", number=words.number(row.number), day=words.day(row.day))
        )
        self._goods.setText(self.presenter.goods(row))
        self._who.setText(who_left(row.seller, words))
        self._paper.setText(paper_shown(row.seller, words))
        self._paper.setVisible(not row.seller.erased)
        self._more.setText(
            words(
                "{price} apiece, slip {slip}, member {member}",
                price=words.money(row.price),
                slip=row.slip,
                member=row.member,
            )
        )
        self.erase.setVisible(self.presenter.may_erase)

    def _move(self, step: int) -> None:
        count = len(self._shown)
        if count:
            self.table.selectRow(max(0, min(count - 1, self.table.currentIndex().row() + step)))

    def _clear(self) -> None:
        self.entry.clear()
        self.presenter.find("")
