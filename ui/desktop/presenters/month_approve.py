"""The fourth step of a month's end: what approving does, who has signed, and the signature itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ess_shop.domain.ids import new_id
from ess_shop.domain.members import PayoutMeans
from ess_shop.domain.people import Person
from ess_shop.errors import Refused, ShopError
from ess_shop.reading import SettledMonth
from ess_shop.services.settling import approve
from ess_shop.services.signing_in import Attempts
from ess_shop.services.signing_month import sign, signers
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.month import MonthPresenter
from ui.desktop.presenters.month_checks import MonthChecks


class MonthApprove:
    """`others` are the people who may sign beside who sits here."""

    def __init__(self, path: MonthPresenter, checks: MonthChecks) -> None:
        self.path, self.checks = path, checks
        self.others: Sequence[Person] = ()
        self.known: Bell[[]] = Bell()
        """Rung when it is known who may sign."""
        self.pin_said = ""
        """What is wrong with the PIN that was typed."""
        self._attempts: dict[str, Attempts] = {}

    def look(self) -> None:
        """Ask who may sign."""
        desk = self.path.desk
        self.pin_said = ""
        today, own = desk.clock().date(), {desk.person.id} if desk.person else set()

        def ask() -> Sequence[Person]:
            with desk.books.read() as read:
                return signers(read, today, besides=own)

        def see(found: Sequence[Person]) -> None:
            self.others = found
            self.known.ring()

        self.path.lane.run(ask, see, desk.tell)

    # What is said

    @property
    def two(self) -> bool:
        """Whether it takes two people."""
        return self.path.state.rules.approvers > 1

    @property
    def consequences(self) -> Sequence[str]:
        """What approving will do, in words."""
        words, table = self.path.desk.words, self.path.table
        said = [
            words.plural(
                "{count} member receives a statement, numbered for good.",
                "{count} members receive a statement, numbered for good.",
                len(table.rows),
            )
        ]
        none = table.shop.money(0)
        by_means = {
            means: [each for each in table.rows if each.legal.paid and each.legal.payout_means is means]
            for means in PayoutMeans
        }
        sums = {means: sum((each.legal.paid for each in rows), none) for means, rows in by_means.items()}
        if by_means[PayoutMeans.TRANSFER]:
            count = len(by_means[PayoutMeans.TRANSFER])
            said.append(
                words("By bank transfer: {amount} ({count}).", amount=sums[PayoutMeans.TRANSFER], count=count)
            )
        if by_means[PayoutMeans.CASH]:
            count = len(by_means[PayoutMeans.CASH])
            said.append(words("In cash: {amount} ({count}).", amount=sums[PayoutMeans.CASH], count=count))
        for code in table.codes:
            rows = [row for each in table.rows if (row := each.local(code)) and row.paid]
            if rows:
                total = sum((row.paid for row in rows), rows[0].paid * 0)
                said.append(words("In local currency: {amount} ({count}).", amount=total, count=len(rows)))
        waiting = [each for each in table.rows if each.exception]
        if waiting:
            names = ", ".join(each.code for each in waiting)
            said.append(words("Something waits or is owed: {members}.", members=names))
        said.append(words("The month is closed: nothing more can be sold, added or changed in it."))
        return said

    @property
    def signed(self) -> Sequence[str]:
        """Who has signed, and whether it still holds."""
        words, seen = self.path.desk.words, self.path.seen
        if seen is None:
            return ()
        said = []
        for each in seen.state.agreed:
            name = seen.people.get(each.person, each.person)
            day = datetime.fromisoformat(each.at).date()
            if each.holds:
                said.append(words("{name} signed on {day}.", name=name, day=day))
            else:
                said.append(
                    words(
                        "{name} signed on {day}, but the figures are others now: sign anew.",
                        name=name,
                        day=day,
                    )
                )
        return said

    @property
    def own_signature(self) -> bool:
        """Whether who sits here has signed what holds."""
        person = self.path.desk.person
        return person is not None and any(each.person == person.id for each in self.path.state.holding)

    @property
    def open(self) -> bool:
        """Whether who sits here can sign now."""
        path = self.path
        ready = path.seen is not None and not path.settled and not path.empty
        return ready and path.may_settle and not self.checks.barred and not self.own_signature

    @property
    def why_not(self) -> str:
        """Why it cannot be signed yet, "" if it can."""
        words, path = self.path.desk.words, self.path
        if path.settled:
            return ""
        if not path.may_settle:
            return words("You can look; a treasurer approves the month.")
        if self.checks.barred:
            return words("Something bars the way: see the checks.")
        return ""

    # Signing

    def approve(self) -> None:
        """Who sits here signs."""
        path = self.path
        if not self.open:
            return
        desk, month, person = path.desk, path.table.month, path.person
        id, at = new_id(), desk.clock()
        path.act(lambda: approve(desk.books, id=id, at=at, month=month, person=person.id), self._said)

    def countersign(self, person: Person, pin: str) -> None:
        """Somebody else signs with their PIN; Refused while too many wrong ones were typed."""
        desk, month, now = self.path.desk, self.path.table.month, self.path.desk.clock()
        attempts = self._attempts.get(person.id, Attempts())
        attempts.require_open(now)
        if not pin:
            raise Refused("no_pin", "{name} types their PIN to sign.", name=person.name)
        id = new_id()

        def work() -> SettledMonth | None:
            try:
                made = sign(desk.books, id=id, at=now, month=month, person=person, pin=pin)
            except ShopError as wrong:
                if wrong.code == "wrong_pin":
                    self._attempts[person.id] = attempts.after(right=False, now=now)
                raise
            self._attempts[person.id] = Attempts()
            return made

        self.pin_said = ""
        self.path.act(work, self._said, self._refused)

    def _refused(self, wrong: ShopError) -> bool:
        """A wrong PIN is told where it was typed."""
        if wrong.code != "wrong_pin":
            return False
        self.pin_said = self.path.desk.words.error(wrong)
        return True

    def _said(self, made: SettledMonth | None) -> str:
        words, name = self.path.desk.words, self.path.title
        if made is None:
            return words("Signed. {month} waits for a second person.", month=name)
        return words("{month} is approved and closed.", month=name)
