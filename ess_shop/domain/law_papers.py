"""The papers that the law asks of a till as values: closed periods, the event log, the attestation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ess_shop.domain.closings import ClosedDay
from ess_shop.domain.periods import Period
from ess_shop.domain.shop import Shop


@dataclass(frozen=True, slots=True)
class PeriodPaper:
    """A closed month with its days or a closed year with its months; `names` are members by id."""

    shop: Shop
    period: Period
    parts: Sequence[ClosedDay | Period]
    names: Mapping[str, str]
    training: bool = False


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in words, as it is printed."""

    when: str
    place: str
    said: str
    detail: str
    who: str


@dataclass(frozen=True, slots=True)
class EventLogPaper:
    """The events of a time, newest first; `chosen` says which of them these are."""

    shop: Shop
    lines: Sequence[EventLine]
    chosen: str
    day: date
    training: bool = False


@dataclass(frozen=True, slots=True)
class AttestationPaper:
    """The editor's individual attestation, to be signed; what is not known stays open on it.

    `editor` answers for the program as it is, `signer` signs for them; `program` names the version and
    `fingerprint` the very files that run, so that a changed copy is not covered by it.
    """

    shop: Shop
    editor: str
    signer: str
    place: str
    program: str
    version: str
    fingerprint: str
    day: date
