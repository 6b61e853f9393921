"""How `month` tells checks, the table and the lines behind a figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ess_shop.domain.carried_words import why_carried
from ess_shop.services.month_words import check_name, line_said, severity_said
from ui.cli.speaking import print_table, say, words

if TYPE_CHECKING:
    from ess_shop.domain.settlement import Row
    from ess_shop.services.explaining import Explanation
    from ess_shop.services.month_checks import Finding
    from ess_shop.services.month_table import MonthTable


def show_findings(found: Sequence[Finding]) -> None:
    """One line for each."""
    for each in found:
        said = check_name(each.check, words)
        if each.why is None:
            say("{mark} {check}", mark=severity_said(each.severity, words), check=said)
        else:
            mark, why = severity_said(each.severity, words), words.error(each.why)
            say("{mark} {check}: {why}", mark=mark, check=said, why=why)


def plain_findings(found: Sequence[Finding]) -> list[dict[str, str]]:
    """The same for machines."""
    return [
        {
            "check": str(each.check),
            "severity": str(each.severity),
            "code": each.why.code if each.why else "",
            "said": words.error(each.why) if each.why else "",
        }
        for each in found
    ]


def show_table(table: MonthTable) -> None:
    """The members, exceptions first, then what is paid in all."""
    heads = [
        words(head)
        for head in (
            "Member",
            "Currency",
            "Opening",
            "Sold",
            "Returned",
            "Kept",
            "Fees",
            "Adjusted",
            "Due",
            "Paid",
            "Carried",
            "Why",
        )
    ]
    rows = []
    for each in table.rows:
        for row in each.rows:
            legal = row is each.legal
            figures = (each.sold, each.returned, each.kept, each.fees, each.adjusted) if legal else ()
            rows.append(
                [
                    row.code,
                    row.balance.currency.code,
                    words.amount(row.opening),
                    *(words.amount(figure) for figure in figures),
                    *([""] * (5 - len(figures))),
                    words.amount(row.balance),
                    words.amount(row.paid),
                    words.amount(row.carried),
                    why_carried(row.why_carried, words),
                ]
            )
    print_table(heads, rows, frozenset(range(2, 11)))
    for amount in table.paid().values():
        say("Paid in all: {amount}", amount=amount)
    for code, minor in table.missing.items():
        say("Missing: {amount}", amount=table.shop.local_named(code).money(minor))


def plain_table(table: MonthTable) -> dict[str, object]:
    """The same for machines."""

    def row_plain(row: Row) -> dict[str, str]:
        return {
            "currency": row.balance.currency.code,
            "opening": str(row.opening.decimal()),
            "balance": str(row.balance.decimal()),
            "paid": str(row.paid.decimal()),
            "carried": str(row.carried.decimal()),
            "why": str(row.why_carried),
        }

    return {
        "month": str(table.month),
        "approved": bool(table.settled.approved_at),
        "members": [
            {
                "member": each.code,
                "sold": str(each.sold.decimal()),
                "returned": str(each.returned.decimal()),
                "kept": str(each.kept.decimal()),
                "fees": str(each.fees.decimal()),
                "adjusted": str(each.adjusted.decimal()),
                "rows": [row_plain(row) for row in each.rows],
            }
            for each in table.rows
        ],
    }


def show_explanation(found: Explanation) -> None:
    """The lines, then their sum."""
    rows = [
        [
            words.day(line.day) if line.day else "",
            line.ticket,
            line_said(line, found.row, words),
            words.amount(line.amount),
        ]
        for line in found.lines
    ]
    heads = [words("Day"), words("Ticket"), words("What"), words("Amount")]
    print_table(heads, rows, frozenset({3}))
    click.echo(words("Together: {amount}", amount=found.amount))
