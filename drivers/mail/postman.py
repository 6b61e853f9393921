"""One thread for the post: it sends what is kept, in order, and says how it goes."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from drivers.listeners import Listeners
from drivers.mail import troubles
from drivers.mail.outbox import Outbox, Stored, message_id
from drivers.mail.pace import Pace
from drivers.mail.password import KeptPassword
from drivers.mail.troubles import NotNow, RefusedForGood, Unsure
from drivers.stored_queue import Kept
from ess_shop.domain.ids import new_id
from ess_shop.domain.mail import Letter, MailSettings
from ess_shop.domain.post import LostLetter, PostListener, PostState, Trial, WaitingLetter
from ess_shop.errors import DeviceTrouble, ShopError

LOG = logging.getLogger(__name__)

CLOSE_SECONDS = 0.9


@dataclass
class Wait:
    """Failures in a row, and until when nothing is tried."""

    failures: int = 0
    until: float = 0.0
    trouble: DeviceTrouble | None = None

    def fail(self, trouble: DeviceTrouble, delays: tuple[float, ...]) -> None:
        """Once more; the same trouble is told once."""
        self.failures += 1
        self.until = time.monotonic() + delays[min(self.failures, len(delays)) - 1]
        before = self.trouble
        if before is None or (before.code, before.facts) != (trouble.code, trouble.facts):
            self.trouble = trouble


@dataclass(frozen=True, slots=True)
class _Asked:
    """A test letter that has its turn before all others."""

    letter: Letter
    settings: MailSettings
    password: str


class Postman:
    """A Post over a mail server and a stored queue.

    A letter leaves once. What broke off before the server had all of it is sent again by itself, under the
    same Message-ID; after that only the server's answer counts, and without one, or if the program is killed
    then, a person is asked (`WaitingLetter.unsure`). Addresses are in the outbox's files alone, and gone with
    them: when the letter was taken, refused for good, given up, or too old.
    """

    def __init__(self, settings: MailSettings, folder: Path, *, pace: Pace | None = None) -> None:
        """StorageTrouble if the folder cannot be used; one post at a time may use it."""
        self._outbox = Outbox(folder)
        self._password = KeptPassword(folder / "password.json")
        self._settings, self._pace = settings, pace or Pace()
        self._woken = threading.Event()
        self._stopping = self._retry = False
        self._server = Wait()
        self._letters: dict[int, Wait] = {}
        self._lost: tuple[LostLetter, ...] = ()
        self._asked: _Asked | None = None
        self._trial: Trial | None = None
        self._listeners: Listeners[PostState] = Listeners("post")
        self._thread = threading.Thread(target=self._run, name="post", daemon=True)
        self._thread.start()

    @property
    def ready(self) -> bool:
        """Whether a server is set up."""
        return self._settings.ready

    def knows_password(self, settings: MailSettings) -> bool:
        """Whether the password for this user of this server is kept on this machine."""
        return bool(self._password.of(settings))

    def arrange(self, settings: MailSettings, password: str = "") -> None:
        """From now on with these settings; "" keeps the password, if it belongs to them."""
        if password:
            self._password.keep(settings, password)
        elif not self.knows_password(settings):
            self._password.forget()
        self._settings = settings
        self.retry_now()

    def submit(self, letter: Letter) -> None:
        """Keep a letter until a server took it, once."""
        self._outbox.add(letter, message_id(letter.id, self._settings.sender))
        self._woken.set()

    def try_out(self, letter: Letter, settings: MailSettings, password: str = "") -> None:
        """Send a test letter with these settings, once, without keeping it."""
        self._asked = _Asked(letter, settings, password)
        self._woken.set()

    def retry_now(self) -> None:
        """Do not wait for the next try."""
        self._retry = True
        self._woken.set()

    def send_again(self, letter_id: str) -> None:
        """Send a letter of which nobody knows whether it was taken."""
        self._outbox.trust(letter_id)
        self.retry_now()

    def cancel(self, letter_id: str) -> None:
        """Give a waiting letter up and forget its address."""
        self._outbox.cancel(letter_id)
        self.retry_now()

    def read(self, letter_id: str) -> None:
        """Somebody read that this letter is lost."""
        self._lost = tuple(lost for lost in self._lost if lost.id != letter_id)
        self._woken.set()

    def waiting(self) -> tuple[WaitingLetter, ...]:
        """What was not taken yet, in order."""
        return tuple(WaitingLetter(kept.id, kept.title, kept.marked) for kept in self._outbox.kept())

    def listen(self, listener: PostListener) -> None:
        """Hear how the post stands now, and of every change from now on."""
        self._listeners.add(listener)
        self._woken.set()

    @property
    def state(self) -> PostState:
        """How the post stands."""
        held_up = [wait.trouble for wait in tuple(self._letters.values()) if wait.trouble]
        trouble = self._server.trouble or (held_up[0] if held_up else None)
        return PostState(self.waiting(), trouble, self._lost, self._trial)

    def close(self) -> None:
        """Stop within a second; what was not taken is kept for the next start."""
        self._stopping = True
        self._woken.set()
        if self._thread is not threading.current_thread():
            self._thread.join(CLOSE_SECONDS)

    def _run(self) -> None:
        while not self._stopping:
            self._guarded(self._round)
            self._tell()
            self._woken.wait(self._pause())
            self._woken.clear()

    def _pause(self) -> float | None:
        """Seconds until there is something to do by itself; None for never."""
        if not (kept := self._outbox.kept()):
            return None
        oldest = min(each.at for each in kept) + self._pace.kept - time.time()
        due = [max(self._server.until, self._wait(each).until) for each in kept if not each.marked]
        return max(min([oldest, *(until - time.monotonic() for until in due)]), 0.05)

    def _guarded(self, work: Callable[[], None]) -> None:
        """Whatever happens, the thread lives on and the trouble is told."""
        try:
            work()
        except DeviceTrouble as trouble:
            self._fail(trouble)
        except ShopError as trouble:
            self._fail(troubles.of_storage(trouble))
        except Exception:
            LOG.exception("sending letters failed")
            self._fail(troubles.ours())

    def _fail(self, trouble: DeviceTrouble) -> None:
        LOG.info("post: %s", trouble.code)
        self._server.fail(trouble, self._pace.delays)

    def _round(self) -> None:
        """All that can be done now: a test letter first, then the letters whose time has come."""
        if self._retry:
            self._retry, self._server, self._letters = False, Wait(), {}
        self._try_asked()
        self._clear_out()
        for kept in self._outbox.kept():
            due = max(self._server.until, self._wait(kept).until) <= time.monotonic()
            if due and not kept.marked and not self._stopping:
                self._send(kept)
                self._tell()
        if not self._outbox.kept():
            self._server, self._letters = Wait(), {}

    def _send(self, kept: Kept) -> None:
        settings, begun = self._settings, False
        stored = self._outbox.letter(kept)
        if stored is None:
            return

        def begin() -> bool:
            nonlocal begun
            begun = not self._stopping and self._outbox.begin(kept)
            return begun

        def back(*, marked: bool) -> None:
            if begun:
                self._outbox.put_back(kept, marked=marked)

        try:
            self._deliver(stored, settings, self._password.of(settings), begin, lambda: self._done(kept))
        except Unsure as trouble:
            LOG.info("post: %s", trouble.code)
            back(marked=True)
        except RefusedForGood as trouble:
            self._lose(kept, trouble)
        except NotNow as trouble:
            back(marked=False)
            self._wait(kept).fail(trouble, self._pace.delays)
        except DeviceTrouble:
            back(marked=False)
            raise
        except BaseException:
            back(marked=True)
            raise

    def _done(self, kept: Kept) -> None:
        """The server has it now: forget it, and that it was ever held up."""
        self._outbox.finish(kept)
        self._letters.pop(kept.number, None)
        self._server = Wait()

    def _deliver(
        self,
        stored: Stored,
        settings: MailSettings,
        password: str,
        begin: Callable[[], bool],
        taken: Callable[[], None],
    ) -> None:
        from drivers.mail.wire import deliver

        if settings.user and not password:
            raise troubles.password_missing(settings)
        deliver(stored, settings, password, begin=begin, taken=taken, patience=self._pace.patience)

    def _try_asked(self) -> None:
        asked, self._asked = self._asked, None
        if asked is None:
            return
        letter, settings = asked.letter, asked.settings
        stored = Stored(letter, message_id(letter.id, settings.sender))
        trouble: DeviceTrouble | None = None
        try:
            self._deliver(
                stored, settings, asked.password or self._password.of(settings), lambda: True, lambda: None
            )
        except DeviceTrouble as wrong:
            trouble = wrong
        except Exception:
            LOG.exception("a test letter failed")
            trouble = troubles.ours()
        self._trial = Trial(letter.id, trouble)
        self._tell()

    def _clear_out(self) -> None:
        """What cannot be read, is too old, or has no server any more is told and forgotten."""
        for _name in self._outbox.damaged:
            self._lost = (*self._lost, LostLetter(new_id(), troubles.damaged()))
        self._outbox.damaged.clear()
        for kept in self._outbox.kept():
            if not self.ready:
                self._lose(kept, troubles.given_up(kept.title))
            elif time.time() - kept.at > self._pace.kept:
                self._lose(kept, troubles.expired(kept.title))

    def _lose(self, kept: Kept, trouble: DeviceTrouble) -> None:
        LOG.info("post: %s", trouble.code)
        self._outbox.finish(kept)
        self._letters.pop(kept.number, None)
        self._lost = (*self._lost, LostLetter(kept.id, trouble))

    def _wait(self, kept: Kept) -> Wait:
        return self._letters.setdefault(kept.number, Wait())

    def _tell(self) -> None:
        if not self._stopping:
            self._listeners.tell(self.state)
