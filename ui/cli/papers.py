"""`slips NUMBER --pdf` and `contract`: the papers between the shop and a member, written as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ess_shop.errors import NotFound, Refused
from ui.cli.place import opened
from ui.cli.speaking import say, told, words

if TYPE_CHECKING:
    from ess_shop.ports import Books


def write_slip(books: Books, number: str, pdf: Path | None) -> None:
    """The PDF of a slip; Refused without a place for it, and where another file stands already."""
    from ess_shop.services.slip_papers import slip_paper
    from ui import bootstrap

    if pdf is None:
        raise Refused("no_file_named", "Say where the paper of {number} goes: --pdf FILE.", number=number)
    check_free(pdf)
    with books.read() as read:
        paper = slip_paper(read, number)
    bootstrap.DeskPress(words, pdf.parent).slip(pdf, paper)
    say("{number} is in {file}.", number=paper.slip.number, file=pdf)


@click.command(help=words("Write a member’s contract as a PDF, ready to be signed by both."))
@click.argument("member")
@click.option("--pdf", type=click.Path(path_type=Path), required=True, help=words("The file of the paper."))
@click.option(
    "--on", "day", metavar="DAY", help=words("The contract in force on that day; today if left out.")
)
@click.pass_context
@told
def contract(context: click.Context, member: str, pdf: Path, day: str | None) -> None:
    """A paper to sign."""
    from ess_shop.domain.contract_reader import day_of
    from ess_shop.domain.terms import valid_on
    from ess_shop.services.deposit_lists import member_by_code
    from ess_shop.services.slip_papers import contract_paper
    from ui import bootstrap

    check_free(pdf)
    with opened(context) as books, books.read() as read:
        found = member_by_code(read, member)
        today = bootstrap.now(read.shop().timezone).date()
        held = valid_on(read.terms(found.id), day_of(day) if day else today)
        if held is None:
            raise NotFound("no_contract", "{member} has no contract in force.", member=member)
        paper = contract_paper(read, found.id, held.id, day=today)
    bootstrap.DeskPress(words, pdf.parent).contract(pdf, paper)
    say("The contract of {member} is in {file}.", member=member, file=pdf)


def check_free(pdf: Path) -> None:
    """Refused where another file stands already."""
    if pdf.exists():
        raise Refused("file_there", "“{path}” is there already: choose another name.", path=pdf)
