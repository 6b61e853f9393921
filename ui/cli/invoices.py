"""`invoices`: the commission invoices and self-billed invoices of a settled month, as files."""

from __future__ import annotations

from pathlib import Path

import click

from ui.cli.place import opened
from ui.cli.speaking import REFUSED, progress, say, told, warn, words


@click.command(
    help=words("Write the invoices of a settled month (YYYY-MM): Factur-X, one PDF each, numbered for good.")
)
@click.argument("month")
@click.option("--member", help=words("Only this member’s (code)."))
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), required=True, help=words("The folder of the files.")
)
@click.pass_context
@told
def invoices(context: click.Context, month: str, member: str | None, folder: Path) -> None:
    """Every invoice that can be made; why the others cannot."""
    from ess_shop.domain.settlement import Month
    from ess_shop.errors import NotFound
    from ess_shop.services.deposit_lists import member_by_code
    from ess_shop.services.invoice_files import write_invoices
    from ui import bootstrap

    asked = Month.parse(month)
    with opened(context) as books, books.read() as read, progress("Writing the invoices") as show:
        settled = read.settled(asked)
        if settled is None:
            raise NotFound("not_settled", "{month} is not settled yet.", month=asked)
        own = member_by_code(read, member).id if member else ""
        done = write_invoices(read, settled, folder, bootstrap.PaperWriter(words), show, member_id=own)
    for trouble in done.troubles:
        if trouble.member:
            warn("{member}: {trouble}", member=trouble.member, trouble=words.error(trouble.why))
        else:
            click.echo(words.error(trouble.why), err=True)
    say("Files written: {count}, in {folder}.", count=len(done.files), folder=folder)
    if done.troubles:
        context.exit(REFUSED)
