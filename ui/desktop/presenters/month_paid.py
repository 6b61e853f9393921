"""The last step of a month's end: everybody is paid, a payout came back, or none was made after all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ess_shop.domain.ids import new_id
from ess_shop.domain.members import PayoutMeans
from ess_shop.domain.money import Money
from ess_shop.domain.payout_words import reason_said
from ess_shop.domain.payouts import HeldBack
from ess_shop.domain.settlement_record import PayoutLine, payouts
from ess_shop.errors import Refused
from ess_shop.services import paying
from ess_shop.services.planning_month import confirm_account
from ui.desktop.presenters.member_glance import paid_by
from ui.desktop.presenters.month import MonthPresenter


@dataclass(frozen=True, slots=True)
class PaidRow:
    """A payout, made or to be made; `back` is why it came back, "" if it did not."""

    line: PayoutLine
    member: str
    back: str = ""

    @property
    def which(self) -> paying.Payout:
        """How the books call it."""
        return self.line.member_id, self.line.amount.currency.code


class MonthPaid:
    """The payouts one by one; `chosen` is the one that came back."""

    def __init__(self, path: MonthPresenter) -> None:
        self.path = path
        self.chosen: PaidRow | None = None
        self._made: set[paying.Payout] = set()
        """Transfers in doubt that the bank made all the same."""
        path.moved.connect(self._forget)

    def _forget(self) -> None:
        self.chosen = None
        self._made = set()

    # What is in doubt

    @property
    def held(self) -> Sequence[HeldBack]:
        """Transfers that the bank file leaves out."""
        return self.path.seen.held if self.path.seen else ()

    def decide(self, held: HeldBack, *, made: bool) -> None:
        """Whether the bank made a doubtful one all the same; else it is owed again."""
        (self._made.add if made else self._made.discard)(held.key)

    def confirms(self, held: HeldBack) -> bool:
        """Whether it is enough that somebody asks the member about their account."""
        return held.why.code == "payout_new_iban" and self.path.may_settle

    def confirm(self, held: HeldBack) -> None:
        """Somebody asked them: the next bank file takes it in."""
        desk, month, at = self.path.desk, self.path.table.month, self.path.desk.clock()
        self.path.act(
            lambda: confirm_account(desk.books, month, held.payout.member_id, at=at, who=desk.who),
            lambda _none: desk.words(
                "{member}: the IBAN is confirmed. Make the papers again: the bank file takes it in.",
                member=held.payout.code,
            ),
        )

    def decided(self, held: HeldBack) -> bool:
        """Whether the bank made it."""
        return held.key in self._made

    # All of them

    @property
    def rows(self) -> Sequence[PaidRow]:
        """Every payout of the month."""
        state = self.path.state
        if state.settled is None:
            return ()
        lines = state.payouts if state.paid else payouts(state.settled.rows, self.path.shop)
        back = {(each.line.member_id, each.line.amount.currency.code): each.reason for each in state.backs}
        names = {each.member_id: (each.code, each.name) for each in self.path.table.rows}
        return [
            PaidRow(
                line,
                " · ".join(part for part in names.get(line.member_id, ()) if part),
                back.get((line.member_id, line.amount.currency.code), ""),
            )
            for line in lines
        ]

    def means(self, row: PaidRow) -> str:
        """How it is paid."""
        return paid_by(row.line.means, self.path.desk.words)

    def status(self, row: PaidRow) -> str:
        """Where it stands."""
        words = self.path.desk.words
        if row.back:
            return words("Came back: {reason}", reason=row.back)
        return words("Made") if self.path.paid else words("To be made")

    @property
    def sums(self) -> Sequence[tuple[str, Money]]:
        """What is paid by each means."""
        found: dict[tuple[str, str], Money] = {}
        for row in self.rows:
            key = (self.means(row), row.line.amount.currency.code)
            found[key] = found[key] + row.line.amount if key in found else row.line.amount
        return [(means, amount) for (means, _code), amount in found.items()]

    @property
    def left(self) -> int:
        """How many were made and did not come back."""
        return sum(not row.back for row in self.rows) if self.path.paid else 0

    @property
    def said(self) -> str:
        """Where the month stands."""
        words, state = self.path.desk.words, self.path.state
        if state.settled is None:
            return ""
        if state.settled.paid_on is None:
            return words(
                "Give the bank file to your bank, hand out the cash and the local currency; then say that "
                "everybody is paid."
            )
        return words("Paid on {day}.", day=state.settled.paid_on)

    @property
    def hint(self) -> str:
        """Where cash and local currency come from, as long as some are to be handed out."""
        handed_out = any(row.line.means != PayoutMeans.TRANSFER for row in self.rows)
        if self.path.paid or not handed_out:
            return ""
        return self.path.desk.words(
            "What you take out of a drawer for it is first noted at the till: “Take it to the bank”."
        )

    def choose(self, row: PaidRow) -> None:
        """That one came back."""
        self.chosen = row
        self.path.changed.ring()

    def pay(self) -> None:
        """The payouts were made."""
        desk, month, id, at = self.path.desk, self.path.table.month, new_id(), self.path.desk.clock()
        left_out = {
            each.key: reason_said(each, desk.words) for each in self.held if each.key not in self._made
        }
        self.path.act(
            lambda: paying.pay(desk.books, id=id, at=at, month=month, left_out=left_out),
            lambda _paid: desk.words("Everybody is paid."),
        )

    def came_back(self, reason: str) -> None:
        """The chosen one came back: it is owed again."""
        row, desk = self.chosen, self.path.desk
        if row is None:
            raise Refused("no_payout_chosen", "Choose in the list which payout came back.")
        _check_reason(reason)
        month, id, at = self.path.table.month, new_id(), desk.clock()

        def said(_none: None) -> str:
            self.chosen = None
            return desk.words(
                "{member}: {amount} is owed again, and paid with the next settlement.",
                member=row.member,
                amount=row.line.amount,
            )

        self.path.act(
            lambda: paying.take_payouts_back(
                desk.books, id=id, at=at, month=month, refused={row.which: reason.strip()}
            ),
            said,
        )

    def reverse(self, reason: str) -> None:
        """None of them was made after all."""
        _check_reason(reason)
        desk, month, id, at = self.path.desk, self.path.table.month, new_id(), self.path.desk.clock()
        self.path.act(
            lambda: paying.reverse_payouts(desk.books, id=id, at=at, month=month, reason=reason.strip()),
            lambda count: desk.words.plural(
                "{count} payout is owed again.", "{count} payouts are owed again.", count
            ),
        )


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("back_without_reason", "Say why it came back: it stands on the next statement.")
