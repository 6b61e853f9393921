"""Labels for articles: which are wanted, what stands on them, and barcodes for articles that have none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from ess_shop.domain.articles import UNLABELLED, Article
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.labels import Label, OwnRange, Wanted, is_printed, one_line
from ess_shop.domain.members import Identity
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books
from ess_shop.reading import Reading
from ess_shop.services.numbering import free_barcodes
from ess_shop.services.registering import put_articles
from ess_shop.services.timekeeping import iso

MEMBER_PLACE = "{member}"
MOST_NAMED = 20


def counted(
    read: Reading,
    *,
    members: Sequence[str] = (),
    slips: Sequence[str] = (),
    codes: Mapping[str, int] | None = None,
    each: int | None = None,
) -> dict[str, int]:
    """How many labels of which article, by code: one for every piece here of these members, one for every
    piece that these slips brought, and `codes`.

    `each` is a number per article in place of one per piece. NotFound for a member, a slip or an article that
    is not in the books; Refused if nothing is left to label.
    """
    several = _of_members(read, members, each)
    for number in slips:
        for code, pieces in _of_slip(read, number).items():
            several[code] = pieces if each is None else each
    several.update(codes or {})
    if not several:
        raise Refused(
            "nothing_to_label",
            "There is nothing to label: none of these goods are here. Name articles by code.",
        )
    return several


def _of_members(read: Reading, codes: Sequence[str], each: int | None) -> dict[str, int]:
    known = {member.code: member.id for member in read.members()}
    for code in codes:
        if code not in known:
            raise NotFound("no_such_member", "There is no member {value}.", value=code)
    if each is None:
        here = [row for code in codes for row in read.goods_of(known[code])]
        return {row.code: row.on_hand for row in here if row.on_hand > 0 and _labelled(read, row.code)}
    owners = {known[code] for code in codes}
    theirs = [article for article in read.articles() if article.member_id in owners] if owners else []
    return {article.code: each for article in theirs if article.category != UNLABELLED}


def _labelled(read: Reading, code: str) -> bool:
    article = read.article_by_code(code)
    return article is not None and article.category != UNLABELLED


def _of_slip(read: Reading, number: str) -> dict[str, int]:
    """The pieces that a slip brought into the shop."""
    found = read.slip(number)
    if found is None:
        raise NotFound("no_such_slip", "There is no slip {number}: check its number.", number=number)
    several: dict[str, int] = {}
    for article_id, pieces in found.slip.moves:
        article = read.article(article_id)
        if article is not None and pieces > 0:
            several[article.code] = several.get(article.code, 0) + pieces
    return several


def wanted(read: Reading, several: Mapping[str, int], *, page: str = "") -> list[Wanted]:
    """The labels of articles by code; `page` is an address, MEMBER_PLACE in it where a member's code belongs.

    NotFound for an unknown article; Refused, naming them, for articles without a barcode for labels.
    """
    articles = _articles(read, several)
    bare = [article.code for article in articles if not printed_barcode(article)]
    if bare:
        raise Refused(
            "no_barcode",
            "These articles have no barcode of 13 digits yet: {codes}. Give them one, then print.",
            codes=_named(bare),
        )
    codes = {member.id: member.code for member in read.members()}
    identities = read.identities()
    return [
        Wanted(_label(article, identities.get(article.member_id), codes, page), several[article.code])
        for article in articles
    ]


def example(read: Reading, code: str, own: OwnRange, *, page: str = "") -> Label:
    """How an article's label looks, before anyone gives it a barcode. NotFound for an unknown article."""
    [article] = _articles(read, [code])
    if not printed_barcode(article):
        article = replace(article, barcodes=(next(free_barcodes(read, own)),))
    codes = {member.id: member.code for member in read.members()}
    return _label(article, read.identities().get(article.member_id), codes, page)


def _label(article: Article, maker: Identity | None, codes: Mapping[str, str], page: str) -> Label:
    """The article's own story if it has one, else its member's; without a name where it was erased."""
    return Label(
        text=article.label,
        barcode=printed_barcode(article),
        price=article.price,
        member=maker.name if maker else "",
        story=one_line(article.description) or (one_line(maker.story) if maker else ""),
        origin=maker.town if maker else "",
        second_hand=article.second_hand,
        address=page.replace(MEMBER_PLACE, codes[article.member_id]),
    )


def give_barcodes(books: Books, codes: Iterable[str], own: OwnRange, *, id: str, at: datetime) -> int:
    """Give every one of these articles that labels cannot be made for a barcode of the shop's own range.

    Returns to how many; nothing is changed for none. Other barcodes of an article stay. NotFound as `wanted`.
    """
    with books.work() as work:
        work.state(OFFICE)
        bare = [each for each in _articles(work.read, codes) if not printed_barcode(each)]
        if not bare:
            return 0
        fresh = free_barcodes(work.read, own)
        changed = [
            replace(article, barcodes=(*article.barcodes, next(fresh)), revision=article.revision + 1)
            for article in bare
        ]
        put_articles(work, changed)
        work.enter_registers(id, iso(at))
        work.commit()
    return len(bare)


def printed_barcode(article: Article) -> str:
    """The barcode that the article's labels carry, "" if it has none of the kind."""
    return next((barcode for barcode in article.barcodes if is_printed(barcode)), "")


def _articles(read: Reading, codes: Iterable[str]) -> list[Article]:
    asked = list(codes)
    found = {article.code: article for article in read.articles(asked)}
    missing = [code for code in asked if code not in found]
    if missing:
        raise NotFound("no_such_articles", "There are no articles {codes}.", codes=_named(missing))
    return [found[code] for code in asked]


def _named(codes: Sequence[str]) -> str:
    return ", ".join(codes[:MOST_NAMED]) + (", …" if len(codes) > MOST_NAMED else "")
