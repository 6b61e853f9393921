"""A member's contract as its presenter tells and changes it; no window is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from shop_builder import MARCH, ShopBuilder, card, when

from db.books import SqlBooks
from ess_shop.domain.clauses import After, Clauses, Exemption
from ess_shop.domain.contract_written import Written
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Member
from ess_shop.domain.money import Rate
from ess_shop.domain.people import Person, Role
from ess_shop.domain.receipt_printer import NoPrinter
from ess_shop.domain.terms import Terms, VatRole
from ess_shop.errors import Refused
from ess_shop.services import contracting
from ess_shop.services.registering import register_members
from ess_shop.wording import speaking
from ui.desktop.presenters.contract import ContractPresenter
from ui.desktop.presenters.contract_history import Standing
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.lane import InlineLane
from ui.desktop.presenters.notices import Notices, Tone

PAUL = Person("3" * 32, "Paul", Role.TREASURER)
LISE = Person("1" * 32, "Lise", Role.VOLUNTEER)


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    return ShopBuilder(sqlite_books, when(10))


@pytest.fixture
def member(shop: ShopBuilder) -> Member:
    return shop.member("M1")


@pytest.fixture
def desk(shop: ShopBuilder) -> Desk:
    words = speaking("en")
    desk = Desk(shop.books, "C1", InlineLane(), words, Notices(words), lambda: shop.now, NoPrinter())
    desk.sit(PAUL)
    return desk


@pytest.fixture
def contract(desk: Desk, member: Member) -> ContractPresenter:
    contract = ContractPresenter(desk)
    contract.show(member.id)
    return contract


def written(contract: ContractPresenter) -> Written:
    assert contract.written is not None
    return contract.written


def told(desk: Desk) -> list[tuple[str, Tone]]:
    return [(notice.text, notice.tone) for notice in desk.notices.standing]


def history(shop: ShopBuilder, member: Member) -> list[Terms]:
    with shop.books.read() as read:
        return list(read.terms(member.id))


def test_what_holds_is_told_in_sentences(contract: ContractPresenter) -> None:
    now = contract.now
    assert now is not None
    assert contract.since(now) == "In force from the beginning"
    chapters = contract.chapters(now)
    assert chapters[0].title == "Each one’s part"
    assert "The shop keeps 30% of the price" in chapters[0].sentences[0]
    (period,) = contract.periods
    assert (period.standing, period.when, period.changes) == (
        Standing.NOW,
        "From the beginning",
        ("The first contract.",),
    )


def test_a_change_begins_with_the_next_month_and_is_coming(
    shop: ShopBuilder, desk: Desk, member: Member, contract: ContractPresenter
) -> None:
    contract.begin()
    assert contract.day == "01/04/2026"
    contract.save(replace(written(contract), commission="35", days="90"), contract.day)
    assert contract.written is None
    assert told(desk) == [("The contract of Atelier M1 is saved: it holds from 1 Apr 2026 on.", Tone.GOOD)]
    coming, now = contract.periods
    assert (coming.standing, now.standing) == (Standing.COMING, Standing.NOW)
    assert (coming.when, now.when) == ("From April 1, 2026 on", "Until March 31, 2026")
    assert coming.changes == ("The shop keeps 35% instead of 30%.", "Goods may stay 90 days.")
    assert contract.since(coming.terms) == "From April 1, 2026 on"
    contract.change(coming.terms)
    contract.save(replace(written(contract), commission="33,33"), "15/04/2026")
    (_, changed) = history(shop, member)
    assert (changed.id, changed.valid_from) == (coming.terms.id, date(2026, 4, 15))
    assert changed.commission == Rate.percent("33.33")
    contract.take_back(changed)
    assert len(history(shop, member)) == 1
    assert told(desk)[-1] == ("That contract is taken back.", Tone.GOOD)
    assert shop.defects() == []


def test_everything_wrong_is_told_at_once_and_nothing_is_kept(
    shop: ShopBuilder, member: Member, contract: ContractPresenter
) -> None:
    contract.begin()
    bad = replace(written(contract), commission="abc", days="-1", tiers=(("x", "5"),))
    contract.save(bad, "31/02/2026")
    assert set(contract.wrong) == {"day", "commission", "days", "tiers"}
    assert contract.wrong["day"] == "“31/02/2026” is no day: type it like 01/04/2026."
    assert contract.written == bad
    assert len(history(shop, member)) == 1
    contract.save(replace(written(contract), commission="20", days="", tiers=()), "12/03/2026")
    assert contract.wrong == {}
    assert len(history(shop, member)) == 2


def test_what_only_the_books_know_is_refused_on_a_banner(member: Member, contract: ContractPresenter) -> None:
    contract.begin()
    with pytest.raises(Refused, match="Days of grace"):
        contract.save(replace(written(contract), grace="5"), "01/04/2026")
    assert contract.written is not None


def test_a_day_in_the_past_is_warned_of_before_and_after(
    shop: ShopBuilder, desk: Desk, member: Member, contract: ContractPresenter
) -> None:
    bowl = shop.article(member, "20")
    shop.open(when(11))
    sold = shop.sell(bowl, card("20"))
    shop.close()
    shop.settle(MARCH)
    shop.now = when(5, 4)
    contract.show(member.id)
    contract.begin()
    before, tone = contract.day_remarks("01/03/2026")
    assert before == (
        "This contract begins in the past: what was sold since 1 Mar 2026 keeps the contract of its day. "
        "March 2026 is settled: nothing changes there any more, neither parts nor fees."
    )
    assert tone is Tone.WARNING
    assert contract.day_remarks("05/04/2026")[1] is Tone.NOTE
    assert contract.day_remarks("xx") == ("", Tone.NOTE)
    contract.save(replace(written(contract), commission="50"), "01/03/2026")
    ((said, tone),) = told(desk)
    assert before in said
    assert tone is Tone.WARNING
    with shop.books.read() as read:
        found = read.sale("C1", sold.ticket)
        assert found is not None
        assert found.sale == sold


def test_only_who_may_changes(desk: Desk, member: Member, contract: ContractPresenter) -> None:
    desk.sit(LISE)
    for act in (contract.begin, lambda: contract.save(Written(), "01/04/2026")):
        with pytest.raises(Refused, match="manager"):
            act()
    now = contract.now
    assert now is not None
    for on in (contract.change, contract.take_back):
        with pytest.raises(Refused, match="manager"):
            on(now)
    assert contract.written is None


def test_a_first_contract_is_made_from_the_usual_terms(shop: ShopBuilder, desk: Desk, member: Member) -> None:
    old = history(shop, member)[0]
    usual = replace(old, commission=Rate.percent(25), clauses=Clauses(after=After.DONATE))
    contracting.make_usual(shop.books, usual, id=new_id(), at=shop.tick())
    with shop.books.read() as read:
        identity = read.identities()[member.id]
    other = replace(member, id=new_id(), code="M2")
    register_members(
        shop.books, [(other, replace(identity, member_id=other.id))], [], id=new_id(), at=shop.tick()
    )
    contract = ContractPresenter(desk)
    contract.show(other.id)
    assert contract.now is None
    assert contract.periods == []
    contract.begin()
    assert (written(contract).commission, written(contract).after) == ("25", "donate")
    assert contract.day == "10/03/2026"
    contract.save(written(contract), contract.day, usual=True)
    (first,) = history(shop, other)
    assert (first.role, first.commission) == (VatRole.B, Rate.percent(25))
    assert contract.now == first
    assert shop.defects() == []


def test_exceptions_for_articles_are_written_by_their_code(
    shop: ShopBuilder, desk: Desk, member: Member, contract: ContractPresenter
) -> None:
    bowl = shop.article(member, code="BOL-1")
    contract.show(member.id)
    contract.begin()
    rows = (("bol-1", "10"), ("Livres", "20"))
    contract.save(replace(written(contract), exceptions=rows), "01/04/2026")
    coming = history(shop, member)[1]
    assert coming.clauses.exemptions == (
        Exemption(Rate.percent(10), article_id=bowl.id),
        Exemption(Rate.percent(20), category="Livres"),
    )
    assert contract.periods[0].changes == ("Bol 1: the shop keeps 10%.", "Livres: the shop keeps 20%.")
    contract.change(coming)
    assert written(contract).exceptions == (("BOL-1", "10"), ("Livres", "20"))


def test_an_example_with_real_amounts(contract: ContractPresenter) -> None:
    example = contract.example(
        Written(
            commission="30",
            days="90",
            grace="10",
            after="donate",
            markdown=(("60", "20", ""), ("80", "70", "")),
            floor="50",
            tiers=(("50", "20"),),
            exceptions=(("Livres", "10"),),
        )
    )
    assert example.lines == (
        "A bowl of €20.00: the member gets €14.00, the shop €6.00.",
        "Of “Livres”, at €20.00: the member gets €18.00, the shop €2.00.",
        "At €50.00: the member gets €40.00, the shop €10.00.",
        "After 60 days the bowl costs €16.00: the member gets €11.20, the shop €4.80.",
        "After 80 days the bowl costs €10.00: the member gets €7.00, the shop €3.00.",
        "With a discount of 10% it costs €18.00: the member gets €12.60, the shop €5.40.",
        "After 100 days its time is over.",
        "Then the goods are given away.",
    )
    assert [(step.day, step.price.minor) for step in example.steps] == [(0, 2000), (60, 1600), (80, 1000)]
    assert (example.over, example.until) == (90, 130)
    memo = contract.example(Written(memo=True))
    assert memo.lines[0] == (
        "A bowl of €20.00 whose net price is €12.00: the member gets €12.00, the shop €8.00."
    )
    assert contract.example(Written(commission="x")).lines == ()
    nothing_left = contract.example(Written(commission="100"))
    assert nothing_left.lines
    assert "{" not in "".join(nothing_left.lines)


def test_an_answer_about_another_member_is_not_shown(
    shop: ShopBuilder, desk: Desk, member: Member, contract: ContractPresenter
) -> None:
    other = shop.member("M2")
    waiting: list[object] = []

    class Slow:
        def run(self, work: object, done: object, _failed: object = None) -> None:
            waiting.append(lambda: done(work()))  # type: ignore[operator]

    desk.lane = Slow()  # type: ignore[assignment]
    contract.show(other.id)
    contract.show(member.id)
    for answer in reversed(waiting):
        answer()  # type: ignore[operator]
    assert contract.found is not None
    assert contract.found.member == member
