"""One field for scans, codes and labels, what they may mean, and lines with the keys that change them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ess_shop.errors import ShopError
from ui.desktop.presenters.typed_goods import TypedGoods
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import EntryField
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import label, unpainted

Columns = Sequence[tuple[str, Callable[[Any], str], bool]]
"""What each column is called, what it says of a row, whether that is a figure."""


class TypedGoodsList(QWidget):
    """Follows its presenter; the focus stays in the entry field, whose arrows point at the lines."""

    def __init__(
        self, presenter: TypedGoods[Any], *, offered: Columns, name: str, columns: Columns, number: str = "F2"
    ) -> None:
        super().__init__()
        self._typed = presenter
        words = self.words = presenter.desk.words
        self.entry = EntryField(
            words("Scan an article, or type a label or code"), words("Scan, or type a label or code")
        )
        self.hint = label(type="small", wrap=True)
        self.found = Table(words("Goods that may be meant"), Rows(list(offered)))
        self.found.horizontalHeader().hide()
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table = Table(name, Rows(list(columns)), stretch=1)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.number = Button(words("So many"), self._set_quantity, key=number)
        self.less = Button("−", partial(self._tried, partial(presenter.step, -1)), hint="-")
        self.more = Button("+", partial(self._tried, partial(presenter.step, 1)), hint="+")
        self.less.setAccessibleName(words("One piece less"))
        self.more.setAccessibleName(words("One piece more"))
        self.entry.textEdited.connect(presenter.type)
        self.entry.submitted.connect(self._enter)
        self.entry.moved.connect(presenter.point)
        self.entry.stepped.connect(lambda by: self._tried(partial(presenter.step, by)))
        self.entry.escaped.connect(self._clear)
        self.found.clicked.connect(lambda index: self._take(index.row()))
        self.table.clicked.connect(lambda index: presenter.point_at(index.row()))

    # What is shown

    def focus_first(self) -> None:
        """Where typing begins."""
        self.entry.setFocus()

    def _show_found(self) -> None:
        presenter = self._typed
        with unpainted(self.found):
            self.found.rows.set_rows(presenter.found)
            self.found.setVisible(bool(presenter.found))
            if presenter.found:
                self.found.selectRow(presenter.marked)

    def _pieces_to_come(self) -> str:
        """How many pieces were typed before a scan, "" for none."""
        times = self._typed.times
        if not times:
            return ""
        return self.words.plural("{count} piece of what comes now", "{count} pieces of what comes now", times)

    def _fit_lines(self, least: int, height: int) -> None:
        """At least so many lines of that height are seen; what is offered is seen whole."""
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setMinimumHeight(header + least * height + 6)
        offered = sum(max(self.found.rowHeight(place), 44) for place in range(len(self._typed.found)))
        self.found.setFixedHeight(offered + 2 * self.found.frameWidth() + 2)

    # What is done

    def scanned(self, code: str) -> None:
        """A scan is a piece of that article."""
        self._tried(partial(self._typed.scanned, code))
        self.entry.clear()

    def _enter(self, text: str) -> None:
        if self._tried(partial(self._typed.enter, text)):
            self.entry.clear()
        else:
            self.entry.selectAll()

    def _take(self, place: int) -> None:
        if self._tried(partial(self._typed.take, self._typed.found[place])):
            self._clear()

    def _set_quantity(self) -> None:
        if self._tried(partial(self._typed.set_quantity, self.entry.text())):
            self._clear()

    def _clear(self) -> None:
        self.entry.clear()
        self._typed.times = 0
        self._typed.type("")

    def _tried(self, act: Callable[[], object]) -> bool:
        desk = self._typed.desk
        desk.notices.pass_on()
        try:
            act()
        except ShopError as wrong:
            desk.tell(wrong)
            return False
        return True
