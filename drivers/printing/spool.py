"""The papers that are not printed yet: one file each, whose name tells where it stands.

`00000012.<id>.waiting` becomes `.sending` before its first byte is sent and is gone once it is printed. What
is still `.sending` when the program starts, or breaks off, becomes `.again`: it is printed with a mark.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from drivers.whole_file import write_whole
from ess_shop.domain.receipt_printer import PrintJob, WaitingJob
from ess_shop.errors import Refused, StorageTrouble

LOG = logging.getLogger(__name__)

_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
_NAME = re.compile(r"(\d{8,})\.([A-Za-z0-9_-]{1,100})\.(waiting|sending|again)")
_HEARD = "heard.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper in the queue; `marked` when part of it may be on paper already."""

    number: int
    id: str
    title: str
    marked: bool

    def name(self, state: str = "") -> str:
        """Its file's name in a state; without one, in that in which it waits."""
        return f"{self.number:08d}.{self.id}.{state or ('again' if self.marked else 'waiting')}"


class Spool:
    """The queue of one printer in a folder of its own; safe between threads, for one program at a time."""

    def __init__(self, folder: Path) -> None:
        """StorageTrouble if the folder refuses. `damaged` lists the files that had to be set aside."""
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

    def add(self, job: PrintJob) -> None:
        """Keep a paper, once. ValueError for an id that cannot be a file's name; StorageTrouble."""
        if not _ID.fullmatch(job.id):
            raise ValueError(f"no id for a job: {job.id!r}")
        with self._lock:
            if any(kept.id == job.id for kept in self._kept):
                return
            kept = Kept(self._last + 1, job.id, job.title, marked=False)
            write_whole(self.folder / kept.name(), _packed(job))
            self._last = kept.number
            self._kept.append(kept)

    def first(self) -> Kept | None:
        """The paper whose turn it is."""
        with self._lock:
            return self._kept[0] if self._kept else None

    def content(self, kept: Kept) -> bytes | None:
        """A paper's bytes; None if its file is damaged (it is set aside) or it was given up meanwhile."""
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
        """Note, durably, that sending begins; False if the paper was given up meanwhile."""
        with self._lock, self._storing():
            if kept not in self._kept:
                return False
            self._rename(kept.name(), kept.name("sending"))
            self._sending = kept.number
            return True

    def put_back(self, kept: Kept, *, marked: bool) -> None:
        """Sending failed; `marked` when something of it may be on paper."""
        back = replace(kept, marked=kept.marked or marked)
        with self._lock, self._storing():
            self._sending = None
            self._kept = [back if each.number == kept.number else each for each in self._kept]
            self._rename(kept.name("sending"), back.name())

    def finish(self, kept: Kept) -> None:
        """It is printed: forget it. StorageTrouble if its file stays: the next start prints it marked."""
        with self._lock, self._storing():
            self._sending = None
            self._kept = [each for each in self._kept if each.number != kept.number]
            (self.folder / kept.name("sending")).unlink(missing_ok=True)

    def cancel(self, job_id: str) -> None:
        """Give a waiting paper up, if it is known; Refused while it is being printed."""
        with self._lock, self._storing():
            for kept in [kept for kept in self._kept if kept.id == job_id]:
                if kept.number == self._sending:
                    raise Refused(
                        "job_printing",
                        "“{title}” is being printed just now: it is too late to give it up.",
                        title=kept.title,
                    )
                (self.folder / kept.name()).unlink(missing_ok=True)
                self._kept.remove(kept)

    def waiting(self) -> tuple[WaitingJob, ...]:
        """What is not printed yet, in order."""
        with self._lock:
            return tuple(WaitingJob(kept.id, kept.title, kept.marked) for kept in self._kept)

    def heard(self, printer: str) -> bool:
        """Whether this printer ever said how it is: then its silence means something."""
        try:
            return bool(json.loads((self.folder / _HEARD).read_bytes()) == printer)
        except (OSError, ValueError):
            return False

    def hear(self, printer: str) -> None:
        """This printer said how it is."""
        write_whole(self.folder / _HEARD, json.dumps(printer).encode())

    def _take_in(self, path: Path) -> None:
        if path.name.startswith(".") and path.suffix == ".part":
            path.unlink()
            return
        found = _NAME.fullmatch(path.name)
        if found is None:
            return
        number, job_id, state = int(found[1]), found[2], found[3]
        self._last = max(self._last, number)
        try:
            title = _unpacked(path.read_bytes())[0]
        except (ValueError, KeyError) as damage:
            self._set_aside(path, damage)
            return
        kept = Kept(number, job_id, title, marked=state != "waiting")
        if state == "sending":
            self._rename(path.name, kept.name())
        self._kept.append(kept)

    def _set_aside(self, path: Path, damage: Exception) -> None:
        LOG.warning("a stored paper cannot be read and is set aside: %s (%s)", path.name, damage)
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
            raise StorageTrouble(
                "print_queue",
                "The papers that wait for the printer cannot be kept in “{folder}” ({reason}). Check the "
                "folder and the space left.",
                folder=self.folder,
                reason=trouble.strerror,
            ) from trouble


def _packed(job: PrintJob) -> bytes:
    head = {"title": job.title, "sha256": hashlib.sha256(job.data).hexdigest()}
    return json.dumps(head).encode() + b"\n" + job.data


def _unpacked(content: bytes) -> tuple[str, bytes]:
    head, _, data = content.partition(b"\n")
    told = json.loads(head)
    if not isinstance(told, dict) or hashlib.sha256(data).hexdigest() != told["sha256"]:
        raise ValueError("the content is not whole")
    return str(told["title"]), data
