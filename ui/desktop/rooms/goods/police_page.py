"""The page of the police register: who left which second-hand goods, by number."""

from __future__ import annotations

from ess_shop.reading_police import PoliceRow
from ui.desktop import theme
from ui.desktop.presenters.police import ALL, LAST_YEAR, THIS_YEAR, PolicePresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import label


class PolicePage(Page):
    """A list to read, and its paper."""

    def __init__(self, presenter: PolicePresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Police register"))
        self.presenter = presenter
        words = self.words
        said = words(
            "Second-hand goods that private persons leave are entered here with their deposit. "
            "An entry is never changed or taken out."
        )
        self.body.addWidget(label(said, wrap=True))
        self.period = Choices(
            [(THIS_YEAR, words("This year")), (LAST_YEAR, words("Last year")), (ALL, words("All years"))],
            changed=presenter.choose,
        )
        self.body.addWidget(self.period)
        self.table = Table(
            words("Police register"),
            Rows(
                [
                    (words("Number"), lambda row: str(row.number), True),
                    (words("Day"), lambda row: words.day(row.day), False),
                    (words("Goods"), lambda row: f"{row.quantity} × {row.description}", False),
                    (words("Who"), lambda row: row.seller.name or words("erased"), False),
                    (words("Slip"), self._slip, False),
                    (words("Price"), lambda row: words.money(row.price), True),
                ]
            ),
            stretch=2,
        )
        self.table.setMinimumHeight(theme.current().px(280))
        for place in (4, 5):
            self.table.setColumnHidden(place, theme.current().large)
        self.body.addWidget(self.table, 1)
        self._none = label(words("There is no entry in this period."), "strong", wrap=True)
        self.body.addWidget(self._none)
        self.body.addStretch(1)
        self.keep.say(words("Make the PDF"))
        presenter.changed.connect(self._show)

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def _slip(self, row: PoliceRow) -> str:
        if not row.reversed_by:
            return row.slip
        return self.words("{slip}, taken back by {other}", slip=row.slip, other=row.reversed_by)

    def _show(self) -> None:
        rows = list(self.presenter.rows)
        self.table.rows.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self.keep.setEnabled(bool(rows))

    def save(self) -> None:
        """The register on paper."""
        self.presenter.print_it()
