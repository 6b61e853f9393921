"""Goods never appear from nowhere: whatever happens in whatever order, every piece is accounted for."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shop_builder import BEGUN, SHOP, ShopBuilder, cash
from sqlalchemy import select

from db import tables as t
from db.books import SqlBooks, create_books
from db.keys import KeyRing
from db.rebuild import rebuild
from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.slips import PREFIXES, TRANSFERS, WRITTEN_OFF, SlipKind
from ess_shop.errors import Refused
from ess_shop.reading import RecordedSlip, SlipQuery
from ess_shop.services import counting, depositing, donating, moving_to_fair, withdrawing
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.selling import SaleRequest, sell
from ess_shop.services.stocking import SlipRequest
from ess_shop.services.writing_off import Compensation, write_off

PRICES = ("3.30", "12.90", "7")
EVERYTHING = 10_000
BEGINNING = 9
COMING = {SlipKind.DEPOSIT, SlipKind.TRANSFER_IN}

TRIED = [str(kind) for kind in SlipKind if kind is not SlipKind.REVERSAL]

Act = tuple[str, int, int, bool]
ACTS = st.tuples(
    st.sampled_from([*TRIED, "sale", "sale", "return", "bare return"]),
    st.integers(0, 2),
    st.one_of(st.integers(1, 4), st.just(9)),
    st.booleans(),
)


@dataclass
class Told:
    """What the acts that were not refused should have left behind."""

    on_hand: Counter[str] = field(default_factory=Counter)
    away: Counter[str] = field(default_factory=Counter)
    shares: dict[str, int] = field(default_factory=dict)
    owed: int = 0
    slips: defaultdict[SlipKind, int] = field(default_factory=lambda: defaultdict(int))
    tickets: list[tuple[int, str, int]] = field(default_factory=list)


def slip_verb(kind: SlipKind) -> Callable[[SqlBooks, SlipRequest], RecordedSlip]:
    if kind in WRITTEN_OFF:
        return lambda books, request: write_off(books, kind, request, compensation=Compensation.BY_CONTRACT)
    return {
        SlipKind.DEPOSIT: depositing.take_in,
        SlipKind.WITHDRAWAL: withdrawing.give_back,
        SlipKind.DONATION: donating.donate,
        SlipKind.TRANSFER_OUT: moving_to_fair.send,
        SlipKind.TRANSFER_IN: moving_to_fair.bring_back,
        SlipKind.CORRECTION: counting.correct,
    }[kind]


def do(shop: ShopBuilder, told: Told, article: Article, act: Act) -> None:
    """One act, done twice with one id, and what it should leave behind."""
    what, _, pieces, flag = act
    if what in {"sale", "return", "bare return"}:
        request = asked(shop, told, article, what, pieces)
        if request is None:
            return
        sold = sell(shop.books, request)
        assert sell(shop.books, request) == sold
        (line,) = sold.sale.lines
        told.on_hand[article.id if what != "return" else line.article_id] -= line.quantity
        told.owed += line.total.minor
        if what == "sale":
            told.tickets.append((sold.ticket, article.id, pieces))
        return
    kind = SlipKind(what)
    signed = -pieces if kind is SlipKind.CORRECTION and flag else pieces
    change = signed if kind in COMING or kind is SlipKind.CORRECTION else -signed
    there = told.away[article.id] if kind is SlipKind.TRANSFER_IN else told.on_hand[article.id]
    out = kind is SlipKind.TRANSFER_IN or change < 0
    request_ = shop.slip((article, signed), note="ainsi")
    try:
        recorded = slip_verb(kind)(shop.books, request_)
    except Refused as refused:
        needed = refused.code in {"not_on_hand", "not_away"} and out and pieces > there
        if not needed:
            raise
        return
    assert not out or pieces <= there, "more went than was there"
    assert slip_verb(kind)(shop.books, request_) == recorded
    told.on_hand[article.id] += change
    if kind in TRANSFERS:
        told.away[article.id] -= change
    told.slips[kind] += 1
    if kind in WRITTEN_OFF:
        told.owed += article.price.minor * pieces * told.shares[article.id] // 100


def asked(shop: ShopBuilder, told: Told, article: Article, what: str, pieces: int) -> SaleRequest | None:
    price = article.price * pieces
    if what == "sale":
        return shop.request(Asked(article.id, pieces), cash(str(price.decimal())))
    if what == "bare return":
        line = Asked(article.id, -pieces, reason="sans ticket")
        return shop.request(line, cash(str((-price).decimal())))
    if not told.tickets:
        return None
    ticket, article_id, sold = told.tickets.pop()
    with shop.books.read() as read:
        back = read.article(article_id)
    assert back is not None
    return shop.request(AskedBack("C1", ticket, 1, sold), cash(str((back.price * -sold).decimal())))


def live(books: SqlBooks, acts: list[Act]) -> None:
    """Live through the acts, then hold every account against every other."""
    shop, told = ShopBuilder(books), Told()
    members = [shop.member("M1", commission="30"), shop.member("M2", commission="100")]
    goods = [shop.article(members[number % 2], price, pieces=0) for number, price in enumerate(PRICES)]
    told.shares = {article.id: (70, 0)[number % 2] for number, article in enumerate(goods)}
    shop.open()
    for number, article in enumerate(goods):
        do(shop, told, article, ("deposit", number, BEGINNING, False))
    for act in acts:
        do(shop, told, goods[act[1]], act)
    with books.read() as read:
        stock = {row.code: row for row in read.stock()}
        for article in goods:
            assert read.stock_of(article.id) == told.on_hand[article.id] == stock[article.code].on_hand
            assert read.away_of(article.id) == told.away[article.id] >= 0
            by_reason: Counter[str] = Counter()
            moves = read.stock_moves_of(article.id, limit=EVERYTHING)
            for move in moves:
                by_reason[move.reason] += move.quantity
                assert move.paper
                assert (move.reason in {"sale", "return"}) == move.paper.startswith("C1-")
            assert sum(by_reason.values()) == told.on_hand[article.id]
            assert [move.on_hand for move in reversed(moves)] == list(
                itertools.accumulate(move.quantity for move in reversed(moves))
            )
        here = {row.article_id: (row.on_hand, row.away) for each in members for row in read.goods_of(each.id)}
        assert here == {
            article.id: (told.on_hand[article.id], told.away[article.id])
            for article in goods
            if told.on_hand[article.id] or told.away[article.id]
        }
        for kind in SlipKind:
            found = [row.number for row in read.slips(SlipQuery(kind=kind, limit=EVERYTHING))]
            count = told.slips[kind]
            assert found == [f"{PREFIXES[kind]}-2026-{number:04d}" for number in range(count, 0, -1)]
        assert sum(each.amount.minor for each in read.balances()) == 0
        assert sum(each.amount.minor for each in read.owed()) == told.owed
        length = len(list(read.entries(OFFICE)))
    facts = rows(books)
    rebuild(books.engine)
    assert rows(books) == facts
    assert shop.defects() == []
    with books.read() as read:
        assert len(list(read.entries(OFFICE))) == length


def rows(books: SqlBooks) -> dict[str, list[tuple[object, ...]]]:
    with books.engine.connect() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in t.FACTS
        }


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(ACTS, min_size=5, max_size=25))
def test_every_piece_is_accounted_for(tmp_path: Path, acts: list[Act]) -> None:
    place = tmp_path / f"{new_id()}.db"
    books = create_books(str(place), SHOP, at=BEGUN, keys=KeyRing(tmp_path / "keys"))
    try:
        live(books, acts)
    finally:
        books.engine.dispose()
        place.unlink()


@pytest.mark.postgresql
@pytest.mark.parametrize("seed", range(3))
def test_on_the_server_too(new_postgresql: Callable[[], str], keys: KeyRing, seed: int) -> None:
    import random

    chance = random.Random(seed)
    kinds = [*TRIED, "deposit", "deposit", "sale", "sale", "return", "bare return"]
    acts: list[Act] = [
        (chance.choice(kinds), chance.randrange(3), chance.randint(1, 4), chance.random() < 0.5)
        for _ in range(60)
    ]
    books = create_books(new_postgresql(), SHOP, at=BEGUN, keys=keys)
    live(books, acts)
    books.close()
