"""Pages that find by letters: what fits in a list, what is pointed at on a card, all of it on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.fields import EntryField
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.lists import Table
from ui.desktop.widgets.words import card, column, label, unpainted


class Finding(Protocol):
    """What finds rows while somebody types; one of them is pointed at, or none."""

    desk: Desk
    changed: Bell[[]]

    @property
    def rows(self) -> Sequence[Any]:
        """What fits."""

    @property
    def pointed(self) -> Any:
        """The one that is pointed at; None if none is."""

    @property
    def count(self) -> str:
        """How many there are."""

    def load(self) -> None:
        """Ask the books."""

    def find(self, text: str) -> None:
        """What has these letters fits."""

    def print_it(self) -> None:
        """What is shown, on paper."""


class FoundPage(Page):
    """`say` writes on the card what is pointed at; `allow` says which keys have something to work on."""

    def __init__(self, presenter: Finding, title: str, *, entry: str, hint: str, none: str) -> None:
        super().__init__(presenter.desk, title)
        self._finding = presenter
        self.entry = EntryField(entry, hint)
        self.entry.textEdited.connect(presenter.find)
        self.entry.moved.connect(self._move)
        self.entry.escaped.connect(self._clear)
        self._count = label(type="strong")
        self._none = label(none, "strong", wrap=True)
        self._card = card("raised")
        self._on_card = column(self._card, space=1, margin=2)
        self._shown: Sequence[Any] = ()

    def _set_out(
        self,
        table: Table,
        *,
        least: int,
        shares: tuple[int, int],
        say: Callable[[Any], None],
        allow: Callable[[], None],
    ) -> None:
        """Put the list and the card below what is on the page so far."""
        self.table, self._say, self._allow = table, say, allow
        self.body.addWidget(self._count)
        halves = Halves(least=least, shares=shares)
        for part in (table, self._none):
            halves.first.addWidget(part)
        halves.second.addWidget(self._card)
        halves.second.addStretch(1)
        self.body.addWidget(halves, 1)
        self.keep.say(self.words("Make the PDF"))
        self._finding.changed.connect(self._show)

    def _put_on_card(self, *parts: QWidget) -> None:
        for part in parts:
            self._on_card.addWidget(part)

    def load(self) -> None:
        """Ask the books."""
        self._finding.load()

    def save(self) -> None:
        """What is shown, on paper."""
        self._finding.print_it()

    def _show(self) -> None:
        finding = self._finding
        if self._shown is not finding.rows:
            self._shown = finding.rows
            with unpainted(self.table):
                self.table.rows.set_rows(self._shown)
        place = next((n for n, row in enumerate(self._shown) if row is finding.pointed), -1)
        if place >= 0 and self.table.currentIndex().row() != place:
            self.table.selectRow(place)
        self._count.setText(finding.count)
        for part in (self._count, self.table):
            part.setVisible(bool(self._shown))
        self._none.setVisible(not self._shown)
        self._allow()
        self._card.setVisible(finding.pointed is not None)
        if finding.pointed is not None:
            self._say(finding.pointed)

    def _move(self, step: int) -> None:
        count = len(self._shown)
        if count:
            self.table.selectRow(max(0, min(count - 1, self.table.currentIndex().row() + step)))

    def _clear(self) -> None:
        self.entry.clear()
        self._finding.find("")
