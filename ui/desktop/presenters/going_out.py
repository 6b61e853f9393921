"""Goods out: taken back, given away, lost, stolen, broken, sent to a fair or back from one; with its slip."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Money
from ess_shop.domain.people import Right
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import TRANSFERS, WRITTEN_OFF, SlipKind, checked_note
from ess_shop.errors import Refused, ShopError
from ess_shop.ports import Books
from ess_shop.reading import RecordedSlip
from ess_shop.services import donating, moving_to_fair, unfinished, withdrawing
from ess_shop.services.stocking import SlipRequest
from ess_shop.services.writing_off import Compensation, by_contract, write_off
from ui.desktop.presenters import going_out_keeping as keeping
from ui.desktop.presenters import going_out_packs as packing
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.choosing_member import ChoosingMember
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.going_out_keeping import Begun, Kept
from ui.desktop.presenters.going_out_packs import Pack
from ui.desktop.presenters.grammar import amount_of
from ui.desktop.presenters.slip_lines import Place, SlipLines, article_called, refuse_stranger

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


class GoingOutPresenter:
    """One slip from its kind to its number; for a fair, packs of several members and a slip for each.

    `recorded` is what was recorded, until the next begins.
    """

    def __init__(self, desk: Desk, shop: Shop) -> None:
        self.desk, self.shop = desk, shop
        self.choosing = ChoosingMember(desk)
        self.lines = SlipLines(desk, shop, self._turn_to)
        self.kind = SlipKind.WITHDRAWAL
        self.note = ""
        self.gets = CONTRACT
        self.contract: Money | None = None
        """What the contract gives for these goods, None until the books have answered."""
        self.without_contract: ShopError | None = None
        """Why the contract says nothing of them."""
        self.packs: tuple[Pack, ...] = ()
        """What is packed of other members, for a fair or back from one."""
        self.recorded: Sequence[RecordedSlip] = ()
        self.begun: Sequence[Begun] = ()
        self.busy = False
        self.changed: Bell[[]] = Bell()
        self._asked: object = None
        self._coming: tuple[Article, int] | None = None
        self._anew()
        self.choosing.chose.connect(self._chosen)
        self.lines.changed.connect(self._lines_changed)

    def _anew(self, id: str = "", begun: datetime | None = None) -> None:
        """Another slip, under an id of its own from its beginning."""
        self.id, self.begun_at = id or new_id(), begun or self.desk.clock()
        self._written = bool(id)

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

    @property
    def every_pack(self) -> tuple[Pack, ...]:
        """All packs of a trip, what is on the lines now among them."""
        if not self.lines.lines:
            return self.packs
        pack = packing.pack_of(self.lines, self._names.get(self.lines.member_id, ""))
        return packing.with_pack(self.packs, pack)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to record."""
        return not self.lines.lines and not self.packs

    @property
    def _names(self) -> Mapping[str, str]:
        return {row.id: row.called for row in self.choosing.members}

    # Coming in

    def load(self) -> None:
        """Someone comes to the page: members, what waits here, and goods as they are now."""
        self.choosing.load(self._look_for_begun)
        self.lines.load()

    def _look_for_begun(self) -> None:
        books, names = self.desk.books, self._names

        def ask() -> list[Begun]:
            with books.read() as read:
                return keeping.found(read, names)

        def see(found: list[Begun]) -> None:
            self.begun = [each for each in found if each.sheet.id != self.id]
            self.changed.ring()

        self.desk.lane.run(ask, see)

    def go_on(self, begun: Begun) -> None:
        """Go on with a slip that was begun."""
        self.write_down()
        kept, books, names = keeping.kept_of(begun.sheet), self.desk.books, self._names
        self._anew()
        self._drop_lines()
        self.kind, self.note, self.gets = kept.kind, kept.note, kept.gets

        def ask() -> list[Pack]:
            with books.read() as read:
                return packing.packs_from(read, kept.packs, self.place, names)

        self.desk.lane.run(ask, lambda packs: self._taken_up(kept, packs))

    def _taken_up(self, kept: Kept, packs: Sequence[Pack]) -> None:
        self.packs = tuple(packs)
        if kept.member_id:
            self.choosing.choose_id(kept.member_id)
        self._anew(kept.id, kept.begun)
        wanted = [(str(id), int(quantity)) for id, quantity in kept.lines]
        self.lines.begin(self.lines.member_id, place=self.place, id=self.id, wanted=wanted)
        self._look_for_begun()

    def throw_away(self, begun: Begun) -> None:
        """Forget a slip that was begun."""
        books, id = self.desk.books, begun.sheet.id
        self.desk.lane.run(lambda: unfinished.forget(books, id), lambda _none: self._look_for_begun())

    def write_down(self) -> None:
        """Keep the slip as it stands; an empty one is forgotten."""
        if self.busy or self.recorded or (self.empty and not self._written):
            return
        self._written = not self.empty
        kept = Kept(
            self.id,
            self.lines.member_id,
            self.begun_at,
            self.kind,
            self.note,
            self.gets,
            self.lines.plain(),
            packing.plain_packs(self.packs),
        )
        keeping.write_down(self.desk, kept)

    # Whose, what, why

    def _chosen(self) -> None:
        """Another member, or none: lines of a trip are packed, those of any other slip are kept and wait."""
        member = self.choosing.chosen
        self.write_down()
        self.recorded = ()
        wanted: Sequence[tuple[str, int]] = ()
        if self.fair:
            self.packs = self.every_pack
            id = member.id if member else ""
            wanted = next((pack.goods for pack in self.packs if pack.member_id == id), ())
            self.packs = tuple(pack for pack in self.packs if pack.member_id != id)
        else:
            self._anew()
            self.note = "" if member is None else self.note
        then, self._coming = self._take_coming(), None
        self.lines.begin(member.id if member else "", place=self.place, id=self.id, wanted=wanted, then=then)
        if member is None:
            self._look_for_begun()
        self.changed.ring()

    def _take_coming(self) -> Callable[[], object]:
        """What puts the article on the lines whose scan chose its member."""
        coming = self._coming
        if coming is None:
            return lambda: None
        article, quantity = coming

        def take() -> None:
            try:
                self.lines.take_article(article, quantity)
            except ShopError as wrong:
                self.desk.tell(wrong)

        return take

    def _turn_to(self, article: Article, quantity: int) -> None:
        """A scan of somebody else's goods: the next pack of a trip, or theirs while the slip is empty."""
        if self.lines.lines and not self.fair:
            refuse_stranger(article)
        self._choose_for(article, quantity)

    def scanned(self, code: str) -> None:
        """A code; while nobody is chosen, it is its owner's slip that begins."""
        if self.choosing.chosen is not None:
            self.lines.scanned(code)
            return
        books = self.desk.books

        def ask() -> Article | None:
            with books.read() as read:
                return article_called(read, code)

        def see(article: Article | None) -> None:
            if article is None:
                self.desk.tell(Refused("unknown_code", "Nothing here has the barcode {code}.", code=code))
            elif self.choosing.chosen is not None:
                self.lines.scanned(code)
            else:
                self._choose_for(article, 1)

        self.desk.lane.run(ask, see)

    def _choose_for(self, article: Article, quantity: int) -> None:
        self._coming = (article, quantity)
        self.choosing.choose_id(article.member_id)

    def choose_kind(self, kind: SlipKind) -> None:
        """It is another kind of slip; goods at another place begin anew. Refused while a trip is packed."""
        if self.packs and kind is not self.kind:
            raise Refused(
                "trip_packed",
                "Goods of other members are packed for the fair: record them first, or take them out.",
            )
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
        member_id, moved = self.lines.member_id, self.lines.moved
        wanted = (member_id, moved) if self.lost and moved else None
        if wanted == self._asked:
            return
        self._asked, self.contract, self.without_contract = wanted, None, None
        if wanted is None:
            return
        books, day = self.desk.books, self.desk.clock().date()

        def ask() -> Money:
            with books.read() as read:
                return by_contract(read, member_id, day, moved)

        def see(amount: Money | None, wrong: ShopError | None = None) -> None:
            if self._asked == wanted:
                self.contract, self.without_contract = amount, wrong
                self.changed.ring()

        self.desk.lane.run(ask, see, lambda wrong: see(None, wrong))

    # A trip

    def everything_back(self) -> None:
        """Pack everything that is away, of all members, to bring it back; what stays away is taken out."""
        books, names = self.desk.books, self._names

        def ask() -> list[Pack]:
            with books.read() as read:
                return packing.away_of_all(read, names)

        def see(packs: list[Pack]) -> None:
            if not packs:
                self.desk.tell(Refused("nothing_away", "Nothing is away at a fair."))
            elif self.kind is SlipKind.TRANSFER_IN:
                self._drop_lines()
                self.packs = tuple(packs)
                self.changed.ring()

        self.desk.lane.run(ask, see)

    def open_pack(self, pack: Pack) -> None:
        """Look at a member's pack, and change it."""
        self.choosing.choose_id(pack.member_id)

    def leave_pack(self, pack: Pack) -> None:
        """Nothing of this member goes along."""
        self.packs = tuple(each for each in self.packs if each != pack)
        self.changed.ring()

    def _drop_lines(self) -> None:
        self.packs = ()
        self.lines.begin("", place=self.place)
        self.choosing.give_up()

    # The slip

    def save(self, *, amount: str = "") -> None:
        """Record it under the id it has had from the beginning; Refused says what is missing."""
        desk, lines = self.desk, self.lines
        desk.require(Right.GOODS)
        if self.empty:
            if not lines.member_id:
                raise Refused("no_member", "Choose whose it is first.")
            raise Refused("nothing_out", "Nothing is on the slip yet: scan it, or type what it is.")
        note = checked_note(self.kind, self.note)
        gets = self._compensation(amount)
        if self.busy:
            return
        self.busy = True
        books, kind, id, at = desk.books, self.kind, self.id, desk.clock()
        if self.fair:
            requests = packing.requests_of(
                self.every_pack, trip=id, begun=self.begun_at, at=at, who=desk.who, fair=note
            )
        else:
            requests = [SlipRequest(id, at, lines.member_id, lines.moved, desk.who, note)]

        def write() -> Sequence[RecordedSlip]:
            recorded = _record(books, kind, requests, gets)
            unfinished.forget(books, id)
            return recorded

        self.changed.ring()
        desk.lane.run(write, self._saved, self._not_saved)

    def _compensation(self, amount: str) -> Money | Compensation:
        if not self.lost or self.gets == NOTHING:
            return Compensation.NONE
        if self.gets == CONTRACT:
            return Compensation.BY_CONTRACT
        return amount_of(amount, self.shop.currency)

    def _saved(self, slips: Sequence[RecordedSlip]) -> None:
        self.busy, self.recorded = False, slips
        self.changed.ring()

    def _not_saved(self, wrong: ShopError) -> None:
        """Nothing was written; what is there by now is shown."""
        self.busy = False
        self.desk.tell(wrong)
        self.lines.load()
        self.changed.ring()

    def member_of(self, slip: RecordedSlip) -> str:
        """Whose a slip is."""
        return self._names.get(slip.slip.member_id, "")

    def next(self) -> None:
        """The next slip, of somebody else perhaps."""
        self._drop_lines()
        self.recorded, self.note = (), ""
        self._anew()
        self.changed.ring()


def _record(
    books: Books, kind: SlipKind, requests: Sequence[SlipRequest], gets: Money | Compensation
) -> Sequence[RecordedSlip]:
    if kind in TRANSFERS:
        return moving_to_fair.move_together(books, kind, requests)
    (request,) = requests
    if kind in WRITTEN_OFF:
        return [write_off(books, kind, request, compensation=gets)]
    verb = withdrawing.give_back if kind is SlipKind.WITHDRAWAL else donating.donate
    return [verb(books, request)]
