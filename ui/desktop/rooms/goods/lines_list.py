"""One field for scans, codes and labels, and under it the lines of a slip with the keys that change them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ess_shop.errors import ShopError
from ui.desktop import theme
from ui.desktop.presenters.slip_lines import Place, SlipLines, Taken
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import EntryField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import column, label, unpainted

LEAST = 3
"""Lines that are seen however little room there is."""


class LinesList(QWidget):
    """Follows its presenter; the focus stays in the entry field, whose arrows point at the lines."""

    def __init__(self, lines: SlipLines, *, name: str, every: str = "F7", number: str = "F2") -> None:
        super().__init__()
        self.lines = lines
        words = self.words = lines.desk.words
        outer = column(self, space=1)
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
                    (words("Here"), lambda row: words.number(lines.there(row)), True),
                    (words("Price"), lambda row: words.money(row.price), True),
                ]
            ),
        )
        self.found.horizontalHeader().hide()
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table = Table(
            name,
            Rows(
                [
                    (words("Pieces"), self._pieces, True),
                    (words("Article"), lambda line: line.goods.label, False),
                    (words("Code"), lambda line: line.goods.code, False),
                    (words("Price"), lambda line: words.money(line.goods.price), True),
                    (words("Together"), lambda line: words.money(line.worth), True),
                ]
            ),
            stretch=1,
        )
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keys = Flow()
        self.every = Button(words("All of it"), lines.take_all, key=every)
        self.number = Button(words("So many"), self._set_quantity, key=number)
        self.less = Button("−", partial(self._tried, partial(lines.step, -1)), hint="-")
        self.more = Button("+", partial(self._tried, partial(lines.step, 1)), hint="+")
        self.out = Button(words("Take out"), lines.remove, key="Ctrl+Del", hint="Del", role="danger")
        self.less.setAccessibleName(words("One piece less"))
        self.more.setAccessibleName(words("One piece more"))
        self.number.setAccessibleName(words("As many pieces as are typed; nothing typed means all"))
        for button in (self.every, self.number, self.less, self.more, self.out):
            keys.add(button)
        for part in (self.entry, self.hint, self.found, keys):
            outer.addWidget(part)
        outer.addWidget(self.table, 1)
        self._shown: tuple[Taken, ...] | None = None
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        entry, lines = self.entry, self.lines
        entry.textEdited.connect(lines.type)
        entry.submitted.connect(self._enter)
        entry.moved.connect(lines.point)
        entry.stepped.connect(lambda by: self._tried(partial(lines.step, by)))
        entry.erased.connect(lines.remove)
        entry.escaped.connect(self._clear)
        self.found.clicked.connect(lambda index: self._take(index.row()))
        self.table.clicked.connect(lambda index: self._point(index.row()))
        lines.changed.connect(self.refresh)

    # What is shown

    def focus_first(self) -> None:
        """Where typing begins."""
        self.entry.setFocus()

    def refresh(self) -> None:
        """What was found, and the lines as they are, the pointed one in sight."""
        lines, words = self.lines, self.words
        self.hint.setText(self._hint())
        self.every.setEnabled(bool(lines.goods))
        with unpainted(self.found):
            self.found.rows.set_rows(lines.found)
            self.found.setVisible(bool(lines.found))
            if lines.found:
                self.found.selectRow(lines.marked)
        if self._shown != lines.lines:
            self._shown = lines.lines
            with unpainted(self.table):
                self.table.rows.set_rows(lines.lines)
        some = bool(lines.lines) and not lines.found
        self.table.setVisible(some)
        for button in (self.number, self.less, self.more, self.out):
            button.setEnabled(bool(lines.lines))
        if 0 <= lines.pointed < len(lines.lines):
            self.table.selectRow(lines.pointed)
            self.table.scrollTo(self.table.rows.index(lines.pointed, 0))
        self.table.setAccessibleDescription(
            words.plural("{count} piece", "{count} pieces", lines.pieces) if some else ""
        )
        self._fit()

    def _hint(self) -> str:
        lines, words = self.lines, self.words
        if lines.times:
            return words.plural(
                "{count} piece of what comes now", "{count} pieces of what comes now", lines.times
            )
        if not lines.goods and lines.member_id:
            away = words("Nothing of this member is away at a fair.")
            return away if lines.place is Place.AWAY else words("Nothing of this member is here now.")
        if not lines.lines:
            count = len(lines.goods)
            if lines.place is Place.AWAY:
                return words.plural("{count} article is away.", "{count} articles are away.", count)
            return words.plural("{count} article is here.", "{count} articles are here.", count)
        return words("“3*” before a scan means three pieces; arrows, + and − change the lines.")

    def _pieces(self, line: Taken) -> str:
        return self.words("{count} of {there}", count=line.quantity, there=line.there)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large letters leave no room for codes."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.current().px(640)
        for table, places in ((self.table, (2, 4)), (self.found, (1,))):
            for place in places:
                table.setColumnHidden(place, narrow)
        self._fit()

    def _fit(self) -> None:
        """At least some lines are seen; with many they take the room there is."""
        shown = min(max(len(self.lines.lines), 1), LEAST)
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setMinimumHeight(header + shown * max(self.table.rowHeight(0), 44) + 6)
        height = sum(max(self.found.rowHeight(place), 44) for place in range(len(self.lines.found)))
        self.found.setFixedHeight(height + 2 * self.found.frameWidth() + 2)

    # What is done

    def scanned(self, code: str) -> None:
        """A scan is an article of the slip."""
        self._tried(partial(self.lines.scanned, code))
        self.entry.clear()

    def _point(self, place: int) -> None:
        self.lines.pointed = place
        self.lines.changed.ring()

    def _enter(self, text: str) -> None:
        if self._tried(partial(self.lines.enter, text)):
            self.entry.clear()
        else:
            self.entry.selectAll()

    def _take(self, place: int) -> None:
        if self._tried(partial(self.lines.take, self.lines.found[place])):
            self._clear()

    def _set_quantity(self) -> None:
        if self._tried(partial(self.lines.set_quantity, self.entry.text())):
            self._clear()

    def _clear(self) -> None:
        self.entry.clear()
        self.lines.times = 0
        self.lines.type("")

    def _tried(self, act: Callable[[], object]) -> bool:
        self.lines.desk.notices.pass_on()
        try:
            act()
        except ShopError as wrong:
            self.lines.desk.tell(wrong)
            return False
        return True
