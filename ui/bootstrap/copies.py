"""Copies of the books: made, and put back in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from db import backup as backups
from db.books import SqlBooks
from db.making import whole_or_none
from ess_shop.ports import Progress, unheard
from ess_shop.services.restoring import Gap, note_restored
from ui.bootstrap.books import opened
from ui.bootstrap.clock import now

__all__ = ["backup", "free_name", "restore", "whole_or_none"]


def free_name(wanted: Path) -> Path:
    """The path, or the same with a number if it is taken."""
    return backups.free_name(wanted)


def backup(books: SqlBooks, target: Path, progress: Progress = unheard) -> None:
    """A consistent copy of the books in one new file."""
    backups.save(books.engine, target, progress=progress)


def restore(
    source: Path,
    place: str,
    *,
    replace: bool,
    on_paper: Mapping[str, int] | None = None,
    progress: Progress = unheard,
) -> tuple[Path | None, Sequence[Gap]]:
    """Put a backup in place and log what is missing since; `on_paper` are last tickets by till.

    Returns where the old books were moved, if any, and where every till stands.
    """
    moved = backups.restore(source, place, replace=replace, progress=progress)
    with opened(place) as books:
        with books.read() as read:
            timezone = read.shop().timezone
        gaps = note_restored(
            books,
            at=now(timezone),
            source=source.name,
            last_seen=books.last_seen(),
            on_paper=on_paper,
        )
    return moved, gaps
