"""The room of the books: every page's presenter, put together."""

from __future__ import annotations

from ess_shop.domain.shop import Shop
from ui.desktop.presenters.archives import ArchivesPresenter
from ui.desktop.presenters.closures import ClosuresPresenter
from ui.desktop.presenters.dashboard import DashboardPresenter
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.drawing import ChartPress
from ui.desktop.presenters.event_log import EventLogPresenter
from ui.desktop.presenters.exports import ExportsPresenter
from ui.desktop.presenters.law import LawPresenter
from ui.desktop.presenters.month_path import MonthPath
from ui.desktop.presenters.papers import PapersPresenter


class BooksPresenter:
    """What the pages of the room work with."""

    def __init__(
        self,
        desk: Desk,
        shop: Shop,
        papers: PapersPresenter,
        charts: ChartPress,
        exports: ExportsPresenter,
        *,
        closures: ClosuresPresenter,
        archives: ArchivesPresenter,
        event_log: EventLogPresenter,
        law: LawPresenter,
        month: MonthPath,
    ) -> None:
        self.desk, self.shop, self.papers = desk, shop, papers
        self.dashboard = DashboardPresenter(desk, papers, charts)
        self.exports = exports
        self.closures, self.event_log, self.law = closures, event_log, law
        self.month = month
        self.archives = archives
