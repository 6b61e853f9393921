"""Deposits that were begun and not recorded: kept as they grow, found again, gone on with or thrown away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ess_shop.domain.incoming import Incoming, lines_from, plain_lines
from ess_shop.reading import Reading, Worksheet
from ess_shop.services import unfinished
from ess_shop.services.timekeeping import iso
from ui.desktop.presenters.desk import Desk

KIND = "deposit"


@dataclass(frozen=True, slots=True)
class BegunDeposit:
    """A deposit that waits: whose, from when, how much of it there is. `sheet` is how it is kept."""

    sheet: Worksheet
    member: str
    at: datetime
    pieces: int


def found(read: Reading) -> list[BegunDeposit]:
    """Every deposit that was begun, oldest first; what cannot be read counts no pieces."""
    names = read.identities()
    codes = {member.id: member.code for member in read.members()}
    rows = []
    for sheet in read.worksheets(KIND):
        name = names[sheet.member].name if sheet.member in names else ""
        code = codes.get(sheet.member, "?")
        called = f"{code} · {name}" if name else code
        rows.append(BegunDeposit(sheet, called, datetime.fromisoformat(sheet.at), _pieces(sheet)))
    return rows


def _pieces(sheet: Worksheet) -> int:
    lines = sheet.body.get("lines", ())
    return sum(
        each["quantity"] for each in lines if isinstance(each, dict) and isinstance(each.get("quantity"), int)
    )


def lines_of(read: Reading, sheet: Worksheet) -> list[Incoming]:
    """The lines of a kept deposit; Refused if they cannot be read."""
    return lines_from(sheet.body.get("lines"), read.shop().currency, read.article, sheet.member)


def write_down(desk: Desk, id: str, member_id: str, lines: Sequence[Incoming]) -> None:
    """Keep a deposit as it stands, in the lane; an empty one is forgotten."""
    body = {"lines": plain_lines(lines)}
    sheet = Worksheet(id, KIND, member_id, iso(desk.clock()), body)

    def write() -> None:
        if lines:
            unfinished.keep(desk.books, sheet)
        else:
            unfinished.forget(desk.books, id)

    desk.lane.run(write, lambda _none: None)


def forget(desk: Desk, id: str, then: Callable[[], object]) -> None:
    """Throw a kept deposit away."""
    desk.lane.run(lambda: unfinished.forget(desk.books, id), lambda _none: then())


def keep_again(desk: Desk, sheet: Worksheet, then: Callable[[], object]) -> None:
    """Take it back that a deposit was thrown away."""
    desk.lane.run(lambda: unfinished.keep(desk.books, sheet), lambda _none: then())
