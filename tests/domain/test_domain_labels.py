"""Labels, the shop's own barcodes, and where labels lie on a sheet."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import ean

from ess_shop.domain.label_sheets import A4, AVERY, Place, SheetLayout, hundredths, layout_named, own_layout
from ess_shop.domain.labels import LARGEST_NUMBER, MOST_LABELS, Label, OwnRange, Wanted, each, one_line
from ess_shop.errors import NotFound, Refused
from ess_shop.wording import speaking

OWN = OwnRange()
GOOD = OWN.barcode(1)
prefixes = st.integers(20, 29).map(str)
numbers = st.integers(1, LARGEST_NUMBER)


def code_of(trouble: pytest.ExceptionInfo[Any]) -> str:
    code: str = trouble.value.code
    return code


@given(prefixes, numbers)
def test_own_barcodes_are_right_and_in_the_range_of_shops(prefix: str, number: int) -> None:
    barcode = OwnRange(prefix).barcode(number)
    assert ean.is_valid(barcode)
    assert len(barcode) == 13
    assert barcode.startswith(prefix)
    assert int(barcode[2:12]) == number


@given(prefixes, st.sets(numbers, min_size=2, max_size=50))
def test_no_two_numbers_give_one_barcode(prefix: str, several: set[int]) -> None:
    own = OwnRange(prefix)
    assert len({own.barcode(number) for number in several}) == len(several)


@given(st.sets(st.integers(1, 40), max_size=30), st.integers(1, 40))
def test_a_barcode_that_is_taken_is_never_given(given_away: set[int], begin: int) -> None:
    taken = {OWN.barcode(number) for number in given_away}
    number, barcode = OWN.next_free(begin, taken.__contains__)
    assert barcode not in taken
    assert number == min(set(range(begin, 80)) - given_away)


@pytest.mark.parametrize("number", [0, -1, LARGEST_NUMBER + 1])
def test_a_range_that_is_used_up_is_refused(number: int) -> None:
    with pytest.raises(Refused) as refused:
        OWN.barcode(number)
    assert code_of(refused) == "barcode_range_full"


@pytest.mark.parametrize("prefix", ["", "2", "19", "30", "200", "2x", "２９"])
def test_only_prefixes_of_shops_are_taken(prefix: str) -> None:
    with pytest.raises(Refused) as refused:
        OwnRange(prefix)
    assert code_of(refused) == "barcode_prefix"


def test_the_prefix_of_a_scale_stays_apart() -> None:
    assert OwnRange("29", scales=("21", "22")).barcode(5).startswith("29")
    with pytest.raises(Refused) as refused:
        OwnRange("21", scales=("21", "22"))
    assert code_of(refused) == "barcode_prefix_taken"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"barcode": ""}, "label_barcode"),
        ({"barcode": GOOD[:-1] + str((int(GOOD[-1]) + 1) % 10)}, "label_barcode"),
        ({"barcode": "96385074"}, "label_barcode"),
        ({"text": "Pot\x1bp"}, "label_text"),
        ({"member": "droite \u202e gauche"}, "label_text"),
        ({"story": "deux\nlignes"}, "label_text"),
        ({"address": "boutique.example"}, "label_address"),
        ({"address": "javascript:alert(1)"}, "label_address"),
        ({"address": "https://" + "a" * 200}, "label_address"),
        ({"address": "https://é.example"}, "label_address"),
    ],
)
def test_labels_that_cannot_be_right_are_refused(changed: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        Label(**{"text": "Pot", "barcode": GOOD, **changed})
    assert code_of(refused) == code


def test_copies_stand_side_by_side() -> None:
    one, two = Label("Un", OWN.barcode(1)), Label("Deux", OWN.barcode(2))
    assert each([Wanted(one, 2), Wanted(two)]) == [one, one, two]


@pytest.mark.parametrize("copies", [[], [0], [2, -1], [MOST_LABELS, 1]])
def test_no_labels_and_too_many_are_refused(copies: list[int]) -> None:
    with pytest.raises(Refused) as refused:
        each([Wanted(Label("Un", GOOD), count) for count in copies])
    assert code_of(refused) == "label_count"


def test_a_story_becomes_one_line() -> None:
    assert one_line("\n  Nos   abeilles \n butinent") == "Nos abeilles"
    assert one_line(" \n ") == ""


def area(layout: SheetLayout, place: Place) -> tuple[int, int, int, int]:
    return place.left, place.top, place.left + layout.width, place.top + layout.height


def check_sheet(layout: SheetLayout) -> None:
    """Every label is on the paper, and no two share any of it."""
    areas = [area(layout, place) for place in islice(layout.places(), layout.per_sheet)]
    assert len(set(areas)) == layout.per_sheet
    assert min(left for left, *_ in areas) >= 0
    assert min(top for _, top, *_ in areas) >= 0
    assert max(right for *_, right, _ in areas) <= layout.paper[0]
    assert max(bottom for *_, bottom in areas) <= layout.paper[1]
    for (left, top, right, bottom), (next_left, next_top, _, _) in pairwise(areas):
        assert next_left >= right or (next_top >= bottom and next_left <= left)
        assert next_top >= top


@pytest.mark.parametrize("name", AVERY)
def test_the_usual_sheets_fit_their_paper(name: str) -> None:
    check_sheet(AVERY[name])


@pytest.mark.parametrize(
    ("name", "labels", "size"),
    [
        ("L7159", 24, (6400, 3386)),
        ("L7160", 21, (6350, 3810)),
        ("L7163", 14, (9906, 3810)),
        ("L7651", 65, (3810, 2117)),
        ("L7654", 40, (4572, 2540)),
        ("3475", 24, (7000, 3600)),
    ],
)
def test_the_usual_sheets_have_as_many_labels_as_on_their_box(
    name: str, labels: int, size: tuple[int, int]
) -> None:
    layout = AVERY[name]
    assert layout.per_sheet == labels
    assert (layout.width, layout.height) == size


lengths = st.integers(0, 30_000)


@given(
    st.builds(
        dict,
        columns=st.integers(0, 12),
        rows=st.integers(0, 30),
        width=lengths,
        height=lengths,
        left=st.integers(-100, 5000),
        top=st.integers(-100, 5000),
        pitch_x=lengths,
        pitch_y=lengths,
    )
)
def test_a_layout_is_refused_or_nothing_overlaps_and_all_is_on_the_paper(measures: dict[str, int]) -> None:
    try:
        layout = SheetLayout("eigen", **measures)
    except Refused:
        return
    check_sheet(layout)


millimetres = st.integers(50, 21_000).map(lambda length: f"{length // 100}.{length % 100:02d}")
gaps = st.integers(0, 3000).map(lambda length: f"{length / 100:.2f}".replace(".", ","))


@given(millimetres, millimetres, gaps, gaps)
def test_an_own_size_fills_the_paper_evenly(width: str, height: str, gap_x: str, gap_y: str) -> None:
    assume(hundredths(width) >= 500 and hundredths(height) >= 500)
    layout = own_layout(f"{width}x{height}", gap_x=gap_x, gap_y=gap_y)
    check_sheet(layout)
    assert abs(layout.left - layout.right) <= 1
    assert abs(layout.top - layout.bottom) <= 1
    with pytest.raises(Refused):
        own_layout(f"{width}x{height}", columns=layout.columns + 1, gap_x=gap_x, gap_y=gap_y)


@pytest.mark.parametrize(
    ("measures", "code"),
    [
        ({"size": "70x36", "columns": 4}, "sheet_too_wide"),
        ({"size": "70x36", "rows": 9}, "sheet_too_high"),
        ({"size": "70x36", "left": "5"}, "sheet_too_wide"),
        ({"size": "300x36"}, "sheet_empty"),
        ({"size": "0x36"}, "bad_length"),
        ({"size": "2x2"}, "sheet_size"),
        ({"size": "70"}, "bad_length"),
        ({"size": "70x36", "left": "-1"}, "bad_length"),
        ({"size": "70x36", "gap_x": "1e3"}, "bad_length"),
        ({"size": "70x36", "top": "nan"}, "bad_length"),
    ],
)
def test_own_sizes_that_do_not_fit_are_named(measures: dict[str, Any], code: str) -> None:
    if measures.get("left") == "5":
        measures = {**measures, "columns": 3}
    with pytest.raises(Refused) as refused:
        own_layout(**measures)
    assert code_of(refused) == code


def test_what_does_not_fit_is_said_in_millimetres() -> None:
    with pytest.raises(
        Refused, match=r"4 labels of 70 mm and a margin of 0 mm take 280 mm of the paper’s 210 mm"
    ):
        own_layout("70x36", columns=4)


def test_measures_are_said_as_the_country_writes_them() -> None:
    with pytest.raises(Refused) as refused:
        own_layout("70x36", left="0,5", columns=3)
    assert "une marge de 0,5 mm prennent 210,5 mm" in speaking("fr").error(refused.value)
    assert "a margin of 0.5 mm take 210.5 mm" in speaking("en").error(refused.value)


def test_layouts_are_found_by_number_or_size() -> None:
    assert layout_named("l7160") is AVERY["L7160"]
    assert layout_named("70x36", left=None, top="4,5").top == 450
    assert layout_named("70 × 36").per_sheet == 24
    with pytest.raises(NotFound):
        layout_named("L9999")
    with pytest.raises(Refused) as refused:
        layout_named("L7160", left="3")
    assert code_of(refused) == "sheet_measures"


@given(st.sampled_from(sorted(AVERY)), st.data())
def test_printing_starts_at_label_n_and_leaves_none_out(name: str, data: st.DataObject) -> None:
    layout = AVERY[name]
    start = data.draw(st.integers(1, layout.per_sheet))
    number = data.draw(st.integers(1, 2 * layout.per_sheet))
    places = list(islice(layout.places(start=start), number))
    assert places == list(islice(layout.places(), start - 1, start - 1 + number))
    assert [place.sheet for place in places] == [
        (start - 1 + nth) // layout.per_sheet for nth in range(number)
    ]
    assert len(set(places)) == number


@pytest.mark.parametrize("start", [0, -3, 22])
def test_a_start_that_the_sheet_lacks_is_refused(start: int) -> None:
    with pytest.raises(Refused) as refused:
        AVERY["L7160"].places(start=start)
    assert code_of(refused) == "sheet_start"


def test_a4_is_a4() -> None:
    assert {layout.paper for layout in AVERY.values()} == {A4} == {(21_000, 29_700)}
