"""A label as it will come out, as a picture for the screen."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from drivers.labels import brother_ql
from drivers.labels.dots import Dots
from drivers.labels.face import MM, draw_label
from drivers.labels.receipt_roll import roll_job
from drivers.labels.sheet import MODULES, content
from drivers.receipts.renderer import render
from ess_shop.domain.label_sheets import Place, SheetLayout
from ess_shop.domain.labels import Label
from ess_shop.wording import Words

if TYPE_CHECKING:
    from PIL.Image import Image

PER_INCH = 300


def on_sheet(label: Label, layout: SheetLayout, words: Words) -> bytes:
    """A PNG of the label cut out of its sheet. Refused if it is too small for what stands on it."""
    across, down = (round(side / 2540 * PER_INCH) for side in (layout.width, layout.height))
    dots = Dots(across, down, per_inch=PER_INCH)
    inside = content(layout, Place(0, layout.left, layout.top))
    low = (layout.paper[1] - layout.top - layout.height) / 100 * MM
    moved = replace(inside, left=inside.left - layout.left / 100 * MM, bottom=inside.bottom - low)
    draw_label(dots, label, moved, words, MODULES)
    return _png(dots.picture())


def on_roll(label: Label, roll: str, words: Words) -> bytes:
    """A PNG of the label on a label printer's roll, or on that of a receipt printer (58, 80)."""
    medium = brother_ql.MEDIA.get(roll)
    if medium is not None:
        return _png(brother_ql.picture(label, medium, words))
    return render(roll_job([label], words, width_mm=int(roll)), int(roll)).png


def _png(picture: Image) -> bytes:
    file = BytesIO()
    picture.convert("L").save(file, "PNG")
    return file.getvalue()
