"""What differs: the list, what is known of the one that is pointed at, and the reasons as buttons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from ess_shop.domain.stocktake import Why
from ess_shop.services.booking_stocktakes import Difference
from ui.desktop import theme
from ui.desktop.presenters.stocktake_differences import DifferencesPresenter, reasons_for, why_names
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.tick import Tick
from ui.desktop.widgets.words import card, column, label, unpainted

KEYS = {
    Why.FOUND: "F2",
    Why.MISCOUNTED: "F3",
    Why.WRONG_LABEL: "F4",
    Why.LOST: "F5",
    Why.STOLEN: "F6",
    Why.BROKEN: "F7",
}


SHOWN = 4
"""Differences that are seen at once; the others are scrolled to."""


class StocktakeExplain(QWidget):
    """A reason is one key; then the next difference comes up."""

    def __init__(self, presenter: DifferencesPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        words = self.words = presenter.desk.words
        outer = column(self, space=2)
        self._left = label(type="strong", wrap=True)
        outer.addWidget(self._left)
        self.missing = Tick(words("What was not counted is missing"))
        self.missing.toggled.connect(lambda on: presenter.take_for_missing(on=on))
        self.pays = Tick(words("Members get what their contract says for what is lost, stolen or broken"))
        self.pays.toggled.connect(lambda on: presenter.pay(on=on))
        outer.addWidget(self.missing)
        self.table = Table(
            words("What differs"),
            Rows(
                [
                    (words("Article"), lambda row: row.label, False),
                    (words("Member"), lambda row: row.member, False),
                    (words("Expected"), lambda row: words.number(row.expected), True),
                    (words("Counted"), lambda row: words.number(row.counted), True),
                    (words("Difference"), self._difference, True),
                    (words("Reason"), presenter.why_said, False),
                ]
            ),
        )
        large = theme.current().large
        for place in (1, 2, 3):
            self.table.setColumnHidden(place, large)
        self.table.pointed.connect(lambda _row: self._point())
        outer.addWidget(self.table, 1)
        self._card = card("raised")
        inside = column(self._card, space=1, margin=2)
        self._title = label(type="large", wrap=True)
        self._told = label(wrap=True)
        inside.addWidget(self._title)
        self.reasons: dict[Why, Button] = {}
        self._flow = Flow()
        self._offered: Sequence[Why] = ()
        inside.addWidget(self._flow)
        inside.addWidget(self._told)
        outer.addWidget(self._card)
        outer.addWidget(self.pays)
        outer.addStretch(0)
        self._rows: Sequence[Difference] = ()
        self._whys: dict[str, Why] = {}
        presenter.changed.connect(self.refresh)
        self.refresh()

    def focus_first(self) -> None:
        """The list, whose arrows point."""
        self.table.setFocus()

    def refresh(self) -> None:
        """The list, and the one that is pointed at."""
        presenter, words = self.presenter, self.words
        rows = presenter.rows
        left = presenter.left
        said = words.plural(
            "{count} difference is not explained yet.", "{count} differences are not explained yet.", left
        )
        explained = words("Every difference is explained: book them.")
        same = words("Everything that was counted is as the books say.")
        self._left.setText(said if left else explained if rows else same)
        if self._rows is not rows or self._whys != presenter.whys:
            self._rows, self._whys = rows, dict(presenter.whys)
            with unpainted(self.table):
                self.table.rows.set_rows(rows)
        if rows and self.table.currentIndex().row() != presenter.pointed:
            self.table.selectRow(presenter.pointed)
        self.table.setVisible(bool(rows))
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(
            header + max(self.table.rowHeight(0), 44) * min(max(len(rows), 1), SHOWN) + 6
        )
        self.missing.setChecked(presenter.missing)
        self.pays.setChecked(presenter.pays)
        self.pays.setVisible(any(row.pieces < 0 for row in rows))
        self._show_current()

    def _show_current(self) -> None:
        presenter, words = self.presenter, self.words
        row = presenter.current
        self._card.setVisible(row is not None)
        if row is None:
            return
        self._title.setText(f"{row.label} ({row.code})")
        self._told.setText("\n".join(presenter.told))
        offered = tuple(reasons_for(row))
        if offered != self._offered:
            self._offered = offered
            self._flow.clear()
            names = why_names(words)
            self.reasons = {
                why: Button(names[why], partial(presenter.choose, why), key=KEYS[why], role="note")
                for why in offered
            }
            for button in self.reasons.values():
                button.setCheckable(True)
                self._flow.add(button)
        for why, button in self.reasons.items():
            button.setChecked(presenter.why_of(row) is why)

    def _difference(self, row: Difference) -> str:
        plus = "+" if row.pieces > 0 else ""
        return f"{plus}{self.words.number(row.pieces)}"

    def _point(self) -> None:
        place = self.table.currentIndex().row()
        if place >= 0 and place != self.presenter.pointed:
            self.presenter.point(place)
