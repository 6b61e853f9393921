"""Choosing a member and putting a deposit together, without a window."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from shop_builder import ShopBuilder, cash, euro, when
from slow_lane import SlowLane
from till_at_work import AICHA, LISE, KeptPrinter

from db.books import SqlBooks
from ess_shop.domain.clauses import Clauses, MarkdownStep
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.money import Rate
from ess_shop.domain.people import Person, Role
from ess_shop.domain.receipt_printer import PrinterSettings
from ess_shop.domain.terms import BEGINNING, Terms, VatRole
from ess_shop.errors import ShopError
from ess_shop.services.registering import register_members
from ess_shop.wording import speaking
from ui import bootstrap
from ui.desktop.presenters.choosing_member import ChoosingMember
from ui.desktop.presenters.deposit import DepositPresenter
from ui.desktop.presenters.deposit_article import Typed
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.lane import InlineLane
from ui.desktop.presenters.notices import Notices

PICTURES = Path(__file__).parents[2] / "data" / "pictures"


@dataclass
class AtDesk:
    """A desk on a shop's books, where answers come at once."""

    shop: ShopBuilder
    notices: Notices = field(default_factory=lambda: Notices(speaking("fr")))

    def __post_init__(self) -> None:
        with self.shop.books.read() as read:
            self.settings = read.shop()
        self.desk = Desk(
            books=self.shop.books,
            till="C1",
            lane=InlineLane(self.notices.trouble),
            words=speaking("fr"),
            notices=self.notices,
            clock=self.shop.tick,
            printer=KeptPrinter(),
            person=LISE,
        )
        press = bootstrap.ReceiptPress(self.desk.words, PrinterSettings())
        self.deposit = DepositPresenter(self.desk, self.settings, press)
        self.deposit.load()

    def choose(self, code: str) -> None:
        self.deposit.choosing.type(code)
        self.deposit.choosing.enter()

    def put(self, label: str, **typed: object) -> None:
        """A new article, by its fields."""
        self.deposit.enter(label)
        sheet = self.deposit.article.sheet
        assert sheet is not None
        self.deposit.put_in(replace(sheet.typed, **typed))  # type: ignore[arg-type]

    @property
    def lines(self) -> list[tuple[str, int]]:
        return [(line.article.label, line.quantity) for line in self.deposit.lines]

    def press(self, topic: str, place: int) -> None:
        """A way out on a banner."""
        notice = next(each for each in self.notices.standing if each.topic == topic)
        notice.steps[place].act()


@pytest.fixture
def at(sqlite_books: SqlBooks) -> AtDesk:
    shop = ShopBuilder(sqlite_books)
    shop.article(shop.member("M1"), "10")
    shop.article(shop.member("M2"), "20")
    return AtDesk(shop)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(ShopError) as wrong:
        act()
    return wrong.value.code


# Choosing a member


def test_members_are_found_by_code_and_name_accents_and_case_aside(at: AtDesk) -> None:
    for code, name in (("EC", "École du Parc"), ("M10", "Œuvre du Lac"), ("M11", "Les Mains d’or")):
        member = Member(new_id(), code, MemberKind.ASSOCIATION, VatStatus.FRANCHISE)
        register_members(
            at.shop.books, [(member, Identity(member.id, name))], [], id=new_id(), at=at.shop.tick()
        )
    choosing = ChoosingMember(at.desk)
    choosing.load()

    def found(text: str) -> list[str]:
        choosing.type(text)
        return [row.code for row in choosing.offered]

    assert found("m1") == ["M1", "M10", "M11"]
    assert found("ECOLE") == found("parc") == ["EC"]
    assert found("oeuvre lac") == ["M10"]
    assert found("ains") == ["M11"]
    assert found("zz") == []
    assert refused(choosing.enter) == "no_such_member"
    choosing.type("m1")
    choosing.point(1)
    choosing.point(9)
    choosing.enter()
    assert choosing.chosen is not None
    assert choosing.chosen.called == "M11 · Les Mains d’or"
    assert choosing.contract == "Aucun contrat en vigueur aujourd’hui."
    choosing.give_up()
    assert choosing.chosen is None


def test_members_are_read_again_only_when_a_register_changed(at: AtDesk) -> None:
    choosing = at.deposit.choosing
    before = choosing.members
    choosing.load()
    assert [row.code for row in choosing.members] == [row.code for row in before] == ["M1", "M2"]
    at.shop.member("M3")
    choosing.load()
    assert [row.code for row in choosing.members] == ["M1", "M2", "M3"]


