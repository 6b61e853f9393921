"""`import members` and `import articles`."""

from __future__ import annotations

from pathlib import Path

import click

from ui.cli.place import opened
from ui.cli.speaking import print_json, say, told, warn, words


@click.group("import", help=words("Take members or articles over from a CSV file."))
def bring_in() -> None:
    """The two lists a shop begins with."""


def _run(context: click.Context, what: str, file: Path, as_json: bool) -> None:
    from ess_shop.services.importing_articles import import_articles
    from ess_shop.services.importing_members import import_members
    from ui import bootstrap

    table = bootstrap.table(file)
    with opened(context) as books:
        with books.read() as read:
            at = bootstrap.now(read.shop().timezone)
        report = (import_members if what == "members" else import_articles)(books, table, at=at)
    for sentence, facts in report.remarks:
        warn(sentence, **facts)
    if as_json:
        print_json(
            {
                "added": report.added,
                "changed": report.changed,
                "unchanged": report.unchanged,
                "pieces": report.pieces,
            }
        )
        return
    say(
        "{file}: {added} added, {changed} changed, {unchanged} as they were.",
        file=file.name,
        added=report.added,
        changed=report.changed,
        unchanged=report.unchanged,
    )
    if report.pieces:
        say("{pieces} pieces deposited.", pieces=words.number(report.pieces))


_FILE = click.argument("file", type=click.Path(path_type=Path))
_JSON = click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))


@bring_in.command(help=words("Members, from a CSV file; again updates what may change."))
@_FILE
@_JSON
@click.pass_context
@told
def members(context: click.Context, file: Path, as_json: bool) -> None:
    """Import members."""
    _run(context, "members", file, as_json)


@bring_in.command(help=words("Articles, from a CSV file; the quantity of a new one is its first deposit."))
@_FILE
@_JSON
@click.pass_context
@told
def articles(context: click.Context, file: Path, as_json: bool) -> None:
    """Import articles."""
    _run(context, "articles", file, as_json)
