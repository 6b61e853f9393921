"""What is to be counted: open stocktakes to go on with, or a new one of some goods."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from ui.desktop.presenters.stocktaking import EVERYTHING, MEMBERS, SHELF, OpenOne, StocktakingPresenter
from ui.desktop.rooms.goods.member_chooser import MemberChooser
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.words import card, column, emptied, label, row


class StocktakeBegin(QWidget):
    """Cards of what is open above, what else can be counted below."""

    def __init__(self, presenter: StocktakingPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        words = self.words = presenter.desk.words
        outer = column(self, space=2)
        self._open = QWidget()
        self._open_in = column(self._open, space=1)
        self._shown: tuple[OpenOne, ...] | None = None
        outer.addWidget(self._open)
        outer.addWidget(label(words("What do you count?"), "strong", wrap=True))
        self.ways = Choices(
            [
                (MEMBERS, words("Goods of members")),
                (SHELF, words("A shelf or category")),
                (EVERYTHING, words("All goods")),
            ],
            changed=presenter.choose_way,
        )
        outer.addWidget(self.ways)
        self.members = Flow()
        self._members_shown: tuple[str, ...] = ()
        outer.addWidget(self.members)
        self.chooser = MemberChooser(presenter.choosing, title=words("Whose goods? One member, or several."))
        outer.addWidget(self.chooser)
        self.categories: Choices | None = None
        self._categories_shown: tuple[str, ...] = ()
        self._shelf = QWidget()
        self._shelf_in = column(self._shelf, space=1)
        outer.addWidget(self._shelf)
        self._said = label(wrap=True)
        outer.addWidget(self._said)
        outer.addStretch(1)
        presenter.changed.connect(self.refresh)
        self.refresh()

    def focus_first(self) -> None:
        """Where one types whose goods are counted."""
        if self.presenter.way == MEMBERS:
            self.chooser.focus_first()

    def refresh(self) -> None:
        """What is open, and what was chosen."""
        presenter, words = self.presenter, self.words
        self.ways.choose(presenter.way)
        self._show_open()
        self._show_members()
        self._show_categories()
        self.chooser.setVisible(presenter.way == MEMBERS)
        self.members.setVisible(presenter.way == MEMBERS and bool(presenter.members))
        self._shelf.setVisible(presenter.way == SHELF)
        everything = words("Everything that should be here is counted, whoever it belongs to.")
        none = words("No article has a category yet: count by member, or everything.")
        said = everything if presenter.way == EVERYTHING else ""
        self._said.setText(none if presenter.way == SHELF and not presenter.categories else said)
        self._said.setVisible(bool(self._said.text()))

    def _show_open(self) -> None:
        presenter, words = self.presenter, self.words
        now = tuple(presenter.opened)
        if now == self._shown:
            return
        self._shown = now
        emptied(self._open_in)
        self._open.setVisible(bool(now))
        for one in now:
            frame = card("warm")
            line = row(frame, space=2, margin=1)
            line.addWidget(label(one.said, wrap=True), 1)
            for text, act, role in (
                (words("Go on"), partial(presenter.go_on, one), "primary"),
                (words("Throw away"), partial(presenter.ask_to_give_up, one), "plain"),
            ):
                button = Button(text, act, role=role)
                button.setAccessibleName(words("{act}: {member}", act=text, member=one.what))
                line.addWidget(button)
            self._open_in.addWidget(frame)

    def _show_members(self) -> None:
        presenter = self.presenter
        now = tuple(each.id for each in presenter.members)
        if now == self._members_shown:
            return
        self._members_shown = now
        self.members.clear()
        for each in presenter.members:
            button = Button(f"{each.called}  ✕", partial(presenter.take_out, each), role="note")
            button.setAccessibleName(self.words("Do not count {member}", member=each.called))
            self.members.add(button)

    def _show_categories(self) -> None:
        presenter = self.presenter
        now = tuple(presenter.categories)
        if now == self._categories_shown:
            return
        self._categories_shown = now
        emptied(self._shelf_in)
        self.categories = None
        if not now:
            return
        chosen = presenter.category if presenter.category in now else now[0]
        self.categories = Choices(
            [(name, name) for name in now], chosen=chosen, changed=presenter.choose_category
        )
        presenter.category = chosen
        self._shelf_in.addWidget(self.categories)