def test_thousands_of_members_are_found_while_one_types(at: AtDesk) -> None:
    many = [Member(new_id(), f"T{n:04d}", MemberKind.ASSOCIATION, VatStatus.FRANCHISE) for n in range(3000)]
    pairs = [(member, Identity(member.id, f"Atelier numéro {n}")) for n, member in enumerate(many)]
    register_members(at.shop.books, pairs, [], id=new_id(), at=at.shop.tick())
    choosing = ChoosingMember(at.desk)
    choosing.load()
    begun = time.perf_counter()
    for text in ("t", "t2", "t29", "t299", "atelier num", "numero 2999"):
        choosing.type(text)
    assert time.perf_counter() - begun < 0.25
    assert [row.code for row in choosing.offered] == ["T2999"]


# Lines


def test_scans_codes_and_labels_become_lines(at: AtDesk) -> None:
    at.choose("M1")
    deposit, bowl = at.deposit, at.shop
    with bowl.books.read() as read:
        article = read.article_by_code("A1")
    assert article is not None
    deposit.scanned(article.barcodes[0])
    deposit.enter("a1")
    deposit.enter("3*")
    assert deposit.times == 3
    deposit.enter("bol 1")
    deposit.enter("2*A1")
    assert at.lines == [("Bol 1", 7)]
    at.put("Tasse", price="12,", quantity="4")
    at.put("5*Pot", price="1250")
    assert at.lines == [("Bol 1", 7), ("Tasse", 4), ("Pot", 5)]
    deposit.step(1)
    deposit.step(-1)
    assert (deposit.pieces, deposit.worth) == (16, euro("180.50"))
    deposit.remove()
    assert at.lines == [("Bol 1", 7), ("Tasse", 4)]
    at.press("removed", 0)
    assert at.lines[-1] == ("Pot", 5)


def test_known_articles_are_offered_and_taken_only_when_marked(at: AtDesk) -> None:
    at.choose("M1")
    deposit = at.deposit
    deposit.type("bo")
    assert [each.label for each in deposit.found] == ["Bol 1"]
    deposit.point(1)
    deposit.enter("bo")
    assert at.lines == [("Bol 1", 1)]
    deposit.type("bo")
    deposit.enter("bo")
    assert deposit.article.sheet is not None
    assert deposit.article.sheet.typed.label == "bo"


def test_what_is_usual_stays_from_article_to_article(at: AtDesk) -> None:
    at.choose("M1")
    at.put("Tasse", price="12,", category="Bols", maker="Jo", vat=Rate.percent("5.5"), second_hand=True)
    at.deposit.enter("Pot")
    sheet = at.deposit.article.sheet
    assert sheet is not None
    assert sheet.typed == Typed("Pot", vat=Rate.percent("5.5"), category="Bols", maker="Jo", second_hand=True)


def test_bad_fields_are_named_and_change_nothing(at: AtDesk) -> None:
    at.choose("M1")
    deposit = at.deposit
    deposit.enter("Tasse")
    for typed, code in (
        ({"price": "abc"}, "bad_price"),
        ({"price": ""}, "bad_price"),
        ({"price": "0"}, "bad_price"),
        ({"price": "12", "quantity": "0"}, "bad_pieces"),
        ({"price": "12", "quantity": "x"}, "bad_pieces"),
        ({"price": "12", "quantity": "99999"}, "bad_pieces"),
        ({"price": "12", "label": ""}, "bad_label"),
        ({"price": "12", "quantity": "2", "unique": True}, "unique_piece"),
        ({"price": "12", "category": "unlabelled"}, "bad_category"),
    ):
        sheet = deposit.article.sheet
        assert sheet is not None
        wrong = replace(sheet.typed, **typed)
        assert refused(lambda wrong=wrong: deposit.put_in(wrong)) == code
        assert deposit.lines == ()
    assert refused(deposit.save) == "article_open"
    deposit.article.close()
    assert refused(deposit.save) == "empty_deposit"
    assert refused(lambda: deposit.enter("0*A1")) == "quantity"


def test_another_members_barcode_is_refused(at: AtDesk) -> None:
    at.choose("M1")
    with at.shop.books.read() as read:
        foreign = read.article_by_code("A2")
    assert foreign is not None
    at.deposit.scanned(foreign.barcodes[0])
    assert [notice.text for notice in at.notices.standing] == [
        "«\xa0Bol 2\xa0» est à un autre membre\xa0: il lui faut son propre dépôt."
    ]
    assert at.deposit.lines == ()


