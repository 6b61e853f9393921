"""A year of a shop: a real month drawn again for each of twelve months, settled, closed, exported, archived.

`python tests/stories/a_year.py FOLDER [--part 1.0] [--data MONTH_FOLDER]` plays it and prints what every act
took. MONTH_FOLDER holds members.csv, articles.csv, sales.csv.gz and payments.csv; the shipped sample is a
part of such a month.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from ess_shop.domain.ids import new_id
from ess_shop.domain.month_plan import LocalChoice
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.domain.source import SourceRow, SourceTable
from ess_shop.ports import Books
from ess_shop.reading import SettledMonth
from ess_shop.services import paying, settling
from ess_shop.services.founding import founded
from ess_shop.services.importing_articles import import_articles
from ess_shop.services.importing_members import import_members
from ess_shop.services.planning_month import choose_local
from ess_shop.services.replaying import ReplayReport, replay
from ui import bootstrap

YEAR = 2025
MONTHS = tuple(Month(YEAR, number) for number in range(1, 13))
PARIS = ZoneInfo("Europe/Paris")
IBAN = "FR7630006000011234567890189"
SAMPLE = Path(__file__).parents[2] / "ui" / "sample"
PEAK = """
import sys
from runpy import run_path
sys.argv = sys.argv[1:]
try:
    if sys.argv[0] == "ess-shop":
        from ui.cli.main import main
        main()
    else:
        run_path(sys.argv[0], run_name="__main__")
finally:
    status = open("/proc/self/status").read()
    print("peak", status.split("VmHWM:")[1].split()[0], file=sys.stderr)
"""
"""Runs a program and says how much memory it took at most, in KiB."""


@dataclass(frozen=True)
class Act:
    """Something that was done, how long it took and, in KiB, its memory (None: within this process)."""

    name: str
    seconds: float
    peak: int | None = None
    said: str = ""


@dataclass
class Played:
    """The year when it is over; `rung` and `settled` by month, amounts in minor units."""

    place: Path
    rung: dict[Month, ReplayReport] = field(default_factory=dict)
    settled: dict[Month, SettledMonth] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)

    def act(self, name: str) -> Act:
        """The slowest act of that name."""
        return max((act for act in self.acts if act.name == name), key=lambda act: act.seconds)


class RealMonth:
    """The tickets of a real month, to be drawn from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lines, self._paid = _by_ticket(folder, "sales.csv.gz"), _by_ticket(folder, "payments.csv")
        self._tickets = sorted(self._lines.keys() & self._paid.keys())

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return sum(len(self._lines[ticket]) for ticket in self._tickets)

    def drawn(self, month: Month, part: float) -> tuple[SourceTable, SourceTable]:
        """So large a part of its tickets, drawn with the month as seed, in that month at the same hours."""
        dice = Random(f"{month}")
        sales: list[dict[str, str]] = []
        payments: list[dict[str, str]] = []
        taken: set[datetime] = set()
        for number in range(max(1, round(len(self._tickets) * part))):
            known, ticket = dice.choice(self._tickets), f"{month}-{number:05d}"
            lines = self._lines[known]
            day = month.first.replace(day=dice.randrange(1, month.last.day + 1))
            at = datetime.combine(day, datetime.fromisoformat(lines[0]["at"]).time())
            while at in taken:
                at += timedelta(seconds=1)
            taken.add(at)
            sales += [{**line, "ticket": ticket, "at": at.isoformat()} for line in lines]
            payments += [{**paid, "ticket": ticket} for paid in self._paid[known]]
        return _table(f"{month}-sales", sales), _table(f"{month}-payments", payments)


