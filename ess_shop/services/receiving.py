"""Taking goods in at the desk: new articles, changed prices and the deposit slip in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ess_shop.domain.articles import UNLABELLED, Article
from ess_shop.domain.ids import id_for
from ess_shop.domain.incoming import Incoming, check_net, check_quantity, checked
from ess_shop.domain.labels import OwnRange
from ess_shop.domain.police import Seller
from ess_shop.domain.slips import SlipKind
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books, Work
from ess_shop.reading import Reading, RecordedSlip
from ess_shop.services.labelling import printed_barcode
from ess_shop.services.numbering import free_barcodes, free_codes
from ess_shop.services.registering import put_articles
from ess_shop.services.stocking import Moved, SlipRequest, begun, draw_up, record
from ess_shop.services.timekeeping import iso


@dataclass(frozen=True, slots=True)
class Intake:
    """A deposit to record under an id that its caller made before; `at` carries its offset.

    `sheet` is the unfinished work that is done with it, "" for none; `seller` as on a `SlipRequest`.
    """

    id: str
    at: datetime
    member_id: str
    lines: tuple[Incoming, ...]
    volunteer: str = ""
    sheet: str = ""
    seller: Seller | None = None


def receive(books: Books, intake: Intake, own: OwnRange) -> RecordedSlip:
    """Record it durably; the same id again gives back what was recorded the first time.

    New articles get codes of their member's, and barcodes of the shop's own range if they have none that a
    label carries.
    """
    empty = SlipRequest(intake.id, intake.at, intake.member_id, (), intake.volunteer)
    with books.work() as work:
        known = begun(work, SlipKind.DEPOSIT, empty)
        if known is not None:
            return known
        recorded = received(work, intake, own)
        work.commit()
    return recorded


def received(work: Work, intake: Intake, own: OwnRange) -> RecordedSlip:
    """The same within a transaction that goes on and in which it was asked whether it was recorded before."""
    goods = tuple(Moved(line.article.id, line.quantity) for line in intake.lines)
    request = SlipRequest(
        intake.id, intake.at, intake.member_id, goods, intake.volunteer, seller=intake.seller
    )
    articles = _registered(work, intake, own)
    recorded = record(work, request, draw_up(work, SlipKind.DEPOSIT, request, articles))
    if intake.sheet:
        work.drop_worksheet(intake.sheet)
    return recorded


def _registered(work: Work, intake: Intake, own: OwnRange) -> list[Article]:
    """The articles of all lines as the books have them from now on."""
    read = work.read
    coming = [_as_it_comes(read, line, number) for number, line in enumerate(intake.lines, start=1)]
    _check_barcodes(read, coming)
    codes = free_codes(read, read.member(intake.member_id).code)
    listed = {barcode for article in coming for barcode in article.barcodes}
    barcodes = free_barcodes(read, own, besides=listed)
    changed: dict[str, Article] = {}
    for line, article in zip(intake.lines, coming, strict=True):
        if article.id not in changed and (line.new or line.price is not None or line.net is not None):
            changed[article.id] = _complete(article, codes, barcodes) if line.new else article
    if changed:
        put_articles(work, list(changed.values()))
        work.enter_registers(id_for(intake.at, "articles", intake.id), iso(intake.at))
    return [changed.get(article.id, article) for article in coming]


def _as_it_comes(read: Reading, line: Incoming, number: int) -> Article:
    """A new article checked, or the known one as the books have it, at its new price."""
    if line.new:
        article = checked(replace(line.article, revision=1))
        if read.article(article.id) is not None:
            raise Refused("article_there", "“{label}” is in the books already.", label=article.label)
    else:
        known = read.article(line.article.id)
        if known is None:
            raise NotFound("unknown_article", "Line {line}: there is no such article.", line=number)
        if known.category == UNLABELLED:
            raise Refused(
                "unlabelled_deposit",
                "{code} stands for goods without a label: nothing of it is deposited.",
                code=known.code,
            )
        article = _changed(line, known)
    check_quantity(article, line.quantity)
    return article


def _changed(line: Incoming, known: Article) -> Article:
    """A known article at the line's price and net price."""
    if line.price is None and line.net is None:
        return known
    changed = replace(line, article=known).coming
    if line.net is not None:
        check_net(changed)
    return replace(changed, revision=known.revision + 1)


def _check_barcodes(read: Reading, coming: Sequence[Article]) -> None:
    """A barcode belongs to one article only, on the slip and in the books."""
    owner: dict[str, Article] = {}
    for article in coming:
        for barcode in article.barcodes:
            other = owner.setdefault(barcode, article)
            if other.id == article.id:
                other = read.article_by_barcode(barcode) or article
            if other.id != article.id:
                raise Refused(
                    "barcode_taken",
                    "The barcode {barcode} belongs to “{label}” already.",
                    barcode=barcode,
                    label=other.label,
                )


def _complete(article: Article, codes: Iterator[str], barcodes: Iterator[str]) -> Article:
    """A new article with a code, and with a barcode that a label carries."""
    carried = article.barcodes if printed_barcode(article) else (*article.barcodes, next(barcodes))
    return replace(article, code=next(codes), barcodes=carried)
