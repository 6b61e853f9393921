"""The tables. Registers can be edited and carry a revision; facts are appended and never changed.

Every row of a fact names the journal entry (till, entry) it is derived from. Triggers refuse UPDATE and
DELETE on facts on both engines (see the first migration).
"""

from db.tables.cash import (
    cash_moves,
    closing_counts,
    closing_means,
    closing_rates,
    closing_taxpayers,
    closings,
    session_floats,
    sessions,
)
from db.tables.goods import articles, barcodes
from db.tables.journals import events, journal, record_digests, tills
from db.tables.kinds import metadata
from db.tables.membership import identities, members, notes, sellers, terms
from db.tables.periods import period_means, period_rates, period_taxpayers, periods
from db.tables.settlement import (
    adjustments,
    approvals,
    payout_backs,
    payout_lines,
    payout_runs,
    postings,
    settlement_fees,
    settlement_purchases,
    settlement_rows,
    settlements,
)
from db.tables.shop import books, people, preferences
from db.tables.stock import police_entries, slip_lines, slips, stock_moves
from db.tables.tickets import payments, sale_line_locals, sale_lines, sale_search, sales
from db.tables.unfinished import drafts, worksheets

__all__ = [
    "FACTS",
    "REGISTERS",
    "adjustments",
    "approvals",
    "articles",
    "barcodes",
    "books",
    "cash_moves",
    "closing_counts",
    "closing_means",
    "closing_rates",
    "closing_taxpayers",
    "closings",
    "drafts",
    "events",
    "identities",
    "journal",
    "members",
    "metadata",
    "notes",
    "payments",
    "payout_backs",
    "payout_lines",
    "payout_runs",
    "people",
    "period_means",
    "period_rates",
    "period_taxpayers",
    "periods",
    "police_entries",
    "postings",
    "preferences",
    "record_digests",
    "sale_line_locals",
    "sale_lines",
    "sale_search",
    "sales",
    "sellers",
    "session_floats",
    "sessions",
    "settlement_fees",
    "settlement_purchases",
    "settlement_rows",
    "settlements",
    "slip_lines",
    "slips",
    "stock_moves",
    "terms",
    "tills",
    "worksheets",
]

FACTS = (
    sales,
    sale_lines,
    sale_search,
    sale_line_locals,
    payments,
    postings,
    stock_moves,
    slips,
    slip_lines,
    police_entries,
    sessions,
    session_floats,
    closings,
    closing_means,
    closing_rates,
    closing_counts,
    closing_taxpayers,
    cash_moves,
    adjustments,
    settlements,
    settlement_rows,
    settlement_fees,
    settlement_purchases,
    approvals,
    payout_runs,
    payout_lines,
    payout_backs,
    periods,
    period_taxpayers,
    period_rates,
    period_means,
    record_digests,
    events,
)
"""Every table that is derived from the journal; parents and children in no order that matters."""

REGISTERS = (members, identities, terms, articles, barcodes, people, notes, sellers, preferences)
"""Every table of records of which the journal holds a keyed digest."""
