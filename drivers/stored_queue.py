"""A queue that outlives the program: one file for each thing that waits, whose name tells where it stands.

`00000012.<id>.waiting` becomes `.sending` before its first byte is sent and is gone once it is done. What is
still `.sending` when the program starts, or breaks off, becomes `.again`: it may have been done already.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from drivers.whole_file import write_whole
from ess_shop.errors import Refused, StorageTrouble

LOG = logging.getLogger(__name__)

_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
_NAME = re.compile(r"(\d{8,})\.([A-Za-z0-9_-]{1,100})\.(waiting|sending|again)")


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing in the queue since `at` (clock, seconds); `marked` when it may have been done already."""

    number: int
    id: str
    title: str
    marked: bool
    at: float = 0.0

    def name(self, state: str = "") -> str:
        """Its file's name in a state; without one, in that in which it waits."""
        return f"{self.number:08d}.{self.id}.{state or ('again' if self.marked else 'waiting')}"


class StoredQueue(ABC):
    """The queue of one device in a folder of its own; safe between threads, for one program at a time."""

    def __init__(self, folder: Path) -> None:
        """StorageTrouble if the folder refuses. `damaged` lists the files that could not be read."""
        self.folder = folder
        self.damaged: list[str] = []
        self._lock = threading.Lock()
        self._kept: list[Kept] = []
        self._sending: int | None = None
        self._last = 0
        with self._storing():
            folder.mkdir(parents=True, exist_ok=True)
            for path in sorted(folder.iterdir()):
                self._take_in(path)

    @abstractmethod
    def _refusal(self, trouble: OSError) -> StorageTrouble:
        """What is told when the folder refuses."""

    @abstractmethod
    def _too_late(self, kept: Kept) -> Refused:
        """What is told to somebody who gives up what is being sent."""

    def keep(self, id: str, title: str, data: bytes) -> None:
        """Put something at the end, once. ValueError for an id that is no file's name; StorageTrouble."""
        if not _ID.fullmatch(id):
            raise ValueError(f"no id for a file: {id!r}")
        with self._lock:
            if any(kept.id == id for kept in self._kept):
                return
            kept = Kept(self._last + 1, id, title, marked=False, at=time.time())
            write_whole(self.folder / kept.name(), _packed(title, data))
            self._last = kept.number
            self._kept.append(kept)

    def kept(self) -> tuple[Kept, ...]:
        """Everything that waits, in order."""
        with self._lock:
            return tuple(self._kept)

    def first(self) -> Kept | None:
        """What has its turn."""
        with self._lock:
            return self._kept[0] if self._kept else None

    def content(self, kept: Kept) -> bytes | None:
        """Its bytes; None if its file is damaged (it is set aside) or it was given up meanwhile."""
        path = self.folder / kept.name()
        with self._lock, self._storing():
            if kept not in self._kept:
                return None
            try:
                return _unpacked(path.read_bytes())[1]
            except (FileNotFoundError, ValueError, KeyError) as damage:
                self._kept.remove(kept)
                self._set_aside(path, damage)
                return None

    def begin(self, kept: Kept) -> bool:
        """Note, durably, that sending begins; False if it was given up meanwhile."""
        with self._lock, self._storing():
            if kept not in self._kept:
                return False
            self._rename(kept.name(), kept.name("sending"))
            self._sending = kept.number
            return True

    def put_back(self, kept: Kept, *, marked: bool) -> None:
        """Sending failed; `marked` when it may have been done, wholly or in part."""
        back = replace(kept, marked=kept.marked or marked)
        with self._lock, self._storing():
            self._sending = None
            self._kept = [back if each.number == kept.number else each for each in self._kept]
            self._rename(kept.name("sending"), back.name())

    def finish(self, kept: Kept) -> None:
        """It is done with: forget it. StorageTrouble if its file stays."""
        with self._lock, self._storing():
            self._sending = None
            self._kept = [each for each in self._kept if each.number != kept.number]
            for name in (kept.name("sending"), kept.name()):
                (self.folder / name).unlink(missing_ok=True)

    def cancel(self, id: str) -> None:
        """Give up what waits, if it is known; Refused while it is being sent."""
        with self._lock, self._storing():
            for kept in [kept for kept in self._kept if kept.id == id]:
                if kept.number == self._sending:
                    raise self._too_late(kept)
                (self.folder / kept.name()).unlink(missing_ok=True)
                self._kept.remove(kept)

    def _take_in(self, path: Path) -> None:
        if path.name.startswith(".") and path.suffix == ".part":
            path.unlink()
            return
        found = _NAME.fullmatch(path.name)
        if found is None:
            return
        number, id, state = int(found[1]), found[2], found[3]
        self._last = max(self._last, number)
        try:
            title = _unpacked(path.read_bytes())[0]
        except (ValueError, KeyError) as damage:
            self._set_aside(path, damage)
            return
        kept = Kept(number, id, title, marked=state != "waiting", at=path.stat().st_mtime)
        if state == "sending":
            self._rename(path.name, kept.name())
        self._kept.append(kept)

    def _set_aside(self, path: Path, damage: Exception) -> None:
        LOG.warning("what waits cannot be read and is set aside: %s (%s)", path.name, damage)
        aside = path.with_suffix(".damaged")
        if path.exists():
            path.replace(aside)
        self.damaged.append(aside.name)

    def _rename(self, before: str, after: str) -> None:
        (self.folder / before).replace(self.folder / after)
        if os.name == "posix":
            folder = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    @contextmanager
    def _storing(self) -> Iterator[None]:
        try:
            yield
        except OSError as trouble:
            raise self._refusal(trouble) from trouble


def _packed(title: str, data: bytes) -> bytes:
    head = {"title": title, "sha256": hashlib.sha256(data).hexdigest()}
    return json.dumps(head).encode() + b"\n" + data


def _unpacked(content: bytes) -> tuple[str, bytes]:
    head, _, data = content.partition(b"\n")
    told = json.loads(head)
    if not isinstance(told, dict) or hashlib.sha256(data).hexdigest() != told["sha256"]:
        raise ValueError("the content is not whole")
    return str(told["title"]), data
