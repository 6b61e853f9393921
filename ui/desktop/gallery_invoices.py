"""The gallery's invoices: a commission with fees, goods at several rates, a small trader's, a credit note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from ess_shop.domain.currencies import EUR
from ess_shop.domain.invoices import Category, Earlier, Invoice, InvoiceKind, InvoiceLine, Party, Subject
from ess_shop.domain.money import ZERO_RATE, Money, Rate
from ess_shop.domain.settlement import Month
from ess_shop.wording import Words
from ui import bootstrap
from ui.desktop.gallery_sheets import pictured

SHOP = Party(
    "La Boutique des Quatre Vents",
    "4, place du Marché",
    "74500",
    "Évian-les-Bains",
    "FR",
    siret="55210055400013",
    vat_number="FR66552100554",
    email="bonjour@quatre-vents.example",
)
WEAVERS = Party(
    "L’Atelier du tissage et de la filature, société coopérative d’intérêt collectif à capital variable",
    "Lieu-dit Le Mas d’en Haut, bâtiment C, au fond de la cour",
    "74200",
    "Thonon-les-Bains",
    "FR",
    siret="73282932000074",
    vat_number="FR44732829320",
    contact="Maude Lefèvre",
    code="TISSAGE",
)
POTTER = Party(
    "Odile Perrin EI", "12, rue du Four", "74500", "Publier", "FR", siret="73282932000074", code="POTERIE"
)
TWENTY, FIVE_AND_HALF = Rate.percent(20), Rate.percent("5.5")


def papers(words: Words, folder: Path) -> int:
    """Each as a file and as a picture; returns how many pictures there are."""
    press, count = bootstrap.PaperWriter(words), 0
    for number, (name, invoice) in enumerate(_invoices(), start=97):
        pdf = folder / f"{invoice.number}.pdf"
        press.invoice(pdf, invoice)
        count += pictured(pdf, folder, f"{number}-invoice-{name}")
    return count


def _invoices() -> Iterator[tuple[str, Invoice]]:
    commission = Invoice(
        kind=InvoiceKind.COMMISSION,
        number="FC-2026-00042",
        day=date(2026, 12, 3),
        month=Month(2026, 11),
        seller=SHOP,
        buyer=WEAVERS,
        lines=(
            _line(30_480, 6_096, TWENTY, Subject.COMMISSION),
            replace(_line(1_250, 250, TWENTY, Subject.FEE), reason="Monthly fee of the contract"),
        ),
        total=_euros(38_076),
        retained=_euros(38_076),
        statement="RV-2026-11-0007",
    )
    yield "commission", commission
    bought = replace(
        commission,
        kind=InvoiceKind.SELF_BILLED,
        number="AF-2026-TISSAGE-0003",
        seller=WEAVERS,
        buyer=SHOP,
        lines=(_line(70_000, 14_000, TWENTY), _line(7_000, 385, FIVE_AND_HALF)),
        total=_euros(91_385),
        retained=_euros(0),
        mandate_on=date(2026, 1, 15),
        contest_until=date(2026, 12, 18),
    )
    yield "self-billed", bought
    small = replace(
        bought,
        number="AF-2026-POTERIE-0002",
        seller=POTTER,
        lines=(InvoiceLine(Subject.GOODS, _euros(8_400), _euros(0), ZERO_RATE, Category.EXEMPT),),
        total=_euros(8_400),
    )
    yield "small-trader", small
    yield (
        "credit",
        replace(
            small,
            number="AF-2026-POTERIE-0003",
            credit=True,
            corrects=(Earlier(small.number, date(2026, 11, 3)),),
        ),
    )


def _line(net: int, tax: int, rate: Rate, subject: Subject = Subject.GOODS) -> InvoiceLine:
    return InvoiceLine(subject, _euros(net), _euros(tax), rate)


def _euros(minor: int) -> Money:
    return Money(minor, EUR)
