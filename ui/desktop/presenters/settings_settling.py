"""How the shop settles its months: how many people approve, and for how long sold goods may come back."""

from __future__ import annotations

from ess_shop.domain.ids import new_id
from ess_shop.domain.month_plan import LONGEST_WINDOW, SettlingRules
from ess_shop.domain.people import Right
from ess_shop.domain.source import shown
from ess_shop.errors import Refused
from ess_shop.services.planning_month import RULES, set_settling_rules, settling_rules
from ess_shop.services.signing_month import signers
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.settings_keeping import say_saved


class SettlingPresenter:
    """The rules as the books have them, and how many people could sign."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.rules = SettlingRules()
        self.able = 0
        """So many people may settle and have a PIN to sign with."""
        self.changed: Bell[[]] = Bell()

    def load(self) -> None:
        """Ask the books."""
        desk = self.desk
        today = desk.clock().date()

        def ask() -> tuple[SettlingRules, int]:
            with desk.books.read() as read:
                return settling_rules(read), len(signers(read, today))

        def see(found: tuple[SettlingRules, int]) -> None:
            self.rules, self.able = found
            self.changed.ring()

        desk.lane.run(ask, see)

    def warning(self, approvers: int) -> str:
        """What is missing for so many people to approve, "" if nothing is."""
        words = self.desk.words
        if self.able >= approvers:
            return ""
        return words.plural(
            "So far {count} person may settle and has a PIN: give somebody the right on the page “Rights”.",
            "So far {count} people may settle and have a PIN: give somebody the right on the page “Rights”.",
            self.able,
        )

    def save(self, approvers: int, days: str) -> None:
        """Keep both; Refused for what is no number of days."""
        desk = self.desk
        desk.require(Right.SETTINGS)
        text = days.strip()
        if not (text.isascii() and text.isdigit() and int(text[:4]) <= LONGEST_WINDOW):
            raise Refused(
                "bad_window_typed",
                "“{value}” does not fit: type between 0 and {most} days.",
                value=shown(text, 20) or "–",
                most=LONGEST_WINDOW,
            )
        rules, id, at, who = SettlingRules(approvers, int(text)), new_id(), desk.clock(), desk.who

        def kept(_none: None) -> None:
            desk.settings_changed.ring(RULES)
            say_saved(desk)
            self.load()

        desk.lane.run(lambda: set_settling_rules(desk.books, rules, id=id, at=at, who=who), kept)
