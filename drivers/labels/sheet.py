"""Sheets of labels as a PDF: every label at its place, the fonts within, ready for any printer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from drivers.labels.face import MM, Box, draw_label
from drivers.papers.pen import Pen
from drivers.papers.strokes import Strokes
from ess_shop.domain.label_sheets import Place, SheetLayout
from ess_shop.domain.labels import Label
from ess_shop.ports import Progress, unheard
from ess_shop.wording import Words

MODULES = tuple(dots * 72 / 600 for dots in (8, 7, 6))
"""Widths of a bar in points: whole dots of a printer with 600 to the inch; 0.34, 0.30 and 0.25 mm."""

PADDING, SMALL_PADDING, SMALL = 200, 100, 2600
"""Hundredths of a millimetre kept white inside a label; less in one that is lower than SMALL."""

UNPRINTABLE = 430
"""What usual printers cannot reach along the paper's edges."""

OUTLINE = "0.45 0.50 0.50"


def sheets_pdf(
    labels: Sequence[Label],
    layout: SheetLayout,
    words: Words,
    *,
    start: int = 1,
    outline: bool = False,
    progress: Progress = unheard,
) -> bytes:
    """The labels from place `start` on; `outline` draws their edges, for a trial on plain paper.

    The same labels give the same bytes. Refused for a start the sheet does not have, or too small labels.
    """
    paper = (_points(layout.paper[0]), _points(layout.paper[1]))
    pen = Pen(title=words("Labels"), author="", language=words.language, paper=paper)
    begun = 0
    for done, (label, place) in enumerate(zip(labels, layout.places(start=start), strict=False), start=1):
        if place.sheet > begun:
            _end_sheet(pen, layout, outline=outline)
            begun = place.sheet
        draw_label(pen, label, content(layout, place), words, MODULES)
        progress(done, len(labels))
    _end_sheet(pen, layout, outline=outline)
    return pen.finished()


def content(layout: SheetLayout, place: Place) -> Box:
    """What of a label is printed on: all alike on a sheet, out of reach of no printer."""
    padding = SMALL_PADDING if layout.height < SMALL else PADDING
    across = max(padding, UNPRINTABLE - min(layout.left, layout.right))
    down = max(padding, UNPRINTABLE - min(layout.top, layout.bottom))
    return Box(
        _points(place.left + across),
        _points(layout.paper[1] - place.top - layout.height + down),
        _points(layout.width - 2 * across),
        _points(layout.height - 2 * down),
    )


def _end_sheet(pen: Pen, layout: SheetLayout, *, outline: bool) -> None:
    if outline:
        for place in islice(layout.places(), layout.per_sheet):
            _draw_outline(pen, layout, place)
    pen.end_page()


def _draw_outline(strokes: Strokes, layout: SheetLayout, place: Place) -> None:
    """The label's edges as hairlines, to be held against the light with the sheet of labels."""
    left, right = _points(place.left), _points(place.left + layout.width)
    top = _points(layout.paper[1] - place.top)
    bottom = _points(layout.paper[1] - place.top - layout.height)
    thin = 0.3
    for x in (left, right):
        strokes.box(x - thin / 2, bottom, thin, top - bottom, OUTLINE)
    for y in (top, bottom):
        strokes.rule(left, right, y, OUTLINE, thin)


def _points(hundredths: int) -> float:
    return hundredths / 100 * MM
