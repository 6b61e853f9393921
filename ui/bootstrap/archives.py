"""Archives of the books: written and signed, verified, their keys."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from db.books import SqlBooks
from drivers.whole_file import remove, write_whole
from ess_shop.domain.archive import ArchiveHead, Run, VerifiedArchive
from ess_shop.domain.journal import Entry
from ess_shop.ports import Books, Progress, unheard

if TYPE_CHECKING:
    from db.signing import ArchiveSigner

__all__ = [
    "ArchiveFile",
    "archive_keys",
    "archive_press",
    "export_key",
    "renew_archive_key",
    "verified_archive",
]


class ArchiveFile:
    """Writes one archive to a path; see `ess_shop.services.archiving.ArchivePress`."""

    def __init__(self, books: SqlBooks, target: Path) -> None:
        self._signer = archive_keys(books)
        self._target = target

    @property
    def key(self) -> str:
        """The name of the public key."""
        return self._signer.fingerprint

    def write(self, head: ArchiveHead, runs: Iterable[tuple[Run, Iterable[Entry]]]) -> str:
        """Write the archive; returns its SHA-256."""
        from drivers.archive.verifying import sha256
        from drivers.archive.writer import write_archive

        write_archive(self._target, head, runs, self._signer)
        return sha256(self._target)

    def take_back(self) -> None:
        """Remove what was written."""
        remove(self._target)


def archive_press(books: Books, target: Path) -> ArchiveFile:
    """Who writes the archive of books to a path; only books that are kept here have keys."""
    if not isinstance(books, SqlBooks):
        raise TypeError("these books have no keys")
    return ArchiveFile(books, target)


def verified_archive(books: SqlBooks, path: Path, progress: Progress = unheard) -> VerifiedArchive:
    """An archive of these books in which nothing is wrong; Refused with what is."""
    from drivers.archive.verifying import verified

    return verified(path, books.keys.key(books.id), progress)


def archive_keys(books: SqlBooks) -> ArchiveSigner:
    """Who signs the archives of these books."""
    from db.signing import archive_signer

    return archive_signer(books.keys, books.id)


def renew_archive_key(books: SqlBooks) -> ArchiveSigner:
    """A new key for the archives to come."""
    from db.signing import new_signer

    return new_signer(books.keys, books.id)


def export_key(books: SqlBooks, target: Path, *, secret: bool) -> None:
    """A copy of the public key, or of the secret that signs the journal: readable by its owner only."""
    if secret:
        write_whole(target, books.key_path.read_bytes(), private=True)
    else:
        write_whole(target, archive_keys(books).public_key)
