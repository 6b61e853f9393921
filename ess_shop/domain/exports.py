"""What can be taken out of the books for an accountant or the tax office, and of which days each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ess_shop.domain.settlement import Month
from ess_shop.domain.spans import Length, Span
from ess_shop.errors import Refused


class What(StrEnum):
    """The kinds of files."""

    FEC = "fec"
    ENTRIES = "entries"
    BALANCE = "balance"
    E_REPORT = "e_report"
    MEMBER_DAYS = "member_days"


class Program(StrEnum):
    """The programs for which entries can be written."""

    PAHEKO = "paheko"
    DOLIBARR = "dolibarr"
    ODOO = "odoo"


PROGRAM_NAMES: Mapping[Program, str] = {
    Program.PAHEKO: "Paheko",
    Program.DOLIBARR: "Dolibarr",
    Program.ODOO: "Odoo",
}
"""What the programs call themselves."""

PARTS = 3
"""Those who declare their VAT by the month report every ten days: so many parts has a month."""

LENGTHS: Mapping[What, tuple[Length, ...]] = {
    What.FEC: (Length.YEAR,),
    What.ENTRIES: (Length.MONTH,),
    What.BALANCE: (Length.YEAR, Length.MONTH, Length.OWN),
    What.E_REPORT: (Length.MONTH,),
    What.MEMBER_DAYS: (Length.MONTH,),
}
"""How long the period of each file may be, the usual first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that somebody wants: which, of which days, for which program.

    `part` is the part of the month that an e-report is of, 0 for all of it; a `corrected` one takes the place
    of an earlier one. Refused where the days do not fit.
    """

    what: What
    span: Span
    program: Program = Program.PAHEKO
    part: int = 0
    corrected: bool = False

    def __post_init__(self) -> None:
        if self.span.length not in LENGTHS[self.what]:
            if LENGTHS[self.what] == (Length.YEAR,):
                raise Refused("wants_year", "This file is of a year: choose one.")
            raise Refused("wants_month", "This file is of a month: choose one.")
        if not 0 <= self.part <= PARTS:
            raise Refused("bad_part", "A month has three parts: 1, 2 or 3.")

    @property
    def month(self) -> Month:
        """The month in which it begins."""
        return Month(self.span.first.year, self.span.first.month)
