"""Slips, contracts and letters read back from their PDFs: every line, every clause, in both languages."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from desk_papers import TERMS, a_contract, a_letter, a_slip
from pypdf import PdfReader
from statement_data import SHOP

from drivers.papers.contract import contract_pdf
from drivers.papers.expiry_letter import letter_pdf
from drivers.papers.slip import slip_pdf, write_slip
from ess_shop.domain.articles import checked_text
from ess_shop.domain.clauses import NO_CLAUSES, After
from ess_shop.domain.contract_words import agreed_said, contract_said
from ess_shop.domain.members import Identity
from ess_shop.domain.slips import SlipKind
from ess_shop.errors import StorageTrouble
from ess_shop.wording import speaking

languages = pytest.mark.parametrize("language", ["fr", "en"])


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, its lines joined so that sentences can be found."""
    texts = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return [" ".join(text.replace("\N{NO-BREAK SPACE}", " ").split()) for text in texts]


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def plain(text: str) -> str:
    """As pages_of gives it: no-break spaces are spaces, on whatever line they fall."""
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_deposit_says_who_what_and_under_which_terms() -> None:
    text = text_of(slip_pdf(a_slip(), speaking("fr")))
    for said in (
        "Boutique commune des Deux Rives",
        "Savonnerie de la Dent d’Oche",
        "Bon de dépôt BD-2026-0012",
        "14 mars 2026",
        "SIRET 732 829 320 00074",
        "Établi par Lise Martin",
        "SAV-000 Savon au lait d’ânesse 1 10,00 € 10,00 € 30 % 7,00 €",
        "SAV-001 Miel de châtaignier 500 g 2 11,00 € 22,00 € 30 % 15,40 €",
        "3 12,00 € 36,00 € net fixé 6,00 €",
        "Total pour 3 lignes 6 68,00 € 28,40 €",
        "Les articles peuvent rester 90 jours à compter du dépôt.",
        "Pour la boutique",
        "Le membre",
        "Date et signature",
        "page 1/",
    ):
        assert said in text, said


@languages
def test_a_deposit_says_every_frozen_term(language: str) -> None:
    words, paper = speaking(language), a_slip()
    text = text_of(slip_pdf(paper, words))
    frozen = [line.agreed for line in paper.slip.lines if line.agreed]
    chapters = agreed_said(frozen, shop=SHOP, words=words, labels=paper.labels)
    assert [chapter.title for chapter in chapters] == [
        words(title)
        for title in ("Each one’s part", "How long goods stay", "Prices that go down", "Discounts")
    ]
    for chapter in chapters:
        for sentence in chapter.sentences:
            assert plain(sentence) in text, sentence


@languages
def test_five_hundred_lines_are_all_there_on_numbered_pages(language: str) -> None:
    paper = a_slip(count=500)
    pages = pages_of(slip_pdf(paper, speaking(language)))
    text = " ".join(pages)
    assert [f"SAV-{number:03d}" for number in range(500) if f"SAV-{number:03d}" not in text] == []
    for number, page in enumerate(pages, start=1):
        assert page.endswith(f"page {number}/{len(pages)}") or f"page {number}/{len(pages)}" in page
        assert "BD-2026-0012" in page
    assert len(pages) > 10


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (SlipKind.WITHDRAWAL, "The member takes these goods back."),
        (SlipKind.DONATION, "These goods are given away"),
        (SlipKind.LOSS, "These goods cannot be found"),
        (SlipKind.BREAKAGE, "These goods broke"),
        (SlipKind.TRANSFER_OUT, "These goods go to the fair “Foire de mai”."),
        (SlipKind.TRANSFER_IN, "back in the shop from the fair “Foire de mai”"),
        (SlipKind.CORRECTION, "The goods were counted."),
        (SlipKind.REVERSAL, "Slip BD-2026-0011 is cancelled"),
    ],
)
def test_every_kind_of_slip_has_its_own_words(kind: SlipKind, said: str) -> None:
    text = text_of(slip_pdf(a_slip(kind, note="Foire de mai", reverses="BD-2026-0011"), speaking("en")))
    assert said in text
    assert "Commission" not in text
    assert "What holds for these goods" not in text
    assert "Total of 3 lines 6 €68.00" in text


def test_stolen_goods_say_what_the_member_gets() -> None:
    words = speaking("en")
    paid = text_of(slip_pdf(a_slip(SlipKind.THEFT, note="vitrine", compensation="12.50"), words))
    assert "Reason: vitrine" in paid
    assert "The member gets €12.50 for them" in paid
    unpaid = text_of(slip_pdf(a_slip(SlipKind.THEFT, note="vitrine"), words))
    assert "The member gets nothing for them." in unpaid
    back = text_of(slip_pdf(a_slip(SlipKind.REVERSAL, note="trouvé", compensation="-12.50"), words))
    assert "The €12.50 that the member got for them are taken back" in back


