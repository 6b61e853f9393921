"""Sheets of labels: where each label lies on the paper, in hundredths of a millimetre."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ess_shop.errors import NotFound, Refused

A4 = (21_000, 29_700)
SMALLEST, LARGEST = 500, 100_000
"""Nothing on a sheet is smaller than 5 mm, and no sheet larger than a metre."""

_SIZE = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*[x×*]\s*(\d{1,3}(?:[.,]\d{1,2})?)")
_LENGTH = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label lies: its sheet (from 0), its left edge and its top edge from the paper's top."""

    sheet: int
    left: int
    top: int


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """Equal labels in columns and rows; `pitch` is from one label's edge to the same edge of the next.

    Refused, naming what is wrong, where labels overlap or leave the paper.
    """

    name: str
    columns: int
    rows: int
    width: int
    height: int
    left: int
    top: int
    pitch_x: int
    pitch_y: int
    paper: tuple[int, int] = A4

    def __post_init__(self) -> None:
        if self.columns < 1 or self.rows < 1:
            raise Refused("sheet_empty", "Sheet {name}: not one label fits on the paper.", name=self.name)
        for length in (self.width, self.height, *self.paper):
            if not SMALLEST <= length <= LARGEST:
                raise Refused(
                    "sheet_size",
                    "Sheet {name}: {length} mm is no size of a label or a paper.",
                    name=self.name,
                    length=millimetres(length),
                )
        self._check("width", self.columns, self.width, self.left, self.pitch_x, self.paper[0])
        self._check("height", self.rows, self.height, self.top, self.pitch_y, self.paper[1])

    def _check(self, side: str, number: int, size: int, margin: int, pitch: int, paper: int) -> None:
        if number > 1 and pitch < size:
            raise Refused(
                "sheet_overlap",
                "Sheet {name}: labels of {size} mm every {pitch} mm overlap. Widen the step.",
                name=self.name,
                size=millimetres(size),
                pitch=millimetres(pitch),
            )
        taken = margin + (number - 1) * pitch + size
        if margin < 0 or taken > paper:
            raise Refused(
                "sheet_too_wide" if side == "width" else "sheet_too_high",
                "Sheet {name}: {number} labels of {size} mm and a margin of {margin} mm take {taken} mm of "
                "the paper’s {paper} mm. Make the margin, the labels or their number smaller.",
                name=self.name,
                number=number,
                size=millimetres(size),
                margin=millimetres(margin),
                taken=millimetres(taken),
                paper=millimetres(paper),
            )

    @property
    def per_sheet(self) -> int:
        """How many labels a sheet has."""
        return self.columns * self.rows

    @property
    def right(self) -> int:
        """What is left of the paper at the right of the last column."""
        return self.paper[0] - self.left - (self.columns - 1) * self.pitch_x - self.width

    @property
    def bottom(self) -> int:
        """What is left of the paper below the last row."""
        return self.paper[1] - self.top - (self.rows - 1) * self.pitch_y - self.height

    def places(self, *, start: int = 1) -> Iterator[Place]:
        """Every place from label `start` of the first sheet on, row by row, on as many sheets as are wanted.

        Refused for a start that the sheet does not have.
        """
        if not 1 <= start <= self.per_sheet:
            raise Refused(
                "sheet_start",
                "Sheet {name} has labels 1 to {last}: printing cannot start at label {start}.",
                name=self.name,
                last=self.per_sheet,
                start=start,
            )
        return self._places(start - 1)

    def _places(self, number: int) -> Iterator[Place]:
        while True:
            sheet, on_sheet = divmod(number, self.per_sheet)
            row, column = divmod(on_sheet, self.columns)
            yield Place(sheet, self.left + column * self.pitch_x, self.top + row * self.pitch_y)
            number += 1


