"""Bars under each other: a ranking, the names at the left and what each comes to behind its bar."""

from __future__ import annotations

from matplotlib.axes import Axes

from drivers.charts.style import drawable, face, fitted, width
from ess_shop.domain.plots import Look, Plot

BAR = 0.62
NAMES = 0.42
"""Names take at most so much of the width."""


def draw_bars(axes: Axes, plot: Plot, look: Look) -> None:
    """The first mark on top."""
    marks = plot.marks
    most = look.width * NAMES
    names = [fitted(mark.name, look.text, most) for mark in marks]
    left = max(width(name, look.text) for name in names) + look.text
    values = [drawable(mark.said) for mark in marks]
    behind = max(width(value, look.text) for value in values) * 1.08 + look.text
    axes.set_position((left / look.width, 0, (look.width - left - behind) / look.width, 1))
    largest = max(mark.value for mark in marks)
    axes.set_xlim(min(0, *(mark.value for mark in marks)), max(largest, 1))
    axes.set_ylim(len(marks) - 0.5, -0.5)
    axes.barh(
        range(len(marks)), [mark.value for mark in marks], BAR, color=look.bar, linewidth=0, clip_on=False
    )
    axes.axvline(0, color=look.quiet, linewidth=1, clip_on=False)
    axes.set_xticks([])
    axes.set_yticks([])
    for place, (name, value) in enumerate(zip(names, values, strict=True)):
        axes.annotate(
            name,
            (0, place),
            (-left, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            fontproperties=face(look.text),
            color=look.ink,
        )
        axes.annotate(
            value,
            (max(marks[place].value, 0), place),
            (look.text / 2, 0),
            textcoords="offset points",
            va="center",
            fontproperties=face(look.text, bold=True),
            color=look.ink,
            annotation_clip=False,
        )
