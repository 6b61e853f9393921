"""A month once it is approved: its papers, what was paid, what came back."""

from __future__ import annotations

from pathlib import Path

import click

from ess_shop.errors import Refused
from ui.cli.month_asked import asked_for
from ui.cli.speaking import progress, say, told, warn, words


@click.command(help=words("Write all papers of an approved month into a folder, and a ZIP beside it."))
@click.argument("month")
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), required=True, help=words("The folder of the files.")
)
@click.option(
    "--for",
    "program",
    type=click.Choice(["paheko", "dolibarr", "odoo"]),
    default="paheko",
    show_default=True,
    help=words("The program."),
)
@click.pass_context
@told
def papers(context: click.Context, month: str, folder: Path, program: str) -> None:
    """The folder and the ZIP."""
    from ess_shop.domain.exports import Program
    from ess_shop.services.month_papers import write_month
    from ui import bootstrap

    with asked_for(context, month) as asked, progress("Writing the papers") as show:
        done = write_month(
            asked.books,
            asked.month,
            folder,
            bootstrap.PaperWriter(words),
            bootstrap.AccountFiles(),
            words,
            at=asked.at,
            program=Program(program),
            progress=show,
        )
    for sentence, facts in done.remarks:
        warn(sentence, **facts)
    say(
        "{statements} statements, {invoices} invoices and {transfers} transfers are in {folder}.",
        statements=words.number(done.statements),
        invoices=words.number(done.invoices),
        transfers=words.number(done.transfers),
        folder=done.folder,
    )
    say("All of it in one file: {path}", path=done.packed)


@click.command(help=words("Note that everybody is paid: the bank file is executed, the rest handed over."))
@click.argument("month")
@click.option(
    "--not-made",
    "not_made",
    multiple=True,
    metavar="MEMBER",
    help=words("A transfer left out of the bank file: it is owed again. May come several times."),
)
@click.option("--all-made", is_flag=True, help=words("The bank made every transfer, the doubtful ones too."))
@click.pass_context
@told
def pay(context: click.Context, month: str, not_made: tuple[str, ...], all_made: bool) -> None:
    """Paid, once; what is in doubt has to be decided."""
    from ess_shop.domain.ids import new_id
    from ess_shop.domain.payout_words import reason_said
    from ess_shop.services import paying
    from ess_shop.services.payouts import held_back

    with asked_for(context, month) as asked:
        with asked.books.read() as read:
            found = read.settled(asked.month)
            held = {each.payout.code: each for each in held_back(read, found)} if found else {}
        for code in not_made:
            if code not in held:
                raise Refused("not_held_back", "{member}: no transfer is in doubt.", member=code)
        left_out = {held[code].key: reason_said(held[code], words) for code in not_made}
        settled = paying.pay(
            asked.books,
            id=new_id(),
            at=asked.at,
            month=asked.month,
            left_out=left_out if not_made or all_made else None,
        )
    say("{month} is paid since {day}.", month=asked.month, day=settled.paid_on)


@click.command(help=words("One payout came back: it is owed again, and paid with the next settlement."))
@click.argument("month")
@click.argument("member")
@click.argument("reason")
@click.option("--currency", default="", help=words("In which local currency; legal by default."))
@click.pass_context
@told
def refused(context: click.Context, month: str, member: str, reason: str, currency: str) -> None:
    """A transfer that the bank refused."""
    from ess_shop.domain.ids import new_id
    from ess_shop.services import paying

    with asked_for(context, month) as asked:
        owner = asked.member(member)
        with asked.books.read() as read:
            code = currency or read.shop().currency.code
        paying.take_payouts_back(
            asked.books, id=new_id(), at=asked.at, month=asked.month, refused={(owner.id, code): reason}
        )
    say("{member}: owed again. {reason}", member=member, reason=reason)


@click.command(help=words("None of the payouts was made after all: everything is owed again."))
@click.argument("month")
@click.argument("reason")
@click.pass_context
@told
def reverse(context: click.Context, month: str, reason: str) -> None:
    """All of them back."""
    from ess_shop.domain.ids import new_id
    from ess_shop.services import paying

    with asked_for(context, month) as asked:
        count = paying.reverse_payouts(
            asked.books, id=new_id(), at=asked.at, month=asked.month, reason=reason
        )
    click.echo(words.plural("{count} payout is owed again.", "{count} payouts are owed again.", count))
