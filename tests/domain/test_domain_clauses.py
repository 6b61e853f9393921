"""What a contract says beyond its percent: which rate holds, what a markdown makes, what is refused."""

from __future__ import annotations

import json

import pytest
from domain_stories import clauses, examples, prices, rates
from hypothesis import given
from hypothesis import strategies as st

from ess_shop.domain.clauses import (
    LONGEST_STAY,
    MOST_CLAUSES,
    NO_CLAUSES,
    After,
    Clauses,
    Exemption,
    MarkdownStep,
    Tier,
    clauses_from,
    clauses_plain,
    commission_of,
    markdown_of,
    marked_price,
)
from ess_shop.domain.journal import canonical
from ess_shop.domain.money import WHOLE, ZERO_RATE, Rate
from ess_shop.errors import Refused

USUAL = Rate.percent(30)
SAID = Clauses(
    exemptions=(
        Exemption(Rate.percent(10), category="Livres"),
        Exemption(Rate.percent(5), article_id="a1"),
    ),
    tiers=(Tier(5000, Rate.percent(25)), Tier(20_000, Rate.percent(15))),
)


def commission(said: Clauses, *, article: str = "a9", category: str = "", tag: int = 1000) -> Rate:
    return commission_of(said, USUAL, article_id=article, category=category, tag_price=tag)


@examples
@given(clauses())
def test_nothing_is_lost_in_plain_data(said: Clauses) -> None:
    assert clauses_from(json.loads(canonical(clauses_plain(said)))) == said


def test_plain_data_says_only_what_is_not_as_usual() -> None:
    assert clauses_plain(NO_CLAUSES) == {}
    assert clauses_from({}) == NO_CLAUSES
    assert clauses_plain(Clauses(after=After.KEEP, ceiling=ZERO_RATE)) == {"after": "keep", "ceiling": 0}


@pytest.mark.parametrize(
    ("article", "category", "tag", "percent"),
    [
        ("a9", "", 1000, 30),
        ("a9", "", 4999, 30),
        ("a9", "", 5000, 25),
        ("a9", "", 19_999, 25),
        ("a9", "", 20_000, 15),
        ("a9", "Livres", 20_000, 10),
        ("a9", "  LIVRES ", 1000, 10),
        ("a1", "Livres", 20_000, 5),
        ("a9", "Livre", 1000, 30),
    ],
)
def test_the_nearest_exception_holds(article: str, category: str, tag: int, percent: int) -> None:
    """The article's own, else its category's, else its price's tier, else the usual percent."""
    assert commission(SAID, article=article, category=category, tag=tag) == Rate.percent(percent)


@examples
@given(clauses(), prices)
def test_the_tier_reached_last_holds_whatever_the_order(said: Clauses, tag: int) -> None:
    plain = Clauses(tiers=said.tiers)
    reached = {tier.from_price: tier.commission for tier in said.tiers if tier.from_price <= tag}
    assert commission(plain, tag=tag) == (reached[max(reached)] if reached else USUAL)
    assert commission(Clauses(tiers=said.tiers[::-1]), tag=tag) == commission(plain, tag=tag)


STEPS = (
    MarkdownStep(30, Rate.percent(20)),
    MarkdownStep(60, Rate.percent(40)),
    MarkdownStep(45, Rate.percent(50), "Vêtements"),
)


@pytest.mark.parametrize(
    ("age", "category", "percent"),
    [
        (29, "", 0),
        (30, "", 20),
        (59, "Livres", 20),
        (60, "Livres", 40),
        (45, "vêtements ", 50),
        (400, "VÊTEMENTS", 50),
        (44, "Vêtements", 20),
    ],
)
def test_the_largest_step_reached_is_taken_off(age: int, category: str, percent: int) -> None:
    assert markdown_of(STEPS, age_days=age, category=category) == Rate.percent(percent)


@examples
@given(clauses(), st.integers(0, 500), st.sampled_from(["Livres", "Savon", ""]))
def test_percents_do_not_pile_up_and_never_shrink_with_age(said: Clauses, age: int, category: str) -> None:
    off = markdown_of(said.markdown, age_days=age, category=category)
    assert off in {ZERO_RATE, *(step.percent for step in said.markdown)}
    assert off <= markdown_of(said.markdown, age_days=age + 1, category=category)
    assert all(
        step.percent <= off
        for step in said.markdown
        if step.after_days <= age and step.category in {"", category}
    )


@examples
@given(prices, rates, rates, st.none() | prices)
def test_a_price_marked_down_stays_between_its_floor_and_its_tag(
    tag: int, off: Rate, floor: Rate, least: int | None
) -> None:
    marked = marked_price(tag, off, floor=floor, least=least)
    assert min(tag, max(floor.of(tag), least or 0)) <= marked <= tag
    plain = marked_price(tag, off, floor=ZERO_RATE)
    assert abs(plain - (tag - off.of(tag))) <= 1
    assert marked == plain or marked == min(tag, max(floor.of(tag), least or 0))


@pytest.mark.parametrize(
    ("off", "floor", "least", "price"),
    [
        (50, 0, None, 2000),
        (50, 60, None, 2400),
        (50, 60, 3000, 3000),
        (50, 0, 9000, 4000),
        (100, 0, None, 0),
        (0, 0, None, 4000),
    ],
)
def test_forty_euro_marked_down(off: int, floor: int, least: int | None, price: int) -> None:
    assert marked_price(4000, Rate.percent(off), floor=Rate.percent(floor), least=least) == price


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("bad_percent", {"floor": Rate.percent(101)}),
        ("bad_percent", {"ceiling": Rate(-1)}),
        ("bad_percent", {"tiers": (Tier(1, Rate(WHOLE.millionths + 1)),)}),
        ("bad_exemption", {"exemptions": (Exemption(USUAL),)}),
        ("bad_exemption", {"exemptions": (Exemption(USUAL, "a1", "Livres"),)}),
        ("bad_exemption", {"exemptions": (Exemption(USUAL, category="  "),)}),
        ("bad_fee", {"piece_fee": -1}),
        ("bad_fee", {"membership_fee": -1}),
        ("bad_fee", {"tiers": (Tier(-1, USUAL),)}),
        ("bad_days", {"grace_days": LONGEST_STAY + 1}),
        ("bad_days", {"markdown": (MarkdownStep(-1, USUAL),)}),
        ("bad_month_number", {"membership_month": 0}),
        ("bad_month_number", {"membership_month": 13}),
        ("clause_twice", {"tiers": (Tier(5, USUAL), Tier(5, ZERO_RATE))}),
        ("clause_twice", {"exemptions": (Exemption(USUAL, "a1"), Exemption(USUAL, "a1"))}),
        (
            "clause_twice",
            {"exemptions": (Exemption(USUAL, category="Livres"), Exemption(USUAL, category=" livres"))},
        ),
        ("clause_twice", {"markdown": (MarkdownStep(3, USUAL, "Savon"), MarkdownStep(3, USUAL, "SAVON "))}),
        ("too_many_clauses", {"tiers": tuple(Tier(price, USUAL) for price in range(MOST_CLAUSES + 1))}),
    ],
)
def test_nonsense_is_refused_with_a_sentence(code: str, said: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        Clauses(**said)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert str(refused.value)
