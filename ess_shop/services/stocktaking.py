"""Stocktakes: begun, counted scan by scan so that nothing is lost, explained, and booked in one transaction.

An open stocktake is kept on worksheets: one says what is counted, one more per counted article how many.
So a scan writes one short row, two people count together, and anyone goes on where another stopped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ess_shop.domain.articles import UNLABELLED, Article
from ess_shop.domain.ids import id_for
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.money import Money
from ess_shop.domain.slips import WRITTEN_OFF
from ess_shop.domain.stocktake import (
    SLIP_OF,
    Count,
    Scope,
    Why,
    begun,
    check_why,
    count_from,
    count_plain,
    scope_from,
    scope_plain,
)
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books, Work
from ess_shop.reading import Reading, RecordedSlip, Worksheet
from ess_shop.services import stocking
from ess_shop.services.stocking import Moved, SlipRequest
from ess_shop.services.timekeeping import iso, log_event
from ess_shop.services.writing_off import Compensation, record_written_off

STOCKTAKE = "stocktake"
"""The kind of the worksheet of a stocktake, and the code of the event that says it was booked."""


@dataclass(frozen=True, slots=True)
class Stocktake:
    """An open stocktake: what is counted, since when, and by whom it was begun."""

    id: str
    scope: Scope
    at: str
    volunteer: str


@dataclass(frozen=True, slots=True)
class Difference:
    """An article that was not counted as expected: `expected` is what was here at the moment of its count."""

    article_id: str
    code: str
    label: str
    member_id: str
    member: str
    price: Money
    expected: int
    counted: int
    steady: bool = True
    counted_at_all: bool = True

    @property
    def pieces(self) -> int:
        """Counted less expected."""
        return self.counted - self.expected


@dataclass(frozen=True, slots=True)
class Explained:
    """The reason of an article's difference."""

    article_id: str
    why: Why


def begin(books: Books, scope: Scope, *, id: str, at: datetime, volunteer: str = "") -> Stocktake:
    """Open a stocktake; Refused while another one counts the very same, which can be gone on with."""
    with books.work() as work:
        work.state(OFFICE)
        for each in opened(work.read):
            if each.id == id:
                return each
            if each.scope == scope:
                raise Refused(
                    "counted_already", "This is being counted already: go on with the open stocktake."
                )
        member = scope.members[0] if len(scope.members) == 1 else ""
        body = {**scope_plain(scope), "volunteer": volunteer}
        work.put_worksheet(Worksheet(id, STOCKTAKE, member, iso(at), body))
        work.commit()
    return Stocktake(id, scope, iso(at), volunteer)


def opened(read: Reading) -> Sequence[Stocktake]:
    """The open stocktakes, oldest first; what cannot be read is left out."""
    found = (_from(sheet) for sheet in read.worksheets(STOCKTAKE))
    return [each for each in found if each is not None]


def required(read: Reading, id: str) -> Stocktake:
    """The open stocktake with that id; NotFound once it was booked or given up."""
    sheet = read.worksheet(id)
    found = _from(sheet) if sheet is not None and sheet.kind == STOCKTAKE else None
    if found is None:
        raise NotFound("stocktake_over", "This stocktake is over: it was booked or given up.")
    return found


def counts(read: Reading, id: str) -> Sequence[Count]:
    """What was counted so far, in the order of the first pieces."""
    return [count_from(sheet.body) for sheet in read.worksheets(_kind(id))]


def add(books: Books, id: str, article_id: str, pieces: int, *, at: datetime) -> Count:
    """Count so many pieces more (or, negative, fewer); Refused for an article that is not in scope."""
    with books.work() as work:
        article = _in_scope(work, id, article_id)
        on_hand = work.read.stock_of(article.id)
        sheet = work.read.worksheet(_sheet(id, article.id))
        known = count_from(sheet.body) if sheet else None
        count = known.plus(pieces, on_hand) if known else begun(article.id, pieces, on_hand)
        _keep(work, id, count, sheet.at if sheet else iso(at))
        work.commit()
    return count


def set_count(books: Books, id: str, article_id: str, pieces: int, *, at: datetime) -> Count:
    """Count an article anew: so many pieces are here now."""
    with books.work() as work:
        article = _in_scope(work, id, article_id)
        sheet = work.read.worksheet(_sheet(id, article.id))
        count = begun(article.id, pieces, work.read.stock_of(article.id))
        _keep(work, id, count, sheet.at if sheet else iso(at))
        work.commit()
    return count


def forget_count(books: Books, id: str, article_id: str) -> None:
    """Take an article's count out: it was not counted."""
    with books.work() as work:
        work.state(OFFICE)
        work.drop_worksheet(_sheet(id, article_id))
        work.commit()


def give_up(books: Books, id: str) -> None:
    """Forget a stocktake with all that was counted; nothing is booked."""
    with books.work() as work:
        work.state(OFFICE)
        _drop(work, id)
        work.commit()


def explain(books: Books, id: str, explained: Iterable[Explained]) -> None:
    """Keep the reasons of differences until they are booked."""
    with books.work() as work:
        work.state(OFFICE)
        sheet = work.read.worksheet(id)
        required(work.read, id)
        if sheet is not None:
            whys = {**sheet.body.get("whys", {}), **{each.article_id: str(each.why) for each in explained}}
            work.put_worksheet(replace(sheet, body={**sheet.body, "whys": whys}))
        work.commit()


