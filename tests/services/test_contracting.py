"""Contracts with a dated history: agreed on, changed, taken back; none changes a line that was sold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from shop_builder import APRIL, MARCH, SHOP, ShopBuilder, card, cash, euro, when
from sqlalchemy import text

from db.books import SqlBooks
from ess_shop.domain.clauses import After, Clauses, Exemption, MarkdownStep, Tier
from ess_shop.domain.contract_changes import changes
from ess_shop.domain.contract_reader import ContractReader, day_of
from ess_shop.domain.contract_written import Written, written_from, written_of
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Member, VatStatus
from ess_shop.domain.money import Rate
from ess_shop.domain.terms import Bearer, SoldBy, Terms, VatRole
from ess_shop.errors import NotFound, Refused
from ess_shop.reading import SlipQuery
from ess_shop.services import contracting
from ess_shop.services.contracting import Agreement
from ess_shop.services.depositing import take_in
from ess_shop.services.training import copy_registers
from ess_shop.wording import speaking

FRANCHISE = VatStatus.FRANCHISE
FULL = Clauses(
    exemptions=(Exemption(Rate.percent(20), category="Livres"),),
    tiers=(Tier(5000, Rate.percent(25)),),
    piece_fee=50,
    membership_fee=2400,
    membership_month=9,
    grace_days=14,
    after=After.DONATE,
    markdown=(MarkdownStep(60, Rate.percent(20)), MarkdownStep(90, Rate.percent(50), "Hiver")),
    floor=Rate.percent(40),
    ceiling=Rate.percent(15),
)


def terms_of(member: Member, begins: date, commission: str = "40", **more: object) -> Terms:
    made = Terms(new_id(), member.id, begins, Rate.percent(commission), VatRole.B)
    return replace(made, **more)  # type: ignore[arg-type]


def agreed(shop: ShopBuilder, terms: Terms, id: str = "") -> Agreement:
    return contracting.agree(shop.books, terms, id=id or new_id(), at=shop.tick(), who="Paul")


def history(shop: ShopBuilder, member: Member) -> list[Terms]:
    with shop.books.read() as read:
        return list(read.terms(member.id))


def noted(books: SqlBooks) -> list[tuple[str, str]]:
    with books.engine.connect() as connection:
        found = connection.execute(text("SELECT code, detail FROM events WHERE code LIKE 'contract%'"))
        return [(row.code, row.detail) for row in found]


def test_terms_hold_from_their_day_on_and_are_agreed_once(shop: ShopBuilder, books: SqlBooks) -> None:
    member = shop.member()
    terms = terms_of(member, date(2026, 4, 1), clauses=FULL, duration_days=90, monthly_fee=1000)
    act = new_id()
    assert agreed(shop, terms, act) == Agreement(terms)
    assert agreed(shop, terms, act) == Agreement(terms)
    assert history(shop, member)[1:] == [terms]
    with shop.books.read() as read:
        assert read.consignor(member.id, date(2026, 3, 31)).terms.commission == Rate.percent(30)
        assert read.consignor(member.id, date(2026, 4, 1)).terms == terms
    ((code, detail),) = noted(books)
    assert code == contracting.AGREED
    assert detail.startswith("M1 2026-04-01 Paul: {")
    assert '"piece_fee":"0,50"' in detail
    assert shop.defects() == []


def test_terms_changed_in_the_past_change_no_sold_line(shop: ShopBuilder) -> None:
    """A month is sold and settled on 30 %; then another contract is agreed on that began before all of it."""
    member = shop.member()
    bowl = shop.article(member, "20")
    shop.open(when(5))
    sold = shop.sell(bowl, card("20"))
    shop.close()
    before = shop.settle(MARCH)
    shop.now = when(3, 4)
    with shop.books.read() as read:
        (slip,) = read.slips(SlipQuery())
        paper = read.slip(slip.number)
    agreement = agreed(shop, terms_of(member, date(2026, 3, 1), "50"))
    words = speaking("en")
    assert [words(sentence, **facts) for sentence, facts in agreement.remarks] == [
        "This contract begins in the past: what was sold since 1 Mar 2026 keeps the contract of its day.",
        "March 2026 is settled: nothing changes there any more, neither parts nor fees.",
    ]
    with shop.books.read() as read:
        found = read.sale("C1", sold.ticket)
        assert found is not None
        assert found.sale == sold
        assert found.sale.sale.lines[0].share == euro("14")
        assert read.slip(slip.number) == paper
        assert read.settled(MARCH) == replace(before, paid_on=date(2026, 4, 1))
    shop.open()
    assert shop.sell(bowl, cash("20")).sale.lines[0].share == euro("10")
    shop.close()
    assert [row.share for row in shop.settle(APRIL).rows] == [euro("10")]
    assert shop.defects() == []


def test_a_first_contract_needs_no_warning(shop: ShopBuilder) -> None:
    member = shop.member()
    (first,) = history(shop, member)
    shop.now = when(2, 4)
    assert agreed(shop, terms_of(member, date(2026, 4, 2))).remarks == ()
    assert len(agreed(shop, terms_of(member, date(2026, 4, 1))).remarks) == 1
    assert history(shop, member)[0] == first


def test_what_has_not_begun_is_changed_moved_and_taken_back(shop: ShopBuilder, books: SqlBooks) -> None:
    member = shop.member()
    terms = terms_of(member, date(2026, 4, 1))
    agreed(shop, terms)
    later = replace(terms, valid_from=date(2026, 5, 1), commission=Rate.percent(35))
    agreed(shop, later)
    assert history(shop, member)[1:] == [later]
    act = new_id()
    for _again in range(2):
        contracting.take_back(shop.books, later.id, member.id, id=act, at=shop.tick(), who="Paul")
    assert len(history(shop, member)) == 1
    assert [code for code, _ in noted(books)] == [
        contracting.AGREED,
        contracting.CHANGED,
        contracting.TAKEN_BACK,
    ]
    agreed(shop, terms_of(member, date(2026, 5, 1)))
    assert shop.defects() == []
    with pytest.raises(NotFound, match="not there any more"):
        contracting.take_back(shop.books, later.id, member.id, id=new_id(), at=shop.tick())


def test_what_has_begun_stays(shop: ShopBuilder) -> None:
    member = shop.member()
    (first,) = history(shop, member)
    for moved in (date(2026, 4, 1), first.valid_from):
        with pytest.raises(Refused, match="has begun"):
            agreed(shop, replace(first, valid_from=moved, commission=Rate.percent(1)))
    with pytest.raises(Refused, match="has begun"):
        contracting.take_back(shop.books, first.id, member.id, id=new_id(), at=shop.tick())
    today = agreed(shop, terms_of(member, shop.now.date())).terms
    mended = agreed(shop, replace(today, commission=Rate.percent(33))).terms
    assert history(shop, member) == [first, mended]
    assert shop.defects() == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"role": VatRole.D}, "role_status"),
        ({"commission": Rate.percent(101)}, "bad_percent"),
        ({"commission": Rate(-1)}, "bad_percent"),
        ({"monthly_fee": -1}, "bad_fee_size"),
        ({"monthly_fee": 10**12}, "bad_fee_size"),
        ({"duration_days": 0}, "bad_days"),
        ({"duration_days": 99_999}, "bad_days"),
        ({"clauses": Clauses(grace_days=3)}, "grace_without_end"),
        ({"clauses": Clauses(after=After.MARKDOWN)}, "markdown_without_steps"),
        ({"clauses": Clauses(exemptions=(Exemption(Rate(0), article_id="f" * 32),))}, "foreign_exemption"),
        ({"valid_from": date(2206, 4, 1)}, "terms_too_far"),
        ({"valid_from": date(1, 1, 1)}, "terms_that_day"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    shop: ShopBuilder, more: dict[str, object], code: str
) -> None:
    member = shop.member()
    with pytest.raises(Refused) as refused:
        agreed(shop, replace(terms_of(member, date(2026, 4, 1)), **more))  # type: ignore[arg-type]
    assert refused.value.code == code
    assert str(refused.value)
    assert len(history(shop, member)) == 1
    assert shop.defects() == []


def test_another_members_article_is_no_exception(shop: ShopBuilder) -> None:
    mine, theirs = shop.member(), shop.member("M2")
    bowl = shop.article(theirs)
    clauses = Clauses(exemptions=(Exemption(Rate(0), article_id=bowl.id),))
    with pytest.raises(Refused, match="another member"):
        agreed(shop, terms_of(mine, date(2026, 4, 1), clauses=clauses))
    agreed(shop, terms_of(theirs, date(2026, 4, 1), clauses=clauses))


def test_an_id_that_was_used_for_something_else_is_refused(shop: ShopBuilder) -> None:
    member = shop.member()
    bowl = shop.article(member)
    request = shop.slip((bowl, 1))
    take_in(shop.books, request)
    with pytest.raises(Refused, match="something else"):
        agreed(shop, terms_of(member, date(2026, 4, 1)), request.id)


def test_practice_books_forget_what_was_taken_back(
    shop: ShopBuilder, new_place: object, keys: object
) -> None:
    from db.books import create_books

    member = shop.member()
    practice = create_books(new_place(), SHOP, at="2026-03-01T08:00:00+01:00", keys=keys)  # type: ignore[operator, arg-type]
    try:
        first = agreed(shop, terms_of(member, date(2026, 4, 1))).terms
        copy_registers(shop.books, practice, id=new_id(), at=shop.tick())
        contracting.take_back(shop.books, first.id, member.id, id=new_id(), at=shop.tick())
        second = agreed(shop, terms_of(member, date(2026, 4, 1), "45")).terms
        copy_registers(shop.books, practice, id=new_id(), at=shop.tick())
        with practice.read() as read:
            assert read.terms(member.id)[-1] == second
        assert list(practice.defects()) == []
    finally:
        practice.close()


# Usual terms


def test_a_new_member_begins_with_the_usual_terms(shop: ShopBuilder) -> None:
    member = shop.member()
    bowl = shop.article(member)
    own = Exemption(Rate.percent(5), article_id=bowl.id)
    terms = terms_of(
        member,
        date(2026, 4, 1),
        duration_days=90,
        clauses=replace(FULL, exemptions=(*FULL.exemptions, own)),
    )
    with shop.books.read() as read:
        assert contracting.usual_terms(read) == Written()
    contracting.make_usual(shop.books, terms, id=new_id(), at=shop.tick())
    with shop.books.read() as read:
        usual = contracting.usual_terms(read)
        assert usual.exceptions == (("Livres", "20"),)
        reader = ContractReader(SHOP, contracting.finder(read))
        made = reader.read(usual, id="x", member_id="y", valid_from=date(2026, 4, 1), vat_status=FRANCHISE)
        assert made == replace(terms, id="x", member_id="y", clauses=FULL)
        assert contracting.begun_with(read, member, date(2026, 4, 1)) == Written()
    assert shop.defects() == []


# What is written


def test_what_is_written_reads_as_it_was(shop: ShopBuilder) -> None:
    member = shop.member()
    bowl = shop.article(member, code="BOL-1")
    clauses = replace(FULL, exemptions=(*FULL.exemptions, Exemption(Rate(333_300), article_id=bowl.id)))
    terms = terms_of(
        member,
        date(2026, 4, 1),
        "33.33",
        discount_bearer=Bearer.MEMBER,
        monthly_fee=1250,
        duration_days=90,
        clauses=clauses,
    )
    with shop.books.read() as read:
        written = contracting.written(read, terms)
        assert ("BOL-1", "33,33") in written.exceptions
        again = written_from(written.to_plain())
        assert again == written
        reader = ContractReader(SHOP, contracting.finder(read))
        made = reader.read(
            again, id=terms.id, member_id=member.id, valid_from=terms.valid_from, vat_status=FRANCHISE
        )
    assert reader.wrong == {}
    assert made == terms


@pytest.mark.parametrize(
    ("seller", "status", "role"),
    [
        (SoldBy.MEMBER, VatStatus.LIABLE, VatRole.A),
        (SoldBy.MEMBER, FRANCHISE, VatRole.B),
        (SoldBy.SHOP, VatStatus.LIABLE, VatRole.D),
        (SoldBy.SHOP, FRANCHISE, VatRole.E1),
        (SoldBy.MARGIN, VatStatus.NOT_SUBJECT, VatRole.F),
        (SoldBy.MARGIN, VatStatus.LIABLE, VatRole.D),
    ],
)
def test_who_sells_makes_the_role(seller: SoldBy, status: VatStatus, role: VatRole) -> None:
    reader = ContractReader(SHOP, lambda _code: None)
    written = replace(Written(), seller=str(seller))
    made = reader.read(written, id="i", member_id="m", valid_from=date(2026, 4, 1), vat_status=status)
    assert made is not None
    assert made.role is role
    assert written_of(made, SHOP, {}).seller == ("shop" if role is VatRole.D else str(seller))


def test_the_next_contract_goes_on_selling_in_the_shops_name(shop: ShopBuilder) -> None:
    member = shop.member("M1", role=VatRole.E1, mandate_on=date(2026, 1, 15))
    with shop.books.read() as read:
        written = contracting.begun_with(read, member, date(2026, 4, 1))
        reader = ContractReader(SHOP, contracting.finder(read))
    next = reader.read(
        replace(written, commission="25"),
        id=new_id(),
        member_id=member.id,
        valid_from=date(2026, 4, 1),
        vat_status=member.vat_status,
    )
    assert next is not None
    assert (next.role, next.commission) == (VatRole.E1, Rate.percent(25))
    contracting.make_usual(shop.books, next, id=new_id(), at=shop.tick())
    with shop.books.read() as read:
        assert contracting.usual_terms(read) == Written(commission="25")


@pytest.mark.parametrize(
    ("more", "clause", "said"),
    [
        ({"commission": "x"}, "commission", "“x” is no percent"),
        ({"commission": "101"}, "commission", "“101” is no percent"),
        ({"commission": ""}, "commission", "“” is no percent"),
        ({"commission": "1e1"}, "commission", "no percent"),
        ({"monthly_fee": "-1"}, "monthly_fee", "-1 is no amount"),
        ({"piece_fee": "1,234"}, "piece_fee", "1,234 is no amount"),
        ({"days": "0"}, "days", "“0” is no number of days"),
        ({"days": "90.5"}, "days", "“90.5” is no number of days"),
        ({"days": "99999"}, "days", "“99999” is no number of days"),
        ({"grace": "-3"}, "grace", "“-3” is no number of days"),
        ({"tiers": (("", "25"),)}, "tiers", "0 is none"),
        ({"tiers": (("50", "25"), ("50,00", "20"))}, "tiers", "“50,00” stands here twice"),
        ({"markdown": (("60", "20", ""), ("60", "30", " "))}, "markdown", "“60” stands here twice"),
        ({"markdown": (("60", "120", ""),)}, "markdown", "“120” is no percent"),
        ({"exceptions": (("Livres", ""),)}, "exceptions", "“” is no percent"),
        ({"exceptions": (("", "5"),)}, "exceptions", "“” is no category"),
        ({"exceptions": (("a\u202eb", "5"),)}, "exceptions", "is no category"),
        ({"exceptions": (("Livres", "5"), ("livres", "6"))}, "exceptions", "“livres” stands here twice"),
        ({"floor": "200"}, "floor", "“200” is no percent"),
        ({"ceiling": "abc"}, "ceiling", "“abc” is no percent"),
        ({"after": "burn"}, "after", "“burn” is not one of the choices"),
        ({"seller": "nobody"}, "seller", "“nobody” is not one of the choices"),
        ({"membership_month": "13"}, "membership_month", "between 1 and 12"),
        ({"tiers": tuple((str(n), "1") for n in range(1, 300))}, "whole", "200 exceptions at most"),
    ],
)
def test_each_clause_that_is_wrong_is_named(more: dict[str, object], clause: str, said: str) -> None:
    reader = ContractReader(SHOP, lambda _code: None)
    written = replace(Written(), **more)  # type: ignore[arg-type]
    assert (
        reader.read(written, id="i", member_id="m", valid_from=date(2026, 4, 1), vat_status=FRANCHISE) is None
    )
    assert list(reader.wrong) == [clause]
    assert said in str(reader.wrong[clause])


@pytest.mark.parametrize(
    "plain",
    [
        [],
        "30",
        {"comission": "30"},
        {"memo": "yes"},
        {"commission": None},
        {"commission": True},
        {"commission": [30]},
        {"tiers": {"from": 1}},
        {"tiers": [{"form": "1"}]},
        {"tiers": ["50"]},
        {"markdown": [{"days": None}]},
    ],
)
def test_a_file_that_writes_no_contract_is_refused(plain: object) -> None:
    with pytest.raises(Refused) as refused:
        written_from(plain)
    assert str(refused.value)


def test_days_are_read_as_people_write_them() -> None:
    assert {day_of(each) for each in ("2026-04-01", "01/04/2026", "1.4.26", " 1/4/2026 ")} == {
        date(2026, 4, 1)
    }
    for wrong in ("", "1/4", "31/02/2026", "tomorrow", "2026-4", "1/2/3/4", "²/4/2026"):
        with pytest.raises(Refused, match="is no day"):
            day_of(wrong)


# What changes


def test_changes_are_told_one_by_one(shop: ShopBuilder) -> None:
    member = shop.member()
    (old,) = history(shop, member)
    new = replace(
        terms_of(member, date(2026, 4, 1), "35"),
        duration_days=90,
        monthly_fee=1000,
        discount_bearer=Bearer.SHOP,
        clauses=FULL,
    )
    told = changes(old, new, shop=SHOP, words=speaking("en"), labels={})
    assert told == (
        "The shop keeps 35% instead of 30%.",
        "Livres: the shop keeps 20%.",
        "From €50.00 on, the shop keeps 25%.",
        "Fee for each piece sold: €0.50.",
        "Rent of the shelf: €10.00 a month.",
        "Membership fee: €24.00 a year, with the settlement of September.",
        "Goods may stay 90 days.",
        "Then 14 days of grace.",
        "Then the goods are given away.",
        "20% off after 60 days.",
        "Hiver: 50% off after 90 days.",
        "Never below 40% of the first price.",
        "The shop bears discounts.",
        "Beyond 15% of the price, the shop bears a discount alone.",
    )
    back = changes(new, old, shop=SHOP, words=speaking("en"), labels={})
    assert len(back) == len(told)
    assert changes(new, new, shop=SHOP, words=speaking("fr"), labels={}) == ()
    assert written_of(new, SHOP, {}).markdown == (("60", "20", ""), ("90", "50", "Hiver"))
