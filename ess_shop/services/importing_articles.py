"""Importing articles from a file: checked whole, then written whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from ess_shop.domain.articles import Article, checked_text
from ess_shop.domain.ids import new_id
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import MOST_LINES, SlipKind
from ess_shop.domain.source import Checker, SourceRow, SourceTable
from ess_shop.ports import Books, Work
from ess_shop.services import cells
from ess_shop.services.registering import put_articles
from ess_shop.services.stocking import Moved, SlipRequest, draw_up, record
from ess_shop.services.timekeeping import iso, keep_order

ARTICLE_COLUMNS = ("code", "barcode", "label", "member", "price", "vat_percent", "quantity")
Read = tuple[SourceRow, tuple[Article, int] | None]


def import_articles(books: Books, table: SourceTable, *, at: datetime) -> cells.ImportReport:
    """Add and update articles; BadFile lists every problem and then nothing was written.

    The quantity of a new article is its first deposit, on a slip per member; importing it again deposits
    nothing.
    """
    check = Checker(table.name)
    check.require_columns(table, ARTICLE_COLUMNS)
    with books.work() as work:
        state = work.state(OFFICE)
        known = {article.code: article for article in work.read.articles()}
        owners = {member.code: member.id for member in work.read.members()}
        lines = cells.unique_rows(check, table, cells.article_code)
        read = [
            (row, _article(check, row, work.shop, owners, known.get(code))) for code, row in lines.items()
        ]
        _check_barcodes(check, read, known.values())
        _check_owners(check, work, read, known)
        check.finish()
        given = [each for _, each in read if each is not None]
        articles = [article for article, _ in given]
        changed = [article for article in articles if _differs(article, known.get(article.code))]
        deposits = [each for each in given if each[0].code not in known and each[1]]
        if changed:
            put_articles(work, changed)
            keep_order(work, state, at)
            work.enter_registers(new_id(), iso(at))
            _take_in(work, deposits, at)
            work.commit()
    added = sum(article.code not in known for article in articles)
    return cells.ImportReport(
        added, len(changed) - added, len(articles) - len(changed), sum(pieces for _, pieces in deposits)
    )


def _take_in(work: Work, deposits: Sequence[tuple[Article, int]], at: datetime) -> None:
    """A deposit slip per member, in the order of the file; several for a member with very many articles."""
    by_member: defaultdict[str, list[tuple[Article, int]]] = defaultdict(list)
    for article, quantity in deposits:
        by_member[article.member_id].append((article, quantity))
    for member_id, theirs in by_member.items():
        for start in range(0, len(theirs), MOST_LINES):
            some = theirs[start : start + MOST_LINES]
            goods = tuple(Moved(article.id, quantity) for article, quantity in some)
            request = SlipRequest(new_id(), at, member_id, goods)
            slip = draw_up(work, SlipKind.DEPOSIT, request, [article for article, _ in some])
            record(work, request, slip)


def _article(
    check: Checker, row: SourceRow, shop: Shop, owners: Mapping[str, str], known: Article | None
) -> tuple[Article, int] | None:
    before = len(check.problems)
    label = check.cell(row, "label", checked_text, "“{value}” is no label.")
    barcodes = check.cell(row, "barcode", cells.barcodes, "The barcode {value} is wrong: check its digits.")
    price = check.cell(row, "price", cells.price(shop), "{value} is no price.")
    vat = check.cell(row, "vat_percent", cells.vat_rate, "{value} % is no VAT rate.")
    quantity = check.cell(row, "quantity", cells.quantity, "{value} is no quantity.")
    owner = owners.get(row.cells["member"])
    if owner is None:
        check.add(row.line, "There is no member {value}.", value=row.cells["member"])
    maker = check.cell(row, "maker", cells.optional(checked_text), "“{value}” is no maker.")
    category = check.cell(row, "category", cells.optional(checked_text), "“{value}” is no category.")
    if len(check.problems) > before or owner is None or price is None or vat is None:
        return None
    article = Article(
        id=known.id if known else new_id(),
        code=row.cells["code"],
        label=label or "",
        member_id=owner,
        price=price,
        vat=vat,
        barcodes=barcodes or (),
        maker=maker or "",
        category=category or "",
        picture=known.picture if known else "",
        unique=known.unique if known else False,
        revision=known.revision + 1 if known else 1,
    )
    return article, quantity or 0


def _differs(article: Article, known: Article | None) -> bool:
    return known is None or replace(article, revision=known.revision) != known


def _check_barcodes(check: Checker, read: Sequence[Read], known: Iterable[Article]) -> None:
    """A barcode belongs to one article only, in the file and in the books."""
    coming = {given[0].id for _, given in read if given}
    taken = {
        barcode: article.code for article in known if article.id not in coming for barcode in article.barcodes
    }
    for row, given in read:
        if given is None:
            continue
        for barcode in given[0].barcodes:
            other = taken.setdefault(barcode, given[0].code)
            if other != given[0].code:
                check.add(
                    row.line, "The barcode {value} belongs to {other} already.", value=barcode, other=other
                )


def _check_owners(
    check: Checker,
    work: Work,
    read: Sequence[Read],
    known: Mapping[str, Article],
) -> None:
    moved = {
        given[0].id: row
        for row, given in read
        if given and given[0].code in known and known[given[0].code].member_id != given[0].member_id
    }
    for article_id in work.read.sold_articles(list(moved)):
        row = moved[article_id]
        check.add(row.line, "{value} was sold already: it stays with its member.", value=row.cells["code"])
