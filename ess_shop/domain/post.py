"""The post as the rest of the house sees it: letters are given to it, and it tells what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ess_shop.domain.mail import Letter, MailSettings
from ess_shop.errors import DeviceTrouble


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    """A letter that is not taken yet; `unsure` when nobody knows whether it was: a person decides."""

    id: str
    title: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class LostLetter:
    """A letter that will never arrive, and why; its address is forgotten already."""

    id: str
    trouble: DeviceTrouble


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a test letter; `trouble` is None when the server took it."""

    id: str
    trouble: DeviceTrouble | None = None


@dataclass(frozen=True, slots=True)
class PostState:
    """How the post stands: what waits, what holds it up, what is lost until somebody has read it."""

    waiting: tuple[WaitingLetter, ...] = ()
    trouble: DeviceTrouble | None = None
    lost: tuple[LostLetter, ...] = ()
    trial: Trial | None = None


PostListener = Callable[[PostState], None]
"""Hears of every change, on the post's own thread; it must return quickly."""


class Post(Protocol):
    """Takes letters and sends them when it can; no call waits for the network."""

    @property
    def ready(self) -> bool:
        """Whether letters can be given to it: a server is set up."""

    def knows_password(self, settings: MailSettings) -> bool:
        """Whether the password for this user of this server is kept on this machine."""

    def arrange(self, settings: MailSettings, password: str = "") -> None:
        """From now on with these settings; "" keeps the password, if it belongs to them.

        Without a server, what waits is given up. StorageTrouble if the password cannot be kept.
        """

    def submit(self, letter: Letter) -> None:
        """Keep a letter until a server took it; one that waits already is not taken twice.

        StorageTrouble if it cannot be kept.
        """

    def try_out(self, letter: Letter, settings: MailSettings, password: str = "") -> None:
        """Send a test letter with these settings, once, without keeping it; the state tells how it went."""

    def retry_now(self) -> None:
        """Do not wait for the next try."""

    def send_again(self, letter_id: str) -> None:
        """Send a letter of which nobody knows whether it was taken."""

    def cancel(self, letter_id: str) -> None:
        """Give a waiting letter up and forget its address. Refused while it is being sent."""

    def read(self, letter_id: str) -> None:
        """Somebody read that this letter is lost."""

    def waiting(self) -> Sequence[WaitingLetter]:
        """What was not taken yet, in order."""

    def listen(self, listener: PostListener) -> None:
        """Hear how the post stands now, and of every change from now on."""

    @property
    def state(self) -> PostState:
        """How the post stands."""

    def close(self) -> None:
        """Stop within a second; what was not taken is kept for the next start."""


class NoPost:
    """A till without mail: whatever it is asked, nothing happens and nothing is wrong."""

    ready = False
    state = PostState()

    def knows_password(self, _settings: MailSettings) -> bool:
        """None is kept."""
        return False

    def arrange(self, settings: MailSettings, password: str = "") -> None:
        """Nothing is arranged."""

    def submit(self, letter: Letter) -> None:
        """Nothing is sent."""

    def try_out(self, letter: Letter, settings: MailSettings, password: str = "") -> None:
        """Nothing is tried."""

    def retry_now(self) -> None:
        """There is nothing to try."""

    def send_again(self, letter_id: str) -> None:
        """Nothing ever waits."""

    def cancel(self, letter_id: str) -> None:
        """Nothing ever waits."""

    def read(self, letter_id: str) -> None:
        """Nothing is ever lost."""

    def waiting(self) -> Sequence[WaitingLetter]:
        """Nothing ever waits."""
        return ()

    def listen(self, listener: PostListener) -> None:
        """Nothing ever changes."""

    def close(self) -> None:
        """There is nothing to stop."""
