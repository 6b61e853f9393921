"""`adjust` and `settle`: the month's end."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ess_shop.errors import NotFound, Refused
from ui.cli.place import opened
from ui.cli.speaking import print_json, print_table, progress, say, told, warn, words

if TYPE_CHECKING:
    from ess_shop.domain.money import Money
    from ess_shop.reading import SettledMonth


@click.command(
    help=words("Give a member an amount, or take it (negative), with a reason."),
    context_settings={"ignore_unknown_options": True},  # -12,50 is an amount
)
@click.argument("member")
@click.argument("amount")
@click.argument("reason")
@click.option(
    "--day", type=click.DateTime(["%Y-%m-%d"]), help=words("The day it counts for; today by default.")
)
@click.option("--fee", is_flag=True, help=words("A fee of the shop (only taken), with its VAT."))
@click.pass_context
@told
def adjust(
    context: click.Context, member: str, amount: str, reason: str, day: datetime | None, fee: bool
) -> None:
    """Adjust a member's account."""
    from ess_shop.domain.ids import new_id
    from ess_shop.services import adjusting
    from ui import bootstrap

    with opened(context) as books:
        with books.read() as read:
            shop = read.shop()
            found = next((each for each in read.members() if each.code == member), None)
        if found is None:
            raise NotFound("no_such_member", "There is no member {value}.", value=member)
        try:
            money = shop.currency.parse(amount)
        except ValueError:
            raise Refused("bad_amount", "{value} is no amount.", value=amount) from None
        at = bootstrap.now(shop.timezone)
        adjusting.adjust(
            books,
            id=new_id(),
            at=at,
            day=day.date() if day else at.date(),
            member_id=found.id,
            amount=money,
            reason=reason,
            fee=fee,
        )
    say("{member}: {amount} ({reason})", member=member, amount=money, reason=reason)


@click.command(
    help=words("Settle a month (YYYY-MM) once and write its papers; again writes the same papers.")
)
@click.argument("month")
@click.option(
    "--preview", is_flag=True, help=words("Only show: nothing is recorded, no bank file is written.")
)
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help=words("The folder of the papers.")
)
@click.option(
    "--papers/--no-papers", default=True, show_default=True, help=words("Whether to write the statements.")
)
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@click.pass_context
@told
def settle(context: click.Context, month: str, preview: bool, out: Path, papers: bool, as_json: bool) -> None:
    """Settle a month: the bank file is written before the month counts as paid, and never after."""
    from ess_shop.domain.ids import new_id
    from ess_shop.domain.payout_words import reason_said
    from ess_shop.domain.settlement import Month
    from ess_shop.services import paying, settling
    from ess_shop.services.publishing import publish
    from ui import bootstrap

    wanted = Month.parse(month)
    with opened(context) as books:
        with books.read() as read:
            at = bootstrap.now(read.shop().timezone)
        if not preview:
            settling.approve(books, id=new_id(), at=at, month=wanted)
        with books.read() as read, progress("Writing the papers") as show:
            settled = settling.preview(read, wanted)
            done = publish(read, settled, out, bootstrap.PaperWriter(words), show, with_statements=papers)
        if not preview:
            left_out = {held.key: reason_said(held, words) for held in done.held}
            paying.pay(books, id=new_id(), at=at, month=wanted, left_out=left_out)
    for sentence, facts in done.remarks:
        warn(sentence, **facts)
    if as_json:
        print_json(_figures(settled, done.statements, done.transfers))
    else:
        show_month(settled, out)


def sums(settled: SettledMonth) -> dict[str, dict[str, Money]]:
    """The month's totals per currency: share, adjustments, balance, paid, carried."""
    totals: defaultdict[str, dict[str, Money]] = defaultdict(dict)
    for row in settled.rows:
        own = totals[row.opening.currency.code]
        for name in ("gross", "commission", "share", "adjustments", "balance", "paid", "carried"):
            amount: Money = getattr(row, name)
            own[name] = own[name] + amount if name in own else amount
    return dict(totals)


def show_month(settled: SettledMonth, out: Path) -> None:
    """The month's totals and where its papers are."""
    rows = [
        [code, *(words.amount(total[name]) for name in ("gross", "commission", "balance", "paid", "carried"))]
        for code, total in sums(settled).items()
    ]
    heads = [words(head) for head in ("Currency", "Gross", "Commission", "Due", "Paid", "Carried")]
    print_table(heads, rows, frozenset(range(1, 6)))
    say("The papers of {month} are in {path}.", month=words.month(settled.month), path=out)


def _figures(settled: SettledMonth, statements: int, transfers: int) -> dict[str, object]:
    totals = {
        code: {name: str(amount.decimal()) for name, amount in total.items()}
        for code, total in sums(settled).items()
    }
    return {
        "month": str(settled.month),
        "approved": bool(settled.approved_at),
        "members": len({row.member_id for row in settled.rows}),
        "totals": totals,
        "statements": statements,
        "transfers": transfers,
    }
