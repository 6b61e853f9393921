"""The power fails fifty times in the middle of the tickets, and not one that was acknowledged is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from replayed_shop import TICKETS, begin, go_on
from sqlalchemy import select

from db import tables as t
from db.books import SqlBooks, open_books
from db.keys import KeyRing

ROOT = Path(__file__).parents[2]
KILLS = 50


def test_killed_fifty_times_in_the_middle(tmp_path: Path) -> None:
    keys = KeyRing(tmp_path / "keys")
    place, calm = tmp_path / "shop.db", tmp_path / "calm.db"
    begin(str(place), keys)
    begin(str(calm), keys)
    chance = random.Random(1977)
    acknowledged: set[int] = set()
    for round_number in range(1, KILLS + 1):
        heard = _killed(place, keys, chance)
        assert not heard & acknowledged, "a ticket was rung up twice"
        acknowledged |= heard
        books = open_books(str(place), keys=keys)
        tickets = _tickets(books)
        assert tickets == list(range(1, len(tickets) + 1))
        assert acknowledged <= set(tickets)
        acknowledged = set(tickets)
        if round_number % 10 == 0:
            assert list(books.defects()) == []
        books.close()
    assert 0 < len(acknowledged) < TICKETS, "the kills were not in the middle"
    report = go_on(str(place), keys)
    assert (report.tickets, report.refused) == (TICKETS, [])
    go_on(str(calm), keys)
    mended, whole = open_books(str(place), keys=keys), open_books(str(calm), keys=keys)
    assert list(mended.defects()) == []
    assert _tickets(mended) == list(range(1, TICKETS + 1))
    assert _totals(mended) == _totals(whole)
    mended.close()
    whole.close()


def _killed(place: Path, keys: KeyRing, chance: random.Random) -> set[int]:
    """Run the program, kill it after some tickets and a moment; what it had said by then."""
    command = [sys.executable, str(Path(__file__).with_name("replayed_shop.py")), str(place)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [*command, str(keys.folder)], stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        heard = [process.stdout.readline() for _ in range(chance.randint(0, 8))]
        time.sleep(chance.random() * 0.02)
        process.send_signal(signal.SIGKILL)
        heard += process.stdout.read().splitlines(keepends=True)
        assert process.wait() == -signal.SIGKILL
    return {int(line) for line in heard if line.endswith("\n")}


def _tickets(books: SqlBooks) -> list[int]:
    with books.engine.connect() as connection:
        return list(connection.execute(select(t.sales.c.ticket).order_by(t.sales.c.ticket)).scalars())


def _totals(books: SqlBooks) -> list[object]:
    with books.read() as read:
        return [
            read.sales_by_day(None),
            [(each.code, each.amount) for each in read.owed()],
            read.balances(),
            read.stock(),
            [str(entry.kind) for entry in read.entries("C1")],
        ]
