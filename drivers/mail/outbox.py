"""The letters that no server took yet, in a folder that only its owner reads."""

from __future__ import annotations

import json
import logging
import os
import re
import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from drivers.stored_queue import Kept, StoredQueue
from drivers.whole_file import write_whole
from ess_shop.domain.mail import Letter
from ess_shop.errors import Refused, StorageTrouble

LOG = logging.getLogger(__name__)

DONE, REMEMBERED = "done.txt", 90 * 86_400.0
"""The file of the ids that are done with, and for how many seconds they are remembered."""

_DONE_LINE = re.compile(r"(\d{1,12}) ([A-Za-z0-9_-]{1,100})")


@dataclass(frozen=True, slots=True)
class Stored:
    """A letter and the Message-ID that it has at every try."""

    letter: Letter
    name: str


def message_id(letter_id: str, sender: str) -> str:
    """A letter's name for good: a mailbox that meets it twice knows that it is one letter."""
    return f"<{letter_id}@{sender.rpartition('@')[2]}>"


class Outbox(StoredQueue):
    """The only place that holds a customer's address: a file, gone as soon as its letter is done with.

    The ids of letters that are done with are remembered for a while: whoever hands one over again, because a
    crash made them forget that they did, has it sent no second time.
    """

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
        except OSError as trouble:
            raise self._refusal_at(folder, trouble) from trouble
        self._done: dict[str, float] = {}
        super().__init__(folder)
        with self._storing():
            self._recall()
        for kept in [kept for kept in self.kept() if kept.id in self._done]:
            super().finish(kept)

    def add(self, letter: Letter, name: str) -> None:
        """Keep a letter, once. StorageTrouble."""
        if letter.id in self._done:
            return
        head = {
            "to": letter.to,
            "subject": letter.subject,
            "text": letter.text,
            "at": letter.at.isoformat(),
            "paper_name": letter.paper_name,
            "name": name,
        }
        self.keep(letter.id, letter.title, json.dumps(head).encode() + b"\n" + letter.paper)

    def letter(self, kept: Kept) -> Stored | None:
        """A letter as it was given; None if it is damaged (it is removed) or was given up meanwhile."""
        content = self.content(kept)
        if content is None:
            return None
        head, _, paper = content.partition(b"\n")
        told = json.loads(head)
        letter = Letter(
            id=kept.id,
            title=kept.title,
            to=told["to"],
            subject=told["subject"],
            text=told["text"],
            at=datetime.fromisoformat(told["at"]),
            paper=paper,
            paper_name=told["paper_name"],
        )
        return Stored(letter, told["name"])

    def finish(self, kept: Kept) -> None:
        """It is done with: remember its id, forget the rest. StorageTrouble."""
        with self._lock, self._storing():
            self._done[kept.id] = time.time()
            with (self.folder / DONE).open("a", encoding="utf-8") as ids:
                ids.write(f"{self._done[kept.id]:.0f} {kept.id}\n")
                ids.flush()
                os.fsync(ids.fileno())
        super().finish(kept)

    def _recall(self) -> None:
        """The ids that are remembered still; a line that a pulled plug cut short is none."""
        path, since = self.folder / DONE, time.time() - REMEMBERED
        known = path.read_text("utf-8", errors="replace").splitlines() if path.is_file() else []
        told = [found.groups() for line in known if (found := _DONE_LINE.fullmatch(line))]
        self._done = {id: float(at) for at, id in told if float(at) >= since}
        if len(self._done) < len(known):
            lines = "".join(f"{at:.0f} {id}\n" for id, at in self._done.items())
            write_whole(path, lines.encode())

    def trust(self, letter_id: str) -> None:
        """Send a letter again of which nobody knows whether it was taken."""
        with self._lock, self._storing():
            for kept in [kept for kept in self._kept if kept.id == letter_id and kept.marked]:
                plain = replace(kept, marked=False)
                self._rename(kept.name(), plain.name())
                self._kept[self._kept.index(kept)] = plain

    def _set_aside(self, path: Path, damage: Exception) -> None:
        LOG.warning("a stored letter cannot be read and is removed: %s (%s)", path.name, damage)
        path.unlink(missing_ok=True)
        self.damaged.append(path.name)

    def _refusal(self, trouble: OSError) -> StorageTrouble:
        return self._refusal_at(self.folder, trouble)

    def _refusal_at(self, folder: Path, trouble: OSError) -> StorageTrouble:
        return StorageTrouble(
            "mail_queue",
            "The letters that wait cannot be kept in “{folder}” ({reason}). Check the folder and the space "
            "left.",
            folder=folder,
            reason=trouble.strerror,
        )

    def _too_late(self, kept: Kept) -> Refused:
        return Refused(
            "letter_sending",
            "The letter {title} is being sent just now: it is too late to give it up.",
            title=kept.title,
        )
