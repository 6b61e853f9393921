"""A program of its own that sells one piece after the other and says each number once it is kept."""

from __future__ import annotations

import argparse
import resource
import signal
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from db.books import open_books
from db.keys import KeyRing
from ess_shop.domain.basket import Tender
from ess_shop.domain.ids import new_id
from ess_shop.domain.sale import Means
from ess_shop.errors import StorageTrouble
from ess_shop.services.composing import Asked
from ess_shop.services.selling import SaleRequest, sell


def main() -> int:
    """Sell; 3 if the store made trouble, after saying which."""
    parser = argparse.ArgumentParser()
    parser.add_argument("place")
    parser.add_argument("keys", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--largest", type=int, default=0)
    given = parser.parse_args()
    books = open_books(given.place, keys=KeyRing(given.keys))
    with books.read() as read:
        article = read.articles()[0]
    if given.largest:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (given.largest, given.largest))
    try:
        for _ in range(given.count):
            at = datetime.now(ZoneInfo("Europe/Paris"))
            asked = (Asked(article.id),)
            tenders = (Tender(Means.CASH, article.price),)
            print(sell(books, SaleRequest(new_id(), "C1", at, asked, tenders)).ticket, flush=True)
    except StorageTrouble as trouble:
        print(trouble.code, flush=True)
        return 3
    finally:
        books.engine.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
