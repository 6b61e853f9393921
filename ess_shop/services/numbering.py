"""Codes and barcodes for articles that come into the books: the next that are free, each given once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import count

from ess_shop.domain.labels import OwnRange
from ess_shop.reading import Reading


def free_codes(read: Reading, member_code: str) -> Iterator[str]:
    """The member's code and a running number, from behind the highest that was ever given."""
    begin = f"{member_code}-"
    taken = (re.fullmatch(r"[0-9]{1,9}", code.removeprefix(begin)) for code in read.codes_from(begin))
    highest = max((int(found[0]) for found in taken if found), default=0)
    return (f"{begin}{number:03d}" for number in count(highest + 1))


def free_barcodes(read: Reading, own: OwnRange, *, besides: Set[str] = frozenset()) -> Iterator[str]:
    """Barcodes of the shop's own range that no article has, nor is among `besides`.

    Refused when the range is used up.
    """
    taken, number = read.barcodes_from(own.prefix) | besides, 0
    while True:
        number, barcode = own.next_free(number + 1, taken.__contains__)
        yield barcode
