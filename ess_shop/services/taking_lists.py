"""Taking a member's deposit list in: new articles, changed prices and one slip, all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ess_shop.domain.articles import Article
from ess_shop.domain.deposit_list import DepositLine, DepositList
from ess_shop.domain.ids import id_for
from ess_shop.domain.incoming import LONGEST_DESCRIPTION, Incoming
from ess_shop.domain.labels import OwnRange
from ess_shop.domain.money import Money
from ess_shop.domain.police import Seller
from ess_shop.domain.sheets import Workbook
from ess_shop.domain.slips import SlipKind
from ess_shop.errors import Refused
from ess_shop.ports import Books
from ess_shop.reading import Reading, RecordedSlip
from ess_shop.services.deposit_lists import check_deposit_list
from ess_shop.services.lists_taken import note_taken, taken_before
from ess_shop.services.receiving import Intake, received
from ess_shop.services.stocking import SlipRequest, begun

BETWEEN = " · "
"""What stands between a description and the member's remark on the line."""


@dataclass(frozen=True, slots=True)
class ListRequest:
    """A list to take in under an id that its caller made before; `at` carries its offset.

    `checked` is what somebody saw of `book` and said yes to. Of the lines in `repriced` the price of the list
    becomes the article's, on the others the price in the books stays. `nets` are net prices that somebody
    named, by line, for articles of which none was known. `seller` as on a `SlipRequest`.
    `again` says that the same list came in before and that its goods come once more.
    """

    id: str
    at: datetime
    book: Workbook
    checked: DepositList
    volunteer: str = ""
    repriced: frozenset[int] = frozenset()
    seller: Seller | None = None
    nets: Mapping[int, Money] = field(default_factory=dict)
    again: bool = False


def take_list(books: Books, request: ListRequest, own: OwnRange) -> RecordedSlip:
    """Take a list in on one slip; the same id again gives back what was recorded the first time.

    The list is checked anew under lock: BadFile if something of it cannot be any longer, Refused if the books
    now say something else of it than what was seen, if it came in before, or if the member has no contract.
    """
    checked = request.checked
    with books.work() as work:
        empty = SlipRequest(request.id, request.at, checked.member_id, (), request.volunteer)
        known = begun(work, SlipKind.DEPOSIT, empty)
        if known is not None:
            return known
        _check_new(work.read, request)
        _check_anew(work.read, request)
        lines = tuple(_incoming(request, line) for line in checked.lines)
        seller = request.seller
        intake = Intake(request.id, request.at, checked.member_id, lines, request.volunteer, seller=seller)
        recorded = received(work, intake, own)
        note_taken(work, request.at, recorded, request.book)
        work.commit()
    return recorded


def labels_wanted(read: Reading, request: ListRequest, recorded: RecordedSlip) -> Mapping[str, int]:
    """How many labels of which article, by code: one per piece, and for all pieces whose price changed."""
    repriced = {line.code for line in request.checked.lines if line.line in request.repriced}
    wanted: dict[str, int] = {}
    for line in recorded.slip.lines:
        here = read.stock_of(line.article_id) if line.code in repriced else 0
        wanted[line.code] = max(here, line.quantity)
    return wanted


def _check_new(read: Reading, request: ListRequest) -> None:
    before = None if request.again else taken_before(read, request.book, request.checked.member_id)
    if before is not None:
        raise Refused(
            "list_taken",
            "This list came in before, with slip {number} on {day}: take it in again only if as many pieces "
            "came once more.",
            number=before.number,
            day=before.slip.day,
        )


def _check_anew(read: Reading, request: ListRequest) -> None:
    checked = request.checked
    member = read.member(checked.member_id)
    if check_deposit_list(read, request.book, member=member, day=request.at.date()) != checked:
        raise Refused(
            "list_changed",
            "The books changed while “{name}” was looked at: look at it again, then take it in.",
            name=checked.name,
        )
    if not request.repriced <= {line.line for line in checked.lines if line.listed_price is not None}:
        raise Refused("no_other_price", "Only lines with another price can be given one.")
    if not request.nets.keys() <= {line.line for line in checked.lines if line.without_net is not None}:
        raise Refused("no_net_wanted", "Only articles without a net price can be given one.")


def _incoming(request: ListRequest, line: DepositLine) -> Incoming:
    if line.known is None:
        return Incoming(_new(request, line), line.quantity)
    price = line.listed_price if line.line in request.repriced else None
    return Incoming(line.known, line.quantity, price, request.nets.get(line.line, line.net))


def _new(request: ListRequest, line: DepositLine) -> Article:
    return Article(
        id=id_for(request.at, "deposit list", request.id, str(line.line)),
        code="",
        label=line.label,
        member_id=request.checked.member_id,
        price=line.price,
        vat=line.vat,
        barcodes=line.barcodes,
        maker=line.maker,
        category=line.category,
        unique=line.unique,
        second_hand=line.second_hand,
        description=_described(line),
        net=line.net,
    )


def _described(line: DepositLine) -> str:
    """The description with the remark behind it, if both find room."""
    both = BETWEEN.join(part for part in (line.description, line.note) if part)
    return both if len(both) <= LONGEST_DESCRIPTION else line.description