def own_layout(
    size: str,
    *,
    columns: int | None = None,
    rows: int | None = None,
    left: str = "",
    top: str = "",
    gap_x: str = "0",
    gap_y: str = "0",
) -> SheetLayout:
    """A layout of labels of one's own size on A4, given in millimetres: `70x36`.

    Without numbers, as many as fit; without margins, in the middle of the paper.
    """
    match = _SIZE.fullmatch(size.strip())
    if match is None:
        raise _no_length(size)
    width, height = hundredths(match[1]), hundredths(match[2])
    if not width or not height:
        raise _no_length(size)
    pitch_x, pitch_y = width + hundredths(gap_x), height + hundredths(gap_y)
    across, margin_x = _fit(A4[0], width, pitch_x, columns, left)
    down, margin_y = _fit(A4[1], height, pitch_y, rows, top)
    return SheetLayout(size.strip(), across, down, width, height, margin_x, margin_y, pitch_x, pitch_y)


def layout_named(name: str, **measures: str | int | None) -> SheetLayout:
    """A usual layout by its number, or one of one's own by its size with the measures of `own_layout`."""
    usual = AVERY.get(name.strip().upper())
    if usual is not None:
        if any(measures.values()):
            raise Refused(
                "sheet_measures",
                "Sheet {name} has its own margins and numbers: give measures only with a size such as 70x36.",
                name=usual.name,
            )
        return usual
    if _SIZE.fullmatch(name.strip()):
        given = {key: value for key, value in measures.items() if value is not None}
        return own_layout(name, **given)  # type: ignore[arg-type]
    raise NotFound(
        "no_such_sheet",
        "No sheet is called {name}. Known are {known}; or give a size in millimetres: 70x36.",
        name=name,
        known=", ".join(AVERY),
    )


def hundredths(text: str) -> int:
    """Millimetres as people write them (`4,67`) in hundredths; Refused for anything else."""
    if not _LENGTH.fullmatch(text.strip()):
        raise _no_length(text)
    whole, _, part = text.strip().replace(",", ".").partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0"))


def millimetres(length: int) -> Decimal:
    """Hundredths in millimetres, without superfluous zeros."""
    value = Decimal(length).scaleb(-2).normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _fit(paper: int, size: int, pitch: int, number: int | None, margin: str) -> tuple[int, int]:
    begin = hundredths(margin) if margin else None
    if number is None:
        number = max((paper - (begin or 0) - size) // pitch + 1, 0)
    taken = (number - 1) * pitch + size
    return number, max((paper - taken) // 2, 0) if begin is None else begin


def _no_length(text: str) -> Refused:
    return Refused(
        "bad_length",
        "“{text}” is no measure in millimetres: write 70x36 for a label, 4.5 for a margin.",
        text=text,
    )


_PITCHES = {
    "L7159": (6654, 3386, 6400, 3386, 646, 1306, 3, 8),
    "L7160": (6604, 3810, 6350, 3810, 720, 1515, 3, 7),
    "L7161": (6604, 4656, 6350, 4656, 721, 882, 3, 6),
    "L7162": (10160, 3387, 9906, 3387, 467, 1302, 2, 8),
    "L7163": (10160, 3810, 9906, 3810, 467, 1515, 2, 7),
    "L7164": (6604, 7197, 6350, 7197, 721, 457, 3, 4),
    "L7165": (10160, 6773, 9906, 6773, 467, 1304, 2, 4),
    "L7173": (10160, 5700, 9906, 5700, 467, 600, 2, 5),
    "L7651": (4064, 2117, 3810, 2117, 467, 1090, 5, 13),
    "L7654": (4826, 2540, 4572, 2540, 975, 2143, 4, 10),
    "3474": (7000, 3700, 7000, 3700, 0, 0, 3, 8),
    "3475": (7000, 3600, 7000, 3600, 0, 443, 3, 8),
    "3669": (7000, 5080, 7000, 5080, 0, 2152, 3, 5),
}
"""Step across and down, width, height, left and upper margin, columns, rows of usual A4 sheets.

The L sheets: LibreOffice, `extras/source/labels/labels.xml`, manufacturer “Avery A4”, in these very units.
3474, 3475, 3669 (Avery Zweckform): gLabels, `templates/zweckform-iso-templates.xml`, from points.
L4731 (25.4 × 10 mm) is left out: the smallest EAN-13 with its quiet zones is wider.
"""

AVERY = {
    name: SheetLayout(name, columns, rows, width, height, left, top, pitch_x, pitch_y)
    for name, (pitch_x, pitch_y, width, height, left, top, columns, rows) in _PITCHES.items()
}
"""The usual layouts by their numbers."""
