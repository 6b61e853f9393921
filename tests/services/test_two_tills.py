"""Two tills at the same instant: what one gives back or redeems, the other cannot any more."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

import pytest
from shop_builder import ShopBuilder, cash, euro

from ess_shop.domain.basket import Tender
from ess_shop.domain.sale import Means
from ess_shop.errors import Refused
from ess_shop.services import selling
from ess_shop.services.composing import AskedBack
from ess_shop.services.selling import SaleRequest, sell

NAME = "AV-C1-000002"


def at_once(
    shop: ShopBuilder, monkeypatch: pytest.MonkeyPatch, make: Callable[[str], SaleRequest]
) -> list[str]:
    """The same request on both tills, each checked before the other is recorded if the store lets it."""
    barrier = threading.Barrier(2)
    body = selling.sale_body

    def wait(*given: object, **named: object) -> object:
        with contextlib.suppress(threading.BrokenBarrierError):
            barrier.wait(1)
        return body(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(selling, "sale_body", wait)
    said: list[str] = []

    def go(request: SaleRequest) -> None:
        try:
            sell(shop.books, request)
            said.append("sold")
        except Refused as refused:
            said.append(refused.code)

    threads = [threading.Thread(target=go, args=(make(till),)) for till in ("C1", "C2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


@pytest.fixture
def two(shop: ShopBuilder) -> ShopBuilder:
    """Two open tills, a ticket that can be returned and a voucher of 10."""
    with shop.books.work() as work:
        work.add_till("C2")
        work.commit()
    bowl = shop.article(shop.member())
    shop.open()
    shop.open(till="C2")
    shop.sell(bowl, cash("10"))
    shop.sell(AskedBack("C1", 1, 1, 1), Tender(Means.VOUCHER, euro("-10")))
    shop.sell(bowl, cash("10"))
    return shop


def test_a_voucher_is_redeemed_once(two: ShopBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    with two.books.read() as read:
        bowl = read.articles()[0]
    voucher = Tender(Means.VOUCHER, euro("10"), NAME)
    said = at_once(two, monkeypatch, lambda till: two.request(bowl, voucher, till=till))
    assert said == ["sold", "voucher_short"]
    assert two.defects() == []


def test_a_line_comes_back_once(two: ShopBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    back = AskedBack("C1", 3, 1, 1)
    said = at_once(two, monkeypatch, lambda till: two.request(back, cash("-10"), till=till))
    assert said == ["returned_more_than_bought", "sold"]
    assert two.defects() == []


def test_each_till_has_its_own_numbers(two: ShopBuilder) -> None:
    with two.books.read() as read:
        bowl = read.articles()[0]
    assert sell(two.books, two.request(bowl, cash("10"), till="C2")).number == "C2-000001"
    assert sell(two.books, two.request(bowl, cash("10"))).number == "C1-000004"
    assert two.defects() == []
