"""`archive`, `purge` and `keys`: closed periods written out and signed, and what they are verified with."""

from __future__ import annotations

from pathlib import Path

import click

from ess_shop import __version__
from ess_shop.errors import Refused
from ui.cli.place import opened
from ui.cli.speaking import print_json, progress, say, told, words


@click.command(help=words("Write a closed period out of the books: one signed ZIP in open formats."))
@click.option("--year", help=words("A closed year (YYYY)."))
@click.option("--month", help=words("A closed month (YYYY-MM)."))
@click.option("--months", help=words("Closed months on end, at most twelve (YYYY-MM..YYYY-MM)."))
@click.option(
    "--to", "target", type=click.Path(path_type=Path), required=True, help=words("The ZIP, or its folder.")
)
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@click.pass_context
@told
def archive(
    context: click.Context,
    year: str | None,
    month: str | None,
    months: str | None,
    target: Path,
    as_json: bool,
) -> None:
    """Archive a period."""
    from ess_shop.domain.archive import ArchivePeriod
    from ess_shop.services.archiving import archive as write
    from ui import bootstrap

    named = [each for each in (year, month, months) if each]
    if len(named) != 1:
        raise Refused("which_period", "Say which period: one of --year, --month and --months.")
    period = ArchivePeriod.parse(named[0])
    if target.suffix.lower() != ".zip":
        target = target / f"archive-{period}.zip"
    with opened(context) as books, progress("Writing") as show:
        with books.read() as read:
            at = bootstrap.now(read.shop().timezone)
        press = bootstrap.ArchiveFile(books, target)
        made = write(books, period, press, at=at, program=f"ess-shop {__version__}", progress=show)
    if as_json:
        print_json({"period": str(period), "entries": made.entries, "sha256": made.sha256})
        return
    say(
        "The archive of {period} is at {path}: {count} entries.",
        period=period,
        path=target,
        count=made.entries,
    )
    say("SHA-256: {digest}", digest=made.sha256)
    say("Public key: {fingerprint}", fingerprint=press.key)
    say(
        "It is verified by `python3 verificateur.py {file}`. Keep it six years, in two places.",
        file=target.name,
    )


@click.command(help=words("Take a year out of the books whose six years are over; its totals stay."))
@click.option(
    "--archive",
    "file",
    type=click.Path(path_type=Path),
    required=True,
    help=words("The archive of the year: it is verified first."),
)
@click.option("--yes", is_flag=True, help=words("Do it; without, the archive is only verified."))
@click.pass_context
@told
def purge(context: click.Context, file: Path, yes: bool) -> None:
    """Purge a year."""
    from ess_shop.services.purging import purge as take_out
    from ui import bootstrap

    with opened(context) as books:
        with progress("Verifying") as show:
            verified = bootstrap.verified_archive(books, file, show)
        if not yes:
            say(
                "The archive of {period} is intact. Add --yes to take its details out of the books.",
                period=verified.period,
            )
            return
        with books.read() as read:
            at = bootstrap.now(read.shop().timezone)
        with progress("Verifying") as show:
            done = take_out(books, verified, at=at, progress=show)
    say(
        "{period}: {entries} entries and {tickets} tickets were taken out of the books; every total stays.",
        period=verified.period,
        entries=words.number(done.entries),
        tickets=words.number(done.tickets),
    )


@click.group(invoke_without_command=True, help=words("The keys of the books: their names, copies, renewal."))
@click.pass_context
@told
def keys(context: click.Context) -> None:
    """What the keys are called and where they are."""
    from ui import bootstrap

    if context.invoked_subcommand is not None:
        return
    with opened(context) as books:
        signer = bootstrap.archive_keys(books)
        say("Secret that signs the journal: {path}", path=books.key_path)
        say("Its name: {fingerprint}", fingerprint=signer.secret_fingerprint)
        say("Public key that archives are verified with: {fingerprint}", fingerprint=signer.fingerprint)


@keys.command(help=words("Copy the public key, or the secret, to a file for who verifies archives."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--secret", is_flag=True, help=words("The secret: it makes every signature of the journal."))
@click.pass_context
@told
def export(context: click.Context, file: Path, secret: bool) -> None:
    """Copy a key."""
    from ess_shop.services.archiving import note_key_copied
    from ui import bootstrap

    if file.exists():
        raise Refused("file_exists", "There is a file at “{path}” already: choose another name.", path=file)
    with opened(context) as books:
        with books.read() as read:
            at = bootstrap.now(read.shop().timezone)
        if secret:
            note_key_copied(books, at=at)
        bootstrap.export_key(books, file, secret=secret)
    if secret:
        say("The secret is at {path}. Who has it can sign as the shop: give it to nobody else.", path=file)
    else:
        say("The public key is at {path}.", path=file)


@keys.command(help=words("Make a new key for the archives to come; older archives keep theirs."))
@click.pass_context
@told
def renew(context: click.Context) -> None:
    """A new key for archives."""
    from ess_shop.services.archiving import note_key
    from ui import bootstrap

    with opened(context) as books:
        with books.read() as read:
            at = bootstrap.now(read.shop().timezone)
        signer = bootstrap.renew_archive_key(books)
        note_key(books, signer.fingerprint, at=at)
    say("Public key that archives are verified with: {fingerprint}", fingerprint=signer.fingerprint)
