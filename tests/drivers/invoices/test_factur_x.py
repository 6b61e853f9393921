"""Every kind of invoice against the schema and the European and French rules: not one finding."""

from __future__ import annotations

from decimal import Decimal

import pytest
from facturx import xml_check_xsd
from lxml import etree

from drivers.invoices.cross_industry import has_data, invoice_xml
from ess_shop.domain.invoices import Invoice
from ess_shop.wording import speaking
from tests.drivers.invoices.rule_sets import EUROPEAN, FRENCH, findings
from tests.drivers.invoices.worked_cases import cases

CASES = cases()
RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"


def _xml(invoice: Invoice, language: str = "fr") -> bytes:
    return invoice_xml(invoice, speaking(language))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", CASES)
def test_nothing_to_find(name: str, language: str) -> None:
    assert has_data(CASES[name])
    xml = _xml(CASES[name], language)
    assert xml_check_xsd(xml, flavor="factur-x", level="en16931")
    assert findings(xml, EUROPEAN) == []
    assert findings(xml, FRENCH) == []


def _sums(xml: bytes) -> dict[str, str]:
    root = etree.fromstring(xml)
    summation = root.find(f".//{RAM}SpecifiedTradeSettlementHeaderMonetarySummation")
    assert summation is not None
    return {etree.QName(each).localname: each.text or "" for each in summation}


def _rates(xml: bytes) -> list[tuple[str, str, str, str]]:
    root = etree.fromstring(xml)
    names = ("CategoryCode", "RateApplicablePercent", "BasisAmount", "CalculatedAmount")
    return [
        tuple(tax.findtext(f"{RAM}{name}", default="") for name in names)  # type: ignore[misc]
        for tax in root.iterfind(f".//{RAM}ApplicableHeaderTradeSettlement/{RAM}ApplicableTradeTax")
    ]


@pytest.mark.parametrize(
    ("name", "rates", "total", "retained", "due"),
    [
        ("A", [("S", "20", "30.00", "6.00")], "36.00", "36.00", "0.00"),
        ("B", [("S", "20", "30.00", "6.00")], "36.00", "36.00", "0.00"),
        ("C", [("E", "0", "36.00", "0.00")], "36.00", "36.00", "0.00"),
        ("D", [("S", "20", "70.00", "14.00")], "84.00", None, "84.00"),
        ("E1", [("E", "0", "84.00", "0.00")], "84.00", None, "84.00"),
        ("book at 30 % of the tag", [("S", "20", "26.38", "5.27")], "31.65", "31.65", "0.00"),
        (
            "mixed rates",
            [("S", "20", "70.00", "14.00"), ("S", "5.5", "70.00", "3.85"), ("S", "2.1", "10.00", "0.21")],
            "168.06",
            None,
            "168.06",
        ),
        ("with a fee", [("S", "20", "42.50", "8.50")], "51.00", "51.00", "0.00"),
        ("more returned than sold", [("S", "20", "30.00", "6.00")], "36.00", "36.00", "0.00"),
        ("association outside VAT", [("O", "", "84.00", "0.00")], "84.00", None, "84.00"),
    ],
)
def test_worked_figures(
    name: str, rates: list[tuple[str, str, str, str]], total: str, retained: str | None, due: str
) -> None:
    xml = _xml(CASES[name])
    sums = _sums(xml)
    assert _rates(xml) == rates
    assert sums["GrandTotalAmount"] == total
    assert sums.get("TotalPrepaidAmount") == retained
    assert sums["DuePayableAmount"] == due
    assert Decimal(sums["TaxBasisTotalAmount"]) + Decimal(sums["TaxTotalAmount"]) == Decimal(total)


@pytest.mark.parametrize(
    ("name", "code"),
    [("A", "380"), ("D", "389"), ("more returned than sold", "381"), ("more given back than bought", "261")],
)
def test_what_it_is(name: str, code: str) -> None:
    root = etree.fromstring(_xml(CASES[name]))
    assert root.findtext(f".//{RAM}TypeCode") == code


def test_exemptions_say_why() -> None:
    root = etree.fromstring(_xml(CASES["E1"]))
    assert root.findtext(f".//{RAM}ExemptionReason") == "TVA non applicable, art. 293 B du CGI"
    assert root.findtext(f".//{RAM}ExemptionReasonCode") == "VATEX-FR-FRANCHISE"


def test_a_rule_that_is_broken_is_found() -> None:
    """The rules would speak up: an amount, a mention and the seller's number are each missed."""
    xml = _xml(CASES["A"])
    assert findings(xml.replace(b">36.00</ram:GrandTotalAmount", b">36.01</ram:GrandTotalAmount"), EUROPEAN)
    assert findings(xml.replace(b">PMD<", b">REG<"), FRENCH)
    assert findings(
        xml.replace(b'<ram:ID schemeID="0002">552100554<', b'<ram:ID schemeID="0002">5521<'), FRENCH
    )


def test_same_invoice_same_bytes() -> None:
    assert all(_xml(invoice) == _xml(invoice) for invoice in CASES.values())
