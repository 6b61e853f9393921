"""Whatever is sold, put right, repriced and taken back: stock, ledger and shares agree, on both engines."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shop_builder import BEGUN, MARCH, SHOP, ShopBuilder, cash, coupons, euro
from sqlalchemy import select

from db import tables as t
from db.books import SqlBooks, create_books
from db.keys import KeyRing
from db.rebuild import rebuild
from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Money
from ess_shop.domain.slips import SlipKind
from ess_shop.errors import Refused
from ess_shop.reading import RecordedSale, RecordedSlip
from ess_shop.services import correcting, depositing, donating, repricing, reversing, withdrawing
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.correcting import ReassignRequest, SoldAs
from ess_shop.services.repricing import RepriceRequest
from ess_shop.services.reversing import ReversalRequest
from ess_shop.services.stocking import SlipRequest
from ess_shop.services.writing_off import Compensation, write_off

WORDS = (
    "sale",
    "mixed",
    "return",
    "reassign",
    "dearer",
    "cheaper",
    "deposit",
    "out",
    "gift",
    "loss",
    "reverse",
)
Act = tuple[str, int, int]
ACTS = st.tuples(st.sampled_from(WORDS), st.integers(0, 2), st.integers(1, 4))
LATER = frozenset({"line_came_back", "returned_more_than_bought"})


@dataclass
class Told:
    """What the acts that were not refused should have left behind."""

    on_hand: Counter[str] = field(default_factory=Counter)
    sold: list[tuple[int, int, str]] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    received: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    compensated: int = 0


class Life:
    """One shop of three members, and what is true of it."""

    def __init__(self, books: SqlBooks) -> None:
        self.shop, self.told = ShopBuilder(books), Told()
        accepts = ("50", "100", "0")
        shares = ("30", "25", "0")
        members = [self.shop.member(f"M{n}", commission=shares[n], accepts=accepts[n]) for n in range(3)]
        self.goods = [
            self.shop.article(member, price, pieces=0)
            for member, price in zip(members, ("3.30", "12.90", "7"), strict=True)
        ]
        self.shop.open()
        for place in range(3):
            self.do(("deposit", place, 4))

    def do(self, act: Act) -> None:
        what, place, pieces = act
        getattr(self, f"_{what}")(self.article(place), pieces)

    def article(self, place: int) -> Article:
        with self.shop.books.read() as read:
            found = read.article(self.goods[place].id)
        assert found is not None
        return found

    def _move(self, sale: RecordedSale) -> None:
        for number, line in enumerate(sale.sale.lines, start=1):
            self.told.on_hand[line.article_id] -= line.quantity
            if line.quantity > 0:
                self.told.sold.append((sale.ticket, number, line.article_id))
            self.told.received["EUR"] += line.legal_received.minor
            for part in line.locals:
                self.told.received[part.received.currency.code] += part.received.minor

    def _sale(self, article: Article, pieces: int) -> None:
        total = article.price * pieces
        self._move(self.shop.sell(Asked(article.id, pieces), cash(str(total.decimal()))))

    def _mixed(self, article: Article, pieces: int) -> None:
        total = article.price * pieces
        try:
            self._move(
                self.shop.sell(
                    Asked(article.id, pieces), coupons("2"), cash(str((total - euro("2")).decimal()))
                )
            )
        except Refused as refused:
            only(refused, "local_maximum", "local_exceeds", "wrong_direction")

    def _return(self, _article: Article, pieces: int) -> None:
        if self.told.sold:
            ticket, line, _ = self.told.sold[pieces % len(self.told.sold)]
            with self.shop.books.read() as read:
                found = read.sale("C1", ticket)
            assert found is not None
            was = found.sale.sale.lines[line - 1]
            before = found.returned.get(line, 0)
            if before == was.quantity:
                return
            back = was.total.minor * before // was.quantity - was.total.minor
            if was.total.minor * before % was.quantity:
                return
            self._move(
                self.shop.sell(
                    AskedBack("C1", ticket, line, was.quantity - before),
                    cash(str(Money(back, was.total.currency).decimal())),
                )
            )

    def _pick(self, pieces: int, article_id: str = "") -> SoldAs | None:
        fitting = [each for each in self.told.sold if article_id in ("", each[2])]
        if not fitting:
            return None
        ticket, line, _ = fitting[(7 * pieces) % len(fitting)]
        return SoldAs("C1", ticket, line)

    def _reassign(self, article: Article, pieces: int) -> None:
        sold = self._pick(pieces)
        if sold is None:
            return
        at = self.shop.tick()
        quantity = pieces if pieces < 4 else None
        request = ReassignRequest(new_id(), "C1", at, sold, article.id, "corrige", quantity)
        before = _credits(self.shop)
        try:
            made = correcting.reassign(self.shop.books, request)
        except Refused as refused:
            only(refused, *LATER, "same_article")
            return
        assert correcting.reassign(self.shop.books, request) == made
        assert _credits(self.shop) == before, "the sum over both members changed"
        self._move(made)
        if quantity is None:
            again = ReassignRequest(new_id(), "C1", at, sold, article.id, "corrige")
            with pytest.raises(Refused) as twice:
                correcting.reassign(self.shop.books, again)
            assert twice.value.code == "line_came_back"

    def _reprice(self, article: Article, price: Money, sold: SoldAs | None, *, back: bool) -> None:
        lines = () if sold is None else (sold,)
        request = RepriceRequest(
            new_id(),
            "C1",
            self.shop.tick(),
            article.id,
            price,
            to_member=() if back else lines,
            to_customer=lines if back else (),
        )
        try:
            done = repricing.put_price_right(self.shop.books, request)
        except Refused as refused:
            only(refused, *LATER, "paid_enough", "paid_little")
            return
        assert repricing.put_price_right(self.shop.books, request) == done
        for made in done.sales:
            self._move(made)

    def _dearer(self, article: Article, pieces: int) -> None:
        self._reprice(article, article.price + euro("1.01"), self._pick(pieces, article.id), back=False)

    def _cheaper(self, article: Article, pieces: int) -> None:
        lower = Money(max(article.price.minor - 111, 100), article.price.currency)
        self._reprice(article, lower, self._pick(pieces, article.id), back=True)

    def _deposit(self, article: Article, pieces: int) -> None:
        self._slip(lambda slip: depositing.take_in(self.shop.books, slip), article, pieces, 1)

    def _out(self, article: Article, pieces: int) -> None:
        self._slip(lambda slip: withdrawing.give_back(self.shop.books, slip), article, pieces, -1)

    def _gift(self, article: Article, pieces: int) -> None:
        self._slip(lambda slip: donating.donate(self.shop.books, slip), article, pieces, -1)

    def _loss(self, article: Article, pieces: int) -> None:
        def lose(slip: SlipRequest) -> RecordedSlip:
            return write_off(self.shop.books, SlipKind.LOSS, slip, compensation=Compensation.BY_CONTRACT)

        self._slip(lose, article, pieces, -1)

    def _slip(
        self, verb: Callable[[SlipRequest], RecordedSlip], article: Article, pieces: int, sign: int
    ) -> None:
        try:
            made = verb(self.shop.slip((article, pieces), note="ainsi"))
        except Refused as refused:
            only(refused, "not_on_hand")
            assert self.told.on_hand[article.id] < pieces
            return
        self.told.on_hand[article.id] += sign * pieces
        self.told.compensated += made.slip.compensation.minor
        self.told.slips.append(made.number)

    def _reverse(self, _article: Article, pieces: int) -> None:
        if not self.told.slips:
            return
        number = self.told.slips[(3 * pieces) % len(self.told.slips)]
        request = ReversalRequest(new_id(), self.shop.tick(), number, "saisi deux fois")
        try:
            made = reversing.reverse(self.shop.books, request)
        except Refused as refused:
            only(refused, "slip_reversed", "gone_meanwhile")
            return
        assert reversing.reverse(self.shop.books, request) == made
        for article_id, quantity in made.slip.moves:
            self.told.on_hand[article_id] += quantity
            assert self.told.on_hand[article_id] >= 0 or quantity > 0
        self.told.compensated += made.slip.compensation.minor
        with pytest.raises(Refused) as twice:
            reversing.reverse(self.shop.books, ReversalRequest(new_id(), self.shop.tick(), number, "encore"))
        assert twice.value.code == "slip_reversed"

    def check(self) -> None:
        """Hold every account against every other."""
        shop, told = self.shop, self.told
        by_reason: defaultdict[str, Counter[str]] = defaultdict(Counter)
        with shop.books.read() as read:
            for article in self.goods:
                for move in read.stock_moves_of(article.id):
                    by_reason[article.id][move.reason] += move.quantity
                on_hand = read.stock_of(article.id)
                assert on_hand == told.on_hand[article.id] == sum(by_reason[article.id].values())
        expected = dict(told.received)
        expected["EUR"] = expected.get("EUR", 0) + told.compensated
        assert _credits(shop) == {code: amount for code, amount in expected.items() if amount}
        facts = rows(shop.books)
        rebuild(shop.books.engine)
        assert rows(shop.books) == facts
        assert shop.defects() == []
        shop.close()
        if not told.sold and not told.compensated:
            return
        settled = shop.settle(MARCH)
        carried = {(row.code, row.carried.currency.code): row.carried.minor for row in settled.rows}
        assert shop.owed() == {key: amount for key, amount in carried.items() if amount}
        assert shop.defects() == []


def only(refused: Refused, *codes: str) -> None:
    """Nothing else is refused."""
    if refused.code not in codes:
        raise refused


def _credits(shop: ShopBuilder) -> dict[str, int]:
    """What the ledger owes all members together, by currency."""
    sums: defaultdict[str, int] = defaultdict(int)
    for (_member, code), amount in shop.owed().items():
        sums[code] += amount
    return {code: amount for code, amount in sums.items() if amount}


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
def test_corrections_add_up(tmp_path: Path, acts: list[Act]) -> None:
    place = tmp_path / f"{new_id()}.db"
    books = create_books(str(place), SHOP, at=BEGUN, keys=KeyRing(tmp_path / "keys"))
    try:
        life = Life(books)
        for act in acts:
            life.do(act)
        life.check()
    finally:
        books.engine.dispose()
        place.unlink()


@pytest.mark.postgresql
@pytest.mark.parametrize("seed", range(2))
def test_on_the_server_too(new_postgresql: Callable[[], str], keys: KeyRing, seed: int) -> None:
    chance = random.Random(seed)
    books = create_books(new_postgresql(), SHOP, at=BEGUN, keys=keys)
    life = Life(books)
    for _ in range(50):
        life.do((chance.choice(WORDS), chance.randrange(3), chance.randint(1, 4)))
    life.check()
    books.close()
