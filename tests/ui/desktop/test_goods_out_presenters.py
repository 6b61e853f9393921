"""Goods that go out and goods whose time is over, without a window, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from shop_builder import ShopBuilder, euro
from slow_lane import SlowLane
from till_at_work import LISE, KeptPrinter

from ess_shop.domain.articles import Article
from ess_shop.domain.clauses import After, Clauses, MarkdownStep
from ess_shop.domain.ids import new_id
from ess_shop.domain.mail import Letter
from ess_shop.domain.money import Rate
from ess_shop.domain.people import Person, Role
from ess_shop.domain.post import NoPost
from ess_shop.domain.slips import SlipKind
from ess_shop.domain.stays import Stay
from ess_shop.errors import ShopError, StorageTrouble
from ess_shop.papers import ExpiryLetter
from ess_shop.reading import SlipQuery, SlipRow
from ess_shop.services import own_account, telling, withdrawing
from ess_shop.services.own_account import Request, Wish
from ess_shop.services.registering import register_members, register_people
from ess_shop.wording import speaking
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.expiring import ExpiringPresenter
from ui.desktop.presenters.going_out import GoingOutPresenter
from ui.desktop.presenters.going_out_recording import AMOUNT, CONTRACT, NOTHING
from ui.desktop.presenters.lane import InlineLane
from ui.desktop.presenters.notices import Notices
from ui.desktop.presenters.requests import RequestsPresenter


@dataclass
class Box(NoPost):
    """A post that keeps each letter once."""

    ready: bool = True
    letters: dict[str, Letter] = field(default_factory=dict)

    def submit(self, letter: Letter) -> None:
        self.letters.setdefault(letter.id, letter)


@dataclass
class Papers:
    """Papers that are asked for."""

    letters: list[ExpiryLetter] = field(default_factory=list)

    def letter(self, letter: ExpiryLetter) -> None:
        self.letters.append(letter)


class AtDesk:
    """Two members with goods; M1's stay 60 days and 10 of grace, then something is done with them."""

    def __init__(self, shop: ShopBuilder) -> None:
        self.shop, self.notices = shop, Notices(speaking("fr"))
        self.box, self.papers = Box(), Papers()
        self.potter, self.weaver = shop.member("M1"), shop.member("M2")
        self.agree(After.RETURN)
        self.bowl, self.cup = (
            shop.article(self.potter, "12", pieces=5),
            shop.article(self.potter, "4", pieces=6),
        )
        self.scarf = shop.article(self.weaver, "40", pieces=3)
        self.desk = Desk(
            books=shop.books,
            till="C1",
            lane=InlineLane(self.notices.trouble),
            words=speaking("fr"),
            notices=self.notices,
            clock=lambda: shop.now,
            printer=KeptPrinter(),
            person=LISE,
        )
        with shop.books.read() as read:
            settings = read.shop()
        self.out = GoingOutPresenter(self.desk, settings)
        self.out.load()
        self.expiring = ExpiringPresenter(self.desk, settings, self.papers, self.box)  # type: ignore[arg-type]

    def agree(self, after: After, *steps: MarkdownStep, email: str = "potier@example.org") -> None:
        with self.shop.books.read() as read:
            terms = read.terms(self.potter.id)[0]
            identity = read.identities()[self.potter.id]
            revision = read.member(self.potter.id).revision + 1
        clauses = Clauses(grace_days=10, after=after, markdown=steps)
        register_members(
            self.shop.books,
            [(replace(self.potter, revision=revision), replace(identity, email=email))],
            [replace(terms, duration_days=60, clauses=clauses)],
            id=new_id(),
            at=self.shop.tick(),
        )

    def scan(self, *articles: Article) -> None:
        for article in articles:
            self.out.scanned(article.barcodes[0])

    def slips(self, kind: SlipKind) -> list[SlipRow]:
        with self.shop.books.read() as read:
            return list(read.slips(SlipQuery(kind=kind)))

    def stock(self, article: Article) -> tuple[int, int]:
        """Here and away."""
        with self.shop.books.read() as read:
            return read.stock_of(article.id), read.away_of(article.id)

    @property
    def lines(self) -> list[tuple[str, int]]:
        return [(line.goods.code, line.quantity) for line in self.out.lines.lines]

    @property
    def said(self) -> str:
        return " ".join(notice.text for notice in self.notices.standing)

    def step(self, label: str) -> None:
        """Press that button of the banners."""
        steps = [step for notice in self.notices.standing for step in notice.steps]
        next(step for step in steps if step.label == label).act()

    def later(self, days: int) -> None:
        self.shop.now += timedelta(days=days)
        self.expiring.load()


