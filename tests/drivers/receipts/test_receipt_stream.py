"""The strict renderer: what a printer would not understand is an error, never a guess."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from drivers.receipts import code128
from drivers.receipts.renderer import render
from drivers.receipts.slips import drawer_job
from drivers.receipts.stream import BadJob

START = b"\x1b@\x1bt\x13"


@pytest.mark.parametrize(
    ("job", "why"),
    [
        (b"a\n", "before a code page"),
        (START + b"\x07\n", "unknown control"),
        (START + b"\x1bX", "unknown command ESC"),
        (START + b"\x1dX", "unknown command GS"),
        (START + b"\x1bt\x02", "not among"),
        (START + b"\x1bE", "ends in the middle"),
        (START + b"never printed", "never printed"),
        (START + b"a\x1ba\x01\n", "in the middle of a line"),
        (START + b"x" * 49 + b"\n", "do not fit"),
        (START + b"\x1d!\x11" + b"x" * 25 + b"\n", "do not fit"),
        (START + b"\x1dv0\x00\x49\x00\x01\x00" + b"\x00" * 73, "do not fit"),
        (START + b"\x1dkI\x03{A1", "code set B"),
        (START + b"\x1d!\x88a\n", "no character has the size"),
        (b"\x1b@\x1bt\x10\x81\n", "no character"),
    ],
)
def test_what_makes_no_sense_is_an_error(job: bytes, why: str) -> None:
    with pytest.raises(BadJob, match=why):
        render(job)


def test_a_line_of_forty_eight_letters_fits_and_is_read_back() -> None:
    made = render(START + b"x" * 48 + b"\n\x1bp\x00\x19\xfa\x1dV\x01")
    assert made.text == "x" * 48 + "\n"
    assert made.events == ("drawer 2", "cut")


def test_every_letter_of_both_pages_has_a_picture_in_both_weights() -> None:
    letters = b"\n".join(bytes(range(start, start + 32)) for start in range(0xA0, 0x100, 32))
    for page in (b"\x10", b"\x13"):
        for weight in (b"\x00", b"\x01"):
            assert render(b"\x1b@\x1bt" + page + b"\x1bE" + weight + letters + b"\n").png


@pytest.mark.parametrize(("width_mm", "pixels"), [(58, 464), (80, 640)])
def test_the_picture_is_as_wide_as_the_paper(width_mm: int, pixels: int) -> None:
    picture = Image.open(BytesIO(render(START + b"a\n", width_mm).png))
    large = Image.open(BytesIO(render(START + b"a\n", width_mm, scale=2).png))
    assert picture.width == pixels
    assert large.size == (2 * picture.width, 2 * picture.height)


def test_double_size_is_twice_as_wide_and_high() -> None:
    def ink(job: bytes) -> tuple[int, int]:
        left, top, right, bottom = (
            Image.open(BytesIO(render(START + job).png)).point(lambda grey: 255 * (grey < 128)).getbbox()
        )
        return right - left, bottom - top

    wide, high = ink(b"M\n")
    assert ink(b"\x1d!\x11M\n") == pytest.approx((2 * wide, 2 * high), abs=2)


def test_the_drawer_opens_on_the_pin_that_was_asked_for_and_prints_nothing() -> None:
    assert [render(drawer_job(pin)).events for pin in (2, 5)] == [("drawer 2",), ("drawer 5",)]
    assert render(drawer_job()).text.strip() == ""
    with pytest.raises(ValueError, match="pin 3"):
        drawer_job(3)


def test_code_128_says_what_it_was_given() -> None:
    assert code128.text_of(b"{BA{{1") == "A{1"
    assert len(code128.modules("C1-000123")) == 11 * 11 + 13
    for wrong in (b"{B", b"{Ba{b", b"{B\x1b", b"C1"):
        with pytest.raises(ValueError, match="code set B"):
            code128.text_of(wrong)
