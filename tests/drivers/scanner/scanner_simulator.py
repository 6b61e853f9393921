"""A serial scanner made of a pseudo terminal, under a name that stays when it is unplugged."""

from __future__ import annotations

import os
import tty
from pathlib import Path


class ScannerSimulator:
    """Plug it in, let it send bytes, pull it out."""

    def __init__(self, folder: Path) -> None:
        self.port = folder / "scanner"
        self._ends: tuple[int, int] | None = None

    def plug_in(self) -> None:
        self._ends = os.openpty()
        tty.setraw(self._ends[1])
        self.port.symlink_to(os.ttyname(self._ends[1]))

    def send(self, data: bytes) -> None:
        assert self._ends, "plug it in first"
        os.write(self._ends[0], data)

    def pull_out(self) -> None:
        if self._ends:
            for end in self._ends:
                os.close(end)
            self.port.unlink()
            self._ends = None