def test_long_and_foreign_names_stay_readable() -> None:
    label = "Écharpe en laine des Œillets, teinte à la main, très longue " * 3
    text = text_of(slip_pdf(a_slip(label=label.strip(), count=1), speaking("fr")))
    assert "Écharpe en laine des Œillets" in text
    assert text.count("teinte à la main") == 3
    for hidden in ("nom\u202ecachu", "sonne\x07", "coup\u2066é"):
        with pytest.raises(ValueError, match=r"nom|sonne|coup"):
            checked_text(hidden)
    drawn = text_of(slip_pdf(a_slip(label="Bol\u202e שלום", count=1), speaking("fr")))
    assert "Bol ????" in drawn
    assert "\u202e" not in drawn


def test_an_erased_member_is_called_by_the_code_and_practice_is_marked() -> None:
    paper = replace(a_slip(), identity=Identity("m-12", ""), training=True)
    text = text_of(slip_pdf(paper, speaking("fr")))
    assert "M012" in text
    assert "FACTICE" in text
    assert "FACTICE" not in text_of(slip_pdf(a_slip(), speaking("fr")))


@languages
def test_a_contract_says_every_clause_numbered(language: str) -> None:
    words, paper = speaking(language), a_contract()
    text = text_of(contract_pdf(paper, words))
    chapters = contract_said(TERMS, shop=SHOP, words=words, labels=paper.labels)
    assert len(chapters) == 6
    for number, chapter in enumerate(chapters, start=1):
        assert f"{number} {plain(chapter.title)}" in text
        for place, sentence in enumerate(chapter.sentences, start=1):
            assert f"{number}.{place} {plain(sentence)}" in text, sentence


def test_a_contract_names_both_and_says_its_figures() -> None:
    text = text_of(contract_pdf(a_contract(), speaking("fr")))
    for said in (
        "Contrat de dépôt-vente",
        "SIRET 552 100 554 00013",
        "TVA FR83552100554",
        "SIRET 732 829 320 00074",
        "TVA FR44732829320",
        "En vigueur à partir du 1er janvier 2026",
        "30 % du prix payé par le client ; 70 % reviennent au membre",
        "Pour l’article « Savon au lait d’ânesse », la boutique garde 20 %.",
        "la catégorie « Livres », la boutique garde 15 %",
        "articles à 100,00 € ou plus, la boutique garde 25 %",
        "0,20 € sur la part du membre",
        "15,00 € par mois",
        "30,00 € par an ; elle est prise chaque année sur le même relevé mensuel (avril)",
        "90 jours à compter du dépôt",
        "14 jours de plus",
        "la boutique peut donner ce qui n’est pas vendu",
        "Après 30 jours, les articles coûtent 10 % de moins.",
        "Après 45 jours, les articles de la catégorie « Laine » coûtent 35 % de moins.",
        "au-dessous de 50 % de son premier prix",
        "au-delà de 12 % du prix",
        "jusqu’à 40 % en « Léman »",
        "lu et approuvé",
    ):
        assert said in text, said


def test_a_plain_contract_says_so() -> None:
    terms = replace(TERMS, monthly_fee=0, duration_days=None, clauses=NO_CLAUSES)
    text = text_of(contract_pdf(a_contract(terms), speaking("en")))
    assert "There are no fees." in text
    assert "No price goes down with time." in text
    assert "Goods may stay until the member takes them back." in text
    assert "fixed net price" not in text


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (After.RETURN, "you then take them back"),
        (After.DONATE, "we may then give them away"),
        (After.MARKDOWN, "stay on sale at a lower price"),
        (After.KEEP, "stay on sale until you take them back"),
    ],
)
def test_the_letter_says_which_goods_what_comes_and_until_when(after: After, said: str) -> None:
    pages = pages_of(letter_pdf(a_letter(after=after), speaking("en")))
    assert len(pages) == 1
    assert said in pages[0]
    assert "until March 28, 2026" in pages[0]
    assert "SAV-001 Miel de châtaignier 500 g 2 €5.50 1 Dec 2025 1 Mar 2026" in pages[0]
    assert "Dear Hélène Cœur-Łukasz," in pages[0]
    assert "Lise Martin" in pages[0]


@languages
def test_papers_tell_programs_what_they_are_and_are_always_the_same_bytes(language: str) -> None:
    words = speaking(language)
    for pdf in (
        slip_pdf(a_slip(), words),
        contract_pdf(a_contract(), words),
        letter_pdf(a_letter(), words),
    ):
        reader = PdfReader(BytesIO(pdf))
        assert reader.metadata is not None
        assert reader.metadata.title
        assert reader.metadata.author == SHOP.name
        assert reader.root_object["/Lang"] == language
    assert slip_pdf(a_slip(), words) == slip_pdf(a_slip(), words)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble):
        write_slip(tmp_path / "nowhere" / "slip.pdf", a_slip(), speaking("fr"))
