"""What the till's window needs of the books: people, preferences, parked baskets, cash, finding tickets."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shop_builder import ShopBuilder, card, cash, coupons, euro, when

from ess_shop.domain.basket import Asked, AskedBack, Discount, Tender
from ess_shop.domain.cash import Purpose
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Rate
from ess_shop.domain.parking import BasketDraft, draft_from, plain_draft
from ess_shop.domain.people import Person, Right, Role, may
from ess_shop.domain.sale import Means
from ess_shop.domain.terms import Bearer
from ess_shop.errors import ShopError
from ess_shop.reading import SaleQuery
from ess_shop.services import noting, parking
from ess_shop.services.cashing import move_cash, open_till, so_far
from ess_shop.services.preferring import change
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import Attempts, check_pin, hashed
from ess_shop.services.unlabelled import unlabelled_article

CASH, COUPONS = (Means.CASH, "EUR"), (Means.COUPON, "LOC")


@contextmanager
def refusing(code: str) -> Iterator[None]:
    """What happens inside is refused with that code."""
    with pytest.raises(ShopError) as refused:
        yield
    assert refused.value.code == code


def person(name: str, role: Role = Role.VOLUNTEER, pin: str = "") -> Person:
    return Person(new_id(), name, role, pin)


def test_people_are_kept_and_a_manager_always_remains(shop: ShopBuilder) -> None:
    chief, lise = person("Aïcha", Role.MANAGER, hashed("2468")), person("Lise")
    with refusing("no_manager"):
        register_people(shop.books, [lise], id=new_id(), at=shop.tick())
    register_people(shop.books, [chief, lise], id=new_id(), at=shop.tick())
    with shop.books.read() as read:
        assert read.people() == [chief, lise]
    with refusing("name_taken"):
        register_people(shop.books, [person(" lise ")], id=new_id(), at=shop.tick())
    assert check_pin(chief, "2468")
    assert not check_pin(chief, "2469")
    assert may(chief, Right.SETTINGS)
    assert not may(lise, Right.SETTINGS)
    assert shop.defects() == []


def test_guessing_a_pin_takes_long() -> None:
    now, attempts = when(2), Attempts()
    for _ in range(5):
        attempts.require_open(now)
        attempts = attempts.after(right=False, now=now)
    with refusing("pin_pause"):
        attempts.require_open(now)
    attempts.require_open(now + timedelta(seconds=31))
    assert attempts.after(right=True, now=now) == Attempts()


def test_preferences_are_kept_with_their_digest(shop: ShopBuilder) -> None:
    change(shop.books, "lock", {"minutes": 5}, id=new_id(), at=shop.tick())
    change(shop.books, "lock", {"minutes": 7}, id=new_id(), at=shop.tick())
    with shop.books.read() as read:
        assert read.preference("lock") == {"minutes": 7}
        assert read.preference("nothing") is None
    assert shop.defects() == []


amounts = st.integers(-10_000, 10_000).map(lambda minor: euro("0.01") * minor)
discounts = st.none() | st.builds(
    Discount, amounts.map(abs), st.text(max_size=5), st.none() | st.sampled_from(Bearer)
)
drafts = st.builds(
    BasketDraft,
    sale_id=st.uuids().map(lambda value: value.hex),
    asked=st.lists(
        st.builds(Asked, st.text(), st.integers(), st.none() | amounts, discounts, st.text(), st.text())
        | st.builds(AskedBack, st.text(), st.integers(), st.integers(), st.integers(), st.text())
    ).map(tuple),
    discount=discounts,
    tenders=st.lists(st.builds(Tender, st.sampled_from(Means), amounts, st.text())).map(tuple),
    person=st.text(),
    begun_at=st.text(),
)


@given(drafts)
def test_a_draft_is_kept_whole(draft: BasketDraft) -> None:
    assert draft_from(plain_draft(draft)) == draft


@pytest.mark.parametrize("broken", [{}, {"asked": 3}, {"sale_id": "x", "asked": [{}]}])
def test_a_damaged_draft_is_told(broken: dict[str, object]) -> None:
    with refusing("draft_damaged"):
        draft_from(broken)


def test_park_here_and_recall_there_once(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    draft = BasketDraft(new_id(), (Asked(bowl.id, 2),), None, (), "Lise", "2026-03-02T10:00:00+01:00")
    parking.keep_current(shop.books, "C1", draft)
    with shop.books.read() as read:
        assert parking.current(read, "C1") == draft
        assert parking.parked(read) == []
    parking.park(
        shop.books, id=new_id(), till="C1", name="chapeau", amount=euro("20"), at=shop.tick(), draft=draft
    )
    with shop.books.read() as read:
        assert parking.current(read, "C1") is None
        (waiting,) = parking.parked(read)
    assert (waiting.name, waiting.amount, waiting.lines) == ("chapeau", euro("20"), 1)
    assert parking.recall(shop.books, waiting.id) == draft
    with refusing("not_waiting"):
        parking.recall(shop.books, waiting.id)
    assert shop.defects() == []


def test_cash_in_and_out_moves_the_drawer_and_the_ledger(shop: ShopBuilder) -> None:
    shop.open(floats={CASH: 5000, COUPONS: 1000})

    def move(amount: str, purpose: Purpose, reason: str = "", id: str = "") -> None:
        move_cash(
            shop.books,
            id=id or new_id(),
            till="C1",
            at=shop.tick(),
            means=Means.CASH,
            amount=euro(amount),
            purpose=purpose,
            reason=reason,
        )

    move("20", Purpose.IN, "monnaie de la banque")
    once = new_id()
    for _ in range(2):
        move("-7.50", Purpose.OUT, "timbres", once)
    move("-40", Purpose.BANK)
    for amount, purpose, reason, code in (
        ("-100", Purpose.OUT, "trop", "drawer_too_empty"),
        ("5", Purpose.OUT, "sens", "bad_move"),
        ("-5", Purpose.OUT, " ", "reason_missing"),
    ):
        with refusing(code):
            move(amount, purpose, reason)
    with shop.books.read() as read:
        x = so_far(read, "C1")
    assert x.expected() == {CASH: 2250, COUPONS: 1000}
    assert [each.amount for each in x.moves] == [2000, -750, -4000]
    shop.close({CASH: 2250, COUPONS: 1000})
    assert shop.balances() == {
        ("cash", "EUR"): 2250,
        ("coupons", "LOC"): 1000,
        ("bank", "EUR"): 4000,
        ("suspense", "EUR"): -6250,
        ("suspense", "LOC"): -1000,
    }
    assert shop.defects() == []


def test_a_float_that_differs_needs_a_reason_and_the_ledger_follows(shop: ShopBuilder) -> None:
    shop.open(floats={CASH: 5000})
    shop.close({CASH: 5000})
    with refusing("float_differs"):
        open_till(shop.books, id=new_id(), till="C1", at=when(3), floats={CASH: 4500})
    open_till(shop.books, id=new_id(), till="C1", at=when(3), floats={CASH: 4500}, reason="pièces sorties")
    assert shop.balances()["cash", "EUR"] == 4500
    assert shop.balances()["cash_difference", "EUR"] == 500
    assert shop.defects() == []


def test_tickets_are_found_by_number_time_article_and_amount(shop: ShopBuilder) -> None:
    potter = shop.member(accepts="100")
    bowl, cup = shop.article(potter, "12.35"), shop.article(potter, "4.20")
    shop.open()
    shop.sell(bowl, cash("20"))
    shop.sell([Asked(cup.id), Asked(bowl.id)], coupons("10"), card("6.55"))
    with shop.books.read() as read:
        both = read.find_sales(SaleQuery())
        assert [row.ticket for row in both] == [2, 1]
        assert both[0].means == ("coupon", "card")
        assert both[0].lines == 2
        for query in (
            SaleQuery(ticket=1),
            SaleQuery(amount=1235),
            SaleQuery(clock=both[1].at[11:16]),
            SaleQuery(ticket=1, till="C1", day=both[1].day),
        ):
            assert [row.number for row in read.find_sales(query)] == ["C1-000001"], query
        assert [row.ticket for row in read.find_sales(SaleQuery(article_ids=(cup.id,)))] == [2]
        assert read.find_sales(SaleQuery(article_ids=())) == []
        assert list(read.best_sellers(when(1).date(), 1)) == [bowl.id]
        assert {row.label for row in read.search_rows()} == {bowl.label, cup.label}


def test_a_sale_is_found_by_its_id_after_a_crash(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open()
    sold = shop.sell(bowl, cash("10"))
    with shop.books.read() as read:
        assert read.sale_by_id(sold.id) == sold
        assert read.sale_by_id(new_id()) is None


def test_every_duplicate_is_counted(shop: ShopBuilder) -> None:
    for count in (1, 2):
        assert noting.note_duplicate(shop.books, "C1-000001", till="C1", at=shop.tick()) == count
    with shop.books.read() as read:
        assert noting.duplicates_of(read, "C1-000001") == 2
        assert noting.duplicates_of(read, "C1-000002") == 0
    assert shop.defects() == []


def test_what_has_no_label_is_sold_under_its_member(shop: ShopBuilder) -> None:
    potter = shop.member()
    made = [
        unlabelled_article(shop.books, member_id=potter.id, vat=Rate.percent(20), id=new_id(), at=shop.tick())
        for _ in range(2)
    ]
    assert made[0].id == made[1].id
    shop.open()
    sold = shop.sell(Asked(made[0].id, unit_price=euro("7"), label="Bol bleu"), cash("7"))
    assert sold.sale.lines[0].label == "Bol bleu"
    assert sold.sale.lines[0].member_id == potter.id
    assert shop.stock(made[0]) == -1
    assert shop.defects() == []
