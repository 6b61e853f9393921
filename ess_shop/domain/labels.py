"""Labels for goods: what stands on one, and the shop's own barcodes in the range kept for shops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

from stdnum import ean

from ess_shop.domain.articles import checked_barcode, has_control
from ess_shop.domain.money import Money
from ess_shop.errors import Refused

MOST_LABELS = 5_000
"""More in one go are taken for a typing error."""

LARGEST_NUMBER = 10**10 - 1
LONGEST_ADDRESS = 150
"""More letters would make a QR code that is too fine for a label."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed for one article; `address` is the member's page ("" for none).

    Refused for a barcode that is no EAN-13 with a right check digit, for control characters, and for an
    address that no telephone could open.
    """

    text: str
    barcode: str
    price: Money | None = None
    member: str = ""
    story: str = ""
    origin: str = ""
    second_hand: bool = False
    address: str = ""

    def __post_init__(self) -> None:
        if not is_printed(self.barcode):
            raise Refused(
                "label_barcode",
                "“{text}”: {barcode} is no barcode of 13 digits with a right check digit. Correct it, "
                "then print.",
                text=self.text,
                barcode=self.barcode or "–",
            )
        for written in (self.text, self.member, self.story, self.origin):
            if has_control(written):
                raise Refused(
                    "label_text",
                    "The label of {barcode} holds characters that cannot be printed. Type its texts again.",
                    barcode=self.barcode,
                )
        if self.address and not is_address(self.address):
            raise Refused(
                "label_address",
                "“{address}” is no web address that fits a QR code: write it like https://example.org/member.",
                address=self.address,
            )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label, and how many of it."""

    label: Label
    copies: int = 1


def each(wanted: Sequence[Wanted]) -> list[Label]:
    """Every label to print, copies side by side. Refused for less than one, or more than MOST_LABELS."""
    several = [order.copies for order in wanted]
    if not several or min(several) < 1 or sum(several) > MOST_LABELS:
        raise Refused(
            "label_count",
            "From 1 to {most} labels are printed in one go, not {count}.",
            most=MOST_LABELS,
            count=sum(several),
        )
    return [order.label for order in wanted for _ in range(order.copies)]


def is_printed(barcode: str) -> bool:
    """Whether a barcode is an EAN-13 with a right check digit, as labels carry it."""
    try:
        return len(barcode) == 13 and checked_barcode(barcode) == barcode
    except ValueError:
        return False


def one_line(story: str) -> str:
    """The first line of a story that says something, its spaces single."""
    lines = (" ".join(line.split()) for line in story.splitlines())
    return next((line for line in lines if line), "")


@dataclass(frozen=True, slots=True)
class OwnRange:
    """Where the shop's own barcodes are: a prefix from 20 to 29 (GS1 leaves these to each shop).

    `scales` are the prefixes in which the shop's scales print weight or price: they must stay apart.
    """

    prefix: str = "29"
    scales: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for prefix in (self.prefix, *self.scales):
            if len(prefix) != 2 or not prefix.isascii() or not prefix.isdigit() or prefix[0] != "2":
                raise Refused(
                    "barcode_prefix",
                    "“{prefix}” is no prefix for the shop’s own barcodes: it is a number from 20 to 29.",
                    prefix=prefix,
                )
        if self.prefix in self.scales:
            raise Refused(
                "barcode_prefix_taken",
                "The shop’s scale prints barcodes that begin with {prefix}: choose another prefix for "
                "labels.",
                prefix=self.prefix,
            )

    def barcode(self, number: int) -> str:
        """The EAN-13 of a running number from 1 on; Refused when the range is used up."""
        if not 1 <= number <= LARGEST_NUMBER:
            raise Refused(
                "barcode_range_full",
                "There is no barcode left that begins with {prefix}: choose another prefix.",
                prefix=self.prefix,
            )
        body = f"{self.prefix}{number:010d}"
        return f"{body}{ean.calc_check_digit(body)}"

    def next_free(self, number: int, is_taken: Callable[[str], bool]) -> tuple[int, str]:
        """The first number from `number` on whose barcode nobody has, with that barcode."""
        return next(
            (candidate, barcode)
            for candidate in count(number)
            if not is_taken(barcode := self.barcode(candidate))
        )


def is_address(address: str) -> bool:
    """Whether a telephone opens it, and a QR code on a label holds it."""
    scheme, _, place = address.partition("://")
    plain = address.isascii() and address.isprintable() and " " not in address
    return plain and scheme in {"http", "https"} and bool(place) and len(address) <= LONGEST_ADDRESS
