"""Counting: how far one is, the field for scans, what was counted with the keys that change it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ess_shop.errors import ShopError
from ui.desktop import theme
from ui.desktop.presenters.stocktake_counting import COUNTED, NOT_YET, CountedLine, CountingPresenter
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import EntryField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.progress import ProgressBar
from ui.desktop.widgets.scroll import bring_into_sight
from ui.desktop.widgets.words import column, label, unpainted

LEAST = 4
"""Lines that are seen however little room there is."""


class StocktakeCount(QWidget):
    """The focus stays in the field; arrows point at the lines, + and − count them."""

    def __init__(self, presenter: CountingPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        words = self.words = presenter.desk.words
        outer = column(self, space=1)
        self.progress = ProgressBar(words("How far the count is"))
        outer.addWidget(self.progress)
        self.entry = EntryField(
            words("Scan an article, or type a label or code"), words("Scan, or type a label or code")
        )
        self.hint = label(type="small", wrap=True)
        self.found = Table(
            words("Goods that may be meant"),
            Rows(
                [
                    (words("Article"), lambda row: row.label, False),
                    (words("Code"), lambda row: row.code, False),
                    (words("Member"), lambda row: row.member, False),
                ]
            ),
        )
        self.found.horizontalHeader().hide()
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for part in (self.entry, self.hint, self.found):
            outer.addWidget(part)
        keys = Flow()
        self.number = Button(words("So many"), self._set_quantity, key="F2")
        self.less = Button("−", partial(self._tried, partial(presenter.step, -1)), hint="-")
        self.more = Button("+", partial(self._tried, partial(presenter.step, 1)), hint="+")
        self.out = Button(
            words("Not counted"), partial(self._tried, presenter.forget), key="Ctrl+Del", role="danger"
        )
        self.less.setAccessibleName(words("One piece less"))
        self.more.setAccessibleName(words("One piece more"))
        self.number.setAccessibleName(words("As many pieces as are typed are here now"))
        self.out.setAccessibleName(words("Take the count of this article out again"))
        for button in (self.number, self.less, self.more, self.out):
            keys.add(button)
        outer.addWidget(keys)
        self.views = Choices(
            [(COUNTED, words("Counted")), (NOT_YET, words("Not counted yet"))], changed=presenter.show
        )
        outer.addWidget(self.views)
        self.table = Table(
            words("Goods of the stocktake"),
            Rows(
                [
                    (words("Pieces"), self._pieces, True),
                    (words("Article"), lambda line: line.label, False),
                    (words("Code"), lambda line: line.code, False),
                    (words("Member"), lambda line: line.member, False),
                ]
            ),
            stretch=1,
        )
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(self.table, 1)
        outer.addStretch(0)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        entry, presenter = self.entry, self.presenter
        entry.textEdited.connect(presenter.type)
        entry.submitted.connect(self._enter)
        entry.moved.connect(presenter.point)
        entry.stepped.connect(lambda by: self._tried(partial(presenter.step, by)))
        entry.escaped.connect(self._clear)
        self.found.clicked.connect(lambda index: self._take(index.row()))
        self.table.clicked.connect(lambda index: self._point(index.row()))
        presenter.changed.connect(self.refresh)

    def focus_first(self) -> None:
        """Where typing begins."""
        self.entry.setFocus()

    def refresh(self) -> None:
        """How far one is, what was found, the lines with the pointed one in sight."""
        presenter, words = self.presenter, self.words
        done, whole = presenter.progress
        said = words("{done} of {whole} pieces", done=words.number(done), whole=words.number(whole))
        self.progress.show_progress(done, whole, said)
        self.hint.setText(self._hint())
        self.views.choose(presenter.view)
        with unpainted(self.found):
            self.found.rows.set_rows(presenter.found)
            self.found.setVisible(bool(presenter.found))
            if presenter.found:
                self.found.selectRow(presenter.marked)
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
            return words.plural(
                "{count} piece of what comes now", "{count} pieces of what comes now", presenter.times
            )
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
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setMinimumHeight(header + LEAST * 44 + 6)
        height = sum(max(self.found.rowHeight(place), 44) for place in range(len(self.presenter.found)))
        self.found.setFixedHeight(height + 2 * self.found.frameWidth() + 2)

    # What is done

    def scanned(self, code: str) -> None:
        """A scan is one more piece."""
        self._tried(partial(self.presenter.enter, code))
        self.entry.clear()

    def _point(self, place: int) -> None:
        self.presenter.point(place - self.presenter.pointed)

    def _enter(self, text: str) -> None:
        if self._tried(partial(self.presenter.enter, text)):
            self.entry.clear()
        else:
            self.entry.selectAll()

    def _take(self, place: int) -> None:
        if self._tried(partial(self.presenter.take, self.presenter.found[place])):
            self.entry.clear()

    def _set_quantity(self) -> None:
        if self._tried(partial(self.presenter.set_quantity, self.entry.text())):
            self._clear()

    def _clear(self) -> None:
        self.entry.clear()
        self.presenter.times = 0
        self.presenter.type("")

    def _tried(self, act: Callable[[], object]) -> bool:
        self.presenter.desk.notices.pass_on()
        try:
            act()
        except ShopError as wrong:
            self.presenter.desk.tell(wrong)
            return False
        return True
