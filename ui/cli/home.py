"""`home-files` and `home-file`: what members take home, and whether a file is as it was written."""

from __future__ import annotations

from pathlib import Path

import click

from ui.cli.place import opened
from ui.cli.speaking import say, told, words


@click.command(
    "home-files",
    help=words("Write every member’s file of a settled month (YYYY-MM): a page each, read offline."),
)
@click.argument("month")
@click.option("--member", help=words("Only this member’s (code)."))
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), required=True, help=words("The folder of the files.")
)
@click.pass_context
@told
def home_files(context: click.Context, month: str, member: str | None, folder: Path) -> None:
    """A sealed page for each member."""
    from ess_shop.domain.settlement import Month
    from ess_shop.errors import NotFound
    from ui import bootstrap

    asked = Month.parse(month)
    with opened(context) as books:
        with books.read() as read:
            codes = {each.code: each.id for each in read.members()}
        if member and member not in codes:
            raise NotFound("no_such_member", "There is no member {value}.", value=member)
        count = bootstrap.write_home_files(books, asked, folder, words, codes.get(member or "", ""))
    say("Files written: {count}, in {folder}.", count=count, folder=folder)


@click.command("home-file", help=words("Tell whether a member’s file is as these books wrote it."))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
@told
def home_file(context: click.Context, file: Path) -> None:
    """Untouched, or not."""
    from ess_shop.errors import StorageTrouble
    from ess_shop.services import home_files as service

    try:
        content = file.read_bytes()
    except OSError as trouble:
        raise StorageTrouble(
            "unreadable_file", "“{file}” cannot be read ({reason}).", file=file, reason=trouble.strerror
        ) from trouble
    with opened(context) as books:
        service.check(books, content)
    say("“{file}” is as it was written.", file=file.name)
