"""What a stocktake found: differences, the reasons of each, and all of it booked in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ess_shop.domain.articles import Article
from ess_shop.domain.ids import id_for
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.money import Money
from ess_shop.domain.slips import WRITTEN_OFF
from ess_shop.domain.stocktake import SLIP_OF, Count, Why, check_why
from ess_shop.errors import Refused
from ess_shop.ports import Books, Work
from ess_shop.reading import Reading, RecordedSlip
from ess_shop.services import stocking
from ess_shop.services.stocking import Moved, SlipRequest
from ess_shop.services.stocktaking import STOCKTAKE, counts, drop, required
from ess_shop.services.timekeeping import log_event
from ess_shop.services.writing_off import Compensation, record_written_off


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
        drop(work, id)
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
