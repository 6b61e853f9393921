"""The small picture on a statement: what each day of the month brought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from drivers.papers import sheet
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.wording import Words

FEWEST_DAYS = 4
"""With fewer days a picture tells nothing that the lines do not."""

BARS = 40.0
LABEL = 11.0


def chart(by_day: dict[date, int], month: Month, shop: Shop, words: Words) -> Iterator[Block]:
    """A bar for each day; days on which more came back than was sold hang below the line."""
    if sum(map(bool, by_day.values())) < FEWEST_DAYS:
        return
    high, low = max(0, *by_day.values()), min(0, *by_day.values())
    best = max(by_day, key=lambda day: (by_day[day], -day.toordinal()))
    scale = BARS / (high - low)
    zero = 18 + LABEL + high * scale
    height = zero - low * scale + LABEL + 2
    step = (sheet.RIGHT - sheet.LEFT) / month.last.day

    def draw(pen: Pen, top: float) -> None:
        pen.write(sheet.LEFT, top - 9, words("Your sales day by day"), sheet.SMALL_STRONG)
        for number in range(1, month.last.day + 1):
            day = month.first.replace(day=number)
            x = sheet.LEFT + step * (number - 1)
            length = by_day.get(day, 0) * scale
            if length:
                pen.box(
                    x + step * 0.18,
                    top - zero,
                    step * 0.64,
                    length,
                    sheet.ACCENT if day == best else sheet.SOFT,
                )
            if day == best:
                text = words.money(shop.money(by_day[day]))
                half = pen.width(text, sheet.SMALL_FIGURE) / 2
                middle = min(max(x + step / 2, sheet.LEFT + half), sheet.RIGHT - half)
                pen.write_middle(middle, top - zero + length + 3, text, sheet.SMALL_FIGURE)
            style = sheet.SMALL_FIGURE if length else sheet.FAINT_FIGURE
            pen.write_middle(x + step / 2, top - height + 2, str(number), style)
        pen.rule(sheet.LEFT, sheet.RIGHT, top - zero, sheet.RULE)

    yield gap(10)
    yield Block(height, draw)
