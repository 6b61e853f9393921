"""A till's day: what should be in the drawers, what was counted, and the totals that never go back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from domain_stories import SHOP, eur, examples, lem
from hypothesis import given
from hypothesis import strategies as st

from ess_shop.domain.cash import (
    SHOP_TAXPAYER,
    Closing,
    MeansTotal,
    OpenSession,
    RateTotal,
    SessionTotals,
    close,
    closing_body,
    of_closing,
)
from ess_shop.domain.ledger import Account, credit, debit, imbalance
from ess_shop.domain.sale import Means
from ess_shop.errors import Refused

SESSION = OpenSession("T1", 41, date(2010, 12, 5))
EURO = (Means.CASH, "EUR")
COUPONS = (Means.COUPON, "LEM")
TOTALS = SessionTotals(
    tickets=3,
    first_ticket=12,
    last_ticket=14,
    total=20_000,
    returns=-500,
    means=(
        MeansTotal(Means.CASH, "EUR", 2, 7000),
        MeansTotal(Means.CARD, "EUR", 1, 11_000),
        MeansTotal(Means.COUPON, "LEM", 1, 2000),
    ),
    rates=(RateTotal(200_000, 10_000, 12_000), RateTotal(0, 8000, 8000)),
    taxpayers={SHOP_TAXPAYER: 8000, "m-1": 12_000},
    floats={EURO: 10_000, (Means.COUPON, "ROU"): 300},
)
RIGHT = {EURO: 17_000, COUPONS: 2000, (Means.COUPON, "ROU"): 300}


def closed(counted: dict[tuple[Means, str], int] | None, reason: str = "") -> Closing:
    return close(SESSION, TOTALS, counted, number=9, perpetual={"m-1": 500, "m-2": 700}, reason=reason)


def test_a_drawer_should_hold_its_float_and_what_came_in() -> None:
    assert TOTALS.expected() == RIGHT


def test_slips_of_cards_lie_in_no_drawer() -> None:
    assert (Means.CARD, "EUR") not in TOTALS.expected()


def test_money_paid_back_leaves_the_drawer() -> None:
    refunds = replace(TOTALS, means=(MeansTotal(Means.CASH, "EUR", 1, -4000),), floats={EURO: 10_000})
    assert refunds.expected() == {EURO: 6000}


def test_a_count_that_is_right_needs_no_reason() -> None:
    closing = closed(dict(RIGHT))
    assert [count.difference for count in closing.counts] == [0, 0, 0]
    assert (closing.till, closing.number, closing.day, closing.session) == ("T1", 9, date(2010, 12, 5), 41)
    assert of_closing(closing, SHOP) == ()


@pytest.mark.parametrize(
    "counted",
    [
        {**RIGHT, EURO: 16_999},
        {**RIGHT, EURO: 17_001},
        {EURO: 17_000, COUPONS: 2000},
        {},
        {**RIGHT, (Means.CASH, "CHF"): 5},
    ],
)
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_difference_needs_a_reason(counted: dict[tuple[Means, str], int], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        closed(counted, reason)
    assert refused.value.code == "difference_unexplained"
    assert closed(counted, "pièce tombée").reason == "pièce tombée"


def test_differences_that_cancel_out_are_differences_still() -> None:
    with pytest.raises(Refused):
        closed({**RIGHT, EURO: 17_300, (Means.COUPON, "ROU"): 0})


def test_where_nobody_counted_the_expected_is_taken_over() -> None:
    assert closed(None).counts == closed(dict(RIGHT)).counts


def test_a_difference_is_booked_so_that_the_ledger_holds_what_the_drawers_hold() -> None:
    closing = closed({**RIGHT, EURO: 16_950, COUPONS: 2100}, "pièce tombée")
    postings = of_closing(closing, SHOP)
    assert postings == (
        debit(Account.CASH, eur(-50)),
        credit(Account.CASH_DIFFERENCE, eur(-50)),
        debit(Account.COUPONS, lem(100)),
        credit(Account.CASH_DIFFERENCE, lem(100)),
    )
    assert imbalance(postings) == {}


def test_a_currency_the_shop_does_not_know_cannot_be_booked() -> None:
    with pytest.raises(Refused):
        of_closing(closed({**RIGHT, (Means.CASH, "USD"): 5}, "trouvé"), SHOP)


def test_perpetual_totals_go_on_per_taxpayer() -> None:
    assert closed(None).perpetual == {SHOP_TAXPAYER: 8000, "m-1": 12_500, "m-2": 700}


@examples
@given(
    st.lists(
        st.dictionaries(st.sampled_from(["shop", "m-1", "m-2"]), st.integers(-(10**6), 10**6)), max_size=8
    )
)
def test_the_perpetual_total_is_the_sum_of_all_closings(days: list[dict[str, int]]) -> None:
    perpetual: dict[str, int] = {}
    for number, taxpayers in enumerate(days, start=1):
        before = dict(perpetual)
        closing = close(
            SESSION, replace(TOTALS, taxpayers=taxpayers), None, number=number, perpetual=perpetual
        )
        assert perpetual == before
        perpetual = dict(closing.perpetual)
    for taxpayer in perpetual:
        assert perpetual[taxpayer] == sum(day.get(taxpayer, 0) for day in days)


def test_the_z_is_written_with_all_its_figures() -> None:
    closing = closed({**RIGHT, EURO: 16_950}, "pièce tombée")
    assert closing_body(closing, [["cash", "EUR", -50, ""]]) == {
        "z": 9,
        "day": "2010-12-05",
        "session": 41,
        "tickets": [3, 12, 14],
        "total": 20_000,
        "returns": -500,
        "means": [["cash", "EUR", 2, 7000], ["card", "EUR", 1, 11_000], ["coupon", "LEM", 1, 2000]],
        "rates": [[200_000, 10_000, 12_000], [0, 8000, 8000]],
        "taxpayers": [["m-1", 12_000, 12_500], ["m-2", 0, 700], ["shop", 8000, 8000]],
        "counts": [
            ["cash", "EUR", 17_000, 16_950],
            ["coupon", "LEM", 2000, 2000],
            ["coupon", "ROU", 300, 300],
        ],
        "reason": "pièce tombée",
        "postings": [["cash", "EUR", -50, ""]],
    }