@pytest.fixture
def at(shop: ShopBuilder) -> AtDesk:
    return AtDesk(shop)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(ShopError) as wrong:
        act()
    return wrong.value.code


# The lines


def test_three_of_what_comes_and_never_more_than_there_is(at: AtDesk) -> None:
    at.scan(at.bowl)
    lines = at.out.lines
    lines.enter("3*")
    assert lines.times == 3
    at.scan(at.cup)
    lines.enter(f"2*{at.cup.code}")
    assert at.lines == [(at.bowl.code, 1), (at.cup.code, 5)]
    assert refused(lambda: lines.enter(f"2*{at.cup.code}")) == "not_so_many"
    assert refused(lambda: lines.enter("0*")) == "quantity"
    assert at.lines[1][1] == 5
    lines.step(1)
    assert refused(lambda: lines.step(1)) == "not_so_many"
    lines.set_quantity("2")
    assert at.lines[1][1] == 2
    lines.set_quantity("")
    assert at.lines[1][1] == 6
    for typed in ("0", "x", "-1", "99999"):
        assert refused(lambda typed=typed: lines.set_quantity(typed)) in ("bad_pieces", "quantity")
    assert (lines.pieces, lines.worth) == (7, euro("36"))


def test_letters_find_and_all_of_it_is_taken(at: AtDesk) -> None:
    at.scan(at.bowl)
    lines = at.out.lines
    lines.type("bol")
    assert [row.code for row in lines.found] == [at.bowl.code, at.cup.code]
    lines.point(1)
    lines.enter("bol")
    assert at.lines == [(at.bowl.code, 1), (at.cup.code, 1)]
    lines.remove()
    assert at.lines == [(at.bowl.code, 1)]
    lines.take_all()
    assert at.lines == [(at.bowl.code, 5), (at.cup.code, 6)]
    lines.enter("nobody knows this")
    assert "nobody knows this" in at.said


def test_scans_before_the_books_have_answered_are_not_lost(at: AtDesk) -> None:
    lane = at.desk.lane = SlowLane(at.notices.trouble)
    at.scan(at.bowl, at.cup, at.bowl)
    lane.catch_up()
    assert sorted(at.lines) == sorted([(at.bowl.code, 2), (at.cup.code, 1)])


def test_an_article_of_which_nothing_is_there_is_said(at: AtDesk) -> None:
    withdrawing.give_back(at.shop.books, at.shop.slip((at.scarf, 3)))
    at.scan(at.scarf)
    assert at.scarf.label in at.said
    assert at.lines == []


# Slips


def test_a_double_press_is_one_slip(at: AtDesk) -> None:
    at.scan(at.bowl)
    lane = at.desk.lane = SlowLane(at.notices.trouble)
    at.out.save()
    at.out.save()
    lane.catch_up()
    assert len(at.slips(SlipKind.WITHDRAWAL)) == 1
    assert at.stock(at.bowl) == (4, 0)


