"""How labels are laid out: whatever stands on one, nothing is cut, nothing lies over anything else."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from label_data import PAGE, label

from drivers.labels.codes import bars, squares
from drivers.labels.face import BLACK, MM, Box, draw_label
from drivers.labels.sheet import MODULES
from drivers.papers.pen import Pen
from drivers.papers.sheet import INK, PAPER, Style
from ess_shop.domain.currencies import CHF, EUR
from ess_shop.domain.labels import Label, OwnRange
from ess_shop.errors import Refused
from ess_shop.wording import speaking

FR = speaking("fr")
Rectangle = tuple[float, float, float, float]


class Watched(Pen):
    """A pen that remembers where it wrote and what it filled."""

    def __init__(self) -> None:
        super().__init__(title="", author="", language="fr")
        self.texts: list[tuple[str, Style, Rectangle]] = []
        self.codes: list[Rectangle] = []
        self.badges: list[Rectangle] = []

    def write(self, x: float, y: float, text: str, style: Style) -> None:
        """Remember the letters' own height: from a comma's foot (figures have none) to a capital's top."""
        if text:
            below = 0.0 if text.isdigit() else 0.13
            around = (x, y - below * style.size, x + self.width(text, style), y + 0.66 * style.size)
            self.texts.append((text, style, around))
        super().write(x, y, text, style)

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        kept = self.codes if colour == BLACK else self.badges
        kept.append((x, y, x + width, y + height))
        super().box(x, y, width, height, colour)


def apart(one: Rectangle, other: Rectangle) -> bool:
    return (
        one[2] <= other[0] + 0.02
        or other[2] <= one[0] + 0.02
        or one[3] <= other[1] + 0.02
        or other[3] <= one[1] + 0.02
    )


def within(inner: Rectangle, outer: Rectangle) -> bool:
    return (
        inner[0] >= outer[0] - 0.02
        and inner[1] >= outer[1] - 0.02
        and inner[2] <= outer[2] + 0.02
        and inner[3] <= outer[3] + 0.02
    )


def drawn(one: Label, width_mm: float, height_mm: float) -> Watched:
    pen = Watched()
    draw_label(pen, one, Box(20, 30, width_mm * MM, height_mm * MM), FR, MODULES)
    return pen


def check(pen: Watched, width_mm: float, height_mm: float) -> None:
    """All within the box; texts apart from each other, from bars and squares."""
    whole = (20.0, 30.0, 20 + width_mm * MM, 30 + height_mm * MM)
    around = [place for _, _, place in pen.texts]
    for place in [*around, *pen.codes]:
        assert within(place, whole)
    # The edge of a badge may reach into the label's white edge, by less than a third of a millimetre.
    for place in pen.badges:
        assert within(place, (whole[0], whole[1] - 0.3 * MM, whole[2], whole[3]))
    for one, other in combinations(around, 2):
        assert apart(one, other)
    for _, style, place in pen.texts:
        assert all(apart(place, code) for code in pen.codes)
        if style.colour == PAPER:
            assert any(within(place, badge) for badge in pen.badges)
        else:
            assert all(apart(place, badge) for badge in pen.badges)


texts = st.one_of(
    st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")), max_size=300),
    st.text("ab mW", min_size=1, max_size=300),
)
labels = st.builds(
    Label,
    text=texts,
    barcode=st.integers(1, 10**10 - 1).map(OwnRange().barcode),
    price=st.none() | st.integers(0, 100_000_000).map(lambda minor: EUR.parse("1") * minor),
    member=texts,
    story=texts,
    origin=texts,
    second_hand=st.booleans(),
    address=st.sampled_from(["", PAGE, PAGE + "x" * 100]),
)


@given(labels, st.integers(290, 1200), st.integers(150, 900))
def test_nothing_is_cut_and_nothing_overlaps_on_any_size(one: Label, width: int, height: int) -> None:
    try:
        pen = drawn(one, width / 10, height / 10)
    except Refused as refused:
        assert refused.code == "label_too_small"  # noqa: PT017
        return
    check(pen, width / 10, height / 10)


@pytest.mark.parametrize(("width", "height"), [(28.0, 40.0), (60.0, 9.0), (21.0, 6.0)])
def test_a_label_too_small_for_its_bars_is_refused_with_what_they_need(width: float, height: float) -> None:
    with pytest.raises(Refused) as refused:
        drawn(label(), width, height)
    assert refused.value.code == "label_too_small"
    least = refused.value.facts
    wide = max(width, float(str(least["least_width"])))
    high = max(height, float(str(least["least_height"])))
    check(drawn(label(), wide, high), wide, high)


def test_the_price_is_the_biggest_and_never_shortened() -> None:
    pen = drawn(label(), 59.5, 34.1)
    price = next(style.size for text, style, _ in pen.texts if "12,50" in text)
    assert price > 15
    assert price > max(style.size for text, style, _ in pen.texts if "12,50" not in text)
    for dear in (CHF.parse("1000000"), CHF.parse("999999,95")):
        said = [text for text, _, _ in drawn(label(price=dear), 36, 19).texts]
        assert FR.money(dear) in said


def test_no_price_leaves_its_place_white() -> None:
    said = [text for text, _, _ in drawn(label(price=None), 59.5, 34.1).texts]
    assert not [text for text in said if "€" in text]


def test_a_long_name_ends_in_an_ellipsis_and_the_origin_stays() -> None:
    said = [
        text for text, _, _ in drawn(label(text="Mot " * 250, member="Coopérative " * 20), 59.5, 30).texts
    ]
    assert any(text.startswith("Mot Mot") and text.endswith("…") for text in said)
    assert any(text.endswith("Annecy") for text in said)


@pytest.mark.parametrize(("width", "height"), [(36.1, 19.2), (59.5, 34.1), (95.0, 34.0)])
def test_second_hand_goods_say_so(width: float, height: float) -> None:
    pen = drawn(label(second_hand=True, price=CHF.parse("1000000")), width, height)
    assert [text for text, style, _ in pen.texts if style.colour == PAPER] == ["Occasion"]
    assert len(pen.badges) == 1
    check(pen, width, height)
    assert INK != PAPER


def test_the_quiet_zones_are_white() -> None:
    one = label(address=PAGE)
    pen = drawn(one, 59.5, 34.1)
    run = bars(one.barcode)
    code = pen.codes[: len(run)]
    left, right = code[0][0], code[-1][2]
    module = (right - left) / 95
    zone = (left - 11 * module, code[0][1], right + 7 * module, code[0][3])
    assert zone[0] >= 20
    for _, _, place in pen.texts:
        assert apart(place, zone)
    qr = pen.codes[len(run) :]
    side = (max(each[2] for each in qr) - min(each[0] for each in qr)) / len(squares(PAGE))
    free = (min(each[0] for each in qr) - 4 * side, min(each[1] for each in qr), 200, 200)
    assert all(apart(place, free) for _, _, place in pen.texts)


@pytest.mark.parametrize("wrong", ["2900000000019", "123", "", "290000000001x"])
def test_bars_are_only_drawn_with_a_right_check_digit(wrong: str) -> None:
    with pytest.raises(ValueError, match="no EAN-13"):
        bars(wrong)
