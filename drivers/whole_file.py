"""Files that are there whole or not at all, whatever happens while they are written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ess_shop.errors import StorageTrouble

LONGEST_NAME = 80
"""Of a file that is named for people; folders take 255 bytes."""


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Replace the file at `path` by `content` in one step; see `whole_file`."""
    with whole_file(path, private=private) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """A file to write and read again that takes the place of the one at `path` in one step, at the end.

    The folder must exist. It is written beside its place and moved there, so that a reader meets the old file
    or the new one, and a power cut or an error leaves no half. Nobody but its owner reads a `private` one.
    StorageTrouble if the folder refuses, and the old file stays.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            with open(beside, "w+b", opener=_private if private else None) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as trouble:
        raise StorageTrouble(
            "file_not_written",
            "“{path}” cannot be written ({reason}). Check the folder and the space left, then try again.",
            path=path,
            reason=trouble.strerror,
        ) from trouble


def free_place(folder: Path, name: str, suffix: str) -> Path:
    """Where a new file of that name may go: signs that folders refuse are replaced, a taken name is numbered.

    The folder is made. StorageTrouble if it cannot be.
    """
    signs = ("-" if sign in '<>:"/\\|?*' else sign for sign in name if sign.isprintable())
    begin = " ".join("".join(signs).split())[:LONGEST_NAME].strip(" .") or "ess-shop"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise StorageTrouble(
            "folder_not_made",
            "The folder “{path}” cannot be made ({reason}). Check the space left, then try again.",
            path=folder,
            reason=trouble.strerror,
        ) from trouble
    place, number = folder / f"{begin}{suffix}", 2
    while place.exists():
        place = folder / f"{begin} ({number}){suffix}"
        number += 1
    return place


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def remove(path: Path) -> None:
    """Remove the file at `path` if there is one; StorageTrouble if the folder refuses."""
    try:
        path.unlink(missing_ok=True)
    except OSError as trouble:
        raise StorageTrouble(
            "file_not_removed",
            "“{path}” is out of date and cannot be removed ({reason}). Remove it by hand.",
            path=path,
            reason=trouble.strerror,
        ) from trouble
