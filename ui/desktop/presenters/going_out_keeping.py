"""Slips of goods that go out, begun and not recorded: kept as they grow, found again, gone on with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ess_shop.domain.slips import SlipKind
from ess_shop.reading import Reading, Worksheet
from ess_shop.services import unfinished
from ess_shop.services.timekeeping import iso
from ui.desktop.presenters.desk import Desk

SHEET = "going_out"
"""The kind of the worksheet that keeps what is not finished."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A slip that was begun and waits: whose it is ("" for goods of several), how many pieces are on it."""

    sheet: Worksheet
    member: str
    kind: SlipKind
    pieces: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a slip: lines are article ids with pieces, packs a member's id with such lines.

    `asked` is the request of the member that is done with it, "" for none.
    """

    id: str
    member_id: str
    begun: datetime
    kind: SlipKind
    note: str
    gets: str
    lines: Sequence[Sequence[Any]]
    packs: Sequence[Any]
    asked: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is on it."""
        return not self.lines and not self.packs


def write_down(desk: Desk, kept: Kept) -> None:
    """Keep a slip as it stands, in the lane; an empty one is forgotten."""
    body = {
        "begun": iso(kept.begun),
        "kind": str(kept.kind),
        "note": kept.note,
        "gets": kept.gets,
        "lines": kept.lines,
        "packs": kept.packs,
        "asked": kept.asked,
    }
    sheet = Worksheet(kept.id, SHEET, kept.member_id, iso(desk.clock()), body)

    def write() -> None:
        if kept.empty:
            unfinished.forget(desk.books, kept.id)
        else:
            unfinished.keep(desk.books, sheet)

    desk.lane.run(write, lambda _none: None)


def kept_of(sheet: Worksheet) -> Kept:
    """What a sheet keeps."""
    body = sheet.body
    return Kept(
        id=sheet.id,
        member_id=sheet.member,
        begun=datetime.fromisoformat(str(body.get("begun", sheet.at))),
        kind=SlipKind(body["kind"]),
        note=str(body["note"]),
        gets=str(body["gets"]),
        lines=body["lines"],
        packs=body.get("packs", ()),
        asked=str(body.get("asked", "")),
    )


def found(read: Reading, names: Mapping[str, str]) -> list[Begun]:
    """Every slip that was begun, oldest first."""
    return [_begun(sheet, names) for sheet in read.worksheets(SHEET)]


def _begun(sheet: Worksheet, names: Mapping[str, str]) -> Begun:
    kept = kept_of(sheet)
    goods = [*kept.lines, *(each for _member, packed in kept.packs for each in packed)]
    whose = "" if kept.packs else names.get(sheet.member, "")
    return Begun(sheet, whose, kept.kind, sum(int(quantity) for _id, quantity in goods))
