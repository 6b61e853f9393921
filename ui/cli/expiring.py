"""`expiring`: goods whose time ends or is over, and the letter to their member."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ess_shop.errors import Refused
from ui.cli.papers import check_free
from ui.cli.place import opened
from ui.cli.speaking import print_json, print_table, say, told, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ess_shop.domain.stays import StayRow
    from ess_shop.ports import Books

STATES = ["ending", "grace", "over"]


@click.command(
    help=words("List the goods whose time in the shop ends within two weeks or is over, by member.")
)
@click.option("--member", help=words("Only this member's (code)."))
@click.option(
    "--state",
    type=click.Choice(STATES),
    help=words("Only those that end soon, that are in the days of grace, or whose grace is over too."),
)
@click.option(
    "--letter",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=words("Write the letter to that member as a PDF, and note that they were told."),
)
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@click.pass_context
@told
def expiring(
    context: click.Context, member: str | None, state: str | None, letter: Path | None, as_json: bool
) -> None:
    """A row for each article, or the letter."""
    from ess_shop.services.deposit_lists import member_by_code
    from ui import bootstrap

    with opened(context) as books:
        with books.read() as read:
            member_id = member_by_code(read, member).id if member else ""
            today = bootstrap.now(read.shop().timezone).date()
            rows = [row for row in read.stays(today, member_id) if state in (None, row.state)]
        if letter is None:
            _print(rows, as_json=as_json)
        elif not member:
            raise Refused("no_member_named", "Say to whom the letter goes: --member CODE.")
        else:
            _write_letter(books, member_id, letter)


def _print(rows: Sequence[StayRow], *, as_json: bool) -> None:
    from ess_shop.domain.stay_words import state_said

    if as_json:
        print_json(
            [
                {
                    "member": row.member,
                    "code": row.code,
                    "label": row.label,
                    "pieces": row.on_hand,
                    "worth": str((row.price * row.on_hand).decimal()),
                    "since": row.since.isoformat(),
                    "until": row.until.isoformat(),
                    "grace_until": row.grace_until.isoformat(),
                    "state": str(row.state),
                    "after": str(row.after),
                    "told": row.told.isoformat() if row.told else None,
                }
                for row in rows
            ]
        )
        return
    heads = [words(head) for head in ("Member", "Code", "Article", "Pieces", "Worth", "Its time", "Told")]
    print_table(
        heads,
        [
            [
                row.member,
                row.code,
                row.label,
                words.number(row.on_hand),
                words.amount(row.price * row.on_hand),
                state_said(row, words),
                words.day(row.told) if row.told else "",
            ]
            for row in rows
        ],
        frozenset({3, 4}),
    )


def _write_letter(books: Books, member_id: str, pdf: Path) -> None:
    from ess_shop.services import expiring as stays
    from ui import bootstrap

    check_free(pdf)
    with books.read() as read:
        at = bootstrap.now(read.shop().timezone)
        letter = stays.letter_to(read, stays.over_of(read, member_id, at.date()), at.date())
    bootstrap.DeskPress(words, pdf.parent).letter(pdf, letter)
    stays.note_told(books, member_id, at=at)
    say("The letter to {member} is in {file}.", member=letter.member.code, file=pdf)
