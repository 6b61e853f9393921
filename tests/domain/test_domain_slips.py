"""What a slip says, and that the journal's body of it loses nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from domain_stories import clauses, eur, examples
from hypothesis import given
from hypothesis import strategies as st

from ess_shop.domain.articles import Article
from ess_shop.domain.clauses import NO_CLAUSES, Clauses, Exemption
from ess_shop.domain.journal import canonical
from ess_shop.domain.money import Rate
from ess_shop.domain.slip_record import slip_body, slip_from
from ess_shop.domain.slips import (
    LONGEST_NOTE,
    PREFIXES,
    Slip,
    SlipKind,
    SlipLine,
    agreed,
    checked_note,
    drawn_up,
)
from ess_shop.domain.terms import BEGINNING, Terms, VatRole
from ess_shop.errors import Refused

TERMS = Terms("t" * 32, "m" * 32, BEGINNING, Rate.percent("33.33"), VatRole.B, duration_days=90)
BOWL = Article("a" * 32, "A1", "Bol", "m" * 32, eur(1235), Rate.percent("20"))
MEMO_BOWL = replace(BOWL, net=eur(900))

terms_with_clauses = st.builds(replace, st.just(TERMS), clauses=clauses())

lines = st.builds(
    SlipLine,
    article_id=st.uuids().map(lambda each: each.hex),
    code=st.text(min_size=1, max_size=12),
    label=st.text(min_size=1, max_size=30),
    price=st.integers(0, 10**8).map(eur),
    quantity=st.integers(-(10**6), 10**6).filter(bool),
    agreed=st.one_of(st.none(), st.builds(agreed, terms_with_clauses, st.sampled_from([BOWL, MEMO_BOWL]))),
)
slips = st.builds(
    Slip,
    kind=st.sampled_from(SlipKind),
    year=st.integers(2000, 2100),
    sequence=st.integers(1, 10**6),
    member_id=st.uuids().map(lambda each: each.hex),
    day=st.dates(),
    volunteer=st.text(max_size=20),
    note=st.text(max_size=40),
    compensation=st.integers(0, 10**8).map(eur),
    lines=st.lists(lines, min_size=1, max_size=5).map(tuple),
)


@examples
@given(slips)
def test_nothing_is_lost_in_the_journal(slip: Slip) -> None:
    assert slip_from(json.loads(canonical(slip_body(slip)))) == slip


@examples
@given(slips)
def test_what_moves_is_what_the_lines_say(slip: Slip) -> None:
    moves = slip_body(slip)["moves"]
    assert [article for article, _, _ in moves] == [line.article_id for line in slip.lines]
    assert sum(quantity for _, quantity, _ in moves) == slip.kind.sign * slip.pieces
    assert {reason for _, _, reason in moves} == {str(slip.kind)}
    assert slip.worth.minor == sum(line.price.minor * line.quantity for line in slip.lines)


def test_older_bodies_hold_no_slip() -> None:
    assert slip_from({"day": "2026-03-02", "moves": [["a" * 32, 3, "deposit"]]}) is None


def test_numbers_grow_beyond_four_digits() -> None:
    def number(kind: SlipKind, sequence: int) -> str:
        return Slip(kind, 2026, sequence, "m", date(2026, 1, 1), "", "", eur(0), ()).number

    assert number(SlipKind.DEPOSIT, 7) == "BD-2026-0007"
    assert number(SlipKind.WITHDRAWAL, 12_345) == "BR-2026-12345"
    assert len({number(kind, 1) for kind in PREFIXES}) == len(SlipKind)


def test_lines_freeze_what_is_true_now() -> None:
    (line,) = drawn_up(SlipKind.DEPOSIT, BOWL.member_id, [(BOWL, 3)], {}, TERMS)
    assert (line.code, line.label, line.price, line.quantity) == ("A1", "Bol", eur(1235), 3)
    assert line.agreed is not None
    assert (line.agreed.commission, line.agreed.duration_days) == (Rate.percent("33.33"), 90)
    assert (line.agreed.net, line.agreed.clauses) == (None, NO_CLAUSES)


def test_lines_freeze_the_commission_of_the_article_and_every_clause() -> None:
    said = Clauses(exemptions=(Exemption(Rate.percent(12), article_id=BOWL.id),), grace_days=7)
    terms = replace(TERMS, clauses=said)
    (line,) = drawn_up(SlipKind.DEPOSIT, BOWL.member_id, [(BOWL, 3)], {}, terms)
    assert line.agreed is not None
    assert (line.agreed.commission, line.agreed.clauses) == (Rate.percent(12), said)
    (memo,) = drawn_up(SlipKind.DEPOSIT, BOWL.member_id, [(MEMO_BOWL, 3)], {}, terms)
    assert memo.agreed is not None
    assert memo.agreed.net == eur(900)


@pytest.mark.parametrize(
    ("goods", "line"),
    [([(BOWL, 4)], 1), ([(BOWL, 3), (BOWL, 1)], 2), ([(BOWL, 1)] * 5, 4)],
)
def test_pieces_are_counted_over_all_lines(goods: list[tuple[Article, int]], line: int) -> None:
    with pytest.raises(Refused) as refused:
        drawn_up(SlipKind.WITHDRAWAL, BOWL.member_id, goods, {BOWL.id: 3})
    assert (refused.value.code, refused.value.facts["line"]) == ("not_on_hand", line)


def test_a_correction_may_add_before_it_takes_off() -> None:
    goods = [(BOWL, 2), (BOWL, -5)]
    assert len(drawn_up(SlipKind.CORRECTION, BOWL.member_id, goods, {BOWL.id: 3})) == 2
    with pytest.raises(Refused):
        drawn_up(SlipKind.CORRECTION, BOWL.member_id, goods, {BOWL.id: 2})


def test_a_note_is_kept_without_its_margins() -> None:
    assert checked_note(SlipKind.LOSS, "  disparue ") == "disparue"
    assert checked_note(SlipKind.DEPOSIT, " ") == ""
    assert checked_note(SlipKind.DEPOSIT, "x" * LONGEST_NOTE) == "x" * LONGEST_NOTE
    for bad in ("x" * (LONGEST_NOTE + 1), "a\u202eb", "a\nb"):
        with pytest.raises(Refused) as refused:
            checked_note(SlipKind.LOSS, bad)
        assert refused.value.code == "bad_note"
