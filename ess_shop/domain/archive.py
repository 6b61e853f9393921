"""Archives: which period, which run of each till's journal, where the counters stood before and after."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ess_shop.domain.journal import Head
from ess_shop.domain.periods import PeriodKind
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused

MOST_MONTHS = 12
"""How much one archive may hold."""

KEEP_YEARS = 6
"""How long the books are kept at least: six full years (LPF art. L102 B)."""


@dataclass(frozen=True, slots=True)
class ArchivePeriod:
    """A calendar year, or some months on end; nothing longer than a year is archived in one piece.

    `kind` is what it is closed by: a year by its own closing, months by those of the months.
    """

    kind: PeriodKind
    name: str
    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> ArchivePeriod:
        """Read `2010`, `2010-12` or `2010-09..2011-02`; Refused otherwise."""
        name = text.strip()
        if len(name) == len("2010") and name.isascii() and name.isdigit() and name != "0000":
            return cls(PeriodKind.YEAR, name, date(int(name), 1, 1), date(int(name), 12, 31))
        begin, _, end = name.partition("..")
        try:
            first, last = Month.parse(begin), Month.parse(end or begin)
        except Refused:
            raise Refused(
                "bad_period",
                "“{text}” is no period: write a year, a month or two months, like 2010, 2010-12 or"
                " 2010-09..2011-02.",
                text=text,
            ) from None
        if not first <= last or (last.year - first.year) * 12 + last.number - first.number >= MOST_MONTHS:
            raise Refused("period_too_long", "{period} is not a period of at most a year.", period=name)
        named = str(first) if first == last else f"{first}..{last}"
        return cls(PeriodKind.MONTH, named, first.first, last.last)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Counters:
    """Where a till stands: its last ticket, its last Z, its perpetual totals per taxpayer."""

    ticket: int = 0
    z: int = 0
    perpetual: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """The part of a till's journal after one entry up to another; empty if they are the same."""

    before: Head
    after: Head
    at_first: Counters
    at_last: Counters

    @property
    def till(self) -> str:
        """Whose journal it is."""
        return self.after.till

    @property
    def entries(self) -> int:
        """How many entries it has."""
        return self.after.number - self.before.number


@dataclass(frozen=True, slots=True)
class Party:
    """A member as an archive knows them: no name, so that who is erased is erased there too."""

    id: str
    code: str
    vat_status: str
    siret: str
    vat_number: str


@dataclass(frozen=True, slots=True)
class ArchiveHead:
    """What an archive is of: the books, the period, whose goods they sell; `made_at` is an ISO time."""

    books_id: str
    shop: Shop
    period: ArchivePeriod
    made_at: str
    program: str
    members: Sequence[Party]


@dataclass(frozen=True, slots=True)
class VerifiedArchive:
    """An archive in which the verifier found nothing wrong: its SHA-256, and between which heads it lies."""

    sha256: str
    books_id: str
    period: ArchivePeriod
    heads: Mapping[str, tuple[Head, Head]]


def kept_until(last: date, years: int) -> date:
    """The last day on which what ended on a day must still be kept."""
    try:
        return last.replace(year=last.year + years)
    except ValueError:  # 29 February
        return date(last.year + years, 2, 28)


def fingerprint(raw: bytes) -> str:
    """SHA-256 in groups of four, to be compared by eye."""
    return in_fours(hashlib.sha256(raw).hexdigest())


def in_fours(digest: str) -> str:
    """A digest in groups of four signs."""
    return " ".join(digest[place : place + 4] for place in range(0, len(digest), 4))


def secret_fingerprint(secret: bytes) -> str:
    """A name for the signing key that does not give it away."""
    return fingerprint(b"ess-shop secret\n" + secret)
