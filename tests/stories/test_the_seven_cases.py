"""One sale in each VAT role, to the cent: on the ticket, in the ledger, on the statement, on the invoice.

Its data says the same, and neither the European nor the French rules find anything in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from invoicing_shop import InvoicingShop
from lxml import etree
from shop_builder import MARCH, SHOP, cash, when

from db.books import create_books
from db.keys import KeyRing
from ess_shop.domain.receipt import FRANCHISE_MENTION, MARGIN_MENTION, ReceiptSettings
from ess_shop.domain.terms import CommissionBase
from ess_shop.services import settling
from ess_shop.services.receipting import receipt_of
from ess_shop.wording import speaking
from tests.drivers.invoices.keeping_rules import attached, breaches
from tests.drivers.invoices.rule_sets import EUROPEAN, FRENCH, findings
from ui.bootstrap import PaperWriter

TAG, BEFORE_TAX = CommissionBase.TAG, CommissionBase.BEFORE_TAX


@dataclass(frozen=True, slots=True)
class Case:
    """What the settlement's table says of a case; `code` is the member's, who sells in that role.

    `ticket` is its VAT: seller, rate, before tax and tax, None without any. `ledger` is how accounts stand
    once all is paid out, in cents. `invoice` is number, before tax, tax and total, None where there is none.
    """

    code: str
    ticket: tuple[str, str, int, int] | None
    mention: str
    ledger: dict[str, int]
    payout: int
    kept: int
    invoice: tuple[str, int, int, int] | None
    price: str = "120"
    vat: str = "20"
    base: CommissionBase = TAG

    @property
    def liable(self) -> bool:
        """Whether the shop is."""
        return self.code != "C1"


OWN = SHOP.name
CASES = {
    "A transparent, both liable": Case(
        "A1",
        ("Atelier A1", "20", 10_000, 2_000),
        "",
        {"commission": -3_000, "vat_collected": -600},
        8_400,
        3_600,
        ("FC-2026-00001", 3_000, 600, 3_600),
    ),
    "B transparent, member not liable": Case(
        "B1",
        None,
        FRANCHISE_MENTION,
        {"commission": -3_000, "vat_collected": -600},
        8_400,
        3_600,
        ("FC-2026-00001", 3_000, 600, 3_600),
    ),
    "C transparent, shop not liable": Case(
        "C1",
        ("Atelier C1", "20", 10_000, 2_000),
        "",
        {"commission": -3_600},
        8_400,
        3_600,
        ("FC-2026-00001", 3_600, 0, 3_600),
    ),
    "D opaque, both liable": Case(
        "D1",
        (OWN, "20", 10_000, 2_000),
        "",
        {"sales": -10_000, "vat_collected": -2_000, "purchases": 7_000, "vat_deductible": 1_400},
        8_400,
        3_600,
        ("AF-2026-D1-0001", 7_000, 1_400, 8_400),
    ),
    "E1 opaque, member not liable": Case(
        "E.1",
        (OWN, "20", 10_000, 2_000),
        "",
        {"sales": -10_000, "vat_collected": -2_000, "purchases": 8_400},
        8_400,
        3_600,
        ("AF-2026-E/1-0001", 8_400, 0, 8_400),
    ),
    "F opaque, second-hand": Case(
        "F1",
        None,
        MARGIN_MENTION,
        {"sales": -11_400, "vat_collected": -600, "purchases": 8_400},
        8_400,
        3_600,
        None,
    ),
    "a book, of the tag price": Case(
        "A1",
        ("Atelier A1", "5.5", 10_000, 550),
        "",
        {"commission": -2_638, "vat_collected": -527},
        7_385,
        3_165,
        ("FC-2026-00001", 2_638, 527, 3_165),
        "105.50",
        "5.5",
    ),
    "a book, of the price before tax": Case(
        "A1",
        ("Atelier A1", "5.5", 10_000, 550),
        "",
        {"commission": -3_000, "vat_collected": -600},
        6_950,
        3_600,
        ("FC-2026-00001", 3_000, 600, 3_600),
        "105.50",
        "5.5",
        BEFORE_TAX,
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_to_the_cent(case: Case, tmp_path: Path) -> None:
    books = create_books(
        str(tmp_path / "shop.db"), SHOP, at="2026-03-01T08:00:00+01:00", keys=KeyRing(tmp_path / "keys")
    )
    shop = InvoicingShop(books)
    shop.shop_known(liable=case.liable)
    member = shop.joins(case.code, base=case.base)
    goods = shop.goods(member, case.price, vat=case.vat)

    shop.open(when(3))
    sold = shop.sell(goods, cash(case.price))
    shop.close()
    with books.read() as read:
        receipt = receipt_of(read, sold, ReceiptSettings())
    told = [
        (each.seller, f"{each.rate.as_percent:f}", each.before_tax.minor, each.tax.minor)
        for each in receipt.vat
    ]
    assert told == ([case.ticket] if case.ticket else [])
    assert not case.mention or case.mention in {each.sentence for each in receipt.mentions}

    settled = shop.settle(MARCH)
    taken = receipt.total.minor
    ends = {(name, "EUR"): minor for name, minor in case.ledger.items()}
    assert shop.balances() == {**ends, ("cash", "EUR"): taken, ("bank", "EUR"): -case.payout}
    with books.read() as read:
        (statement,) = settling.statements(read, settled)
    (row,) = statement.rows
    assert (row.paid.minor, row.gross.minor, row.gross.minor - row.share.minor) == (
        case.payout,
        taken,
        case.kept,
    )

    made = shop.invoiced(MARCH)
    assert list(made) == ([case.invoice[0]] if case.invoice else [])
    if case.invoice:
        check_invoice(shop, case.invoice, tmp_path / "invoice.pdf")
    assert shop.defects() == []
    books.close()


def check_invoice(shop: InvoicingShop, wanted: tuple[str, int, int, int], path: Path) -> None:
    """The invoice as a value, as a paper and as data; they say the same."""
    number, net, tax, total = wanted
    made = shop.invoiced(MARCH)[number].invoice
    assert made is not None
    assert (made.before_tax.minor, made.tax.minor, made.total.minor) == (net, tax, total)
    PaperWriter(speaking("fr")).invoice(path, made)
    content = path.read_bytes()
    assert breaches(content) == []
    data = attached(content)
    assert data is not None
    assert findings(data, EUROPEAN) == []
    assert findings(data, FRENCH) == []
    sums = etree.fromstring(data).find(".//{*}SpecifiedTradeSettlementHeaderMonetarySummation")
    assert sums is not None
    told = [
        sums.findtext(f"{{*}}{name}")
        for name in ("TaxBasisTotalAmount", "TaxTotalAmount", "GrandTotalAmount")
    ]
    assert told == [f"{minor / 100:.2f}" for minor in (net, tax, total)]
