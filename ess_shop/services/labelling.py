"""Labels for articles: which are wanted, what stands on them, and barcodes for articles that have none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from ess_shop.domain.articles import UNLABELLED, Article
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.labels import Label, OwnRange, Wanted, is_printed, one_line
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books
from ess_shop.reading import Reading
from ess_shop.services.registering import put_articles
from ess_shop.services.timekeeping import iso

MEMBER_PLACE = "{member}"
MOST_NAMED = 20


def counted(
    read: Reading,
    *,
    members: Sequence[str] = (),
    codes: Mapping[str, int] | None = None,
    each: int | None = None,
) -> dict[str, int]:
    """How many labels of which article, by code: one for every piece here of these members, and `codes`.

    `each` is a number per article in place of one per piece. NotFound for a member or an article that is not
    in the books; Refused if nothing is left to label.
    """
    several: dict[str, int] = {}
    known = {member.code: member.id for member in read.members()}
    for code in members:
        if code not in known:
            raise NotFound("no_such_member", "There is no member {value}.", value=code)
    owners = {known[code] for code in members}
    for article in read.articles() if owners else ():
        if article.member_id in owners and article.category != UNLABELLED:
            pieces = read.stock_of(article.id) if each is None else each
            if pieces > 0:
                several[article.code] = pieces
    several.update(codes or {})
    if not several:
        raise Refused(
            "nothing_to_label",
            "There is nothing to label: none of these goods are here. Name articles by code.",
        )
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
        Wanted(
            Label(
                text=article.label,
                barcode=printed_barcode(article),
                price=article.price,
                member=identities[article.member_id].name,
                story=one_line(identities[article.member_id].story),
                origin=identities[article.member_id].town,
                address=page.replace(MEMBER_PLACE, codes[article.member_id]),
            ),
            several[article.code],
        )
        for article in articles
    ]


def give_barcodes(books: Books, codes: Iterable[str], own: OwnRange, *, id: str, at: datetime) -> int:
    """Give every one of these articles that labels cannot be made for a barcode of the shop's own range.

    Returns to how many; nothing is changed for none. Other barcodes of an article stay. NotFound as `wanted`.
    """
    with books.work() as work:
        work.state(OFFICE)
        bare = [each for each in _articles(work.read, codes) if not printed_barcode(each)]
        if not bare:
            return 0
        taken = {barcode for article in work.read.articles() for barcode in article.barcodes}
        number, changed = 1, []
        for article in bare:
            number, barcode = own.next_free(number, taken.__contains__)
            taken.add(barcode)
            changed.append(
                replace(article, barcodes=(*article.barcodes, barcode), revision=article.revision + 1)
            )
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
