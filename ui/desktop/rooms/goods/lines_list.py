"""The lines of a slip while it is put together, under the field for scans, codes and labels."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent

from ui.desktop import theme
from ui.desktop.presenters.slip_lines import Place, SlipLines, Taken
from ui.desktop.rooms.goods.typed_goods import TypedGoodsList
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.words import column, unpainted

LEAST = 3
"""Lines that are seen however little room there is."""


class LinesList(TypedGoodsList):
    """The lines of a slip that is put together; `every` is the key that takes all there is."""

    def __init__(self, lines: SlipLines, *, name: str, every: str = "F7", number: str = "F2") -> None:
        words = lines.desk.words
        super().__init__(
            lines,
            offered=[
                (words("Article"), lambda row: row.label, False),
                (words("Code"), lambda row: row.code, False),
                (words("Here"), lambda row: words.number(lines.there(row)), True),
                (words("Price"), lambda row: words.money(row.price), True),
            ],
            name=name,
            columns=[
                (words("Pieces"), self._pieces, True),
                (words("Article"), lambda line: line.goods.label, False),
                (words("Code"), lambda line: line.goods.code, False),
                (words("Price"), lambda line: words.money(line.goods.price), True),
                (words("Together"), lambda line: words.money(line.worth), True),
            ],
            number=number,
        )
        self.lines = lines
        outer = column(self, space=1)
        keys = Flow()
        self.every = Button(words("All of it"), lines.take_all, key=every)
        self.out = Button(words("Take out"), lines.remove, key="Ctrl+Del", hint="Del", role="danger")
        self.number.setAccessibleName(words("As many pieces as are typed; nothing typed means all"))
        for button in (self.every, self.number, self.less, self.more, self.out):
            keys.add(button)
        for part in (self.entry, self.hint, self.found, keys):
            outer.addWidget(part)
        outer.addWidget(self.table, 1)
        self._shown: tuple[Taken, ...] | None = None
        self.entry.erased.connect(lines.remove)
        lines.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """What was found, and the lines as they are, the pointed one in sight."""
        lines, words = self.lines, self.words
        self.hint.setText(self._hint())
        self.every.setEnabled(bool(lines.goods))
        self._show_found()
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
            return self._pieces_to_come()
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
        self._fit_lines(shown, max(self.table.rowHeight(0), 44))
