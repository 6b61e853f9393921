"""Plots on papers: matplotlib's strokes written by the pen of the papers, as lines and texts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Transform

from drivers.charts.drawing import drawn
from drivers.charts.style import ONE_AT_A_TIME
from drivers.papers import sheet
from drivers.papers.pages import Block
from drivers.papers.pen import Pen
from drivers.papers.typefaces import Face
from ess_shop.domain.plots import Look, Plot

_TEXT = 8.5


def _hex(colour: str) -> str:
    return "#" + "".join(f"{round(float(part) * 255):02x}" for part in colour.split())


def paper_look(height: int) -> Look:
    """The colours of the papers, over the whole width; what is not certain is paler."""
    return Look(
        width=int(sheet.RIGHT - sheet.LEFT),
        height=height,
        text=_TEXT,
        paper=_hex(sheet.PAPER),
        ink=_hex(sheet.INK),
        quiet=_hex(sheet.GREY),
        line=_hex(sheet.RULE),
        bar=_hex(sheet.ACCENT),
        soft=_hex(sheet.TINT),
        on_bar=_hex(sheet.INK),
    )


def plot_block(plot: Plot, height: int) -> Block:
    """The plot as a piece of a page."""
    return Block(height, partial(_draw, plot=plot, look=paper_look(height)))


def _draw(pen: Pen, top: float, *, plot: Plot, look: Look) -> None:
    with ONE_AT_A_TIME:
        figure: Any = drawn(plot, look)
        figure.draw(_PenRenderer(pen, sheet.LEFT, top - look.height, look))


class _PenRenderer(RendererBase):
    """Straight strokes and texts are all that the plots are made of."""

    def __init__(self, pen: Pen, left: float, bottom: float, look: Look) -> None:
        super().__init__()
        self._pen, self._left, self._bottom = pen, left, bottom
        self._size = float(look.width), float(look.height)

    def flipy(self) -> bool:
        """Papers count from below."""
        return False

    def get_canvas_width_height(self) -> tuple[float, float]:
        """The size of the plot."""
        return self._size

    def draw_path(
        self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: Any = None
    ) -> None:
        """Fill it, then draw along its edge."""
        closed = rgbFace is not None
        for corners in path.to_polygons(transform, closed_only=closed):
            points = list(self._placed(corners))
            if closed:
                self._pen.polygon(points, _colour(rgbFace))
            if gc.get_linewidth() > 0:
                self._pen.line(points, _colour(gc.get_rgb()), gc.get_linewidth())

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,  # noqa: ARG002 - matplotlib's own signature
        ismath: Any = False,  # noqa: ARG002
        mtext: Text | None = None,  # noqa: ARG002
    ) -> None:
        """Write it on its base line; nothing of a plot stands on its side."""
        bold = prop.get_weight() == "bold"
        style = sheet.Style(
            Face.BOLD if bold else Face.TEXT, prop.get_size_in_points(), _colour(gc.get_rgb())
        )
        self._pen.write(self._left + x, self._bottom + y, s, style)

    def get_text_width_height_descent(
        self,
        s: str,
        prop: Any,
        ismath: Any,  # noqa: ARG002 - matplotlib's own signature
    ) -> tuple[float, float, float]:
        """As wide as the pen writes it."""
        size = prop.get_size_in_points()
        face = Face.BOLD if prop.get_weight() == "bold" else Face.TEXT
        return self._pen.width(s, sheet.Style(face, size)), size * 0.95, size * 0.22

    def _placed(self, corners: Any) -> Iterator[tuple[float, float]]:
        return ((self._left + float(x), self._bottom + float(y)) for x, y in corners)


def _colour(rgb: Any) -> str:
    return " ".join(f"{float(part):.3f}" for part in rgb[:3])
