"""Members are registered, changed, noted about and erased; their file says how they stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from shop_builder import (
    APRIL,
    IBAN,
    MARCH,
    ShopBuilder,
    card,
    cash,
    coupons,
    euro,
    loc,
    paper_of,
    source_table,
    when,
)

from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.member_form import FormReader, MemberForm, form_of, next_code
from ess_shop.domain.members import Identity, Member, MemberKind, PayoutMeans, VatStatus
from ess_shop.domain.money import Rate
from ess_shop.domain.news import NewsChoice, Rhythm
from ess_shop.domain.people import Person, Role
from ess_shop.domain.police import KEPT_YEARS
from ess_shop.domain.slips import SlipKind
from ess_shop.domain.source import BadFile
from ess_shop.domain.terms import VatRole
from ess_shop.errors import NotFound, Refused
from ess_shop.reading import MemberFile, Worksheet
from ess_shop.services import annotating, enrolling, forgetting, noting, telling
from ess_shop.services.adjusting import adjust
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.depositing import take_in
from ess_shop.services.importing_members import import_members
from ess_shop.services.recounting import history
from ess_shop.services.registering import register_articles, register_members, register_people
from ess_shop.services.settling import preview, statements
from ess_shop.services.standing import glance, kept
from ess_shop.services.withdrawing import give_back
from ess_shop.services.writing_off import Compensation, write_off

OTHER_IBAN = "FR1420041010050500013M02606"
FORM = MemberForm(
    code="M7",
    name="Élise Roche",
    kind="person",
    siret="732 829 320 00074",
    iban="FR76 3000 6000 0112 3456 7890 189",
    email="elise@exemple.org",
    phone="06 12 34 56 78",
    postcode="26150",
    town="Die",
    story="Des bols tournés à la main.",
    payout_minimum="15,00 €",
    acceptance={"LOC": "50 %"},
)


def made(
    shop: ShopBuilder, form: MemberForm = FORM, revision: int = 1, id: str = ""
) -> tuple[Member, Identity]:
    with shop.books.read() as read:
        reader = FormReader(read.shop())
    found = reader.read(form, member_id=id or new_id(), revision=revision)
    assert found is not None, reader.wrong
    return found


def file_of(shop: ShopBuilder, member_id: str) -> MemberFile:
    with shop.books.read() as read:
        return read.member_file(member_id)


# Registering and changing


def test_what_was_typed_is_registered_with_the_usual_terms(shop: ShopBuilder) -> None:
    member, identity = made(shop)
    id = new_id()
    for _twice in range(2):
        assert enrolling.enrol(shop.books, member, identity, id=id, at=when(5)) == []
    known = file_of(shop, member.id)
    assert known == MemberFile(member, identity)
    assert (known.identity.iban, known.member.payout_minimum, known.member.kind) == (
        IBAN,
        1500,
        MemberKind.PERSON,
    )
    assert known.identity.siret == "73282932000074"
    with shop.books.read() as read:
        (terms,) = read.terms(member.id)
        assert (terms.valid_from, str(terms.commission.as_percent), terms.role) == (
            date(2026, 3, 5),
            "30",
            VatRole.B,
        )
        assert replace(form_of(member, identity, read.shop()), iban="", siret="") == replace(
            FORM, iban="", siret="", payout_minimum="15,00", acceptance={"LOC": "50"}
        )
    assert shop.defects() == []


WRONG = [
    ("code", "M é"),
    ("code", ""),
    ("name", "  "),
    ("siret", "732 829 320 00075"),
    ("vat_number", "FR00732829320"),
    ("iban", "FR76 3000 6000 0112 3456 7890 188"),
    ("email", "elise@exemple"),
    ("phone", "chez sa mère"),
    ("country", "France"),
    ("story", "é" * 301),
    ("payout_minimum", "beaucoup"),
    ("payout_minimum", "-1"),
    ("mandate_on", "hier"),
    ("mandate_on", "31/02/2026"),
    ("contest_days", "0"),
    ("contest_days", "quinze"),
    ("left_on", "99/99/9999"),
    ("town", "Die\N{RIGHT-TO-LEFT OVERRIDE}"),
]


@pytest.mark.parametrize(("field", "typed"), WRONG)
def test_what_cannot_be_is_told_of_its_field(shop: ShopBuilder, field: str, typed: str) -> None:
    with shop.books.read() as read:
        reader = FormReader(read.shop())
    assert reader.read(replace(FORM, **{field: typed}), member_id=new_id(), revision=1) is None
    assert list(reader.wrong) == [field]
    assert str(reader.wrong[field])


def test_every_wrong_field_is_told_at_once(shop: ShopBuilder) -> None:
    with shop.books.read() as read:
        reader = FormReader(read.shop())
    form = replace(FORM, siret="1", iban="2", email="3", acceptance={"LOC": "120"})
    assert reader.read(form, member_id=new_id(), revision=1) is None
    assert sorted(reader.wrong) == ["acceptance LOC", "email", "iban", "siret"]


def test_a_code_is_given_once_and_stays(shop: ShopBuilder) -> None:
    shop.member("M7")
    member, identity = made(shop, replace(FORM, code="m7"))
    with pytest.raises(Refused, match="taken"):
        enrolling.enrol(shop.books, member, identity, id=new_id(), at=shop.tick())
    member, identity = made(shop, replace(FORM, code="M8"))
    enrolling.enrol(shop.books, member, identity, id=new_id(), at=shop.tick())
    other = replace(member, code="M9", revision=2)
    with pytest.raises(Refused, match="stays M8"):
        enrolling.change(shop.books, other, identity, id=new_id(), at=shop.tick())


@pytest.mark.parametrize(
    ("codes", "next"),
    [((), "M1"), (("M1", "M9"), "M10"), (("A01", "A09", "M3"), "A10"), (("POTERIE",), "M1")],
)
def test_the_next_code_goes_on(codes: tuple[str, ...], next: str) -> None:
    assert next_code(codes) == next


def test_a_changed_bank_account_is_logged_and_told(shop: ShopBuilder) -> None:
    member, identity = made(shop)
    enrolling.enrol(shop.books, member, identity, id=new_id(), at=shop.tick())
    with shop.books.read() as read:
        assert read.iban_changed_at(member.id) == ""
    moved = replace(identity, town="Crest")
    later = replace(member, revision=2)
    assert enrolling.change(shop.books, later, moved, id=new_id(), at=shop.tick()) == []
    with shop.books.read() as read:
        assert read.iban_changed_at(member.id) == ""
    at, last = shop.tick(), replace(member, revision=3)
    remarks = enrolling.change(shop.books, last, replace(moved, iban=OTHER_IBAN), id=new_id(), at=at)
    assert ["bank account" in sentence for sentence, _facts in remarks] == [True]
    with shop.books.read() as read:
        assert read.iban_changed_at(member.id) == at.isoformat()
    assert shop.defects() == []


def test_an_imported_bank_account_is_logged_too(shop: ShopBuilder) -> None:
    member = shop.member("M1")
    table = source_table(
        "membres.csv",
        f"""code,name,kind,vat_status,commission_percent,iban
        M1,Atelier M1,association,franchise,30,{OTHER_IBAN}""",
    )
    at = shop.tick()
    import_members(shop.books, table, at=at)
    with shop.books.read() as read:
        assert read.iban_changed_at(member.id) == at.isoformat()


OWN_SALES = [
    (VatRole.D, VatStatus.LIABLE, MemberKind.COMPANY),
    (VatRole.E1, VatStatus.FRANCHISE, MemberKind.ASSOCIATION),
    (VatRole.F, VatStatus.NOT_SUBJECT, MemberKind.PERSON),
]
GIVEN = date(2026, 1, 15)


@pytest.mark.parametrize(("role", "status", "kind"), OWN_SALES)
def test_a_new_telephone_changes_neither_mandate_nor_who_sells(
    shop: ShopBuilder, role: VatRole, status: VatStatus, kind: MemberKind
) -> None:
    member = shop.member("M1", role=role, status=status, kind=kind, mandate_on=GIVEN)
    file = file_of(shop, member.id)
    with shop.books.read() as read:
        form = replace(form_of(file.member, file.identity, read.shop()), phone="06 12 34 56 78")
    changed = made(shop, form, revision=2, id=member.id)
    assert enrolling.change(shop.books, *changed, id=new_id(), at=shop.tick()) == []
    assert file_of(shop, member.id).member == replace(member, revision=2)
    with shop.books.read() as read:
        assert [terms.role for terms in read.terms(member.id)] == [role]


def test_who_sells_stays_when_the_vat_status_changes(shop: ShopBuilder) -> None:
    member = shop.member("M1", role=VatRole.D, status=VatStatus.LIABLE, mandate_on=GIVEN)
    later = replace(member, vat_status=VatStatus.FRANCHISE, revision=2)
    enrolling.change(shop.books, later, file_of(shop, member.id).identity, id=new_id(), at=shop.tick())
    with shop.books.read() as read:
        assert [terms.role for terms in read.terms(member.id)] == [VatRole.D, VatRole.E1]


def test_a_table_of_members_changes_neither_mandate_nor_who_sells(shop: ShopBuilder) -> None:
    member = shop.member("M1", role=VatRole.E1, mandate_on=GIVEN)
    register_members(
        shop.books,
        [(replace(member, contest_days=30, left_on=GIVEN, revision=2), Identity(member.id, "A"))],
        [],
        id=new_id(),
        at=shop.tick(),
    )
    table = source_table(
        "membres.csv",
        """code,name,kind,vat_status,commission_percent
        M1,Atelier Un,association,franchise,25""",
    )
    import_members(shop.books, table, at=shop.tick())
    known = file_of(shop, member.id)
    assert known.identity.name == "Atelier Un"
    assert (known.member.mandate_on, known.member.contest_days, known.member.left_on) == (GIVEN, 30, GIVEN)
    with shop.books.read() as read:
        assert [(terms.role, terms.commission) for terms in read.terms(member.id)] == [
            (VatRole.E1, Rate.percent(25))
        ]


def test_a_mandate_and_a_farewell_are_typed(shop: ShopBuilder) -> None:
    form = replace(FORM, mandate_on="15/01/2026", contest_days="30", left_on="2026-04-02")
    member, identity = made(shop, form)
    assert (member.mandate_on, member.contest_days, member.left_on) == (GIVEN, 30, date(2026, 4, 2))
    with shop.books.read() as read:
        again = form_of(member, identity, read.shop())
    assert (again.mandate_on, again.contest_days, again.left_on) == ("15/01/2026", "30", "02/04/2026")


def test_who_was_changed_meanwhile_is_not_overwritten(shop: ShopBuilder) -> None:
    member, identity = made(shop)
    enrolling.enrol(shop.books, member, identity, id=new_id(), at=shop.tick())
    mine = replace(member, revision=2)
    enrolling.change(shop.books, mine, replace(identity, town="Crest"), id=new_id(), at=shop.tick())
    with pytest.raises(Refused, match="meanwhile"):
        enrolling.change(shop.books, mine, replace(identity, town="Die"), id=new_id(), at=shop.tick())
    assert file_of(shop, member.id).identity.town == "Crest"


def test_another_vat_status_asks_for_another_contract(shop: ShopBuilder) -> None:
    member, identity = made(shop)
    enrolling.enrol(shop.books, member, identity, id=new_id(), at=when(5))
    liable = replace(member, vat_status=VatStatus.LIABLE, revision=2)
    remarks = enrolling.change(shop.books, liable, identity, id=new_id(), at=when(9))
    assert ["contract" in sentence for sentence, _facts in remarks] == [True]
    with shop.books.read() as read:
        assert [(each.valid_from.day, each.role) for each in read.terms(member.id)] == [
            (5, VatRole.B),
            (9, VatRole.A),
        ]


def test_who_cannot_be_paid_is_told(shop: ShopBuilder) -> None:
    member, identity = made(shop, replace(FORM, iban=""))
    (remark,) = enrolling.enrol(shop.books, member, identity, id=new_id(), at=shop.tick())
    assert "no IBAN" in remark[0]
    paid = replace(member, id=new_id(), code="M8", payout_means=PayoutMeans.CASH)
    cash_only = replace(identity, member_id=paid.id)
    assert enrolling.enrol(shop.books, paid, cash_only, id=new_id(), at=shop.tick()) == []


# Notes


def test_a_note_is_written_once_and_erased_for_good(shop: ShopBuilder) -> None:
    member = shop.member("M1")
    id = new_id()
    for _twice in range(2):
        note = annotating.write_note(
            shop.books, member.id, "  Rappeler\nen mai ", author="Lise", id=id, at=shop.tick()
        )
    with shop.books.read() as read:
        (kept_note,) = read.notes(member.id)
    assert (kept_note.text, kept_note.author) == ("Rappeler\nen mai", "Lise")
    annotating.erase_note(shop.books, kept_note, id=new_id(), at=shop.tick())
    with shop.books.read() as read:
        assert read.notes(member.id) == []
    with pytest.raises(NotFound):
        annotating.erase_note(shop.books, note, id=new_id(), at=shop.tick())
    assert shop.defects() == []


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 1001, "un\x07deux"])
def test_what_is_no_note_is_refused(shop: ShopBuilder, text: str) -> None:
    member = shop.member("M1")
    with pytest.raises(Refused):
        annotating.write_note(shop.books, member.id, text, author="", id=new_id(), at=shop.tick())
    with shop.books.read() as read:
        assert read.notes(member.id) == []


# How they stand


@pytest.fixture
def stood(shop: ShopBuilder) -> tuple[Member, Article]:
    """March settled and paid, with a bowl sold on the 3rd; in April one on the 2nd, one on the 20th."""
    potter = shop.member("M1", accepts="50")
    bowl = shop.article(potter, "10", pieces=20)
    shop.open(when(3))
    shop.sell(Asked(bowl.id, 2), cash("20"))
    shop.close()
    shop.settle(MARCH)
    shop.open(when(2, 4))
    shop.sell(Asked(bowl.id, 1), card("10"))
    shop.close()
    shop.open(when(20, 4))
    shop.sell(Asked(bowl.id, 3), card("30"))
    shop.close()
    return potter, bowl


def test_what_is_owed_is_told_apart(shop: ShopBuilder, stood: tuple[Member, Article]) -> None:
    potter, bowl = stood
    with shop.books.read() as read:
        seen = glance(read, potter.id, date(2026, 4, 21))
    assert (seen.owed, seen.unsettled) == (euro("28"), euro("28"))
    assert (seen.returnable, seen.returnable_until) == (euro("21"), date(2026, 5, 4))
    assert (seen.payable, seen.local) == (euro("7"), ())
    assert (seen.pieces, seen.away, seen.worth) == (14, 0, euro("140"))
    assert [(row.month, row.paid) for row in seen.statements] == [(MARCH, euro("14"))]
    assert seen.payout is not None
    assert (seen.payout.amount, seen.payout.number) == (euro("14"), seen.statements[0].number)
    assert [(each.month, each.pieces, each.total) for each in seen.months[-2:]] == [
        (MARCH, 2, euro("20")),
        (APRIL, 4, euro("40")),
    ]
    assert len(seen.months) == 12
    assert [(each.code, each.pieces, each.total) for each in seen.best] == [(bowl.code, 6, euro("60"))]


def test_a_return_takes_off_only_what_could_come_back(
    shop: ShopBuilder, stood: tuple[Member, Article]
) -> None:
    potter, _bowl = stood
    shop.open(when(21, 4))
    shop.sell([AskedBack("C1", 2, 1, 1)], cash("-10"))
    with shop.books.read() as read:
        seen = glance(read, potter.id, date(2026, 4, 21))
    assert (seen.owed, seen.returnable, seen.payable) == (euro("21"), euro("21"), euro("0"))
    shop.sell([AskedBack("C1", 3, 1, 2)], cash("-20"))
    with shop.books.read() as read:
        seen = glance(read, potter.id, date(2026, 4, 21))
        assert glance(read, potter.id, date(2026, 5, 5)).returnable == euro("0")
    assert (seen.owed, seen.returnable) == (euro("7"), euro("7"))


def test_who_owes_the_shop_is_paid_nothing(shop: ShopBuilder, stood: tuple[Member, Article]) -> None:
    potter, _bowl = stood
    adjust(
        shop.books,
        id=new_id(),
        at=shop.tick(),
        day=date(2026, 4, 20),
        member_id=potter.id,
        amount=euro("-50"),
        reason="avance",
    )
    with shop.books.read() as read:
        seen = glance(read, potter.id, date(2026, 4, 21))
    assert (seen.owed, seen.unsettled, seen.returnable, seen.payable) == (
        euro("-22"),
        euro("-22"),
        euro("0"),
        euro("0"),
    )


def test_local_currency_stands_beside(shop: ShopBuilder) -> None:
    potter = shop.member("M1", accepts="100")
    bowl = shop.article(potter, "10")
    shop.open(when(3))
    shop.sell(Asked(bowl.id), coupons("10"))
    with shop.books.read() as read:
        seen = glance(read, potter.id, date(2026, 3, 4))
    assert (seen.owed, seen.local, seen.returnable) == (euro("0"), (loc("7"),), euro("0"))


def test_goods_are_told_with_their_days(shop: ShopBuilder) -> None:
    potter = shop.member("M1")
    with shop.books.work() as work:
        (terms,) = work.read.terms(potter.id)
        work.put_terms([replace(terms, duration_days=30)])
        work.enter_registers(new_id(), shop.tick().isoformat())
        work.commit()
    bowl, gone = shop.article(potter, "10", pieces=3), shop.article(potter, "5", pieces=1)
    longer = shop.article(potter, "7", pieces=1)
    until = date(2026, 9, 1)
    register_articles(
        shop.books, [replace(longer, stays_until=until, revision=2)], id=new_id(), at=shop.tick()
    )
    give_back(shop.books, shop.slip((gone, 1)))
    with shop.books.read() as read:
        found = kept(read, potter.id)
    assert [(each.row.code, each.row.on_hand, each.row.since, each.until) for each in found] == [
        (bowl.code, 3, date(2026, 3, 2), date(2026, 4, 1)),
        (longer.code, 1, date(2026, 3, 2), until),
    ]


def test_everything_that_happened_is_in_one_line(shop: ShopBuilder, stood: tuple[Member, Article]) -> None:
    potter, bowl = stood
    shop.contract(potter, date(2026, 4, 10), "25")
    gone = shop.slip((bowl, 1), note="disparu")
    write_off(shop.books, SlipKind.LOSS, gone, compensation=Compensation.NONE)
    with shop.books.read() as read:
        told = history(read, potter.id)
    kinds = [type(each.what).__name__ for each in told]
    assert kinds == ["SlipRow", "Terms", "PayoutRow", "StatementRow", "SlipRow", "Terms"]
    days = [each.day for each in told]
    assert days[-1] is None
    assert days[:-1] == sorted(filter(None, days), reverse=True)


def test_the_directory_tells_what_is_owed_and_here(shop: ShopBuilder, stood: tuple[Member, Article]) -> None:
    potter, _bowl = stood
    nobody = shop.member("M2")
    with shop.books.read() as read:
        assert [(row.code, row.name) for row in read.directory()] == [
            ("M1", "Atelier M1"),
            ("M2", "Atelier M2"),
        ]
        held = read.held()
    assert (held[potter.id].owed, held[potter.id].pieces) == (euro("28"), 14)
    assert nobody.id not in held


# Erasing


@pytest.fixture
def leaving(shop: ShopBuilder) -> Member:
    """A member with an identity everywhere, whose March is settled and paid, and of whom nothing is here."""
    potter, identity = made(shop, replace(FORM, payout_minimum=""))
    enrolling.enrol(shop.books, potter, identity, id=new_id(), at=shop.tick())
    bowl = shop.article(potter, "10", pieces=2)
    named = replace(bowl, maker="ELISE ROCHE", revision=2)
    register_articles(shop.books, [named], id=new_id(), at=shop.tick())
    annotating.write_note(shop.books, potter.id, "gentille", author="Lise", id=new_id(), at=shop.tick())
    people = [
        Person(new_id(), "Aïcha", Role.MANAGER, pin="no hash, nobody signs in here"),
        Person(new_id(), "Élise Roche (M7)", Role.MEMBER, pin="hash", member_id=potter.id, card="digest"),
    ]
    register_people(shop.books, people, id=new_id(), at=shop.tick())
    choice = NewsChoice(sold=Rhythm.DAILY, statement=True)
    telling.choose(shop.books, potter.id, choice, id=new_id(), at=shop.tick())
    with shop.books.work() as work:
        work.put_worksheet(Worksheet(new_id(), "deposit", potter.id, "", {"name": "Élise Roche"}))
        work.commit()
    shop.open(when(3))
    shop.sell(Asked(bowl.id, 2), cash("20"))
    shop.close()
    return potter


def everything(shop: ShopBuilder) -> str:
    """Every text that the registers and the working state hold."""
    from sqlalchemy import select

    from db import tables as t

    engine = shop.books.engine
    tables = (*t.REGISTERS, t.worksheets, t.drafts, t.journal)
    with engine.connect() as connection:
        return "\n".join(str(row) for each in tables for row in connection.execute(select(each)))


def test_nobody_can_be_named_afterwards(shop: ShopBuilder, leaving: Member) -> None:
    shop.settle(MARCH)
    assert "lise Roche" in everything(shop)
    id = new_id()
    for _twice in range(2):
        forgetting.forget(shop.books, leaving.id, id=id, at=shop.tick())
    forgetting.forget(shop.books, leaving.id, id=new_id(), at=shop.tick())
    left = everything(shop)
    for trace in (
        "Roche",
        "ROCHE",
        "elise@",
        "06 12",
        IBAN,
        "73282932000074",
        "gentille",
        "tournés",
        "'26150'",
    ):
        assert trace not in left, trace
    with shop.books.read() as read:
        assert read.member_file(leaving.id).member.code == "M7"
        assert read.notes(leaving.id) == []
        assert read.worksheet_ids_of(leaving.id) == []
        assert telling.choice_of(read, leaving.id) == NewsChoice()
        (person,) = [each for each in read.people() if each.role is Role.MEMBER]
        assert (person.active, person.pin, person.card, person.name) == (False, "", "", "M7")
        (article,) = read.articles_of(leaving.id)
        assert article.maker == ""
        (paper,) = statements(read, preview(read, MARCH))
        assert (paper.member.code, paper.identity.name, len(paper.lines)) == ("M7", "", 1)
        assert read.count_events(forgetting.ERASED, leaving.id) == 1
    assert shop.defects() == []


def test_the_erased_stay_as_they_are(shop: ShopBuilder, leaving: Member) -> None:
    shop.settle(MARCH)
    forgetting.forget(shop.books, leaving.id, id=new_id(), at=shop.tick())
    file = file_of(shop, leaving.id)
    _member, identity = made(shop)
    changed = replace(file.member, revision=file.member.revision + 1)
    with pytest.raises(Refused, match="erased"):
        enrolling.change(
            shop.books, changed, replace(identity, member_id=leaving.id), id=new_id(), at=shop.tick()
        )
    with pytest.raises(Refused, match="erased"):
        annotating.write_note(shop.books, leaving.id, "revenue ?", author="", id=new_id(), at=shop.tick())


def test_nobody_is_erased_while_something_is_owed(shop: ShopBuilder, leaving: Member) -> None:
    before = everything(shop)
    with pytest.raises(Refused, match="still owed"):
        forgetting.forget(shop.books, leaving.id, id=new_id(), at=shop.tick())
    assert everything(shop) == before
    shop.settle(MARCH)
    adjust(
        shop.books,
        id=new_id(),
        at=when(2, 4),
        day=date(2026, 4, 2),
        member_id=leaving.id,
        amount=euro("-1"),
        reason="emballage",
    )
    with pytest.raises(Refused, match="still owes"):
        forgetting.forget(shop.books, leaving.id, id=new_id(), at=shop.tick())


def test_the_log_names_a_member_by_id_alone(shop: ShopBuilder, leaving: Member) -> None:
    with shop.books.read() as read:
        people = {each.role: each for each in read.people()}
    assert noting.named(people[Role.MANAGER]) == "Aïcha"
    assert noting.named(people[Role.MEMBER]) == leaving.id


def test_an_old_list_brings_nobody_back(shop: ShopBuilder, leaving: Member) -> None:
    shop.settle(MARCH)
    forgetting.forget(shop.books, leaving.id, id=new_id(), at=shop.tick())
    table = source_table(
        "membres.csv",
        """code,name,kind,vat_status,commission_percent
        M7,Élise Roche,person,franchise,30""",
    )
    with pytest.raises(BadFile) as refused:
        import_members(shop.books, table, at=shop.tick())
    assert [(each.line, "erased" in each.sentence) for each in refused.value.problems] == [(2, True)]
    assert file_of(shop, leaving.id).identity.name == ""


def test_an_identity_paper_is_kept_as_long_as_the_law_wants(shop: ShopBuilder) -> None:
    seller = shop.member("P1", kind=MemberKind.PERSON)
    knife = replace(shop.article(seller, "12", pieces=0), second_hand=True, revision=2)
    register_articles(shop.books, [knife], id=new_id(), at=shop.tick())
    take_in(shop.books, replace(shop.slip((knife, 1)), seller=paper_of(seller)))
    with shop.books.read() as read:
        (paper,) = read.sellers(seller.id)
    give_back(shop.books, shop.slip((knife, 1)))
    with pytest.raises(Refused) as refused:
        forgetting.forget(shop.books, seller.id, id=new_id(), at=shop.tick())
    assert refused.value.code == "register_kept"
    assert paper.name in everything(shop)
    shop.now = when(3).replace(year=2026 + KEPT_YEARS)
    forgetting.forget(shop.books, seller.id, id=new_id(), at=shop.tick())
    with shop.books.read() as read:
        assert read.sellers(seller.id) == []
        assert [row.number for row in read.police_entries()] == [1]
    assert shop.defects() == []


def test_nobody_is_erased_while_goods_are_here(shop: ShopBuilder, leaving: Member) -> None:
    shop.settle(MARCH)
    cup = shop.article(leaving, "4", pieces=3)
    with pytest.raises(Refused, match="3 pieces of M7"):
        forgetting.forget(shop.books, leaving.id, id=new_id(), at=shop.tick())
    give_back(shop.books, shop.slip((cup, 3)))
    forgetting.forget(shop.books, leaving.id, id=new_id(), at=shop.tick())
    assert file_of(shop, leaving.id).identity.name == ""
