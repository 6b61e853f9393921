"""Deposit lists held against the books: problems at their cells, known and new articles, nothing written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shop_builder import ShopBuilder, barcode, euro

from db.books import SqlBooks
from ess_shop.domain.articles import UNLABELLED, Article
from ess_shop.domain.deposit_list import COLUMNS, EXAMPLE, DepositLine, DepositList
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Member
from ess_shop.domain.money import Rate
from ess_shop.domain.sheets import Cell, Kind, Merge, Sheet, SheetRow, Workbook
from ess_shop.domain.slips import MOST_LINES
from ess_shop.domain.source import BadFile, Problem, placed
from ess_shop.errors import NotFound
from ess_shop.services.deposit_lists import addressed, check_deposit_list, member_by_code
from ess_shop.services.registering import register_articles
from ess_shop.services.unlabelled import unlabelled_article
from ess_shop.wording import Words

HEAD = ("Article", "Code", "Code-barres", "Prix TTC", "Quantité", "TVA", "Occasion", "Pièce unique")
Value = str | float | Cell


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    return ShopBuilder(sqlite_books)


@pytest.fixture
def member(shop: ShopBuilder) -> Member:
    return shop.member("M1")


@pytest.fixture
def bowl(shop: ShopBuilder, member: Member) -> Article:
    return shop.article(member, "12.50", code="B1", pieces=2)


def cell(value: Value) -> Cell:
    if isinstance(value, Cell):
        return value
    return Cell(value) if isinstance(value, str) else Cell(f"{value:g}", Kind.NUMBER)


def sheet(*rows: Sequence[Value], name: str = "Liste", merges: tuple[Merge, ...] = ()) -> Sheet:
    kept = [{place: cell(value) for place, value in enumerate(row) if value != ""} for row in rows]
    made = tuple(SheetRow(number, row) for number, row in enumerate(kept, start=1) if row)
    return Sheet(name, made, merges)


def book(*rows: Sequence[Value], others: Sequence[Sheet] = ()) -> Workbook:
    return Workbook("liste.xlsx", (sheet(*rows), *others))


def checked(shop: ShopBuilder, member: Member, given: Workbook) -> DepositList:
    with shop.books.read() as read:
        return check_deposit_list(read, given, member=member)


def lines(shop: ShopBuilder, member: Member, *rows: Sequence[Value]) -> tuple[DepositLine, ...]:
    return checked(shop, member, book(HEAD, *rows)).lines


def problems(shop: ShopBuilder, member: Member, given: Workbook) -> list[tuple[str, str]]:
    """Where and what, in the order of the lines."""
    before = entries(shop)
    with pytest.raises(BadFile) as found:
        checked(shop, member, given)
    assert entries(shop) == before
    for each in found.value.problems:
        for language in ("fr", "en"):
            assert "{" not in placed(each, Words(language))
    return [(each.cell or str(each.line), said(each)) for each in found.value.problems]


def said(problem: Problem) -> str:
    return problem.sentence.format(**problem.facts)


def places(shop: ShopBuilder, member: Member, *rows: Sequence[Value]) -> list[str]:
    return [place for place, _ in problems(shop, member, book(HEAD, *rows))]


def entries(shop: ShopBuilder) -> int:
    with shop.books.read() as read:
        return len(list(read.entries("BUREAU")))


def test_new_articles_as_members_write_them(shop: ShopBuilder, member: Member) -> None:
    spaced = barcode(7)
    number, percent = Cell(barcode(8), Kind.NUMBER), Cell("20 %", Kind.PERCENT)
    first, second, third = lines(
        shop,
        member,
        ("Vase", "", f"{spaced[:1]} {spaced[1:7]} {spaced[7:]}", "1 234,50 €", 3, "5,5 %", "Oui"),
        ("Coupe", "", number, 12.5, "", percent, "non", "X"),
        ("Bol", barcode(9), "", "EUR 3", "10", 0),
    )
    assert (first.price, first.vat, first.quantity) == (euro("1234.50"), Rate.percent("5.5"), 3)
    assert (first.known, first.code, first.barcodes) == (None, "", (barcode(7),))
    assert (first.second_hand, first.unique) == (True, False)
    assert (second.price, second.vat, second.quantity) == (euro("12.50"), Rate.percent(20), 1)
    assert (second.unique, second.barcodes) == (True, (barcode(8),))
    assert (third.barcodes, third.vat, third.price) == ((barcode(9),), Rate(0), euro("3"))


def test_known_articles_by_code_or_barcode_are_as_the_books_say(
    shop: ShopBuilder, member: Member, bowl: Article
) -> None:
    other = shop.article(member, "8", code="B2")
    by_code, by_barcode = lines(
        shop,
        member,
        ("", "b1", "", "", 4),
        ("Autre chose", "", other.barcodes[0], "9", 5, "5.5"),
    )
    assert (by_code.known, by_code.code, by_code.quantity) == (bowl, "B1", 4)
    assert (by_code.label, by_code.price, by_code.vat) == (bowl.label, bowl.price, bowl.vat)
    assert (by_code.remarks, by_code.listed_price) == ((), None)
    assert (by_barcode.known, by_barcode.price, by_barcode.listed_price) == (other, euro("8"), euro("9"))
    assert [sentence.format(**facts) for sentence, facts in by_barcode.remarks] == [
        "The list says 9.00 EUR, the books say 8.00 EUR.",
        "The list says 5.5 % of VAT, the books say 20 %.",
        f"The list says “Autre chose”, the books say “{other.label}”.",
    ]
    (barcode_too,) = lines(shop, member, ("", "B1", barcode(99), "", 1))
    assert [facts for _, facts in barcode_too.remarks] == [{"value": barcode(99)}]


def test_a_barcode_in_the_column_of_codes_names_its_article(
    shop: ShopBuilder, member: Member, bowl: Article
) -> None:
    (line,) = lines(shop, member, ("", Cell(bowl.barcodes[0], Kind.NUMBER), "", "", 1))
    assert line.known == bowl


def test_columns_in_any_order_language_case_and_below_other_lines(shop: ShopBuilder, member: Member) -> None:
    given = book(
        ("Liste de printemps",),
        (),
        ("membre", "m1", "Atelier"),
        ("  QTE ", "price", "LIBELLE", "vat rate", "Référence"),
        (2, 5, "Bol", 20, ""),
    )
    listed = checked(shop, member, given)
    assert [(each.line, each.label, each.quantity) for each in listed.lines] == [(5, "Bol", 2)]
    assert (listed.name, listed.sheet, listed.pieces, listed.new) == ("liste.xlsx", "Liste", 2, 1)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_template_s_titles_are_understood_and_mean_one_column_each(language: str) -> None:
    written: dict[str, str] = {}
    for column in COLUMNS:
        for spelling in {*column.french, *column.english}:
            assert written.setdefault(spelling.lower(), column.name) == column.name
    assert len({column.title(language) for column in COLUMNS}) == len(COLUMNS) == 13


def test_examples_are_left_out(shop: ShopBuilder, member: Member) -> None:
    marked = [(f"{mark.upper()} Bol", "", "", 5, 1, 20) for mark in EXAMPLE.values()]
    (line,) = lines(shop, member, *marked, ("Exemplaire unique", "", "", 5, 1, 20))
    assert (line.line, line.label) == (4, "Exemplaire unique")
    assert problems(shop, member, book(HEAD, *marked))[0][0] == "1"


def test_every_problem_of_every_cell_at_once(shop: ShopBuilder, member: Member) -> None:
    found = problems(
        shop,
        member,
        book(
            HEAD,
            ("Bol", "", "2000000000000", "12.999", 1.5, 31, "peut-être", "?"),
            ("", "", "", "", "", "", ""),
            ("x" * 201, "", "", 0, 0, 0.2),
            ("", "", "", "", "", ""),
            ("", "", "", "-1", -1, "TVA", "", "oui"),
            ("Bol", "nulle part", "", "abc", "dix", "20"),
            ("Bol", "", "", 5, 2, 20, "", "oui"),
        ),
    )
    assert [place for place, _ in found] == [
        "C2",
        "D2",
        "E2",
        "F2",
        "G2",
        "H2",
        "A4",
        "D4",
        "E4",
        "F4",
        "A6",
        "D6",
        "E6",
        "F6",
        "B7",
        "D7",
        "E7",
        "E8",
    ]
    assert found[9][1] == "0.2 is no VAT rate: write 20 or 5.5."


@pytest.mark.parametrize(
    "kind", [Kind.FORMULA, Kind.DATE, Kind.BOOLEAN, Kind.ERROR, Kind.LONG_NUMBER, Kind.LONG_TEXT]
)
def test_cells_that_cannot_be_taken(shop: ShopBuilder, member: Member, kind: Kind) -> None:
    found = problems(shop, member, book(HEAD, ("Bol", "", "", Cell("#REF!", kind), 1, 20)))
    assert found[0][0] == "D2"


def test_merged_cells_in_the_list_but_not_in_the_title_above(shop: ShopBuilder, member: Member) -> None:
    rows = (("Ma liste",), HEAD, ("Bol", "", "", 5, 1, 20))
    title, inside = Merge(1, 1, "A1:D1"), Merge(3, 4, "B3:C4")
    assert checked(shop, member, Workbook("x", (sheet(*rows, merges=(title,)),))).lines
    found = problems(shop, member, Workbook("x", (sheet(*rows, merges=(title, inside)),)))
    assert [place for place, _ in found] == ["B3"]


def test_columns_that_are_wrong(shop: ShopBuilder, member: Member) -> None:
    found = problems(
        shop,
        member,
        book(("Article", "Prixx", "Quantité", "qté", "Couleur", "TVA"), ("Bol", 5, 1, "", "", 20, "seul")),
    )
    assert [place for place, _ in found] == ["1", "B1", "D1", "E1", "G2"]
    assert found[1][1] == "There is no column “Prixx”: write “Prix”."
    assert "Prix TTC / Price incl. VAT" in found[0][1]


def test_a_header_that_is_written_wrong_throughout(shop: ShopBuilder, member: Member) -> None:
    found = problems(shop, member, book(("Artcle", "Prrix", "Quantitté"), ("Bol", 5, 1)))
    assert [place for place, _ in found if place != "1"] == ["A1", "B1", "C1"]


def test_no_header_and_nothing_at_all(shop: ShopBuilder, member: Member) -> None:
    ((place, sentence),) = problems(shop, member, book(("Bol", 5, 1), ("Vase", 6, 2)))
    assert place == "1"
    assert "Prix TTC" in sentence
    late = [("x",)] * 10
    assert len(problems(shop, member, book(*late, HEAD, ("Bol", "", "", 5, 1, 20)))) == 1
    for empty in (Workbook("x", ()), Workbook("x", (sheet(),)), book(("",))):
        assert problems(shop, member, empty)[0][1] == "The file is empty."
    assert "no line yet" in problems(shop, member, book(HEAD))[0][1]


def test_more_sheets_than_the_one_that_is_read(shop: ShopBuilder, member: Member) -> None:
    row = ("Bol", "", "", 5, 1, 20)
    explained = sheet(("Explications",), ("Article", "Ce qui est imprimé"), name="Explications")
    assert checked(shop, member, Workbook("x", (explained, sheet(HEAD, row)))).sheet == "Liste"
    hidden = replace(sheet(HEAD, row, name="Secret"), hidden=True)
    second = sheet(("note",), HEAD, row, name="Deux")
    with pytest.raises(BadFile) as found:
        checked(shop, member, book(HEAD, row, others=(hidden, second, replace(sheet(), hidden=True))))
    assert [(each.sheet, each.cell, each.line) for each in found.value.problems] == [
        ("Secret", "A1", 1),
        ("Deux", "", 2),
    ]
    assert all("“Liste”" in said(each) for each in found.value.problems)


def test_whose_list_and_whose_articles(shop: ShopBuilder, member: Member, bowl: Article) -> None:
    other = shop.member("M2")
    found = problems(
        shop, other, book(("Membre", "M1"), HEAD, ("", "B1", "", "", 1), ("", "", bowl.barcodes[0], "", 1))
    )
    assert [place for place, _ in found] == ["1", "B3", "C4"]
    assert "M2" in found[0][1]


def test_one_article_or_barcode_on_two_lines(shop: ShopBuilder, member: Member, bowl: Article) -> None:
    found = problems(
        shop,
        member,
        book(
            HEAD,
            ("", "B1", "", "", 1),
            ("", "", bowl.barcodes[0], "", 1),
            ("Vase", "", barcode(7), 5, 1, 20),
            ("Pot", "", barcode(7), 6, 1, 20),
            ("", shop.article(member).code, barcode(7), "", 1),
        ),
    )
    assert [place for place, _ in found] == ["C3", "C5", "C6"]
    assert "line 4" in found[1][1]


def test_a_line_that_names_two_articles(shop: ShopBuilder, member: Member, bowl: Article) -> None:
    other = shop.article(member, code="B2")
    ((place, sentence),) = problems(shop, member, book(HEAD, ("", "B1", other.barcodes[0], "", 1)))
    assert (place, "B1, B2" in sentence) == ("B2", True)


def test_goods_without_a_label_are_no_article(shop: ShopBuilder, member: Member) -> None:
    free = unlabelled_article(
        shop.books, member_id=member.id, vat=Rate.percent(20), id=new_id(), at=shop.tick()
    )
    assert places(shop, member, ("", free.code, "", "", 1)) == ["B2"]
    head = ("Article", "Prix", "TVA", "Quantité", "Catégorie")
    found = problems(shop, member, book(head, ("Bol", 5, 20, 1, UNLABELLED.title())))
    assert [place for place, _ in found] == ["E2"]


def test_something_unique_is_deposited_once(shop: ShopBuilder, member: Member) -> None:
    here = shop.article(member, code="U1", unique=True, pieces=1)
    away = shop.article(member, code="U2", unique=True, pieces=0)
    found = problems(shop, member, book(HEAD, ("", here.code, "", "", 1), ("", away.code, "", "", 2)))
    assert [place for place, _ in found] == ["E2", "E3"]
    (line,) = lines(shop, member, ("", away.code, "", "", ""))
    assert (line.known, line.quantity) == (away, 1)


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        (Cell("3760123456784", Kind.NUMBER), "3760123456784"),
        ("3.760123456784E+12", "3760123456784"),
        ("3,760123456784e12", "3760123456784"),
        ("0012345678905", "0012345678905"),
        ("3-760123-456784", "3760123456784"),
        ("3.76E+12", None),
        (Cell("12345678905", Kind.NUMBER), None),
        (Cell("3760123456785", Kind.NUMBER), None),
        ("376012345678", None),
    ],
)
@pytest.mark.parametrize("column", [1, 2])
def test_barcodes_that_a_spreadsheet_took_for_numbers(
    shop: ShopBuilder, member: Member, written: Value, understood: str | None, column: int
) -> None:
    row: list[Value] = ["Bol", "", "", 5, 1, 20]
    row[column] = written
    if understood is None:
        assert places(shop, member, row) == [f"{'ABC'[column]}2"]
    else:
        (line,) = lines(shop, member, row)
        assert line.barcodes == (understood,)


def test_codes_that_lost_their_zeros_are_told_apart(shop: ShopBuilder, member: Member) -> None:
    shop.article(member, code="42")
    register_articles(
        shop.books,
        [Article(new_id(), "0043", "Pot", member.id, euro("5"), Rate.percent(20))],
        id=new_id(),
        at=shop.tick(),
    )
    (line,) = lines(shop, member, ("", 42, "", "", 1))
    assert line.code == "42"
    ((place, sentence),) = problems(shop, member, book(HEAD, ("Pot", 43, "", 5, 1, 20)))
    assert (place, "zeros" in sentence) == ("B2", True)


def test_a_list_that_is_too_long(shop: ShopBuilder, member: Member) -> None:
    rows = [("Bol", "", "", 5, 1, 20)] * (MOST_LINES + 1)
    ((place, _),) = problems(shop, member, book(HEAD, *rows))
    assert place == str(MOST_LINES + 2)


def test_who_a_template_is_for(shop: ShopBuilder, member: Member) -> None:
    with shop.books.read() as read:
        assert member_by_code(read, "M1") == member
        to = addressed(read, "M1")
        with pytest.raises(NotFound):
            addressed(read, "M9")
    assert (to.code, to.name, to.shop) == ("M1", "Atelier M1", "Boutique des Quatre Vents")
    assert Rate.percent("5.5") in to.rates


VALUES = st.one_of(
    st.text(max_size=15),
    st.from_regex(r"[0-9]{0,14}([.,][0-9]{0,3})?( ?[€%])?", fullmatch=True),
    st.builds(Cell, st.from_regex(r"-?[0-9]{1,15}(\.[0-9]{1,4})?", fullmatch=True), st.just(Kind.NUMBER)),
    st.builds(Cell, st.text(max_size=5), st.sampled_from(Kind)),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.lists(st.lists(VALUES, min_size=len(HEAD), max_size=len(HEAD)), min_size=1, max_size=4))
def test_whatever_stands_in_the_cells_is_a_line_or_a_problem(
    shop: ShopBuilder, rows: list[list[Value]]
) -> None:
    with shop.books.read() as read:
        known = read.members()
    member = known[0] if known else shop.member("M1")
    try:
        listed = checked(shop, member, book(HEAD, *rows))
    except BadFile as bad:
        wrong = [each for each in bad.problems if each.line > 1]
        assert all(each.cell for each in wrong)
        return
    for line in listed.lines:
        assert line.label
        assert line.price.minor > 0
        assert line.quantity > 0
        assert Rate(0) <= line.vat <= Rate.percent(30)
