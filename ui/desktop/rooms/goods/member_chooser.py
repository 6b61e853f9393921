"""Whose goods they are: a field that finds as one types, and then who was chosen with their contract."""

from __future__ import annotations

from ess_shop.errors import ShopError
from ui.desktop import theme
from ui.desktop.presenters.choosing_member import ChoosingMember, MemberRow
from ui.desktop.rooms.goods.chooser import Chooser
from ui.desktop.widgets.fields import EntryField

SHOWN = 7
"""How many members stand under the field at once; the others are scrolled to."""

_COLUMNS = [("", lambda member: member.code, False), ("", lambda member: member.name, False)]


class MemberChooser(Chooser):
    """What the page does with the member hangs on the presenter's bells; `title` is what is asked.

    With large letters the contract gives way to the work: a tooltip and a screen reader say it.
    """

    def __init__(self, presenter: ChoosingMember, *, title: str = "", change: str = "F6") -> None:
        self.presenter = presenter
        words = presenter.desk.words
        super().__init__(
            presenter,
            EntryField(words("Member"), words("Code or a few letters of the name")),
            title=title or words("Whose goods are they?"),
            name=words("Members"),
            columns=_COLUMNS,
            another=words("Choose another member"),
            change=change,
            stretch=1,
        )

    def load(self) -> None:
        """Ask the books who the members are; what was typed goes on."""
        self.presenter.load()

    def _enter(self, _text: str) -> None:
        try:
            self.presenter.enter()
        except ShopError as wrong:
            self.field.mark(self.presenter.desk.words.error(wrong))
            self.entry.selectAll()

    def _take(self, offered: MemberRow) -> None:
        self.presenter.choose(offered)

    def _say(self, chosen: MemberRow) -> None:
        contract = self.presenter.contract
        self._called.setText(chosen.called)
        self._more.setText(contract)
        self._more.setVisible(bool(contract) and not theme.current().large)
        self.card.setToolTip(contract)
        self.card.setAccessibleDescription(contract)

    def _height(self) -> int:
        shown = min(len(self.presenter.offered), SHOWN)
        return sum(self.table.rowHeight(place) for place in range(shown))