def test_a_barcode_that_nobody_knows_begins_an_article_and_cannot_come_twice(at: AtDesk) -> None:
    at.choose("M1")
    deposit, code = at.deposit, "4006381333931"
    deposit.scanned(code)
    sheet = deposit.article.sheet
    assert sheet is not None
    assert (sheet.typed.label, sheet.barcodes) == ("", (code,))
    deposit.put_in(replace(sheet.typed, label="Stylo", price="2,"))
    deposit.scanned(code)
    assert at.lines == [("Stylo", 2)]
    deposit.enter("Gomme")
    assert refused(lambda: deposit.scanned(code)) == "article_open"
    assert refused(lambda: deposit.scanned("4006381333949")) == "bad_barcode"
    assert at.lines == [("Stylo", 2)]


def test_a_known_articles_other_price_is_asked_back_first(at: AtDesk) -> None:
    at.choose("M1")
    deposit = at.deposit
    deposit.enter("A1")
    deposit.enter("")
    sheet = deposit.article.sheet
    assert sheet is not None
    deposit.put_in(replace(sheet.typed, price="11,", quantity="2"))
    assert at.lines == [("Bol 1", 2)]
    assert deposit.worth == euro("20")  # until somebody says yes
    assert refused(deposit.save) == "price_unanswered"
    topic = next(notice.topic for notice in at.notices.standing if notice.steps)
    at.press(topic, 1)
    assert deposit.worth == euro("20")
    assert not any(notice.steps for notice in at.notices.standing)
    deposit.enter("")
    deposit.put_in(replace(sheet.typed, price="11,", quantity="2"))
    at.press(topic, 0)
    assert deposit.worth == euro("22")
    deposit.save()
    with at.shop.books.read() as read:
        article = read.article_by_code("A1")
    assert article is not None
    assert article.price == euro("11")
    wanted: list[object] = []
    deposit.labels(wanted.append)
    assert wanted == [{"A1": 22}]  # those that hung there already too


def test_a_fixed_net_price_is_asked_where_the_contract_says_so(at: AtDesk) -> None:
    person = Member(new_id(), "M5", MemberKind.ASSOCIATION, VatStatus.FRANCHISE)
    clauses = Clauses(memo=True, markdown=(MarkdownStep(30, Rate.percent(20)),))
    terms = Terms(new_id(), person.id, BEGINNING, Rate.percent(30), VatRole.B, clauses=clauses)
    register_members(
        at.shop.books, [(person, Identity(person.id, "Cinq"))], [terms], id=new_id(), at=at.shop.tick()
    )
    at.deposit.load()
    at.choose("M5")
    at.deposit.enter("Tasse")
    sheet = at.deposit.article.sheet
    assert sheet is not None
    typed = replace(sheet.typed, price="12,")
    assert refused(lambda: at.deposit.put_in(typed)) == "net_missing"
    assert refused(lambda: at.deposit.put_in(replace(typed, net="13,"))) == "bad_net"
    assert refused(lambda: at.deposit.put_in(replace(typed, net="8,", floor="13,"))) == "bad_floor"
    at.deposit.put_in(replace(typed, net="8,", floor="9,"))
    at.deposit.save()
    with at.shop.books.read() as read:
        (article,) = read.articles_of(person.id)
    assert (article.net, article.floor) == (euro("8"), euro("9"))


def test_advice_stands_beside_a_label_that_sold(at: AtDesk) -> None:
    at.shop.open(when(3))
    with at.shop.books.read() as read:
        article = read.article_by_code("A1")
    assert article is not None
    at.shop.sell(article, cash("10"))
    at.choose("M1")
    assert at.deposit.article.advise("bol", "") == "Vendu\xa0: 1 pièce à 10,00\xa0€ («\xa0bol\xa0»)"
    assert at.deposit.article.advise("vase", "") == ""


# The slip, and what is not finished


def test_two_presses_record_once(at: AtDesk) -> None:
    at.choose("M1")
    at.put("Tasse", price="12,", quantity="3")
    at.deposit.write_down()
    at.deposit.save()
    at.deposit.save()
    recorded = at.deposit.recorded
    assert recorded is not None
    assert (recorded.slip.pieces, recorded.slip.volunteer) == (3, "Lise Martin")
    with at.shop.books.read() as read:
        assert read.worksheets("deposit") == []
        assert len(read.articles_of(recorded.slip.member_id)) == 2
    at.deposit.write_down()  # late: what is recorded is not kept again
    with at.shop.books.read() as read:
        assert read.worksheets("deposit") == []
    at.deposit.next()
    assert (at.deposit.member, at.deposit.lines, at.deposit.recorded) == (None, (), None)


