"""A member's file at the right: who it is, tabs, and the page of the tab that is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.desktop import theme
from ui.desktop.presenters.members import NEW, MembersPresenter
from ui.desktop.rooms.members.member_page import MemberPage
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.tabs import Tabs
from ui.desktop.widgets.words import column, label, row

Tab = tuple[str, Callable[[], Page]]
"""What a tab is called, and what makes its page, a `MemberPage`, when it is first opened."""


class MemberFile(QWidget):
    """One page at a time for the member that `show_member` names; NEW shows the form for somebody new."""

    def __init__(self, presenter: MembersPresenter, tabs: Sequence[Tab], new: Callable[[], Page]) -> None:
        super().__init__()
        self.presenter = presenter
        words = presenter.desk.words
        self._entries, self._new = list(tabs), new
        self._made: dict[int, Page] = {}
        self._blank: Page | None = None
        self.at, self.member_id = 0, NEW
        outer = column(self)
        head = row(space=2)
        self.name = label(type="strong" if theme.current().large else "large", wrap=True)
        head.addWidget(self.name, 1)
        self.back = Button(words("All members"), key="F6", role="quiet")
        head.addWidget(self.back)
        outer.addLayout(head)
        self.tabs = Tabs([name for name, _make in tabs], self.turn)
        outer.addWidget(self.tabs)
        self._stack = QStackedWidget()
        outer.addWidget(self._stack, 1)
        for key, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda step=step: self._step(step))

    @property
    def blank(self) -> bool:
        """Whether it is for somebody new."""
        return self.member_id == NEW

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self.new_page if self.blank else self.page_at(self.at)

    @property
    def new_page(self) -> Page:
        """The form for somebody new."""
        if self._blank is None:
            self._blank = self._new()
            self._stack.addWidget(self._blank)
        return self._blank

    def page_at(self, number: int) -> Page:
        """The page of a tab, made if nobody opened it yet."""
        if number not in self._made:
            self._made[number] = page = self._entries[number][1]()
            page.heading.hide()  # the tab says it
            self._stack.addWidget(page)
        return self._made[number]

    def warn(self) -> bool:
        """Whether something that was typed for this member waits to be kept; it is told."""
        pages = [*self._made.values(), *([self._blank] if self._blank else [])]
        waiting = [page for page in pages if page.unsaved]
        for page in waiting:
            page.leave()
        return bool(waiting)

    def show_member(self, member_id: str) -> None:
        """Whose file it is from now on: the same tab, with what the books say now."""
        self.member_id = member_id
        chosen = self.presenter.chosen
        called = f"{chosen.row.code} · {chosen.name}" if chosen and chosen.row.name else ""
        self.name.setText("" if self.blank else called or (chosen.name if chosen else ""))
        self.tabs.setVisible(not self.blank)
        self._open()

    def turn(self, number: int) -> None:
        """Open a tab."""
        self.presenter.desk.notices.pass_on()
        if number != self.at:
            self.page.leave()
        self.at = number
        self._open()
        self.page.focus_first()

    def _open(self) -> None:
        self.tabs.mark(self.at)
        page = self.page
        self._stack.setCurrentWidget(page)
        page.show_main()
        if not page.unsaved:
            shown: MemberPage = page  # type: ignore[assignment]
            shown.show_member(self.member_id)

    def _step(self, step: int) -> None:
        if not self.blank:
            self.turn((self.at + step) % len(self._entries))
