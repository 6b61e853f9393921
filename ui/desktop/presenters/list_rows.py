"""A member's list as it is shown before it is taken in: what was found in the file, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ess_shop.domain.deposit_list import DepositLine, DepositList
from ess_shop.domain.money import Money
from ess_shop.domain.sheets import Workbook
from ess_shop.domain.source import Problem
from ess_shop.reading import RecordedSlip
from ess_shop.wording import Words

NEW, KNOWN, PRICE, PROBLEM = "new", "known", "price", "problem"
"""How a line stands: an article that will be made, one that is known, one with another price, a mistake."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of the list as it is shown; `listed` is the list's price where the books have another one."""

    line: int
    state: str
    label: str
    code: str
    price: Money
    listed: Money | None
    quantity: int
    remark: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a file: its lines as far as they can be read, and what is wrong."""

    book: Workbook
    lines: DepositList | None
    problems: Sequence[Problem]
    before: RecordedSlip | None = None
    """The slip with which the same list came in before."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A list that is in the books: its slip, and how many labels of which article it wants."""

    slip: RecordedSlip
    labels: Mapping[str, int]


def state_names(words: Words) -> Mapping[str, str]:
    """What people read of a line's state."""
    return {
        NEW: words("New article"),
        KNOWN: words("Known"),
        PRICE: words("Other price"),
        PROBLEM: words("To correct"),
    }


def shown_row(words: Words, line: DepositLine, wrong: bool) -> ListRow:
    """A line as it is shown."""
    state = NEW if line.known is None else KNOWN if line.listed_price is None else PRICE
    return ListRow(
        line=line.line,
        state=PROBLEM if wrong else state,
        label=line.label,
        code=line.code,
        price=line.price,
        listed=line.listed_price,
        quantity=line.quantity,
        remark=" ".join(words(sentence, **facts) for sentence, facts in line.remarks),
    )
