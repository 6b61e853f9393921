"""The matters of a report under each other; their pictures are drawn once they keep their size."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ess_shop.domain.sections import Section
from ess_shop.wording import Words
from ui.desktop.presenters.drawing import Drawings
from ui.desktop.rooms.books.section_card import SectionCard
from ui.desktop.widgets.words import column, emptied, unpainted

STILL = 120
"""So many ms must the pictures keep their size before they are drawn anew."""

Act = Callable[[Section], object]


class SectionCards(QWidget):
    """`print_one` and `write_table` are what every card offers beside its figures."""

    def __init__(self, words: Words, drawings: Drawings, *, print_one: Act, write_table: Act) -> None:
        super().__init__()
        self._words, self._drawings = words, drawings
        self._print, self._table = print_one, write_table
        self.cards: list[SectionCard] = []
        self._inside = column(self, space=2)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(STILL)
        self._soon.timeout.connect(self.draw)
        drawings.drawn.connect(self._drawn)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these."""
        with unpainted(self):
            emptied(self._inside)
            self.cards = [self._card(each) for each in sections]
            for card in self.cards:
                self._inside.addWidget(card)
        self._soon.start()

    def _card(self, section: Section) -> SectionCard:
        words = self._words
        acts = (
            (words("Print"), words("{matter}: print", matter=section.title), self._print),
            ("CSV", words("{matter}: as a table file", matter=section.title), self._table),
        )
        return SectionCard(section, words, acts, self._soon.start)

    def draw(self) -> None:
        """Have the pictures drawn for the room they have now."""
        self._drawings.draw(
            {
                card.section.id: (card.section.plot, card.picture.look)
                for card in self.cards
                if card.picture is not None and card.section.plot is not None
            }
        )

    def _drawn(self, name: str) -> None:
        for card in self.cards:
            if card.section.id == name and card.picture is not None:
                card.picture.show_picture(self._drawings.pictures[name])
