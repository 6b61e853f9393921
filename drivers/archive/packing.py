"""Packing files into a ZIP that is written in one way only, so that no byte of it can change unnoticed.

The files are packed as they come, several at a time, each into a nameless file; the ZIP is put together at
the end. How its headers must look is said once, in the verifier that travels with every archive.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from drivers.archive.verifier import DEFLATED, STORED, central_record, end_record, local_header
from ess_shop.errors import Refused

GATHERED = 1 << 18
"""How many bytes are packed at once."""

LARGEST = (1 << 32) - 1
"""Of a file and of the whole; beyond, a ZIP is written in another way."""


class Part:
    """A file of the archive, packed while it is written."""

    def __init__(self, name: str, folder: Path, *, stored: bool = False) -> None:
        self.name = name
        self.method = STORED if stored else DEFLATED
        self.size = self.packed_size = self.crc = 0
        self._plain, self._packed = hashlib.sha256(), hashlib.sha256()
        self._pack = None if stored else zlib.compressobj(6, zlib.DEFLATED, -15)
        self._waiting: list[bytes] = []
        self._waits = 0
        self._file: BinaryIO = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 (closed by `close`)

    def write(self, content: bytes) -> None:
        """Add to the file."""
        self._waiting.append(content)
        self._waits += len(content)
        if self._waits >= GATHERED:
            self._take()

    def _take(self) -> None:
        content = b"".join(self._waiting)
        self._waiting, self._waits = [], 0
        self._plain.update(content)
        self.crc = zlib.crc32(content, self.crc)
        self.size += len(content)
        self._keep(content if self._pack is None else self._pack.compress(content))

    def _keep(self, packed: bytes) -> None:
        self._packed.update(packed)
        self.packed_size += len(packed)
        self._file.write(packed)

    def end(self) -> None:
        """Nothing more is written."""
        self._take()
        if self._pack is not None:
            self._keep(self._pack.flush())
        if max(self.size, self.packed_size) > LARGEST:
            raise Refused("archive_too_long", "This period is too long for one archive: archive its months.")

    def stated(self) -> dict[str, str | int]:
        """What the manifest says of it."""
        return {
            "name": self.name,
            "size": self.size,
            "crc32": self.crc,
            "sha256": self._plain.hexdigest(),
            "packed_size": self.packed_size,
            "packed_sha256": self._packed.hexdigest(),
        }

    def copy_to(self, file: BinaryIO) -> None:
        """Its header and its bytes."""
        file.write(local_header(self.name, self.method, self.crc, self.packed_size, self.size))
        self._file.seek(0)
        shutil.copyfileobj(self._file, file, GATHERED)

    def record(self, offset: int) -> bytes:
        """Its line in the table of contents."""
        return central_record(self.name, self.method, self.crc, self.packed_size, self.size, offset)

    def close(self) -> None:
        """Let the nameless file go."""
        self._file.close()


class Parts:
    """The files of an archive in the making; all are gone at the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.all: list[Part] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _wrong: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for part in self.all:
            part.close()

    def part(self, name: str, content: bytes = b"", *, stored: bool = False) -> Part:
        """A new file, begun with that content."""
        made = Part(name, self._folder, stored=stored)
        self.all.append(made)
        made.write(content)
        return made


def put_together(parts: Sequence[Part], target: Path) -> None:
    """Write the ZIP of these files in their order, durably."""
    with target.open("wb") as file:
        records: list[bytes] = []
        for part in parts:
            offset = file.tell()
            part.copy_to(file)
            records.append(part.record(offset))
        begin = file.tell()
        if begin > LARGEST:
            raise Refused("archive_too_long", "This period is too long for one archive: archive its months.")
        table = b"".join(records)
        file.write(table + end_record(len(records), len(table), begin))
        file.flush()
        os.fsync(file.fileno())
