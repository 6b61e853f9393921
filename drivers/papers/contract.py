"""A consignment contract on A4: who it is between, every clause as a numbered sentence, where both sign."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from drivers.papers import sheet
from drivers.papers.binding import Binding, bind
from drivers.papers.letterhead import LINE, address_of, grouped
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from drivers.papers.prose import heading, paper_title, paragraph, signatures
from drivers.whole_file import write_whole
from ess_shop.domain.contract_words import contract_said, force_said, settling_said
from ess_shop.domain.receipt import TRAINING_MARK
from ess_shop.papers import ContractPaper
from ess_shop.wording import Words

PARTY_ROOM = (sheet.RIGHT - sheet.LEFT - 24) / 2
PADDING = 12.0


def write_contract(path: Path, paper: ContractPaper, words: Words) -> None:
    """Write the contract to `path`, whole or not at all; the same contract gives the same bytes."""
    write_whole(path, contract_pdf(paper, words))


def contract_pdf(paper: ContractPaper, words: Words) -> bytes:
    """The contract as the bytes of a PDF."""
    title = words("Consignment contract")
    member = paper.identity.name or paper.member.code
    pen = Pen(
        title=words("{title} – {member}", title=title, member=member),
        author=paper.shop.name,
        language=words.language,
    )
    town = paper.shop.town
    made = words("Made in two copies at {town} on", town=town) if town else words("Made in two copies on")
    blocks = [
        *paper_title(pen, title),
        gap(6),
        _parties(pen, paper, words),
        gap(12),
        *paragraph(pen, force_said(paper.terms.valid_from, paper.until, words), sheet.STRONG),
        *_chapters(pen, paper, words),
        gap(14),
        *paragraph(pen, f"{made} ………………………………………", keep=True),
        *signatures(
            (
                (words("For the shop"), paper.shop.name),
                (words("For the member"), paper.identity.contact or member),
            ),
            words("Name, signature, “read and approved”"),
        ),
    ]
    binding = Binding(
        title=title,
        who=member,
        number=words("Member {code}", code=paper.member.code),
        footer=words("Each page to be initialled by both."),
        mark=TRAINING_MARK if paper.training else "",
    )
    return bind(pen, blocks, binding, words)


def _parties(pen: Pen, paper: ContractPaper, words: Words) -> Block:
    """Shop and member side by side, with what identifies them."""
    shop, who = paper.shop, paper.identity
    sides = (
        (
            words("Between the shop"),
            shop.name,
            (
                shop.street,
                f"{shop.postcode} {shop.town}".strip(),
                *_numbers(shop.siret, shop.vat_number, words),
                shop.email,
            ),
        ),
        (
            words("and the member {code}", code=paper.member.code),
            who.name or paper.member.code,
            (
                *address_of(who, shop, words),
                *_numbers(who.siret, who.vat_number, words),
                who.email,
                who.phone,
            ),
        ),
    )
    names = [pen.wrapped(name, sheet.ADDRESSEE, PARTY_ROOM - 2 * PADDING, most=3) for _, name, _ in sides]
    lines = [[line for line in each if line] for _, _, each in sides]
    height = 34 + max(15 * len(name) + LINE * len(line) for name, line in zip(names, lines, strict=True)) + 6

    def draw(pen: Pen, top: float) -> None:
        for place, (role, _name, _lines) in enumerate(sides):
            left = sheet.LEFT + place * (PARTY_ROOM + 24)
            pen.box(left, top - height, PARTY_ROOM, height, sheet.TINT)
            pen.box(left, top - height, 3, height, sheet.ACCENT)
            x, y = left + PADDING, top - 18
            pen.write(x, y, role, sheet.SMALL)
            y -= 17
            for text in names[place]:
                pen.write(x, y, text, sheet.ADDRESSEE)
                y -= 15
            for text in lines[place]:
                pen.write(x, y, pen.fitted(text, sheet.BODY, PARTY_ROOM - 2 * PADDING), sheet.BODY)
                y -= LINE

    return Block(height, draw)


def _numbers(siret: str, vat_number: str, words: Words) -> tuple[str, ...]:
    return (
        words("SIRET {number}", number=grouped(siret)) if siret else "",
        words("VAT {number}", number=vat_number) if vat_number else "",
    )


def _chapters(pen: Pen, paper: ContractPaper, words: Words) -> Iterator[Block]:
    """Each chapter with its number, each sentence with its own."""
    shop = paper.shop
    chapters = (
        *contract_said(paper.terms, shop=shop, words=words, labels=paper.labels),
        settling_said(paper.member, shop=shop, words=words),
    )
    for number, chapter in enumerate(chapters, start=1):
        yield gap(10)
        yield heading(chapter.title, number=str(number))
        for place, sentence in enumerate(chapter.sentences, start=1):
            yield from paragraph(pen, sentence, number=f"{number}.{place}")
            yield gap(2)
