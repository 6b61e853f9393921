"""Whatever is changed in the books behind the program's back is found, and nothing is where nothing was.

ESS_SHOP_MUTATIONS says how many edits are tried on each engine; 200 unless it does.
"""

from __future__ import annotations

import os
from collections import Counter
from random import Random

from filled_shop import fill
from hunt import Edit, Hunter
from sqlalchemy import select

from db import audit
from db import tables as t
from db.books import SqlBooks
from db.engine import READ, WRITE, transaction
from db.keys import KeyRing, Seen
from ess_shop.ports import Defect, unheard

EDITS = int(os.environ.get("ESS_SHOP_MUTATIONS") or 200)
SEED = 20261125
HERE = "here"


def test_every_edit_is_found(books: SqlBooks, keys: KeyRing) -> None:
    fill(books)
    key, seen = keys.key(books.id), witnessed(books)
    assert defects(books, key, seen) == []
    dice = Random(SEED)
    unfound: list[Edit] = []
    tried: Counter[str] = Counter()
    while tried.total() < EDITS:
        done, found = hunted(books, key, seen, dice)
        if done is None:
            continue
        tried[done.deed] += 1
        if not found:
            unfound.append(done)
    assert unfound == []
    assert len(tried) == 6, tried
    assert defects(books, key, seen) == []


def test_the_books_under_another_key_are_found(books: SqlBooks, keys: KeyRing) -> None:
    fill(books)
    other = bytes(byte ^ 1 for byte in keys.key(books.id))
    assert {defect.code for defect in defects(books, other, Seen({}, {}))} >= {"signature"}


def hunted(books: SqlBooks, key: bytes, seen: Seen, dice: Random) -> tuple[Edit | None, list[Defect]]:
    """One edit and what is found of it; nothing of it stays."""
    with transaction(books.engine, WRITE) as connection:
        done = Hunter(connection, dice).edit()
        found = list(audit.defects(connection, key, HERE, seen, unheard)) if done else []
    return done, found


def defects(books: SqlBooks, key: bytes, seen: Seen) -> list[Defect]:
    """What is found in the books as they are."""
    with transaction(books.engine, READ) as connection:
        return list(audit.defects(connection, key, HERE, seen, unheard))


def witnessed(books: SqlBooks) -> Seen:
    """What a witness remembers of the ends of the journals; of the file's bytes it knows nothing."""
    with transaction(books.engine, READ) as connection:
        rows = connection.execute(select(t.tills.c.code, t.tills.c.number, t.tills.c.signature)).all()
    return Seen({HERE: {code: [number, signature] for code, number, signature in rows}}, {})
