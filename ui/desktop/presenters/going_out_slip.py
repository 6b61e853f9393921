"""A slip of goods that go out while it is put together: whose goods, which, why, and what the member gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Money
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import TRANSFERS, WRITTEN_OFF, SlipKind
from ess_shop.errors import Refused, ShopError
from ess_shop.reading import RecordedSlip
from ess_shop.services.writing_off import by_contract
from ui.desktop.presenters import going_out_packs as packing
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.choosing_member import ChoosingMember
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.going_out_packs import Pack
from ui.desktop.presenters.going_out_recording import CONTRACT
from ui.desktop.presenters.slip_lines import Place, SlipLines, refuse_stranger


class SlipOut:
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
        self.asked = ""
        """The request of the member that is done with this slip, "" if nobody asked for it."""
        self.recorded: Sequence[RecordedSlip] = ()
        self.busy = False
        self.changed: Bell[[]] = Bell()
        self._contract_of: object = None
        self._anew()
        self.lines.changed.connect(self._lines_changed)

    def _anew(self, id: str = "", begun: datetime | None = None, asked: str = "") -> None:
        """Another slip, under an id of its own from its beginning."""
        self.asked = asked
        self.id, self.begun_at = id or new_id(), begun or self.desk.clock()
        self._written = bool(id)

    def _turn_to(self, article: Article, quantity: int) -> None:
        """A scan of somebody else's goods: the slip is its member's alone."""
        refuse_stranger(article, quantity)

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

    def member_of(self, slip: RecordedSlip) -> str:
        """Whose a slip is."""
        return self._names.get(slip.slip.member_id, "")

    # What the member gets

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
        if wanted == self._contract_of:
            return
        self._contract_of, self.contract, self.without_contract = wanted, None, None
        if wanted is None:
            return
        books, day = self.desk.books, self.desk.clock().date()

        def ask() -> Money:
            with books.read() as read:
                return by_contract(read, member_id, day, moved)

        def see(amount: Money | None, wrong: ShopError | None = None) -> None:
            if self._contract_of == wanted:
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
