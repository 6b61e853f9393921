"""Where a demo shop is made: a folder of its own, with its books and their key."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import date
from pathlib import Path

from ess_shop.ports import Progress, unheard
from ui import bootstrap
from ui.demo.goods import demo_shop
from ui.demo.shop import fill


def prepared(out: Path | None, progress: Progress = unheard, *, today: date | None = None) -> str:
    """Fill a demo shop in a folder (a new one by default, gone again if it fails); returns its books' place.

    Its signing key lies beside the books, for this process only: nobody's own keys are touched.
    """
    folder = out or Path(tempfile.mkdtemp(prefix="boutique-commune-"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["ESS_SHOP_KEYS"] = str(folder / "keys")
    shop = demo_shop()
    place = str(bootstrap.free_name(folder / "demo.db"))
    try:
        with bootstrap.new_books(place, shop) as books:
            fill(books, today or bootstrap.now(shop.timezone).date(), progress=progress)
    except BaseException:
        if out is None:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return place
