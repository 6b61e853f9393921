"""Goods out: taken back, given away, lost, stolen, broken, sent to a fair or back from one; with its slip."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Money
from ess_shop.domain.people import Right
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import TRANSFERS, WRITTEN_OFF, SlipKind, checked_note
from ess_shop.errors import Refused, ShopError
from ess_shop.ports import Books
from ess_shop.reading import RecordedSlip, Worksheet
from ess_shop.services import donating, moving_to_fair, unfinished, withdrawing
from ess_shop.services.stocking import Moved, SlipRequest
from ess_shop.services.timekeeping import iso
from ess_shop.services.writing_off import Compensation, by_contract, write_off
from ess_shop.wording import Words
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.choosing_member import ChoosingMember
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.slip_lines import Place, SlipLines

SHEET = "going_out"
"""The kind of the worksheet that keeps what is not finished."""

KINDS = (
    SlipKind.WITHDRAWAL,
    SlipKind.DONATION,
    SlipKind.LOSS,
    SlipKind.THEFT,
    SlipKind.BREAKAGE,
    SlipKind.TRANSFER_OUT,
    SlipKind.TRANSFER_IN,
)

NOTHING, CONTRACT, AMOUNT = "nothing", "contract", "amount"
"""What the member gets for goods that are gone."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A slip that was begun and waits: whose it is, and how many pieces are on it."""

    sheet: Worksheet
    member: str
    kind: SlipKind
    pieces: int


