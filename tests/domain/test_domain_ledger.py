"""Every act of the shop is an entry that cancels out: sales, month's end, payouts."""

from __future__ import annotations

import pytest
from domain_stories import (
    NOT_LIABLE,
    SHOP,
    SWISS,
    back,
    basket,
    card,
    cash,
    consignor,
    coupons,
    electronic,
    eur,
    lem,
    line,
    rou,
    with_change,
)

from ess_shop.domain.basket import Tender
from ess_shop.domain.currencies import CHF, ChangePolicy
from ess_shop.domain.ledger import BY_MEANS, Account, Posting, credit, debit, imbalance, of_sale
from ess_shop.domain.members import VatStatus
from ess_shop.domain.money import Money
from ess_shop.domain.ringing import ring
from ess_shop.domain.sale import Means
from ess_shop.domain.terms import VatRole

FULL = consignor(accepts={"LEM": 100, "ROU": 100})


def test_an_entry_in_balance_has_no_imbalance() -> None:
    assert imbalance([]) == {}
    assert imbalance([debit(Account.CASH, eur(100)), credit(Account.MEMBER, eur(100), "m-1")]) == {}


def test_each_currency_must_balance_by_itself() -> None:
    crossed = [debit(Account.COUPONS, lem(100)), credit(Account.MEMBER, eur(100), "m-1")]
    assert imbalance(crossed) == {"LEM": 100, "EUR": -100}


def test_left_is_positive_and_right_is_negative() -> None:
    assert debit(Account.CASH, eur(5)) == Posting(Account.CASH, eur(5))
    assert credit(Account.MEMBER, eur(5), "m-1") == Posting(Account.MEMBER, eur(-5), "m-1")


@pytest.mark.parametrize(
    ("status", "role"),
    [
        (VatStatus.LIABLE, VatRole.A),
        (VatStatus.FRANCHISE, VatRole.B),
        (VatStatus.LIABLE, VatRole.C),
    ],
)
def test_a_sale_in_a_members_name_is_owed_whole_until_the_months_end(
    status: VatStatus, role: VatRole
) -> None:
    shop = NOT_LIABLE if role is VatRole.C else SHOP
    sale = ring(basket(line(12_000, consignor(status=status, role=role))), [cash(20_000)], shop)
    assert of_sale(sale, shop) == (
        debit(Account.CASH, eur(12_000)),
        credit(Account.MEMBER, eur(12_000), "m-1"),
    )


@pytest.mark.parametrize("means", [Means.CARD, Means.CHEQUE, Means.TRANSFER, Means.VOUCHER])
def test_every_means_has_its_account(means: Means) -> None:
    sale = ring(basket(line(500)), [Tender(means, eur(500))], SHOP)
    assert of_sale(sale, SHOP)[0] == debit(BY_MEANS[means], eur(500))
    assert set(BY_MEANS) == set(Means)


def test_two_members_on_one_ticket_are_owed_each_their_own() -> None:
    sale = ring(basket(line(500), line(300, consignor("m-2")), line(200)), [card(1000)], SHOP)
    assert of_sale(sale, SHOP)[1:] == (
        credit(Account.MEMBER, eur(700), "m-1"),
        credit(Account.MEMBER, eur(300), "m-2"),
    )


def test_local_currency_is_owed_in_local_currency() -> None:
    sale = ring(basket(line(1000, FULL)), [coupons(lem(500)), electronic(rou(200)), cash(300)], SHOP)
    assert of_sale(sale, SHOP) == (
        debit(Account.COUPONS, lem(500)),
        debit(Account.ELECTRONIC, rou(200)),
        debit(Account.CASH, eur(300)),
        credit(Account.MEMBER, eur(300), "m-1"),
        credit(Account.MEMBER, lem(500), "m-1"),
        credit(Account.MEMBER, rou(200), "m-1"),
    )


def test_legal_change_on_coupons_goes_through_the_exchange() -> None:
    shop = with_change(ChangePolicy.LEGAL)
    sale = ring(basket(line(300, FULL)), [coupons(lem(500))], shop)
    postings = of_sale(sale, shop)
    assert postings == (
        debit(Account.COUPONS, lem(500)),
        debit(Account.CASH, eur(-200)),
        credit(Account.MEMBER, lem(300), "m-1"),
        credit(Account.EXCHANGE, lem(200)),
        debit(Account.EXCHANGE, eur(200)),
    )
    assert imbalance(postings) == {}


def test_cents_of_rounding_have_an_account_of_their_own() -> None:
    who = consignor()
    sale = ring(basket(line(1003, who, currency=CHF)), [cash(1005, CHF)], SWISS)
    assert of_sale(sale, SWISS)[-1] == credit(Account.ROUNDING, Money(2, CHF))
    sale = ring(basket(line(1002, who, currency=CHF)), [cash(1000, CHF)], SWISS)
    assert of_sale(sale, SWISS)[-1] == debit(Account.ROUNDING, Money(2, CHF))


def test_a_return_takes_back_from_the_member_in_legal_money() -> None:
    sale = ring(basket(line(1000, FULL)), [coupons(lem(1000))], SHOP)
    undone = ring(basket(back(sale.lines[0], 1)), [cash(-1000)], SHOP)
    assert of_sale(undone, SHOP) == (
        debit(Account.CASH, eur(-1000)),
        credit(Account.MEMBER, eur(-1000), "m-1"),
    )


def test_a_gift_leaves_no_trace_in_the_ledger() -> None:
    assert of_sale(ring(basket(line(0)), [], SHOP), SHOP) == ()
