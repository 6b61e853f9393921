"""`members`, `member` and `forget`: the directory, how one member stands, erasing one on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ui.cli.place import opened
from ui.cli.speaking import print_json, print_table, say, told, warn, words

if TYPE_CHECKING:
    from ess_shop.ports import Books
    from ess_shop.reading import Reading


def _id_of(read: Reading, code: str) -> str:
    from ess_shop.errors import NotFound

    found = next((each.id for each in read.members() if each.code == code), None)
    if found is None:
        raise NotFound("no_such_member", "There is no member {value}.", value=code)
    return found


@click.command(help=words("List the members: what each is owed now, and how many pieces of theirs are here."))
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@click.pass_context
@told
def members(context: click.Context, as_json: bool) -> None:
    """A row for each member, by code."""
    with opened(context) as books, books.read() as read:
        rows, held, nothing = read.directory(), read.held(), read.shop().money(0)
    found = [
        (row, held[row.member_id].owed if row.member_id in held else nothing, held.get(row.member_id))
        for row in rows
    ]
    if as_json:
        print_json(
            [
                {
                    "code": row.code,
                    "name": row.name,
                    "town": row.town,
                    "owed": str(owed.decimal()),
                    "pieces": kept.pieces if kept else 0,
                }
                for row, owed, kept in found
            ]
        )
        return
    heads = [words(head) for head in ("Code", "Name", "Town", "Owed", "Pieces")]
    table = [
        [row.code, row.name or words("erased"), row.town, words.money(owed), str(kept.pieces if kept else 0)]
        for row, owed, kept in found
    ]
    print_table(heads, table, frozenset({3, 4}))


@click.command(help=words("Tell how a member stands: what is owed, what could come back, what is here."))
@click.argument("code")
@click.option(
    "--mandate", "mandate_on", metavar="DAY", help=words("Record their mandate to be invoiced; empty: none.")
)
@click.option("--contest-days", metavar="DAYS", help=words("How long they may contest such an invoice."))
@click.option("--left", "left_on", metavar="DAY", help=words("They left on that day; empty: they did not."))
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@click.pass_context
@told
def member(context: click.Context, /, code: str, as_json: bool, **typed: str | None) -> None:
    """One member at a glance, after what was said of them is in their file."""
    from ess_shop.services.standing import glance
    from ui.bootstrap import now

    with opened(context) as books:
        given = {name: text for name, text in typed.items() if text is not None}
        if given:
            _change(books, code, given)
        with books.read() as read:
            seen = glance(read, _id_of(read, code), now(read.shop().timezone).date())
    if as_json:
        print_json(
            {
                "code": code,
                "name": seen.file.identity.name,
                "owed": str(seen.owed.decimal()),
                "local": [str(each) for each in seen.local],
                "returnable": str(seen.returnable.decimal()),
                "payable": str(seen.payable.decimal()),
                "pieces": seen.pieces,
                "away": seen.away,
            }
        )
        return
    say("{code} · {name}", code=code, name=seen.file.identity.name or words("erased"))
    owed = " + ".join(words.money(each) for each in (seen.owed, *seen.local))
    say("Owed now: {owed}", owed=owed)
    say(
        "Of it {amount} could still come back; {sure} can be paid.", amount=seen.returnable, sure=seen.payable
    )
    say(
        "{pieces} pieces here, {away} at a fair, worth {worth}.",
        pieces=seen.pieces,
        away=seen.away,
        worth=seen.worth,
    )


def _change(books: Books, code: str, given: dict[str, str]) -> None:
    from dataclasses import replace

    from ess_shop.domain.ids import new_id
    from ess_shop.domain.member_form import FormReader, form_of
    from ess_shop.services import enrolling
    from ui.bootstrap import now

    with books.read() as read:
        file, shop = read.member_file(_id_of(read, code)), read.shop()
    reader, before = FormReader(shop), form_of(file.member, file.identity, shop)
    form = replace(before, **given)  # type: ignore[arg-type]
    made = reader.read(form, member_id=file.member.id, revision=file.member.revision + 1)
    if made is None:
        raise next(iter(reader.wrong.values()))
    if form != before:
        for sentence, facts in enrolling.change(books, *made, id=new_id(), at=now(shop.timezone)):
            warn(sentence, **facts)


@click.command(
    help=words("Erase who a member is, on their request; records of the trade keep their code. No way back.")
)
@click.argument("code")
@click.option("--yes", is_flag=True, help=words("Do not ask again."))
@click.pass_context
@told
def forget(context: click.Context, code: str, yes: bool) -> None:
    """Names, addresses, accounts and notes of one member, gone."""
    from ess_shop.domain.ids import new_id
    from ess_shop.services import forgetting
    from ui.bootstrap import now

    with opened(context) as books:
        with books.read() as read:
            member_id, at = _id_of(read, code), now(read.shop().timezone)
            forgetting.require_forgettable(read, read.member_file(member_id), at.date())
        if not yes and click.prompt(words("Type the member’s code to erase them")) != code:
            say("Nothing was erased.")
            return
        forgetting.forget(books, member_id, id=new_id(), at=at)
    say("{code} is erased.", code=code)