class GoingOutPresenter:
    """One slip from its kind to its number, which is `recorded` until the next begins."""

    def __init__(self, desk: Desk, shop: Shop) -> None:
        self.desk, self.shop = desk, shop
        self.choosing = ChoosingMember(desk)
        self.lines = SlipLines(desk, shop, self._turn_to)
        self.kind = SlipKind.WITHDRAWAL
        self.note = ""
        self.gets = CONTRACT
        self.contract: Money | None = None
        """What the contract gives for these goods, None until the books have answered."""
        self.recorded: Sequence[RecordedSlip] = ()
        self.begun: Sequence[Begun] = ()
        self.busy = False
        self.changed: Bell[[]] = Bell()
        self._asked: object = None
        self.choosing.chose.connect(self._chosen)
        self.lines.changed.connect(self._lines_changed)

    # What a page shows

    @property
    def lost(self) -> bool:
        """Whether the goods are gone, so that the member may be compensated."""
        return self.kind in WRITTEN_OFF

    @property
    def fair(self) -> bool:
        """Whether goods go to a fair or come back."""
        return self.kind in TRANSFERS

    @property
    def place(self) -> Place:
        """Where the goods are that may be meant."""
        return Place.AWAY if self.kind is SlipKind.TRANSFER_IN else Place.HERE

    # Coming in

    def load(self) -> None:
        """Someone comes to the page: members, what waits here, and goods as they are now."""
        self.choosing.load(self._look_for_begun)
        self.lines.load()

    def _look_for_begun(self) -> None:
        books, names = self.desk.books, {row.id: row.called for row in self.choosing.members}

        def ask() -> list[Begun]:
            with books.read() as read:
                return [_begun(sheet, names) for sheet in read.worksheets(SHEET)]

        def see(found: list[Begun]) -> None:
            self.begun = [each for each in found if each.sheet.id != self.lines.id]
            self.changed.ring()

        self.desk.lane.run(ask, see)

    def go_on(self, begun: Begun) -> None:
        """Go on with a slip that was begun."""
        body = begun.sheet.body
        self.kind, self.note = SlipKind(body["kind"]), str(body["note"])
        self.gets = str(body["gets"])
        if self.choosing.choose_id(begun.sheet.member):
            wanted = [(str(id), int(quantity)) for id, quantity in body["lines"]]
            self.lines.begin(begun.sheet.member, place=self.place, id=begun.sheet.id, wanted=wanted)
            self._look_for_begun()

    def throw_away(self, begun: Begun) -> None:
        """Forget a slip that was begun."""
        books, id = self.desk.books, begun.sheet.id
        self.desk.lane.run(lambda: unfinished.forget(books, id), lambda _none: self._look_for_begun())

    def write_down(self) -> None:
        """Keep the slip as it stands; an empty one is forgotten."""
        member, lines = self.choosing.chosen, self.lines
        if member is None or self.busy or self.recorded:
            return
        desk, books = self.desk, self.desk.books
        if not lines.lines:
            desk.lane.run(partial(unfinished.forget, books, lines.id), lambda _none: None)
            return
        body = {"kind": str(self.kind), "note": self.note, "gets": self.gets, "lines": lines.plain()}
        sheet = Worksheet(lines.id, SHEET, member.id, iso(desk.clock()), body)
        desk.lane.run(partial(unfinished.keep, books, sheet), lambda _none: None)

    # Whose, what, why

    def _chosen(self) -> None:
        member = self.choosing.chosen
        self.recorded = ()
        self.lines.begin(member.id if member else "", place=self.place)
        if member is None:
            self.note = ""
            self._look_for_begun()
        self.changed.ring()

    def _turn_to(self, article: Article) -> None:
        """A scan of somebody else's goods: with nothing on the slip, it is theirs; else it is refused."""
        if self.lines.lines:
            raise Refused(
                "other_members_goods",
                "“{label}” belongs to another member: it needs a slip of its own.",
                label=article.label,
            )
        self._choose_for(article)

    def scanned(self, code: str) -> None:
        """A code; while nobody is chosen, it is its owner's slip that begins."""
        if self.choosing.chosen is not None:
            self.lines.scanned(code)
            return
        books = self.desk.books

        def ask() -> Article | None:
            with books.read() as read:
                return read.article_by_barcode(code)

        def see(article: Article | None) -> None:
            if article is None:
                self.desk.tell(Refused("unknown_code", "Nothing here has the barcode {code}.", code=code))
            else:
                self._choose_for(article)

        self.desk.lane.run(ask, see)

    def _choose_for(self, article: Article) -> None:
        if self.choosing.choose_id(article.member_id):
            self.lines.begin(
                article.member_id, place=self.place, wanted=[(article.id, 1)], then=self.changed.ring
            )

    def choose_kind(self, kind: SlipKind) -> None:
        """It is another kind of slip; goods at another place begin anew."""
        self.kind = kind
        self.lines.turn(self.place)
        self._ask_contract()
        self.changed.ring()

    def choose_gets(self, gets: str) -> None:
        """What the member gets."""
        self.gets = gets
        self.changed.ring()

    def _lines_changed(self) -> None:
        self._ask_contract()
        self.changed.ring()

    def _ask_contract(self) -> None:
        """What the contract gives for these goods, asked once for the same goods."""
        member, moved = self.choosing.chosen, self.lines.moved
        wanted = (member.id, moved) if member is not None and self.lost and moved else None
        if wanted == self._asked:
            return
        self._asked, self.contract = wanted, None
        if member is None or wanted is None:
            return
        books, day = self.desk.books, self.desk.clock().date()

        def ask() -> Money:
            with books.read() as read:
                return by_contract(read, member.id, day, moved)

        def see(amount: Money) -> None:
            if self._asked == wanted:
                self.contract = amount
                self.changed.ring()

        self.desk.lane.run(ask, see)

    # The slip

    def save(self, *, amount: str = "") -> None:
        """Record it under the id it has had from the beginning; Refused says what is missing."""
        desk, member, lines = self.desk, self.choosing.chosen, self.lines
        desk.require(Right.GOODS)
        if member is None:
            raise Refused("no_member", "Choose whose it is first.")
        if not lines.lines:
            raise Refused("nothing_out", "Nothing is on the slip yet: scan it, or type what it is.")
        checked_note(self.kind, self.note)
        gets = self._compensation(amount)
        if self.busy:
            return
        self.busy = True
        request = SlipRequest(lines.id, desk.clock(), member.id, lines.moved, desk.who, self.note)
        books, kind, id = desk.books, self.kind, lines.id

        def write() -> RecordedSlip:
            recorded = _record(books, kind, request, gets)
            unfinished.forget(books, id)
            return recorded

        self.changed.ring()
        desk.lane.run(write, lambda slip: self._saved([slip]), self._not_saved)

    def _compensation(self, amount: str) -> Money | Compensation:
        if not self.lost or self.gets == NOTHING:
            return Compensation.NONE
        if self.gets == CONTRACT:
            return Compensation.BY_CONTRACT
        try:
            given = self.shop.currency.parse(amount)
        except ValueError:
            raise Refused("bad_amount", "“{value}” is no amount: type it like 15,00.", value=amount) from None
        if given.minor < 0:
            raise Refused("bad_amount", "“{value}” is no amount: type it like 15,00.", value=amount)
        return given

    def everything_back(self, fair: str) -> None:
        """Bring back everything that is away, of all members, a slip for each."""
        self._trip(SlipKind.TRANSFER_IN, fair)

    def _trip(self, kind: SlipKind, fair: str) -> None:
        desk = self.desk
        desk.require(Right.GOODS)
        checked_note(kind, fair)
        if self.busy:
            return
        self.busy = True
        at, who = desk.clock(), desk.who

        def write() -> Sequence[RecordedSlip]:
            requests = away_of_all(desk.books, at, who, fair)
            if not requests:
                raise Refused("nothing_away", "Nothing is away at a fair.")
            return moving_to_fair.move_together(desk.books, kind, requests)

        self.changed.ring()
        desk.lane.run(write, self._saved, self._not_saved)

    def _saved(self, slips: Sequence[RecordedSlip]) -> None:
        self.busy, self.recorded = False, slips
        self.changed.ring()

    def _not_saved(self, wrong: ShopError) -> None:
        """Nothing was written; what is there by now is shown."""
        self.busy = False
        self.desk.tell(wrong)
        self.lines.load()
        self.changed.ring()

    def next(self) -> None:
        """The next slip, of somebody else perhaps."""
        self.recorded = ()
        if self.choosing.chosen is not None:
            self.choosing.give_up()
        self.changed.ring()


