"""The room of the consignment desk: goods in, labels, goods out, what is counted and put right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ui.desktop.presenters.goods import GoodsPresenter
from ui.desktop.rooms.goods.corrections_page import CorrectionsPage
from ui.desktop.rooms.goods.deposit_page import DepositPage
from ui.desktop.rooms.goods.expiring_page import ExpiringPage
from ui.desktop.rooms.goods.labels_page import LabelsPage
from ui.desktop.rooms.goods.list_page import ListPage
from ui.desktop.rooms.goods.out_page import OutPage
from ui.desktop.rooms.goods.police_page import PolicePage
from ui.desktop.rooms.goods.requests_page import RequestsPage
from ui.desktop.rooms.goods.slips_page import SlipsPage
from ui.desktop.rooms.goods.stocktake_page import StocktakePage
from ui.desktop.rooms.pages_room import Entry, PagesRoom


class GoodsRoom(PagesRoom):
    """See `ui.desktop.presenters.goods`."""

    name = "goods"

    def __init__(self, presenter: GoodsPresenter) -> None:
        words = presenter.desk.words
        said = words("You are practising: what you take in or hand out here is forgotten.")
        slips = partial(self.turn_to, words("Slips"))
        super().__init__(presenter.desk, _groups(presenter, slips), practising=said)
        presenter.requests.prepared.connect(lambda _request: self.turn_to(words("Goods out")))
        presenter.labels.asked.connect(lambda: self.turn_to(words("Labels")))


def _groups(presenter: GoodsPresenter, slips: Callable[[], object]) -> Sequence[Sequence[Entry]]:
    """Goods in; goods out; putting right. `slips` opens the list of slips."""
    words = presenter.desk.words
    coming: Sequence[Entry] = (
        (words("Deposit"), lambda: _deposit(presenter)),
        (words("From a list"), lambda: _list(presenter)),
        (words("Labels"), lambda: LabelsPage(presenter.labels)),
    )
    going: Sequence[Entry] = (
        (words("Goods out"), lambda: _out(presenter)),
        (words("Time is over"), lambda: ExpiringPage(presenter.expiring)),
        (words("Stocktake"), lambda: StocktakePage(presenter.stocktaking, slips)),
        (words("Requests of members"), lambda: RequestsPage(presenter.requests)),
    )
    right: Sequence[Entry] = (
        (
            words("Corrections"),
            lambda: CorrectionsPage(presenter.corrections, presenter.shop, presenter.labels, slips),
        ),
        (words("Slips"), lambda: SlipsPage(presenter.slips)),
        (words("Police register"), lambda: PolicePage(presenter.police)),
    )
    return (coming, going, right)


def _out(presenter: GoodsPresenter) -> OutPage:
    words, papers = presenter.desk.words, presenter.papers
    return OutPage(
        presenter.out,
        (
            (words("Print the slip"), "F10", lambda slip: papers.slip_roll(slip.number)),
            (words("Slip on a sheet"), "F11", lambda slip: papers.slip_a4(slip.number)),
        ),
    )


def _deposit(presenter: GoodsPresenter) -> DepositPage:
    words, papers = presenter.desk.words, presenter.papers
    return DepositPage(
        presenter.deposit,
        presenter.press,
        (
            (words("Print the slip"), "F10", lambda slip: papers.slip_roll(slip.number)),
            (words("Slip on a sheet"), "F11", lambda slip: papers.slip_a4(slip.number)),
            (words("Its labels"), "F12", lambda _slip: presenter.deposit.labels(presenter.labels.ask)),
        ),
    )


def _list(presenter: GoodsPresenter) -> ListPage:
    words, papers, taking = presenter.desk.words, presenter.papers, presenter.list
    return ListPage(
        taking,
        (
            (words("Print the slip"), "F10", lambda slip: papers.slip_roll(slip.number)),
            (words("Slip on a sheet"), "F11", lambda slip: papers.slip_a4(slip.number)),
            (words("Its labels"), "F12", lambda _slip: presenter.labels.ask(taking.labels)),
        ),
    )
