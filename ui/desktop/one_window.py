"""One window a till: a second start on the same books finds the first one at work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QLockFile

from ess_shop.errors import Refused, StorageTrouble


@contextmanager
def one_window(folder: Path) -> Iterator[None]:
    """The till of this folder, for this program alone; Refused while another program has it.

    What a killed program leaves behind is no hindrance: its process is gone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(folder / "open.lock"))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        if lock.error() is QLockFile.LockError.LockFailedError and _lives(lock):
            raise Refused("till_open", "The till is open already: look for its window on this computer.")
        raise StorageTrouble(
            "till_folder", "Nothing can be written into {folder}: see who may write there.", folder=folder
        )
    try:
        yield
    finally:
        lock.unlock()


def _lives(lock: QLockFile) -> bool:
    """Whether the program that has the lock runs; that of a dead one cannot be taken on a read-only disk.

    Windows asks for nothing like this: its lock of a dead program is none.
    """
    process, _machine, _name = lock.getLockInfo()
    if os.name == "nt" or not process:
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
