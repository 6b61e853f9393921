"""A printer of our own that prints on a picture: strict, so that a job it takes is a job that prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from drivers.receipts import code128
from drivers.receipts.glyphs import glyph
from drivers.receipts.roll import CELL_HEIGHT, CELL_WIDTH, DOTS
from drivers.receipts.stream import LINE, BadJob, Bars, Cut, Fed, Kick, Picture, Printed, Step, steps

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS_PER_MM = 8
EDGE = 32
"""Dots of white above and below."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a job prints: its picture, what the printer did beside printing, its text line by line."""

    png: bytes
    events: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A step with the dots from the top where it begins, and how many it takes."""

    step: Step
    top: int
    height: int


def render(job: bytes, width_mm: int = 80, *, scale: int = 1) -> Rendered:
    """A job on a paper of so many millimetres, `scale` pixels per dot.

    BadJob for anything that a printer would not understand or that does not fit the paper.
    """
    placed = layout(job, width_mm)
    kept = BytesIO()
    paint(placed, width_mm, scale).save(kept, "PNG")
    events = tuple(event for each in placed for event in _events(each.step))
    lines = [line for each in placed for line in text_lines(each.step, width_mm)]
    return Rendered(kept.getvalue(), events, "\n".join(lines).strip("\n") + "\n")


def layout(job: bytes, width_mm: int) -> list[Placed]:
    """Every step and its place on the paper; BadJob where something is wider than the paper."""
    if width_mm not in DOTS:
        raise ValueError(f"no receipts are printed on paper of {width_mm} mm")
    read = list(_without_way_to_cutter(list(steps(job))))
    placed, top = [], EDGE
    for step in read:
        if _width(step) > DOTS[width_mm]:
            raise BadJob(f"{_width(step)} dots do not fit a paper of {width_mm} mm: {step}")
        placed.append(Placed(step, top, _height(step)))
        top += placed[-1].height
    return placed


def dots_high(placed: Sequence[Placed]) -> int:
    """The height of a whole paper, margins included."""
    return (placed[-1].top + placed[-1].height if placed else EDGE) + EDGE


def paint(placed: Sequence[Placed], width_mm: int, scale: int = 1) -> Image:
    """The picture of a whole paper, margins included."""
    from PIL import Image as Images

    paper = Images.new("L", (width_mm * DOTS_PER_MM * scale, dots_high(placed) * scale), 255)
    margin = (width_mm * DOTS_PER_MM - DOTS[width_mm]) // 2
    for each in placed:
        step = each.step
        if isinstance(step, Printed):
            _paint_line(paper, step, margin + left_of(step, width_mm), each.top, scale)
        elif isinstance(step, Picture):
            _paint_picture(paper, step, margin, each.top, scale)
        elif isinstance(step, Bars):
            _paint_bars(paper, step, margin + left_of(step, width_mm), each.top, scale)
    return paper


def left_of(step: Printed | Bars, width_mm: int) -> int:
    """Dots between the left edge of what can be printed and where a step begins."""
    spare = DOTS[width_mm] - _width(step)
    return {"left": 0, "center": spare // 2, "right": spare}[step.align]


def modules_of(bars: Bars) -> str:
    """The bars (1) and spaces (0) of a barcode; BadJob for what is none."""
    try:
        return code128.modules(code128.text_of(bars.data))
    except ValueError as wrong:
        raise BadJob(str(wrong)) from wrong


def picture_of(picture: Picture) -> Image:
    """The picture black on white, a pixel per dot."""
    from PIL import Image as Images
    from PIL import ImageOps

    size = picture.row_bytes * 8, picture.height
    return ImageOps.invert(Images.frombytes("1", size, picture.data).convert("L"))


def text_lines(step: Step, width_mm: int) -> list[str]:
    """A step as lines of plain text, aligned with spaces."""
    if isinstance(step, Fed):
        return [""] * round(step.dots / LINE)
    if not isinstance(step, Printed):
        return []
    text = "".join(character for character, _ in step.cells)
    return [" " * (left_of(step, width_mm) // CELL_WIDTH) + text.rstrip()]


def _without_way_to_cutter(read: list[Step]) -> Iterator[Step]:
    """The blank that the cutter needs ends up above the next paper: a picture is better without."""
    for step, following in pairwise([*read, Fed(0)]):
        yield Fed(0) if isinstance(step, Fed) and isinstance(following, Cut) else step


def _width(step: Step) -> int:
    if isinstance(step, Printed):
        return sum(CELL_WIDTH * style.wide for _, style in step.cells)
    if isinstance(step, Picture):
        return step.row_bytes * 8
    return len(modules_of(step)) * step.module if isinstance(step, Bars) else 0


def _height(step: Step) -> int:
    if isinstance(step, Printed):
        return max(LINE, *(CELL_HEIGHT * style.high for _, style in step.cells))
    if isinstance(step, Fed):
        return step.dots
    return step.height if isinstance(step, Picture | Bars) else 0


def _events(step: Step) -> list[str]:
    if isinstance(step, Cut):
        return ["cut"]
    if isinstance(step, Kick):
        return [f"drawer {step.pin}"]
    if isinstance(step, Bars):
        return [f"barcode {code128.text_of(step.data)}"]
    return [f"picture {step.row_bytes * 8}×{step.height}"] if isinstance(step, Picture) else []


def _paint_line(paper: Image, line: Printed, left: int, top: int, scale: int) -> None:
    tallest = max(style.high for _, style in line.cells)
    for character, style in line.cells:
        # Characters of all sizes stand on one line.
        down = top + CELL_HEIGHT * (tallest - style.high)
        paper.paste(glyph(character, style, scale), (left * scale, down * scale))
        left += CELL_WIDTH * style.wide


def _paint_picture(paper: Image, picture: Picture, margin: int, top: int, scale: int) -> None:
    from PIL import Image as Images

    seen = picture_of(picture)
    large = seen.resize((seen.width * scale, seen.height * scale), Images.Resampling.NEAREST)
    paper.paste(large, (margin * scale, top * scale))


def _paint_bars(paper: Image, bars: Bars, left: int, top: int, scale: int) -> None:
    width = bars.module * scale
    for place, module in enumerate(modules_of(bars)):
        if module == "1":
            begins = left * scale + place * width
            paper.paste(0, (begins, top * scale, begins + width, (top + bars.height) * scale))
