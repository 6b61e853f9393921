"""The line at the top: what is true of till, person, session, network, printer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtNetwork import QNetworkInformation
from shop_builder import ShopBuilder, when
from till_at_work import TillAtWork

from db.books import SqlBooks
from ess_shop.domain.receipt_printer import PrinterState, Wire
from ess_shop.errors import DeviceTrouble
from ui.desktop.presenters.status import Status
from ui.desktop.shell.network import Network


@pytest.fixture
def till(qapp: object, sqlite_books: SqlBooks) -> Iterator[TillAtWork]:
    shop = ShopBuilder(sqlite_books)
    shop.open(when(2))
    at_work = TillAtWork(shop)
    yield at_work
    at_work.close()


def status(till: TillAtWork) -> Status:
    return till.till.status.status()


def test_it_says_who_and_where(till: TillAtWork) -> None:
    said = status(till)
    assert (said.till, said.person, said.training) == ("Caisse C1", "Lise Martin", "")
    assert said.session == f"Ouverte pour le {till.words.day(when(2).date())}"
    till.till.desk.sit(None)
    assert status(till).person == "Personne"


def test_a_lost_network_is_said_and_a_found_one_again(till: TillAtWork) -> None:
    assert (status(till).network, status(till).network_well) == ("", True)
    till.till.status.network(False)
    assert (status(till).network, status(till).network_well) == (
        "Pas de réseau\N{NO-BREAK SPACE}: la vente continue",
        False,
    )
    till.till.status.network(True)
    assert (status(till).network, status(till).network_well) == ("Connecté", True)


def test_a_printer_that_wants_paper_is_said(till: TillAtWork) -> None:
    trouble = DeviceTrouble("paper_out", "The printer {printer} has no paper.", printer="x")
    till.till.printing.hear(PrinterState(Wire.PAPER_OUT, 2, trouble=trouble))
    assert (status(till).printer, status(till).printer_well) == ("2 papiers attendent", False)
    till.till.printing.hear(PrinterState(Wire.READY, 0))
    assert status(till).printer_well


def test_the_system_tells_of_its_network(qapp: object) -> None:
    told: list[bool] = []
    network = Network(told.append)
    reach = QNetworkInformation.Reachability
    told.clear()
    for reachability in (reach.Disconnected, reach.Unknown, reach.Site, reach.Online):
        network._changed(reachability)
    assert told == [False, True, True]
