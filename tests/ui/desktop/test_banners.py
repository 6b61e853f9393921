"""Banners leave the room its place: fewer at once in a low window or with large letters, none forgotten."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFrame, QLabel
from shop_builder import ShopBuilder
from till_at_work import TillAtWork

from db.books import SqlBooks
from ui.desktop.presenters.notices import Step, Tone
from ui.desktop.shell.banners import Banners


@pytest.mark.parametrize(
    ("size", "percent", "shown"),
    [((1280, 800), 100, 3), ((1000, 640), 100, 1), ((1024, 768), 200, 1), ((3840, 2160), 200, 3)],
)
def test_as_many_as_there_is_place_for(
    qapp: object, sqlite_books: SqlBooks, size: tuple[int, int], percent: int, shown: int
) -> None:
    at_work = TillAtWork(ShopBuilder(sqlite_books), percent=percent)
    at_work.window.resize(*size)
    notices = at_work.till.desk.notices
    for number in range(4):
        notices.tell(f"topic {number}", f"Phrase {number}.", Tone.WARNING, Step("Bien", lambda: None))
    at_work.settle()
    banners = at_work.window.findChild(Banners)
    assert banners is not None

    def seen() -> list[str]:
        frames = [frame for frame in banners.findChildren(QFrame) if frame.property("banner")]
        return [frame.accessibleName() for frame in frames if frame.isVisible()]

    assert seen() == [f"Phrase {number}." for number in range(4 - shown, 4)]
    assert f"+{4 - shown}" in [said.text() for said in banners.findChildren(QLabel)]
    notices.withdraw("topic 3")
    at_work.settle()
    assert "Phrase 2." in seen()
    at_work.close()
