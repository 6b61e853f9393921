"""`event-log`, `attestation`, `fiscal-manual`: what the law asks of a till, as files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from ess_shop.errors import Refused
from ui.cli.place import opened
from ui.cli.speaking import print_json, print_table, say, told, words

_DAY = click.DateTime(["%Y-%m-%d"])
_TO = click.option(
    "--to", "path", type=click.Path(path_type=Path), required=True, help=words("The PDF to write.")
)
MOST = 1_000_000


@click.command("event-log", help=words("Show what happened beside sales, or write it as a table."))
@click.option("--from", "since", type=_DAY, help=words("Only events from this day on."))
@click.option("--until", type=_DAY, help=words("Only events up to this day."))
@click.option("--kind", help=words("Only events of a kind: program, people, settings, till, devices, books…"))
@click.option("--csv", type=click.Path(path_type=Path), help=words("Also write the rows into this file."))
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@click.pass_context
@told
def event_log(
    context: click.Context,
    since: datetime | None,
    until: datetime | None,
    kind: str | None,
    csv: Path | None,
    as_json: bool,
) -> None:
    """The events of a time, newest first; a table that leaves is an event itself."""
    from ess_shop.domain.event_log import HEADS, EventKind, EventQuery, codes_of
    from ess_shop.domain.event_words import EventWords, table_of
    from ess_shop.domain.journal import OFFICE
    from ess_shop.services import noting
    from ui import bootstrap

    found = next((each for each in EventKind if each == kind), None)
    if kind is not None and found is None:
        raise Refused(
            "no_such_kind",
            "“{text}” is no kind of event: choose one of {kinds}.",
            text=kind[:40],
            kinds=", ".join(EventKind),
        )
    query = EventQuery(since and since.date(), until and until.date(), codes_of(found), limit=MOST)
    with opened(context) as books:
        with books.read() as read:
            rows, said, timezone = (
                read.events(query),
                EventWords(words, read.named_ids()),
                read.shop().timezone,
            )
        table = table_of(rows, said)
        if csv is not None:
            bootstrap.write_table(csv, HEADS, table)
            noting.note(books, till=OFFICE, at=bootstrap.now(timezone), code=noting.EXPORT, detail=csv.name)
    if as_json:
        print_json([dict(zip(HEADS, row, strict=True)) for row in table])
        return
    shown = [
        [row.at[:16].replace("T", " "), row.till, said.said(row.code), said.detail(row.code, row.detail)]
        for row in rows
    ]
    heads = (words("When"), words("Till"), words("Event"), words("Detail"))
    print_table(heads, shown, frozenset())


@click.command(help=words("Write the editor’s attestation for exactly this version, to be signed."))
@_TO
@click.option("--editor", default="", help=words("Who publishes the program."))
@click.option("--signer", default="", help=words("Who signs."))
@click.option("--place", default="", help=words("Where it is signed."))
@click.pass_context
@told
def attestation(context: click.Context, path: Path, editor: str, signer: str, place: str) -> None:
    """Two parts: one for who publishes the program, one for the shop."""
    from ess_shop import __version__
    from ess_shop.domain.law_papers import AttestationPaper
    from ui import bootstrap

    press = bootstrap.LawPress(words)
    with opened(context) as books, books.read() as read:
        shop = read.shop()
    today = bootstrap.now(shop.timezone).date()
    press.attestation(
        path,
        AttestationPaper(shop, editor, signer, place, "ess-shop", __version__, press.fingerprint(), today),
    )
    say("The attestation is in {path}.", path=path)


@click.command("fiscal-manual", help=words("Write the fiscal manual of this version, in French."))
@_TO
@told
def fiscal_manual(path: Path) -> None:
    """What is recorded and how, for whoever must verify it without this program."""
    from ess_shop import __version__
    from ui import bootstrap

    bootstrap.LawPress(words).manual(path, __version__)
    say("The manual is in {path}.", path=path)
