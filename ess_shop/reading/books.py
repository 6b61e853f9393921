"""Everything that can be asked of the books, room by room put together."""

from __future__ import annotations

from typing import Protocol

from ess_shop.reading.accounts import ReadingAccounts
from ess_shop.reading.archive import ReadingArchive
from ess_shop.reading.articles import ReadingArticles
from ess_shop.reading.counts import ReadingCounts
from ess_shop.reading.figures import ReadingFigures
from ess_shop.reading.ledger import ReadingLedger
from ess_shop.reading.log import ReadingLog
from ess_shop.reading.members import ReadingMembers
from ess_shop.reading.news import ReadingNews
from ess_shop.reading.periods import ReadingPeriods
from ess_shop.reading.police import ReadingPolice
from ess_shop.reading.sales import ReadingSales
from ess_shop.reading.settlement import ReadingSettlement
from ess_shop.reading.shop import ReadingShop
from ess_shop.reading.slips import ReadingSlips
from ess_shop.reading.stock import ReadingStock
from ess_shop.reading.takings import ReadingTakings
from ess_shop.reading.tills import ReadingTills
from ess_shop.reading.unfinished import ReadingUnfinished


class Reading(
    ReadingShop,
    ReadingMembers,
    ReadingAccounts,
    ReadingArticles,
    ReadingStock,
    ReadingSlips,
    ReadingSales,
    ReadingUnfinished,
    ReadingTills,
    ReadingSettlement,
    ReadingPeriods,
    ReadingLog,
    ReadingNews,
    ReadingCounts,
    ReadingPolice,
    ReadingFigures,
    ReadingLedger,
    ReadingTakings,
    ReadingArchive,
    Protocol,
):
    """What can be asked of the books without changing them."""
