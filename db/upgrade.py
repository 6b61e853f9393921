"""Bringing books up to date: a backup first, then the missing steps; newer books are refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from ess_shop.errors import StorageTrouble

if TYPE_CHECKING:
    from alembic.config import Config

LATEST = "0005"
"""The newest step; a test holds it against the migrations."""

STEPS = Path(__file__).parent / "migrations"


def config(steps: Path = STEPS) -> Config:
    """Alembic's configuration for our steps, without a file."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(steps).replace("%", "%%"))
    return made


def create(engine: Engine, revision: str = "head", *, steps: Path = STEPS) -> None:
    """Take a database to a revision, in one transaction."""
    from alembic import command

    made = config(steps)
    with engine.begin() as connection:
        made.attributes["connection"] = connection
        command.upgrade(made, revision)


def current(engine: Engine) -> str:
    """The revision of a database; StorageTrouble if it holds no books."""
    with engine.connect() as connection:
        try:
            if not inspect(connection).has_table("alembic_version"):
                raise StorageTrouble("not_books", "This file does not hold books of a shop.")
            return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
        except DatabaseError as wrong:
            if "not a database" in str(wrong):
                raise StorageTrouble("not_books", "This file does not hold books of a shop.") from wrong
            raise


def bring_up_to_date(
    engine: Engine, path: Path | None, *, steps: Path = STEPS, latest: str = LATEST
) -> Path | None:
    """Apply the steps that are missing, after a backup; returns where the backup is, None if all was current.

    `path` is the data file, or None on PostgreSQL (the backup then is a SQLite copy in the current folder).
    """
    found = current(engine)
    if found == latest:
        return None
    from alembic.script import ScriptDirectory

    known = {step.revision for step in ScriptDirectory.from_config(config(steps)).walk_revisions()}
    if found not in known:
        raise StorageTrouble(
            "newer_books",
            "These books were written by a newer version of the program ({found}): install that version.",
            found=found,
        )
    from db import backup

    kept = backup.free_name(Path(f"{path or 'ess-shop-postgresql.db'}.before-{latest}"))
    backup.save(engine, kept, steps=steps, revision=found)
    create(engine, latest, steps=steps)
    return kept
