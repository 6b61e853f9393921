"""How a shop makes its labels, as plain data and back; what nobody could mean is refused or as usual."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ess_shop.domain.label_settings import (
    MOST_SIZES,
    ROLL,
    LabelChoice,
    LabelSettings,
    label_settings,
    plain_label_settings,
)
from ess_shop.domain.label_sheets import own_layout
from ess_shop.domain.labels import OwnRange
from ess_shop.errors import NotFound, Refused

ROUND = replace(own_layout("40x40", gap_x="2"), name="Petites rondes")


def test_settings_come_back_from_plain_data() -> None:
    settings = LabelSettings(OwnRange("27", ("21", "22")), "https://example.org/{member}").with_size(ROUND)
    assert label_settings(plain_label_settings(settings)) == settings
    assert settings.layout("Petites rondes") == ROUND
    assert settings.layout("L7160").per_sheet == 21
    assert settings.without_size("Petites rondes").sizes == ()
    assert label_settings(None) == LabelSettings()


def test_a_size_of_the_same_name_takes_the_place_of_the_old_one() -> None:
    larger = replace(own_layout("60x60"), name=ROUND.name)
    assert LabelSettings().with_size(ROUND).with_size(larger).sizes == (larger,)


def test_names_and_numbers_of_sizes_have_limits() -> None:
    for name in ("", "L7160", "l7160", "x" * 41, "a\nb"):
        with pytest.raises(Refused):
            LabelSettings().with_size(replace(ROUND, name=name))
    settings = LabelSettings()
    for number in range(MOST_SIZES):
        settings = settings.with_size(replace(ROUND, name=f"Format {number}"))
    with pytest.raises(Refused, match=str(MOST_SIZES)):
        settings.with_size(ROUND)
    with pytest.raises(NotFound):
        LabelSettings().layout("Petites rondes")


@pytest.mark.parametrize(
    "plain",
    [
        [],
        "x",
        {"prefix": "30"},
        {"prefix": "29", "scales": ["29"]},
        {"page": "x" * 300},
        {"sizes": [{"name": "x"}]},
        {"sizes": [3]},
        {"sizes": [{**plain_label_settings(LabelSettings().with_size(ROUND))["sizes"][0], "columns": 99}]},
    ],
)
def test_settings_that_cannot_be_are_refused(plain: object) -> None:
    with pytest.raises(Refused):
        label_settings(plain)


@pytest.mark.parametrize("plain", [None, 3, {"on": "wall"}, {"roll": "13"}, {"start": "five"}])
def test_a_choice_that_nobody_typed_is_as_usual(plain: object) -> None:
    assert LabelChoice.from_plain(plain) == LabelChoice()


def test_a_choice_comes_back() -> None:
    choice = LabelChoice(on=ROLL, roll="62", printer="192.168.1.60", start=3)
    assert LabelChoice.from_plain(choice.to_plain()) == choice
