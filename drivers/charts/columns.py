"""Columns beside each other: what came after what, with what each is measured by as a stroke across it."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from drivers.charts.style import drawable, face, width
from ess_shop.domain.plots import Look, Mark, Plot

COLUMN = 0.72
"""Of the room that each has."""
STROKE = 0.94
"""So wide is the stroke of what it is measured by."""


def draw_columns(axes: Axes, plot: Plot, look: Look) -> None:
    """The columns above a scale of values, the names below."""
    line = look.text * 1.5
    marks, count = plot.marks, len(plot.marks)
    left = max(width(drawable(tick.said), look.text) for tick in plot.ticks) + look.text
    explained = [drawable(said) for said in (plot.now, plot.awaited, plot.before) if said]
    wide = sum(width(said, look.text) + 3.5 * look.text for said in explained)
    beside = len(explained) if wide <= look.width else 1
    head = line * (1.3 + (1.1 * -(-len(explained) // beside) if explained else 0))
    room = look.width - left
    axes.set_position(
        (left / look.width, line / look.height, room / look.width, 1 - (line + head) / look.height)
    )
    high = look.height - line - head
    axes.set_xlim(-0.5, count - 0.5)
    lowest, highest = plot.ticks[0].value, plot.ticks[-1].value
    axes.set_ylim(lowest, highest)
    _scale(axes, plot, look)
    for certain, fill in ((True, look.bar), (False, look.soft)):
        places = [place for place, mark in enumerate(marks) if mark.value and mark.awaited is not certain]
        axes.bar(
            places,
            [marks[place].value for place in places],
            COLUMN,
            color=fill,
            edgecolor=look.bar,
            linewidth=1,
            clip_on=False,
            zorder=2,
        )
    _measures(axes, marks, look)
    _values(axes, marks, look, room / count, (highest - lowest) * look.text * 1.6 / high)
    _names(axes, marks, look, room / count)
    axes.text(
        -left / look.width * look.width / room,
        1 + line * 0.35 / high,
        drawable(plot.unit),
        transform=axes.transAxes,
        fontproperties=face(look.text),
        color=look.quiet,
        va="bottom",
    )
    if explained:
        _explain(axes, plot, look, beside)


def _scale(axes: Axes, plot: Plot, look: Look) -> None:
    axes.set_yticks(
        [tick.value for tick in plot.ticks],
        [drawable(tick.said) for tick in plot.ticks],
        fontproperties=face(look.text),
        color=look.quiet,
    )
    axes.tick_params(length=0, pad=look.text / 2)
    for tick in plot.ticks:
        axes.axhline(
            tick.value,
            color=look.line if tick.value else look.quiet,
            linewidth=1,
            zorder=3 if tick.value == 0 else 1,
            clip_on=False,
        )


def _measures(axes: Axes, marks: Sequence[Mark], look: Look) -> None:
    """A stroke where the time before was: dark on a light edge, so that it is seen on a column and beside."""
    measured = [(place, mark.before) for place, mark in enumerate(marks) if mark.before]
    for colour, thick in ((look.paper, 4.6), (look.on_bar, 2.4)):
        axes.hlines(
            [before for _place, before in measured],
            [place - STROKE / 2 for place, _before in measured],
            [place + STROKE / 2 for place, _before in measured],
            color=colour,
            linewidth=thick,
            zorder=4,
            clip_on=False,
        )


def _values(axes: Axes, marks: Sequence[Mark], look: Look, room: float, letters: float) -> None:
    """What each comes to above it, where all find room; else of the largest one alone.

    `letters` is how high a text is on the scale: where a stroke is in its way it stands above the stroke.
    """
    said = [drawable(mark.said) for mark in marks]
    widest = max(width(text, look.text) for text in said)
    largest = max(range(len(marks)), key=lambda place: abs(marks[place].value))
    for place, mark in enumerate(marks):
        if not said[place] or (widest > room * 0.98 and place != largest):
            continue
        above = max(mark.value, 0)
        if mark.before and above - letters / 3 < mark.before < above + letters:
            above = mark.before
        axes.annotate(
            said[place],
            (place, above),
            (0, 4),
            textcoords="offset points",
            ha=_side(place, len(marks)) if widest > room else "center",
            va="bottom",
            fontproperties=face(look.text, bold=True),
            color=look.ink,
            zorder=5,
            annotation_clip=False,
        )


def _side(place: int, count: int) -> str:
    """A long figure at the edge leans inwards."""
    return "right" if place > count * 0.8 else "left" if place < count * 0.2 else "center"


def _names(axes: Axes, marks: Sequence[Mark], look: Look, room: float) -> None:
    """As many names as find room, at equal steps."""
    widest = max(width(drawable(mark.name), look.text) for mark in marks)
    step = max(1, -int(-(widest + look.text * 0.6) // room))
    places = range(0, len(marks), step)
    axes.set_xticks(
        list(places),
        [drawable(marks[place].name) for place in places],
        fontproperties=face(look.text),
        color=look.ink,
    )
    axes.tick_params(axis="x", length=0, pad=look.text * 0.35)


def _explain(axes: Axes, plot: Plot, look: Look, beside: int) -> None:
    """Which of the ways to draw a value means what; so many stand beside each other."""
    handles: list[Patch | Line2D] = []
    if plot.now:
        handles.append(Patch(facecolor=look.bar, edgecolor=look.bar, label=drawable(plot.now)))
    if plot.awaited:
        handles.append(Patch(facecolor=look.soft, edgecolor=look.bar, label=drawable(plot.awaited)))
    if plot.before:
        handles.append(Line2D([], [], color=look.on_bar, linewidth=2.4, label=drawable(plot.before)))
    axes.figure.legend(
        handles=handles,
        loc="upper right",
        bbox_to_anchor=(1, 1),
        ncols=beside,
        frameon=False,
        prop=face(look.text),
        labelcolor=look.ink,
        borderpad=0,
        borderaxespad=0,
        columnspacing=1.4,
        handletextpad=0.5,
        handlelength=1.4,
    )
