"""The archive of a year and its verification, in time and memory.

ESS_SHOP_YEAR_LINES says how many lines the year has; 20,000 unless it does, 500,000 is a large shop's.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from bench_shop import PARIS
from long_year import YEAR, add_year

from db.books import SqlBooks, open_books
from db.keys import KeyRing
from ess_shop.domain.archive import ArchivePeriod
from ess_shop.services.archiving import archive
from ui.bootstrap.archives import ArchiveFile

LINES = int(os.environ.get("ESS_SHOP_YEAR_LINES") or 20_000)
AT = datetime(YEAR + 1, 1, 3, 9, tzinfo=PARIS)
PEAK = """
import runpy, sys
sys.argv = sys.argv[1:]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    status = open("/proc/self/status").read()
    print("peak", status.split("VmHWM:")[1].split()[0])
"""


@pytest.fixture(scope="module")
def long_books(
    october_sold: tuple[Path, KeyRing], tmp_path_factory: pytest.TempPathFactory
) -> tuple[SqlBooks, int]:
    """Books with such a year, closed; and how many tickets it has."""
    source, keys = october_sold
    copy = tmp_path_factory.mktemp("year") / "shop.db"
    shutil.copy(source, copy)
    books = open_books(str(copy), keys=keys)
    return books, add_year(books, keys.key(books.id), LINES)


def test_archive_and_verifier(benchmark: Any, long_books: tuple[SqlBooks, int], tmp_path: Path) -> None:
    books, tickets = long_books
    target = tmp_path / "a.zip"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def write() -> None:
        target.unlink(missing_ok=True)
        archive(books, ArchivePeriod.parse(str(YEAR)), ArchiveFile(books, target), at=AT, program="ess-shop")

    benchmark.pedantic(write, rounds=1)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    secret = tmp_path / "secret"
    secret.write_bytes(books.key_path.read_bytes())
    begun = perf_counter()
    command = [sys.executable, "-c", PEAK, "verificateur.py", "a.zip", "--secret", "secret"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    seconds = perf_counter() - begun
    assert done.returncode == 0, done.stdout
    benchmark.extra_info |= {
        "lines": LINES,
        "tickets": tickets,
        "archive_mib": round(target.stat().st_size / 2**20, 1),
        "archive_grew_mib": round(grown / 1024),
        "verifier_s": round(seconds, 2),
        "verifier_mib": round(int(done.stdout.split()[-1]) / 1024),
    }
