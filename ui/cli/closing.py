"""`close`: months and years, closed once for ever, and their papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ess_shop.errors import Refused
from ui.cli.place import opened
from ui.cli.speaking import print_json, print_table, say, told, words

if TYPE_CHECKING:
    from ess_shop.domain.periods import Period
    from ess_shop.ports import Books

_PDF = click.option("--pdf", type=click.Path(path_type=Path), help=words("Write the closing into this PDF."))


@click.group(help=words("Close a month or a year, or show what is closed."))
def close() -> None:
    """What is closed takes nothing more."""


@close.command(help=words("Close a month (YYYY-MM), its open days and every month before it."))
@click.argument("month")
@_PDF
@click.pass_context
@told
def month(context: click.Context, month: str, pdf: Path | None) -> None:
    """Close a month."""
    from ess_shop.domain.settlement import Month
    from ess_shop.services.closing_periods import close_month
    from ui import bootstrap

    asked = Month.parse(month)
    with opened(context) as books:
        with books.read() as read:
            at = bootstrap.now(read.shop().timezone)
        _told(books, close_month(books, asked, at=at), pdf)


@close.command(help=words("Close a year (YYYY), its months and every year before it."))
@click.argument("year")
@_PDF
@click.pass_context
@told
def year(context: click.Context, year: str, pdf: Path | None) -> None:
    """Close a year."""
    from ess_shop.domain.settlement import YEARS
    from ess_shop.services.closing_periods import close_year
    from ui import bootstrap

    if not (year.isascii() and year.isdigit() and len(year) == len("2026") and int(year) in YEARS):
        raise Refused("bad_year", "“{text}” is no year: write it like 2026.", text=year[:20])
    with opened(context) as books:
        with books.read() as read:
            at = bootstrap.now(read.shop().timezone)
        _told(books, close_year(books, int(year), at=at), pdf)


@close.command("list", help=words("The closed months and years with their totals."))
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@click.pass_context
@told
def listed(context: click.Context, as_json: bool) -> None:
    """What is closed."""
    from ess_shop.domain.periods import PeriodKind

    with opened(context) as books, books.read() as read:
        shop = read.shop()
        periods = [each for kind in PeriodKind for each in read.periods(kind)]
    money = shop.money
    perpetual = [sum(each.perpetual for each in period.figures.taxpayers) for period in periods]
    if as_json:
        print_json(
            [
                {
                    "kind": str(period.kind),
                    "name": period.name,
                    "number": period.number,
                    "closed_at": period.at,
                    "tickets": period.figures.tickets,
                    "total": str(money(period.figures.total).decimal()),
                    "perpetual": str(money(each).decimal()),
                }
                for period, each in zip(periods, perpetual, strict=True)
            ]
        )
        return
    rows = [
        [
            period.name,
            words.number(period.number),
            words.number(period.figures.tickets),
            words.amount(money(period.figures.total)),
            words.amount(money(each)),
        ]
        for period, each in zip(periods, perpetual, strict=True)
    ]
    heads = (words("Period"), words("No."), words("Tickets"), words("With tax"), words("Perpetual total"))
    print_table(heads, rows, frozenset(range(1, 5)))


def _told(books: Books, period: Period, pdf: Path | None) -> None:
    """What was closed, and its paper if it is wished."""
    from ess_shop.services.closures import period_paper
    from ui import bootstrap

    with books.read() as read:
        shop = read.shop()
        paper = period_paper(read, period.kind, period.name) if pdf is not None else None
    say(
        "{period} is closed: {tickets} tickets, {total}.",
        period=period.name,
        tickets=words.number(period.figures.tickets),
        total=shop.money(period.figures.total),
    )
    if pdf is not None and paper is not None:
        bootstrap.LawPress(words).period(pdf, paper)
        say("The closing is in {path}.", path=pdf)
