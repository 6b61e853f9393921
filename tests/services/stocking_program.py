"""A program of its own that takes one piece in after the other and says each number once it is kept."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from db.books import open_books
from db.keys import KeyRing
from ess_shop.domain.ids import new_id
from ess_shop.services.depositing import take_in
from ess_shop.services.stocking import Moved, SlipRequest


def main() -> None:
    """Take pieces in: place, folder of keys, how many times."""
    place, keys, count = sys.argv[1:]
    books = open_books(place, keys=KeyRing(Path(keys)))
    with books.read() as read:
        (article,) = read.articles()
    print("begun", flush=True)
    for _ in range(int(count)):
        at = datetime(2026, 3, 9, 10, tzinfo=ZoneInfo("Europe/Paris"))
        goods = (Moved(article.id, 1),)
        print(take_in(books, SlipRequest(new_id(), at, article.member_id, goods)).number, flush=True)
    books.engine.dispose()


main()
