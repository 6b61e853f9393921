"""The e-reporting as XML: element by element as the external specifications have it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from drivers.accounting.e_reporting import write_e_report_xml
from ess_shop.domain.accounting_settings import AccountingSettings
from ess_shop.domain.currencies import CHF, EUR
from ess_shop.domain.e_reporting import Category, DayCategory, EReport, RateSum
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused

AT = datetime(2026, 4, 2, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))
SETTINGS = AccountingSettings(platform="0041", platform_name="Plateforme & Cie")
SHOP = Shop("La Remise", siret="55210055400013")


def rate(percent: str, base: int, tax: int) -> RateSum:
    return RateSum(Rate.percent(percent), Money(base, EUR), Money(tax, EUR))


REPORT = EReport(
    SHOP,
    date(2026, 3, 1),
    date(2026, 3, 31),
    (
        DayCategory(
            date(2026, 3, 3), Category.GOODS, 5, (rate("20", 40_000, 8_000), rate("5.5", 10_000, 550))
        ),
        DayCategory(date(2026, 3, 3), Category.MARGIN, 2, (rate("20", -6_000, -1_200),)),
    ),
)

SCHEMA = Path(__file__).with_name("flow_10_3.xsd")
"""The part of the Report that flow 10.3 uses, in the order of its elements."""


def test_it_has_the_elements_of_flow_10_3(tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    write_e_report_xml(path, REPORT, SETTINGS, at=AT)
    document = etree.parse(path)
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(document)
    root = document.getroot()
    assert root.findtext("ReportDocument/Id") == "552100554-20260301-20260402093000"
    assert root.findtext("ReportDocument/Issuer/Id") == "552100554"
    assert [each.get("schemeId") for each in root.findall("ReportDocument/*/Id")] == ["0238", "0002"]
    goods, margin = root.findall("TransactionsReport/Transactions")
    assert (goods.findtext("TaxExclusiveAmount"), goods.findtext("TaxTotal")) == ("500.00", "85.50")
    assert [each.findtext("TaxPercent") for each in goods.findall("TaxSubtotal")] == ["20", "5.5"]
    assert (goods.findtext("TransactionsCount"), margin.findtext("CategoryCode")) == ("5", "TMA1")
    assert margin.findtext("TaxTotal") == "-12.00"


def test_a_report_that_takes_the_place_of_another_says_so(tmp_path: Path) -> None:
    write_e_report_xml(tmp_path / "report.xml", REPORT, SETTINGS, at=AT, corrected=True)
    assert etree.parse(tmp_path / "report.xml").findtext("ReportDocument/TypeCode") == "RE"


@pytest.mark.parametrize(
    ("report", "settings", "at", "code"),
    [
        (replace(REPORT, shop=replace(SHOP, siret="")), SETTINGS, AT, "no_siret"),
        (REPORT, AccountingSettings(), AT, "no_platform"),
        (REPORT, replace(SETTINGS, platform_name=""), AT, "no_platform"),
        (replace(REPORT, shop=replace(SHOP, currency=CHF)), SETTINGS, AT, "not_in_euro"),
        (REPORT, SETTINGS, AT.replace(month=3, day=31), "period_not_over"),
    ],
)
def test_what_no_platform_would_take_is_refused(
    tmp_path: Path, report: EReport, settings: AccountingSettings, at: datetime, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        write_e_report_xml(tmp_path / "report.xml", report, settings, at=at)
    assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []
