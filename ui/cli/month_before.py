"""A month until it is approved: checks, figures, what is decided, the signatures."""

from __future__ import annotations

from dataclasses import replace

import click

from ess_shop.errors import Refused
from ui.cli import month_said
from ui.cli.month_asked import asked_for
from ui.cli.place import opened
from ui.cli.speaking import REFUSED, print_json, progress, say, told, words

_JSON = click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))


@click.command(help=words("What bars the way, what deserves a look, what is in order."))
@click.argument("month")
@click.option("--quick", is_flag=True, help=words("Do not verify the books, which takes long."))
@_JSON
@click.pass_context
@told
def check(context: click.Context, month: str, quick: bool, as_json: bool) -> None:
    """The checks; exit status 1 if something bars the way."""
    from ess_shop.services.month_checks import bars, checks, verify

    with asked_for(context, month) as asked:
        with asked.books.read() as read:
            found = checks(read, asked.month, asked.at)
        if not quick:
            with progress("Verifying the books") as show:
                found.append(verify(asked.books, at=asked.at, progress=show))
    if as_json:
        print_json(month_said.plain_findings(found))
    else:
        month_said.show_findings(found)
    if bars(found):
        context.exit(REFUSED)


@click.command(help=words("Every member’s figures as they are, or would be; --why explains one of them."))
@click.argument("month")
@click.option("--why", nargs=2, metavar="MEMBER FIGURE", help=words("The lines behind a member’s figure."))
@click.option("--currency", default="", help=words("In which local currency; legal by default."))
@_JSON
@click.pass_context
@told
def preview(
    context: click.Context, month: str, why: tuple[str, str] | None, currency: str, as_json: bool
) -> None:
    """The table, or why a figure is what it is."""
    from ess_shop.services.explaining import Figure, explain
    from ess_shop.services.month_table import month_table

    with asked_for(context, month) as asked:
        if why is not None:
            known = {str(each): each for each in Figure}
            if why[1] not in known:
                said = ", ".join(known)
                raise Refused("no_such_figure", "The figures are: {figures}.", figures=said)
            member = asked.member(why[0])
            with asked.books.read() as read:
                found = explain(read, asked.month, member.id, known[why[1]], currency)
            month_said.show_explanation(found)
            return
        with asked.books.read() as read:
            table = month_table(read, asked.month)
    if as_json:
        print_json(month_said.plain_table(table))
    else:
        month_said.show_table(table)


@click.command(
    help=words("Give a member an amount in that month, or take it (negative), with a reason."),
    context_settings={"ignore_unknown_options": True},  # -12,50 is an amount
)
@click.argument("month")
@click.argument("member")
@click.argument("amount")
@click.argument("reason")
@click.option("--fee", is_flag=True, help=words("A fee of the shop (only taken), with its VAT."))
@click.pass_context
@told
def adjust(context: click.Context, month: str, member: str, amount: str, reason: str, fee: bool) -> None:
    """A fee, an advance or a correction."""
    from ess_shop.domain.ids import new_id
    from ess_shop.services import adjusting

    with asked_for(context, month) as asked:
        owner = asked.member(member)
        with asked.books.read() as read:
            currency = read.shop().currency
        try:
            money = currency.parse(amount)
        except ValueError:
            raise Refused("bad_amount", "{value} is no amount.", value=amount) from None
        adjusting.adjust(
            asked.books,
            id=new_id(),
            at=asked.at,
            day=adjusting.day_within(asked.month, asked.at),
            member_id=owner.id,
            amount=money,
            reason=reason,
            fee=fee,
        )
    say("{member}: {amount} ({reason})", member=member, amount=money, reason=reason)


@click.command(help=words("Let a member wait, with a reason; without one they are paid after all."))
@click.argument("month")
@click.argument("member")
@click.argument("reason", default="")
@click.pass_context
@told
def exclude(context: click.Context, month: str, member: str, reason: str) -> None:
    """Who waits."""
    from ess_shop.services import planning_month

    with asked_for(context, month) as asked:
        owner = asked.member(member)
        if reason:
            planning_month.exclude(asked.books, asked.month, owner.id, reason, at=asked.at)
            say("{member} waits: {reason}", member=member, reason=reason)
        else:
            planning_month.include(asked.books, asked.month, owner.id, at=asked.at)
            say("{member} is paid.", member=member)


@click.command(help=words("Confirm a member’s changed IBAN: somebody asked them."))
@click.argument("month")
@click.argument("member")
@click.option("--by", "who", default="", help=words("Who asked."))
@click.pass_context
@told
def confirm(context: click.Context, month: str, member: str, who: str) -> None:
    """A changed account."""
    from ess_shop.services import planning_month

    with asked_for(context, month) as asked:
        owner = asked.member(member)
        planning_month.confirm_account(asked.books, asked.month, owner.id, at=asked.at, who=who)
    say("{member}: the IBAN is confirmed.", member=member)


@click.command(help=words("What happens to local currency that is missing: legal, carry, or ask (again)."))
@click.argument("month")
@click.argument("currency")
@click.argument("choice", type=click.Choice(["legal", "carry", "ask"]))
@click.pass_context
@told
def local(context: click.Context, month: str, currency: str, choice: str) -> None:
    """Local currency that is missing."""
    from ess_shop.domain.month_plan import LocalChoice
    from ess_shop.services import planning_month

    chosen = None if choice == "ask" else LocalChoice(choice)
    with asked_for(context, month) as asked:
        with asked.books.read() as read:
            code = read.shop().local_named(currency).currency.code
        planning_month.choose_local(asked.books, asked.month, code, chosen, at=asked.at)
    say("{currency}: noted.", currency=currency)


@click.command(help=words("Approve: the figures hold, the papers are numbered, the month is closed."))
@click.argument("month")
@click.option("--by", "who", required=True, metavar="NAME", help=words("Who approves; their PIN is asked."))
@click.pass_context
@told
def approve(context: click.Context, month: str, who: str) -> None:
    """One or two signatures."""
    from ess_shop.domain.ids import new_id
    from ess_shop.services.signing_month import sign, signer_named

    with asked_for(context, month) as asked:
        with asked.books.read() as read:
            person = signer_named(read, who, asked.at.date())
        pin = click.prompt(words("PIN of {name}", name=person.name), hide_input=True, err=True)
        settled = sign(asked.books, id=new_id(), at=asked.at, month=asked.month, person=person, pin=pin)
    if settled is None:
        say("{name} has approved {month}: now somebody else has to.", name=who, month=asked.month)
    else:
        say("{month} is approved.", month=asked.month)


@click.command(help=words("How the shop settles: how many approve, how many days goods may come back."))
@click.option("--approvers", type=click.IntRange(1, 2), help=words("How many people approve a month."))
@click.option("--window", type=int, help=words("For how many days sold goods may still come back."))
@click.pass_context
@told
def rules(context: click.Context, approvers: int | None, window: int | None) -> None:
    """Show or change the rules."""
    from ess_shop.domain.ids import new_id
    from ess_shop.services.planning_month import set_settling_rules, settling_rules
    from ui import bootstrap

    with opened(context) as books:
        with books.read() as read:
            at, current = bootstrap.now(read.shop().timezone), settling_rules(read)
        wanted = replace(
            current,
            approvers=current.approvers if approvers is None else approvers,
            window_days=current.window_days if window is None else window,
        )
        if wanted != current:
            set_settling_rules(books, wanted, id=new_id(), at=at)
    say(
        "Approved by {approvers}; sold goods may come back for {days} days.",
        approvers=words.plural("{count} person", "{count} people", wanted.approvers),
        days=wanted.window_days,
    )
