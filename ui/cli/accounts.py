"""`fec`, `accounting`, `balance`, `e-reporting`, `member-days`: for accountants and the tax office."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ess_shop.domain.source import placed
from ess_shop.errors import Refused
from ui.cli.place import opened
from ui.cli.speaking import print_json, print_table, progress, say, told, warn, words

if TYPE_CHECKING:
    from ess_shop.domain.exports import Wanted
    from ess_shop.domain.trial_balance import TrialBalance

_TO = click.option(
    "--to", "folder", type=click.Path(path_type=Path), required=True, help=words("The folder of the files.")
)


@click.command(help=words("Write the FEC of a year (YYYY), or check one (--check FILE)."))
@click.argument("year", required=False)
@click.option("--to", "folder", type=click.Path(path_type=Path), help=words("The folder of the files."))
@click.option(
    "--check", "file", type=click.Path(path_type=Path), help=words("Look through a FEC of any program.")
)
@click.pass_context
@told
def fec(context: click.Context, year: str | None, folder: Path | None, file: Path | None) -> None:
    """The « fichier des écritures comptables »."""
    from ess_shop.domain.exports import Wanted, What
    from ess_shop.domain.spans import span_named

    if file is not None:
        _check(file)
    elif year is None or folder is None:
        raise Refused(
            "no_year_named", "Name the year and the folder (2026 --to FOLDER), or a file (--check FILE)."
        )
    else:
        _export(context, Wanted(What.FEC, span_named(year)), folder)


def _check(file: Path) -> None:
    from ui import bootstrap

    count = 0
    with progress("Looking through the file") as heard:
        for problem in bootstrap.fec_problems(file, heard):
            click.echo(placed(problem, words))
            count += 1
    if count:
        raise Refused(
            "wrong_fec", "{count} problem(s): “{file}” would be sent back.", count=count, file=file.name
        )
    say("“{file}”: nothing is wrong.", file=file.name)


@click.command(help=words("Write the entries of a month (YYYY-MM) as an accounting program imports them."))
@click.argument("month")
@click.option(
    "--for",
    "program",
    type=click.Choice(["paheko", "dolibarr", "odoo"]),
    required=True,
    help=words("The program."),
)
@_TO
@click.pass_context
@told
def accounting(context: click.Context, month: str, program: str, folder: Path) -> None:
    """Entries to import."""
    from ess_shop.domain.exports import Program, Wanted, What
    from ess_shop.domain.spans import span_named

    _export(context, Wanted(What.ENTRIES, span_named(month), Program(program)), folder)


@click.command(help=words("Show the trial balance of a year, a month or other days; --to writes it."))
@click.argument("period")
@click.option("--to", "folder", type=click.Path(path_type=Path), help=words("The folder of the files."))
@click.option("--members", is_flag=True, help=words("The members’ accounts too."))
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@click.pass_context
@told
def balance(context: click.Context, period: str, folder: Path | None, members: bool, as_json: bool) -> None:
    """The trial balance."""
    from ess_shop.domain.exports import Wanted, What
    from ess_shop.domain.spans import span_named
    from ess_shop.services.account_names import names_of
    from ess_shop.services.trial_balance import trial_balance

    wanted = Wanted(What.BALANCE, span_named(period))
    if folder is not None:
        _export(context, wanted, folder)
        return
    with opened(context) as books, books.read() as read:
        found = trial_balance(read, names_of(read, words), wanted.span.first, wanted.span.last)
    if as_json:
        print_json(_plain(found))
    else:
        _print(found, members=members)


@click.command("e-reporting", help=words("Write what the shop reports of a month’s sales (flow 10.3)."))
@click.argument("month")
@click.option(
    "--part", type=click.IntRange(0, 3), default=0, help=words("One of the month’s three parts; 0 for all.")
)
@click.option("--corrected", is_flag=True, help=words("It takes the place of an earlier report."))
@_TO
@click.pass_context
@told
def e_reporting(context: click.Context, month: str, part: int, corrected: bool, folder: Path) -> None:
    """Sales to the public, for the tax office."""
    from ess_shop.domain.exports import Wanted, What
    from ess_shop.domain.spans import span_named

    _export(context, Wanted(What.E_REPORT, span_named(month), part=part, corrected=corrected), folder)


@click.command("member-days", help=words("Write each liable member’s daily totals per VAT rate of a month."))
@click.argument("month")
@_TO
@click.pass_context
@told
def member_days(context: click.Context, month: str, folder: Path) -> None:
    """What members declare themselves."""
    from ess_shop.domain.exports import Wanted, What
    from ess_shop.domain.spans import span_named

    _export(context, Wanted(What.MEMBER_DAYS, span_named(month)), folder)


def _export(context: click.Context, wanted: Wanted, folder: Path) -> None:
    from ess_shop.services.exporting import export
    from ui import bootstrap

    with opened(context) as books:
        with books.read() as read:
            at = bootstrap.now(read.shop().timezone)
        with progress("Writing the files") as heard:
            done = export(books, wanted, folder, bootstrap.AccountFiles(), words, at=at, heard=heard)
    for sentence, facts in done.remarks:
        warn(sentence, **facts)
    for path in done.files:
        click.echo(path)


def _print(balance: TrialBalance, *, members: bool) -> None:
    heads = [words(head) for head in ("Account", "Name", "Before", "Debit", "Credit", "After")]
    rows = [*balance.accounts, *(balance.members if members else ()), balance.totals()]
    table = [
        [
            row.number,
            row.name or words("Total"),
            *(words.amount(amount) for amount in (row.before, row.debit, row.credit, row.after)),
        ]
        for row in rows
    ]
    print_table(heads, table, frozenset(range(2, 6)))


def _plain(balance: TrialBalance) -> dict[str, object]:
    def rows(which: str) -> list[dict[str, str]]:
        return [
            {
                "account": row.number,
                "name": row.name,
                "before": str(row.before.decimal()),
                "debit": str(row.debit.decimal()),
                "credit": str(row.credit.decimal()),
                "after": str(row.after.decimal()),
            }
            for row in getattr(balance, which)
        ]

    return {
        "first": balance.first.isoformat(),
        "last": balance.last.isoformat(),
        "accounts": rows("accounts"),
        "members": rows("members"),
    }