def test_a_full_disk_writes_nothing_and_the_slip_waits(at: AtDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise StorageTrouble("disk_full", "The disk is full: make room, then try again.")

    at.scan(at.bowl)
    with monkeypatch.context() as broken:
        broken.setattr("ui.desktop.presenters.going_out_recording.withdrawing.give_back", full)
        at.out.save()
    assert at.said
    assert at.stock(at.bowl) == (5, 0)
    at.out.save()
    assert at.stock(at.bowl) == (4, 0)


def test_only_who_may_hands_goods_out(at: AtDesk) -> None:
    at.scan(at.bowl)
    at.desk.sit(Person("3" * 32, "Atelier M1", Role.MEMBER))
    assert refused(at.out.save) == "not_allowed"
    assert refused(at.expiring.give_back) == "not_allowed"


def test_what_is_missing_is_said_kind_by_kind(at: AtDesk) -> None:
    assert refused(at.out.save) == "no_member"
    at.scan(at.bowl)
    at.out.lines.remove()
    assert refused(at.out.save) == "nothing_out"
    at.scan(at.bowl)
    missing = {
        SlipKind.DONATION: "receiver_missing",
        SlipKind.LOSS: "note_missing",
        SlipKind.BREAKAGE: "note_missing",
        SlipKind.TRANSFER_OUT: "fair_missing",
    }
    for kind, code in missing.items():
        at.out.choose_kind(kind)
        assert refused(at.out.save) == code
    assert at.stock(at.bowl) == (5, 0)


@pytest.mark.parametrize(
    ("gets", "typed", "cents"), [(CONTRACT, "", 1680), (AMOUNT, "1250", 1250), (NOTHING, "9", 0)]
)
def test_what_the_member_gets_for_what_broke(at: AtDesk, gets: str, typed: str, cents: int) -> None:
    at.scan(at.bowl, at.bowl)
    at.out.choose_kind(SlipKind.BREAKAGE)
    assert at.out.contract == euro("16.80")
    at.out.choose_gets(gets)
    at.out.note = "étagère tombée"
    at.out.save(amount=typed)
    assert at.slips(SlipKind.BREAKAGE)[0].compensation.minor == cents


def test_another_member_begins_another_slip_and_the_first_one_waits(at: AtDesk) -> None:
    at.scan(at.bowl)
    at.out.choosing.choose_id(at.weaver.id)
    at.scan(at.scarf)
    at.out.save()
    at.out.next()
    (begun,) = at.out.begun
    assert (begun.kind, begun.pieces) == (SlipKind.WITHDRAWAL, 1)
    at.out.go_on(begun)
    assert at.lines == [(at.bowl.code, 1)]
    at.out.save()
    at.out.next()
    assert at.out.begun == []
    with at.shop.books.read() as read:
        assert not read.worksheets("going_out")


# Fairs


def test_a_trip_is_all_or_nothing(at: AtDesk) -> None:
    at.out.choose_kind(SlipKind.TRANSFER_OUT)
    at.scan(at.bowl, at.scarf)
    at.out.note = "Foire"
    withdrawing.give_back(at.shop.books, at.shop.slip((at.scarf, 3)))
    at.out.save()
    assert at.scarf.label in at.said
    assert at.slips(SlipKind.TRANSFER_OUT) == []
    at.out.lines.remove()
    at.out.save()
    assert [row.member for row in at.slips(SlipKind.TRANSFER_OUT)] == ["M1"]


def test_a_trip_survives_and_is_recorded_once(at: AtDesk) -> None:
    at.out.choose_kind(SlipKind.TRANSFER_OUT)
    at.scan(at.bowl, at.scarf, at.cup)
    at.out.note = "Foire"
    at.out.write_down()
    again = GoingOutPresenter(at.desk, at.out.shop)
    again.load()
    (begun,) = again.begun
    assert (begun.member, begun.pieces) == ("", 3)
    again.go_on(begun)
    assert [(pack.member[:2], pack.pieces) for pack in again.every_pack] == [("M1", 2), ("M2", 1)]
    again.save()
    at.out.save()
    assert len(at.slips(SlipKind.TRANSFER_OUT)) == 2, "the same trip on two screens is one"
    assert at.stock(at.scarf) == (2, 1)


def test_a_packed_trip_is_no_other_kind_of_slip(at: AtDesk) -> None:
    at.out.choose_kind(SlipKind.TRANSFER_OUT)
    at.scan(at.bowl, at.scarf)
    assert refused(lambda: at.out.choose_kind(SlipKind.DONATION)) == "trip_packed"
    at.out.leave_pack(at.out.packs[0])
    at.out.choose_kind(SlipKind.DONATION)
    assert at.out.kind is SlipKind.DONATION


def test_everything_back_but_what_stays_there(at: AtDesk) -> None:
    at.out.choose_kind(SlipKind.TRANSFER_IN)
    at.out.everything_back()
    assert at.said
    at.out.choose_kind(SlipKind.TRANSFER_OUT)
    at.scan(at.bowl, at.bowl, at.scarf)
    at.out.note = "Foire"
    at.out.save()
    at.out.next()
    at.out.choose_kind(SlipKind.TRANSFER_IN)
    at.out.everything_back()
    at.out.open_pack(at.out.packs[0])
    at.out.lines.set_quantity("1")
    at.out.note = "Foire"
    at.out.save()
    assert at.stock(at.bowl) == (4, 1)
    assert at.stock(at.scarf) == (3, 0)


# Time is over


def test_the_contract_acts_on_what_is_over_alone(at: AtDesk) -> None:
    at.later(65)
    assert {row.state for row in at.expiring.rows} == {Stay.GRACE}
    assert refused(at.expiring.as_agreed) == "not_over"
    at.shop.now -= timedelta(days=40)
    fresh = at.shop.article(at.potter, "7", pieces=2)
    at.later(46)
    assert {row.code: row.state for row in at.expiring.rows} == {
        at.bowl.code: Stay.OVER,
        at.cup.code: Stay.OVER,
        fresh.code: Stay.ENDING,
    }
    at.expiring.as_agreed()
    assert [row.pieces for row in at.slips(SlipKind.WITHDRAWAL)] == [11]
    assert [row.code for row in at.expiring.rows] == [fresh.code]


def test_an_act_is_done_once_and_taken_back(at: AtDesk) -> None:
    at.later(71)
    lane = at.desk.lane = SlowLane(at.notices.trouble)
    for _ in range(3):
        at.expiring.as_agreed()
    lane.catch_up()
    assert len(at.slips(SlipKind.WITHDRAWAL)) == 1
    assert at.stock(at.bowl) == (0, 0)
    at.desk.lane = InlineLane(at.notices.trouble)
    at.step("Le reprendre")
    assert at.stock(at.bowl) == (5, 0)
    assert len(at.expiring.rows) == 2


def test_more_days_are_given_and_taken_back(at: AtDesk) -> None:
    at.later(71)
    at.expiring.prolong(30)
    assert at.expiring.rows == []
    at.step("Le reprendre")
    assert [row.state for row in at.expiring.rows] == [Stay.OVER] * 2
    assert not list(at.shop.books.defects())


def test_what_was_sold_meanwhile_is_said_and_nothing_written(at: AtDesk) -> None:
    at.later(71)
    withdrawing.give_back(at.shop.books, at.shop.slip((at.cup, 2)))
    at.expiring.as_agreed()
    assert at.cup.label in at.said
    assert len(at.slips(SlipKind.WITHDRAWAL)) == 1
    assert {row.code: row.on_hand for row in at.expiring.rows}[at.cup.code] == 4


def test_a_full_disk_is_said_and_the_list_stays(at: AtDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object, **_more: object) -> None:
        raise StorageTrouble("disk_full", "The disk is full: make room, then try again.")

    at.later(71)
    with monkeypatch.context() as broken:
        broken.setattr("ui.desktop.presenters.expiring.withdrawing.give_back", full)
        broken.setattr("ui.desktop.presenters.expiring.expiring.prolong", full)
        at.expiring.as_agreed()
        at.expiring.prolong(30)
    assert at.said
    assert len(at.expiring.rows) == 2
    at.expiring.as_agreed()
    assert at.stock(at.bowl) == (0, 0)


def test_kept_goods_stay_on(at: AtDesk) -> None:
    at.agree(After.KEEP)
    at.later(71)
    at.expiring.as_agreed()
    assert at.expiring.rows == []
    assert at.stock(at.bowl) == (5, 0)


def test_marked_down_goods_say_from_when_they_cost_what(at: AtDesk) -> None:
    steps = (MarkdownStep(60, Rate.percent(25)), MarkdownStep(90, Rate.percent(50)))
    at.agree(After.MARKDOWN, *steps)
    at.later(71)
    assert "9,00" in at.expiring.said
    assert "6,00" in at.expiring.said
    assert refused(at.expiring.as_agreed) == "marked_by_itself"
    assert at.stock(at.bowl) == (5, 0)


def test_the_members_language_and_once_a_day(at: AtDesk) -> None:
    with at.shop.books.read() as read:
        choice = replace(telling.choice_of(read, at.potter.id), language="en")
    telling.choose(at.shop.books, at.potter.id, choice, id=new_id(), at=at.shop.tick())
    at.later(71)
    at.expiring.mail()
    at.expiring.mail()
    (letter,) = at.box.letters.values()
    assert "Dear" in letter.text
    at.expiring.letter()
    (paper,) = at.papers.letters
    assert {row.code for row in paper.rows} == {at.bowl.code, at.cup.code}
    assert at.expiring.rows[0].told == at.shop.now.date()


def test_without_an_address_there_is_no_letter_by_mail(at: AtDesk) -> None:
    at.agree(After.RETURN, email="")
    at.later(71)
    at.expiring.mail()
    assert at.said
    assert at.box.letters == {}
    assert at.expiring.rows[0].told is None


def test_nothing_is_sent_while_practising(at: AtDesk) -> None:
    at.later(71)
    at.desk.training = True
    at.expiring.mail()
    assert at.box.letters == {}


def test_one_line_alone(at: AtDesk) -> None:
    at.later(71)
    at.expiring.mean(whole=False)
    at.expiring.point(1)
    at.expiring.give_away("Emmaüs")
    (row,) = at.slips(SlipKind.DONATION)
    assert (row.pieces, row.note) == (6, "Emmaüs")
    assert [each.code for each in at.expiring.rows] == [at.bowl.code]
    assert refused(lambda: at.expiring.give_away(" ")) == "receiver_missing"


# What a member asked for


def wish(at: AtDesk, kind: Wish, *goods: tuple[Article, int]) -> Request:
    """What the potter asks in their own room."""
    potter = Person(new_id(), "Atelier M1", Role.MEMBER, pin="x", member_id=at.potter.id)
    manager = Person(new_id(), "Irène", Role.MANAGER, pin="x")
    register_people(at.shop.books, [manager, potter], id=new_id(), at=at.shop.tick())
    wanted = [(article.id, quantity) for article, quantity in goods]
    return own_account.ask(at.shop.books, potter, kind, wanted, id=new_id(), at=at.shop.tick())


def requests(at: AtDesk) -> list[Request]:
    with at.shop.books.read() as read:
        return list(own_account.requests(read))


def test_what_was_asked_for_is_on_the_slip_and_done_with_it(at: AtDesk) -> None:
    asked = wish(at, Wish.WITHDRAWAL, (at.bowl, 2), (at.cup, 6))
    at.scan(at.scarf)
    at.out.choose_kind(SlipKind.BREAKAGE)
    at.out.prepare(asked)
    assert at.out.kind is SlipKind.WITHDRAWAL
    assert at.lines == [(at.bowl.code, 2), (at.cup.code, 6)]
    at.out.save()
    assert [row.pieces for row in at.slips(SlipKind.WITHDRAWAL)] == [8]
    assert requests(at) == []
    at.out.next()
    at.out.load()
    assert [(each.kind, each.pieces) for each in at.out.begun] == [(SlipKind.BREAKAGE, 1)], "it waits"


def test_a_slip_of_a_request_that_waits_is_gone_on_with(at: AtDesk) -> None:
    asked = wish(at, Wish.WITHDRAWAL, (at.bowl, 2))
    at.out.prepare(asked)
    at.out.lines.step(-1)
    at.out.write_down()
    at.out = GoingOutPresenter(at.desk, at.out.shop)
    at.out.prepare(asked)
    assert at.lines == [(at.bowl.code, 1)], "nobody has to begin again"
    at.out.prepare(asked)
    assert at.lines == [(at.bowl.code, 1)]
    at.out.save()
    assert requests(at) == []
    assert at.stock(at.bowl) == (4, 0)


def test_what_is_not_here_any_longer_is_said(at: AtDesk) -> None:
    asked = wish(at, Wish.WITHDRAWAL, (at.bowl, 5), (at.cup, 1))
    at.scan(at.bowl)
    at.out.lines.set_quantity("3")
    at.out.save()
    at.out.prepare(asked)
    assert at.lines == [(at.bowl.code, 2), (at.cup.code, 1)]
    assert "3 pièces demandées" in at.said


def test_another_slip_does_not_end_the_request(at: AtDesk) -> None:
    asked = wish(at, Wish.WITHDRAWAL, (at.bowl, 1))
    at.out.prepare(asked)
    at.out.choose_kind(SlipKind.DONATION)
    at.out.note = "Croix-Rouge"
    at.out.save()
    assert requests(at) == [asked], "it was not given back"
    at.out.next()
    at.out.choose_kind(SlipKind.WITHDRAWAL)
    at.scan(at.cup)
    at.out.save()
    assert requests(at) == [asked]


def test_a_full_disk_leaves_the_request(at: AtDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise StorageTrouble("disk_full", "The disk is full: make room, then try again.")

    asked = wish(at, Wish.WITHDRAWAL, (at.bowl, 1))
    at.out.prepare(asked)
    with monkeypatch.context() as broken:
        broken.setattr("ui.desktop.presenters.going_out_recording.withdrawing.give_back", full)
        at.out.save()
    assert requests(at) == [asked]


def test_goods_that_a_member_will_bring_make_no_slip(at: AtDesk) -> None:
    asked = wish(at, Wish.RESTOCK, (at.bowl, 30))
    presenter = RequestsPresenter(at.desk)
    presenter.prepared.connect(at.out.prepare)
    assert refused(lambda: presenter.prepare(asked)) == "nothing_back"
    assert at.lines == []
