"""How long labels take to print: five hundred on sheets, a hundred on a label printer."""

from __future__ import annotations

from typing import Any

from bench_shop import note

from drivers.labels import brother_ql
from drivers.labels.sheet import sheets_pdf
from ess_shop.domain.currencies import EUR
from ess_shop.domain.label_sheets import AVERY
from ess_shop.domain.labels import Label, OwnRange
from ess_shop.wording import speaking

FR = speaking("fr")


def labels(number: int) -> list[Label]:
    """So many labels, all different, of members with pages of their own."""
    own = OwnRange()
    return [
        Label(
            text=f"Confiture d’abricots du verger, pot numéro {place}",
            barcode=own.barcode(place),
            price=EUR.parse("4,90") * (place % 50 + 1),
            member=f"Coopérative numéro {place % 60}",
            story=f"Cueillis à la main par {place % 60} familles depuis plus de trente ans.",
            origin="Saint-Julien-en-Genevois",
            second_hand=place % 9 == 0,
            address=f"https://boutique-commune.example/m/{place % 60}",
        )
        for place in range(1, number + 1)
    ]


def test_labels_on_sheets(benchmark: Any) -> None:
    several = labels(500)
    pdf = benchmark.pedantic(sheets_pdf, (several, AVERY["L7160"], FR), rounds=5, iterations=1)
    note(benchmark, labels=len(several), kilobytes=len(pdf) // 1000)


def test_labels_on_a_label_printer(benchmark: Any) -> None:
    several = labels(100)
    job = benchmark.pedantic(brother_ql.job, (several, brother_ql.MEDIA["62x29"], FR), rounds=3, iterations=1)
    note(benchmark, labels=len(several), kilobytes=len(job) // 1000)
