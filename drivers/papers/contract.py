"""A consignment contract on A4: who it is between, every clause as a numbered sentence, where both sign."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from drivers.papers import sheet
from drivers.papers.binding import Binding, bind
from drivers.papers.letterhead import address_of
from drivers.papers.pages import Block, gap
from drivers.papers.parties import Side, registered, side_by_side
from drivers.papers.pen import Pen
from drivers.papers.prose import heading, paper_title, paragraph, signatures
from drivers.whole_file import write_whole
from ess_shop.domain.contract_words import contract_said, force_said, settling_said
from ess_shop.domain.receipt import TRAINING_MARK
from ess_shop.papers import ContractPaper
from ess_shop.wording import Words


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
    return side_by_side(
        pen,
        Side(
            words("Between the shop"),
            shop.name,
            (
                shop.street,
                f"{shop.postcode} {shop.town}".strip(),
                *registered(shop, words),
                shop.email,
            ),
        ),
        Side(
            words("and the member {code}", code=paper.member.code),
            who.name or paper.member.code,
            (*address_of(who, shop, words), *registered(who, words), who.email, who.phone),
        ),
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
