"""Counting: how far one is, the field for scans, what was counted with the keys that change it."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent

from ui.desktop import theme
from ui.desktop.presenters.stocktake_counting import COUNTED, NOT_YET, CountedLine, CountingPresenter
from ui.desktop.rooms.goods.typed_goods import TypedGoodsList
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.progress import ProgressBar
from ui.desktop.widgets.scroll import bring_into_sight
from ui.desktop.widgets.words import column, unpainted

LEAST = 4
"""Lines that are seen however little room there is."""


class StocktakeCount(TypedGoodsList):
    """The focus stays in the field; arrows point at the lines, + and − count them."""

    def __init__(self, presenter: CountingPresenter) -> None:
        words = presenter.desk.words
        super().__init__(
            presenter,
            offered=[
                (words("Article"), lambda row: row.label, False),
                (words("Code"), lambda row: row.code, False),
                (words("Member"), lambda row: row.member, False),
            ],
            name=words("Goods of the stocktake"),
            columns=[
                (words("Pieces"), self._pieces, True),
                (words("Article"), lambda line: line.label, False),
                (words("Code"), lambda line: line.code, False),
                (words("Member"), lambda line: line.member, False),
            ],
        )
        self.presenter = presenter
        outer = column(self, space=1)
        self.progress = ProgressBar(words("How far the count is"))
        outer.addWidget(self.progress)
        for part in (self.entry, self.hint, self.found):
            outer.addWidget(part)
        keys = Flow()
        self.out = Button(
            words("Not counted"), partial(self._tried, presenter.forget), key="Ctrl+Del", role="danger"
        )
        self.number.setAccessibleName(words("As many pieces as are typed are here now"))
        self.out.setAccessibleName(words("Take the count of this article out again"))
        for button in (self.number, self.less, self.more, self.out):
            keys.add(button)
        outer.addWidget(keys)
        self.views = Choices(
            [(COUNTED, words("Counted")), (NOT_YET, words("Not counted yet"))], changed=presenter.show
        )
        outer.addWidget(self.views)
        outer.addWidget(self.table, 1)
        outer.addStretch(0)
        presenter.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """How far one is, what was found, the lines with the pointed one in sight."""
        presenter, words = self.presenter, self.words
        done, whole = presenter.progress
        said = words("{done} of {whole} pieces", done=words.number(done), whole=words.number(whole))
        self.progress.show_progress(done, whole, said)
        self.hint.setText(self._hint())
        self.views.choose(presenter.view)
        self._show_found()
        with unpainted(self.table):
            self.table.rows.set_rows(presenter.lines)
            if presenter.lines:
                self.table.selectRow(presenter.pointed)
                self.table.scrollTo(self.table.rows.index(presenter.pointed, 0))
        some = bool(presenter.lines)
        self.table.setVisible(some)
        for button in (self.number, self.less, self.more, self.out):
            button.setEnabled(some)
        self._fit()
        if presenter.found:
            bring_into_sight(self.found, self.entry)

    def _hint(self) -> str:
        presenter, words = self.presenter, self.words
        if presenter.times:
            return self._pieces_to_come()
        counted, waiting = presenter.articles
        if not counted:
            return words("Scan every piece, one after the other; “3*” before a scan means three of them.")
        return words(
            "{counted}, {waiting}.",
            counted=words.plural("{count} article counted", "{count} articles counted", counted),
            waiting=words.plural("{count} not yet", "{count} not yet", waiting),
        )

    def _pieces(self, line: CountedLine) -> str:
        if line.pieces is None:
            return self.words.number(line.expected)
        said = self.words("{count} of {there}", count=line.pieces, there=line.expected)
        return said if line.steady else f"{said} ⚠"

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large letters leave no room for codes."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.current().px(560)
        self.table.setColumnHidden(2, narrow)
        self.found.setColumnHidden(1, narrow)
        self._fit()

    def _fit(self) -> None:
        self._fit_lines(LEAST, 44)
