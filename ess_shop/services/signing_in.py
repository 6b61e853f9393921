"""Who is here: PINs are kept as Argon2 hashes, and guessing them takes long."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from ess_shop.domain.people import Person
from ess_shop.errors import Refused

PIN = re.compile(r"[0-9]{4,8}")
TRIES = 5
PAUSE = timedelta(seconds=30)


def checked_pin(text: str) -> str:
    """Four to eight digits; Refused otherwise."""
    if not PIN.fullmatch(text):
        raise Refused("bad_pin", "A PIN has 4 to 8 digits.")
    return text


def hashed(pin: str) -> str:
    """An Argon2id hash of a PIN (RFC 9106's second recommended option); takes some 50 ms, as it should."""
    from argon2 import PasswordHasher
    from argon2.profiles import RFC_9106_LOW_MEMORY

    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY).hash(checked_pin(pin))


def is_pin_of(person: Person, pin: str) -> bool:
    """Whether this is the person's PIN; a person without one needs none."""
    if not person.pin:
        return True
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(person.pin, pin)
    except (VerificationError, InvalidHashError):
        return False


@dataclass(frozen=True, slots=True)
class Attempts:
    """Wrong PINs in a row, and until when no more are taken."""

    wrong: int = 0
    until: datetime | None = None

    def require_open(self, now: datetime) -> None:
        """Refused while too many wrong PINs were just typed."""
        if self.until is not None and now < self.until:
            seconds = max(1, round((self.until - now).total_seconds()))
            raise Refused("pin_pause", "Too many wrong PINs: wait {seconds} seconds.", seconds=seconds)

    def after(self, *, right: bool, now: datetime) -> Attempts:
        """What follows from one more try."""
        if right:
            return Attempts()
        wrong = self.wrong + 1
        return Attempts(0, now + PAUSE) if wrong >= TRIES else Attempts(wrong)
