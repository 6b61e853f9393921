"""Selling as the presenter decides it: grammar, scans, undo, discounts, returns, parking, paying."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shop_builder import ShopBuilder, euro
from shop_builder import barcode as code
from slow_lane import SlowLane
from till_at_work import AICHA, LISE, KeptPrinter

from db.books import SqlBooks
from ess_shop.domain.currencies import EUR
from ess_shop.domain.sale import Means
from ess_shop.errors import Refused, ShopError
from ess_shop.services import parking
from ess_shop.wording import speaking
from ui.desktop.presenters import panels
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.discounting import DiscountPresenter
from ui.desktop.presenters.grammar import amount_of, entered, off_of, ticket_of
from ui.desktop.presenters.lane import InlineLane
from ui.desktop.presenters.notices import Notices
from ui.desktop.presenters.parking import ParkingPresenter
from ui.desktop.presenters.paying import PayingPresenter
from ui.desktop.presenters.returning import ReturnPresenter
from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.presenters.unlabelled import RATES, UnlabelledPresenter


@contextmanager
def refusing(code: str) -> Iterator[None]:
    with pytest.raises(ShopError) as refused:
        yield
    assert refused.value.code == code


class Sale:
    """One till's presenters on books that work at once."""

    def __init__(self, shop: ShopBuilder) -> None:
        words = speaking("fr")
        notices = Notices(words)
        self.shop = shop
        self.desk = Desk(
            shop.books,
            "C1",
            InlineLane(notices.trouble),
            words,
            notices,
            lambda: shop.now,
            KeptPrinter(),
            person=LISE,
        )
        with shop.books.read() as read:
            self.selling = SellingPresenter(self.desk, read.shop())
        self.paying = PayingPresenter(self.selling)
        self.parking = ParkingPresenter(self.selling)
        self.returning = ReturnPresenter(self.selling)
        self.discount = DiscountPresenter(self.selling)

    def slowly(self) -> SlowLane:
        """From now on the books answer late."""
        self.desk.lane = lane = SlowLane(self.desk.notices.trouble)
        return lane

    def sell(self) -> str:
        """The basket paid by card; the ticket's number."""
        self.selling.open(panels.PAY)
        self.paying.tender(Means.CARD)
        self.paying.validate()
        assert self.paying.last is not None
        return self.paying.last.number

    def take_back(self, ticket: str, pieces: int = 1) -> None:
        """Pieces of a ticket's first line into the basket."""
        self.returning.type(ticket)
        self.returning.pick(1, pieces)
        self.returning.take("abîmé")

    @property
    def total(self) -> str:
        return str(self.selling.total.decimal())

    @property
    def quantities(self) -> list[int]:
        return [line.quantity for line in self.selling.content.lines]

    def codes(self) -> list[str]:
        return [notice.topic for notice in self.desk.notices.standing]


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    return ShopBuilder(sqlite_books)


@pytest.fixture
def sale(shop: ShopBuilder) -> Sale:
    potter = shop.member("M1", accepts="50")
    shop.article(potter, "12.35")
    shop.article(potter, "4.20")
    shop.open()
    return Sale(shop)


# Grammar


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("3*", (3, "", True)),
        ("3*miel", (3, "miel", True)),
        (" 12 x savon", (12, "savon", True)),
        ("miel", (1, "miel", False)),
        ("4006381333931", (1, "4006381333931", False)),
    ],
)
def test_a_quantity_comes_before_what_it_is_of(text: str, read: tuple[int, str, bool]) -> None:
    found = entered(text)
    assert (found.quantity, found.text, found.times) == read


@pytest.mark.parametrize("text", ["0*", "10000*", "00*miel"])
def test_absurd_quantities_are_refused(text: str) -> None:
    with refusing("quantity"):
        entered(text)


@pytest.mark.parametrize(
    ("text", "minor"),
    [("1250", 1250), ("12,5", 1250), ("12.50", 1250), ("5", 5), ("1 234,50", 123450)],
)
def test_amounts_are_typed_in_cents_or_with_a_comma(text: str, minor: int) -> None:
    assert amount_of(text, EUR).minor == minor


