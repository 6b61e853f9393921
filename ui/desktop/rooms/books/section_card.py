"""One matter of a report: what there is to say, its picture, and behind a key its figures as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QHeaderView

from ess_shop.domain.sections import Line, Section, cell_said
from ess_shop.wording import Words
from ui.desktop import theme
from ui.desktop.theme import SPACE
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.plot_picture import PlotPicture
from ui.desktop.widgets.words import column, label

MOST_LINES = 14
"""A longer table scrolls."""


class SectionCard(QFrame):
    """`acts` are what can be done with the matter: the word, the whole sentence, the act."""

    def __init__(
        self,
        section: Section,
        words: Words,
        acts: Sequence[tuple[str, str, Callable[[Section], object]]],
        resized: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.section, self._words = section, words
        inside = column(self, space=1, margin=2)
        inside.addWidget(label(section.title, "large", wrap=True))
        inside.addWidget(label(section.said, wrap=True))
        self.picture: PlotPicture | None = None
        if section.plot is not None:
            self.picture = PlotPicture()
            self.picture.take(section.plot, section.title, told(section, words))
            self.picture.resized.connect(resized)
            inside.addSpacing(SPACE)
            inside.addWidget(self.picture)
        self.table: Table | None = None
        self._inside = inside
        keys = Flow()
        self.figures = Button(words("Figures"), self._turn, role="quiet")
        self.figures.setCheckable(True)
        self.figures.setAccessibleName(words("{matter}: figures", matter=section.title))
        keys.add(self.figures)
        for text, said, act in acts:
            button = Button(text, partial(act, section), role="quiet")
            button.setAccessibleName(said)
            keys.add(button)
        inside.addWidget(keys)
        keys.setVisible(bool(section.lines))  # not before it is inside: it would be a window of its own

    def _turn(self) -> None:
        """The table comes and goes; it is made when somebody wants it."""
        if self.table is None:
            self.table = _table(self.section, self._words)
            self._inside.insertWidget(self._inside.count() - 1, self.table)
        self.table.setVisible(self.figures.isChecked())


def told(section: Section, words: Words) -> str:
    """Everything that a picture shows, line by line, for who hears it read."""
    titles = section.titles[2:]
    lines = (
        words(
            "{name}: {figures}",
            name=line.name,
            figures="; ".join(
                words("{title} {figure}", title=title, figure=cell_said(cell, words))
                for title, cell in zip(titles, line.cells, strict=True)
            ),
        )
        for line in section.lines
    )
    return "\n".join((section.said, *lines))


def _table(section: Section, words: Words) -> Table:
    def cell(place: int) -> Callable[[Line], str]:
        return lambda line: cell_said(line.cells[place], words)

    columns = [
        (section.titles[0], lambda line: line.code, False),
        (section.titles[1], lambda line: line.name, False),
        *((title, cell(place), True) for place, title in enumerate(section.titles[2:])),
    ]
    made = Table(section.title, Rows(columns), stretch=1, long=True)
    made.setColumnHidden(0, not section.titles[0])
    lines = (*section.lines, section.total) if section.total else section.lines
    made.rows.set_rows(lines)
    if theme.current().large:  # what is wider than the screen is scrolled to
        made.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    high = made.verticalHeader().defaultSectionSize() * min(len(lines), MOST_LINES)
    made.setFixedHeight(high + made.horizontalHeader().sizeHint().height() + 3 * SPACE)
    return made
