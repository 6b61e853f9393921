"""Where the kept journals begin: at their first entry, or where the last purge left them."""

from __future__ import annotations

from sqlalchemy import Connection, and_, select

from db import tables as t
from db.entries import entry_from
from ess_shop.domain.cut import PURGED, UNCUT, Cut, cut_from
from ess_shop.domain.journal import OFFICE, Kind

_LAST = (
    select(t.journal)
    .join(t.events, and_(t.events.c.till == t.journal.c.till, t.events.c.entry == t.journal.c.number))
    .where(t.events.c.code == PURGED, t.journal.c.till == OFFICE, t.journal.c.kind == str(Kind.PURGE))
    .order_by(t.journal.c.number.desc())
    .limit(1)
)


def beginning(connection: Connection) -> Cut:
    """The cut of the last purge; an entry that cannot be read raises what reading it raises."""
    row = connection.execute(_LAST).first()
    return UNCUT if row is None else cut_from(entry_from(row).content())
