"""A scanner's burst is told from typing by time alone, and nothing typed is lost, doubled or moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.desktop.scanning.burst import PREFIX_PATIENCE_MS, Burst, WedgeSettings
from ui.desktop.scanning.layouts import Key

SIGNS = "ABCXYZabcxyz0123456789-"
ENTER, TAB = "\r", "\t"

Told = list[tuple[str, str]]


class Line:
    """Keys on their way through a Burst, with the pauses that a clock would tell it."""

    def __init__(self, settings: WedgeSettings | None = None) -> None:
        self.burst = Burst(settings or WedgeSettings())
        self.told: Told = []
        self.waits: list[int] = []
        self._held: list[int] = []
        self._now = 0

    def press(self, after: int, text: str, **more: bool) -> None:
        key = Key(self._now + after, 0, text, ends=text in (ENTER, TAB), **more)
        if self._held and after > self.burst.patience_ms:
            self._typed(self.burst.pause(), self._now + self.burst.patience_ms)
        self._now = key.at
        taken = self.burst.takes(key)
        verdict = self.burst.key(key)
        assert taken == (verdict.fate != "pass")
        self._typed(verdict.replay, key.at)
        if verdict.fate == "hold":
            self._held.append(key.at)
        elif verdict.fate == "pass":
            assert not self.burst.holding
            self.told.append(("typed", key.text))
        else:
            self._held.clear()
            self.told += [("scan", verdict.scan)] if verdict.scan else []

    def scan(self, code: str, after: int = 1000, gap: int = 8, end: str = ENTER) -> None:
        for step, sign in enumerate(code):
            self.press(gap if step else after, sign)
        self.press(gap, end)

    def over(self) -> Told:
        self._typed(self.burst.pause(), self._now + self.burst.patience_ms)
        return self.told

    def _typed(self, keys: tuple[Key, ...], at: int) -> None:
        self.told += [("typed", key.text) for key in keys]
        assert len(keys) in (0, len(self._held))
        if keys:
            self.waits += [at - pressed for pressed in self._held]
            self._held.clear()


def typed(told: Told) -> str:
    return "".join(text for kind, text in told if kind == "typed")


def scans(told: Told) -> list[str]:
    return [text for kind, text in told if kind == "scan"]


people = st.lists(st.tuples(st.integers(60, 2000), st.sampled_from(SIGNS + ENTER + TAB + " ")), max_size=25)
bursts = st.tuples(
    st.integers(60, 2000),
    st.text(SIGNS, min_size=6, max_size=40),
    st.integers(0, 35),
    st.sampled_from("\r\t"),
)


@given(st.lists(st.one_of(people.map(lambda keys: ("person", keys)), bursts.map(lambda b: ("scanner", b)))))
def test_any_mix_arrives_whole_and_in_order(acts: list[tuple[str, object]]) -> None:
    line, meant = Line(), []
    for who, act in acts:
        if who == "person":
            for after, text in act:  # type: ignore[attr-defined]
                line.press(after, text)
                meant.append(("typed", text))
        else:
            after, code, gap, end = act  # type: ignore[misc]
            line.scan(code, after, gap, end)
            meant.append(("scan", code))
    assert line.over() == meant


@given(st.lists(st.tuples(st.integers(0, 300), st.sampled_from(SIGNS + ENTER + TAB + " "))))
def test_at_any_pace_nothing_is_lost_or_doubled(keys: list[tuple[int, str]]) -> None:
    line = Line()
    for after, text in keys:
        line.press(after, text)
    # A scan stands for its signs; the end keys at its heels belong to it.
    told = "".join(text for _, text in line.over())
    pressed = "".join(text for _, text in keys)
    if not scans(line.told):
        assert told == pressed
    assert _signs(told) == _signs(pressed)


def _signs(text: str) -> str:
    return text.replace(ENTER, "").replace(TAB, "")


@given(people)
def test_people_are_never_taken_for_a_scanner(keys: list[tuple[int, str]]) -> None:
    line = Line()
    for after, text in keys:
        line.press(after, text)
    assert scans(line.over()) == []
    assert max(line.waits, default=0) <= 35


@given(st.text(SIGNS, min_size=6, max_size=40), st.integers(0, 35))
def test_every_burst_is_recognised(code: str, gap: int) -> None:
    line = Line()
    line.scan(code, gap=gap)
    assert line.over() == [("scan", code)]


def test_a_gap_of_36_ms_is_a_person() -> None:
    line = Line()
    line.scan("3760123456789", gap=36)
    assert line.over() == [("typed", sign) for sign in "3760123456789\r"]


def test_five_signs_are_a_person() -> None:
    line = Line()
    line.scan("12345")
    assert typed(line.over()) == "12345\r"


def test_a_burst_without_its_end_is_typed() -> None:
    line = Line()
    for _ in "1234567":
        line.press(8, "7")
    line.press(500, ENTER)
    assert line.over() == [("typed", sign) for sign in "7777777\r"]


def test_enter_alone_is_passed_on_at_once() -> None:
    burst = Burst(WedgeSettings())
    assert burst.key(Key(0, 36, "\r", ends=True)).fate == "pass"


def test_both_end_keys_of_one_scanner_belong_to_the_scan() -> None:
    line = Line()
    line.scan("3760123456789")
    line.press(8, TAB)
    line.press(60, ENTER)
    assert line.over() == [("scan", "3760123456789"), ("typed", "\r")]


@pytest.mark.parametrize("text", ["", "\x1b", "\x08", "\x7f"])
def test_keys_that_write_nothing_pass_behind_what_is_held(text: str) -> None:
    line = Line()
    line.press(100, "a")
    line.press(5, text)
    assert line.over() == [("typed", "a"), ("typed", text)]


def test_a_key_held_down_is_not_a_scanner() -> None:
    line = Line()
    line.press(100, "0")
    for repeat in range(20):
        line.press(30 if repeat else 200, "0", repeats=True)
    line.press(30, ENTER)
    assert typed(line.over()) == "0" * 21 + "\r"


def test_doubled_signs_of_a_fast_scanner_are_no_repeats() -> None:
    line = Line()
    for step, sign in enumerate("3000077"):
        line.press(0, sign, repeats=step in (2, 3, 4, 6))
    line.press(0, ENTER)
    assert line.over() == [("scan", "3000077")]


def test_a_prefix_needs_no_guessing() -> None:
    line = Line(WedgeSettings(prefix="~"))
    line.scan("~A1", gap=PREFIX_PATIENCE_MS)
    line.scan("3760123456789")
    assert line.over() == [("scan", "A1"), ("scan", "3760123456789")]


def test_a_prefix_pressed_by_a_person_is_typed_in_the_end() -> None:
    line = Line(WedgeSettings(prefix="~"))
    line.press(100, "~")
    line.press(PREFIX_PATIENCE_MS + 1, "a")
    line.press(5, "~")
    line.press(5, ENTER)
    assert typed(line.over()) == "~a~\r"


def test_a_control_character_may_be_the_prefix() -> None:
    line = Line(WedgeSettings(prefix="\x02"))
    line.press(100, "\x02", plain=False)
    line.scan("42", after=10)
    assert line.over() == [("scan", "42")]


def test_a_prefix_in_the_middle_of_a_code_is_part_of_it() -> None:
    line = Line(WedgeSettings(prefix="-"))
    line.scan("-C1-000123")
    assert line.over() == [("scan", "C1-000123")]


def test_a_clock_that_jumps_back_types_what_is_held() -> None:
    burst = Burst(WedgeSettings())
    first, second = Key(5000, 0, "a"), Key(10, 0, "b")
    burst.key(first)
    assert burst.key(second).replay == (first,)


@pytest.mark.parametrize(
    "wrong", [{"gap_ms": 0}, {"gap_ms": 201}, {"shortest": 1}, {"prefix": "~~"}, {"layout": "dvorak"}]
)
def test_settings_that_cannot_work_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="WedgeSettings"):
        WedgeSettings(**wrong)  # type: ignore[arg-type]