@pytest.mark.parametrize("text", ["", "0", "-5", "abc", "1,2,3", "1,500", "1e3", "٣", "99999999999999"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with refusing("bad_amount"):
        amount_of(text, EUR)


@given(st.text())
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    for read in (entered, lambda typed: amount_of(typed, EUR), lambda typed: off_of(typed, euro("10"))):
        try:
            read(text)
        except Refused:
            continue


def test_ticket_numbers() -> None:
    assert ticket_of("c1-000123") == ("C1", 123)
    assert ticket_of("123") is None


# The basket


def test_scans_make_lines_and_undo_takes_them_back(sale: Sale) -> None:
    sale.selling.scan(code(1))
    sale.selling.scan(code(2))
    sale.selling.submit("2*" + code(2))
    assert (sale.total, sale.quantities) == ("24.95", [1, 1, 2])
    sale.selling.undo()
    sale.selling.undo()
    assert (sale.total, sale.quantities) == ("12.35", [1])


def test_fifty_scans_are_fifty_lines(sale: Sale) -> None:
    for _ in range(50):
        sale.selling.scan(code(1))
    assert sale.quantities == [1] * 50
    assert sale.total == "617.50"


def test_a_quantity_typed_before_a_quick_key_counts(sale: Sale, shop: ShopBuilder) -> None:
    sale.selling.pending_text = lambda: "3*"
    with shop.books.read() as read:
        bowl = read.article_by_barcode(code(1))
    assert bowl is not None
    sale.selling.add(bowl.id)
    assert sale.quantities == [3]


def test_plus_and_minus_change_the_chosen_line(sale: Sale) -> None:
    sale.selling.scan(code(1))
    sale.selling.scan(code(2))
    sale.selling.submit("+")
    assert sale.quantities == [1, 2]
    sale.selling.choose(0)
    sale.selling.submit("-")
    assert sale.quantities == [2]
    sale.selling.submit("5*")
    assert sale.quantities == [5]


def test_an_unknown_barcode_offers_two_ways_out(sale: Sale) -> None:
    sale.selling.scan("2099999999990")
    (notice,) = sale.desk.notices.standing
    assert notice.topic == "unknown"
    assert len(notice.steps) == 2
    assert sale.selling.empty
    notice.steps[1].act()
    assert sale.selling.panel == panels.UNLABELLED


def test_escape_clears_the_entry_first_then_asks(sale: Sale) -> None:
    sale.selling.scan(code(1))
    sale.selling.escape("mi")
    assert sale.codes() == []
    sale.selling.escape("")
    (notice,) = sale.desk.notices.standing
    assert not sale.selling.empty
    notice.steps[0].act()
    assert sale.selling.empty
    sale.selling.undo()
    assert sale.total == "12.35"


def test_search_finds_as_it_is_typed(sale: Sale) -> None:
    sale.selling.finding.load()
    sale.selling.typed("BÔL 2")
    assert [row.label for row in sale.selling.finding.found] == ["Bol 2"]
    sale.selling.submit("BÔL 2")
    assert sale.total == "4.20"
    sale.selling.typed("zzz")
    assert sale.selling.finding.found == ()


def test_a_price_check_sells_nothing(sale: Sale) -> None:
    sale.selling.open(panels.PRICE)
    sale.selling.scan(code(1))
    assert sale.selling.empty
    assert sale.selling.price.checked is not None
    assert sale.selling.price.checked.stock == 20
    sale.selling.sell_checked()
    assert sale.total == "12.35"


def test_a_price_check_by_name_sells_nothing_either(sale: Sale) -> None:
    sale.selling.finding.load()
    sale.selling.check_price()
    sale.selling.typed("bol 2")
    assert sale.selling.panel == panels.SEARCH
    sale.selling.submit("bol 2")
    assert (sale.selling.panel, sale.selling.empty) == (panels.PRICE, True)
    assert sale.selling.price.checked is not None
    sale.selling.typed("bo")
    sale.selling.typed("")
    assert sale.selling.panel == panels.PRICE
    sale.selling.back()
    sale.selling.scan(code(1))
    assert sale.quantities == [1]


def test_leaving_a_search_clears_what_was_typed(sale: Sale) -> None:
    cleared: list[str] = []
    sale.selling.entry_cleared.connect(lambda: cleared.append("cleared"))
    sale.selling.finding.load()
    sale.selling.typed("bol")
    sale.selling.typed("b")
    assert (sale.selling.panel, cleared) == (panels.KEYS, [])
    sale.selling.typed("bol")
    sale.selling.back()
    assert (sale.selling.panel, cleared, sale.selling.finding.chosen) == (panels.KEYS, ["cleared"], None)


def test_goods_scanned_beside_their_ticket_come_back(sale: Sale) -> None:
    for number in (1, 1, 2):
        sale.selling.scan(code(number))
    sale.paying.at_once(Means.CARD, "")
    sale.paying.validate()
    last = sale.paying.last
    assert last is not None
    sale.selling.scan(last.number)
    for number in (1, 2, 1, 1):
        sale.returning.scan(code(number))
    assert [choice.picked for choice in sale.returning.choices] == [1, 1, 1]
    assert sale.codes() == ["return"], "a third piece was not bought"
    assert sale.selling.empty
    sale.returning.scan("2099999999990")
    assert "trouble" in sale.codes()
    sale.returning.take("cassé")
    assert sale.quantities == [-1, -1, -1]


def test_discounts_follow_quantities_and_need_a_reason(sale: Sale) -> None:
    sale.selling.scan(code(1))
    with refusing("discount_reason"):
        sale.discount.line("10%", " ", None)
    assert sale.discount.line("10%", "accroc", None)
    assert sale.total == "11.11"
    sale.selling.set_quantity(2)
    assert sale.total == "22.23"
    with refusing("discount_too_large"):
        sale.discount.line("9900", "accroc", None)
    sale.discount.none()
    assert sale.discount.basket("10%", "fête", None)
    assert sale.total == "22.23"
    sale.selling.scan(code(2))
    assert sale.total == "26.01"


def test_the_basket_is_kept_at_every_change(sale: Sale, shop: ShopBuilder) -> None:
    sale.selling.scan(code(1))
    with shop.books.read() as read:
        kept = parking.current(read, "C1")
    assert kept is not None
    again = Sale(shop)
    again.selling.take_up(kept)
    assert (again.total, again.selling.sale_id) == ("12.35", sale.selling.sale_id)
    sale.selling.clear()
    with shop.books.read() as read:
        assert parking.current(read, "C1") is None


def test_parked_here_recalled_there(sale: Sale, shop: ShopBuilder) -> None:
    sale.selling.scan(code(1))
    sale.discount.basket("100", "fête", None)
    sale.parking.park("chapeau")
    assert sale.selling.empty
    other = Sale(shop)
    other.parking.open()
    (waiting,) = other.parking.waiting
    assert waiting.name == "chapeau"
    other.selling.scan(code(2))
    with refusing("basket_in_the_way"):
        other.parking.recall(waiting)
    other.selling.remove()
    other.parking.recall(waiting)
    assert other.total == "11.35"
    sale.parking.open()
    assert sale.parking.waiting == []


def test_back_by_ticket_never_more_than_was_bought(sale: Sale, shop: ShopBuilder) -> None:
    sale.selling.submit("2*" + code(1))
    sale.paying.begin()
    sale.paying.tender(Means.CARD)
    sale.paying.validate()
    sale.selling.scan("C1-000001")
    assert sale.returning.number == "C1-000001"
    sale.returning.pick(1, 5)
    assert sale.returning.choices[0].picked == 2
    sale.returning.pick(1, 1)
    sale.returning.take("cassé")
    assert sale.total == "-12.35"
    sale.selling.open(panels.PAY)
    sale.paying.tender(Means.VOUCHER)
    sale.paying.validate()
    assert sale.paying.last is not None
    assert sale.paying.last.sale.payments[0].reference == "AV-C1-000002"
    sale.selling.scan("C1-000001")
    assert sale.returning.choices[0].left == 1
    assert shop.defects() == []


def test_back_without_a_ticket_needs_a_manager_and_a_reason(sale: Sale) -> None:
    with refusing("not_allowed"):
        sale.returning.begin_without_ticket("cassé")
    sale.desk.person = AICHA
    with refusing("return_reason"):
        sale.returning.begin_without_ticket(" ")
    sale.returning.begin_without_ticket("cassé")
    sale.selling.scan(code(1))
    assert sale.total == "-12.35"
    sale.selling.scan(code(2))
    assert sale.total == "-8.15"


def test_what_has_no_label_has_a_member_a_price_and_a_name(sale: Sale) -> None:
    unlabelled = UnlabelledPresenter(sale.selling)
    unlabelled.open()
    with refusing("no_member"):
        unlabelled.sell("5", "", RATES[0])
    unlabelled.choose(unlabelled.members[0])
    unlabelled.sell("750", "Bol bleu", RATES[0])
    assert sale.total == "7.50"
    assert sale.selling.content.lines[0].label == "Bol bleu"


def test_a_member_is_found_by_letters_and_shows_what_they_have(sale: Sale, shop: ShopBuilder) -> None:
    sale.selling.finding.load()
    unlabelled = UnlabelledPresenter(sale.selling)
    sale.selling.open(panels.UNLABELLED)
    name = unlabelled.members[0].name
    unlabelled.type(name[:3].upper())
    assert name in [each.name for each in unlabelled.offered]
    unlabelled.type("zzz")
    unlabelled.enter()
    assert (unlabelled.offered, unlabelled.chosen) == ([], None)
    unlabelled.type(name)
    unlabelled.enter()
    assert unlabelled.chosen is not None
    assert {row.member_name for row in unlabelled.goods} == {name}
    unlabelled.take(unlabelled.goods[0])
    assert sale.quantities == [1]


# Paying


def test_cash_with_change_is_known_before_the_sale_is_recorded(sale: Sale, shop: ShopBuilder) -> None:
    sale.selling.scan(code(1))
    sale.selling.submit("")
    assert sale.selling.panel == panels.PAY
    sale.paying.enter("2000")
    assert [payment.change for payment in sale.paying.change] == [euro("7.65")]
    with shop.books.read() as read:
        assert read.sale("C1", 1) is None
    sale.paying.enter("")
    assert sale.selling.panel == panels.AFTER
    assert shop.balances()["cash", "EUR"] == 1235


def test_a_second_press_is_not_a_second_sale(sale: Sale, shop: ShopBuilder) -> None:
    sale.selling.scan(code(1))
    sale.selling.open(panels.PAY)
    sale.paying.tender(Means.CARD)
    sale.paying.validate()
    sale.paying.validate()
    with shop.books.read() as read:
        assert read.sale("C1", 2) is None


def test_coupons_up_to_what_members_accept_then_euro(sale: Sale, shop: ShopBuilder) -> None:
    sale.selling.scan(code(1))
    sale.selling.open(panels.PAY)
    offer = sale.paying.offer("LOC")
    assert str(offer.most.decimal()) == "6.00"
    assert [(reason.member, reason.accepts.as_percent) for reason in offer.reasons] == [("Atelier M1", 50)]
    with refusing("local_maximum"):
        sale.paying.tender(Means.COUPON, "800")
    sale.paying.tender(Means.COUPON)
    assert str(sale.paying.rest.decimal()) == "6.35"
    sale.paying.tender(Means.CASH)
    assert sale.paying.covered
    sale.paying.validate()
    assert shop.balances()["coupons", "LOC"] == 600
    assert shop.defects() == []


def test_a_means_can_be_given_back_and_too_much_is_refused(sale: Sale) -> None:
    sale.selling.scan(code(1))
    sale.selling.open(panels.PAY)
    with refusing("exact_means_exceeds"):
        sale.paying.tender(Means.CARD, "2000")
    sale.paying.tender(Means.CARD, "500")
    assert str(sale.paying.rest.decimal()) == "7.35"
    sale.paying.drop()
    assert str(sale.paying.rest.decimal()) == "12.35"


def test_cash_beyond_the_law_is_refused_with_the_reason(sale: Sale) -> None:
    sale.selling.submit("100*" + code(1))
    sale.selling.open(panels.PAY)
    with refusing("cash_limit"):
        sale.paying.tender(Means.CASH)
    sale.paying.tender(Means.CARD, "50000")
    sale.paying.tender(Means.CASH)
    assert sale.paying.covered


def test_a_closed_till_refuses_and_the_basket_stays(shop: ShopBuilder) -> None:
    shop.article(shop.member())
    sale = Sale(shop)
    sale.selling.scan(code(1))
    sale.selling.open(panels.PAY)
    sale.paying.tender(Means.CARD)
    sale.paying.validate()
    assert sale.codes() == ["trouble"]
    assert sale.total == "10.00"
    assert sale.paying.covered
    assert not sale.paying.busy


def test_a_change_of_the_basket_starts_the_payment_again(sale: Sale) -> None:
    sale.selling.scan(code(1))
    sale.selling.open(panels.PAY)
    sale.paying.tender(Means.CARD)
    assert sale.paying.covered
    sale.selling.scan(code(2))
    assert not sale.paying.covered
    assert sale.paying.tenders == ()


def test_nothing_more_is_taken_once_all_is_paid(sale: Sale) -> None:
    sale.selling.scan(code(1))
    sale.selling.open(panels.PAY)
    sale.paying.tender(Means.CHEQUE, "1235")
    with refusing("paid_already"):
        sale.paying.tender(Means.CASH, "100")


def test_a_code_known_by_heart_sells_and_a_mistyped_one_stays_to_be_mended(
    sale: Sale, shop: ShopBuilder
) -> None:
    with shop.books.read() as read:
        article = read.article_by_barcode(code(1))
    assert article is not None
    cleared: list[str] = []
    sale.selling.entry_cleared.connect(lambda: cleared.append("cleared"))
    sale.selling.submit(f"2*{article.code}")
    assert (sale.quantities, cleared) == ([2], ["cleared"])
    sale.selling.submit("inconnu")
    assert (sale.codes(), cleared) == (["unknown"], ["cleared"])


def test_goods_without_their_ticket_come_back_once(sale: Sale) -> None:
    sale.desk.sit(AICHA)
    sale.returning.begin_without_ticket("taille")
    sale.selling.scan("2099999999990")
    sale.selling.scan(code(2))
    sale.selling.scan(code(2))
    assert sale.quantities == [-1, 1]


def test_one_key_pays_from_the_basket(sale: Sale) -> None:
    sale.paying.at_once(Means.CASH, "")
    assert sale.selling.panel == panels.KEYS
    sale.selling.scan(code(1))
    sale.paying.at_once(Means.CASH, "2000")
    assert sale.selling.panel == panels.PAY
    assert [str(each.change.decimal()) for each in sale.paying.change] == ["7.65"]
    sale.selling.back()
    sale.paying.at_once(Means.CARD, "")
    assert sale.paying.covered
    sale.paying.validate()
    assert sale.selling.panel == panels.AFTER


def test_one_key_that_is_refused_says_why_and_shows_the_ways_to_pay(sale: Sale) -> None:
    sale.selling.scan(code(1))
    sale.paying.at_once(Means.CARD, "99999")
    assert (sale.codes(), sale.selling.panel, sale.paying.tenders) == (["trouble"], panels.PAY, ())


# Pressed twice, scanned meanwhile: books that answer late lose nothing and do nothing twice


def test_put_aside_twice_waits_once(sale: Sale) -> None:
    sale.selling.scan(code(1))
    lane = sale.slowly()
    sale.parking.park("Ana")
    sale.parking.park("Ana")
    lane.catch_up()
    assert [(each.name, each.lines) for each in sale.parking.waiting] == [("Ana", 1)]
    assert sale.selling.empty


def test_what_is_scanned_last_is_put_aside_or_paid_too(sale: Sale) -> None:
    sale.selling.scan(code(1))
    sale.selling.open(panels.PAY)
    sale.paying.tender(Means.CARD)
    lane = sale.slowly()
    sale.selling.scan(code(2))
    sale.parking.park("Ana")
    sale.paying.validate()
    lane.catch_up()
    assert sale.quantities == [1, 1]
    assert sale.paying.last is None
    assert not sale.parking.waiting
    assert not sale.paying.covered


def test_two_baskets_taken_up_at_once_are_not_one(sale: Sale) -> None:
    for name in ("Ana", "Bob"):
        sale.selling.scan(code(1))
        sale.parking.park(name)
    ana, bob = sale.parking.waiting
    lane = sale.slowly()
    sale.parking.recall(ana)
    sale.parking.recall(bob)
    sale.selling.scan(code(2))
    lane.catch_up()
    assert [each.name for each in sale.parking.waiting] == ["Bob"]
    assert [line.label for line in sale.selling.content.lines] == ["Bol 1", "Bol 2"]


def test_an_unlabelled_piece_is_one_for_two_presses(sale: Sale) -> None:
    panel = UnlabelledPresenter(sale.selling)
    panel.open()
    panel.enter()
    lane = sale.slowly()
    panel.sell("500", "", RATES[0])
    panel.sell("500", "", RATES[0])
    lane.catch_up()
    assert sale.total == "5.00"


# Baskets that waited


def test_undo_never_reaches_behind_a_basket_that_was_taken_up(sale: Sale) -> None:
    sale.selling.scan(code(1))
    sale.parking.park("Ana")
    sale.selling.scan(code(2))
    sale.selling.remove()
    sale.parking.recall(sale.parking.waiting[0])
    sale.selling.undo()
    assert [line.label for line in sale.selling.content.lines] == ["Bol 1"]
    assert not sale.selling.can_undo


def test_a_basket_that_waited_is_taken_up_without_what_is_gone(sale: Sale) -> None:
    sale.selling.scan(code(1))
    ticket = sale.sell()
    sale.take_back(ticket)
    sale.selling.scan(code(2))
    sale.parking.park("Ana")
    sale.take_back(ticket)
    sale.selling.open(panels.PAY)
    sale.paying.tender(Means.CASH)
    sale.paying.validate()
    sale.parking.recall(sale.parking.waiting[0])
    assert [line.label for line in sale.selling.content.lines] == ["Bol 2"]
    assert "lost" in sale.codes()


# Coming back


def test_nothing_comes_back_twice_in_one_basket(sale: Sale) -> None:
    sale.selling.scan(code(1))
    sale.selling.set_quantity(3)
    ticket = sale.sell()
    sale.take_back(ticket, 2)
    sale.returning.type(ticket)
    assert sale.returning.choices[0].left == 1
    sale.take_back(ticket, 5)
    assert sale.quantities == [-2, -1]
    sale.selling.more(-1)
    assert sale.quantities == [-2, -1]
    assert sale.total == "-37.05"
    assert sale.codes() == ["trouble"]


@pytest.mark.parametrize("text", ["²", "٣", "C1-", "9" * 5000, ""])
def test_what_is_no_ticket_number_is_said(sale: Sale, text: str) -> None:
    with refusing("bad_ticket"):
        sale.returning.type(text)


def test_who_goes_on_takes_nothing_back_in_the_name_of_who_left(sale: Sale) -> None:
    sale.desk.sit(AICHA)
    sale.returning.begin_without_ticket("abîmé")
    sale.desk.sit(None)
    sale.desk.sit(LISE)
    sale.selling.scan(code(1))
    assert sale.quantities == [1]
    assert sale.codes() == []


def test_there_is_only_one_of_what_is_unique(sale: Sale, shop: ShopBuilder) -> None:
    shop.article(shop.member("M2"), "180", unique=True, pieces=1)
    sale.selling.scan(code(3))
    sale.selling.scan(code(3))
    assert sale.quantities == [1]
    assert sale.codes() == ["trouble"]


# Notices


def test_the_question_whether_to_empty_goes_with_its_basket(sale: Sale) -> None:
    for next_act in (lambda: sale.selling.scan(code(2)), sale.sell):
        sale.selling.scan(code(1))
        sale.selling.escape("")
        assert "clear" in sale.codes()
        next_act()
        assert "clear" not in sale.codes()


def test_a_closed_till_offers_to_be_opened(shop: ShopBuilder) -> None:
    shop.article(shop.member(), "12.35")
    sale, gone = Sale(shop), list[str]()
    sale.desk.go.connect(gone.append)
    sale.selling.scan(code(1))
    sale.selling.open(panels.PAY)
    sale.paying.tender(Means.CARD)
    sale.paying.validate()
    (notice,) = sale.desk.notices.standing
    notice.steps[0].act()
    assert gone == ["opening"]


def test_a_long_code_is_shortened_where_it_is_told(sale: Sale) -> None:
    sale.selling.scan("https://example.org/" + "x" * 400)
    assert len(sale.desk.notices.standing[0].text) < 100
