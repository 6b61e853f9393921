"""Several programs at once, power cuts and troubles half-way: no gap, no double number, nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from shop_builder import BEGUN, SHOP, ShopBuilder, euro

from db.books import SqlBooks, create_books, open_books
from db.keys import KeyRing
from ess_shop.domain.slips import SlipKind
from ess_shop.reading import SlipQuery
from ess_shop.services import adjusting
from ess_shop.services.writing_off import write_off

PROGRAM = Path(__file__).with_name("stocking_program.py")
ROOT = Path(__file__).parents[2]
Program = subprocess.Popen[str]


def started(place: str, keys: KeyRing, count: int) -> Program:
    command = [sys.executable, str(PROGRAM), place, str(keys.folder), str(count)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)


def numbers(books: SqlBooks) -> list[str]:
    with books.read() as read:
        return [row.number for row in reversed(read.slips(SlipQuery(limit=10_000)))]


@pytest.fixture
def begun(place: str, keys: KeyRing) -> str:
    """Books with one article of which nothing is there."""
    books = create_books(place, SHOP, at=BEGUN, keys=keys)
    shop = ShopBuilder(books)
    shop.article(shop.member(), pieces=0)
    books.close()
    return place


def test_three_programs_at_once(begun: str, keys: KeyRing) -> None:
    programs = [started(begun, keys, 8) for _ in range(3)]
    said = [line for each in programs for line in each.communicate(timeout=60)[0].split() if line != "begun"]
    assert [each.returncode for each in programs] == [0, 0, 0]
    books = open_books(begun, keys=keys)
    assert sorted(said) == numbers(books) == [f"BD-2026-{number:04d}" for number in range(1, 25)]
    assert list(books.defects()) == []
    books.close()


def test_a_program_that_is_killed_leaves_no_gap(begun: str, keys: KeyRing) -> None:
    heard: set[str] = set()
    for round_number in range(4):
        with started(begun, keys, 10_000) as program:
            assert program.stdout is not None
            assert program.stdout.readline() == "begun\n"
            heard |= {program.stdout.readline().strip() for _ in range(round_number)}
            program.send_signal(signal.SIGKILL)
            heard |= {line.strip() for line in program.stdout if line.endswith("\n")}
    books = open_books(begun, keys=keys)
    kept = numbers(books)
    assert heard <= set(kept), "a slip that was acknowledged is lost"
    assert kept == [f"BD-2026-{number:04d}" for number in range(1, len(kept) + 1)]
    with books.read() as read:
        assert read.stock_of(read.articles()[0].id) == len(kept)
    assert list(books.defects()) == []
    books.close()


def test_a_compensation_that_fails_takes_the_slip_with_it(
    shop: ShopBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    bowl = shop.article(shop.member(), pieces=5)
    request = shop.slip((bowl, 2), note="volé")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as then:
        then.setattr(adjusting, "record_adjustment", fail)
        with pytest.raises(RuntimeError):
            write_off(shop.books, SlipKind.THEFT, request, compensation=euro("3"))
    assert (shop.stock(bowl), shop.owed()) == (5, {})
    recorded = write_off(shop.books, SlipKind.THEFT, request, compensation=euro("3"))
    assert recorded.number == "VOL-2026-0001"
    assert (shop.stock(bowl), shop.owed()) == (3, {("M1", "EUR"): 300})
    assert shop.defects() == []
