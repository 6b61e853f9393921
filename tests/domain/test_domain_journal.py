"""The signed format, kept to the letter: what was signed once must verify for ever."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace

import pytest
from domain_stories import examples
from hypothesis import given
from hypothesis import strategies as st

from ess_shop.domain.journal import (
    FORMAT,
    Draft,
    Entry,
    Head,
    Kind,
    canonical,
    digest,
    genuine,
    seal_head,
    sign,
)

KEY = bytes(range(32))
EMPTY = Head("T1", 0, "")
DRAFTS = (
    Draft(
        "0012d6a7b3c07a5f8d0123456789abcd",
        "T1",
        Kind.OPENING,
        "2010-12-05T09:00:00+01:00",
        {"day": "2010-12-05", "float": {"EUR": 10000, "LEM": 0}, "volunteer": "Zoé"},
    ),
    Draft(
        "0012d6a7b3c17a5f8d0123456789abce",
        "T1",
        Kind.SALE,
        "2010-12-05T09:12:30+01:00",
        {
            "ticket": 1,
            "total": -1250,
            "lines": [{"label": "Cœur « d’Oche »", "price": 1250, "discount": None}],
            "training": False,
        },
    ),
    Draft("0012d6a7b3c27a5f8d0123456789abcf", "T1", Kind.CLOSING, "2010-12-05T19:00:00+01:00", {}),
)
GOLDEN = (
    (
        '{"day":"2010-12-05","float":{"EUR":10000,"LEM":0},"volunteer":"Zoé"}',
        "4394d7297b277edcee589f329d0c46644a604e6f17bda077d71cfcf1bec4e7b2",
    ),
    (
        '{"lines":[{"discount":null,"label":"Cœur « d’Oche »","price":1250}],'
        '"ticket":1,"total":-1250,"training":false}',
        "4f96f1d3b345d01c4eab57de32636923777418c517a7981b216bad3001134ac3",
    ),
    ("{}", "a85f880759d921186a4cb0b0d92eb4ae7b496d20e5079c9827ae7280c511c268"),
)


def signed() -> list[Entry]:
    """The three drafts as they are recorded one after the other."""
    entries: list[Entry] = []
    head = EMPTY
    for draft in DRAFTS:
        entry = sign(KEY, draft, head)
        head = Head(entry.till, entry.number, entry.signature)
        entries.append(entry)
    return entries


def test_format_1_is_written_and_signed_as_it_always_was() -> None:
    assert FORMAT == 1
    assert tuple((entry.body, entry.signature) for entry in signed()) == GOLDEN
    assert [entry.number for entry in signed()] == [1, 2, 3]


def test_entries_of_format_1_verify_from_their_letters_alone() -> None:
    previous = ""
    for number, (draft, (body, signature)) in enumerate(zip(DRAFTS, GOLDEN, strict=True), start=1):
        entry = Entry("T1", number, draft.id, draft.kind, draft.at, 1, body, signature)
        assert genuine(KEY, entry, previous)
        previous = signature


def test_what_is_signed_can_be_told_to_a_verifier_in_one_line() -> None:
    text = (
        "ess-shop 1\nT1\n2\n0012d6a7b3c17a5f8d0123456789abce\nsale\n2010-12-05T09:12:30+01:00\n"
        f"{GOLDEN[0][1]}\n{GOLDEN[1][0]}"
    )
    assert hmac.new(KEY, text.encode("utf-8"), hashlib.sha256).hexdigest() == GOLDEN[1][1]


def test_an_entry_gives_its_content_back() -> None:
    assert [entry.content() for entry in signed()] == [dict(draft.body) for draft in DRAFTS]


@pytest.mark.parametrize(
    "change",
    [
        {"till": "T2"},
        {"number": 3},
        {"id": "0012d6a7b3c17a5f8d0123456789abcf"},
        {"kind": Kind.STOCK},
        {"at": "2010-12-05T09:12:31+01:00"},
        {"version": 0},
        {"version": 2},
        {"body": GOLDEN[1][0].replace("1250", "1251", 1)},
        {"body": GOLDEN[1][0] + " "},
        {"signature": GOLDEN[0][1]},
        {"signature": GOLDEN[1][1].upper()},
        {"signature": ""},
    ],
    ids=lambda change: next(iter(change)),
)
def test_no_field_can_be_changed(change: dict[str, object]) -> None:
    entry = signed()[1]
    assert genuine(KEY, entry, GOLDEN[0][1])
    assert not genuine(KEY, replace(entry, **change), GOLDEN[0][1])  # type: ignore[arg-type]


def test_a_format_that_was_never_shipped_is_not_believed_even_if_well_signed() -> None:
    entry = replace(signed()[0], version=2)
    text = f"ess-shop 2\nT1\n1\n{entry.id}\nopening\n{entry.at}\n\n{entry.body}"
    signature = hmac.new(KEY, text.encode(), hashlib.sha256).hexdigest()
    assert not genuine(KEY, replace(entry, signature=signature), "")


def test_every_field_of_an_entry_is_covered_by_the_test_above() -> None:
    assert set(Entry.__dataclass_fields__) == {
        "till",
        "number",
        "id",
        "kind",
        "at",
        "version",
        "body",
        "signature",
    }


def test_an_entry_belongs_after_its_predecessor_only() -> None:
    first, second, third = signed()
    assert not genuine(KEY, second, "")
    assert not genuine(KEY, third, first.signature)
    assert not genuine(KEY, first, second.signature)


def test_without_the_key_nothing_can_be_signed() -> None:
    entry = signed()[0]
    assert not genuine(b"another key", entry, "")
    assert sign(b"another key", DRAFTS[0], EMPTY).signature != entry.signature


bodies = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.one_of(
        st.integers(),
        st.none(),
        st.booleans(),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        st.lists(st.integers(), max_size=3),
    ),
    max_size=5,
)


@examples
@given(bodies, st.data())
def test_any_flipped_letter_of_a_body_shows(body: dict[str, object], data: st.DataObject) -> None:
    entry = sign(KEY, replace(DRAFTS[1], body=body), EMPTY)
    assert genuine(KEY, entry, "")
    assert entry.content() == body
    place = data.draw(st.integers(0, len(entry.body) - 1))
    other = data.draw(st.sampled_from("0aé}").filter(lambda sign: sign != entry.body[place]))
    assert not genuine(KEY, replace(entry, body=entry.body[:place] + other + entry.body[place + 1 :]), "")


@examples
@given(bodies)
def test_the_order_in_which_a_body_was_filled_does_not_matter(body: dict[str, object]) -> None:
    assert canonical(dict(reversed(body.items()))) == canonical(body)


def test_what_is_no_json_is_not_written() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical({"total": float("nan")})
    with pytest.raises(TypeError):
        canonical({"total": object()})


def test_the_seal_tells_where_a_journal_ends() -> None:
    last = signed()[-1]
    head = Head("T1", last.number, last.signature)
    assert seal_head(KEY, head) == "3844853b59a612295726318114687cafe5f373b23b39d4eee2f21a2513b1b096"
    cut = Head("T1", 2, GOLDEN[1][1])
    others = [cut, replace(head, till="T2"), replace(head, number=4), replace(head, signature="")]
    assert seal_head(KEY, head) not in {seal_head(KEY, other) for other in others}
    assert seal_head(b"another key", head) != seal_head(KEY, head)


def test_the_mark_of_a_record_depends_on_its_table_and_every_cell() -> None:
    record = {"name": "Élise", "id": "m-1"}
    mark = digest(KEY, "members", record)
    assert mark == "c13f556823c6f1061c7d17b8319ba7654f361e663c4777e180873990883b5007"
    assert digest(KEY, "members", {"id": "m-1", "name": "Élise"}) == mark
    assert digest(KEY, "identities", record) != mark
    assert digest(KEY, "members", {**record, "name": "Elise"}) != mark
    assert digest(b"another key", "members", record) != mark
