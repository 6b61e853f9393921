"""Who is here: PINs are kept as Argon2 hashes, and guessing them takes long."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from ess_shop.domain.people import Person
from ess_shop.errors import Refused

if TYPE_CHECKING:
    from argon2 import PasswordHasher

PIN = re.compile(r"[0-9]{4,8}", re.ASCII)
TRIES = 5
PAUSE = timedelta(seconds=30)
SHORTEST_CARD = 8


@cache
def _hasher() -> PasswordHasher:
    """Argon2id in 32 MB, some 60 ms on a small machine: a guess costs that much, signing in hardly more."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)


def checked_pin(text: str) -> str:
    """Four to eight digits; Refused otherwise."""
    if not PIN.fullmatch(text):
        raise Refused("bad_pin", "A PIN has 4 to 8 digits.")
    return text


def hashed(pin: str) -> str:
    """An Argon2id hash of a PIN, with its own salt; Refused unless it has 4 to 8 digits."""
    return _hasher().hash(checked_pin(pin))


def check_pin(person: Person, pin: str) -> bool:
    """Whether this is the person's PIN; a person without one needs none, one who left never gets in."""
    if not person.active:
        return False
    if not person.pin:
        return True
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(person.pin, pin)
    except (VerificationError, InvalidHashError):
        return False


def card_digest(code: str) -> str:
    """What is kept of a card's code; Refused for a code that is too easily met by chance."""
    plain = code.strip()
    if len(plain) < SHORTEST_CARD or not plain.isascii() or not plain.isprintable():
        raise Refused(
            "bad_card", "A card’s code has {least} signs or more: scan it again.", least=SHORTEST_CARD
        )
    return hashlib.sha256(f"ess-shop card {plain}".encode()).hexdigest()


def by_card(people: Sequence[Person], code: str) -> Person | None:
    """Whose card that is, if anybody's who still comes."""
    try:
        digest = card_digest(code)
    except Refused:
        return None
    return next((each for each in people if each.active and hmac.compare_digest(each.card, digest)), None)


@dataclass(frozen=True, slots=True)
class Attempts:
    """Wrong PINs in a row for one person, and until when no more are taken."""

    wrong: int = 0
    until: datetime | None = None

    def wait(self, now: datetime) -> int:
        """For how many seconds no PIN is taken, 0 if one is, also when the clock was set back meanwhile."""
        if self.until is None or not now < self.until <= now + PAUSE:
            return 0
        return max(1, round((self.until - now).total_seconds()))

    def require_open(self, now: datetime) -> None:
        """Refused while too many wrong PINs were just typed."""
        seconds = self.wait(now)
        if seconds:
            raise Refused("pin_pause", "Too many wrong PINs: wait {seconds} seconds.", seconds=seconds)

    def after(self, *, right: bool, now: datetime) -> Attempts:
        """What follows from one more try."""
        if right:
            return Attempts()
        wrong = self.wrong + 1
        return Attempts(0, now + PAUSE) if wrong >= TRIES else Attempts(wrong)
