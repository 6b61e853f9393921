"""`deposit-list`: what members bring in a spreadsheet, checked and taken in, and the list they fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.place import opened
from ui.cli.speaking import print_json, print_table, say, told, words

if TYPE_CHECKING:
    from ess_shop.domain.deposit_list import DepositLine, DepositList


@click.group("deposit-list", help=words("Deposit lists of members in a spreadsheet."))
def deposit_list() -> None:
    """Lists before anything of them is in the books."""


_MEMBER = click.option("--member", required=True, help=words("The member’s code."))


@deposit_list.command(help=words("Show what a list would deposit, or all its mistakes; nothing is written."))
@click.argument("file", type=click.Path(path_type=Path))
@_MEMBER
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@click.pass_context
@told
def check(context: click.Context, file: Path, member: str, as_json: bool) -> None:
    """Check a list against the books."""
    from ess_shop.domain.slip_words import came_before
    from ess_shop.services.deposit_lists import check_deposit_list, member_by_code
    from ess_shop.services.lists_taken import taken_before
    from ui import bootstrap

    with opened(context) as books, books.read() as read:
        owner = member_by_code(read, member)
        day = bootstrap.now(read.shop().timezone).date()
        book = bootstrap.spreadsheet(file)
        checked = check_deposit_list(read, book, member=owner, day=day)
        before = taken_before(read, book, owner.id)
    if as_json:
        print_json({**_figures(checked), "before": before.number if before else None})
        return
    _show(checked)
    if before is not None:
        click.echo(came_before(before.slip, words))


@deposit_list.command(help=words("Take a list in: new articles and one slip; with a mistake in it, nothing."))
@click.argument("file", type=click.Path(path_type=Path))
@_MEMBER
@click.option(
    "--list-prices", is_flag=True, help=words("Where the books have another price, take that of the list.")
)
@click.option(
    "--again", is_flag=True, help=words("Take a list in that came in before: its goods come once more.")
)
@click.option("--volunteer", default="", help=words("Whose name stands on the slip."))
@click.pass_context
@told
def take(
    context: click.Context, file: Path, member: str, list_prices: bool, again: bool, volunteer: str
) -> None:
    """Take a list in."""
    from ess_shop.domain.ids import new_id
    from ess_shop.domain.label_settings import label_settings
    from ess_shop.domain.preferences import LABELS
    from ess_shop.domain.slip_words import came_before
    from ess_shop.errors import Refused
    from ess_shop.services.deposit_lists import check_deposit_list, member_by_code
    from ess_shop.services.lists_taken import taken_before
    from ess_shop.services.taking_lists import ListRequest, take_list
    from ui import bootstrap

    with opened(context) as books:
        book = bootstrap.spreadsheet(file)
        with books.read() as read:
            at = bootstrap.now(read.shop().timezone)
            owner = member_by_code(read, member)
            checked = check_deposit_list(read, book, member=owner, day=at.date())
            own = label_settings(read.preference(LABELS)).own
            before = None if again else taken_before(read, book, owner.id)
        if before is not None:
            raise Refused(
                "list_taken",
                "{before} If as many pieces came once more, say so with --again.",
                before=came_before(before.slip, words),
            )
        other = frozenset(line.line for line in checked.lines if line.listed_price is not None)
        repriced = other if list_prices else frozenset()
        request = ListRequest(new_id(), at, book, checked, volunteer, repriced, again=again)
        recorded = take_list(books, request, own)
    _show_lines(checked)
    pieces = words.plural("{count} piece", "{count} pieces", recorded.slip.pieces)
    say("Slip {number}: {pieces}.", number=recorded.number, pieces=pieces)
    say("Its labels: ess-shop labels --slip {number} --out labels.pdf", number=recorded.number)


@deposit_list.command(help=words("Write an empty list for a member, XLSX or ODS by its name."))
@_MEMBER
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help=words("A new file, .xlsx or .ods.")
)
@click.pass_context
@told
def template(context: click.Context, member: str, out: Path) -> None:
    """Write the template."""
    from ess_shop.errors import Refused
    from ess_shop.services.deposit_lists import addressed
    from ui import bootstrap

    if out.exists():
        raise Refused("file_taken", "“{path}” is there already: choose another name.", path=out.name)
    with opened(context) as books, books.read() as read:
        to = addressed(read, member, bootstrap.now(read.shop().timezone).date())
    bootstrap.write_deposit_template(out, to, words)
    say("“{path}” is ready for {member}.", path=out.name, member=to.name or to.code)


def _show(checked: DepositList) -> None:
    _show_lines(checked)
    say(
        "{lines} lines, {new} of them new articles, {pieces} pieces. Nothing was written.",
        lines=words.number(len(checked.lines)),
        new=words.number(checked.new),
        pieces=words.number(checked.pieces),
    )


def _show_lines(checked: DepositList) -> None:
    heads = (
        words("Line"),
        words("Article"),
        words("Code"),
        words("Price"),
        words("Quantity"),
        words("VAT"),
    )
    rows = [
        (
            str(line.line),
            line.label,
            line.code or words("new"),
            words.money(line.price),
            words.number(line.quantity),
            words.percent(line.vat),
        )
        for line in checked.lines
    ]
    print_table(heads, rows, frozenset({0, 3, 4, 5}))
    for line in checked.lines:
        for sentence, facts in line.remarks:
            say("Line {line}: {sentence}", line=line.line, sentence=words(sentence, **facts))
    if checked.sheet:
        say("Read from the sheet “{sheet}”.", sheet=checked.sheet)


def _figures(checked: DepositList) -> dict[str, object]:
    return {
        "file": checked.name,
        "sheet": checked.sheet,
        "pieces": checked.pieces,
        "new": checked.new,
        "lines": [_line(line) for line in checked.lines],
    }


def _line(line: DepositLine) -> dict[str, object]:
    return {
        "line": line.line,
        "code": line.code,
        "label": line.label,
        "price": line.price.decimal(),
        "listed_price": line.listed_price.decimal() if line.listed_price else None,
        "vat_percent": line.vat.as_percent,
        "quantity": line.quantity,
        "barcodes": list(line.barcodes),
        "second_hand": line.second_hand,
        "unique": line.unique,
        "remarks": [words(sentence, **facts) for sentence, facts in line.remarks],
    }