def away_of_all(books: Books, at: datetime, who: str, fair: str) -> list[SlipRequest]:
    """What is away of each member, as the slips that bring it back."""
    with books.read() as read:
        found = []
        for member in read.members():
            goods = tuple(Moved(row.article_id, row.away) for row in read.goods_of(member.id) if row.away > 0)
            if goods:
                found.append(SlipRequest(new_id(), at, member.id, goods, who, fair))
    return found


def kind_names(words: Words) -> Mapping[SlipKind, str]:
    """What buttons call the kinds."""
    return {
        SlipKind.WITHDRAWAL: words("Taken back by the member"),
        SlipKind.DONATION: words("Given away"),
        SlipKind.LOSS: words("Lost"),
        SlipKind.THEFT: words("Stolen"),
        SlipKind.BREAKAGE: words("Broken"),
        SlipKind.TRANSFER_OUT: words("To a fair"),
        SlipKind.TRANSFER_IN: words("Back from a fair"),
    }


def note_name(kind: SlipKind, words: Words) -> str:
    """What the reason of a kind is called."""
    if kind is SlipKind.DONATION:
        return words("Given to whom")
    if kind in TRANSFERS:
        return words("Which fair")
    return words("What happened") if kind in WRITTEN_OFF else words("Remark, if any")


def _record(books: Books, kind: SlipKind, request: SlipRequest, gets: Money | Compensation) -> RecordedSlip:
    if kind in WRITTEN_OFF:
        return write_off(books, kind, request, compensation=gets)
    acts: Mapping[SlipKind, Callable[[Books, SlipRequest], RecordedSlip]] = {
        SlipKind.WITHDRAWAL: withdrawing.give_back,
        SlipKind.DONATION: donating.donate,
        SlipKind.TRANSFER_OUT: moving_to_fair.send,
        SlipKind.TRANSFER_IN: moving_to_fair.bring_back,
    }
    return acts[kind](books, request)


def _begun(sheet: Worksheet, names: Mapping[str, str]) -> Begun:
    pieces = sum(int(quantity) for _id, quantity in sheet.body["lines"])
    return Begun(sheet, names.get(sheet.member, ""), SlipKind(sheet.body["kind"]), pieces)
