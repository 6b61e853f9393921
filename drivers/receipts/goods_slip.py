"""A slip of goods on the receipt printer: what came or went, the terms, and where both sign."""

from __future__ import annotations

from drivers.receipts.day import signature
from drivers.receipts.heads import identity, marks, moment
from drivers.receipts.roll import BOLD, Roll
from ess_shop.domain.contract_words import agreed_said, since_said
from ess_shop.domain.money import Money
from ess_shop.domain.slip_words import declared, priced_parts, title_of
from ess_shop.domain.slips import SlipLine
from ess_shop.papers import SlipPaper
from ess_shop.wording import Words


def goods_slip_job(paper: SlipPaper, words: Words, *, width_mm: int = 80, encoding: str = "CP858") -> bytes:
    """The slip as one job. ValueError for an unknown paper or code page."""
    slip = paper.slip
    roll = Roll(width_mm=width_mm, encoding=encoding)
    marks(roll, training=paper.training)
    identity(roll, paper.shop, words)
    roll.gap()
    roll.title(title_of(slip, words))
    roll.gap(12)
    roll.both(slip.number, moment(paper.at, words), BOLD)
    roll.both(words("Member {code}", code=paper.member.code), paper.identity.name)
    roll.rule()
    for said in declared(slip, words):
        roll.paragraph(said)
    roll.rule()
    shares = priced_parts(slip)
    for line, part in zip(slip.lines, paper.parts, strict=True):
        _goods(roll, line, part if shares else None, words)
    _total(roll, paper, words)
    _terms(roll, paper, words)
    roll.gap()
    roll.barcode(slip.number)
    if slip.volunteer:
        roll.gap()
        roll.paragraph(words("By {name}", name=slip.volunteer))
    roll.gap()
    roll.paragraph(words("For the shop"), BOLD)
    signature(roll, words)
    roll.gap()
    roll.paragraph(words("The member"), BOLD)
    signature(roll, words)
    return roll.job()


def _goods(roll: Roll, line: SlipLine, part: Money | None, words: Words) -> None:
    roll.pair(line.label, words.money(line.price * line.quantity))
    price = words("{quantity} × {price}", quantity=line.quantity, price=line.price)
    roll.both(f"  {line.code}", price)
    if part is not None and line.agreed is not None:
        own = words.money(part * line.quantity)
        if line.agreed.net is not None:
            roll.pair(words("Member’s part (fixed net)"), own, indent=2)
        else:
            kept = words("Member’s part (commission {percent})", percent=line.agreed.commission)
            roll.pair(kept, own, indent=2)
    roll.gap(6)


def _total(roll: Roll, paper: SlipPaper, words: Words) -> None:
    slip = paper.slip
    roll.rule("═")
    pieces = words.plural("{count} piece", "{count} pieces", slip.pieces)
    roll.pair(pieces, words.money(slip.worth), BOLD)
    if priced_parts(slip):
        pairs = zip(slip.lines, paper.parts, strict=True)
        mine = sum((part * line.quantity for line, part in pairs if part), slip.compensation * 0)
        roll.pair(words("Member’s part"), words.money(mine), BOLD)
    roll.rule("═")


def _terms(roll: Roll, paper: SlipPaper, words: Words) -> None:
    """The terms that the slip froze, in plain sentences."""
    agreed = [line.agreed for line in paper.slip.lines if line.agreed]
    chapters = agreed_said(agreed, shop=paper.shop, words=words, labels=paper.labels)
    if not chapters:
        return
    roll.gap(16)
    roll.paragraph(words("What holds for these goods"), BOLD)
    for chapter in chapters:
        roll.gap(8)
        for sentence in chapter.sentences:
            roll.paragraph(sentence)
    roll.gap(8)
    roll.paragraph(since_said(agreed[0].valid_from, words))
