"""Goods out: taken back, given away, lost, stolen, broken, sent to a fair or back from one; with its slip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ess_shop.domain.articles import Article
from ess_shop.domain.people import Right
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import SlipKind, checked_note
from ess_shop.errors import Refused, ShopError
from ess_shop.reading import RecordedSlip
from ess_shop.services import own_account, unfinished
from ess_shop.services.own_account import Request
from ess_shop.services.stocking import SlipRequest
from ui.desktop.presenters import going_out_keeping as keeping
from ui.desktop.presenters import going_out_packs as packing
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.going_out_keeping import Begun, Kept
from ui.desktop.presenters.going_out_packs import Pack
from ui.desktop.presenters.going_out_recording import compensation, record
from ui.desktop.presenters.going_out_slip import SlipOut
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.slip_lines import refuse_stranger
from ui.desktop.presenters.typed_goods import article_called


class GoingOutPresenter(SlipOut):
    """What people do with the slip: begin and go on with it, scan, pack for a fair, record."""

    def __init__(self, desk: Desk, shop: Shop) -> None:
        super().__init__(desk, shop)
        self.begun: Sequence[Begun] = ()
        self._coming: tuple[Article, int] | None = None
        self.choosing.chose.connect(self._chosen)

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

    def prepare(self, request: Request) -> None:
        """Begin the withdrawal of what a member asked to have back; what stood here is kept and waits.

        A slip that was begun for this request already is gone on with.
        """
        self.choosing.load(partial(self._prepare, request))

    def _prepare(self, request: Request) -> None:
        books, names = self.desk.books, self._names

        def ask() -> list[Begun]:
            with books.read() as read:
                return keeping.found(read, names)

        def see(found: list[Begun]) -> None:
            begun = next((each for each in found if keeping.kept_of(each.sheet).asked == request.id), None)
            if begun is not None:
                self.go_on(begun)
            elif self.asked != request.id:
                self._begin_asked(request)

        self.write_down()
        self.desk.lane.run(ask, see)

    def _begin_asked(self, request: Request) -> None:
        self._anew()
        self._drop_lines()
        self.recorded, self.kind, self.note = (), SlipKind.WITHDRAWAL, ""
        self.choosing.choose_id(request.member_id)
        self._anew(asked=request.id)
        wanted = [(line.article_id, line.quantity) for line in request.lines]
        self.lines.begin(request.member_id, id=self.id, wanted=wanted, then=partial(self._missing, request))

    def _missing(self, request: Request) -> None:
        """Say so if something that was asked for is not here any longer."""
        left = sum(line.quantity for line in request.lines) - self.lines.pieces
        if left > 0:
            said = self.desk.words.plural(
                "{count} piece that was asked for is not here any longer.",
                "{count} pieces that were asked for are not here any longer.",
                left,
            )
            self.desk.notices.tell("asked", said, Tone.WARNING)

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
        self._anew(kept.id, kept.begun, kept.asked)
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
            self.asked,
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
        gets = compensation(self.kind, self.gets, amount, self.shop.currency)
        if self.busy:
            return
        self.busy = True
        books, kind, id, at = desk.books, self.kind, self.id, desk.clock()
        asked = self.asked if kind is SlipKind.WITHDRAWAL else ""
        if self.fair:
            requests = packing.requests_of(
                self.every_pack, trip=id, begun=self.begun_at, at=at, who=desk.who, fair=note
            )
        else:
            requests = [SlipRequest(id, at, lines.member_id, lines.moved, desk.who, note)]

        def write() -> Sequence[RecordedSlip]:
            recorded = record(books, kind, requests, gets)
            unfinished.forget(books, id)
            if asked:
                own_account.done(books, asked, at=at)
            return recorded

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
        self._drop_lines()
        self.recorded, self.note = (), ""
        self._anew()
        self.changed.ring()
