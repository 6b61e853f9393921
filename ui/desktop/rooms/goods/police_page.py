"""The page of the police register: entries of a period, the one that is pointed at beside them, the paper."""

from __future__ import annotations

from ess_shop.domain.police import PoliceRow
from ess_shop.domain.police_words import paper_shown, who_left
from ui.desktop import theme
from ui.desktop.presenters.police import ALL, LAST_YEAR, MONTH, THIS_YEAR, PolicePresenter
from ui.desktop.rooms.found_page import FoundPage
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import label


class PolicePage(FoundPage):
    """A list to read, an entry to look at, and its paper."""

    def __init__(self, presenter: PolicePresenter) -> None:
        words = presenter.desk.words
        super().__init__(
            presenter,
            words("Police register"),
            entry=words("Find an entry"),
            hint=words("Number, goods, name"),
            none=words("No entry fits."),
        )
        self.presenter = presenter
        said = words(
            "Second-hand goods that private persons leave are entered here with their deposit. "
            "An entry is never changed or taken out."
        )
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
        self._title = label(type="large", wrap=True)
        self._goods = label(type="strong", wrap=True)
        self._who, self._paper, self._more = (label(wrap=True) for _part in range(3))
        self.erase = Button(words("Erase the identity paper"), presenter.erase, role="danger")
        self._put_on_card(self._title, self._goods, self._who, self._paper, self._more, self.erase)
        table = self._table()
        self._set_out(table, least=560, shares=(3, 2), say=self._show_entry, allow=self._allow_paper)

    def _table(self) -> Table:
        words, presenter = self.words, self.presenter
        columns = (
            (words("No."), lambda row: str(row.number), True),
            (words("Day"), lambda row: words.day(row.day), False),
            (words("What was left"), presenter.goods, False),
        )
        table = Table(words("Police register"), Rows(columns), stretch=2)
        table.setMinimumHeight(theme.current().px(280))
        table.setColumnHidden(1, theme.current().large)
        table.pointed.connect(presenter.point)
        return table

    def _allow_paper(self) -> None:
        self.keep.setEnabled(self.presenter.printable)

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
