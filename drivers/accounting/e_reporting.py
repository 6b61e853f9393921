"""The e-reporting of sales to the public: flow 10.3 as XML, and the same figures as a table.

The XML follows the DGFiP's external specifications (3.1 and later) as far as they are public: one `Report`
with its document and one group of `Transactions` per day and category, rates below. It is what the shop hands
to its registered platform, which checks it against the official schemas and passes it on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from drivers.accounting.characters import one_line
from drivers.tables.csv_file import write_table
from drivers.whole_file import write_whole
from ess_shop.domain.accounting_settings import AccountingSettings
from ess_shop.domain.e_reporting import DayCategory, EReport
from ess_shop.domain.money import Money
from ess_shop.errors import Refused

COLUMNS = ("day", "category", "tickets", "vat_percent", "before_tax", "vat", "currency")
PLATFORMS, SIRENS = "0238", "0002"
"""Whose numbers identify platforms and companies (ISO 6523)."""

INITIAL, CORRECTED = "IN", "RE"
"""The first report of a period, and one that replaces it."""


def write_e_report_csv(path: Path, report: EReport) -> None:
    """Write the groups of a period, a line per day, category and rate."""
    write_table(
        path,
        COLUMNS,
        [
            (
                group.day.isoformat(),
                str(group.category),
                group.count,
                str(each.rate.as_percent),
                each.before_tax.decimal(),
                each.tax.decimal(),
                each.tax.currency.code,
            )
            for group in report.groups
            for each in group.rates
        ],
    )


def write_e_report_xml(
    path: Path, report: EReport, settings: AccountingSettings, *, at: datetime, corrected: bool = False
) -> None:
    """Write the report of a period, made at `at`, whole or not at all.

    Refused without the shop's SIRET or its platform's number, before the period is over, and for a shop whose
    money is not the euro.
    """
    siren = report.shop.siret[:9]
    if len(siren) != 9:
        raise Refused("no_siret", "The shop’s SIRET is missing: write it into the settings of the shop.")
    if not settings.platform or not settings.platform_name:
        raise Refused(
            "no_platform",
            "Write the number and the name of the registered platform into the settings of the accounts.",
        )
    if report.shop.currency.code != "EUR":
        raise Refused("not_in_euro", "The e-reporting is for shops whose money is the euro.")
    if at.date() <= report.last:
        raise Refused("period_not_over", "The period ends on {day}: report it after that.", day=report.last)
    root = ET.Element("Report")
    _document(root, report, settings, at, siren, corrected=corrected)
    told = ET.SubElement(root, "TransactionsReport")
    period = ET.SubElement(told, "ReportPeriod")
    _leaf(period, "StartDate", _day(report.first))
    _leaf(period, "EndDate", _day(report.last))
    for group in report.groups:
        _transactions(told, group)
    ET.indent(root, " ")
    write_whole(path, ET.tostring(root, "UTF-8", xml_declaration=True) + b"\n")


def _document(
    root: ET.Element,
    report: EReport,
    settings: AccountingSettings,
    at: datetime,
    siren: str,
    *,
    corrected: bool,
) -> None:
    document = ET.SubElement(root, "ReportDocument")
    _leaf(document, "Id", f"{siren}-{_day(report.first)}-{at:%Y%m%d%H%M%S}")
    issued = ET.SubElement(document, "IssueDateTime")
    _leaf(issued, "DateTimeString", f"{at:%Y%m%d%H%M%S}")
    _leaf(document, "TypeCode", CORRECTED if corrected else INITIAL)
    _party(document, "Sender", PLATFORMS, settings.platform, settings.platform_name, "WK")
    _party(document, "Issuer", SIRENS, siren, report.shop.name, "SE")


def _party(document: ET.Element, tag: str, scheme: str, id: str, name: str, role: str) -> None:
    party = ET.SubElement(document, tag)
    ET.SubElement(party, "Id", schemeId=scheme).text = id
    _leaf(party, "Name", one_line(name))
    _leaf(party, "RoleCode", role)


def _transactions(told: ET.Element, group: DayCategory) -> None:
    element = ET.SubElement(told, "Transactions")
    for tag, text in _figures(group):
        _leaf(element, tag, text)
    for each in group.rates:
        rate = ET.SubElement(element, "TaxSubtotal")
        _leaf(rate, "TaxPercent", str(each.rate.as_percent))
        _leaf(rate, "TaxableAmount", _amount(each.before_tax))
        _leaf(rate, "TaxTotal", _amount(each.tax))


def _figures(group: DayCategory) -> Iterator[tuple[str, str]]:
    yield "Date", _day(group.day)
    yield "TransactionsCurrency", group.tax.currency.code
    yield "CategoryCode", str(group.category)
    yield "TaxExclusiveAmount", _amount(group.before_tax)
    yield "TaxTotal", _amount(group.tax)
    yield "TransactionsCount", str(group.count)


def _leaf(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text


def _amount(amount: Money) -> str:
    return str(amount.decimal())


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"
