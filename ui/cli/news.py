"""`news`: what members chose to hear, and what is due."""

from __future__ import annotations

import click

from ui.cli.place import opened
from ui.cli.speaking import print_json, print_table, told, words


@click.command(help=words("What members chose to hear by e-mail, and what is due now. Sends nothing."))
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@click.pass_context
@told
def news(context: click.Context, as_json: bool) -> None:
    """A row for each member who chose something."""
    from ess_shop.services import telling
    from ui.bootstrap import now

    with opened(context) as books, books.read() as read:
        codes = {member.id: member.code for member in read.members()}
        due = {each.member_id: len(each.letters) for each in telling.due(read, now(read.shop().timezone))}
        waiting = [sheet.member for sheet in read.worksheets(telling.LETTER)]
        rows = []
        for sheet in read.worksheets(telling.NEWS):
            choice = telling.choice_of(read, sheet.member)
            letters = due.get(sheet.member, 0) + waiting.count(sheet.member)
            rows.append((codes.get(sheet.member, ""), choice, letters))
    rows.sort(key=lambda row: row[0])
    if as_json:
        print_json(
            [
                {"member": code, "sold": str(choice.sold), "statement": choice.statement, "due": letters}
                for code, choice, letters in rows
            ]
        )
        return
    rhythms = {
        "each": words("At each sale"),
        "daily": words("Every day"),
        "weekly": words("Every week"),
        "none": words("Never"),
    }
    heads = [words(head) for head in ("Member", "What was sold", "Statement", "Letters due")]
    print_table(
        heads,
        [
            [code, rhythms[choice.sold], words("yes") if choice.statement else words("no"), str(letters)]
            for code, choice, letters in rows
        ],
        frozenset({3}),
    )
