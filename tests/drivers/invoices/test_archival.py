"""Every kind of invoice on paper: made to be kept, its data inside, the same bytes each time, and legible."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader

from drivers.invoices.cross_industry import invoice_xml
from drivers.invoices.paper import invoice_pdf, write_invoice
from ess_shop.domain.currencies import CHF
from ess_shop.domain.invoices import Invoice
from ess_shop.domain.money import Rate
from ess_shop.domain.terms import VatRole
from ess_shop.errors import StorageTrouble
from ess_shop.wording import speaking
from tests.drivers.invoices.keeping_rules import attached, breaches
from tests.drivers.invoices.worked_cases import (
    FRANCHISE,
    IDENTITY,
    NOBODY_OFFICIAL,
    PRIVATE,
    SHOP,
    SWISS,
    TWENTY,
    bought,
    cases,
    commission,
    self_billed,
)

CASES = cases()
SWISS_SHOP = replace(SHOP, currency=CHF, commission_vat=Rate.percent("8.1"), country="CH", siret="")
FRENCH = speaking("fr")


@cache
def paper(name: str) -> bytes:
    """The file of a case."""
    return invoice_pdf(CASES[name], FRENCH)


def text_of(pdf: bytes) -> str:
    """All that can be read, on one line."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("name", CASES)
def test_it_can_be_kept(name: str) -> None:
    assert breaches(paper(name)) == []
    assert attached(paper(name)) == invoice_xml(CASES[name], FRENCH)


@pytest.mark.parametrize(
    ("without", "said"),
    [
        ((b"/GTS_PDFA1", b"/GTS_PDFXX"), "nothing says what the colours mean"),
        ((b"<pdfaid:part>3", b"<pdfaid:part>2"), "the description does not say PDF/A-3b"),
        (
            (b"/AFRelationship /Alternative", b"/AFRelationship /Supplement "),
            "the data are not the other form",
        ),
        ((b"/FontFile2", b"/FontFile9"), "is not inside the file"),
        ((b"%PDF-1.7", b"%PDF-2.0"), "the file does not begin as it must"),
        ((b"<fx:ConformanceLevel>EN", b"<fx:ConformanceLevel>XX"), "Factur-X is described as"),
        ((b"<xmp:CreateDate>2026", b"<xmp:CreateDate>2025"), "the day is told twice"),
    ],
)
def test_what_is_broken_is_found(without: tuple[bytes, bytes], said: str) -> None:
    whole, (old, new) = paper("A"), without
    assert old in whole
    assert any(said in breach for breach in breaches(whole.replace(old, new)))


@pytest.mark.parametrize(
    "invoice",
    [
        commission(3600, 3000, PRIVATE, replace(NOBODY_OFFICIAL, email="")),
        self_billed(bought(VatRole.D, TWENTY, 8400), identity=SWISS),
        self_billed(
            bought(VatRole.E1, TWENTY, 8400), identity=replace(SWISS, vat_number=""), member=FRANCHISE
        ),
        commission(3600, 3330, shop=SWISS_SHOP),
    ],
    ids=["nobody reached by platforms", "Swiss seller", "small Swiss seller", "Swiss shop"],
)
def test_paper_alone_where_no_data_can_go(invoice: Invoice) -> None:
    pdf = invoice_pdf(invoice, FRENCH)
    assert breaches(pdf) == []
    assert attached(pdf) is None
    assert "Factur-X" not in text_of(pdf)


def test_same_invoice_same_bytes() -> None:
    assert all(invoice_pdf(CASES[name], FRENCH) == paper(name) for name in ("A", "D", "awkward characters"))


def test_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "FC-2026-00042.pdf"
    write_invoice(path, CASES["A"], FRENCH)
    assert path.read_bytes() == paper("A")
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(StorageTrouble):
        write_invoice(tmp_path / "nowhere" / "a.pdf", CASES["A"], FRENCH)


def test_what_is_read_on_a_commission_invoice() -> None:
    text = text_of(paper("with a fee"))
    for said in (
        "Facture de commission",
        "FC-2026-00042",
        "3 décembre 2026",
        "prestation de services",
        "SIRET 552 100 554 00013",
        "TVA FR66552100554",
        "SIRET 732 829 320 00074",
        "Rent of a shelf & <hooks>, novembre 2026",
        "TVA 20 % sur 42,50 €",
        "Total TTC 51,00 €",
        "Reste à payer 0,00 €",
        "voir le relevé RV-2026-11-0007",
        "indemnité forfaitaire de 40 €",
        "triple du taux d’intérêt légal",
        "Pas d’escompte",
    ):
        assert said in text, said


def test_what_is_read_on_a_self_billed_invoice() -> None:
    text = text_of(paper("E1"))
    for said in (
        "Facture en autofacturation",
        "Autofacturation",
        "AF-2026-TISSE-0003",
        "L’Atelier tissé EI",
        "TVA non applicable, art. 293 B du CGI",
        "au nom et pour le compte de L’Atelier tissé EI, en vertu du mandat du 15 janvier 2026",
        "Sans contestation jusqu’au 18 décembre 2026",
        "2 janvier 2027",
        "livraison de biens",
        "La boutique vous doit 84,00 €",
    ):
        assert said in text, said
    assert "FR44732829320" not in text


def test_what_is_read_on_a_credit_note() -> None:
    text = text_of(paper("more given back than bought"))
    for said in ("Avoir en autofacturation", "Rectifie la facture AF-2026-TISSE-0001 du 4 novembre 2026"):
        assert said in text, said


def test_nobody_is_cut_short() -> None:
    text = text_of(paper("awkward characters"))
    assert "collectif à responsabilité limitée et à capital variable" in text
    assert "au fond de la cour, à gauche après le four" in text


def test_signs_that_control_a_machine_do_no_harm() -> None:
    awkward = replace(IDENTITY, name="Atelier\x0b\x00tissé", street="2 rue\nNeuve", contact="Maude\tLefèvre")
    pdf = invoice_pdf(commission(3600, 3000, identity=awkward), FRENCH)
    assert breaches(pdf) == []
    data = attached(pdf)
    assert data is not None
    assert etree.fromstring(data).findtext(".//{*}BuyerTradeParty/{*}Name") == "Atelier  tissé"
