"""The event log of a time on A4: when and where something happened, what, and who did it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from drivers.papers.binding import Binding, bind
from drivers.papers.goods_table import GoodsLine, goods_table
from drivers.papers.letterhead import LINE, draw_sender
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from drivers.papers.prose import paper_title, paragraph
from drivers.whole_file import write_whole
from ess_shop.domain.law_papers import EventLine, EventLogPaper
from ess_shop.domain.receipt import TRAINING_MARK
from ess_shop.wording import Words

SENDER_HEIGHT = 29 + 4 * LINE


def write_event_log(path: Path, paper: EventLogPaper, words: Words) -> None:
    """Write the log to `path`, whole or not at all; the same events give the same bytes."""
    write_whole(path, event_log_pdf(paper, words))


def event_log_pdf(paper: EventLogPaper, words: Words) -> bytes:
    """The log as the bytes of a PDF."""
    title = words("Event log")
    pen = Pen(title=title, author=paper.shop.name, language=words.language)
    heading = GoodsLine(words("When"), words("Event"), (words("Who"), words("Entry")))
    blocks = [
        Block(SENDER_HEIGHT, partial(draw_sender, shop=paper.shop, words=words), keep=True),
        *paper_title(pen, title),
        gap(4),
        *paragraph(pen, paper.chosen, keep=True),
        *paragraph(pen, words.plural("{count} event", "{count} events", len(paper.lines)), keep=True),
        gap(12),
        *goods_table(pen, heading, [_line(line, words) for line in paper.lines]),
    ]
    binding = Binding(
        title=title,
        who=paper.shop.name,
        number=words("Printed on {day}", day=paper.day),
        mark=TRAINING_MARK if paper.training else "",
    )
    return bind(pen, blocks, binding, words)


def _line(line: EventLine, words: Words) -> GoodsLine:
    said = words("{event} ({detail})", event=line.said, detail=line.detail) if line.detail else line.said
    return GoodsLine(line.when, said, (line.who, line.place))
