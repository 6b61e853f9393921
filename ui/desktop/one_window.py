"""One window a till: a second start on the same books finds the first one at work."""

from __future__ import annotations

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
        if lock.error() is QLockFile.LockError.LockFailedError:
            raise Refused("till_open", "The till is open already: look for its window on this computer.")
        raise StorageTrouble(
            "till_folder", "Nothing can be written into {folder}: see who may write there.", folder=folder
        )
    try:
        yield
    finally:
        lock.unlock()
