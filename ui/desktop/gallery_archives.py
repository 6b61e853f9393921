"""The gallery's scenes of the archives: what can be archived, and the archive that was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from ess_shop.domain.periods import PeriodKind
from ui.desktop.rooms.books.archives_page import ArchivesPage
from ui.desktop.rooms.books.room import BooksRoom
from ui.desktop.till import Till

Scene = tuple[str, Callable[[], object]]


def scenes(till: Till, folder: Path) -> Iterator[Scene]:
    """The page in its states; somebody who may read the books sits there, their room is open."""
    room = till.window.shown
    if not isinstance(room, BooksRoom):
        return
    pages = list(room.pages.values())
    page = next(each for each in pages if isinstance(each, ArchivesPage))
    page.presenter.choose_folder(folder)
    yield "archives", partial(room.turn, pages.index(page))
    yield "archives-written", partial(_write, page)


def _write(page: ArchivesPage) -> None:
    """The last month that is closed, if there is one."""
    page.kinds.choose(PeriodKind.MONTH)
    page.presenter.choose(PeriodKind.MONTH)
    page.keep_it()
