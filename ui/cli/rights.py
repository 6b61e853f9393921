"""`rights` and `officer`: who may do what, and a tax officer's access."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from ess_shop.errors import Refused
from ui.cli.place import opened
from ui.cli.speaking import print_json, print_table, say, told, words

if TYPE_CHECKING:
    from ess_shop.domain.people import Right, Role

WHO = "ess-shop"
"""What the log calls somebody at the terminal, who gives no name."""

YES, NO, ALWAYS = "×", "", "××"


@click.group(invoke_without_command=True, help=words("Show who may do what, give a right, take one."))
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@click.pass_context
@told
def rights(context: click.Context, as_json: bool) -> None:
    """The matrix."""
    if context.invoked_subcommand is not None:
        return
    from ess_shop.domain.people import Role
    from ess_shop.domain.right_words import right_names, role_names
    from ess_shop.domain.rights import may_change
    from ess_shop.services.granting import rights_of

    with opened(context) as books, books.read() as read:
        matrix = rights_of(read).matrix
    if as_json:
        print_json({str(role): sorted(map(str, matrix[role])) for role in Role})
        return
    names = role_names(words)

    def cell(role: Role, right: Right) -> str:
        if right not in matrix[role]:
            return NO
        return YES if may_change(role, right) else ALWAYS

    rows = [
        [str(right), said, *(cell(role, right) for role in Role)]
        for right, said in right_names(words).items()
    ]
    print_table((words("Name"), words("Right"), *(names[role] for role in Role)), rows, frozenset())
    say("×× cannot be taken away.")


@rights.command(help=words("Give a role a right, both by their English names."))
@click.argument("role")
@click.argument("right")
@click.pass_context
@told
def give(context: click.Context, role: str, right: str) -> None:
    """A right more."""
    _change(context, role, right, given=True)


@rights.command(help=words("Take a right from a role, both by their English names."))
@click.argument("role")
@click.argument("right")
@click.pass_context
@told
def take(context: click.Context, role: str, right: str) -> None:
    """A right less."""
    _change(context, role, right, given=False)


def _change(context: click.Context, role_name: str, right_name: str, *, given: bool) -> None:
    from ess_shop.domain.ids import new_id
    from ess_shop.domain.people import Right, Role
    from ess_shop.domain.right_words import right_names, role_names
    from ess_shop.services.granting import change_rights, rights_of
    from ui import bootstrap

    role = next((each for each in Role if each == role_name), None)
    right = next((each for each in Right if each == right_name), None)
    if role is None or right is None:
        raise Refused(
            "no_such_right",
            "“{text}” is neither a role nor a right: `ess-shop rights` shows them all.",
            text=(right_name if role else role_name)[:40],
        )
    with opened(context) as books:
        with books.read() as read:
            at, before = bootstrap.now(read.shop().timezone), rights_of(read)
        changed = before.changed(role, right, given=given)
        change_rights(books, changed, who=WHO, id=new_id(), at=at)
    names = {"role": role_names(words)[role], "right": right_names(words)[right]}
    if given:
        say("Given to the role “{role}”: {right}.", **names)
    else:
        say("Taken from the role “{role}”: {right}.", **names)


@click.group(
    invoke_without_command=True, help=words("Show a tax officer’s access to read the books, give it, end it.")
)
@click.pass_context
@told
def officer(context: click.Context) -> None:
    """Who has access now."""
    if context.invoked_subcommand is not None:
        return
    from ess_shop.services.granting import officer_now
    from ui import bootstrap

    with opened(context) as books, books.read() as read:
        found = officer_now(read, bootstrap.now(read.shop().timezone).date())
    if found is None:
        say("No tax officer has access.")
    else:
        say("{name} can read the books until {day}.", name=found[0].name, day=found[1])


@officer.command("let-in", help=words("Let a tax officer read the books until the end of a day."))
@click.argument("name")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, help=words("The last day."))
@click.option("--pin", prompt=words("PIN"), hide_input=True, help=words("4 to 8 digits"))
@click.pass_context
@told
def let_in(context: click.Context, name: str, until: datetime, pin: str) -> None:
    """Access for a time."""
    from ess_shop.domain.ids import new_id
    from ess_shop.services.granting import let_officer_in
    from ess_shop.services.signing_in import checked_pin
    from ui import bootstrap

    checked_pin(pin)
    with opened(context) as books:
        with books.read() as read:
            at = bootstrap.now(read.shop().timezone)
        let_officer_in(books, name.strip(), pin, until=until.date(), who=WHO, id=new_id(), at=at)
    say("{name} can read the books until {day}.", name=name.strip(), day=until.date())


@officer.command(help=words("End a tax officer’s access."))
@click.pass_context
@told
def end(context: click.Context) -> None:
    """No access any more."""
    from ess_shop.domain.ids import new_id
    from ess_shop.services.granting import end_officers_access
    from ui import bootstrap

    with opened(context) as books:
        with books.read() as read:
            at = bootstrap.now(read.shop().timezone)
        end_officers_access(books, who=WHO, id=new_id(), at=at)
    say("The access has ended.")
