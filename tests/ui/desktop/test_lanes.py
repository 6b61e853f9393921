"""The lane's answers: whoever asked hears of everything that went wrong, and nothing waits for ever."""

from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from ess_shop.errors import Refused, ShopError
from ui.desktop.lanes import QtLane


def test_who_asked_hears_of_a_refusal_and_of_a_fault_of_ours(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashes: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _wrong, _trace: crashes.append(kind))
    told: list[str] = []
    lane = QtLane("test", lambda wrong: told.append(f"banner: {wrong.code}"))

    def refuse() -> None:
        raise Refused("bad_amount", "No.")

    def hear(wrong: ShopError) -> None:
        told.append(wrong.code)

    lane.run(refuse, told.append)
    lane.run(lambda: 1 // 0, told.append, hear)
    lane.run(lambda: "done", told.append)
    qtbot.waitUntil(lambda: not lane.busy)
    assert told == ["banner: bad_amount", "defect", "done"]
    assert crashes == [ZeroDivisionError]
    assert lane.close()
