"""The third step of a month's end: fees, advances, corrections, who waits, and what the treasurer decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Money
from ess_shop.domain.month_plan import LocalChoice
from ess_shop.domain.settlement import Carried
from ess_shop.domain.source import shown
from ess_shop.errors import Refused
from ess_shop.services import planning_month
from ess_shop.services.adjusting import adjust, day_within
from ess_shop.services.month_table import MemberMonth
from ui.desktop.presenters.choosing_member import ChoosingMember
from ui.desktop.presenters.month import MonthPresenter


class Kind(StrEnum):
    """What is noted for a member."""

    FEE = "fee"
    ADVANCE = "advance"
    GIVEN = "given"
    WAIT = "wait"


class MonthAdjust:
    """A member, what is noted for them, how much and why."""

    def __init__(self, path: MonthPresenter) -> None:
        self.path = path
        self.member = ChoosingMember(path.desk)
        self.kind = Kind.FEE

    def kinds(self) -> Sequence[tuple[str, str]]:
        """What can be noted."""
        words = self.path.desk.words
        return (
            (Kind.FEE, words("A fee")),
            (Kind.ADVANCE, words("An advance")),
            (Kind.GIVEN, words("A correction in their favour")),
            (Kind.WAIT, words("Do not pay this month")),
        )

    def note(self, amount: str, reason: str) -> None:
        """Note it; Refused where something is missing."""
        path, words = self.path, self.path.desk.words
        chosen, month, at = self.member.chosen, path.table.month, path.desk.clock()
        if chosen is None:
            raise Refused("no_member_chosen", "Choose a member first.")
        if not reason.strip():
            raise Refused("adjustment_without_reason", "Say why: the member will read it on the statement.")
        books = path.desk.books
        if self.kind is Kind.WAIT:
            path.act(
                lambda: planning_month.exclude(books, month, chosen.id, reason, at=at),
                lambda _none: words("{member} waits this month.", member=chosen.called),
            )
            return
        money = self._amount(amount)
        taken = money if self.kind is Kind.GIVEN else -money
        id, fee = new_id(), self.kind is Kind.FEE
        path.act(
            lambda: adjust(
                books,
                id=id,
                at=at,
                day=day_within(month, at),
                member_id=chosen.id,
                amount=taken,
                reason=reason.strip(),
                fee=fee,
            ),
            lambda _none: words("{member}: {amount} is noted.", member=chosen.called, amount=taken),
        )

    def _amount(self, text: str) -> Money:
        try:
            money = self.path.shop.currency.parse(text.strip().removesuffix("€").strip())
        except ValueError:
            raise Refused("bad_amount", "{value} is no amount.", value=shown(text, 20) or "–") from None
        if money.minor <= 0:
            raise Refused(
                "amount_not_positive", "Type an amount above nothing: what it is for says the rest."
            )
        return money

    # What waits for a decision

    @property
    def changed_accounts(self) -> Sequence[MemberMonth]:
        """Whose bank account is new and nobody asked them yet."""
        return [
            each
            for each in self.path.table.rows
            if any(row.why_carried is Carried.IBAN_CHANGED for row in each.rows)
        ]

    def confirm(self, member: MemberMonth) -> None:
        """Somebody asked them."""
        desk, month, at = self.path.desk, self.path.table.month, self.path.desk.clock()
        self.path.act(
            lambda: planning_month.confirm_account(desk.books, month, member.member_id, at=at, who=desk.who),
            lambda _none: desk.words("{member}: the IBAN is confirmed.", member=member.code),
        )

    @property
    def short(self) -> Sequence[tuple[str, Money]]:
        """Local currencies of which there is too little, undecided, and how much is missing."""
        table = self.path.table
        return [(code, table.shop.local_named(code).money(minor)) for code, minor in table.missing.items()]

    @property
    def decided(self) -> Sequence[tuple[str, LocalChoice]]:
        """What was decided about the others."""
        return list(self.path.state.plan.local.items())

    def choose_local(self, code: str, choice: LocalChoice | None) -> None:
        """Pay it in legal currency, let it wait, or (None) decide anew."""
        desk, month, at = self.path.desk, self.path.table.month, self.path.desk.clock()
        self.path.act(
            lambda: planning_month.choose_local(desk.books, month, code, choice, at=at),
            lambda _none: desk.words("{currency}: noted.", currency=code),
        )

    def count_again(self) -> None:
        """Some was bought meanwhile: look what there is now."""
        self.path.load()

    @property
    def excluded(self) -> Sequence[tuple[MemberMonth, str]]:
        """Who waits, and why."""
        plan = self.path.state.plan
        return [
            (each, plan.excluded[each.member_id])
            for each in self.path.table.rows
            if each.member_id in plan.excluded
        ]

    def include(self, member: MemberMonth) -> None:
        """Pay them after all."""
        desk, month, at = self.path.desk, self.path.table.month, self.path.desk.clock()
        self.path.act(
            lambda: planning_month.include(desk.books, month, member.member_id, at=at),
            lambda _none: desk.words("{member} is paid.", member=member.code),
        )

    # The return window

    @property
    def window_days(self) -> int:
        """For how many days sold goods may still come back."""
        return self.path.state.rules.window_days

    def set_window(self, text: str) -> None:
        """Another number of days; Refused for what is none."""
        if not (text.strip().isascii() and text.strip().isdigit()):
            raise Refused("bad_number", "“{value}” is no number of days.", value=shown(text, 20) or "–")
        rules = replace(self.path.state.rules, window_days=int(text))
        desk, id, at = self.path.desk, new_id(), self.path.desk.clock()
        self.path.act(
            lambda: planning_month.set_settling_rules(desk.books, rules, id=id, at=at, who=desk.who),
            lambda _none: desk.words("Goods may come back for {days} days.", days=rules.window_days),
        )
