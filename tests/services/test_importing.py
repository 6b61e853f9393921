"""Members and articles from files: every problem at once or all of it written; again changes what may."""

from datetime import date

import pytest
from shop_builder import BEGUN, IBAN, ShopBuilder, barcode, cash, euro, source_table, when

from ess_shop.domain.money import Rate
from ess_shop.domain.source import BadFile, SourceTable
from ess_shop.domain.terms import BEGINNING, VatRole
from ess_shop.services.composing import Asked
from ess_shop.services.importing_articles import import_articles
from ess_shop.services.importing_members import import_members

HEAD = (
    "code,name,kind,vat_status,vat_number,siret,iban,email,"
    "commission_percent,local_currency_percent,payout_minimum"
)
GOODS = "code,barcode,label,member,price,vat_percent,quantity"


def members(*lines: str) -> SourceTable:
    return source_table("members.csv", "\n".join((HEAD, *lines)))


def articles(*lines: str) -> SourceTable:
    return source_table("articles.csv", "\n".join((GOODS, *lines)))


POTTER = f"M1,Poterie,sole_trader,liable,,,{IBAN},lise@exemple.fr,30,50,20.00"
WEAVER = "M2,Tissages,association,franchise,,,,,25,,"
BOWL = f"B1,{barcode(1)},Bol,M1,12.50,20,10"
SCARF = f"S1,{barcode(2)} {barcode(3)},Écharpe,M2,39.90,20,3"


def entries(shop: ShopBuilder) -> int:
    with shop.books.read() as read:
        return len(list(read.entries("BUREAU")))


def test_members_as_they_stand_in_the_file(shop: ShopBuilder) -> None:
    report = import_members(shop.books, members(POTTER, WEAVER), at=shop.tick())
    assert (report.added, report.changed, report.unchanged, report.remarks) == (2, 0, 0, ())
    with shop.books.read() as read:
        potter, weaver = read.members()
        identities = read.identities()
        (contract,) = read.terms(potter.id)
        (other,) = read.terms(weaver.id)
    assert (potter.code, potter.payout_minimum) == ("M1", 2000)
    assert potter.acceptance == {"LOC": Rate.percent(50)}
    assert identities[potter.id].iban == IBAN
    assert identities[potter.id].email == "lise@exemple.fr"
    assert (contract.valid_from, contract.commission, contract.role) == (
        BEGINNING,
        Rate.percent(30),
        VatRole.A,
    )
    assert (other.commission, other.role, weaver.acceptance) == (Rate.percent(25), VatRole.B, {})
    assert shop.defects() == []


def test_every_problem_of_members_at_once_and_nothing_written(shop: ShopBuilder) -> None:
    before = entries(shop)
    bad = members(
        POTTER,
        "M3,,band,liable,FR00,123,FR76,nobody,101,-1,x",
        "M1,Poterie,sole_trader,liable,,,,,30,,",
        "é/é,Nom,person,not_subject,,,,,30,,",
        WEAVER,
    )
    with pytest.raises(BadFile) as found:
        import_members(shop.books, bad, at=shop.tick())
    assert [problem.line for problem in found.value.problems] == [3] * 9 + [4, 5]
    assert {problem.facts.get("column") for problem in found.value.problems if problem.line == 3} == {
        "name",
        "kind",
        "vat_number",
        "siret",
        "iban",
        "email",
        "commission_percent",
        "local_currency_percent",
        "payout_minimum",
    }
    assert all(problem.sentence.format(**problem.facts) for problem in found.value.problems)
    with shop.books.read() as read:
        assert read.members() == []
    assert entries(shop) == before


def test_codes_that_differ_in_capital_letters_alone_are_not_two_members(shop: ShopBuilder) -> None:
    shop.member("M1")
    rows = [f"{code},Poterie,person,not_subject,,,,,30,," for code in ("m1", "K7", "k7")]
    with pytest.raises(BadFile) as found:
        import_members(shop.books, members(*rows), at=shop.tick())
    told = [(each.line, each.facts["value"], each.facts["other"]) for each in found.value.problems]
    assert told == [
        (2, "m1", "M1"),
        (4, "k7", "K7"),
    ]


