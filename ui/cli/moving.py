"""`replay`, `backup` and `restore`: tickets come in from elsewhere, books go to a safe place and back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ui.cli.place import opened, place_of
from ui.cli.speaking import REFUSED, facts_json, print_json, progress, say, told, warn, words


@click.command(
    help=words("Ring up tickets from elsewhere, at their own times, opening and closing each day.")
)
@click.option("--sales", type=click.Path(path_type=Path), required=True, help=words("The lines, CSV."))
@click.option("--payments", type=click.Path(path_type=Path), required=True, help=words("The payments, CSV."))
@click.option("--till", default="C1", show_default=True, help=words("The till they are rung up on."))
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@click.pass_context
@told
def replay(context: click.Context, sales: Path, payments: Path, till: str, as_json: bool) -> None:
    """Replay two files."""
    from ess_shop.services.replaying import replay as run
    from ui import bootstrap

    lines, paid = bootstrap.table(sales), bootstrap.table(payments)
    with opened(context) as books:
        with books.read() as read:
            shop = read.shop()
        with progress("Ringing up") as show:
            report = run(books, lines, paid, till=till, progress=show)
    for refused in report.refused:
        warn(
            "Ticket {ticket}, line {line} of the file: {why}",
            ticket=refused.ticket,
            line=refused.line,
            why=words.error(refused.trouble),
        )
    gross = shop.money(report.gross)
    if as_json:
        print_json(
            {
                "tickets": report.tickets,
                "lines": report.lines,
                "gross": str(gross.decimal()),
                "currency": gross.currency.code,
                "already": report.already,
                "refused": [
                    {
                        "ticket": refused.ticket,
                        "line": refused.line,
                        "code": refused.trouble.code,
                        "reason": words.error(refused.trouble),
                        "facts": facts_json(refused.trouble.facts),
                    }
                    for refused in report.refused
                ],
            }
        )
    else:
        say(
            "{tickets} tickets, {lines} lines, {gross}.",
            tickets=words.number(report.tickets),
            lines=words.number(report.lines),
            gross=gross,
        )
        if report.already:
            say("{count} of them were in the books already.", count=words.number(report.already))
    if report.refused:
        warn("{count} ticket(s) refused and skipped whole.", count=len(report.refused))
        sys.exit(REFUSED)


@click.command(help=words("Copy the books to one new file, whatever they are kept in."))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
@told
def backup(context: click.Context, file: Path) -> None:
    """Back the books up."""
    from ui import bootstrap

    with opened(context) as books, progress("Copying") as show:
        bootstrap.backup(books, file, show)
    say("The books are copied to {path}. The signing key is not in them: keep its copy too.", path=file)


@click.command(help=words("Put a backup in place of the books; what is missing since is told and logged."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help=words("Move books that stand in its place aside."))
@click.option(
    "--last-ticket",
    "tickets",
    type=(str, click.IntRange(1, 999_999_999)),
    multiple=True,
    metavar="TILL NUMBER",
    help=words("The last ticket that a till printed, by its papers; for each till."),
)
@click.pass_context
@told
def restore(context: click.Context, file: Path, replace: bool, tickets: Sequence[tuple[str, int]]) -> None:
    """Restore a backup."""
    from ui import bootstrap

    place = place_of(context)
    with progress("Copying") as show:
        moved, gaps = bootstrap.restore(file, place, replace=replace, on_paper=dict(tickets), progress=show)
    say("The backup is in place at {place}.", place=place)
    if moved is not None:
        say("The books that stood there are now {path}.", path=moved)
    for gap in gaps:
        if gap.number:
            say("{till}: the last entry is of {when}.", till=gap.till, when=gap.last_at)
        if gap.missing:
            warn(
                "{till}: {count} entries that were seen before are missing.", till=gap.till, count=gap.missing
            )
        if gap.tickets:
            first, last = gap.ticket + 1, gap.ticket + gap.tickets
            warn("{till}: tickets {first} to {last} are missing.", till=gap.till, first=first, last=last)
