"""The dashboard of a full month: how long it takes, and how long its longest question is."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Any

from bench_shop import AFTERWARDS, milliseconds, note

from db.books import open_books
from db.keys import KeyRing
from drivers.charts.drawing import svg
from ess_shop.domain.dashboard_words import sections_of
from ess_shop.domain.plots import Look
from ess_shop.domain.spans import Against, span_named
from ess_shop.services.dashboards import Gathering, Wanted, dashboard
from ess_shop.wording import speaking

WANTED = Wanted(span_named("2026-10"), Against.BEFORE, AFTERWARDS.date())
LOOK = Look(800, 250, 14, "#ffffff", "#1d2a2c", "#55615f", "#ddd7ca", "#12685a", "#dcefe9", "#1d2a2c")


def test_a_month_is_added_up(benchmark: Any, october_sold: tuple[Path, KeyRing]) -> None:
    path, keys = october_sold
    books = open_books(str(path), keys=keys)
    longest = 0.0

    def ask() -> int:
        nonlocal longest
        gathering = Gathering(WANTED)
        while not gathering.over:
            begun = perf_counter()
            with books.read() as read:
                gathering.ask(read)
            longest = max(longest, perf_counter() - begun)
        with books.read() as read:
            return gathering.dashboard(read).now.tickets

    assert benchmark.pedantic(ask, rounds=3, warmup_rounds=1) > 0
    books.close()
    note(benchmark, longest_question_ms=milliseconds(longest))


def test_its_plots_are_drawn(benchmark: Any, october_sold: tuple[Path, KeyRing]) -> None:
    path, keys = october_sold
    books = open_books(str(path), keys=keys)
    with books.read() as read:
        sections = sections_of(dashboard(read, WANTED), speaking("fr"))
    books.close()
    plots = [section.plot for section in sections if section.plot is not None]

    def draw() -> int:
        return sum(len(svg(plot, LOOK)) for plot in plots)

    assert benchmark.pedantic(draw, rounds=3, warmup_rounds=1) > 0
    note(benchmark, plots=len(plots))
