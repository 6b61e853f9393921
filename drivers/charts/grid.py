"""A grid of fields, the fuller the darker, each with its figure: when in the week how much goes on."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Rectangle

from drivers.charts.style import drawable, face, width
from ess_shop.domain.plots import Look, Plot

LEAST, MOST = 0.08, 0.92
"""How much of the colour the emptiest and the fullest field has."""


def draw_grid(axes: Axes, plot: Plot, look: Look) -> None:
    """Rows from above, the names of the columns below them."""
    columns = len(plot.across)
    rows = len(plot.marks) // columns
    names = [drawable(plot.marks[row * columns].name) for row in range(rows)]
    left = max(width(name, look.text) for name in names) + look.text
    line = look.text * 1.6
    room = (look.width - left) / columns
    axes.set_position((left / look.width, line / look.height, 1 - left / look.width, 1 - line / look.height))
    axes.set_xlim(0, columns)
    axes.set_ylim(rows, 0)
    widest = max(width(drawable(mark.said), look.text) for mark in plot.marks)
    size = min(look.text, look.text * room * 0.86 / max(widest, 1))
    largest = max(1, *(mark.value for mark in plot.marks))
    for place, mark in enumerate(plot.marks):
        row, column = divmod(place, columns)
        share = max(mark.value, 0) / largest
        fill = _between(look.paper, look.bar, LEAST + (MOST - LEAST) * share) if mark.value else look.paper
        axes.add_patch(
            Rectangle(
                (column + 0.03, row + 0.05),
                0.94,
                0.9,
                facecolor=fill,
                edgecolor=look.line,
                linewidth=0.6,
                clip_on=False,
            )
        )
        axes.text(
            column + 0.5,
            row + 0.5,
            drawable(mark.said),
            ha="center",
            va="center",
            fontproperties=face(size, bold=True),
            color=_readable(fill, look),
        )
    heads = [drawable(name) for name in plot.across]
    step = max(1, -int(-(max(width(head, look.text) for head in heads) + look.text / 2) // room))
    places = range(0, columns, step)
    axes.set_xticks(
        [place + 0.5 for place in places],
        [heads[place] for place in places],
        fontproperties=face(look.text),
        color=look.ink,
    )
    axes.set_yticks([row + 0.5 for row in range(rows)], names, fontproperties=face(look.text), color=look.ink)
    axes.tick_params(length=0, pad=look.text * 0.4)


def _between(one: str, other: str, share: float) -> str:
    mixed = (a + (b - a) * share for a, b in zip(to_rgb(one), to_rgb(other), strict=True))
    red, green, blue = mixed
    return str(to_hex((red, green, blue)))


def _readable(ground: str, look: Look) -> str:
    """Ink or paper, whichever is told from the ground more easily."""
    here = _light(ground)
    return max((look.ink, look.paper), key=lambda colour: _contrast(_light(colour), here))


def _contrast(one: float, other: float) -> float:
    """As WCAG 2.2 counts it."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _light(colour: str) -> float:
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
