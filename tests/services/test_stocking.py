"""Goods in and out on slips: numbered without a gap, never more out than is there, and twice is once."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from shop_builder import MARCH, ShopBuilder, cash, euro, loc, when

from db.books import SqlBooks
from ess_shop.domain.articles import LARGEST_QUANTITY, Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Identity
from ess_shop.domain.money import Rate
from ess_shop.domain.slips import PREFIXES, SlipKind
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books
from ess_shop.reading import RecordedSlip, SlipQuery
from ess_shop.services import counting, depositing, donating, moving_to_fair, withdrawing
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.registering import register_articles, register_members
from ess_shop.services.stocking import Moved, SlipRequest
from ess_shop.services.writing_off import Compensation, write_off

Verb = Callable[[Books, SlipRequest], RecordedSlip]


def written_off(kind: SlipKind) -> Verb:
    return lambda books, request: write_off(books, kind, request, compensation=Compensation.NONE)


VERBS: dict[SlipKind, Verb] = {
    SlipKind.DEPOSIT: depositing.take_in,
    SlipKind.WITHDRAWAL: withdrawing.give_back,
    SlipKind.DONATION: donating.donate,
    SlipKind.TRANSFER_OUT: moving_to_fair.send,
    SlipKind.TRANSFER_IN: moving_to_fair.bring_back,
    SlipKind.CORRECTION: counting.correct,
    **{kind: written_off(kind) for kind in (SlipKind.LOSS, SlipKind.THEFT, SlipKind.BREAKAGE)},
}
GOING = [kind for kind in SlipKind if kind.sign < 0]


def facts_of(caught: pytest.ExceptionInfo[Refused]) -> tuple[str, dict[str, object]]:
    return caught.value.code, dict(caught.value.facts)


def test_every_kind_has_its_verb_and_numbers_fit_for_papers() -> None:
    assert {*VERBS, SlipKind.REVERSAL} == set(SlipKind) == set(PREFIXES)
    assert len(set(PREFIXES.values())) == len(PREFIXES)


def test_every_kind_moves_goods_under_a_number_of_its_own(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), pieces=20)
    moved = {
        kind: VERBS[kind](shop.books, shop.slip((bowl, 2), note="à la foire"))
        for kind in SlipKind
        if kind in VERBS
    }
    assert [each.number for each in moved.values()] == [
        "BD-2026-0002",
        "BR-2026-0001",
        "DON-2026-0001",
        "PERTE-2026-0001",
        "VOL-2026-0001",
        "CASSE-2026-0001",
        "DF-2026-0001",
        "RF-2026-0001",
        "INV-2026-0001",
    ]
    assert all(re.fullmatch(r"[A-Za-z0-9+\-_/]{1,35}", each.number) for each in moved.values())
    assert shop.stock(bowl) == 20 + 2 - 5 * 2 - 2 + 2 + 2
    with shop.books.read() as read:
        for each in moved.values():
            assert read.slip(each.number) == each
        assert [row.number for row in read.slips(SlipQuery(limit=2))] == ["INV-2026-0001", "RF-2026-0001"]
    assert shop.defects() == []


@pytest.mark.parametrize("kind", GOING)
def test_never_more_goes_out_than_is_there(shop: ShopBuilder, kind: SlipKind) -> None:
    bowl = shop.article(shop.member(), pieces=5)
    shop.open()
    shop.sell(Asked(bowl.id, 2), cash("20"))
    with pytest.raises(Refused) as refused:
        VERBS[kind](shop.books, shop.slip((bowl, 4), note="x"))
    assert facts_of(refused) == (
        "not_on_hand",
        {"line": 1, "quantity": 4, "label": bowl.label, "on_hand": 3},
    )
    with pytest.raises(Refused) as split:
        VERBS[kind](shop.books, shop.slip((bowl, 2), (bowl, 2), note="x"))
    assert (split.value.facts["line"], split.value.facts["quantity"]) == (2, 4)
    assert shop.stock(bowl) == 3
    assert VERBS[kind](shop.books, shop.slip((bowl, 3), note="x")).slip.sequence == 1
    assert shop.stock(bowl) == 0
    assert shop.defects() == []


@pytest.mark.parametrize("kind", VERBS)
def test_recorded_twice_with_one_id_is_recorded_once(shop: ShopBuilder, kind: SlipKind) -> None:
    bowl = shop.article(shop.member(), pieces=9)
    moving_to_fair.send(shop.books, shop.slip((bowl, 2), note="Saint-Jean"))
    name = new_id()
    first = VERBS[kind](shop.books, shop.slip((bowl, 1), id=name, note="x"))
    after = shop.stock(bowl)
    again = VERBS[kind](shop.books, shop.slip((bowl, 1), id=name, note="x"))
    assert again == first
    assert shop.stock(bowl) == after
    other = SlipKind.LOSS if kind is SlipKind.DEPOSIT else SlipKind.DEPOSIT
    with pytest.raises(Refused) as refused:
        VERBS[other](shop.books, shop.slip((bowl, 1), id=name, note="x"))
    assert refused.value.code == "id_taken"
    assert shop.defects() == []


@pytest.mark.parametrize("kind", VERBS)
@pytest.mark.parametrize("quantity", [0, -1, LARGEST_QUANTITY + 1])
def test_what_is_no_quantity(shop: ShopBuilder, kind: SlipKind, quantity: int) -> None:
    if kind is SlipKind.CORRECTION and quantity == -1:
        quantity = -LARGEST_QUANTITY - 1
    bowl = shop.article(shop.member(), pieces=5)
    with pytest.raises(Refused) as refused:
        VERBS[kind](shop.books, shop.slip((bowl, quantity), note="x"))
    assert refused.value.code == "bad_quantity"
    assert shop.stock(bowl) == 5


def test_what_there_is_not(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), pieces=5)
    request = shop.slip((bowl, 1))
    with pytest.raises(NotFound) as unknown:
        depositing.take_in(shop.books, replace(request, goods=(*request.goods, Moved("0" * 32, 1))))
    assert unknown.value.facts["line"] == 2
    with pytest.raises(NotFound) as nobody:
        withdrawing.give_back(shop.books, replace(request, member_id="0" * 32))
    assert nobody.value.code == "unknown_member"
    with pytest.raises(Refused) as empty:
        depositing.take_in(shop.books, replace(request, goods=()))
    assert empty.value.code == "empty_slip"
    with pytest.raises(Refused) as long:
        depositing.take_in(shop.books, replace(request, goods=request.goods * 5001))
    assert long.value.code == "slip_too_long"
    assert shop.stock(bowl) == 5
    assert shop.defects() == []


def test_a_slip_is_of_one_member(shop: ShopBuilder) -> None:
    bowl, scarf = shop.article(shop.member("M1")), shop.article(shop.member("M2"))
    with pytest.raises(Refused) as refused:
        withdrawing.give_back(shop.books, shop.slip((bowl, 1), (scarf, 1)))
    assert facts_of(refused) == ("other_member", {"line": 2, "label": scarf.label})


def test_a_reason_is_due(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    codes = {}
    for kind in VERBS:
        try:
            VERBS[kind](shop.books, shop.slip((bowl, 1), note=" "))
        except Refused as refused:
            codes[kind] = refused.code
    fairs = dict.fromkeys((SlipKind.TRANSFER_OUT,), "fair_missing")
    due = (SlipKind.LOSS, SlipKind.THEFT, SlipKind.BREAKAGE, SlipKind.CORRECTION)
    assert codes.pop(SlipKind.DONATION) == "receiver_missing"
    assert codes.pop(SlipKind.TRANSFER_IN) == "fair_missing"
    assert codes == {**fairs, **dict.fromkeys(due, "note_missing")}
    for note in ("a\x1bb", "x" * 201):
        with pytest.raises(Refused) as bad:
            donating.donate(shop.books, shop.slip((bowl, 1), note=note))
        assert bad.value.code == "bad_note"


def test_a_deposit_says_what_was_true_then(shop: ShopBuilder) -> None:
    potter = shop.member(commission="30")
    bowl = shop.article(potter, "10", pieces=0)
    taken = depositing.take_in(shop.books, shop.slip((bowl, 4), note="printemps"))
    shop.contract(potter, when(3).date(), "40")
    dearer = replace(bowl, price=euro("15"), label="Grand bol", revision=2)
    register_articles(shop.books, [dearer], id=new_id(), at=shop.tick())
    with shop.books.read() as read:
        assert read.slip(taken.number) == taken
        (row,) = read.slips(SlipQuery())
    (line,) = taken.slip.lines
    assert (line.code, line.label, line.price, line.quantity) == (bowl.code, "Bol 1", euro("10"), 4)
    assert line.agreed is not None
    assert line.agreed.commission == Rate.percent("30")
    assert (taken.slip.volunteer, taken.slip.note, taken.slip.pieces) == ("Lise", "printemps", 4)
    assert (row.member, row.lines, row.pieces, row.worth, row.day) == ("M1", 1, 4, euro("40"), when(2).date())
    shop.now = when(4)
    later = depositing.take_in(shop.books, shop.slip((dearer, 1)))
    assert later.slip.lines[0].agreed is not None
    assert later.slip.lines[0].agreed.commission == Rate.percent("40")


def test_no_deposit_without_a_contract(shop: ShopBuilder) -> None:
    newcomer = replace(shop.member("M1"), id=new_id(), code="M2")
    register_members(
        shop.books, [(newcomer, Identity(newcomer.id, "Atelier M2"))], [], id=new_id(), at=shop.tick()
    )
    vase = shop.article(newcomer, pieces=0)
    with pytest.raises(Refused) as refused:
        depositing.take_in(shop.books, shop.slip((vase, 1)))
    assert facts_of(refused) == ("no_terms", {"member": "M2", "day": when(2).date()})
    assert shop.stock(vase) == 0


def test_a_single_piece_is_not_there_twice(shop: ShopBuilder) -> None:
    vase = shop.article(shop.member(), pieces=0, unique=True)
    for goods in ([(vase, 2)], [(vase, 1), (vase, 1)]):
        with pytest.raises(Refused) as refused:
            depositing.take_in(shop.books, shop.slip(*goods))
        assert facts_of(refused) == ("unique_article", {"line": len(goods), "label": vase.label})
    depositing.take_in(shop.books, shop.slip((vase, 1)))
    moving_to_fair.send(shop.books, shop.slip((vase, 1), note="Foire"))
    with pytest.raises(Refused):
        depositing.take_in(shop.books, shop.slip((vase, 1)))
    moving_to_fair.bring_back(shop.books, shop.slip((vase, 1), note="Foire"))
    with pytest.raises(Refused):
        counting.correct(shop.books, shop.slip((vase, 1), note="trouvé"))
    withdrawing.give_back(shop.books, shop.slip((vase, 1)))
    depositing.take_in(shop.books, shop.slip((vase, 1)))
    assert shop.stock(vase) == 1


def test_numbers_begin_anew_each_year(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), pieces=1)
    assert depositing.take_in(shop.books, shop.slip((bowl, 1))).number == "BD-2026-0002"
    shop.now = when(2).replace(year=2027)
    assert depositing.take_in(shop.books, shop.slip((bowl, 1))).number == "BD-2027-0001"
    shop.now = when(30, 12)
    assert depositing.take_in(shop.books, shop.slip((bowl, 1))).number == "BD-2026-0003"
    with shop.books.read() as read:
        query = SlipQuery(since=when(1, 12).date(), until=when(31, 12).date())
        assert [row.number for row in read.slips(query)] == ["BD-2026-0003"]
        assert (read.last_slip(SlipKind.DEPOSIT, 2026), read.last_slip(SlipKind.LOSS, 2026)) == (3, 0)
    assert shop.defects() == []


def test_a_stocktake_takes_off_what_is_missing_and_adds_what_was_found(shop: ShopBuilder) -> None:
    potter = shop.member()
    bowl, cup = shop.article(potter, pieces=5), shop.article(potter, pieces=5)
    slip = counting.correct(shop.books, shop.slip((bowl, -5), (cup, 2), note="inventaire")).slip
    assert (shop.stock(bowl), shop.stock(cup), slip.pieces) == (0, 7, -3)
    with pytest.raises(Refused) as refused:
        counting.correct(shop.books, shop.slip((cup, 1), (bowl, -1), note="inventaire"))
    assert (refused.value.code, refused.value.facts["line"]) == ("not_on_hand", 2)


def test_what_was_sold_before_it_was_taken_in_can_be_put_right(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), pieces=0)
    shop.open()
    shop.sell(Asked(bowl.id, 2), cash("20"))
    assert shop.stock(bowl) == -2
    counting.correct(shop.books, shop.slip((bowl, 1), note="oubli de dépôt"))
    depositing.take_in(shop.books, shop.slip((bowl, 1)))
    assert shop.stock(bowl) == 0


def test_goods_at_a_fair_are_away_but_not_gone(shop: ShopBuilder) -> None:
    potter = shop.member()
    bowl, cup = shop.article(potter, pieces=5), shop.article(potter, pieces=0)
    moving_to_fair.send(shop.books, shop.slip((bowl, 3), note="Foire de la Saint-Jean"))
    with shop.books.read() as read:
        assert (read.stock_of(bowl.id), read.away_of(bowl.id), read.away_of(cup.id)) == (2, 3, 0)
        (row,) = read.goods_of(potter.id)
        assert (row.code, row.price, row.on_hand, row.away) == (bowl.code, bowl.price, 2, 3)
    with pytest.raises(Refused) as refused:
        withdrawing.give_back(shop.books, shop.slip((bowl, 3)))
    assert refused.value.code == "not_on_hand"
    with pytest.raises(Refused) as more:
        moving_to_fair.bring_back(shop.books, shop.slip((bowl, 2), (bowl, 2), note="Foire"))
    assert facts_of(more) == ("not_away", {"line": 2, "quantity": 4, "label": bowl.label, "away": 3})
    moving_to_fair.bring_back(shop.books, shop.slip((bowl, 3), note="Foire de la Saint-Jean"))
    assert shop.stock(bowl) == 5
    assert shop.defects() == []


def test_the_history_of_an_article(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), pieces=5)
    shop.open()
    shop.sell(Asked(bowl.id, 2), cash("20"))
    shop.sell(AskedBack("C1", 1, 1, 1), cash("-10"))
    written_off(SlipKind.BREAKAGE)(shop.books, shop.slip((bowl, 1), note="ébréché"))
    with shop.books.read() as read:
        moves = read.stock_moves_of(bowl.id)
        newest = read.stock_moves_of(bowl.id, limit=1)
    assert [(move.reason, move.quantity, move.paper, move.on_hand) for move in moves] == [
        ("breakage", -1, "CASSE-2026-0001", 3),
        ("return", 1, "C1-000002", 4),
        ("sale", -2, "C1-000001", 3),
        ("deposit", 5, "BD-2026-0001", 5),
    ]
    assert list(newest) == list(moves[:1])
    assert moves[0].at > moves[-1].at


def test_slips_are_found_by_member_kind_and_period(shop: ShopBuilder) -> None:
    potter, weaver = shop.member("M1"), shop.member("M2")
    bowl, _scarf = shop.article(potter), shop.article(weaver)
    shop.now = when(10)
    withdrawing.give_back(shop.books, shop.slip((bowl, 1)))

    def found(query: SlipQuery) -> list[str]:
        with shop.books.read() as read:
            return [row.number for row in read.slips(query)]

    assert found(SlipQuery()) == ["BR-2026-0001", "BD-2026-0002", "BD-2026-0001"]
    assert found(SlipQuery(member_id=weaver.id)) == ["BD-2026-0002"]
    assert found(SlipQuery(kind=SlipKind.DEPOSIT)) == ["BD-2026-0002", "BD-2026-0001"]
    assert found(SlipQuery(since=when(3).date())) == ["BR-2026-0001"]
    assert found(SlipQuery(until=when(3).date())) == ["BD-2026-0002", "BD-2026-0001"]
    with shop.books.read() as read:
        assert read.slip("BD-2026-0009") is None


def at_once(shop: ShopBuilder, acts: list[Callable[[], RecordedSlip]]) -> list[str]:
    """Acts from as many threads at the same instant: their numbers, or why they were refused."""
    barrier, said = threading.Barrier(len(acts)), []

    def go(act: Callable[[], RecordedSlip]) -> None:
        barrier.wait(10)
        try:
            said.append(act().number)
        except Refused as refused:
            said.append(refused.code)

    threads = [threading.Thread(target=go, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


def test_several_at_once_leave_no_gap_and_no_double_number(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), pieces=3)
    requests = [shop.slip((bowl, 1)) for _ in range(8)]
    said = at_once(shop, [lambda each=each: depositing.take_in(shop.books, each) for each in requests])  # type: ignore[misc]
    assert said == [f"BD-2026-{number:04d}" for number in range(2, 10)]
    assert shop.stock(bowl) == 11
    assert shop.defects() == []


def test_the_last_piece_leaves_once(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), pieces=1)
    requests = [shop.slip((bowl, 1), note="x") for _ in range(4)]
    said = at_once(shop, [lambda each=each: withdrawing.give_back(shop.books, each) for each in requests])  # type: ignore[misc]
    assert said == ["BR-2026-0001", *["not_on_hand"] * 3]
    assert shop.stock(bowl) == 0
    assert shop.defects() == []


def test_the_same_slip_from_two_sides_is_one(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), pieces=1)
    request = shop.slip((bowl, 3))
    assert at_once(shop, [lambda: depositing.take_in(shop.books, request)] * 3) == ["BD-2026-0002"] * 3
    assert shop.stock(bowl) == 4


def lose(
    shop: ShopBuilder, article: Article, pieces: int, compensation: object, kind: SlipKind = SlipKind.LOSS
) -> RecordedSlip:
    request = shop.slip((article, pieces), note="dégât des eaux")
    return write_off(shop.books, kind, request, compensation=compensation)  # type: ignore[arg-type]


def test_a_loss_is_compensated_by_contract(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(commission="30"), "12.35")
    lost = lose(shop, bowl, 3, Compensation.BY_CONTRACT)
    assert lost.slip.compensation == euro("25.94")  # 37.05 less 30 %
    assert shop.owed() == {("M1", "EUR"): 2594}
    assert shop.balances() == {("member", "EUR"): -2594, ("adjustments", "EUR"): 2594}
    with shop.books.read() as read:
        ((adjustment,),) = read.recorded_adjustments(MARCH).values()
    assert adjustment.reason == "dégât des eaux (PERTE-2026-0001)"
    (row,) = shop.settle(MARCH).rows
    assert (row.adjustments, row.paid, row.commission) == (euro("25.94"), euro("25.94"), euro("0"))
    assert shop.defects() == []


def test_a_theft_is_compensated_as_agreed(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), "10")
    assert lose(shop, bowl, 1, euro("4"), SlipKind.THEFT).slip.compensation == euro("4")
    assert shop.owed() == {("M1", "EUR"): 400}
    lose(shop, bowl, 1, Compensation.NONE)
    lose(shop, bowl, 1, euro("0"))
    assert shop.owed() == {("M1", "EUR"): 400}
    for amount in (euro("-1"), loc("1")):
        with pytest.raises(Refused) as refused:
            lose(shop, bowl, 1, amount)
        assert refused.value.code == "bad_compensation"
    with pytest.raises(ValueError, match="deposit"):
        lose(shop, bowl, 1, euro("1"), SlipKind.DEPOSIT)
    assert shop.stock(bowl) == 17
    assert shop.defects() == []


def test_nothing_is_compensated_in_a_settled_month(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open()
    shop.sell(bowl, cash("10"))
    shop.close()
    shop.settle(MARCH)
    with pytest.raises(Refused) as refused:
        lose(shop, bowl, 1, Compensation.BY_CONTRACT)
    assert refused.value.code == "month_settled"
    assert shop.stock(bowl) == 19
    assert lose(shop, bowl, 1, Compensation.NONE).number == "PERTE-2026-0001"
    assert shop.defects() == []


def test_a_compensation_is_given_once(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), "10")
    request = shop.slip((bowl, 1), note="volé")
    for _ in range(2):
        write_off(shop.books, SlipKind.THEFT, request, compensation=euro("7"))
    assert shop.owed() == {("M1", "EUR"): 700}


def test_practice_slips_stay_in_practice(sqlite_books: SqlBooks, books: SqlBooks) -> None:
    from ess_shop.services.training import copy_registers

    shop, practice = ShopBuilder(books), ShopBuilder(sqlite_books)
    bowl = shop.article(shop.member(), pieces=2)
    copy_registers(books, sqlite_books, id=new_id(), at=practice.tick())
    assert depositing.take_in(sqlite_books, practice.slip((bowl, 5))).number == "BD-2026-0001"
    assert (shop.stock(bowl), practice.stock(bowl)) == (2, 5)
    assert practice.defects() == shop.defects() == []


def test_a_trip_is_a_slip_for_each_member_or_nothing(shop: ShopBuilder) -> None:
    bowl, scarf = shop.article(shop.member("M1")), shop.article(shop.member("M2"), pieces=2)
    too_many = [shop.slip((bowl, 4), note="Foire"), shop.slip((scarf, 3), note="Foire")]
    with pytest.raises(Refused) as refused:
        moving_to_fair.move_together(shop.books, SlipKind.TRANSFER_OUT, too_many)
    assert facts_of(refused) == (
        "not_on_hand",
        {"line": 1, "quantity": 3, "label": scarf.label, "on_hand": 2},
    )
    assert shop.stock(bowl) == 20
    trip = [shop.slip((bowl, 4), note="Foire"), shop.slip((scarf, 2), note="Foire")]
    first = moving_to_fair.move_together(shop.books, SlipKind.TRANSFER_OUT, trip)
    again = moving_to_fair.move_together(shop.books, SlipKind.TRANSFER_OUT, trip)
    assert first == again
    assert [slip.number for slip in first] == ["DF-2026-0001", "DF-2026-0002"]
    assert (shop.stock(bowl), shop.stock(scarf)) == (16, 0)
    back = [shop.slip((bowl, 3), note="Foire"), shop.slip((scarf, 2), note="Foire")]
    moving_to_fair.move_together(shop.books, SlipKind.TRANSFER_IN, back)
    with shop.books.read() as read:
        assert (read.away_of(bowl.id), read.away_of(scarf.id)) == (1, 0)
    with pytest.raises(ValueError, match="donation"):
        moving_to_fair.move_together(shop.books, SlipKind.DONATION, back)
    assert not shop.defects()
