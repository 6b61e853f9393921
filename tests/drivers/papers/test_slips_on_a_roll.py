"""Slips of goods on the receipt printer, read back from what it prints."""

from __future__ import annotations

from dataclasses import replace

import pytest
from desk_papers import a_slip
from statement_data import SHOP

from drivers.receipts.characters import HARD_SPACE, printable
from drivers.receipts.goods_slip import goods_slip_job
from drivers.receipts.renderer import render
from ess_shop.domain.contract_words import agreed_said
from ess_shop.domain.slips import SlipKind
from ess_shop.papers import SlipPaper
from ess_shop.wording import Words, speaking

COLUMNS = {58: 32, 80: 48}
widths = pytest.mark.parametrize("width_mm", COLUMNS)


def lines_of(paper: SlipPaper, words: Words, width_mm: int) -> list[str]:
    return render(goods_slip_job(paper, words, width_mm=width_mm), width_mm).text.splitlines()


def squeezed(text: str) -> str:
    """As the printer's letters have it, without the spaces at which lines break."""
    return "".join(printable(text, "CP858").replace(HARD_SPACE, "").split())


@widths
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_deposit_says_goods_terms_and_has_two_signatures(width_mm: int, language: str) -> None:
    words, paper = speaking(language), a_slip()
    lines = lines_of(paper, words, width_mm)
    assert max(map(len, lines)) <= COLUMNS[width_mm]
    text = squeezed(" ".join(lines))
    assert "BD-2026-0012" in text
    assert squeezed("Savon au lait d’ânesse") in text
    assert text.count(squeezed(words("Signature:"))) == 2
    frozen = [line.agreed for line in paper.slip.lines if line.agreed]
    for chapter in agreed_said(frozen, shop=SHOP, words=words, labels=paper.labels):
        for sentence in chapter.sentences:
            assert squeezed(sentence) in text, sentence


@widths
def test_the_parts_add_up_below(width_mm: int) -> None:
    lines = lines_of(a_slip(), speaking("en"), width_mm)
    total = next(line for line in lines if line.startswith("6 pieces"))
    assert total.endswith("€68.00")
    assert any(line.startswith("Member") and line.endswith("€28.40") for line in lines)


def test_other_slips_say_why_and_practice_is_marked() -> None:
    theft = a_slip(SlipKind.THEFT, note="vitrine fracturée", compensation="12.50")
    text = squeezed(" ".join(lines_of(replace(theft, training=True), speaking("fr"), 80)))
    assert squeezed("Motif : vitrine fracturée") in text
    assert "12,50€" in text
    assert "FACTICE" in text
    assert "Commission" not in text


def test_five_hundred_lines_are_all_there() -> None:
    text = squeezed(" ".join(lines_of(a_slip(count=500), speaking("fr"), 58)))
    assert [number for number in range(500) if f"SAV-{number:03d}" not in text] == []
