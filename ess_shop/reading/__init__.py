"""Frozen rows that screens, papers and the command line show, and the Protocol that reads them."""

from ess_shop.reading.accounts import AdjustmentRow, Held, KeptRow, Owed, PayoutRow, StatementRow
from ess_shop.reading.articles import PriceTag
from ess_shop.reading.books import Reading
from ess_shop.reading.counts import ShelfRow, SoldPieces
from ess_shop.reading.figures import AccountBalance, SalesRow, StockRow, VatRow
from ess_shop.reading.members import DirectoryRow, MemberFile
from ess_shop.reading.sales import RecordedSale, Returned, SaleQuery, SaleRow, recorded_sale, ticket_number
from ess_shop.reading.settlement import Approval, SettledMonth, Statement, StatementLine
from ess_shop.reading.slips import RecordedSlip, SlipQuery, SlipRow, recorded_slip
from ess_shop.reading.stock import GoodsRow, StockMove
from ess_shop.reading.unfinished import KeptDraft, Worksheet

__all__ = [
    "AccountBalance",
    "AdjustmentRow",
    "Approval",
    "DirectoryRow",
    "GoodsRow",
    "Held",
    "KeptDraft",
    "KeptRow",
    "MemberFile",
    "Owed",
    "PayoutRow",
    "PriceTag",
    "Reading",
    "RecordedSale",
    "RecordedSlip",
    "Returned",
    "SaleQuery",
    "SaleRow",
    "SalesRow",
    "SettledMonth",
    "ShelfRow",
    "SlipQuery",
    "SlipRow",
    "SoldPieces",
    "Statement",
    "StatementLine",
    "StatementRow",
    "StockMove",
    "StockRow",
    "VatRow",
    "Worksheet",
    "recorded_sale",
    "recorded_slip",
    "ticket_number",
]
