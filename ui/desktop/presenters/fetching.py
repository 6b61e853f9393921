"""What the till asks of the books for a basket: articles by scan, names of members, lines of old tickets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ess_shop.domain.basket import Asked, AskedBack, ReturnLine
from ess_shop.errors import NotFound, Refused
from ess_shop.reading import Reading
from ess_shop.services.composing import compose
from ess_shop.services.signing_in import by_card
from ui.desktop.presenters.basket import Line
from ui.desktop.presenters.choosing_member import MemberRow


class Names:
    """Members' names and stories, read again when a register changed."""

    def __init__(self) -> None:
        self._revision = -1
        self._names: dict[str, tuple[str, str]] = {}

    def of(self, read: Reading, member_id: str) -> tuple[str, str]:
        """(name, story) of a member."""
        if read.revision() != self._revision:
            self._names = {
                member: (identity.name, identity.story) for member, identity in read.identities().items()
            }
            self._revision = read.revision()
        return self._names.get(member_id, ("", ""))


def fetch(
    read: Reading, names: Names, asked: Sequence[Asked | AskedBack], till: str, today: date
) -> list[Line]:
    """The lines of what is asked for, as of the open business day."""
    session = read.session(till)
    basket = compose(read, asked, session.day if session else today)
    lines: list[Line] = []
    for each, line in zip(asked, basket.lines, strict=True):
        member = line.sold.member_id if isinstance(line, ReturnLine) else line.consignor.member_id
        name, story = names.of(read, member)
        lines.append(Line(each, line, name, story))
    return lines


def customer(read: Reading, names: Names, member_id: str) -> MemberRow | None:
    """The member who buys, by id; None for nobody, and for one who is no member."""
    try:
        member = read.member(member_id) if member_id else None
    except NotFound:
        return None
    return MemberRow(member.id, member.code, names.of(read, member.id)[0], member.kind) if member else None


def customer_by_card(read: Reading, names: Names, code: str) -> MemberRow | None:
    """The member whose card that is, or the card of somebody who belongs to it."""
    person = by_card(read.people(), code)
    return customer(read, names, person.member_id) if person else None


@dataclass(frozen=True, slots=True)
class Kept:
    """The lines of a kept basket that can still be sold or taken back, and why the others cannot."""

    lines: tuple[Line, ...]
    lost: tuple[NotFound | Refused, ...]


def fetch_kept(
    read: Reading, names: Names, asked: Sequence[Asked | AskedBack], till: str, today: date
) -> Kept:
    """The lines of a basket that waited, while the shop went on; one that went wrong takes none with it."""
    lines: list[Line] = []
    lost: list[NotFound | Refused] = []
    for number, each in enumerate(asked, start=1):
        try:
            lines += fetch(read, names, [each], till, today)
        except (NotFound, Refused) as wrong:
            wrong.facts["line"] = number
            lost.append(wrong)
    return Kept(tuple(lines), tuple(lost))
