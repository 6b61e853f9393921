"""The month's end step by step: checks, the table, why a figure is what it is, two signatures, all papers."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from awkward_shop import NADIA, PAUL, AwkwardShop, awkward_shop
from invoicing_shop import InvoicingShop
from shop_builder import APRIL, MARCH, MAY, ShopBuilder, card, euro, loc, when

from db.books import SqlBooks
from ess_shop.domain.basket import Asked, AskedBack
from ess_shop.domain.cash import Purpose
from ess_shop.domain.ids import new_id
from ess_shop.domain.month_plan import LocalChoice, SettlingRules
from ess_shop.domain.sale import Means
from ess_shop.domain.settlement import Carried, Month
from ess_shop.errors import NotFound, Refused
from ess_shop.services import enrolling, paying, planning_month
from ess_shop.services.adjusting import adjust, day_within
from ess_shop.services.cashing import move_cash
from ess_shop.services.explaining import Figure, Part, explain
from ess_shop.services.month_checks import Check, Finding, Severity, Where, bars, checks, verify
from ess_shop.services.month_papers import who_hears, write_month
from ess_shop.services.month_state import month_state, month_to_settle
from ess_shop.services.month_table import MonthTable, month_table
from ess_shop.services.settling import approve, statements
from ess_shop.services.signing_month import sign, signers
from ess_shop.wording import speaking
from ui import bootstrap

AT = when(2, 5, hour=9)
WORDS = speaking("fr")


@pytest.fixture
def awkward(books: SqlBooks) -> AwkwardShop:
    return awkward_shop(books)


def found(books: SqlBooks) -> dict[Check, list[Finding]]:
    with books.read() as read:
        every = checks(read, APRIL, AT)
    return {check: [each for each in every if each.check is check] for check in Check}


def codes(found: list[Finding]) -> list[str]:
    return [each.why.code if each.why else "" for each in found]


def table(books: SqlBooks) -> MonthTable:
    with books.read() as read:
        return month_table(read, APRIL)


def test_every_exception_is_found_and_says_where_to_put_it_right(awkward: AwkwardShop) -> None:
    by_check = found(awkward.shop.books)
    assert codes(by_check[Check.EARLIER]) == [""]
    assert codes(by_check[Check.DAYS]) == [""]
    assert codes(by_check[Check.CASH]) == ["cash_off"]
    assert "une pièce tombée" in WORDS.error(by_check[Check.CASH][0].why or Refused("", ""))
    assert codes(by_check[Check.PARKED]) == ["basket_parked"]
    assert codes(by_check[Check.STOCK]) == ["stock_below_nothing"]
    assert codes(by_check[Check.LOCAL]) == ["local_short"]
    assert by_check[Check.LOCAL][0].severity is Severity.STOP
    assert codes(by_check[Check.IBAN]) == ["iban_missing", "iban_changed"]
    assert [each.member_id for each in by_check[Check.IBAN]] == [awkward.weaver.id, awkward.baker.id]
    assert by_check[Check.INVOICES][0].severity is Severity.WARN
    assert by_check[Check.INVOICES][0].where is Where.SHOP


def test_a_month_in_order_has_nothing_but_ticks(shop: ShopBuilder) -> None:
    known = InvoicingShop(shop.books)
    known.shop_known()
    bowl = known.goods(known.joins("A1"))
    known.open(when(3, 4))
    known.sell(bowl, card("120"))
    known.close()
    assert all(each.severity is Severity.OK for every in found(shop.books).values() for each in every)
    assert verify(shop.books, at=AT).severity is Severity.OK


def test_what_bars_the_way(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open(when(3))
    shop.sell(bowl, card("10"))
    shop.close()
    shop.open(when(3, 4))
    with shop.books.read() as read:
        every = checks(read, APRIL, when(29, 4))
    barring = {each.why.code: each for each in every if each.severity is Severity.STOP and each.why}
    assert set(barring) == {"earlier_month_open", "month_not_over", "days_open"}
    assert barring["earlier_month_open"].month == MARCH
    assert bars(every)


def test_verifying_is_stopped_and_finds_what_was_changed(awkward: AwkwardShop) -> None:
    class Stop(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stop

    books = awkward.shop.books
    with pytest.raises(Stop):
        verify(books, at=AT, progress=stop)
    with books.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE articles SET price = 1 WHERE code = 'P1'")
    defective = verify(books, at=AT, who="Nadia")
    assert defective.severity is Severity.STOP
    assert defective.why is not None
    assert defective.why.facts["count"] == 1


def test_the_table_adds_up_and_shows_exceptions_first(awkward: AwkwardShop) -> None:
    april = table(awkward.shop.books)
    assert [each.code for each in april.rows] == ["M2", "M3", "M5", "M1", "M4"]
    assert april.missing == {"LOC": 4200 - 990}
    baker = april.rows[1]
    assert (baker.sold, baker.returned, baker.kept) == (euro("300"), euro("0"), euro("90"))
    assert (baker.fees, baker.before) == (euro("-5"), euro("9"))
    poor = april.rows[2]
    assert (poor.returned, poor.legal.balance, poor.legal.why_carried) == (
        euro("-30"),
        euro("-21"),
        Carried.NEGATIVE,
    )
    potter = april.rows[3]
    assert (potter.adjusted, potter.legal.paid) == (euro("-5"), euro("37"))
    assert potter.local("LOC") is not None
    assert april.compared == MARCH
    assert april.paid()["EUR"] == euro("54.50")


def test_every_figure_is_the_sum_of_the_lines_behind_it(awkward: AwkwardShop) -> None:
    books = awkward.shop.books
    planning_month.choose_local(books, APRIL, "LOC", LocalChoice.LEGAL, at=AT)
    planning_month.exclude(books, APRIL, awkward.smith.id, "rend ses clés", at=AT)
    compared = 0
    for each in table(books).rows:
        for row in each.rows:
            code = row.balance.currency.code
            figures = {
                Figure.OPENING: row.opening,
                Figure.BALANCE: row.balance,
                Figure.PAID: row.paid,
                Figure.CARRIED: row.carried,
            }
            if row is each.legal:
                figures |= {
                    Figure.SOLD: each.sold,
                    Figure.RETURNED: each.returned,
                    Figure.KEPT: each.kept,
                    Figure.FEES: each.fees,
                    Figure.ADJUSTED: each.adjusted,
                }
            for figure, amount in figures.items():
                with books.read() as read:
                    why = explain(read, APRIL, each.member_id, figure, code)
                assert why.amount == amount, (each.code, code, figure)
                tickets = [line for line in why.lines if line.part is Part.TICKET]
                assert all(line.ticket.startswith("C1-") and line.day for line in tickets)
                compared += 1
    assert compared == 5 * 9 + 4


def test_local_currency_that_is_missing_with_each_choice(awkward: AwkwardShop) -> None:
    books = awkward.shop.books
    with pytest.raises(Refused) as short:
        approve(books, id=new_id(), at=AT, month=APRIL, person=NADIA.id)
    assert short.value.code == "local_short"
    planning_month.choose_local(books, APRIL, "LOC", LocalChoice.CARRY, at=AT)
    carried = next(each for each in table(books).rows if each.code == "M1")
    local = carried.local("LOC")
    assert local is not None
    assert (local.paid, local.carried, local.why_carried) == (loc("9.90"), loc("32.10"), Carried.SHORT)
    planning_month.choose_local(books, APRIL, "LOC", LocalChoice.LEGAL, at=AT)
    exchanged = next(each for each in table(books).rows if each.code == "M1")
    local = exchanged.local("LOC")
    assert local is not None
    assert (local.paid, local.carried, exchanged.legal.paid) == (loc("9.90"), loc("0"), euro("69.10"))
    planning_month.choose_local(books, APRIL, "LOC", None, at=AT)
    assert table(books).missing == {"LOC": 3210}
    shop = awkward.shop
    shop.open(when(2, 5, hour=10))
    _bring_coupons(shop)
    shop.close()
    assert table(books).missing == {}
    approve(books, id=new_id(), at=shop.tick(), month=APRIL, person=NADIA.id)
    assert shop.defects() == []


def _bring_coupons(shop: ShopBuilder) -> None:
    move_cash(
        shop.books,
        id=new_id(),
        till="C1",
        at=shop.tick(),
        means=Means.COUPON,
        amount=loc("50"),
        purpose=Purpose.IN,
        reason="achetés au réseau",
        volunteer="Lise",
    )


def test_two_sign_the_same_figures_or_anew(awkward: AwkwardShop) -> None:
    books = awkward.shop.books
    planning_month.set_settling_rules(books, SettlingRules(approvers=2), id=new_id(), at=AT)
    planning_month.choose_local(books, APRIL, "LOC", LocalChoice.CARRY, at=AT)
    with books.read() as read:
        assert [each.name for each in signers(read, AT.date(), besides={NADIA.id})] == [PAUL.name]
    assert sign(books, id=new_id(), at=AT, month=APRIL, person=NADIA, pin="1111") is None
    with books.read() as read:
        state = month_state(read, APRIL)
    assert [each.person for each in state.holding] == [NADIA.id]
    planning_month.confirm_account(books, APRIL, awkward.baker.id, at=AT, who="Nadia")
    with books.read() as read:
        state = month_state(read, APRIL)
    assert (len(state.agreed), len(state.holding)) == (1, 0)
    with pytest.raises(Refused) as wrong:
        sign(books, id=new_id(), at=AT, month=APRIL, person=PAUL, pin="1111")
    assert wrong.value.code == "wrong_pin"
    assert sign(books, id=new_id(), at=AT, month=APRIL, person=PAUL, pin="2222") is None
    with pytest.raises(Refused) as again:
        sign(books, id=new_id(), at=AT, month=APRIL, person=PAUL, pin="2222")
    assert again.value.code == "approved_already"
    settled = sign(books, id=new_id(), at=AT, month=APRIL, person=NADIA, pin="1111")
    assert settled is not None
    with books.read() as read:
        state = month_state(read, APRIL)
        assert state.settled is not None
        assert not state.paid
        assert month_to_settle(read, date(2026, 5, 2)) == APRIL
    assert awkward.shop.defects() == []


def test_running_everything_twice_pays_once(awkward: AwkwardShop, tmp_path: Path) -> None:
    books, words = awkward.shop.books, WORDS
    planning_month.choose_local(books, APRIL, "LOC", LocalChoice.CARRY, at=AT)
    press, files = bootstrap.PaperWriter(words), bootstrap.AccountFiles()
    bytes_of: list[dict[str, bytes]] = []
    for _ in range(2):
        approve(books, id=new_id(), at=AT, month=APRIL, person=NADIA.id)
        done = write_month(books, APRIL, tmp_path / "avril", press, files, words, at=AT)
        paying.pay(books, id=new_id(), at=AT, month=APRIL)
        bytes_of.append(
            {
                path.relative_to(tmp_path).as_posix(): path.read_bytes()
                for path in (tmp_path / "avril").rglob("*")
                if path.is_file()
            }
        )
    first, second = bytes_of
    assert first.keys() == second.keys()
    assert first["avril/transfers.xml"] == second["avril/transfers.xml"]
    with zipfile.ZipFile(done.packed) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == second
    assert (done.statements, done.invoices) == (5, 0)
    assert len([name for name in first if name.startswith("avril/statements/")]) == 5
    assert any(name.startswith("avril/accounting/") for name in first)
    with books.read() as read:
        kinds = [str(entry.kind) for entry in read.entries("BUREAU")]
        assert who_hears(read, APRIL) == 0
    assert (kinds.count("settlement"), kinds.count("payout")) == (2, 2)
    assert awkward.shop.balances()["bank", "EUR"] == -900 - 3700 - 2100 - 1750
    assert awkward.shop.defects() == []


def test_papers_are_stopped_on_the_way(awkward: AwkwardShop, tmp_path: Path) -> None:
    books = awkward.shop.books
    planning_month.choose_local(books, APRIL, "LOC", LocalChoice.CARRY, at=AT)
    press, files = bootstrap.PaperWriter(WORDS), bootstrap.AccountFiles()
    with pytest.raises(NotFound) as early:
        write_month(books, APRIL, tmp_path / "avril", press, files, WORDS, at=AT)
    assert early.value.code == "not_settled"
    approve(books, id=new_id(), at=AT, month=APRIL, person=NADIA.id)

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Refused("stopped", "Stopped.")

    with pytest.raises(Refused) as stopped:
        write_month(books, APRIL, tmp_path / "avril", press, files, WORDS, at=AT, progress=stop)
    assert stopped.value.code == "stopped"
    assert len(list((tmp_path / "avril" / "statements").iterdir())) == 2
    assert not (tmp_path / "avril.zip").exists()


def test_a_debt_of_three_months_is_carried_and_then_recovered(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), "50")
    shop.open(when(3))
    shop.sell(bowl, card("50"))
    shop.close()
    shop.settle(MARCH)
    shop.open(when(3, 4))
    shop.sell(AskedBack("C1", 1, 1, 1, "fêlé"), card("-50"))
    shop.close()
    due = [shop.settle(APRIL).rows[0].balance]
    for month in (MAY, Month(2026, 6)):
        adjust(
            shop.books,
            id=new_id(),
            at=when(4, month.number),
            day=when(4, month.number).date(),
            member_id=bowl.member_id,
            amount=euro("-1"),
            reason="emballages",
        )
        row = shop.settle(month).rows[0]
        assert (row.paid, row.why_carried) == (euro("0"), Carried.NEGATIVE)
        due.append(row.balance)
    assert due == [euro("-35"), euro("-36"), euro("-37")]
    shop.open(when(3, 7))
    shop.sell(Asked(bowl.id, 2), card("100"))
    shop.close()
    july = shop.settle(Month(2026, 7)).rows[0]
    assert (july.opening, july.paid) == (euro("-37"), euro("33"))
    assert shop.owed() == {}
    assert shop.defects() == []


def test_the_day_of_an_adjustment(shop: ShopBuilder) -> None:
    assert day_within(APRIL, when(12, 4)) == date(2026, 4, 12)
    assert day_within(APRIL, when(2, 5)) == date(2026, 4, 30)
    with pytest.raises(Refused) as early:
        day_within(MAY, when(12, 4))
    assert early.value.code == "month_not_begun"
    assert shop.defects() == []


def test_who_leaves_is_paid_what_is_left_and_charged_no_longer(shop: ShopBuilder) -> None:
    member = shop.member("M1", minimum=10_000, fee=300)
    bowl = shop.article(member, "20")
    for month in (3, 4):
        shop.open(when(3, month))
        shop.sell(bowl, card("20"))
        shop.close()
        if month == 3:
            march = shop.settle(MARCH).rows[0]
    assert (march.paid, march.carried, march.why_carried) == (euro("0"), euro("11"), Carried.MINIMUM)
    with shop.books.read() as read:
        identity = read.identities()[member.id]
    gone = replace(member, left_on=date(2026, 4, 30), revision=member.revision + 1)
    enrolling.change(shop.books, gone, identity, id=new_id(), at=shop.tick())
    april = shop.settle(APRIL).rows[0]
    assert (april.opening, april.paid, april.carried) == (euro("11"), euro("22"), euro("0"))
    with shop.books.read() as read:
        assert month_table(read, MAY).rows == ()
    assert shop.owed() == {}
    assert shop.defects() == []


def test_terms_that_change_in_mid_month_change_no_line_before(shop: ShopBuilder) -> None:
    member = shop.member("M1", commission="30")
    bowl = shop.article(member, "100")
    shop.open(when(3))
    shop.sell(bowl, card("100"))
    shop.close()
    shop.contract(member, date(2026, 3, 16), "20")
    shop.open(when(17))
    shop.sell(bowl, card("100"))
    shop.sell(AskedBack("C1", 1, 1, 1, "fêlé"), card("-100"))
    shop.close()
    march = shop.settle(MARCH).rows[0]
    assert (march.gross, march.commission, march.paid) == (euro("100"), euro("20"), euro("80"))
    with shop.books.read() as read:
        why = explain(read, MARCH, member.id, Figure.KEPT)
    assert [line.amount for line in why.lines] == [euro("30"), euro("20"), euro("-30")]
    assert shop.owed() == {}
    assert shop.defects() == []


def test_a_return_after_the_settlement_names_what_it_corrects(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member("M1"), "50")
    shop.open(when(3))
    shop.sell(Asked(bowl.id, 2), card("100"))
    shop.close()
    march = shop.settle(MARCH).rows[0]
    shop.open(when(3, 4))
    shop.sell(AskedBack("C1", 1, 1, 1, "fêlé"), card("-50"))
    shop.close()
    with shop.books.read() as read:
        april = month_table(read, APRIL)
        (row,) = april.rows
        why = explain(read, APRIL, row.member_id, Figure.RETURNED)
        (paper,) = statements(read, april.settled)
    assert (row.returned, row.legal.balance, row.before) == (euro("-50"), euro("-35"), euro("70"))
    assert [line.ticket for line in why.lines] == ["C1-000002"]
    assert paper.lines[0].corrects == march.statement
    assert row.exception
