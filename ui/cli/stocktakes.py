"""`stocktakes`: what is being counted, and how far it is."""

from __future__ import annotations

from datetime import datetime

import click

from ui.cli.place import opened
from ui.cli.speaking import print_json, print_table, say, told, words


@click.command(help=words("List the stocktakes that are not booked yet, oldest first."))
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@click.pass_context
@told
def stocktakes(context: click.Context, as_json: bool) -> None:
    """A row for each open stocktake."""
    from ess_shop.domain.stocktake import progress
    from ess_shop.services import stocktaking

    with opened(context) as books, books.read() as read:
        codes = {member.id: member.code for member in read.members()}
        found = []
        for each in stocktaking.opened(read):
            counts = stocktaking.counts(read, each.id)
            shelf = read.shelf(each.scope.members, each.scope.category)
            expected = {row.article_id: row.on_hand for row in shelf}
            expected |= {count.article_id: count.last for count in counts}
            done, whole = progress(counts, expected)
            members = [codes.get(id, "?") for id in each.scope.members]
            found.append((each, members, len(counts), done, whole))
    if as_json:
        print_json(
            [
                {
                    "id": each.id,
                    "begun": each.at,
                    "volunteer": each.volunteer,
                    "members": members,
                    "category": each.scope.category,
                    "articles": articles,
                    "counted": done,
                    "expected": whole,
                }
                for each, members, articles, done, whole in found
            ]
        )
        return
    if not found:
        say("Nothing is being counted.")
        return
    heads = [words(head) for head in ("Begun", "By", "What", "Articles", "Counted", "Expected")]
    rows = [
        [
            words.day(datetime.fromisoformat(each.at).date()),
            each.volunteer,
            each.scope.category or ", ".join(members) or words("all goods"),
            words.number(articles),
            words.number(done),
            words.number(whole),
        ]
        for each, members, articles, done, whole in found
    ]
    print_table(heads, rows, frozenset({3, 4, 5}))
