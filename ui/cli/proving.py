"""`verify` and `report`: what the books say, and whether they may be believed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ess_shop.errors import ShopError
from ui.cli.place import opened
from ui.cli.speaking import REFUSED, facts_json, print_json, print_table, progress, say, told, warn, words

if TYPE_CHECKING:
    from ess_shop.domain.settlement import Month
    from ess_shop.ports import Books, Defect
    from ess_shop.reading import Reading

Cell = object


@click.command(help=words("Prove the books: chain, signatures, tables, ledger, settlements, stock."))
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@click.pass_context
@told
def verify(context: click.Context, as_json: bool) -> None:
    """Verify everything."""
    with opened(context) as books, progress("Verifying") as show:
        found = list(books.defects(show))
        _log(books, found)
    if as_json:
        print_json(
            {
                "clean": not found,
                "defects": [
                    {
                        "code": defect.code,
                        "where": defect.where,
                        "sentence": words(defect.sentence, **defect.facts),
                        "facts": facts_json(defect.facts),
                    }
                    for defect in found
                ],
            }
        )
    for defect in found:
        sentence = words(defect.sentence, **defect.facts)
        click.echo(f"{defect.where}: {sentence} [{defect.code}]", err=True)
    if found:
        warn("{count} defect(s) found.", count=len(found))
        sys.exit(REFUSED)
    if not as_json:
        say("The books are clean.")


def _log(books: Books, found: Sequence[Defect]) -> None:
    """The event log says what was found, if the books can be written at all."""
    from ess_shop.services.noting import note_defects
    from ui import bootstrap

    try:
        with books.read() as read:
            timezone = read.shop().timezone
        note_defects(books, found, at=bootstrap.now(timezone))
    except ShopError as trouble:
        click.echo(words.error(trouble), err=True)


@click.group(help=words("Figures of the books: sales, balances, stock, vat."))
def report() -> None:
    """What the books say."""


def _options(command: click.Command) -> click.Command:
    command.params += [
        click.Option(["--csv", "csv"], type=click.Path(path_type=Path), help=words("Also write a CSV file.")),
        click.Option(["--json", "as_json"], is_flag=True, help=words("Figures for machines.")),
    ]
    return command


_MONTH = click.option("--month", help=words("Only this month (YYYY-MM)."))


def _show(
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    right: frozenset[int],
    csv: Path | None,
    as_json: bool,
) -> None:
    """Rows whose cells are texts, integers or Money: as a table, as JSON, as CSV."""
    from decimal import Decimal

    from ess_shop.domain.money import Money
    from ui import bootstrap

    plain: list[list[str | int | Decimal]] = [
        [
            cell.decimal() if isinstance(cell, Money) else cell if isinstance(cell, int) else str(cell)
            for cell in row
        ]
        for row in rows
    ]
    if csv is not None:
        bootstrap.write_table(csv, heads, plain)
    if as_json:
        print_json([dict(zip(heads, row, strict=True)) for row in plain])
        return
    shown = [
        [
            words.amount(cell)
            if isinstance(cell, Money)
            else words.number(cell)
            if isinstance(cell, int)
            else str(cell)
            for cell in row
        ]
        for row in rows
    ]
    print_table([words(head) for head in heads], shown, right)


def _month(text: str | None) -> Month | None:
    from ess_shop.domain.settlement import Month

    return Month.parse(text) if text else None


@_options
@report.command(help=words("Sales per business day."))
@_MONTH
@click.pass_context
@told
def sales(context: click.Context, month: str | None, csv: Path | None, as_json: bool) -> None:
    """Sales per day."""
    with opened(context) as books, books.read() as read:
        rows = [
            (row.day.isoformat(), row.tickets, row.lines, row.total, row.commission)
            for row in read.sales_by_day(_month(month))
        ]
    _show(("day", "tickets", "lines", "total", "commission"), rows, frozenset(range(1, 5)), csv, as_json)


@_options
@report.command(help=words("The trial balance, and what each member is owed."))
@click.pass_context
@told
def balances(context: click.Context, csv: Path | None, as_json: bool) -> None:
    """Balances of the ledger."""
    with opened(context) as books, books.read() as read:
        rows = _balances(read)
    _show(("account", "name", "currency", "balance"), rows, frozenset({3}), csv, as_json)


def _balances(read: Reading) -> list[tuple[Cell, ...]]:
    accounts: list[tuple[Cell, ...]] = [
        (row.number, row.account, row.amount.currency.code, row.amount) for row in read.balances()
    ]
    members: list[tuple[Cell, ...]] = [
        (row.code, row.name, row.amount.currency.code, row.amount) for row in read.owed()
    ]
    return accounts + members


@_options
@report.command(help=words("What came in, was sold and is on hand, per article."))
@click.pass_context
@told
def stock(context: click.Context, csv: Path | None, as_json: bool) -> None:
    """Stock per article."""
    with opened(context) as books, books.read() as read:
        rows = [
            (row.code, row.label, row.member, row.deposited, row.sold, row.on_hand) for row in read.stock()
        ]
    heads = ("code", "label", "member", "deposited", "sold", "on_hand")
    _show(heads, rows, frozenset(range(3, 6)), csv, as_json)


@_options
@report.command(help=words("Sales per seller and VAT rate."))
@_MONTH
@click.pass_context
@told
def vat(context: click.Context, month: str | None, csv: Path | None, as_json: bool) -> None:
    """VAT per seller."""
    with opened(context) as books, books.read() as read:
        rows = [
            (row.seller, row.role, str(row.rate.as_percent), row.before_tax, row.tax, row.total)
            for row in read.vat(_month(month))
        ]
    heads = ("seller", "role", "vat_percent", "before_tax", "tax", "total")
    _show(heads, rows, frozenset(range(2, 6)), csv, as_json)
