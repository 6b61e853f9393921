"""How a shop makes its labels: its own barcodes, its own sizes of labels, and what a till printed on last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from ess_shop.domain.articles import checked_text
from ess_shop.domain.label_sheets import AVERY, SheetLayout
from ess_shop.domain.labels import OwnRange
from ess_shop.errors import NotFound, Refused

SHEET, ROLL, RECEIPT = "sheet", "roll", "receipt"
"""What labels are put on: sheets of A4, the roll of a label printer, or the till's receipt printer."""

ROLLS = ("62x29", "29x90", "62")
"""The rolls of label printers, in millimetres; the last one is endless."""

MOST_SIZES = 30
LONGEST_NAME = 40
LONGEST_PLACE = 200


@dataclass(frozen=True, slots=True)
class LabelSettings:
    """What holds for the whole shop; `page` is the address of members' pages for the QR code, or ""."""

    own: OwnRange = field(default_factory=OwnRange)
    page: str = ""
    sizes: tuple[SheetLayout, ...] = ()

    def layout(self, name: str) -> SheetLayout:
        """The sheet of that name, one of the usual ones or of the shop's own; NotFound if there is none."""
        for layout in (*AVERY.values(), *self.sizes):
            if layout.name == name:
                return layout
        raise NotFound("no_such_size", "The labels “{name}” are no longer known: choose others.", name=name)

    def with_size(self, size: SheetLayout) -> LabelSettings:
        """With one more size of labels, in the place of one of the same name. Refused for a bad name."""
        try:
            name = checked_text(size.name, longest=LONGEST_NAME)
        except ValueError:
            raise Refused(
                "size_name", "Give these labels a name of at most {most} letters.", most=LONGEST_NAME
            ) from None
        if name.upper() in AVERY:
            raise Refused("size_taken", "{name} is the name of usual labels: choose another one.", name=name)
        others = tuple(each for each in self.sizes if each.name != name)
        if len(others) >= MOST_SIZES:
            raise Refused("too_many_sizes", "There are {most} sizes already: remove one.", most=MOST_SIZES)
        return LabelSettings(self.own, self.page, (*others, size))

    def without_size(self, name: str) -> LabelSettings:
        """Without the size of that name."""
        return LabelSettings(self.own, self.page, tuple(each for each in self.sizes if each.name != name))


@dataclass(frozen=True, slots=True)
class LabelChoice:
    """What a till printed labels on last: sheets of a layout from a place on, or a roll of a printer."""

    on: str = SHEET
    layout: str = "L7160"
    start: int = 1
    roll: str = "62x29"
    printer: str = ""

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """The choice of plain data; what does not fit is as usual, for nobody typed it."""
        if not isinstance(plain, Mapping):
            return cls()
        usual = cls()
        given = {name: _like(plain.get(name), getattr(usual, name)) for name in cls.__slots__}
        known = given["on"] in (SHEET, ROLL, RECEIPT) and given["roll"] in ROLLS
        return cls(**given) if known else usual

    def to_plain(self) -> dict[str, Any]:
        """Plain data, fit for JSON."""
        return asdict(self)


def label_settings(plain: object) -> LabelSettings:
    """The settings of plain data (None: the usual ones); Refused names what is wrong."""
    if plain is None:
        return LabelSettings()
    if not isinstance(plain, Mapping):
        raise Refused("bad_setting", "“{value}” is no {setting}.", value=plain, setting="labels")
    page = str(plain.get("page", ""))
    if len(page) > LONGEST_PLACE:
        raise Refused("bad_setting", "“{value}” is no {setting}.", value=page[:40], setting="labels")
    own = OwnRange(str(plain.get("prefix", "29")), tuple(map(str, _list(plain.get("scales", ())))))
    return LabelSettings(own, page, tuple(_size(each) for each in _list(plain.get("sizes", ()))[:MOST_SIZES]))


def plain_label_settings(settings: LabelSettings) -> dict[str, Any]:
    """The plain data of settings."""
    return {
        "prefix": settings.own.prefix,
        "scales": list(settings.own.scales),
        "page": settings.page,
        "sizes": [asdict(size) for size in settings.sizes],
    }


def _size(plain: object) -> SheetLayout:
    try:
        given = dict(plain) if isinstance(plain, Mapping) else {}
        return SheetLayout(**{**given, "paper": tuple(given["paper"])})
    except (KeyError, TypeError):
        raise Refused("bad_setting", "“{value}” is no {setting}.", value=plain, setting="labels") from None


def _list(plain: object) -> Sequence[Any]:
    return plain if isinstance(plain, list | tuple) else ()


def _like(value: Any, usual: Any) -> Any:
    return value if type(value) is type(usual) else usual
