"""Money is whole cents of one currency: nothing is lost, nothing is invented, nothing is mixed."""

from decimal import Decimal

import pytest
from domain_stories import eur, examples, lem
from hypothesis import given
from hypothesis import strategies as st

from ess_shop.domain.currencies import EUR, LocalCurrency
from ess_shop.domain.money import (
    LARGEST_MINOR,
    MILLION,
    WHOLE,
    Currency,
    Money,
    Rate,
    allocate,
    divide,
    scaled,
)
from ess_shop.errors import CurrencyMismatch

HOURS = Currency("HEU", 0)


@pytest.mark.parametrize("amount", [1.0, 0.1, Decimal(1), "1", True, None])
def test_only_whole_minor_units_make_money(amount: object) -> None:
    with pytest.raises(TypeError, match="integer of minor units"):
        Money(amount, EUR)  # type: ignore[arg-type]


def test_half_of_an_amount_is_never_a_float() -> None:
    with pytest.raises(TypeError, match="integer of minor units"):
        eur(100) * 0.5  # type: ignore[operator]


def test_amounts_of_one_currency_add_up() -> None:
    assert eur(1250) + eur(50) - eur(300) == eur(1000)
    assert -eur(5) == eur(-5)
    assert abs(eur(-5)) == eur(5)
    assert eur(5) * 3 == eur(15)
    assert not eur(0)
    assert eur(-1)


def test_amounts_of_one_currency_compare() -> None:
    assert eur(1) < eur(2)
    assert eur(2) <= eur(2)
    assert eur(3) > eur(2)
    assert eur(2) >= eur(2)


@pytest.mark.parametrize("operation", ["__add__", "__sub__", "__lt__", "__le__", "__gt__", "__ge__"])
def test_two_currencies_never_meet_in_a_calculation(operation: str) -> None:
    with pytest.raises(CurrencyMismatch, match="EUR met LEM"):
        getattr(eur(100), operation)(lem(100))


def test_the_same_figure_in_two_currencies_is_not_the_same_amount() -> None:
    assert eur(100) != lem(100)
    assert Money(1, Currency("EUR", 2)) != Money(1, Currency("EUR", 3))


def test_an_amount_is_written_with_the_decimals_of_its_currency() -> None:
    assert str(eur(1250)) == "12.50 EUR"
    assert str(eur(-5)) == "-0.05 EUR"
    assert str(Money(3, HOURS)) == "3 HEU"
    assert (EUR.unit, HOURS.unit) == (100, 1)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [
        (5, 2, 3),
        (-5, 2, -3),
        (4, 3, 1),
        (-4, 3, -1),
        (5, 3, 2),
        (-5, 3, -2),
        (0, 7, 0),
        (1, 2, 1),
        (-1, 2, -1),
    ],
)
def test_halves_go_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert divide(numerator, denominator) == rounded


@examples
@given(st.integers(), st.integers(min_value=1, max_value=10**9))
def test_a_return_rounds_like_its_sale(numerator: int, denominator: int) -> None:
    rounded = divide(numerator, denominator)
    assert divide(-numerator, denominator) == -rounded
    assert 2 * abs(numerator - rounded * denominator) <= denominator


def test_the_cents_left_over_go_to_the_largest_remainders() -> None:
    assert allocate(100, [1, 1, 1]) == [34, 33, 33]
    assert allocate(10, [1, 2, 3]) == [2, 3, 5]
    assert allocate(5, [70, 30]) == [4, 1]


def test_ties_go_to_the_earlier_line() -> None:
    assert allocate(2, [1, 1, 1, 1]) == [1, 1, 0, 0]
    assert allocate(1, [0, 5, 5]) == [0, 1, 0]


def test_nothing_can_be_spread_over_nothing_but_nothing() -> None:
    assert allocate(0, []) == []
    assert allocate(0, [0, 0]) == [0, 0]
    with pytest.raises(ValueError, match="nothing to spread over"):
        allocate(1, [0, 0])
    with pytest.raises(ValueError, match="nothing to spread over"):
        allocate(-1, [1])


weights = st.lists(st.integers(min_value=0, max_value=10**12), min_size=1, max_size=12).filter(any)


@examples
@given(st.integers(min_value=0, max_value=10**9), weights)
def test_what_is_spread_is_neither_lost_nor_negative(total: int, shares: list[int]) -> None:
    parts = allocate(total, shares)
    whole = sum(shares)
    assert sum(parts) == total
    for part, weight in zip(parts, shares, strict=True):
        assert total * weight // whole <= part <= -(-total * weight // whole)


@examples
@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=1, max_value=9), st.integers(1, 9))
def test_equal_lines_get_equal_parts_and_the_earlier_the_cent(total: int, weight: int, count: int) -> None:
    parts = allocate(total, [weight] * count)
    assert parts == sorted(parts, reverse=True)
    assert parts[0] - parts[-1] <= 1


