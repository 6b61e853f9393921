"""`payouts`: the papers by which the members of a settled month are paid."""

from __future__ import annotations

from pathlib import Path

import click

from ui.cli.place import opened
from ui.cli.speaking import REFUSED, progress, told, warn, words


@click.command(
    help=words(
        "Write what pays the members of a settled month (YYYY-MM): bank file, lists, receipts to sign. "
        "The bank file is written until the month is paid."
    )
)
@click.argument("month")
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), required=True, help=words("The folder of the files.")
)
@click.pass_context
@told
def payouts(context: click.Context, month: str, folder: Path) -> None:
    """The papers; exit status 1 if a payout is left out, or there is a bank file no more."""
    from ess_shop.domain.settlement import Month
    from ess_shop.errors import NotFound
    from ess_shop.services.payout_papers import write_payout_papers
    from ui import bootstrap

    asked = Month.parse(month)
    with opened(context) as books, books.read() as read, progress("Writing the papers") as show:
        settled = read.settled(asked)
        if settled is None:
            raise NotFound("not_settled", "{month} is not settled yet.", month=asked)
        done = write_payout_papers(read, settled, folder, bootstrap.PaperWriter(words), show)
    for held in done.held:
        click.echo(words.error(held.why), err=True)
    for sentence, facts in done.remarks:
        warn(sentence, **facts)
    for path in done.files:
        click.echo(path)
    if done.held or (done.transfers and settled.paid_on is not None):
        context.exit(REFUSED)
