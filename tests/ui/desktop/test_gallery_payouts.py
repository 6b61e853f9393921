"""The gallery's payouts: every paper is there as a picture, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from ess_shop.wording import speaking
from ui.desktop.gallery_payouts import papers


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pictures_of_what_pays_the_members(language: str, tmp_path: Path) -> None:
    assert papers(speaking(language), tmp_path) == 5
    assert sorted(path.name for path in tmp_path.glob("*.png")) == [
        "100-payouts-qr-bill-1.png",
        "100-payouts-qr-bill-2.png",
        "97-payouts-transfers-1.png",
        "98-payouts-cash-1.png",
        "99-payouts-local-1.png",
    ]
