"""Plots drawn one after the other, away from the screen; what is overtaken is given up."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from ess_shop.domain.plots import Look, Plot
from ess_shop.domain.sections import Section
from ess_shop.papers import SectionsPaper
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk


class ChartPress(Protocol):
    """Draws plots and writes reports; see `ui.bootstrap`."""

    def svg(self, plot: Plot, look: Look) -> bytes:
        """The plot as a picture that is sharp at every size."""

    def paper(self, path: Path, paper: SectionsPaper) -> None:
        """The report on A4."""

    def table(self, path: Path, section: Section) -> None:
        """The figures of one matter as CSV."""


class Drawings:
    """The pictures of some plots by their names; each drawing is a piece of work of its own in the lane."""

    def __init__(self, desk: Desk, press: ChartPress) -> None:
        self._desk, self._press = desk, press
        self.pictures: dict[str, bytes] = {}
        self.drawn: Bell[[str]] = Bell()
        """Rung with the name of a plot whose picture is there."""
        self._turn = 0

    def draw(self, wanted: Mapping[str, tuple[Plot, Look]]) -> None:
        """Draw these plots so; drawings that are still under way are given up."""
        self.stop()
        for name, (plot, look) in wanted.items():
            self._draw(self._turn, name, plot, look)

    def stop(self) -> None:
        """Nobody waits for pictures any longer."""
        self._turn += 1

    def _draw(self, turn: int, name: str, plot: Plot, look: Look) -> None:
        def work() -> bytes:
            return self._press.svg(plot, look) if turn == self._turn else b""

        def done(picture: bytes) -> None:
            if picture and turn == self._turn:
                self.pictures[name] = picture
                self.drawn.ring(name)

        self._desk.lane.run(work, done)
