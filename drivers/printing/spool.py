"""The papers that are not printed yet; one that may be on paper already is printed with a mark."""

from __future__ import annotations

import json

from drivers.stored_queue import Kept, StoredQueue
from drivers.whole_file import write_whole
from ess_shop.domain.receipt_printer import PrintJob, WaitingJob
from ess_shop.errors import Refused, StorageTrouble

_HEARD = "heard.json"


class Spool(StoredQueue):
    """The queue of one printer, and whether that printer ever said how it is."""

    def add(self, job: PrintJob) -> None:
        """Keep a paper, once. ValueError for an id that cannot be a file's name; StorageTrouble."""
        self.keep(job.id, job.title, job.data)

    def waiting(self) -> tuple[WaitingJob, ...]:
        """What is not printed yet, in order."""
        return tuple(WaitingJob(kept.id, kept.title, kept.marked) for kept in self.kept())

    def heard(self, printer: str) -> bool:
        """Whether this printer ever said how it is: then its silence means something."""
        try:
            return bool(json.loads((self.folder / _HEARD).read_bytes()) == printer)
        except (OSError, ValueError):
            return False

    def hear(self, printer: str) -> None:
        """This printer said how it is."""
        write_whole(self.folder / _HEARD, json.dumps(printer).encode())

    def _refusal(self, trouble: OSError) -> StorageTrouble:
        return StorageTrouble(
            "print_queue",
            "The papers that wait for the printer cannot be kept in “{folder}” ({reason}). Check the "
            "folder and the space left.",
            folder=self.folder,
            reason=trouble.strerror,
        )

    def _too_late(self, kept: Kept) -> Refused:
        return Refused(
            "job_printing",
            "“{title}” is being printed just now: it is too late to give it up.",
            title=kept.title,
        )
