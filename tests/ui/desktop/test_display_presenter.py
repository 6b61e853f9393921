"""What customers read on their display, from the welcome to the change."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from shop_builder import ShopBuilder, barcode, euro, loc, when
from till_at_work import AICHA, KeptPrinter

from db.books import SqlBooks
from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.money import Rate
from ess_shop.domain.preferences import NOWHERE, SECOND_SCREEN, THIS_SCREEN, DisplayPlace
from ess_shop.domain.sale import Means
from ess_shop.domain.terms import BEGINNING, Terms, VatRole
from ess_shop.errors import Refused
from ess_shop.services.registering import register_articles, register_members
from ess_shop.wording import speaking
from ui.desktop.presenters import panels
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.discounting import DiscountPresenter
from ui.desktop.presenters.display import (
    ASKED,
    BASKET,
    CHANGE,
    IDLE,
    REST,
    THANKS,
    DisplayPresenter,
    Shown,
    Story,
)
from ui.desktop.presenters.lane import InlineLane
from ui.desktop.presenters.notices import Notices
from ui.desktop.presenters.paying import PayingPresenter
from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.presenters.settings_display import DisplaySettings

NAME = "Boutique des Quatre Vents"


def maker(shop: ShopBuilder, name: str, story: str, *, accepts: str = "50") -> Member:
    """A member with a story."""
    member = Member(
        id=new_id(),
        code=name[:3].upper(),
        kind=MemberKind.ASSOCIATION,
        vat_status=VatStatus.FRANCHISE,
        acceptance={"LOC": Rate.percent(accepts)},
    )
    terms = Terms(new_id(), member.id, BEGINNING, Rate.percent("30"), VatRole.B)
    identity = Identity(member.id, name, story=story)
    register_members(shop.books, [(member, identity)], [terms], id=new_id(), at=shop.tick())
    return member


def article(shop: ShopBuilder, member: Member, number: int, label: str, price: str) -> Article:
    """Something of theirs, with a picture."""
    made = Article(
        id=new_id(),
        code=f"N{number}",
        label=label,
        member_id=member.id,
        price=euro(price),
        vat=Rate.percent("5.5"),
        barcodes=(barcode(900 + number),),
        picture=f"icon:{label.split()[0].lower()}",
    )
    register_articles(shop.books, [made], id=new_id(), at=shop.tick())
    return made


@dataclass
class Counter:
    """A till's presenters, and the display across the counter."""

    shop: ShopBuilder
    language: str = "en"
    training: bool = False

    def __post_init__(self) -> None:
        words = speaking(self.language)
        notices = Notices(words)
        self.desk = Desk(
            self.shop.books,
            "C1",
            InlineLane(notices.trouble),
            words,
            notices,
            lambda: self.shop.now,
            KeptPrinter(),
            training=self.training,
            person=AICHA,
        )
        with self.shop.books.read() as read:
            shop = read.shop()
        self.selling = SellingPresenter(self.desk, shop)
        self.paying = PayingPresenter(self.selling)
        self.display = DisplayPresenter(self.selling, self.paying)
        self.display.load()

    @property
    def shown(self) -> Shown:
        return self.display.shown()

    def scan(self, number: int, quantity: int = 0) -> None:
        self.selling.scan(barcode(900 + number), quantity)

    def pay(self, means: Means | None = None, text: str = "") -> None:
        if self.selling.panel != panels.PAY:
            self.selling.open(panels.PAY)
        if means is not None:
            self.paying.tender(means, text)


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    shop = ShopBuilder(sqlite_books)
    bees = maker(shop, "Les Ruches", "Douze apicultrices et leurs ruches.")
    soap = maker(shop, "Atelier Savon", "Savons à froid.", accepts="0")
    maker(shop, "Sans histoire", "")
    article(shop, bees, 1, "Honey", "10")
    article(shop, soap, 2, "Soap", "4.50")
    shop.open(when(2))
    return shop


@pytest.fixture
def counter(shop: ShopBuilder) -> Counter:
    return Counter(shop)


BEES = Story("Les Ruches", "Douze apicultrices et leurs ruches.", "icon:honey")
SOAP = Story("Atelier Savon", "Savons à froid.", "icon:soap")


def test_a_welcome_with_the_stories_in_turn(counter: Counter) -> None:
    bare = Story(SOAP.name, SOAP.text)
    assert counter.shown == Shown(IDLE, "Welcome", NAME, story=bare)
    rung: list[str] = []
    counter.display.changed.connect(lambda: rung.append(counter.shown.story.name))  # type: ignore[union-attr]
    counter.display.turn()
    counter.display.turn()
    assert rung == ["Les Ruches", "Atelier Savon"]


def test_a_story_has_the_picture_of_what_sells(shop: ShopBuilder) -> None:
    counter = Counter(shop)
    counter.scan(1)
    counter.pay(Means.CARD)
    counter.paying.validate()
    assert Counter(shop).display.stories == [Story(SOAP.name, SOAP.text), BEES]


def test_without_stories_only_the_welcome(sqlite_books: SqlBooks) -> None:
    assert Counter(ShopBuilder(sqlite_books)).shown == Shown(IDLE, "Welcome", NAME)


def test_the_line_with_its_member_and_the_total(counter: Counter) -> None:
    counter.scan(1)
    assert counter.shown == Shown(
        BASKET,
        "Total",
        "€10.00",
        label="Honey",
        price="€10.00",
        picture="icon:honey",
        story=BEES,
        notes=("1 article", "Up to 5.00\xa0LOC of it in local currency"),
    )
    counter.scan(2, 3)
    shown = counter.shown
    assert (shown.label, shown.price, shown.large) == ("3 × Soap", "€13.50", "€23.50")
    assert shown.story == SOAP
    assert shown.notes[0] == "4 articles"
    counter.selling.choose(0)
    assert counter.shown.label == "Honey"


