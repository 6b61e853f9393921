"""Labels on the receipt printer, on both papers, printed by our strict renderer and scanned."""

from __future__ import annotations

from pathlib import Path

import pytest
from label_data import OWN, PAGE, Seen, label, read_codes

from drivers.labels.receipt_roll import roll_job
from drivers.receipts.renderer import Rendered, render
from ess_shop.domain.currencies import CHF
from ess_shop.domain.labels import LONGEST_ADDRESS
from ess_shop.wording import speaking

FR = speaking("fr")
COLUMNS = {58: 32, 80: 48}
papers = pytest.mark.parametrize("width_mm", COLUMNS)


def seen(printed: Rendered, folder: Path) -> set[Seen]:
    path = folder / "roll.png"
    path.write_bytes(printed.png)
    return set(read_codes(path))


@papers
def test_labels_are_read_back_and_cut_apart(width_mm: int, tmp_path: Path) -> None:
    printed = render(roll_job([label(1), label(2)], FR, width_mm=width_mm), width_mm)
    assert seen(printed, tmp_path) == {Seen("EAN-13", OWN.barcode(1)), Seen("EAN-13", OWN.barcode(2))}
    assert printed.events.count("cut") == 2
    for part in ("Miel de tilleul, pot 1", "Les Ruchers du Semnoz · Annecy", "Nos abeilles", "12,50 €"):
        assert part in printed.text
    assert f"{OWN.barcode(2)[0]} {OWN.barcode(2)[1:7]} {OWN.barcode(2)[7:]}" in printed.text


@papers
def test_uncut_labels_hang_together_in_one_strip(width_mm: int) -> None:
    printed = render(roll_job([label(1), label(2)], FR, width_mm=width_mm, cut=False), width_mm)
    assert printed.events.count("cut") == 1
    assert "─" * COLUMNS[width_mm] in printed.text


@papers
@pytest.mark.parametrize("address", [PAGE, PAGE + "x" * (LONGEST_ADDRESS - len(PAGE))])
def test_the_qr_code_is_read_back_however_long(width_mm: int, address: str, tmp_path: Path) -> None:
    printed = render(roll_job([label(address=address)], FR, width_mm=width_mm), width_mm)
    assert Seen("QR-Code", address) in seen(printed, tmp_path)


@papers
def test_long_names_end_in_dots_and_steer_nothing(width_mm: int) -> None:
    hostile = label(text="Écharpe " * 125, member="Coopérative " * 20, price=CHF.parse("1000000"))
    printed = render(roll_job([hostile], FR, width_mm=width_mm), width_mm)
    lines = printed.text.splitlines()
    assert all(len(line) <= COLUMNS[width_mm] for line in lines)
    assert sum(line.endswith("...") for line in lines) == {58: 3, 80: 2}[width_mm]
    assert any("1 000 000,00 CHF" in line for line in lines)
    assert "Annecy" in printed.text
    assert not [event for event in printed.events if event.startswith("drawer")]


def test_second_hand_is_said_and_no_price_is_no_line() -> None:
    printed = render(roll_job([label(second_hand=True, price=None)], FR))
    assert "Occasion" in printed.text
    assert "€" not in printed.text


def test_no_labels_are_no_job() -> None:
    with pytest.raises(ValueError, match="without labels"):
        roll_job([], FR)
