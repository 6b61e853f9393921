"""Numbers with check digits, texts for tags, contracts in time, and files read before they are believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from domain_stories import SHOP, consignor, examples, lem
from hypothesis import given
from hypothesis import strategies as st

from ess_shop.domain.articles import LONGEST_LABEL, checked_barcode, checked_text, has_control
from ess_shop.domain.currencies import CHF, EUR
from ess_shop.domain.members import VatStatus, checked_iban, checked_siret, checked_vat_number
from ess_shop.domain.money import Currency, Rate
from ess_shop.domain.shop import ACCOUNT_NUMBERS, Shop, national_defaults
from ess_shop.domain.source import BadFile, Checker, SourceRow, SourceTable, shown
from ess_shop.domain.terms import BEGINNING, TRANSPARENT, Terms, VatRole, role_for, valid_on
from ess_shop.errors import Refused

Check = Callable[[str], str]


@pytest.mark.parametrize(
    ("check", "typed", "kept"),
    [
        (checked_iban, "fr76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
        (checked_iban, "CH93 0076 2011 6238 5295 7", "CH9300762011623852957"),
        (checked_iban, "DE89370400440532013000", "DE89370400440532013000"),
        (checked_siret, "732 829 320 00074", "73282932000074"),
        (checked_vat_number, "44 732829320", "FR44732829320"),
        (checked_vat_number, "FR44732829320", "FR44732829320"),
        (checked_barcode, "4006381333931", "4006381333931"),
        (checked_barcode, "96385074", "96385074"),
        (checked_barcode, "036000291452", "036000291452"),
        (checked_barcode, "10012345678902", "10012345678902"),
        (checked_barcode, "978-2-07-036822-8", "9782070368228"),
    ],
)
def test_a_number_whose_check_digits_are_right_is_kept_plain(check: Check, typed: str, kept: str) -> None:
    assert check(typed) == kept
    assert check(kept) == kept


@pytest.mark.parametrize(
    ("check", "typed"),
    [
        (checked_iban, "FR7630006000011234567890188"),
        (checked_iban, "FR7730006000011234567890189"),
        (checked_iban, "FR763000600001123456789018"),
        (checked_iban, "ZZ7630006000011234567890189"),
        (checked_iban, ""),
        (checked_siret, "73282932000075"),
        (checked_siret, "732829320"),
        (checked_siret, "7328293200007A"),
        (checked_siret, ""),
        (checked_vat_number, "FR45732829320"),
        (checked_vat_number, "DE136695976"),
        (checked_vat_number, ""),
        (checked_barcode, "4006381333932"),
        (checked_barcode, "96385075"),
        (checked_barcode, "123"),
        (checked_barcode, ""),
    ],
)
def test_a_mistyped_number_is_refused(check: Check, typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        check(typed)


@pytest.mark.parametrize(
    ("check", "right"),
    [
        (checked_iban, "FR7630006000011234567890189"),
        (checked_siret, "73282932000074"),
        (checked_barcode, "4006381333931"),
    ],
)
def test_no_single_wrong_digit_goes_unseen(check: Check, right: str) -> None:
    for place, digit in enumerate(right):
        for other in set("0123456789") - {digit}:
            if digit.isdigit():
                with pytest.raises(ValueError, match=r".*"):
                    check(right[:place] + other + right[place + 1 :])


@examples
@given(
    st.text(max_size=40), st.sampled_from([checked_iban, checked_siret, checked_vat_number, checked_barcode])
)
def test_any_text_is_a_number_or_refused(text: str, check: Check) -> None:
    try:
        kept = check(text)
    except ValueError:
        return
    assert check(kept) == kept
    assert kept.isascii()


def test_a_text_for_a_tag_is_trimmed_and_composed() -> None:
    assert checked_text("  Cœur de sapin « bio » ") == "Cœur de sapin « bio »"
    assert checked_text("e\N{COMBINING ACUTE ACCENT}te\N{COMBINING ACUTE ACCENT}") == "été"
    assert checked_text("x" * LONGEST_LABEL) == "x" * LONGEST_LABEL
    assert checked_text("abc", longest=3) == "abc"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "x" * (LONGEST_LABEL + 1),
        "Sa\nvon",
        "Sa\tvon",
        "Savon\x00",
        "\x1b@Savon",
        "Savon\x7f\x85x",
        "evil\N{RIGHT-TO-LEFT OVERRIDE}txt",
        "zero\N{ZERO WIDTH SPACE}width",
        "a\N{LINE SEPARATOR}b",
        "a\N{PARAGRAPH SEPARATOR}b",
        "soft\N{SOFT HYPHEN}ly",
        "lone\ud800",
        "mine\ue000",
        "unassigned\u0378",
    ],
)
def test_a_text_that_steers_a_device_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"(?s).*"):
        checked_text(text)


@pytest.mark.parametrize("text", ["Savon", "12 € – « l’été »", "\N{NO-BREAK SPACE}", "日本", "🧼"])
def test_what_people_write_hides_nothing(text: str) -> None:
    assert not has_control(text)


@examples
@given(st.text(max_size=30))
def test_a_checked_text_stays_as_it_is(text: str) -> None:
    try:
        kept = checked_text(text)
    except ValueError:
        return
    assert checked_text(kept) == kept
    assert not has_control(kept)


def contract(name: str, begins: date) -> Terms:
    return Terms(name, "m-1", begins, Rate.percent(30), VatRole.A)


HISTORY = (
    contract("second", date(2010, 6, 1)),
    contract("first", BEGINNING),
    contract("third", date(2011, 1, 1)),
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2009, 1, 1), "first"),
        (date(2010, 5, 31), "first"),
        (date(2010, 6, 1), "second"),
        (date(2010, 12, 31), "second"),
        (date(2011, 1, 1), "third"),
        (date(2099, 1, 1), "third"),
    ],
)
def test_the_contract_in_force_is_the_latest_that_began(day: date, name: str) -> None:
    found = valid_on(HISTORY, day)
    assert found is not None
    assert found.id == name


def test_before_the_first_contract_there_is_none() -> None:
    assert valid_on([], date(2010, 1, 1)) is None
    assert valid_on([HISTORY[0]], date(2010, 5, 31)) is None


@examples
@given(st.lists(st.dates(), max_size=6, unique=True), st.dates())
def test_whatever_the_history_no_later_contract_had_begun(begins: list[date], day: date) -> None:
    found = valid_on([contract(str(begin), begin) for begin in begins], day)
    begun = [begin for begin in begins if begin <= day]
    assert (found.valid_from if found else None) == max(begun, default=None)


@pytest.mark.parametrize(
    ("status", "liable", "role"),
    [
        (VatStatus.LIABLE, True, VatRole.A),
        (VatStatus.FRANCHISE, True, VatRole.B),
        (VatStatus.NOT_SUBJECT, True, VatRole.B),
        (VatStatus.LIABLE, False, VatRole.C),
        (VatStatus.FRANCHISE, False, VatRole.C),
        (VatStatus.NOT_SUBJECT, False, VatRole.C),
    ],
)
def test_the_role_follows_from_who_is_liable(status: VatStatus, liable: bool, role: VatRole) -> None:
    assert role_for(status, shop_liable=liable) is role
    assert role in TRANSPARENT


def test_a_member_accepts_what_they_said_and_nothing_else() -> None:
    who = consignor(accepts={"LEM": 50})
    assert who.accepts("LEM") == Rate.percent(50)
    assert who.accepts("ROU") == Rate(0)


def test_the_shop_knows_its_currencies() -> None:
    assert SHOP.currency_named("EUR") == EUR
    assert SHOP.currency_named("LEM") == lem(0).currency
    assert SHOP.worth(lem(250)) == 250
    assert SHOP.local("USD") is None
    with pytest.raises(Refused) as refused:
        SHOP.worth(replace(lem(1), currency=Currency("USD")))
    assert refused.value.code == "currency_not_taken"


def test_what_follows_from_the_country() -> None:
    assert national_defaults(EUR) == {}
    swiss = Shop("Gare", currency=CHF, **national_defaults(CHF))  # type: ignore[arg-type]
    assert (swiss.cash_step, swiss.cash_limit, swiss.commission_vat) == (5, None, Rate(81_000))
    assert Shop("Rive").cash_limit == 100_000


def test_every_account_of_the_ledger_has_a_number_of_its_own() -> None:
    assert len(set(ACCOUNT_NUMBERS.values())) == len(ACCOUNT_NUMBERS)
    assert Shop("A").accounts is not Shop("B").accounts


TABLE = SourceTable(
    "membres.csv",
    ("code", "price"),
    (SourceRow(2, {"code": "M1", "price": "12,50"}), SourceRow(3, {"code": "M2", "price": "cher\x1b"})),
)


def test_every_problem_of_a_file_is_listed_in_the_order_of_its_lines() -> None:
    checker = Checker(TABLE.name)
    checker.add(3, "last")
    read = [checker.cell(row, "price", EUR.parse, "{value} is no price.") for row in TABLE.rows]
    checker.add(1, "first")
    assert (str(read[0]), read[1]) == ("12.50 EUR", None)
    with pytest.raises(BadFile) as bad:
        checker.finish()
    assert [(problem.line, problem.sentence) for problem in bad.value.problems] == [
        (1, "first"),
        (3, "last"),
        (3, "{value} is no price."),
    ]
    assert bad.value.problems[2].facts == {"value": "cher�", "column": "price"}
    assert str(bad.value) == "“membres.csv”: 3 problem(s), nothing was written."


def test_a_file_without_problems_passes() -> None:
    checker = Checker(TABLE.name)
    checker.require_columns(TABLE, ("code", "price"))
    checker.finish()


def test_a_missing_column_stops_the_reading() -> None:
    with pytest.raises(BadFile) as bad:
        Checker(TABLE.name).require_columns(TABLE, ("code", "label", "vat"))
    (problem,) = bad.value.problems
    assert (problem.line, problem.facts["columns"]) == (1, "label, vat")


@examples
@given(st.text(max_size=80), st.integers(min_value=1, max_value=60))
def test_a_quoted_piece_of_a_file_is_short_and_printable(text: str, longest: int) -> None:
    quoted = shown(text, longest)
    assert len(quoted) <= longest
    assert quoted.isprintable()