def test_a_column_that_is_missing(shop: ShopBuilder) -> None:
    for run, table in (
        (import_members, source_table("members.csv", "code,name\nM1,Poterie")),
        (import_articles, source_table("articles.csv", "code,label\nB1,Bol")),
    ):
        with pytest.raises(BadFile) as found:
            run(shop.books, table, at=shop.tick())
        assert [problem.line for problem in found.value.problems] == [1]


def test_members_again_change_what_changed(shop: ShopBuilder) -> None:
    import_members(shop.books, members(POTTER, WEAVER), at=shop.tick())
    before = entries(shop)
    report = import_members(shop.books, members(POTTER, WEAVER), at=shop.tick())
    assert (report.added, report.changed, report.unchanged) == (0, 0, 2)
    assert entries(shop) == before
    other = POTTER.replace("Poterie", "Poterie du Moulin").replace("20.00", "5")
    report = import_members(shop.books, members(other, WEAVER), at=shop.tick())
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    with shop.books.read() as read:
        potter = read.members()[0]
        assert (potter.payout_minimum, potter.revision) == (500, 2)
        assert read.identities()[potter.id].name == "Poterie du Moulin"
    assert shop.defects() == []


def test_another_commission_before_anything_was_sold(shop: ShopBuilder) -> None:
    import_members(shop.books, members(POTTER), at=shop.tick())
    report = import_members(shop.books, members(POTTER.replace(",30,", ",35,")), at=shop.tick())
    assert (report.changed, report.remarks) == (1, ())
    with shop.books.read() as read:
        (contract,) = read.terms(read.members()[0].id)
    assert (contract.valid_from, contract.commission) == (BEGINNING, Rate.percent(35))


def test_another_commission_after_a_sale_begins_today(shop: ShopBuilder) -> None:
    import_members(shop.books, members(POTTER), at=shop.tick())
    import_articles(shop.books, articles(BOWL), at=shop.tick())
    with shop.books.read() as read:
        bowl = read.article_by_barcode(barcode(1))
    assert bowl is not None
    shop.open(when(3))
    shop.sell(Asked(bowl.id, 2), cash("25"))
    shop.close()
    for percent in ("40", "45"):
        report = import_members(
            shop.books, members(POTTER.replace(",30,", f",{percent},")), at=when(5, hour=9)
        )
        ((sentence, facts),) = report.remarks
        assert facts == {"member": "M1", "day": date(2026, 3, 5)}
        assert sentence.format(**facts)
    with shop.books.read() as read:
        history = read.terms(bowl.member_id)
    assert [(each.valid_from, each.commission) for each in history] == [
        (BEGINNING, Rate.percent(30)),
        (date(2026, 3, 5), Rate.percent(45)),
    ]
    shop.open(when(4))
    day_before = shop.sell(bowl, cash("12.50"))
    shop.close()
    shop.open(when(5))
    same_day = shop.sell(bowl, cash("12.50"))
    assert day_before.sale.lines[0].share == euro("8.75")
    assert same_day.sale.lines[0].share == euro("6.88")
    with shop.books.read() as read:
        past = read.sale("C1", 1)
    assert past is not None
    assert past.sale.sale.lines[0].share == euro("17.50")
    assert shop.defects() == []


