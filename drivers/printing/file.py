"""Printers that say nothing back: a device's or plain file, and papers kept as PDF in a folder."""

from __future__ import annotations

import errno
import os
import select
import stat
from pathlib import Path

from drivers.printing.transport import Patience, Transport
from drivers.receipts.pdf import pdf_of
from drivers.whole_file import remove, write_whole
from ess_shop.domain.receipt_printer import Wire

KEPT = 50
"""How many papers a screen's folder keeps."""


class FileTransport(Transport):
    """A device such as /dev/usb/lp0, or a file that jobs are added to."""

    answers = False

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self._file = -1

    def _open(self, _patience: Patience) -> None:
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)
        # A device that is unplugged must not be replaced by a file of its name.
        if not self.name.startswith("/dev/"):
            flags |= os.O_CREAT
        self._file = os.open(self.name, flags, 0o600)

    def _write(self, data: bytes, patience: Patience, /) -> int:
        while left := patience.left():
            try:
                return os.write(self._file, data)
            except BlockingIOError:
                select.select([], [self._file], [], left)
        return 0

    def _drain(self) -> bool:
        if stat.S_ISREG(os.fstat(self._file).st_mode):
            os.fsync(self._file)
        return True

    def _close(self) -> None:
        os.close(self._file)
        self._file = -1


class ScreenTransport(Transport):
    """No printer: each job becomes a PDF in a folder, the newest with the highest number."""

    answers = False

    def __init__(self, folder: Path, *, width_mm: int = 80) -> None:
        super().__init__(str(folder))
        self._folder, self._width = folder, width_mm

    def send(self, data: bytes) -> None:
        """Keep it as a PDF; DeviceTrouble if there can be no folder, StorageTrouble if it takes no more."""
        self._ensure_open()
        kept = papers(self._folder)
        number = int(kept[-1].stem) + 1 if kept else 1
        write_whole(self._folder / f"{number:06d}.pdf", pdf_of(data, self._width))
        for old in kept[: max(len(kept) + 1 - KEPT, 0)]:
            remove(old)

    def status(self) -> Wire:
        """A folder that is there takes papers."""
        self._ensure_open()
        return Wire.READY

    def _open(self, _patience: Patience) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)

    def _write(self, _data: bytes, _patience: Patience) -> int:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    def _close(self) -> None:
        """A folder stays."""


def papers(folder: Path) -> list[Path]:
    """The papers a screen's folder keeps, oldest first."""
    return sorted(path for path in folder.glob("*.pdf") if path.stem.isdigit())
