"""A sale written into the journal and read back is the same sale."""

from __future__ import annotations

import json
from dataclasses import replace

from domain_stories import (
    SHOP,
    back,
    basket,
    baskets,
    cash,
    consignor,
    coupons,
    electronic,
    eur,
    examples,
    lem,
    line,
    rou,
)
from hypothesis import given

from ess_shop.domain.basket import Basket, Discount, Tender
from ess_shop.domain.journal import canonical
from ess_shop.domain.ledger import of_sale
from ess_shop.domain.money import Rate
from ess_shop.domain.ringing import local_maximum, ring
from ess_shop.domain.sale import Means, Sale
from ess_shop.domain.sale_record import Body, rate_totals, sale_body, sale_from

FULL = consignor(accepts={"LEM": 100, "ROU": 100})


def body_of(sale: Sale) -> Body:
    return sale_body(sale, of_sale(sale, SHOP), ticket=12, day="2010-12-05", session=3, volunteer="Ada")


def read_back(sale: Sale) -> Sale:
    return sale_from(json.loads(canonical(body_of(sale))))


def test_a_plain_sale_is_written_in_whole_cents() -> None:
    body = body_of(ring(basket(line(12_000)), [cash(20_000)], SHOP))
    assert body == {
        "ticket": 12,
        "day": "2010-12-05",
        "session": 3,
        "volunteer": "Ada",
        "source": "",
        "currency": "EUR",
        "decimals": 2,
        "lines": [
            {
                "article": "a-m-1",
                "code": "SAV-1",
                "label": "Savon au lait",
                "member": "m-1",
                "status": "liable",
                "role": "A",
                "base": "tag",
                "commission": 300_000,
                "vat": 200_000,
                "quantity": 1,
                "price": 12_000,
                "total": 12_000,
                "before_tax": 10_000,
                "share": 8400,
                "legal_share": 8400,
                "bearer": "shared",
            }
        ],
        "payments": [
            {
                "means": "cash",
                "currency": "EUR",
                "decimals": 2,
                "tendered": 20_000,
                "change": 8000,
                "reference": "",
            }
        ],
        "total": 12_000,
        "rounding": 0,
        "rates": [[200_000, 10_000, 12_000]],
        "postings": [["cash", "EUR", 12_000, ""], ["member", "EUR", -12_000, "m-1"]],
        "moves": [["a-m-1", -1, "sale"]],
    }


def test_totals_per_rate_stand_highest_rate_first() -> None:
    rows = ring(
        basket(line(10_550, vat=Rate.percent("5.5")), line(12_000), line(1055, vat=Rate.percent("5.5"))),
        [cash(23_605)],
        SHOP,
    ).lines
    assert rate_totals(rows) == [[200_000, 10_000, 12_000], [55_000, 11_000, 11_605]]


def test_what_was_sold_leaves_the_shelf_and_what_comes_back_returns_to_it() -> None:
    sold = ring(basket(line(700, quantity=3)), [cash(2100)], SHOP).lines[0]
    sale = ring(basket(back(sold, 2), line(500)), [cash(-900)], SHOP)
    assert body_of(sale)["moves"] == [["a-m-1", 2, "return"], ["a-m-1", -1, "sale"]]


def test_everything_a_ticket_can_hold_is_read_back() -> None:
    sold = ring(basket(line(700, quantity=3)), [cash(2100)], SHOP).lines[0]
    wanted = basket(
        line(5000, FULL, discount=Discount(eur(500), "emballage abîmé « à l’unité »")),
        line(300, FULL, quantity=-1, reason="sans ticket"),
        back(sold, 2),
        discount=Discount(eur(100), "fidélité"),
    )
    tenders = [
        coupons(lem(1000)),
        electronic(rou(555)),
        Tender(Means.CHEQUE, eur(100), "n° 0012"),
        cash(5000),
    ]
    sale = ring(wanted, tenders, SHOP)
    assert sale.lines[0].locals
    assert sale.lines[2].origin
    assert read_back(sale) == sale


@examples
@given(baskets())
def test_any_sale_is_read_back_as_it_was(wanted: Basket) -> None:
    shop = replace(SHOP, cash_limit=None)
    sale = ring(wanted, [coupons(local_maximum(wanted, shop, "LEM")), cash(10**7)], shop)
    assert read_back(sale) == sale
    assert sum(total for _, _, total in rate_totals(sale.lines)) == sale.total.minor
