"""Plots, and reports with plots: on the screen, on paper, as tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ess_shop.wording import Words

if TYPE_CHECKING:
    from ess_shop.domain.plots import Look, Plot
    from ess_shop.domain.sections import Section
    from ess_shop.papers import SectionsPaper


class ChartPress:
    """Draws plots and writes reports in one language; see the presenters' `ChartPress`."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def svg(self, plot: Plot, look: Look) -> bytes:
        """The plot as a picture that is sharp at every size."""
        from drivers.charts.drawing import svg

        return svg(plot, look)

    def paper(self, path: Path, paper: SectionsPaper) -> None:
        """The report on A4."""
        from drivers.papers.dashboard import write_sections

        write_sections(path, paper, self._words)

    def table(self, path: Path, section: Section) -> None:
        """The figures of one matter as CSV."""
        from drivers.tables.csv_file import write_table

        write_table(path, section.fields, section.records())
