"""Plots drawn by matplotlib at the size and in the colours of a look; one unit is one pixel or point."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from drivers.charts.bars import draw_bars
from drivers.charts.columns import draw_columns
from drivers.charts.grid import draw_grid
from drivers.charts.style import ONE_AT_A_TIME
from ess_shop.domain.plots import Look, Plot, Shape

_SHAPES: Mapping[Shape, Callable[[Axes, Plot, Look], None]] = {
    Shape.COLUMNS: draw_columns,
    Shape.BARS: draw_bars,
    Shape.GRID: draw_grid,
}

_NO_INK, _A_POINT = re.compile(rb'(<path id="[^"]*") transform'), rb'\1 d="M0 0" transform'
"""A space has no path at all, which readers of SVG call a mistake."""


def drawn(plot: Plot, look: Look) -> Figure:
    """The plot as a figure of 72 units an inch."""
    figure = Figure(figsize=(look.width / 72, look.height / 72), dpi=72, facecolor="none")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_facecolor("none")
    for side in axes.spines.values():
        side.set_visible(False)
    _SHAPES[plot.shape](axes, plot, look)
    return figure


def svg(plot: Plot, look: Look) -> bytes:
    """The plot as a picture that is sharp at every size; the same plot gives the same bytes."""
    content = BytesIO()
    with ONE_AT_A_TIME:
        canvas: Any = FigureCanvasSVG(drawn(plot, look))
        canvas.print_svg(content, metadata={"Date": None, "Creator": None})
    return _NO_INK.sub(_A_POINT, content.getvalue())
