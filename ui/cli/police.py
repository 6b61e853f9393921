"""`police-register`: second-hand goods of private persons, read, printed; papers erased when it may be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.place import opened
from ui.cli.speaking import print_json, print_table, say, told, words

if TYPE_CHECKING:
    from ess_shop.domain.police import PoliceRow
    from ess_shop.ports import Books

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("police-register", help=words("Show the police register, or make its PDF."))
@click.option("--from", "since", type=_DAY, help=words("Only entries from this day on."))
@click.option("--until", type=_DAY, help=words("Only entries up to this day."))
@click.option("--pdf", type=click.Path(path_type=Path), help=words("Write the register into this PDF."))
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@click.option(
    "--erase-overdue", is_flag=True, help=words("Erase the identity papers that the law keeps no longer.")
)
@click.pass_context
@told
def police_register(
    context: click.Context,
    since: datetime | None,
    until: datetime | None,
    pdf: Path | None,
    as_json: bool,
    erase_overdue: bool,
) -> None:
    """The entries of a period, as rows or on paper."""
    from ess_shop.papers import RegisterPaper
    from ui import bootstrap

    first, last = since and since.date(), until and until.date()
    with opened(context) as books:
        if erase_overdue:
            _erase(books)
        with books.read() as read:
            rows, shop = read.police_entries(first, last), read.shop()
    if pdf is not None:
        paper = RegisterPaper(shop, rows, first, last, bootstrap.now(shop.timezone).date())
        bootstrap.DeskPress(words, pdf.parent).register(pdf, paper)
        say("The police register is in {path}.", path=pdf)
    elif as_json:
        print_json([_plain(row) for row in rows])
    elif rows:
        _print(rows)
    else:
        say("There is no entry in this period.")


def _erase(books: Books) -> None:
    from ess_shop.domain.ids import new_id
    from ess_shop.services.police_register import erase_seller, overdue
    from ui import bootstrap

    with books.read() as read:
        at = bootstrap.now(read.shop().timezone)
        papers = overdue(read, at.date())
    for paper in papers:
        erase_seller(books, paper.id, id=new_id(), at=at)
    click.echo(
        words.plural("{count} identity paper erased.", "{count} identity papers erased.", len(papers)),
        err=True,
    )


def _print(rows: Sequence[PoliceRow]) -> None:
    from ess_shop.domain.police_words import paper_shown, what_came, who_left

    titles = ("No.", "Day", "What was left", "Who left it", "Identity paper", "Qty", "Price")
    table = [
        [
            str(row.number),
            words.day(row.day),
            what_came(row.description, row.reversed_by, words),
            who_left(row.seller, words),
            paper_shown(row.seller, words),
            words.number(row.quantity),
            words.money(row.price),
        ]
        for row in rows
    ]
    print_table([words(title) for title in titles], table, frozenset({0, 5, 6}))


def _plain(row: PoliceRow) -> dict[str, object]:
    seller = row.seller
    return {
        "number": row.number,
        "day": row.day,
        "slip": row.slip,
        "reversed_by": row.reversed_by,
        "member": row.member,
        "description": row.description,
        "price": str(row.price.decimal()),
        "quantity": row.quantity,
        "name": seller.name,
        "address": seller.address,
        "document": seller.document,
        "document_number": seller.document_number,
        "issued_on": seller.issued_on,
        "issued_by": seller.issued_by,
    }
