"""What a stocktake found, on A4: how much was counted, every difference with its reason, the slips."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from drivers.papers.binding import Binding, bind
from drivers.papers.goods_table import GoodsLine, goods_table
from drivers.papers.letterhead import LINE, draw_sender
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from drivers.papers.prose import heading, paper_title, paragraph, signatures
from drivers.whole_file import write_whole
from ess_shop.domain.receipt import TRAINING_MARK
from ess_shop.papers import CountedRow, StocktakePaper
from ess_shop.wording import Words

SENDER_HEIGHT = 29 + 4 * LINE


def write_stocktake(path: Path, paper: StocktakePaper, words: Words) -> None:
    """Write the summary to `path`, whole or not at all; the same stocktake gives the same bytes."""
    write_whole(path, stocktake_pdf(paper, words))


def stocktake_pdf(paper: StocktakePaper, words: Words) -> bytes:
    """The summary as the bytes of a PDF."""
    title = words("Stocktake of {what}", what=paper.what)
    pen = Pen(title=title, author=paper.shop.name, language=words.language)
    blocks = [
        Block(SENDER_HEIGHT, lambda pen, top: draw_sender(pen, top, paper.shop, words), keep=True),
        *paper_title(pen, title),
        gap(4),
        *(block for said in _said(paper, words) for block in paragraph(pen, said, keep=True)),
        gap(14),
        *_differences(pen, paper, words),
        *signatures(((words("Counted by"), paper.volunteer),), words("Date and signature")),
    ]
    at = datetime.fromisoformat(paper.at)
    binding = Binding(
        title=title,
        who=paper.shop.name,
        number=words.day(at.date()),
        mark=TRAINING_MARK if paper.training else "",
    )
    return bind(pen, blocks, binding, words)


def _said(paper: StocktakePaper, words: Words) -> Iterator[str]:
    begun, at = datetime.fromisoformat(paper.begun), datetime.fromisoformat(paper.at)
    counted, expected = paper.pieces
    yield words("Begun on {begun}, as it stood on {day}.", begun=begun.date(), day=at.date())
    yield words(
        "{counted} of {expected} pieces were found; {articles} articles were counted.",
        counted=words.number(counted),
        expected=words.number(expected),
        articles=words.number(paper.articles),
    )
    yield words("What was sold while people counted is taken into account.")
    if paper.rows:
        worth = sum((row.price * row.difference for row in paper.rows), paper.shop.money(0))
        yield words("At the prices on their labels the differences come to {amount}.", amount=worth)
    if paper.slips:
        yield words("Booked on: {numbers}.", numbers=", ".join(paper.slips))
    else:
        yield words("Nothing of it is booked yet.")


def _differences(pen: Pen, paper: StocktakePaper, words: Words) -> Iterator[Block]:
    if not paper.rows:
        yield heading(words("Everything that was counted is as the books say."))
        return
    yield heading(words("What differs"))
    yield gap(4)
    titles = (
        words("Member"),
        words("Price"),
        words("Expected"),
        words("Counted"),
        words("Difference"),
        words("Reason"),
    )
    total = sum(row.difference for row in paper.rows)
    label = words.plural("Total of {count} line", "Total of {count} lines", len(paper.rows))
    yield from goods_table(
        pen,
        GoodsLine(words("Code"), words("Article"), titles),
        [_line(row, words) for row in paper.rows],
        GoodsLine("", label, ("", "", "", "", _signed(total, words), "")),
    )


def _line(row: CountedRow, words: Words) -> GoodsLine:
    figures = (
        row.member,
        words.money(row.price),
        words.number(row.expected),
        words.number(row.counted),
        _signed(row.difference, words),
        row.why or words("not explained"),
    )
    return GoodsLine(row.code, row.label, figures)


def _signed(pieces: int, words: Words) -> str:
    return f"+{words.number(pieces)}" if pieces > 0 else words.number(pieces)
