"""A month at the till that comes out the same on every machine: what is on the shelves, and who buys what."""

from __future__ import annotations

import hashlib
import json
from random import Random
from typing import Any

from stdnum import ean

MEMBERS = 50
FINGERPRINT = "755c2c6690325091"
"""Of 1,000 products and 500 sales; figures are only comparable as long as it holds."""


def barcode(number: int) -> str:
    """The in-store EAN-13 of a product."""
    head = f"20{number * 7 + 1:010d}"
    return head + str(ean.calc_check_digit(head))


def product(number: int) -> dict[str, Any]:
    """A product from 1 to 50 €, seven in ten at the normal rate, its makers taking turns."""
    dice = Random(f"product-{number}")
    cents = 5 * dice.randint(20, 1000)
    return {
        "i": number,
        "barcode": barcode(number),
        "name": f"Article {number:06d}",
        "cents": cents,
        "vat": "20.0" if dice.random() < 0.7 else "5.5",
        "supplier": number % MEMBERS,
    }


def products(count: int) -> list[dict[str, Any]]:
    """The first products of the catalogue."""
    return [product(number) for number in range(count)]


def sales(count: int = 500, catalogue: int = 1000) -> list[dict[str, Any]]:
    """Tickets of October 2026, spread over 28 days; low numbers sell best, no product twice on a ticket."""
    dice = Random("sales-2026-10")
    made = []
    for number in range(count):
        wanted = dice.randint(1, 6)
        chosen: dict[int, None] = {}
        while len(chosen) < wanted:
            chosen.setdefault(int(catalogue * dice.random() ** 2))
        lines = [(each, dice.choices((1, 2, 3), (80, 15, 5))[0]) for each in chosen]
        made.append({"i": number, "date": f"2026-10-{1 + number * 28 // count:02d}", "lines": lines})
    return made


def fingerprint() -> str:
    """What the workload is made of, in 16 digits."""
    text = json.dumps([products(1000), sales(500)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


assert fingerprint() == FINGERPRINT, "this is another workload: its figures compare with nothing"
