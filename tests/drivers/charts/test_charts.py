"""Plots as pictures and on paper: whole at every size, readable in black and white, the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from shop_builder import SHOP, euro

from drivers.charts.drawing import svg
from drivers.charts.style import fitted, width
from drivers.papers.dashboard import sections_pdf
from ess_shop.domain.plots import Look, Mark, Plot, Shape, Tick, tick_values
from ess_shop.domain.receipt import TRAINING_MARK
from ess_shop.domain.sections import Figure, Line, Section
from ess_shop.papers import SectionsPaper
from ess_shop.wording import speaking

LOOK = Look(
    width=700,
    height=240,
    text=14,
    paper="#ffffff",
    ink="#1d2a2c",
    quiet="#55615f",
    line="#ddd7ca",
    bar="#12685a",
    soft="#dcefe9",
    on_bar="#1d2a2c",
)
BAR, STROKE = QColor(LOOK.bar), QColor(LOOK.on_bar)
ODD = "Été $5 & $6 <b>n° 7</b> 🫖 漢字"


def ticks(values: Sequence[int]) -> tuple[Tick, ...]:
    return tuple(Tick(value, str(value)) for value in tick_values(values))


COLUMNS = Plot(
    Shape.COLUMNS,
    (Mark("1", 300, "300", 200), Mark("2", 0, "", 100), Mark("3", -50, "-50", awaited=True)),
    ticks([300, -50]),
    "EUR",
    now="now",
    before="before",
    awaited="not settled",
)
BARS = Plot(Shape.BARS, (Mark(ODD * 3, 500, "5,00 €"), Mark("b", 250, "2,50 €")), ticks([500]), "EUR")
GRID = Plot(
    Shape.GRID,
    tuple(
        Mark(day, count, str(count or "")) for day, count in (("mon", 3), ("mon", 0), ("tue", 9), ("tue", 1))
    ),
    (),
    "tickets",
    across=("10 h", "11 h"),
)


def painted(picture: bytes) -> QImage:
    renderer = QSvgRenderer(QByteArray(picture))
    assert renderer.isValid()
    image = QImage(renderer.defaultSize(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return image


def count_of(image: QImage, colour: QColor, row: int | None = None) -> int:
    rows = range(image.height()) if row is None else (row,)
    return sum(image.pixelColor(x, y) == colour for y in rows for x in range(image.width()))


@pytest.mark.parametrize("plot", [COLUMNS, BARS, GRID])
@pytest.mark.parametrize("size", [(700, 240, 14.0), (220, 120, 28.0)])
def test_every_shape_is_drawn_whole(qapp: object, plot: Plot, size: tuple[int, int, float]) -> None:
    """Qt complains of nothing (a complaint fails the test), and something of the plot's colour is there."""
    wide, high, text = size
    picture = svg(plot, replace(LOOK, width=wide, height=high, text=text))
    ElementTree.fromstring(picture)
    image = painted(picture)
    assert (image.width(), image.height()) == (wide, high)
    seen = {image.pixelColor(x, y).name() for x in range(0, wide, 3) for y in range(0, high, 3)}
    assert len(seen) > 2


def test_the_same_plot_gives_the_same_bytes() -> None:
    assert svg(COLUMNS, LOOK) == svg(COLUMNS, LOOK)


def test_bars_are_as_long_as_their_values(qapp: object) -> None:
    image = painted(svg(BARS, LOOK))
    first, second = (count_of(image, BAR, row) for row in (60, 180))
    assert first == pytest.approx(2 * second, abs=3)


def test_what_it_is_measured_by_is_told_without_colour(qapp: object) -> None:
    """The stroke lies on a light edge across the column, darker than it: a grey picture shows it too."""
    with_stroke = painted(svg(COLUMNS, LOOK))
    alone = Plot(
        COLUMNS.shape, tuple(replace(each, before=None) for each in COLUMNS.marks), COLUMNS.ticks, "EUR"
    )
    assert count_of(with_stroke, STROKE) > count_of(painted(svg(alone, LOOK)), STROKE) + 300


def test_a_name_that_is_too_long_ends_in_dots() -> None:
    short = fitted("Confiturerie de la Haute Vallée", 14, 90)
    assert short.endswith("…")
    assert width(short, 14) <= 90
    assert fitted("Bol", 14, 90) == "Bol"


def paper(plots: Sequence[Plot], training: bool = False) -> SectionsPaper:
    lines = tuple(Line(f"{n}", f"A{n}", f"{ODD} {n}", (n, euro("12.50"))) for n in range(60))
    sections = [
        Section(
            f"s{n}",
            f"Matter {n}",
            "What there is to say.",
            plot,
            ("Code", "Name", "Pieces", "Sales"),
            (),
            lines,
        )
        for n, plot in enumerate(plots)
    ]
    figures = [Figure("Sales", "1 234,00 €", "+5 %")] * 5
    return SectionsPaper(SHOP, "Dashboard", ("novembre 2026", "Compared."), figures, sections, training)


def test_on_paper_plots_are_text_and_lines_and_no_picture() -> None:
    written = sections_pdf(paper([COLUMNS, BARS, GRID]), speaking("fr"))
    reader = PdfReader(BytesIO(written))
    text = "\n".join(page.extract_text() for page in reader.pages)
    for said in ("Dashboard", "novembre 2026", "not settled", "-50", "10 h", "tue", "Matter 2", "12,50"):
        assert said in text
    assert all(not page.images for page in reader.pages)
    assert written == sections_pdf(paper([COLUMNS, BARS, GRID]), speaking("fr"))


def test_practice_is_marked_on_every_page() -> None:
    reader = PdfReader(BytesIO(sections_pdf(paper([BARS], training=True), speaking("fr"))))
    assert len(reader.pages) > 1
    assert all(TRAINING_MARK in page.extract_text() for page in reader.pages)
