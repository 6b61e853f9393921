"""A month is settled: what each member is owed, what is paid, what is carried, and that it all ties."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from domain_stories import (
    LEMAN,
    NOT_LIABLE,
    SHOP,
    basket,
    cash,
    consignor,
    coupons,
    eur,
    examples,
    lem,
    line,
    rou,
)
from hypothesis import given
from hypothesis import strategies as st

from ess_shop.domain import ledger
from ess_shop.domain.ledger import credit, debit, imbalance, of_sale
from ess_shop.domain.members import PayoutMeans, VatStatus
from ess_shop.domain.money import Money
from ess_shop.domain.ringing import ring
from ess_shop.domain.sale import Sale
from ess_shop.domain.settlement import (
    Account,
    Adjustment,
    Carried,
    LocalMovement,
    Month,
    Movement,
    Numbers,
    Row,
    before_tax,
    settle,
)
from ess_shop.domain.settlement_record import (
    PayoutLine,
    check_ties,
    of_payouts,
    of_settlement,
    payouts,
    payouts_body,
    settlement_body,
)
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import VatRole
from ess_shop.errors import Refused

DECEMBER = Month(2010, 12)
SAVON = Movement(eur(12_000), eur(8400), eur(12_000), eur(8400))
NOTHING = Movement(eur(0), eur(0), eur(0), eur(0))


def account(code: str = "M001", **changes: object) -> Account:
    """A member with an IBAN and no minimum whose goods brought 120 euro."""
    plain = Account(f"m-{code}", code, 0, PayoutMeans.TRANSFER, has_iban=True, movement=SAVON)
    return replace(plain, **changes)  # type: ignore[arg-type]


def only_row(one: Account, shop: Shop = SHOP) -> Row:
    (row,) = settle(DECEMBER, [one], shop).rows
    return row


def test_a_month_knows_its_days() -> None:
    assert Month.parse(" 2010-12 ") == DECEMBER
    assert str(Month(2010, 2)) == "2010-02"
    assert (Month(2012, 2).first, Month(2012, 2).last) == (date(2012, 2, 1), date(2012, 2, 29))
    assert DECEMBER.last == date(2010, 12, 31)
    assert Month(2010, 12) < Month(2011, 1)


@pytest.mark.parametrize(
    "text",
    ["", "2010", "2010-13", "2010-00", "12-2010", "2010-1", "décembre", "2010-12-05", "0000-01", "9999-12"],
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        Month.parse(text)
    assert refused.value.code == "bad_month"
    assert text in str(refused.value)


def test_120_euro_bring_84_home() -> None:
    row = only_row(account())
    assert (row.gross, row.share, row.commission) == (eur(12_000), eur(8400), eur(3600))
    assert (row.paid, row.carried, row.why_carried) == (eur(8400), eur(0), Carried.NOT)
    assert (row.statement, row.invoice) == ("RV-2010-12-0001", "FC-2010-00001")


def test_a_liable_shop_invoices_its_commission_with_tax() -> None:
    row = only_row(account())
    assert (row.commission_before_tax, row.commission_vat) == (eur(3000), eur(600))
    assert before_tax(eur(1001), SHOP) == eur(834)
    assert before_tax(eur(-1001), SHOP) == eur(-834)


def test_a_shop_that_is_not_liable_invoices_without_tax() -> None:
    row = only_row(account(), NOT_LIABLE)
    assert (row.commission_before_tax, row.commission_vat) == (eur(3600), eur(0))
    assert before_tax(eur(1001), NOT_LIABLE) == eur(1001)


@pytest.mark.parametrize(("minimum", "why"), [(8400, Carried.NOT), (8401, Carried.MINIMUM), (0, Carried.NOT)])
def test_what_is_below_the_minimum_waits(minimum: int, why: Carried) -> None:
    row = only_row(account(payout_minimum=minimum))
    assert row.why_carried is why
    assert (row.paid, row.carried) == ((eur(0), eur(8400)) if why else (eur(8400), eur(0)))


def test_what_was_carried_is_paid_once_it_reaches_the_minimum() -> None:
    row = only_row(account(payout_minimum=10_000, openings={"EUR": 1600}))
    assert (row.opening, row.paid) == (eur(1600), eur(10_000))


def test_a_debt_is_carried_never_paid_never_hidden() -> None:
    row = only_row(account(openings={"EUR": -9000}))
    assert (row.paid, row.carried, row.why_carried) == (eur(0), eur(-600), Carried.NEGATIVE)


def test_a_month_of_returns_is_a_debt_and_a_credit_note() -> None:
    row = only_row(account(movement=Movement(eur(-12_000), eur(-8400), eur(-12_000), eur(-8400))))
    assert (row.carried, row.why_carried) == (eur(-8400), Carried.NEGATIVE)
    assert (row.commission, row.commission_before_tax) == (eur(-3600), eur(-3000))
    assert row.invoice


def test_without_an_iban_nothing_is_transferred() -> None:
    row = only_row(account(has_iban=False))
    assert (row.paid, row.carried, row.why_carried) == (eur(0), eur(8400), Carried.NO_IBAN)


def test_who_is_paid_in_cash_needs_no_iban() -> None:
    row = only_row(account(has_iban=False, payout_means=PayoutMeans.CASH))
    assert (row.paid, row.payout_means) == (eur(8400), PayoutMeans.CASH)


def test_a_monthly_fee_stands_on_the_statement() -> None:
    fee = Adjustment(eur(-500), "Participation aux frais", fee=True)
    row = only_row(account(due_fees=(fee,)))
    assert (row.adjustments, row.paid, row.fees) == (eur(-500), eur(7900), (fee,))
    assert row.commission == eur(3600)


@pytest.mark.parametrize("when", ["due_fees", "recorded"])
def test_a_fee_alone_is_invoiced(when: str) -> None:
    row = only_row(account(movement=None, **{when: (Adjustment(eur(-500), "frais", fee=True),)}))
    assert (row.carried, row.why_carried, row.invoice) == (eur(-500), Carried.NEGATIVE, "FC-2010-00001")


def test_an_advance_alone_makes_a_statement_without_an_invoice() -> None:
    row = only_row(account(movement=None, recorded=(Adjustment(eur(-500), "avance"),)))
    assert (row.carried, row.statement, row.invoice) == (eur(-500), "RV-2010-12-0001", "")


def test_invoices_of_fees_and_commissions_are_one_series() -> None:
    fee = (Adjustment(eur(-500), "frais", fee=True),)
    accounts = [account("M001", movement=None, due_fees=fee), account("M002"), account("M003", recorded=fee)]
    rows = settle(DECEMBER, accounts, SHOP, numbers=Numbers(invoice=7)).rows
    assert [row.invoice for row in rows] == ["FC-2010-00008", "FC-2010-00009", "FC-2010-00010"]


def test_an_advance_that_is_in_the_ledger_already_is_not_charged_again() -> None:
    row = only_row(account(recorded=(Adjustment(eur(-2000), "avance"),)))
    assert (row.adjustments, row.paid, row.fees) == (eur(-2000), eur(6400), ())


def test_who_had_no_movement_gets_no_statement() -> None:
    quiet = account(movement=None)
    assert settle(DECEMBER, [quiet, replace(quiet, openings={"EUR": 0, "LEM": 0})], SHOP).rows == ()


def test_a_carried_balance_alone_makes_a_statement() -> None:
    assert only_row(account(movement=None, openings={"EUR": 300})).paid == eur(300)


def test_a_balance_of_nothing_is_neither_paid_nor_carried() -> None:
    row = only_row(account(openings={"EUR": -8400}, has_iban=False, payout_minimum=100))
    assert (row.paid, row.carried, row.why_carried) == (eur(0), eur(0), Carried.NOT)


LOCAL = Movement(
    eur(12_000), eur(8400), eur(7000), eur(4900), (LocalMovement(received=lem(5000), share=lem(3500)),)
)


def test_local_currency_has_a_row_of_its_own() -> None:
    legal, local = settle(DECEMBER, [account(movement=LOCAL, openings={"LEM": 200})], SHOP).rows
    assert (legal.gross, legal.share, legal.kept, legal.paid) == (
        eur(12_000),
        eur(4900),
        eur(2100),
        eur(4900),
    )
    assert legal.commission == eur(3600)
    assert (local.opening, local.share, local.kept, local.paid) == (
        lem(200),
        lem(3500),
        lem(1500),
        lem(3700),
    )
    assert (local.gross, local.commission, local.invoice) == (lem(0), lem(0), "")
    assert legal.statement == local.statement


def test_local_currency_is_paid_without_iban_or_minimum() -> None:
    one = account(movement=LOCAL, has_iban=False, payout_minimum=10**6)
    legal, local = settle(DECEMBER, [one], SHOP).rows
    assert (legal.paid, local.paid) == (eur(0), lem(3500))


def test_a_local_debt_is_carried() -> None:
    one = account(movement=None, openings={"LEM": -100})
    _, local = settle(DECEMBER, [one], SHOP).rows
    assert (local.paid, local.carried, local.why_carried) == (lem(0), lem(-100), Carried.NEGATIVE)


def test_two_local_currencies_come_in_the_order_of_their_codes() -> None:
    one = account(movement=LOCAL, openings={"ROU": 300})
    rows = settle(DECEMBER, [one], SHOP).rows
    assert [row.balance.currency.code for row in rows] == ["EUR", "LEM", "ROU"]
    assert rows[2].paid == rou(300)


def test_papers_are_numbered_without_a_gap_in_the_order_of_codes() -> None:
    accounts = [
        account("M003"),
        account("M001", movement=NOTHING),
        account("M004", movement=None),
        account("M002", movement=LOCAL),
    ]
    rows = settle(DECEMBER, accounts, SHOP, numbers=Numbers(invoice=40)).rows
    assert [(row.code, row.statement, row.invoice) for row in rows] == [
        ("M001", "RV-2010-12-0001", ""),
        ("M002", "RV-2010-12-0002", "FC-2010-00041"),
        ("M002", "RV-2010-12-0002", ""),
        ("M003", "RV-2010-12-0003", "FC-2010-00042"),
    ]
    assert settle(DECEMBER, accounts[::-1], SHOP, numbers=Numbers(invoice=40)).rows == rows


def month_of(sales: list[Sale], member: str = "m-1") -> Movement:
    """What these sales moved for one member."""
    lines = [row for sale in sales for row in sale.lines if row.member_id == member]
    local = [part for row in lines for part in row.locals]
    return Movement(
        eur(sum(row.total.minor for row in lines)),
        eur(sum(row.share.minor for row in lines)),
        eur(sum(row.legal_received.minor for row in lines)),
        eur(sum(row.legal_share.minor for row in lines)),
        (
            LocalMovement(
                lem(sum(part.received.minor for part in local)),
                lem(sum(part.share.minor for part in local)),
            ),
        )
        if local
        else (),
    )


@pytest.mark.parametrize(
    ("shop", "status", "role", "income"),
    [
        (SHOP, VatStatus.LIABLE, VatRole.A, {"commission": -3000, "vat_collected": -600}),
        (SHOP, VatStatus.FRANCHISE, VatRole.B, {"commission": -3000, "vat_collected": -600}),
        (NOT_LIABLE, VatStatus.LIABLE, VatRole.C, {"commission": -3600}),
    ],
)
def test_from_the_sale_to_the_payout_every_account_ends_where_it_should(
    shop: Shop, status: VatStatus, role: VatRole, income: dict[str, int]
) -> None:
    sale = ring(basket(line(12_000, consignor(status=status, role=role))), [cash(12_000)], shop)
    settlement = settle(DECEMBER, [account(member_id="m-1", movement=month_of([sale]))], shop)
    month_end = of_settlement(settlement, shop)
    paid = of_payouts(payouts(settlement.rows, shop))
    assert month_end[0] == debit(ledger.Account.MEMBER, eur(3600), "m-1")
    ends: Counter[str] = Counter()
    for postings in (of_sale(sale, shop), month_end, paid):
        assert imbalance(postings) == {}
        for posting in postings:
            ends[posting.account] += posting.amount.minor
    assert {name: minor for name, minor in ends.items() if minor} == {"cash": 12_000, "bank": -8400, **income}


def test_commission_in_local_currency_is_income_in_legal_currency() -> None:
    settlement = settle(DECEMBER, [account(movement=LOCAL)], SHOP)
    assert of_settlement(settlement, SHOP) == (
        debit(ledger.Account.MEMBER, eur(2100), "m-M001"),
        credit(ledger.Account.COMMISSION, eur(3000)),
        credit(ledger.Account.VAT_COLLECTED, eur(600)),
        debit(ledger.Account.EXCHANGE, eur(1500)),
        debit(ledger.Account.MEMBER, lem(1500), "m-M001"),
        credit(ledger.Account.EXCHANGE, lem(1500)),
    )


@pytest.mark.parametrize(("shop", "tax"), [(SHOP, 100), (NOT_LIABLE, 0)])
def test_a_fee_is_income_with_its_tax(shop: Shop, tax: int) -> None:
    fee = Adjustment(eur(-600), "frais", fee=True)
    postings = of_settlement(settle(DECEMBER, [account(movement=None, due_fees=(fee,))], shop), shop)
    assert postings[0] == debit(ledger.Account.MEMBER, eur(600), "m-M001")
    assert postings[1] == credit(ledger.Account.FEES, eur(600 - tax))
    assert imbalance(postings) == {}
    assert len(postings) == (3 if tax else 2)


def test_members_are_paid_as_they_chose_out_of_what_was_put_away() -> None:
    accounts = [
        account("M001", movement=LOCAL),
        account("M002", payout_means=PayoutMeans.CASH),
        account("M003", has_iban=False),
    ]
    lines = payouts(settle(DECEMBER, accounts, SHOP).rows, SHOP)
    assert lines == (
        PayoutLine("m-M001", eur(4900), "transfer", "RV-2010-12-0001"),
        PayoutLine("m-M001", lem(3500), "local", "RV-2010-12-0001"),
        PayoutLine("m-M002", eur(8400), "cash", "RV-2010-12-0002"),
    )
    postings = of_payouts(lines)
    assert imbalance(postings) == {}
    assert {posting.account for posting in postings[1::2]} == {ledger.Account.BANK}
    body = payouts_body("2010-12", "2011-01-05", lines, postings)
    assert body["lines"][1] == ["m-M001", "LEM", 3500, "local", "RV-2010-12-0001"]
    assert body["postings"][0] == ["member", "EUR", 4900, "m-M001"]


def test_the_approved_settlement_is_dated_on_the_months_last_day() -> None:
    fee = Adjustment(eur(-500), "frais", fee=True)
    settlement = settle(DECEMBER, [account(due_fees=(fee,))], SHOP)
    body = settlement_body(settlement, of_settlement(settlement, SHOP))
    assert (body["month"], body["day"]) == ("2010-12", "2010-12-31")
    assert body["rows"] == [
        {
            "member": "m-M001",
            "code": "M001",
            "currency": "EUR",
            "opening": 0,
            "gross": 12_000,
            "commission": 3600,
            "commission_before_tax": 3000,
            "kept": 3600,
            "share": 8400,
            "adjustments": -500,
            "fees": [[-500, "frais"]],
            "paid": 7900,
            "carried": 0,
            "why": "",
            "means": "transfer",
            "statement": "RV-2010-12-0001",
            "invoice": "FC-2010-00001",
        }
    ]


def test_statements_that_tie_with_the_ledger_pass() -> None:
    settlement = settle(DECEMBER, [account(movement=LOCAL)], SHOP)
    check_ties(settlement, {("m-M001", "EUR"): 4900, ("m-M001", "LEM"): 3500, ("m-9", "EUR"): 0})


@pytest.mark.parametrize(
    "owed",
    [
        {},
        {("m-M001", "EUR"): 8399},
        {("m-M001", "EUR"): 8400, ("m-M001", "LEM"): 1},
        {("m-M001", "EUR"): 8400, ("m-9", "EUR"): 1},
    ],
)
def test_statements_that_do_not_tie_are_refused(owed: dict[tuple[str, str], int]) -> None:
    with pytest.raises(Refused) as refused:
        check_ties(settle(DECEMBER, [account()], SHOP), owed)
    assert refused.value.code == "settlement_does_not_tie"
    assert "minor units of" in str(refused.value)


cents = st.integers(min_value=-50_000, max_value=50_000)


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    gross, legal, share, legal_share, local, local_share = (draw(cents) for _ in range(6))
    movement = Movement(
        eur(gross), eur(share), eur(legal), eur(legal_share), (LocalMovement(lem(local), lem(local_share)),)
    )
    number = draw(st.integers(min_value=1, max_value=999))
    return Account(
        f"m-{number}",
        f"M{number:03d}",
        draw(st.integers(min_value=0, max_value=20_000)),
        draw(st.sampled_from(PayoutMeans)),
        has_iban=draw(st.booleans()),
        movement=draw(st.sampled_from([movement, replace(movement, locals=()), None])),
        openings={"EUR": draw(cents), "LEM": draw(cents)},
        recorded=tuple(Adjustment(eur(minor), "avance") for minor in draw(st.lists(cents, max_size=2))),
        due_fees=tuple(
            Adjustment(eur(-abs(draw(cents))), "frais", fee=True) for _ in range(draw(st.integers(0, 1)))
        ),
    )


several = st.lists(accounts(), max_size=6, unique_by=lambda one: one.code)


@examples
@given(several)
def test_opening_and_share_and_adjustments_are_paid_or_carried(members: list[Account]) -> None:
    for row in settle(DECEMBER, members, SHOP).rows:
        assert row.opening + row.share + row.adjustments == row.balance == row.paid + row.carried
        assert not (row.paid and row.carried)
        assert row.paid.minor >= 0
        assert row.commission_before_tax + row.commission_vat == row.commission
        if row.balance.currency == LEMAN.currency:
            assert row.carried.minor <= 0
        elif row.paid:
            owner = next(one for one in members if one.code == row.code)
            assert row.paid.minor >= owner.payout_minimum
            assert owner.has_iban or owner.payout_means is PayoutMeans.CASH


@examples
@given(several)
def test_papers_have_no_gap_whoever_they_are_for(members: list[Account]) -> None:
    rows = settle(DECEMBER, members, SHOP).rows
    statements = list(dict.fromkeys(row.statement for row in rows))
    invoices = [row.invoice for row in rows if row.invoice]
    assert statements == [f"RV-2010-12-{n:04d}" for n in range(1, len(statements) + 1)]
    assert invoices == [f"FC-2010-{n:05d}" for n in range(1, len(invoices) + 1)]
    assert [row.code for row in rows] == sorted(row.code for row in rows)


@examples
@given(
    st.lists(
        st.tuples(st.integers(1, 30_000), st.integers(0, 100), st.sampled_from([0, 30, 100])), min_size=1
    ),
    st.booleans(),
)
def test_sales_month_end_and_payouts_leave_what_the_statements_carry(
    goods: list[tuple[int, int, int]], liable: bool
) -> None:
    shop = replace(SHOP, vat_liable=liable)
    sales = []
    for price, percent, accepted in goods:
        who = consignor(percent=percent, accepts={"LEM": accepted})
        notes = price * accepted // 100 // 100 * 100
        sales.append(ring(basket(line(price, who)), [coupons(lem(notes)), cash(price - notes)], shop))
    one = account(member_id="m-1", movement=month_of(sales), payout_minimum=5000)
    settlement = settle(DECEMBER, [one], shop)
    month_end = of_settlement(settlement, shop)
    paid = of_payouts(payouts(settlement.rows, shop))
    entries = [*(of_sale(sale, shop) for sale in sales), month_end, paid]
    owed: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        assert imbalance(entry) == {}
    for posting in (posting for entry in entries[:-1] for posting in entry):
        if posting.account is ledger.Account.MEMBER:
            owed[posting.member_id, posting.amount.currency.code] -= posting.amount.minor
    check_ties(settlement, owed)
    left: Counter[Money] = Counter()
    for posting in (posting for entry in entries for posting in entry):
        if posting.account is ledger.Account.MEMBER:
            left[Money(0, posting.amount.currency)] -= posting.amount.minor
    for row in settlement.rows:
        assert left[Money(0, row.carried.currency)] == row.carried.minor
