"""The letter to a member whose goods' time is over: which goods, what comes next, until when to come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from drivers.papers import sheet
from drivers.papers.binding import Binding, bind
from drivers.papers.goods_table import GoodsLine, goods_table
from drivers.papers.letterhead import PARTIES_HEIGHT, draw_addressee, draw_facts, draw_sender
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from drivers.papers.prose import heading, paragraph
from drivers.whole_file import write_whole
from ess_shop.domain.expiry_words import greeting, letter_said, signed, subject_of
from ess_shop.domain.receipt import TRAINING_MARK
from ess_shop.papers import ExpiryLetter
from ess_shop.wording import Words


def write_letter(path: Path, letter: ExpiryLetter, words: Words) -> None:
    """Write the letter to `path`, whole or not at all; the same letter gives the same bytes."""
    write_whole(path, letter_pdf(letter, words))


def letter_pdf(letter: ExpiryLetter, words: Words) -> bytes:
    """The letter as the bytes of a PDF."""
    subject = subject_of(letter, words)
    pen = Pen(title=subject, author=letter.shop.name, language=words.language)
    before, after = letter_said(letter, words)
    blocks = [
        Block(PARTIES_HEIGHT, lambda pen, top: _draw_parties(pen, top, letter, words), keep=True),
        heading(subject),
        gap(10),
        *_said(pen, (greeting(letter, words), *before)),
        gap(4),
        *_goods(pen, letter, words),
        gap(12),
        *_said(pen, after),
        gap(10),
        *_said(pen, signed(letter, words)),
    ]
    binding = Binding(
        title=subject,
        who=letter.identity.name or letter.member.code,
        number=words("Member {code}", code=letter.member.code),
        mark=TRAINING_MARK if letter.training else "",
    )
    return bind(pen, blocks, binding, words)


def _draw_parties(pen: Pen, top: float, letter: ExpiryLetter, words: Words) -> None:
    draw_sender(pen, top, letter.shop, words)
    draw_addressee(pen, letter.identity, letter.member.code, letter.shop, words)
    facts = (
        (words("Date"), words.long_day(letter.day)),
        (words("Member"), letter.member.code),
    )
    draw_facts(pen, facts)


def _said(pen: Pen, texts: tuple[str, ...]) -> Iterator[Block]:
    for text in texts:
        yield from paragraph(pen, text, sheet.LETTER)
        yield gap(6)


def _goods(pen: Pen, letter: ExpiryLetter, words: Words) -> Iterator[Block]:
    titles = (words("Qty"), words("Price"), words("Here since"), words("Time over on"))
    lines = [
        GoodsLine(
            row.code,
            row.label,
            (words.number(row.quantity), words.money(row.price), words.day(row.since), words.day(row.until)),
        )
        for row in letter.rows
    ]
    return goods_table(pen, GoodsLine(words("Code"), words("Article"), titles), lines)
