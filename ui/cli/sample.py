"""The sample: throwaway books on which the sample is imported, rung up, settled and proved."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from ess_shop.domain.ids import new_id
from ess_shop.domain.settlement import Month
from ess_shop.services import paying, settling
from ess_shop.services.founding import founded
from ess_shop.services.importing_articles import import_articles
from ess_shop.services.importing_members import import_members
from ess_shop.services.publishing import publish
from ess_shop.services.replaying import replay
from ui import bootstrap
from ui.cli.settling import show_month, sums
from ui.cli.speaking import progress, say, words

SAMPLE = Path(__file__).parent.parent / "sample"
MONTH = Month(2010, 12)
IBAN = "FR7630006000011234567890189"
"""The example that the French banks publish; nobody's account."""


def play(out: Path | None) -> dict[str, Any]:
    """Play the sample month; returns its figures. The books and their key lie beside the papers."""
    folder = out or Path(tempfile.mkdtemp(prefix="boutique-commune-"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["ESS_SHOP_KEYS"] = str(folder / "keys")
    shop = founded(
        name="Boutique commune (démo)",
        currency="EUR",
        vat_liable=True,
        local_currencies=("LOC",),
        iban=IBAN,
        street="1 place du Marché",
        postcode="74000",
        town="Annecy",
    )
    books_file = bootstrap.free_name(folder / "demo.db")
    with bootstrap.new_books(str(books_file), shop) as books:
        at = bootstrap.now(shop.timezone)
        members = import_members(books, bootstrap.table(SAMPLE / "members.csv"), at=at)
        articles = import_articles(books, bootstrap.table(SAMPLE / "articles.csv"), at=at)
        sales, payments = (bootstrap.table(SAMPLE / name) for name in ("sales.csv.gz", "payments.csv"))
        with progress("Ringing up") as show:
            rung = replay(books, sales, payments, till="C1", progress=show)
        settling.approve(books, id=new_id(), at=at, month=MONTH)
        with books.read() as read, progress("Writing the papers") as show:
            settled = settling.preview(read, MONTH)
            published = publish(read, settled, folder, bootstrap.PaperWriter(words), show)
        paying.pay(books, id=new_id(), at=at, month=MONTH)
        defects = list(books.defects())
    say("{count} members, {articles} articles imported.", count=members.added, articles=articles.added)
    say(
        "{tickets} tickets, {lines} lines, {gross}.",
        tickets=words.number(rung.tickets),
        lines=words.number(rung.lines),
        gross=shop.money(rung.gross),
    )
    show_month(settled, folder)
    say("The books are in {path}.", path=books_file)
    say("The books are clean." if not defects else "The books have defects.")
    return {
        "tickets": rung.tickets,
        "lines": rung.lines,
        "statements": published.statements,
        "due": {code: str(total["balance"].decimal()) for code, total in sums(settled).items()},
        "folder": str(folder),
        "defects": len(defects),
    }
