"""A label size of the shop's own, from what somebody typed: a name, millimetres, how many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ess_shop.domain.label_sheets import SheetLayout, own_layout
from ess_shop.domain.source import shown
from ess_shop.errors import Refused

NEEDED = ("name", "width", "height")
MEASURES = ("left", "top", "gap_x", "gap_y")
NUMBERS = ("columns", "rows")
MOST_DIGITS = 3


def size_of(typed: Mapping[str, str]) -> SheetLayout:
    """The layout; what is left empty follows from the rest. Refused says what cannot be."""
    if not typed["name"]:
        raise Refused("size_name_missing", "Give these labels a name, like “Small round ones”.")
    for name in ("width", "height"):
        if not typed[name]:
            raise Refused("size_missing", "Say how wide and how high a label is, in millimetres.")
    given: dict[str, str] = {name: typed[name] for name in MEASURES if typed[name]}
    layout = own_layout(
        f"{typed['width']}x{typed['height']}",
        columns=_number(typed["columns"]),
        rows=_number(typed["rows"]),
        **given,
    )
    return replace(layout, name=typed["name"])


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise Refused("size_number", "“{value}” is no number of labels.", value=shown(text))
    return int(text)