def test_an_unfinished_deposit_waits_and_goes_on_under_its_id(at: AtDesk) -> None:
    at.choose("M1")
    at.put("Tasse", price="12,", quantity="3", category="Bols")
    at.deposit.enter("2*A1")
    at.deposit.write_down()
    later = AtDesk(at.shop).deposit  # after a crash
    (begun,) = later.begun
    assert (begun.member, begun.pieces) == ("M1 · Atelier M1", 5)
    later.go_on(begun)
    assert later.lines == at.deposit.lines
    later.save()
    assert later.recorded is not None
    at.deposit.save()  # the same deposit from the other till: recorded once
    assert at.deposit.recorded == later.recorded


def test_who_changes_the_member_loses_nothing(at: AtDesk) -> None:
    at.choose("M1")
    at.put("Tasse", price="12,", quantity="3")
    at.deposit.choosing.give_up()
    assert at.deposit.lines == ()
    at.choose("M2")
    at.deposit.choosing.give_up()  # nothing was put in: nothing waits
    (begun,) = at.deposit.begun
    assert (begun.member, begun.pieces) == ("M1 · Atelier M1", 3)


def test_nothing_changes_while_a_slip_is_recorded(at: AtDesk) -> None:
    at.choose("M1")
    at.put("Tasse", price="12,")
    slow = SlowLane(at.notices.trouble)
    at.desk.lane = slow
    at.deposit.save()
    assert refused(lambda: at.deposit.enter("A1")) == "being_saved"
    at.deposit.step(1)
    at.deposit.remove()
    assert at.lines == [("Tasse", 1)]
    at.deposit.choosing.give_up()
    slow.catch_up()
    assert at.deposit.recorded is None
    assert [notice.text for notice in at.notices.standing] == ["Bon de dépôt BD-2026-0003"]
    assert at.deposit.begun == []


def test_a_picture_from_a_file_comes_into_the_books(at: AtDesk) -> None:
    at.choose("M1")
    at.deposit.enter("Tasse")
    at.deposit.article.paint_from(PICTURES / "no-such.png")
    assert any("no-such.png" in notice.text for notice in at.notices.standing)
    at.deposit.article.paint_from(next(iter(sorted(PICTURES.glob("*.png")))))
    sheet = at.deposit.article.sheet
    assert sheet is not None
    at.deposit.put_in(replace(sheet.typed, price="12,"))
    at.deposit.save()
    with at.shop.books.read() as read:
        article = read.article_by_code("M1-001")
    assert article is not None
    assert article.picture == sheet.picture != ""


def test_what_was_begun_can_be_thrown_away_and_taken_back(at: AtDesk) -> None:
    at.choose("M1")
    at.put("Tasse", price="12,")
    at.deposit.write_down()
    at.deposit.choosing.give_up()
    (begun,) = at.deposit.begun
    at.deposit.throw_away(begun)
    assert at.deposit.begun == []
    at.press("begun", 0)
    assert [each.sheet for each in at.deposit.begun] == [begun.sheet]


def test_an_earlier_deposit_is_copied(at: AtDesk) -> None:
    at.choose("M1")
    deposit = at.deposit
    at.put("Tasse", price="12,", quantity="3")
    at.put("Toile", price="90,", unique=True)
    deposit.save()
    recorded = deposit.recorded
    assert recorded is not None
    deposit.next()
    at.choose("M1")
    deposit.look_for_earlier()
    assert deposit.earlier[0].number == recorded.number
    deposit.copy(recorded.number)
    assert at.lines == [("Tasse", 3)]
    assert any("laissé de côté" in notice.text for notice in at.notices.standing)


def test_a_trouble_while_saving_keeps_the_deposit(at: AtDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    from ess_shop.errors import StorageTrouble

    at.choose("M1")
    at.put("Tasse", price="12,")

    def full(*_given: object) -> None:
        raise StorageTrouble("disk_full", "The disk is full: make room, then try again.")

    with monkeypatch.context() as broken:
        broken.setattr("ui.desktop.presenters.deposit.receive", full)
        at.deposit.save()
    assert at.deposit.recorded is None
    assert at.lines == [("Tasse", 1)]
    at.deposit.save()
    assert at.deposit.recorded is not None


def test_only_who_may_takes_goods_in(at: AtDesk) -> None:
    at.choose("M1")
    at.put("Tasse", price="12,")
    at.desk.sit(Person("3" * 32, "Atelier M1", Role.MEMBER))
    assert refused(at.deposit.save) == "not_allowed"
    at.desk.sit(AICHA)
    at.deposit.save()
    assert at.deposit.recorded is not None
