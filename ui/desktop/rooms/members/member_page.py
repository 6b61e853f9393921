"""What every tab of a member's file is: a page that is told whose it is."""

from __future__ import annotations

from typing import Any, Protocol

from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.member_shown import MemberShown
from ui.desktop.rooms.page import Page


class MemberPage(Protocol):
    """A `Page` that shows one member."""

    def show_member(self, member_id: str) -> None:
        """Whose page it is from now on."""


class ShownPage(Page):
    """A page that only shows what the books say of a member."""

    def __init__(self, desk: Desk, title: str, shown: MemberShown[Any]) -> None:
        super().__init__(desk, title)
        self.shown = shown
        self.keep.hide()

    def show_member(self, member_id: str) -> None:
        """Whose it is from now on."""
        self.shown.show_member(member_id)

    def load(self) -> None:
        """What the books say is asked when it is shown."""
