"""The police register read back from its PDF: every entry whole, on sheets laid across, page by page."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from statement_data import SHOP, euro

from drivers.papers.police_register import register_pdf, write_register
from ess_shop.domain.police import IdentityPaper, PoliceRow, Seller
from ess_shop.papers import RegisterPaper
from ess_shop.wording import Words

DAY = date(2026, 11, 25)
ODILE = Seller(
    "1",
    "m",
    "Odile Ferrand",
    "3, rue des Tilleuls, 74500 Évian",
    IdentityPaper.PASSPORT,
    "20CV18811",
    "2019-05-14",
    "Préfecture de la Haute-Savoie",
)
GONE = Seller("2", "m", "", "", "", "", "", "")


def a_row(number: int, *, seller: Seller = ODILE, description: str = "Lampe", back: str = "") -> PoliceRow:
    day = date(2026, 3, 1 + number % 28)
    return PoliceRow(number, day, "BD-2026-0001", "M1", seller, description, euro("12.50"), 2, back)


def pages_of(tmp_path: Path, paper: RegisterPaper, language: str = "en") -> list[str]:
    path = tmp_path / "register.pdf"
    write_register(path, paper, Words(language))
    pages = PdfReader(path).pages
    for page in pages:
        assert page.mediabox.width > page.mediabox.height
    return [re.sub(r"\s+", " ", page.extract_text().replace("\N{NO-BREAK SPACE}", " ")) for page in pages]


def a_register(*rows: PoliceRow, **more: object) -> RegisterPaper:
    given = {"since": date(2026, 1, 1), "until": date(2026, 12, 31), **more}
    return RegisterPaper(SHOP, rows, day=DAY, **given)  # type: ignore[arg-type]


def test_an_entry_says_who_what_and_how_much(tmp_path: Path) -> None:
    (page,) = pages_of(tmp_path, a_register(a_row(7), a_row(8, back="AN-2026-0002")))
    for said in (
        SHOP.name,
        "Police register",
        "Entries from 1 Jan 2026 to 31 Dec 2026",
        "French penal code, art. 321-7 and R. 321-3",
        "Odile Ferrand, 3, rue des Tilleuls, 74500 Évian",
        "Passport 20CV18811, issued on 14 May 2019 by",
        "Préfecture de la",
        "€12.50",
        "Lampe (deposit taken back by AN-2026-0002)",
        "page 1/1",
    ):
        assert said in page, said
    assert re.search(r"7 8 Mar 2026 Lampe ", page)


def test_french_has_its_own_words(tmp_path: Path) -> None:
    (page,) = pages_of(tmp_path, a_register(a_row(1), since=None, until=None), "fr")
    for said in ("Livre de police", "Toutes les inscriptions", "Passeport n° 20CV18811 du 14/05/2019"):
        assert said in page


def test_who_was_erased_leaves_a_numbered_entry(tmp_path: Path) -> None:
    (page,) = pages_of(tmp_path, a_register(a_row(1, seller=GONE)))
    assert "Erased: the register’s time is over." in page
    assert "Lampe" in page


def test_every_number_stands_there_once_in_its_order(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, a_register(*(a_row(number) for number in range(1, 121))))
    numbers = [int(found) for page in pages for found in re.findall(r"(\d+) \d+ Mar 2026 Lampe", page)]
    assert numbers == list(range(1, 121))
    for number, page in enumerate(pages, start=1):
        assert f"page {number}/{len(pages)}" in page
        assert "What was left Who left it Identity paper" in page


def test_nothing_of_a_long_description_is_left_out(tmp_path: Path) -> None:
    described = " ".join(f"mot{number}" for number in range(230)) + " " + "8812345678" * 5
    pages = pages_of(tmp_path, a_register(a_row(1, description=described)))
    text = " ".join(pages)
    assert "…" not in text
    assert all(f"mot{number}" in text for number in range(230))
    assert "8812345678" * 5 in text.replace(" ", "")


def test_an_empty_period_says_so(tmp_path: Path) -> None:
    (page,) = pages_of(tmp_path, a_register())
    assert "There is no entry in this period." in page


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (None, None, "All entries"),
        (date(2026, 2, 1), None, "Entries from 1 Feb 2026 on"),
        (None, date(2026, 2, 1), "Entries up to 1 Feb 2026"),
    ],
)
def test_the_paper_says_which_entries_it_shows(
    tmp_path: Path, since: date | None, until: date | None, said: str
) -> None:
    (page,) = pages_of(tmp_path, a_register(a_row(1), since=since, until=until))
    assert said in page


def test_practice_is_marked_on_every_page(tmp_path: Path) -> None:
    rows = [a_row(number) for number in range(1, 61)]
    pages = pages_of(tmp_path, a_register(*rows, training=True))
    assert len(pages) > 1
    assert all("FACTICE" in page for page in pages)


def test_the_same_register_gives_the_same_bytes() -> None:
    paper = a_register(a_row(1), a_row(2, seller=GONE))
    assert register_pdf(paper, Words("fr")) == register_pdf(paper, Words("fr"))
