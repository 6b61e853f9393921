"""The consignment desk: every page's presenter, put together."""

from __future__ import annotations

from ess_shop.domain.post import Post
from ess_shop.domain.shop import Shop
from ui.desktop.presenters.corrections import CorrectionsPresenter
from ui.desktop.presenters.deposit import DepositPresenter
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.expiring import ExpiringPresenter
from ui.desktop.presenters.finding import FindingPresenter
from ui.desktop.presenters.going_out import GoingOutPresenter
from ui.desktop.presenters.labels import LabelsPresenter
from ui.desktop.presenters.list_files import ListFiles
from ui.desktop.presenters.papers import PapersPresenter
from ui.desktop.presenters.police import PolicePresenter
from ui.desktop.presenters.receipts import Press
from ui.desktop.presenters.requests import RequestsPresenter
from ui.desktop.presenters.slips import SlipsPresenter
from ui.desktop.presenters.stocktaking import StocktakingPresenter
from ui.desktop.presenters.taking_list import ListPresenter


class GoodsPresenter:
    """What the pages of the room work with."""

    def __init__(
        self,
        desk: Desk,
        shop: Shop,
        press: Press,
        papers: PapersPresenter,
        *,
        labels: LabelsPresenter,
        files: ListFiles,
        post: Post,
        finding: FindingPresenter,
    ) -> None:
        self.desk, self.shop, self.press, self.papers = desk, shop, press, papers
        self.requests = RequestsPresenter(desk)
        self.out = GoingOutPresenter(desk, shop)
        self.requests.prepared.connect(self.out.prepare)
        self.expiring = ExpiringPresenter(desk, shop, papers, post)
        self.slips = SlipsPresenter(desk, papers)
        self.corrections = CorrectionsPresenter(desk, shop, finding)
        self.stocktaking = StocktakingPresenter(desk, shop, papers)
        self.police = PolicePresenter(desk, papers)
        self.deposit = DepositPresenter(desk, shop, press)
        self.labels, self.list = labels, ListPresenter(desk, files)
        self.list.written.connect(papers.made.ring)
