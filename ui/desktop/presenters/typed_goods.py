"""Goods that are scanned or typed: what letters may mean, pieces typed before, the line that keys mean."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from ess_shop.domain.articles import Article
from ess_shop.domain.searching import folded
from ess_shop.errors import Refused
from ess_shop.reading import Reading
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.grammar import entered

SHORTEST = 2
"""Letters; fewer find too much."""
MOST_FOUND = 6


class Named(Protocol):
    """Goods as letters find them."""

    @property
    def label(self) -> str:
        """What they are called."""

    @property
    def code(self) -> str:
        """Their code."""


G = TypeVar("G", bound=Named)


class TypedGoods(ABC, Generic[G]):
    """`found` is offered for what is typed and Enter takes the `marked` one; keys mean the line `pointed`."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.lines: Sequence[object] = ()
        self.pointed = -1
        """-1 for none."""
        self.times = 0
        """Pieces that were typed before a scan (`3*`), 0 for none."""
        self.found: Sequence[G] = ()
        self.marked = 0
        self.changed: Bell[[]] = Bell()

    # What a page does with it, each in its own way

    @abstractmethod
    def _findable(self) -> Iterable[G]:
        """The goods that letters may mean."""

    @abstractmethod
    def _named(self, text: str, quantity: int) -> None:
        """Goods by code, by barcode, or the ones marked: that many pieces."""

    @abstractmethod
    def take(self, row: G) -> None:
        """Goods that are offered: one piece, or as many as were typed before."""

    @abstractmethod
    def step(self, by: int) -> None:
        """More or fewer pieces of the line that is pointed at."""

    @abstractmethod
    def set_quantity(self, text: str) -> None:
        """So many pieces of the line that is pointed at."""

    # What is typed and scanned

    def type(self, text: str) -> None:
        """Goods whose label or code has these letters."""
        wanted = folded(_text_of(text))
        self.found, self.marked = (), 0
        if len(wanted) >= SHORTEST:
            having = [row for row in self._findable() if wanted in folded(f"{row.label} {row.code}")]
            having.sort(key=lambda row: not folded(row.label).startswith(wanted))
            self.found = having[:MOST_FOUND]
        self.changed.ring()

    def point(self, step: int) -> None:
        """With goods offered: mark one of them; else point at another line."""
        if self.found:
            self.marked = max(0, min(len(self.found) - 1, self.marked + step))
        elif self.lines:
            self.pointed = max(0, min(len(self.lines) - 1, self.pointed + step))
        self.changed.ring()

    def point_at(self, place: int) -> None:
        """Point at that line."""
        self.pointed = place
        self.changed.ring()

    def enter(self, text: str) -> None:
        """Enter: a quantity for what follows, or goods by code, by barcode, or the ones marked."""
        self.desk.notices.pass_on()
        read = entered(text)
        if read.text:
            self._named(read.text, read.quantity if read.times else self.times or 1)
        else:
            self.times = read.quantity if read.times else 0
            self.type("")

    def scanned(self, code: str) -> None:
        """A code from the scanner."""
        self.enter(code)


def article_called(read: Reading, text: str) -> Article | None:
    """The article with that barcode or code, whoever's it is."""
    return read.article_by_barcode(text) or read.article_by_code(text.upper()) or read.article_by_code(text)


def _text_of(text: str) -> str:
    try:
        return entered(text).text
    except Refused:
        return ""
