"""What is packed for a fair, or comes back from one: goods of several members, a slip for each in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ess_shop.domain.ids import id_for
from ess_shop.domain.money import Money
from ess_shop.domain.shop import Shop
from ess_shop.reading import GoodsRow, Reading
from ess_shop.services.stocking import Moved, SlipRequest
from ui.desktop.presenters.slip_lines import Place, SlipLines


@dataclass(frozen=True, slots=True)
class Pack:
    """Pieces of one member's goods, by article id; `member` is how the member is called."""

    member_id: str
    member: str
    goods: tuple[tuple[str, int], ...]
    worth: Money

    @property
    def pieces(self) -> int:
        """All pieces together."""
        return sum(quantity for _id, quantity in self.goods)


def pack_of(lines: SlipLines, member: str) -> Pack:
    """What is on the lines, packed."""
    goods = tuple((line.goods.article_id, line.quantity) for line in lines.lines)
    return Pack(lines.member_id, member, goods, lines.worth)


def with_pack(packs: Sequence[Pack], pack: Pack) -> tuple[Pack, ...]:
    """The packs by member, this one in the place of the member's other one."""
    others = [each for each in packs if each.member_id != pack.member_id]
    return tuple(sorted([*others, pack], key=lambda each: each.member))


def away_of_all(read: Reading, names: Mapping[str, str]) -> list[Pack]:
    """Everything that is away, packed by member."""
    shop = read.shop()
    rows: dict[str, list[tuple[str, int, Money]]] = {}
    for row in read.shelf():
        if row.away > 0:
            rows.setdefault(row.member_id, []).append((row.article_id, row.away, row.price))
    packs = [
        Pack(
            member_id,
            names.get(member_id, ""),
            tuple((id, away) for id, away, _price in goods),
            sum((price * away for _id, away, price in goods), shop.money(0)),
        )
        for member_id, goods in rows.items()
    ]
    return sorted(packs, key=lambda each: each.member)


def plain_packs(packs: Sequence[Pack]) -> list[list[Any]]:
    """Packs as plain data, to be kept."""
    return [[pack.member_id, [list(each) for each in pack.goods]] for pack in packs]


def packs_from(read: Reading, plain: object, place: Place, names: Mapping[str, str]) -> list[Pack]:
    """The packs that plain data was made of, as far as their goods are there still."""
    found = []
    for member_id, kept in plain if isinstance(plain, list) else ():
        there = {row.article_id: row for row in read.goods_of(str(member_id))}
        goods = tuple(
            (str(id), min(int(quantity), count))
            for id, quantity in kept
            if id in there and (count := _count(there[id], place)) > 0
        )
        if goods:
            worth = sum((there[id].price * count for id, count in goods), read.shop().money(0))
            found.append(Pack(str(member_id), names.get(str(member_id), ""), goods, worth))
    return sorted(found, key=lambda each: each.member)


def requests_of(
    packs: Sequence[Pack], *, trip: str, begun: datetime, at: datetime, who: str, fair: str
) -> list[SlipRequest]:
    """A slip for each pack, under ids that belong to the trip: recorded twice is once."""
    return [
        SlipRequest(
            id_for(begun, "trip", trip, pack.member_id),
            at,
            pack.member_id,
            tuple(Moved(id, quantity) for id, quantity in pack.goods),
            who,
            fair,
        )
        for pack in packs
    ]


def total_of(packs: Sequence[Pack], shop: Shop) -> tuple[int, Money]:
    """Pieces, and what they cost together."""
    return sum(pack.pieces for pack in packs), sum((pack.worth for pack in packs), shop.money(0))


def _count(row: GoodsRow, place: Place) -> int:
    return row.on_hand if place is Place.HERE else row.away