def test_articles_as_they_stand_in_the_file(shop: ShopBuilder) -> None:
    import_members(shop.books, members(POTTER, WEAVER), at=shop.tick())
    report = import_articles(shop.books, articles(BOWL, SCARF), at=shop.tick())
    assert (report.added, report.changed, report.pieces) == (2, 0, 13)
    with shop.books.read() as read:
        bowl, scarf = read.articles()
        assert read.article_by_barcode(barcode(3)) == scarf
        assert (bowl.label, bowl.price, bowl.vat) == ("Bol", euro("12.50"), Rate.percent(20))
    assert (shop.stock(bowl), shop.stock(scarf)) == (10, 3)
    before = entries(shop)
    report = import_articles(shop.books, articles(BOWL, SCARF), at=shop.tick())
    assert (report.added, report.changed, report.unchanged, report.pieces) == (0, 0, 2, 0)
    assert entries(shop) == before
    cheaper = BOWL.replace("12.50,20,10", "11,5.5,99")
    report = import_articles(shop.books, articles(cheaper, SCARF), at=shop.tick())
    assert (report.added, report.changed, report.unchanged, report.pieces) == (0, 1, 1, 0)
    with shop.books.read() as read:
        now = read.article_by_barcode(barcode(1))
    assert now is not None
    assert (now.price, now.vat, now.revision, now.id) == (euro("11"), Rate.percent("5.5"), 2, bowl.id)
    assert shop.stock(bowl) == 10
    assert shop.defects() == []


def test_every_problem_of_articles_at_once_and_nothing_written(shop: ShopBuilder) -> None:
    import_members(shop.books, members(POTTER), at=shop.tick())
    before = entries(shop)
    bad = articles(
        BOWL,
        "B2,2000000000000,,M9,-1,31,x",
        f"B3,{barcode(1)},Vase,M1,1,20,1",
        f"B1,{barcode(4)},Bol,M1,1,20,1",
        "B4,,Coupe,M1,1e3,20,1",
    )
    with pytest.raises(BadFile) as found:
        import_articles(shop.books, bad, at=shop.tick())
    assert [problem.line for problem in found.value.problems] == [3] * 6 + [4, 5, 6]
    assert all(problem.sentence.format(**problem.facts) for problem in found.value.problems)
    with shop.books.read() as read:
        assert read.articles() == []
    assert entries(shop) == before


def test_barcodes_may_change_hands_within_one_file(shop: ShopBuilder) -> None:
    import_members(shop.books, members(POTTER, WEAVER), at=shop.tick())
    import_articles(shop.books, articles(BOWL, SCARF), at=shop.tick())
    swapped = articles(
        BOWL.replace(barcode(1), barcode(2)),
        SCARF.replace(f"{barcode(2)} {barcode(3)}", barcode(1)),
    )
    assert import_articles(shop.books, swapped, at=shop.tick()).changed == 2
    with shop.books.read() as read:
        found = [read.article_by_barcode(barcode(number)) for number in (1, 2, 3)]
    assert [each and each.code for each in found] == ["S1", "B1", None]
    taken = articles(f"N1,{barcode(1)},Nappe,M2,5,20,1")
    with pytest.raises(BadFile) as refused:
        import_articles(shop.books, taken, at=shop.tick())
    assert refused.value.problems[0].facts["other"] == "S1"
    assert shop.defects() == []


def test_the_owner_is_locked_once_sold(shop: ShopBuilder) -> None:
    import_members(shop.books, members(POTTER, WEAVER), at=shop.tick())
    import_articles(shop.books, articles(BOWL), at=shop.tick())
    moved = BOWL.replace("M1", "M2")
    assert import_articles(shop.books, articles(moved), at=shop.tick()).changed == 1
    with shop.books.read() as read:
        bowl = read.article_by_barcode(barcode(1))
    assert bowl is not None
    shop.open()
    shop.sell(bowl, cash("12.50"))
    with pytest.raises(BadFile) as locked:
        import_articles(shop.books, articles(SCARF, BOWL), at=shop.tick())
    assert [problem.line for problem in locked.value.problems] == [3]
    with shop.books.read() as read:
        assert [each.code for each in read.articles()] == ["B1"]
    assert shop.defects() == []


def test_the_times_are_the_shop_s(shop: ShopBuilder) -> None:
    import_members(shop.books, members(POTTER), at=when(2, hour=9))
    with shop.books.read() as read:
        times = [entry.at for entry in read.entries("BUREAU")]
    assert times == [BEGUN, "2026-03-02T09:00:00+01:00"]
