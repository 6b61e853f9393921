"""The members' directory and files as their presenters tell them; no window is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from shop_builder import MARCH, ShopBuilder, card, euro, when

from db.books import SqlBooks
from ess_shop.domain.ids import new_id
from ess_shop.domain.member_form import MemberForm
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.money import Rate
from ess_shop.domain.people import Person, Role
from ess_shop.domain.receipt_printer import NoPrinter
from ess_shop.domain.terms import BEGINNING, Terms, VatRole
from ess_shop.errors import Refused
from ess_shop.services import forgetting
from ess_shop.services.adjusting import adjust
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.registering import register_members
from ess_shop.wording import speaking
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.erasing_member import ErasingMember
from ui.desktop.presenters.lane import InlineLane
from ui.desktop.presenters.member_form import MemberFormPresenter
from ui.desktop.presenters.member_glance import GlancePresenter
from ui.desktop.presenters.member_goods import MemberGoodsPresenter
from ui.desktop.presenters.member_history import ALL, CONTRACTS, MONEY, SLIPS, MemberHistoryPresenter
from ui.desktop.presenters.member_notes import MemberNotesPresenter
from ui.desktop.presenters.member_sold import MemberSoldPresenter
from ui.desktop.presenters.members import NEW, MembersPresenter
from ui.desktop.presenters.notices import Notices, Tone

PAUL = Person("3" * 32, "Paul", Role.TREASURER)
LISE = Person("1" * 32, "Lise", Role.VOLUNTEER)

NAMES = {"M1": "Zéphyr", "M2": "Élise Roche", "M3": "Eau vive", "M4": "Œuvres de Die", "M5": "Fil"}


def enrolled(shop: ShopBuilder, code: str, name: str, **identity: str) -> Member:
    member = Member(new_id(), code, MemberKind.ASSOCIATION, VatStatus.FRANCHISE)
    terms = Terms(new_id(), member.id, BEGINNING, Rate.percent(30), VatRole.B)
    who = Identity(member.id, name, **identity)
    register_members(shop.books, [(member, who)], [terms], id=new_id(), at=shop.tick())
    return member


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    return ShopBuilder(sqlite_books)


@pytest.fixture
def desk(shop: ShopBuilder) -> Desk:
    words = speaking("en")
    desk = Desk(shop.books, "C1", InlineLane(), words, Notices(words), lambda: shop.now, NoPrinter())
    desk.sit(PAUL)
    return desk


@pytest.fixture
def room(shop: ShopBuilder, desk: Desk) -> MembersPresenter:
    for code, name in NAMES.items():
        enrolled(shop, code, name, town="Saint-Étienne" if code == "M5" else "", email=f"{code}@exemple.org")
    with shop.books.read() as read:
        room = MembersPresenter(desk, read.shop())
    room.load()
    return room


def told(desk: Desk) -> list[str]:
    return [notice.text for notice in desk.notices.standing]


# The directory


def test_accents_do_not_disturb_the_order(room: MembersPresenter) -> None:
    assert [each.name for each in room.shown] == ["Eau vive", "Élise Roche", "Fil", "Œuvres de Die", "Zéphyr"]
    assert room.chosen == room.shown[0]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("elise", ["M2"]),
        ("ROCHE él", ["M2"]),
        ("oeuvres", ["M4"]),
        ("m3", ["M3"]),
        ("saint etienne", ["M5"]),
        ("m5@exemple", ["M5"]),
        ("e", ["M3", "M2", "M5", "M4", "M1"]),
        ("zzz", []),
    ],
)
def test_members_are_found_by_all_that_names_them(
    room: MembersPresenter, typed: str, codes: list[str]
) -> None:
    room.type(typed)
    assert [each.row.code for each in room.shown] == codes
    assert (room.chosen.row.code if room.chosen else None) == (codes[0] if codes else None)


def test_arrows_point_and_stop_at_the_ends(room: MembersPresenter) -> None:
    seen: list[str] = []
    room.chose.connect(lambda: seen.append(room.chosen.row.code if room.chosen else ""))
    for step in (-1, 1, 1, -1):
        room.step(step)
    assert seen == ["M2", "M5", "M2"]
    room.type("zéphyr")
    room.type("")
    assert room.chosen is not None
    assert room.chosen.row.code == "M1"


def test_figures_stand_beside_the_names(shop: ShopBuilder, room: MembersPresenter) -> None:
    fil = next(each for each in room.shown if each.name == "Fil")
    assert (room.owed(fil), room.pieces(fil)) == ("", "")
    with shop.books.read() as read:
        member = read.member_file(fil.member_id).member
    bowl = shop.article(member, "10", pieces=5)
    shop.open(when(3))
    shop.sell(Asked(bowl.id, 2), card("20"))
    room.load()
    assert (room.owed(fil), room.pieces(fil)) == ("€14.00", "3")


def test_who_is_named_is_pointed_at_whatever_was_typed(room: MembersPresenter) -> None:
    other = room.shown[-1]
    room.type("elise")
    shown: list[str] = []
    room.chose.connect(lambda: shown.append(room.chosen.member_id if room.chosen else ""))
    room.go_to(other.member_id)
    assert (room.text, shown[-1]) == ("", other.member_id)


def test_the_erased_stand_at_the_end(shop: ShopBuilder, room: MembersPresenter) -> None:
    first = room.shown[0]
    forgetting.forget(shop.books, first.member_id, id=new_id(), at=shop.tick())
    room.load()
    assert room.shown[-1].name == f"Erased member {first.row.code}"
    room.type("eau vive")
    assert list(room.shown) == []


# At a glance


@pytest.fixture
def potter(shop: ShopBuilder) -> Member:
    """Two bowls sold and settled in March, one on 2 April, three on 20 April, when it is the evening."""
    potter = enrolled(shop, "M1", "Poterie", iban="FR7630006000011234567890189")
    bowl = shop.article(potter, "10", pieces=20)
    shop.open(when(3))
    shop.sell(Asked(bowl.id, 2), card("20"))
    shop.close()
    shop.settle(MARCH)
    for day, pieces in ((2, 1), (20, 3)):
        shop.open(when(day, 4))
        shop.sell(Asked(bowl.id, pieces), card(f"{pieces}0"))
        shop.close()
    return potter


def test_the_treasurers_question_is_answered(desk: Desk, potter: Member) -> None:
    glance = GlancePresenter(desk)
    glance.show_member(potter.id)
    assert glance.owed == (
        "Owed now: €28.00, of which €21.00 were sold in the last 14 days and could still come back."
    )
    assert [(each.amount, each.hint) for each in glance.figures] == [
        ("€28.00", ""),
        ("€21.00", "until 4 May 2026"),
        ("€7.00", ""),
    ]
    assert glance.goods == "14 pieces here, worth €140.00."
    assert glance.papers[0] == "Last statement RV-2026-03-0001, March 2026: €14.00 to pay."
    assert glance.papers[1].startswith("Last payout: €14.00 on 1 Apr 2026")


def later(shop: ShopBuilder, _member: Member) -> None:
    shop.now = when(20, 5)


def in_debt(shop: ShopBuilder, member: Member) -> None:
    adjust(
        shop.books,
        id=new_id(),
        at=shop.tick(),
        day=date(2026, 4, 20),
        member_id=member.id,
        amount=euro("-30"),
        reason="avance",
    )


def even(shop: ShopBuilder, member: Member) -> None:
    adjust(
        shop.books,
        id=new_id(),
        at=shop.tick(),
        day=date(2026, 4, 20),
        member_id=member.id,
        amount=euro("-28"),
        reason="avance",
    )


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (later, "Owed now: €28.00, nothing of which was sold in the last 14 days."),
        (in_debt, "Poterie owes the shop €2.00 now."),
        (even, "Nothing is owed now."),
    ],
)
def test_every_way_to_stand_has_its_sentence(
    shop: ShopBuilder, desk: Desk, potter: Member, happens: Callable[[ShopBuilder, Member], None], said: str
) -> None:
    happens(shop, potter)
    glance = GlancePresenter(desk)
    glance.show_member(potter.id)
    assert glance.owed == said


# Goods, sales, history


def test_an_article_tells_how_it_moved(desk: Desk, potter: Member) -> None:
    goods = MemberGoodsPresenter(desk)
    goods.show_member(potter.id)
    (bowl,) = goods.goods
    assert (goods.sums, goods.since(bowl), goods.until(bowl)) == (
        "14 pieces, worth €140.00 at their tags.",
        "2 Mar 2026",
        "",
    )
    assert goods.until(replace(bowl, until=date(2026, 4, 1))) == "1 Apr 2026, over"
    goods.open(bowl)
    assert [(goods.why(move), move.quantity, move.on_hand) for move in goods.moves] == [
        ("sale", -3, 14),
        ("sale", -1, 17),
        ("sale", -2, 18),
        ("deposit", 20, 20),
    ]


def test_a_month_of_sales_is_turned(shop: ShopBuilder, desk: Desk, potter: Member) -> None:
    shop.open(when(21, 4))
    shop.sell([AskedBack("C1", 3, 1, 1)], card("-10"))
    sold = MemberSoldPresenter(desk)
    sold.show_member(potter.id)
    assert sold.sums == "3 pieces, €30.00; their part: €21.00."
    assert [sold.came_back(line) for line in sold.lines] == ["Bol 1 (came back)", "Bol 1", "Bol 1"]
    assert [(day, amount) for day, amount in sold.days if amount] == [
        (2, euro("10")),
        (20, euro("30")),
        (21, euro("-10")),
    ]
    assert sold.last
    sold.step(1)
    assert sold.month.number == 4
    sold.step(-1)
    assert (sold.month, sold.sums, len(sold.days)) == (MARCH, "2 pieces, €20.00; their part: €14.00.", 31)
    sold.step(-1)
    assert sold.sums == "Nothing was sold in February 2026."


def test_the_history_is_sorted_by_papers(desk: Desk, potter: Member) -> None:
    history = MemberHistoryPresenter(desk)
    history.show_member(potter.id)
    assert [line.what for line in history.lines] == ["payout", "statement", "deposit", "contract"]
    assert (history.lines[0].amount, history.lines[-1].day) == ("€14.00", "from the start")
    counts = {}
    for only in (ALL, SLIPS, MONEY, CONTRACTS):
        history.choose(only)
        counts[only] = len(history.lines)
    assert counts == {ALL: 4, SLIPS: 1, MONEY: 2, CONTRACTS: 1}


def test_an_answer_that_comes_late_is_dropped(desk: Desk, potter: Member, shop: ShopBuilder) -> None:
    other = enrolled(shop, "M2", "Tissage")
    asked: list[Callable[[], object]] = []

    class Waiting(InlineLane):
        def run(self, work, done, _failed=None) -> None:  # type: ignore[no-untyped-def,override]
            asked.append(lambda: done(work()))

    desk.lane = Waiting()
    glance = GlancePresenter(desk)
    glance.show_member(potter.id)
    glance.show_member(other.id)
    for answer in reversed(asked):
        answer()
    assert glance.value is not None
    assert glance.value.file.member.id == other.id


# Notes


def test_a_note_is_erased_after_a_second_press(desk: Desk, potter: Member) -> None:
    notes = MemberNotesPresenter(desk)
    notes.show_member(potter.id)
    notes.write("Rappeler en mai")
    (note,) = notes.notes
    assert notes.about(note).startswith("Paul, ")
    notes.ask_erase(note)
    assert len(notes.notes) == 1
    step = desk.notices.standing[-1].steps[0]
    step.act()
    assert list(notes.notes) == []


def test_a_volunteer_changes_nothing(desk: Desk, potter: Member) -> None:
    desk.sit(LISE)
    notes, form = MemberNotesPresenter(desk), MemberFormPresenter(desk, lambda _id: None)
    notes.show_member(potter.id)
    form.show_member(potter.id)
    erasing = ErasingMember(desk, lambda _id: None)
    assert form.file is not None
    file = form.file
    for act in (lambda: notes.write("x"), lambda: form.save(form.form), lambda: erasing.ask(file)):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "not_allowed"


# The form


def test_somebody_new_gets_the_next_code(desk: Desk, potter: Member) -> None:
    done: list[str] = []
    form = MemberFormPresenter(desk, done.append)
    form.show_member(NEW)
    assert form.form.code == "M2"
    form.save(replace(form.form, name="Tissage"))
    assert form.wrong == {}
    assert done
    assert told(desk) == ["Tissage is registered as M2. Tissage has no IBAN yet: nothing can be transferred."]
    form.show_member(done[0])
    assert (form.form.name, form.new) == ("Tissage", False)


def test_what_is_wrong_stands_at_its_field_and_nothing_is_kept(desk: Desk, potter: Member) -> None:
    done: list[str] = []
    form = MemberFormPresenter(desk, done.append)
    form.show_member(NEW)
    form.save(MemberForm(code="M1", name="", iban="FR00", siret="1", email="a"))
    assert sorted(form.wrong) == ["email", "iban", "name", "siret"]
    form.save(MemberForm(code="m1", name="Tissage"))
    assert form.wrong == {"code": "The code m1 is taken: choose another."}
    assert done == []


def test_a_changed_bank_account_is_told(desk: Desk, potter: Member) -> None:
    form = MemberFormPresenter(desk, lambda _id: None)
    form.show_member(potter.id)
    form.save(replace(form.form, iban="FR1420041010050500013M02606"))
    (notice,) = desk.notices.standing
    assert (notice.tone, "bank account of Poterie has changed" in notice.text) == (Tone.WARNING, True)


# Erasing


def test_erasing_asks_for_the_code(shop: ShopBuilder, desk: Desk) -> None:
    member = enrolled(shop, "M8", "Tissage")
    done: list[str] = []
    erasing = ErasingMember(desk, done.append)
    with shop.books.read() as read:
        erasing.ask(read.member_file(member.id))
    assert erasing.asked is not None
    erasing.confirm("M1")
    assert (erasing.wrong, done) == ("Type the code M8 to confirm.", [])
    erasing.confirm(" m8 ")
    assert (erasing.asked, done) == (None, [member.id])
    assert told(desk) == ["M8 was erased: nobody can be named any more."]


def test_what_forbids_erasing_is_told_before_anything_is_asked(desk: Desk, potter: Member) -> None:
    erasing = ErasingMember(desk, lambda _id: None)
    form = MemberFormPresenter(desk, lambda _id: None)
    form.show_member(potter.id)
    assert form.file is not None
    with pytest.raises(Refused) as refused:
        erasing.ask(form.file)
    assert (refused.value.code, erasing.asked) == ("goods_here", None)
