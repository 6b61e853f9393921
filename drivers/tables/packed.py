"""Opening a packed spreadsheet with care: its table of contents is judged before anything is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ess_shop.domain.source import BadFile, Problem

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes as the file lies there; a list with many pictures in it is refused with advice."""

MOST_PARTS = 1000
LARGEST_PART = 16 * 1024 * 1024
LARGEST_WHOLE = 64 * 1024 * 1024
"""Bytes unpacked: of the largest part that is read, and of all together."""

MOST_RATIO = 200
"""How many times larger a part may be unpacked; real sheets reach some forty."""

SMALL = 1024 * 1024
"""Below this size a part may be packed as well as it can."""

_ENCRYPTED = 0x1


class Parts:
    """The parts of a packed file by name, unpacked one at a time."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self.name = name
        self._archive = archive
        self.names = frozenset(archive.namelist())

    def read(self, part: str) -> bytes:
        """A part unpacked; empty if there is none. BadFile if it is too large or damaged."""
        if part not in self.names:
            return b""
        if self._archive.getinfo(part).file_size > LARGEST_PART:
            raise too_large(self.name)
        try:
            return self._archive.read(part)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as wrong:
            raise damaged(self.name) from wrong


@contextmanager
def unpacked(path: Path) -> Iterator[Parts]:
    """The parts of the file at `path`; BadFile for what is damaged, encrypted or a bomb."""
    if path.stat().st_size > LARGEST_FILE:
        raise _bad(path.name, 1, "The file is too large for a list: take the pictures out.")
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as wrong:
        raise damaged(path.name) from wrong
    with archive:
        _judge(path.name, archive.infolist())
        yield Parts(path.name, archive)


def damaged(name: str) -> BadFile:
    """The file cannot be read as what it says it is."""
    return _bad(name, 1, "The file is damaged or cut off: save it again, or ask for it once more.")


def too_large(name: str) -> BadFile:
    """More of it than any list needs."""
    return _bad(name, 1, "The file is too large to be a list: take out what is no line of it.")


def _judge(name: str, parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise _bad(name, 1, "The file is protected by a password: save it without.")
    bomb = (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > LARGEST_WHOLE
        or any(part.file_size > SMALL and part.file_size > MOST_RATIO * part.compress_size for part in parts)
    )
    if bomb:
        raise _bad(name, 1, "The file unpacks to far more than a list needs: it may do harm, do not open it.")
    known = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    twice = len({part.filename for part in parts}) < len(parts)
    if twice or any(part.compress_type not in known for part in parts):
        raise damaged(name)


def _bad(name: str, line: int, sentence: str, /, **facts: object) -> BadFile:
    return BadFile(name, [Problem(line, sentence, facts)])
