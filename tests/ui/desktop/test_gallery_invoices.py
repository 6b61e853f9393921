"""The gallery's invoices are real ones: a picture of each page, and data in which no rule finds anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from ess_shop.wording import speaking
from tests.drivers.invoices.keeping_rules import attached, breaches
from tests.drivers.invoices.rule_sets import EUROPEAN, FRENCH, findings
from ui.desktop.gallery_invoices import papers


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pictures_of_real_invoices(language: str, tmp_path: Path) -> None:
    assert papers(speaking(language), tmp_path) == 4
    assert len(list(tmp_path.glob("*.png"))) == 4
    for pdf in tmp_path.glob("*.pdf"):
        content = pdf.read_bytes()
        data = attached(content)
        assert data is not None
        assert breaches(content) == findings(data, EUROPEAN) == findings(data, FRENCH) == []
