"""The event log: every code that is ever noted has its kind and its words, and is found and read."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from shop_builder import ShopBuilder, when

from ess_shop import services
from ess_shop.domain.event_log import KINDS, EventKind, EventQuery, codes_of
from ess_shop.domain.event_words import EventWords, kind_names, sentences
from ess_shop.domain.journal import OFFICE
from ess_shop.services import noting
from ess_shop.wording import speaking

HELD_BY_A_VARIABLE = {"code"}
"""Names under which a code is handed on."""


def noted_codes() -> Iterator[tuple[str, str]]:
    """The codes that the services write, with where."""
    for path in sorted(Path(services.__file__).parent.glob("*.py")):
        module = importlib.import_module(f"ess_shop.services.{path.stem}")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "log_event":
                continue
            code = node.args[3]
            if isinstance(code, ast.Constant):
                yield path.name, code.value
            elif isinstance(code, ast.Name) and code.id not in HELD_BY_A_VARIABLE:
                yield path.name, getattr(module, code.id)


def test_every_code_has_a_kind_and_words() -> None:
    found = list(noted_codes())
    assert len(found) > 15
    noted = {value for name, value in vars(noting).items() if name.isupper() and isinstance(value, str)}
    noted.remove(OFFICE)
    assert {code for _where, code in found} | noted <= set(KINDS)
    for language in ("fr", "en"):
        words = speaking(language)
        assert set(sentences(words)) == set(KINDS)
        assert set(kind_names(words)) == set(EventKind)
    assert {code for kind in EventKind for code in codes_of(kind)} == set(KINDS)


@pytest.fixture
def logged(shop: ShopBuilder) -> ShopBuilder:
    """Lise sat at the till, then Paul; somebody opened the drawer each time."""
    for day, name in ((2, "Lise"), (3, "Paul")):
        shop.now = when(day)
        noting.note_start(shop.books, "0.1.0", till="C1", at=shop.tick())
        noting.note(shop.books, till="C1", at=shop.tick(), code=noting.PERSON, detail=name)
        noting.note(shop.books, till="C1", at=shop.tick(), code=noting.DRAWER, detail="monnaie")
        noting.note(shop.books, till="C1", at=shop.tick(), code=noting.STOPPED, detail="0.1.0")
    return shop


def test_events_are_found_by_day_code_and_till_newest_first(logged: ShopBuilder) -> None:
    with logged.books.read() as read:
        everything = read.events(EventQuery())
        assert [row.at for row in everything] == sorted((row.at for row in everything), reverse=True)
        of_day = read.events(EventQuery(since=date(2026, 3, 3), until=date(2026, 3, 3)))
        assert {row.at[:10] for row in of_day} == {"2026-03-03"}
        drawers = read.events(EventQuery(codes=(noting.DRAWER,)))
        assert [(row.code, row.who) for row in drawers] == [("drawer", "Paul"), ("drawer", "Lise")]
        assert read.events(EventQuery(till="C2")) == []
        assert len(read.events(EventQuery(limit=2))) == 2


def test_nobody_did_what_happened_before_somebody_came(logged: ShopBuilder) -> None:
    with logged.books.read() as read:
        started = read.events(EventQuery(codes=(noting.STARTED,)))
    assert [row.who for row in started] == ["", ""]


@pytest.mark.parametrize(
    ("code", "detail", "said"),
    [
        ("rights_changed", "volunteer -discount +open_drawer", "bénévole"),
        ("settings", "printer.C1", "C1"),
        ("settings", "shop town", "town"),
        ("receipt", "C1-000001 email", "par courriel"),
        ("printer_down", "printer_paper_out", "plus de papier"),
        ("rights", "a" * 32 + " volunteer -> manager", "Lise"),
        ("officer_in", "a" * 32 + " 2026-12-31", "31/12/2026"),
        ("rights_changed", "nonsense", "nonsense"),
        ("receipt", "", ""),
        ("a_later_one", "x {y}", "x {y}"),
    ],
)
def test_details_are_said_in_words(code: str, detail: str, said: str) -> None:
    assert said in EventWords(speaking("fr"), {"a" * 32: "Lise"}).detail(code, detail)
