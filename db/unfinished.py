"""Work that is not finished, baskets among it: as rows and back, and out of the books."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from db import tables as t
from db.registers import Record
from ess_shop.reading import KeptDraft, Worksheet


def json_text(value: object) -> str:
    """Plain data as JSON in the one way it is written."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def draft_row(draft: KeptDraft) -> Record:
    """A basket that is not sold as a row."""
    return {
        **{name: getattr(draft, name) for name in ("id", "till", "name", "at", "amount")},
        "body": json_text(draft.body),
    }


def draft_from(row: Mapping[Any, Any]) -> KeptDraft:
    """The basket of a row; an unreadable body is empty, and refused where it is read."""
    try:
        body = json.loads(row["body"])
    except ValueError:
        body = {}
    return KeptDraft(row["id"], row["till"], row["name"], row["at"], row["amount"], body)


def worksheet_row(sheet: Worksheet) -> Record:
    """Work that is not finished as a row."""
    plain = {name: getattr(sheet, name) for name in ("id", "kind", "member", "at")}
    return {**plain, "body": json_text(sheet.body)}


def worksheet_from(row: Mapping[Any, Any]) -> Worksheet:
    """The work of a row; an unreadable body is empty, and refused where it is read."""
    try:
        body = json.loads(row["body"])
    except ValueError:
        body = {}
    return Worksheet(row["id"], row["kind"], row["member"], row["at"], body)


class Unfinished:
    """What can be asked about work that is not finished; see `ess_shop.reading.unfinished`."""

    _connection: Connection

    def draft(self, id: str) -> KeptDraft | None:
        """A basket that is not sold."""
        row = self._connection.execute(select(t.drafts).where(t.drafts.c.id == id)).mappings().first()
        return draft_from(row) if row else None

    def drafts(self) -> Sequence[KeptDraft]:
        """All baskets that are not sold, oldest first."""
        rows = self._connection.execute(select(t.drafts).order_by(t.drafts.c.at, t.drafts.c.id)).mappings()
        return [draft_from(row) for row in rows]

    def worksheet(self, id: str) -> Worksheet | None:
        """Work that is not finished."""
        row = self._connection.execute(select(t.worksheets).where(t.worksheets.c.id == id)).mappings().first()
        return worksheet_from(row) if row else None

    def worksheets(self, kind: str, member: str = "") -> Sequence[Worksheet]:
        """Unfinished work of a kind, of one member or of all, oldest first."""
        sheets = t.worksheets.c
        query = select(t.worksheets).where(sheets.kind == kind).order_by(sheets.at, sheets.id)
        if member:
            query = query.where(sheets.member == member)
        return [worksheet_from(row) for row in self._connection.execute(query).mappings()]
