"""Receipts as values: settings that are kept as plain data."""

from __future__ import annotations

import json

import pytest

from ess_shop.domain.receipt import ReceiptSettings, plain_settings, receipt_settings
from ess_shop.errors import Refused


def test_settings_come_back_from_json_as_they_were() -> None:
    settings = ReceiptSettings(("Ouvert le samedi",), ("Merci !", ""), "/logo.png", "Un réseau", False)
    assert receipt_settings(json.loads(json.dumps(plain_settings(settings)))) == settings


def test_what_was_never_set_has_its_default() -> None:
    assert receipt_settings(None) == receipt_settings({}) == ReceiptSettings()
    assert receipt_settings({"about": "x", "from_a_newer_version": 1}) == ReceiptSettings(about="x")


@pytest.mark.parametrize(
    "plain",
    [
        [],
        "x",
        {"lines_above": "one text"},
        {"lines_below": [1]},
        {"about": None},
        {"about": "x" * 201},
        {"show_members": "yes"},
    ],
)
def test_data_that_make_no_sense_are_refused(plain: object) -> None:
    with pytest.raises(Refused, match="set it again"):
        receipt_settings(plain)
