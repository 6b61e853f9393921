"""A whole month from files: imported, rung up, settled, put on paper, proved.

ESS_SHOP_MONTH names a folder with members.csv, articles.csv, sales.csv.gz and payments.csv; otherwise the
sample that comes with the program is taken.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from bench_shop import note

import ui
from db.keys import KeyRing
from drivers.tables.reader import read_table
from ess_shop.domain.currencies import LocalCurrency
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Currency
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.services import paying, settling
from ess_shop.services.importing_articles import import_articles
from ess_shop.services.importing_members import import_members
from ess_shop.services.publishing import publish
from ess_shop.services.replaying import replay
from ess_shop.wording import Words
from ui import bootstrap

SHIPPED = Path(ui.__file__).parent / "sample"
ROOT = Path(ui.__file__).parent.parent
COMMAND = "from ui.cli.main import main; main()"
LAUNCHER = """
import json, os, sys, time
begun = time.perf_counter()
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
figures = {"s": time.perf_counter() - begun, "kib": usage.ru_maxrss, "status": status}
open(sys.argv[1], "w").write(json.dumps(figures))
"""
"""A small process between: what a child reports as its peak is never less than its parent had at the time."""


@pytest.fixture(scope="module")
def folder() -> Path:
    """Where the month's files are."""
    return Path(os.environ.get("ESS_SHOP_MONTH") or SHIPPED)


@pytest.fixture(scope="module")
def month(folder: Path) -> Month:
    """Which month they are of."""
    first = read_table(folder / "sales.csv.gz").rows[0].cells["at"]
    return Month.parse(first[:7])


@pytest.fixture(scope="module")
def local_currencies(folder: Path) -> list[str]:
    """Which local currencies were handed over in it."""
    rows = read_table(folder / "payments.csv").rows
    return sorted({row.cells["currency"] for row in rows} - {"EUR"})


def test_month_in_one_process(
    benchmark: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    month: Month,
    local_currencies: list[str],
) -> None:
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    shop = Shop("Un mois", locals=tuple(LocalCurrency(Currency(code)) for code in local_currencies))
    place = str(tmp_path / "month.db")
    laps: dict[str, float] = {}
    counts: dict[str, Any] = {}

    def play() -> None:
        begun = perf_counter()

        def lap(name: str) -> None:
            nonlocal begun
            laps[f"{name}_s"] = round(perf_counter() - begun, 3)
            begun = perf_counter()

        with bootstrap.new_books(place, shop) as books:
            at = bootstrap.now(shop.timezone)
            lap("new")
            import_members(books, read_table(folder / "members.csv"), at=at)
            import_articles(books, read_table(folder / "articles.csv"), at=at)
            lap("import")
            sales, payments = read_table(folder / "sales.csv.gz"), read_table(folder / "payments.csv")
            lap("read")
            report = replay(books, sales, payments, till="C1")
            lap("replay")
            settling.approve(books, id=new_id(), at=at, month=month)
            paying.pay(books, id=new_id(), at=at, month=month)
            lap("settle")
            writer = bootstrap.PaperWriter(Words("fr"))
            with books.read() as read:
                publish(read, settling.preview(read, month), tmp_path, writer, with_statements=False)
            lap("lists")
            with books.read() as read:
                papers = publish(read, settling.preview(read, month), tmp_path, writer)
            lap("statements")
            counts.update(
                tickets=report.tickets,
                lines=report.lines,
                refused=len(report.refused),
                statements=papers.statements,
            )
        lap("close")
        with bootstrap.opened(place) as books:
            lap("open")
            counts["defects"] = len(list(books.defects()))
            lap("verify")

    benchmark.pedantic(play, rounds=1, iterations=1)
    note(benchmark, **laps, **counts, lines_per_second=round(counts["lines"] / laps["replay_s"]))
    assert counts["defects"] == 0


class CommandLine:
    """Runs the command in processes of their own and keeps what each one took."""

    def __init__(self, folder: Path) -> None:
        self._note = folder / "figures.json"
        self._environment = {
            **os.environ,
            "ESS_SHOP_BOOKS": str(folder / "shop.db"),
            "ESS_SHOP_KEYS": str(KeyRing(folder / "keys").folder),
            "PYTHONPATH": str(ROOT),
        }
        self.figures: dict[str, float] = {}

    def run(self, name: str, *arguments: str | Path) -> None:
        """Run the command once; its seconds and its peak are noted under a name."""
        wanted = [sys.executable, "-c", COMMAND, *map(str, arguments)]
        subprocess.run(
            [sys.executable, "-I", "-S", "-c", LAUNCHER, str(self._note), *wanted],
            env=self._environment,
            check=True,
            capture_output=True,
        )
        taken = json.loads(self._note.read_text())
        assert taken["status"] == 0, f"{name} failed"
        self.figures[f"{name}_s"] = round(taken["s"], 2)
        self.figures[f"{name}_mib"] = round(taken["kib"] / 1024)


def test_month_on_the_command_line(
    benchmark: Any, tmp_path: Path, folder: Path, month: Month, local_currencies: list[str]
) -> None:
    command = CommandLine(tmp_path)

    def play() -> None:
        locals_ = [part for code in local_currencies for part in ("--local-currency", code)]
        command.run("new", "new", *locals_)
        command.run("members", "import", "members", folder / "members.csv")
        command.run("articles", "import", "articles", folder / "articles.csv")
        sales, payments = folder / "sales.csv.gz", folder / "payments.csv"
        command.run("replay", "replay", "--sales", sales, "--payments", payments)
        papers = ("--out", tmp_path / "papers")
        command.run("settle", "settle", str(month), *papers, "--no-papers")
        command.run("statements", "settle", str(month), *papers)
        command.run("verify", "verify")

    benchmark.pedantic(play, rounds=1, iterations=1)
    peak = max(figure for name, figure in command.figures.items() if name.endswith("_mib"))
    note(benchmark, peak_mib=peak, **command.figures)


def test_help(benchmark: Any, tmp_path: Path) -> None:
    def ask() -> None:
        subprocess.run(
            [sys.executable, "-c", COMMAND, "--help"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )

    benchmark.pedantic(ask, rounds=10, iterations=1)
    note(benchmark)
