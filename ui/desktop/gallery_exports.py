"""The gallery's scenes of the exports: every kind of file chosen, one written, the folder chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from ess_shop.domain.exports import What
from ui.desktop.gallery_sheets import pictured
from ui.desktop.rooms.books.exports_page import ExportsPage
from ui.desktop.rooms.books.room import BooksRoom
from ui.desktop.till import Till

Scene = tuple[str, Callable[[], object]]


def scenes(till: Till, folder: Path) -> Iterator[Scene]:
    """The page in its states; somebody who may read the books sits there, their room is open."""
    room = till.window.shown
    if not isinstance(room, BooksRoom):
        return
    pages = list(room.pages.values())
    page = next(each for each in pages if isinstance(each, ExportsPage))
    page.presenter.choose_folder(folder)
    yield "exports", partial(room.turn, pages.index(page))
    yield "exports-entries", partial(_choose, page, What.ENTRIES)
    yield "exports-report", partial(_choose, page, What.E_REPORT)
    yield "exports-balance", partial(_choose, page, What.BALANCE)
    yield "exports-written", partial(_write, page)
    yield "exports-members", partial(_members, page)
    yield "exports-folder", page.pick
    page.show_main()
    _choose(page, What.FEC)


def _choose(page: ExportsPage, what: What) -> None:
    page.what.choose(what)
    page.presenter.choose(what)


def papers(written: Path, folder: Path) -> int:
    """The balance and the first member's days that the scenes wrote; returns how many pictures there are."""
    found = sorted(written.glob("*.pdf"), key=lambda pdf: ("balance" not in pdf.stem, pdf.stem))
    return sum(
        pictured(pdf, folder, f"94-{name}")
        for name, pdf in zip(("balance", "member-days"), found, strict=False)
    )


def _members(page: ExportsPage) -> None:
    """This month's days of members who are liable."""
    _choose(page, What.MEMBER_DAYS)
    page.presenter.later()
    page.keep_it()


def _write(page: ExportsPage) -> None:
    """Back to a period of which there is something, and then the file of it."""
    page.presenter.choose_length("year")
    page.keep_it()
