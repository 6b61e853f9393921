"""A till that is killed: rings something up in the real window, says so, and waits for its end."""

from __future__ import annotations

import sys
import time
from pathlib import Path

HERE = Path(__file__).parent.parent
sys.path += [str(HERE / "services"), str(HERE / "ui" / "desktop")]


def main(place: str, keys: str, how: str) -> None:
    from PySide6.QtWidgets import QApplication
    from shop_builder import ShopBuilder, barcode, when
    from till_at_work import TillAtWork

    from db.books import open_books
    from db.keys import KeyRing
    from ess_shop.domain.sale import Means
    from ui.desktop.presenters import panels

    application = QApplication([])
    books = open_books(place, keys=KeyRing(Path(keys)))
    till = TillAtWork(ShopBuilder(books, when(2, hour=11)), threads=True)
    till.to_sale()
    till.scan(barcode(1))
    till.scan(barcode(2))
    if how == "sold":
        till.till.selling.open(panels.PAY)
        till.till.sale.paying.tender(Means.CARD)
        till.till.sale.paying.validate()
        till.settle()
    print(how.upper(), flush=True)
    time.sleep(60)
    application.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])
