"""Searching as someone types: every word, accents aside, what begins so first."""

from __future__ import annotations

import random
from time import perf_counter

import pytest
from domain_stories import examples
from hypothesis import given
from hypothesis import strategies as st

from ess_shop.domain.searching import SearchIndex, SearchRow, folded


def row(label: str, code: str = "A1", member: str = "Les Potiers d'Ici", number: int = 0) -> SearchRow:
    return SearchRow(f"{number:032x}", code, label, member, "M7", 1250, "bowl", ("2000000000015",))


def labels(index: SearchIndex, text: str, limit: int = 12) -> list[str]:
    return [found.label for found in index.find(text, limit)]


def test_a_row_comes_back_whole() -> None:
    bowl = row("Bol « bleu »")
    assert SearchIndex.build([bowl]).find("bol") == [bowl]
    assert len(SearchIndex.build([bowl])) == 1
    bare = SearchRow("1", "", "x", "", "", 0)
    assert SearchIndex.build([bare]).find("x") == [bare]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Œufs d’Été", "oeufs d ete"),
        ("Straße Ægir", "strasse aegir"),
        ("  Smørrebrød, Łódź ", "smorrebrod lodz"),
        ("AB-12_x", "ab 12 x"),
        ("½ l", "1 2 l"),
        ("", ""),
    ],
)
def test_folded(typed: str, plain: str) -> None:
    assert folded(typed) == plain


@pytest.mark.parametrize(
    "typed", ["oeuf", "ŒUF", "déco", "DECO oeuf", "potier", "d'ici", "m7 œu", "corés", "POT-3"]
)
def test_every_word_is_looked_for_in_label_member_and_codes(typed: str) -> None:
    index = SearchIndex.build([row("Œufs décorés", "POT-3"), row("Savon", "SAV-1", "Autres")])
    assert labels(index, typed) == ["Œufs décorés"]
    assert labels(index, f"{typed} zzz") == []


@pytest.mark.parametrize("typed", ["", "   ", "«»", "%", "\x1f", "\n"])
def test_nothing_typed_finds_nothing(typed: str) -> None:
    assert labels(SearchIndex.build([row("Bol")]), typed) == []


def test_what_begins_so_comes_first() -> None:
    index = SearchIndex.build([row("Le symbole"), row("Grand bol"), row("Vase", member="Bolduc"), row("Bol")])
    assert labels(index, "bol") == ["Bol", "Grand bol", "Vase", "Le symbole"]
    assert labels(index, "bol", limit=2) == ["Bol", "Grand bol"]


def test_what_sells_comes_first_among_equals() -> None:
    rows = [row(f"Bol {n}", number=n) for n in range(5)]
    best = [rows[3].article_id, rows[1].article_id]
    assert labels(SearchIndex.build(rows, best), "bol")[:3] == ["Bol 3", "Bol 1", "Bol 0"]
    pieces = {rows[4].article_id: 9, rows[2].article_id: 12}
    assert labels(SearchIndex.build(rows, pieces), "bol")[:3] == ["Bol 2", "Bol 4", "Bol 0"]


words = st.text(st.sampled_from("abéœß -'"), max_size=6)


@examples
@given(st.lists(words, max_size=8), words)
def test_it_finds_exactly_what_holds_every_word(names: list[str], typed: str) -> None:
    rows = [row(name, "", "", number) for number, name in enumerate(names)]
    found = {each.article_id for each in SearchIndex.build(rows).find(typed, limit=100)}
    asked = folded(typed).split()
    for each in rows:
        own = folded(f"{each.label} {each.member_code}").split()
        # a single letter is looked for where words begin
        holds = all(
            any(word in one if len(word) > 1 else one.startswith(word) for one in own) for word in asked
        )
        assert (each.article_id in found) == (bool(asked) and holds)


def test_a_hundred_thousand_articles_are_searched_between_two_keys() -> None:
    dice = random.Random(1)
    things = [
        "savon",
        "miel",
        "bol",
        "vase",
        "écharpe",
        "bougie",
        "confiture",
        "sac",
        "cœur",
        "panier",
        "couteau",
        "lampe",
        "carnet",
    ]
    looks = [
        "bleu",
        "rouge",
        "vert",
        "doré",
        "lavande",
        "châtaigne",
        "citron",
        "ancien",
        "petit",
        "grand",
        "carré",
        "olive",
        "gris",
    ]
    rows = (
        row(
            f"{dice.choice(things)} {dice.choice(looks)} {dice.choice(looks)}",
            f"A{n:06d}",
            f"Atelier {n % 40}",
            n,
        )
        for n in range(100_000)
    )
    index = SearchIndex.build(rows)
    times = []
    for query in (
        "savon bleu",
        "coeur doré citron",
        "atelier 12 miel",
        "vert zzz",
        "A0999",
        "bol vert grand",
    ):
        for end in range(1, len(query) + 1):
            begun = perf_counter()
            index.find(query[:end])
            times.append(perf_counter() - begun)
    times.sort()
    assert times[len(times) // 2] < 0.010, "half of the keys"
    assert times[int(len(times) * 0.95)] < 0.050, "nearly all keys, on a busy machine"
