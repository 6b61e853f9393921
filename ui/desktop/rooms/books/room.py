"""The room of the books: figures, the month, files for the accountant, and what the law asks."""

from __future__ import annotations

from collections.abc import Sequence

from ui.desktop.presenters.books import BooksPresenter
from ui.desktop.rooms.books.archives_page import ArchivesPage
from ui.desktop.rooms.books.closures_page import ClosuresPage
from ui.desktop.rooms.books.dashboard_page import DashboardPage
from ui.desktop.rooms.books.event_log_page import EventLogPage
from ui.desktop.rooms.books.exports_page import ExportsPage
from ui.desktop.rooms.books.law_page import LawPage
from ui.desktop.rooms.books.month.page import MonthPage
from ui.desktop.rooms.pages_room import Entry, PagesRoom


class BooksRoom(PagesRoom):
    """See `ui.desktop.presenters.books`."""

    name = "books"

    def __init__(self, presenter: BooksPresenter) -> None:
        said = presenter.desk.words("You are practising: these are the practice books.")
        super().__init__(presenter.desk, _groups(presenter), practising=said)


def _groups(presenter: BooksPresenter) -> Sequence[Sequence[Entry]]:
    """How the shop does; its month and its files; what the law asks."""
    words = presenter.desk.words
    figures: Sequence[Entry] = ((words("Dashboard"), lambda: DashboardPage(presenter.dashboard)),)
    month: Sequence[Entry] = (
        (words("The month"), lambda: MonthPage(presenter.month)),
        (words("Exports"), lambda: ExportsPage(presenter.exports)),
    )
    law: Sequence[Entry] = (
        (words("Closings"), lambda: ClosuresPage(presenter.closures)),
        (words("Archives"), lambda: ArchivesPage(presenter.archives)),
        (words("Event log"), lambda: EventLogPage(presenter.event_log)),
        (words("Verification"), lambda: LawPage(presenter.law)),
    )
    return tuple(group for group in (figures, month, law) if group)