@pytest.mark.parametrize(
    ("text", "millionths", "shown"),
    [
        (20, 200_000, "20 %"),
        ("5.5", 55_000, "5.5 %"),
        ("5,5", 55_000, "5.5 %"),
        ("33.3333", 333_333, "33.3333 %"),
        ("0.0001", 1, "0.0001 %"),
        (100, MILLION, "100 %"),
        (0, 0, "0 %"),
        ("10.00", 100_000, "10 %"),
    ],
)
def test_a_percentage_is_exact(text: str | int, millionths: int, shown: str) -> None:
    assert Rate.percent(text).millionths == millionths
    assert str(Rate.percent(text)) == shown


@pytest.mark.parametrize("text", ["33.33333", "1e2", "NaN", "Infinity", "", "%", "20 %"])
def test_a_percentage_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Rate.percent(text)


def test_a_rate_of_an_amount_and_an_amount_before_its_rate() -> None:
    assert Rate.percent(30).of(10_550) == 3165
    assert Rate.percent(20).before(12_000) == 10_000
    assert Rate.percent("5.5").before(10_550) == 10_000
    assert WHOLE.of(123) == 123


@examples
@given(st.integers(min_value=0, max_value=MILLION))
def test_a_percentage_survives_being_written(millionths: int) -> None:
    assert Rate.percent(str(Rate(millionths).as_percent)) == Rate(millionths)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("12,50", 1250),
        ("12.5", 1250),
        ("12", 1200),
        (" 12,50 ", 1250),
        ("1 234,50", 123_450),
        ("1\N{NO-BREAK SPACE}234,50", 123_450),
        ("1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567,89", 123_456_789),
        ("-3,07", -307),
        ("+3,07", 307),
        ("0", 0),
        ("0,01", 1),
    ],
)
def test_an_amount_as_people_type_it(text: str, cents: int) -> None:
    assert scaled(text, 2) == cents
    assert EUR.parse(text) == eur(cents)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        ",",
        "1e3",
        "1E-2",
        "NaN",
        "sNaN",
        "Infinity",
        "-inf",
        "12,505",
        "0,001",
        "1,2,3",
        "1.234,50",
        "1_000",
        "0x10",
        "12 50",
        "12 €",
        "--1",
        "1-",
        "１２",
        "٣",
        "1\n2",
        "9" * 17,
        "9" * 100,
        "0" * 30 + "1",
    ],
)
def test_anything_else_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match=r"(?s).*"):
        scaled(text, 2)


@pytest.mark.parametrize("text", ["0,5", "1.25"])
def test_a_currency_without_decimals_takes_none(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        HOURS.parse(text)
    assert HOURS.parse("12") == Money(12, HOURS)


def test_absurd_sizes_are_refused_at_the_limit() -> None:
    assert scaled(str(LARGEST_MINOR // 100), 2) == LARGEST_MINOR
    with pytest.raises(ValueError, match="01"):
        scaled(f"{LARGEST_MINOR // 100}.01", 2)


@examples
@given(st.integers(min_value=-LARGEST_MINOR, max_value=LARGEST_MINOR), st.integers(0, 4))
def test_an_amount_survives_being_written(minor: int, decimals: int) -> None:
    money = Money(minor, Currency("X", decimals))
    assert scaled(str(money.decimal()), decimals) == minor


@examples
@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        minor = scaled(text, 2)
    except ValueError:
        return
    assert type(minor) is int


def test_a_parity_or_a_coupon_worth_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="parity"):
        LocalCurrency(Currency("LEM"), parity=0)
    with pytest.raises(ValueError, match="parity"):
        LocalCurrency(Currency("LEM"), per=-1)
    with pytest.raises(ValueError, match="coupon"):
        LocalCurrency(Currency("LEM"), denominations=())
    with pytest.raises(ValueError, match="coupon"):
        LocalCurrency(Currency("LEM"), denominations=(0, 100))


def test_what_a_local_currency_is_worth() -> None:
    half = LocalCurrency(Currency("SOL"), parity=1, per=2)
    assert half.worth(250) == 125
    assert half.payable(120, coupons=False) == 240
    assert half.payable(120, coupons=True) == 200
    assert half.payable(-120, coupons=False) == 0
    assert half.smallest_note == 100


@examples
@given(st.integers(0, 10**7), st.integers(1, 200), st.integers(1, 200), st.booleans())
def test_what_is_payable_never_passes_what_is_due(due: int, parity: int, per: int, paper: bool) -> None:
    local = LocalCurrency(Currency("SOL"), parity=parity, per=per)
    assert local.payable(due, coupons=paper) * parity <= due * per
    assert local.worth(local.payable(due, coupons=paper)) <= due
