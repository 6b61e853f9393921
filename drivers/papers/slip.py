"""A slip on A4: the goods that came or went, the terms they are under, and the lines where both sign."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from drivers.papers import sheet
from drivers.papers.binding import Binding, bind
from drivers.papers.goods_table import GoodsLine, goods_table
from drivers.papers.letterhead import PARTIES_HEIGHT, draw_addressee, draw_facts, draw_sender, grouped
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from drivers.papers.prose import heading, paper_title, paragraph, signatures
from drivers.whole_file import write_whole
from ess_shop.domain.contract_words import agreed_said, since_said
from ess_shop.domain.money import Money
from ess_shop.domain.receipt import TRAINING_MARK
from ess_shop.domain.slip_words import declared, priced_parts, title_of
from ess_shop.papers import SlipPaper
from ess_shop.wording import Words


def write_slip(path: Path, paper: SlipPaper, words: Words) -> None:
    """Write the slip to `path`, whole or not at all; the same slip gives the same bytes."""
    write_whole(path, slip_pdf(paper, words))


def slip_pdf(paper: SlipPaper, words: Words) -> bytes:
    """The slip as the bytes of a PDF."""
    slip = paper.slip
    title = f"{title_of(slip, words)} {slip.number}"
    pen = Pen(title=title, author=paper.shop.name, language=words.language)
    blocks = [
        Block(PARTIES_HEIGHT, lambda pen, top: _draw_parties(pen, top, paper, words), keep=True),
        *paper_title(pen, title),
        gap(4),
        *(block for said in declared(slip, words) for block in paragraph(pen, said, keep=True)),
        gap(12),
        *_goods(pen, paper, words),
        *_terms(pen, paper, words),
        *signatures(
            (
                (words("For the shop"), slip.volunteer),
                (words("The member"), paper.identity.contact or paper.identity.name),
            ),
            words("Date and signature"),
        ),
    ]
    binding = Binding(
        title=title,
        who=paper.identity.name or paper.member.code,
        number=slip.number,
        footer=words("Two copies: one for the shop, one for the member."),
        mark=TRAINING_MARK if paper.training else "",
    )
    return bind(pen, blocks, binding, words)


def _draw_parties(pen: Pen, top: float, paper: SlipPaper, words: Words) -> None:
    slip, who = paper.slip, paper.identity
    draw_sender(pen, top, paper.shop, words)
    draw_addressee(pen, who, paper.member.code, paper.shop, words)
    facts = (
        (words("Number"), slip.number),
        (words("Date"), words.long_day(slip.day)),
        (words("Member"), paper.member.code),
        ("SIRET", grouped(who.siret)),
        (words("Cancels slip"), slip.reverses),
        (words("Written by"), slip.volunteer),
    )
    draw_facts(pen, ((label, value) for label, value in facts if value))


def _goods(pen: Pen, paper: SlipPaper, words: Words) -> Iterator[Block]:
    """Every line, and below them the sums of the columns."""
    slip, shares = paper.slip, priced_parts(paper.slip)
    none = slip.compensation * 0
    lines, mine = [], none
    for line, part in zip(slip.lines, paper.parts, strict=True):
        figures = [
            words.number(line.quantity),
            words.money(line.price),
            words.money(line.price * line.quantity),
        ]
        if shares:
            own = (part or none) * line.quantity
            mine += own
            kept = words.percent(line.agreed.commission) if line.agreed else ""
            fixed = line.agreed is not None and line.agreed.net is not None
            figures += [words("fixed net") if fixed else kept, words.money(own)]
        lines.append(GoodsLine(line.code, line.label, tuple(figures)))
    titles = [words("Qty"), words("Price"), words("Total")]
    titles += [words("Commission"), words("Member’s part")] if shares else []
    yield from goods_table(
        pen,
        GoodsLine(words("Code"), words("Article"), tuple(titles)),
        lines,
        _total(paper, words, mine if shares else None),
    )


def _total(paper: SlipPaper, words: Words, mine: Money | None) -> GoodsLine:
    slip = paper.slip
    label = words.plural("Total of {count} line", "Total of {count} lines", len(slip.lines))
    figures = (words.number(slip.pieces), "", words.money(slip.worth))
    return GoodsLine("", label, figures if mine is None else (*figures, "", words.money(mine)))


def _terms(pen: Pen, paper: SlipPaper, words: Words) -> Iterator[Block]:
    """The terms that the slip froze, in plain sentences."""
    agreed = [line.agreed for line in paper.slip.lines if line.agreed]
    chapters = agreed_said(agreed, shop=paper.shop, words=words, labels=paper.labels)
    if not chapters:
        return
    yield gap(16)
    yield heading(words("What holds for these goods"))
    for chapter in chapters:
        yield gap(4)
        yield from paragraph(pen, " ".join(chapter.sentences))
    yield gap(6)
    yield from paragraph(pen, since_said(agreed[0].valid_from, words), sheet.SMALL, keep=True)
