"""The colours of every look can be told apart, and the style sheet writes on nothing else."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from ui.desktop.stylesheet import SHEET
from ui.desktop.theme import PAIRS, PALETTES, TILE_COLOURS, TILE_INK, Theme, contrast

READABLE, SEEN = 4.5, 3.0
"""What WCAG 2.2 asks for words (1.4.3) and for what shows where one is (1.4.11)."""

GROUNDS = ("ground", "surface", "raised", "accent_soft", "bar", "danger_soft", "warm_soft")
"""What a ring of the focus lies on."""

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
PLACE = re.compile(r"(?<![-\w])(color|background|selection-color|selection-background-color):\s*\$(\w+)")


@pytest.mark.parametrize("scheme", PALETTES)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_are_read_on_their_grounds(scheme: str, ink: str, ground: str) -> None:
    palette = PALETTES[scheme]
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= READABLE


@pytest.mark.parametrize("scheme", PALETTES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_focus_is_seen_on_its_grounds(scheme: str, ground: str) -> None:
    palette = PALETTES[scheme]
    assert contrast(palette.focus, getattr(palette, ground)) >= SEEN


@pytest.mark.parametrize("colour", TILE_COLOURS)
def test_initials_are_read_on_every_tile(colour: str) -> None:
    assert contrast(TILE_INK, colour) >= READABLE


def written() -> list[tuple[str, str, str]]:
    """(rule, ink, ground) wherever the style sheet names a ground; one without its own ink gets the plain."""
    found = []
    for selector, body in RULE.findall(SHEET):
        places = dict(PLACE.findall(body))
        for ink, ground in (("color", "background"), ("selection-color", "selection-background-color")):
            if ground in places and not _wordless(selector):
                found.append((" ".join(selector.split()), places.get(ink, "ink"), places[ground]))
    return found


def _wordless(selector: str) -> bool:
    """Whether nothing is ever written on it: lines, handles, boxes, bars."""
    return any(
        part in selector for part in ("rule=", "::handle", "::indicator", "::chunk", "::section", "banner=")
    )


@pytest.mark.parametrize(("rule", "ink", "ground"), written())
def test_the_style_sheet_writes_only_on_known_grounds(rule: str, ink: str, ground: str) -> None:
    assert (ink, ground) in PAIRS or (ground, ink) in PAIRS, rule


def test_the_style_sheet_knows_every_colour_and_size() -> None:
    for scheme in PALETTES:
        for percent in (100, 200):
            assert "$" not in Theme(scheme, percent).sheet()


def test_larger_text_is_larger_and_the_largest_grows_least() -> None:
    small, large = Theme(), Theme(text_percent=200)
    assert large.type("body") == 2 * small.type("body")
    assert small.type("huge") < large.type("huge") < 2 * small.type("huge")
    assert all(
        one.touch < other.touch for one, other in pairwise(Theme(text_percent=p) for p in (100, 150, 200))
    )


def test_contrast_is_measured_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#12685a", "#12685a") == 1