def test_no_story_turns_while_somebody_buys(counter: Counter) -> None:
    counter.scan(1)
    rung: list[int] = []
    counter.display.changed.connect(lambda: rung.append(1))
    before = counter.shown
    counter.display.turn()
    assert (rung, counter.shown) == ([], before)


def test_goods_that_accept_no_coupons_promise_none(counter: Counter) -> None:
    counter.scan(2)
    assert counter.shown.notes == ("1 article",)


def test_a_discount_shows_what_it_was(counter: Counter) -> None:
    counter.scan(1)
    DiscountPresenter(counter.selling).line("10%", "Chipped", None)
    shown = counter.shown
    assert (shown.price, shown.before, shown.large) == ("€9.00", "instead of €10.00", "€9.00")


def test_what_is_brought_back(counter: Counter) -> None:
    counter.selling.expect_back("Broken")
    counter.scan(1)
    shown = counter.shown
    assert (shown.heading, shown.large, shown.label) == ("You get back", "€10.00", "Brought back: Honey")
    assert shown.notes == ()
    counter.pay()
    assert (counter.shown.heading, counter.shown.large) == ("You get back", "€10.00")
    counter.paying.tender(Means.CASH)
    counter.paying.validate()
    assert (counter.shown.heading, counter.shown.large) == ("Refunded", "€10.00")


def test_the_answer_to_a_price_check(counter: Counter) -> None:
    counter.scan(2)
    counter.selling.open(panels.PRICE)
    assert counter.shown.kind == BASKET
    counter.scan(1)
    assert counter.shown == Shown(ASKED, "Price", "€10.00", label="Honey", picture="icon:honey", story=BEES)
    counter.selling.back()
    assert (counter.shown.kind, counter.shown.large) == (BASKET, "€4.50")


def test_still_to_pay_then_the_change_then_thanks(counter: Counter) -> None:
    counter.scan(1)
    counter.scan(2)
    counter.pay()
    assert counter.shown == Shown(
        REST,
        "Still to pay",
        "€14.50",
        notes=("Total €14.50", "Up to 5.00\xa0LOC of it in local currency"),
    )
    counter.paying.tender(Means.COUPON, "500")
    assert (counter.shown.large, counter.shown.notes) == ("€9.50", ("Total €14.50", "Received 5.00\xa0LOC"))
    counter.paying.tender(Means.CASH, "2000")
    shown = counter.shown
    assert (shown.heading, shown.large, shown.settled) == ("Your change", "€10.50", True)
    assert shown.notes == ("Total €14.50", "Received 5.00\xa0LOC + €20.00")
    counter.paying.validate()
    thanks = ("Thank you, and see you soon!",)
    assert counter.shown == Shown(CHANGE, "Your change", "€10.50", notes=thanks, settled=True)
    assert counter.paying.last is not None
    assert counter.paying.last.sale.payments[0].tendered == loc("5")


def test_exactly_right_is_said(counter: Counter) -> None:
    counter.scan(1)
    counter.pay(Means.CARD)
    assert (counter.shown.heading, counter.shown.large) == ("Exactly right, thank you!", "€10.00")
    counter.paying.validate()
    assert (counter.shown.heading, counter.shown.large) == ("It is all paid", "€10.00")


def test_thanks_give_way_to_the_welcome_and_to_the_next_customer(counter: Counter) -> None:
    counter.display.turn()
    counter.scan(1)
    counter.pay(Means.CARD)
    counter.paying.validate()
    for _ in range(THANKS - 1):
        counter.display.turn()
        assert counter.shown.kind == CHANGE
    counter.display.turn()
    assert counter.shown.kind == IDLE
    counter.scan(2)
    assert (counter.shown.kind, counter.shown.large) == (BASKET, "€4.50")
    counter.pay(Means.CARD)
    counter.paying.validate()
    assert counter.shown.kind == CHANGE


def test_practice_is_marked_in_every_state(shop: ShopBuilder) -> None:
    counter = Counter(shop, "fr", training=True)
    marks = [counter.shown.training]
    counter.scan(1)
    marks.append(counter.shown.training)
    counter.pay()
    marks.append(counter.shown.training)
    counter.paying.tender(Means.CASH, "2000")
    counter.paying.validate()
    marks.append(counter.shown.training)
    assert counter.shown.kind == CHANGE
    assert marks == ["EXERCICE – rien ne compte"] * 4


def test_who_stops_following_hears_nothing(counter: Counter) -> None:
    rung: list[int] = []
    counter.display.changed.connect(lambda: rung.append(1))
    counter.display.stop()
    counter.scan(1)
    counter.desk.session_changed.ring()
    assert rung == []


def test_the_settings_explain_what_follows(counter: Counter) -> None:
    settings = DisplaySettings(counter.desk)
    settings.load()
    assert settings.value == DisplayPlace(SECOND_SCREEN)
    assert settings.example is not None
    assert settings.example.large == NAME
    assert [place for place, _name in settings.places()] == [NOWHERE, SECOND_SCREEN, THIS_SCREEN]
    said = [settings.explained(place, screens) for place, _ in settings.places() for screens in (1, 2)]
    assert len(set(said)) == 4
    assert said[2].startswith("No second screen is plugged in yet")
    settings.save(DisplayPlace(NOWHERE))
    with counter.shop.books.read() as read:
        assert read.preference("display.C1") == {"where": "off"}
    with pytest.raises(Refused, match="customer display"):
        DisplayPlace("ceiling")
