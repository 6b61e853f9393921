"""The printer that is a folder: every paper is a PDF that a person can open, read and copy from."""

from __future__ import annotations

from pathlib import Path

import pytest
from printer_stories import empty, started
from pypdf import PdfReader

from drivers.printing import file
from drivers.printing.file import ScreenTransport, papers
from drivers.printing.marking import marked
from drivers.printing.troubles import MARK
from drivers.receipts.slips import test_job as page_job
from ess_shop.domain.receipt_printer import PrinterKind, PrinterSettings, PrintJob
from ess_shop.wording import speaking

WORDS = speaking("fr")


def read(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


@pytest.mark.parametrize("width", [58, 80])
def test_a_paper_can_be_opened_and_read(width: int, tmp_path: Path) -> None:
    shown = tmp_path / "shown"
    settings = PrinterSettings(PrinterKind.SCREEN, str(shown), width_mm=width)
    printer = started(settings, tmp_path / "queue")
    printer.submit(PrintJob("a", "Essai", page_job(WORDS, width_mm=width)))
    empty(printer)
    printer.close()
    (paper,) = papers(shown)
    assert "€" in read(paper)
    side = PdfReader(paper).pages[0].mediabox.width
    assert abs(float(side) - width / 25.4 * 72) < 1


def test_a_paper_that_may_be_there_already_says_so(tmp_path: Path) -> None:
    screen = ScreenTransport(tmp_path)
    screen.send(marked(page_job(WORDS, width_mm=80)))
    (paper,) = papers(tmp_path)
    assert MARK.split()[0] in read(paper)


def test_old_papers_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "KEPT", 3)
    screen = ScreenTransport(tmp_path)
    for _ in range(5):
        screen.send(page_job(WORDS, width_mm=80))
    assert [path.stem for path in papers(tmp_path)] == ["000003", "000004", "000005"]