def play(folder: Path, *, part: float = 1.0, data: Path = SAMPLE) -> Played:
    """Play the year in a new folder."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["ESS_SHOP_KEYS"] = str(folder / "keys")
    played = Played(folder / "shop.db")
    real = RealMonth(data)
    with bootstrap.new_books(str(played.place), _shop()) as books:
        begun = datetime(YEAR, 1, 1, 7, tzinfo=PARIS)
        import_members(books, bootstrap.table(data / "members.csv"), at=begun)
        import_articles(books, bootstrap.table(data / "articles.csv"), at=begun)
        for month in MONTHS:
            _play_month(played, books, real, month, part)
    close_and_write(played)
    return played


def _shop() -> Shop:
    return founded(
        name="Boutique de l’année",
        currency="EUR",
        vat_liable=True,
        local_currencies=("LOC",),
        iban=IBAN,
        street="1 place du Marché",
        postcode="74000",
        town="Annecy",
        siret="90000100900019",
    )


def _play_month(played: Played, books: Books, real: RealMonth, month: Month, part: float) -> None:
    sales, payments = real.drawn(month, part)
    with _timed(played, "ring up a month"):
        played.rung[month] = replay(books, sales, payments, till="C1")
    at = datetime(month.next.year, month.next.number, 1, 9, tzinfo=PARIS)
    choose_local(books, month, "LOC", LocalChoice.LEGAL, at=at)
    with _timed(played, "settle a month"):
        settled = settling.approve(books, id=new_id(), at=at, month=month)
    assert settled is not None
    with _timed(played, "pay a month"):
        paying.pay(books, id=new_id(), at=at, month=month)
    played.settled[month] = settled


def close_and_write(played: Played) -> None:
    """Close the year, write what the law asks for, and prove everything; each act is a program of its own."""
    folder = played.place.parent
    shop = ("ess-shop", "--books", str(played.place))
    fec = folder / "fec"
    acts: Sequence[tuple[str, Sequence[str]]] = (
        ("close the year", (*shop, "close", "year", str(YEAR))),
        ("write the FEC", (*shop, "fec", str(YEAR), "--to", str(fec))),
        ("check the FEC", (*shop, "fec", "--check", "{fec}")),
        ("trial balance", (*shop, "balance", str(YEAR), "--json")),
        ("write the archive", (*shop, "archive", "--year", str(YEAR), "--to", str(folder / "archive.zip"))),
        ("run the verifier", ("{verifier}", str(folder / "archive.zip"), "--secret", "{secret}")),
        ("verify the books", (*shop, "verify")),
    )
    for name, command in acts:
        found = {
            "fec": next(fec.glob("*.txt"), ""),
            "verifier": folder / "verificateur.py",
            "secret": next((folder / "keys").glob("*.key"), ""),
        }
        played.acts.append(_run(name, [word.format(**found) if "{" in word else word for word in command]))


def _run(name: str, command: Sequence[str]) -> Act:
    environment = {**os.environ, "LANGUAGE": "en", "PYTHONPATH": str(Path(__file__).parents[2])}
    begun = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", PEAK, *command], capture_output=True, text=True, env=environment, check=False
    )
    seconds = perf_counter() - begun
    assert done.returncode == 0, f"{name}: {done.stdout[-2000:]} {done.stderr[-2000:]}"
    return Act(name, seconds, int(done.stderr.split("peak ")[-1].split()[0]), done.stdout)


@contextmanager
def _timed(played: Played, name: str) -> Iterator[None]:
    """Notes how long the block took."""
    begun = perf_counter()
    yield
    played.acts.append(Act(name, perf_counter() - begun))


def _by_ticket(folder: Path, name: str) -> dict[str, list[dict[str, str]]]:
    found: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in bootstrap.table(folder / name).rows:
        found[row.cells["ticket"]].append(dict(row.cells))
    return found


def _table(name: str, rows: Sequence[dict[str, str]]) -> SourceTable:
    placed = tuple(SourceRow(number, cells) for number, cells in enumerate(rows, start=2))
    return SourceTable(name, tuple(rows[0]), placed)


def _told(played: Played) -> dict[str, Any]:
    lines = sum(report.lines for report in played.rung.values())
    names = dict.fromkeys(act.name for act in played.acts)
    return {
        "lines": lines,
        "refused": sum(len(report.refused) for report in played.rung.values()),
        "books_mib": round(played.place.stat().st_size / 2**20),
        **{
            name: {
                "slowest_s": round(played.act(name).seconds, 2),
                "peak_mib": round((played.act(name).peak or 0) / 1024),
            }
            for name in names
        },
    }


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--part", type=float, default=1.0)
    reader.add_argument("--data", type=Path, default=SAMPLE)
    wanted = reader.parse_args()
    print(json.dumps(_told(play(wanted.folder, part=wanted.part, data=wanted.data)), indent=1))