def explained_so_far(read: Reading, id: str) -> Mapping[str, Why]:
    """The reasons that were kept, by article."""
    sheet = read.worksheet(id)
    return {article: Why(why) for article, why in (sheet.body if sheet else {}).get("whys", {}).items()}


def differences(read: Reading, id: str, *, uncounted_missing: bool = False) -> Sequence[Difference]:
    """Every counted article whose count is not what was expected, by code.

    What was not counted at all is left out, unless it is to be taken for missing.
    """
    stocktake = required(read, id)
    counted = {count.article_id: count for count in counts(read, id)}
    members = {member.id: member.code for member in read.members()}
    found = [
        _difference(article, members.get(article.member_id, ""), count)
        for count in counted.values()
        if count.difference and (article := read.article(count.article_id)) is not None
    ]
    if uncounted_missing:
        found += [
            Difference(
                row.article_id,
                row.code,
                row.label,
                row.member_id,
                row.member,
                row.price,
                row.on_hand,
                0,
                counted_at_all=False,
            )
            for row in read.shelf(stocktake.scope.members, stocktake.scope.category)
            if row.on_hand and row.article_id not in counted
        ]
    return sorted(found, key=lambda each: each.code)


def book(
    books: Books,
    id: str,
    explained: Iterable[Explained],
    *,
    notes: Mapping[Why, str],
    at: datetime,
    volunteer: str = "",
    uncounted_missing: bool = False,
    compensation: Compensation = Compensation.BY_CONTRACT,
) -> Sequence[RecordedSlip]:
    """Book every difference under its reason, a slip per member and reason, and end the stocktake.

    All of it or nothing. `notes` are the reasons as the slips say them; `compensation` is for what was lost,
    stolen or broken. Refused for a difference without a reason, or whose reason does not explain it.
    """
    with books.work() as work:
        work.lock_tills()
        found = differences(work.read, id, uncounted_missing=uncounted_missing)
        many = len(counts(work.read, id))
        slips = [
            _record(work, id, member, why, goods, notes[why], at, volunteer, compensation)
            for (member, why), goods in _grouped(found, {each.article_id: each.why for each in explained})
        ]
        _drop(work, id)
        numbers = " ".join(slip.number for slip in slips)
        log_event(work, OFFICE, at, STOCKTAKE, f"{id} {many} {numbers}".strip())
        work.commit()
    return slips


def _record(
    work: Work,
    id: str,
    member: str,
    why: Why,
    goods: Sequence[Difference],
    note: str,
    at: datetime,
    volunteer: str,
    compensation: Compensation,
) -> RecordedSlip:
    kind = SLIP_OF[why]
    off = kind in WRITTEN_OFF
    moved = tuple(Moved(each.article_id, abs(each.pieces) if off else each.pieces) for each in goods)
    request = SlipRequest(id_for(at, STOCKTAKE, id, member, why), at, member, moved, volunteer, note)
    known = stocking.begun(work, kind, request)
    if known is not None:
        return known
    if off:
        return record_written_off(work, kind, request, compensation=compensation)
    articles = stocking.articles_of(work.read, moved)
    return stocking.record(work, request, stocking.draw_up(work, kind, request, articles))


def _grouped(
    found: Sequence[Difference], whys: Mapping[str, Why]
) -> list[tuple[tuple[str, Why], list[Difference]]]:
    """The differences per member and reason, members by code."""
    grouped: defaultdict[tuple[str, str, Why], list[Difference]] = defaultdict(list)
    for each in found:
        why = whys.get(each.article_id)
        if why is None:
            raise Refused(
                "not_explained",
                "“{label}” is not explained yet: say why {counted} were counted and not {expected}.",
                label=each.label,
                counted=each.counted,
                expected=each.expected,
            )
        check_why(each.pieces, why)
        grouped[each.member, each.member_id, why].append(each)
    return [((member, why), goods) for (_code, member, why), goods in sorted(grouped.items())]


def _difference(article: Article, member: str, count: Count) -> Difference:
    return Difference(
        article.id,
        article.code,
        article.label,
        article.member_id,
        member,
        article.price,
        count.last,
        count.pieces,
        count.steady,
    )


def _in_scope(work: Work, id: str, article_id: str) -> Article:
    """The article, while the stocktake is locked against others who count it too."""
    work.state(OFFICE)
    scope = required(work.read, id).scope
    article = work.read.article(article_id)
    if article is None:
        raise NotFound("no_such_article", "There is no such article.")
    if article.category == UNLABELLED or not scope.holds(article.member_id, article.category):
        raise Refused(
            "not_in_scope", "“{label}” is not part of this stocktake: put it aside.", label=article.label
        )
    return article


def _keep(work: Work, id: str, count: Count, at: str) -> None:
    work.put_worksheet(Worksheet(_sheet(id, count.article_id), _kind(id), "", at, count_plain(count)))


def _drop(work: Work, id: str) -> None:
    for sheet in work.read.worksheets(_kind(id)):
        work.drop_worksheet(sheet.id)
    work.drop_worksheet(id)


def _kind(id: str) -> str:
    return f"{STOCKTAKE} {id}"


def _sheet(id: str, article_id: str) -> str:
    return f"{id} {article_id}"


def _from(sheet: Worksheet) -> Stocktake | None:
    try:
        return Stocktake(sheet.id, scope_from(sheet.body), sheet.at, sheet.body["volunteer"])
    except (KeyError, TypeError):
        return None
