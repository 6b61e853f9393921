"""The room of the members: the directory at the left, the file of the one who is pointed at beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent

from ui.desktop import theme
from ui.desktop.presenters.access import AccessPresenter
from ui.desktop.presenters.contract import ContractPresenter
from ui.desktop.presenters.members import NEW, MembersPresenter
from ui.desktop.presenters.news import NewsPresenter
from ui.desktop.rooms.members.access_page import AccessPage
from ui.desktop.rooms.members.contract_page import ContractPage
from ui.desktop.rooms.members.directory import Directory
from ui.desktop.rooms.members.file import MemberFile, Tab
from ui.desktop.rooms.members.form_page import FormPage
from ui.desktop.rooms.members.glance_page import GlancePage
from ui.desktop.rooms.members.goods_page import GoodsPage
from ui.desktop.rooms.members.history_page import HistoryPage
from ui.desktop.rooms.members.news_page import NewsPage
from ui.desktop.rooms.members.notes_page import NotesPage
from ui.desktop.rooms.members.sold_page import SoldPage
from ui.desktop.rooms.room import Room
from ui.desktop.widgets.words import row

BOTH_FROM = 1080
"""From which width on, at 100 %, directory and file stand beside each other."""


class MembersRoom(Room):
    """See `ui.desktop.presenters.members`; where it is narrow, the file is opened over the directory."""

    name = "members"

    def __init__(self, presenter: MembersPresenter) -> None:
        super().__init__(presenter.desk)
        self.presenter = presenter
        self._opened = False
        outer = row(self, space=2, margin=2)
        self.directory = Directory(presenter)
        self.file = MemberFile(presenter, _tabs(presenter), lambda: FormPage(presenter, new=True))
        outer.addWidget(self.directory, 2)
        outer.addWidget(self.file, 3)
        self.directory.opened.connect(self.open_file)
        self.directory.new.connect(self.add_member)
        self.file.back.clicked.connect(self.close_file)
        presenter.chose.connect(self._show)
        self._arrange()

    @property
    def narrow(self) -> bool:
        """Whether there is room for one of both alone."""
        return self.width() < theme.current().px(BOTH_FROM)

    def entered(self) -> None:
        """What the books say now; typing finds."""
        self.presenter.load()
        self.directory.entry.setFocus()

    def left(self) -> None:
        """What is not kept is told."""
        self.file.page.leave()

    def sent_for(self, what: str) -> None:
        """The file of the member with that id."""
        self.presenter.load(what)
        self.open_file()

    def open_file(self) -> None:
        """Go to the file of the one who is pointed at."""
        if self.presenter.chosen is not None:
            self._opened = True
            self._arrange()
            if not self.file.page.focus_first():
                self.file.tabs.buttons[self.file.at].setFocus()

    def close_file(self) -> None:
        """Back to everybody."""
        if self.file.blank and not self.file.warn():
            self._show()
        self._opened = False
        self._arrange()
        self.directory.entry.setFocus()
        self.directory.entry.selectAll()

    def add_member(self) -> None:
        """The form for somebody new."""
        if not self.file.warn():
            self.desk.notices.pass_on()
            self.file.show_member(NEW)
            self._opened = True
            self._arrange()
            self.file.page.focus_first()

    def _show(self) -> None:
        """The file of the one who is pointed at, unless something for another one waits to be kept."""
        chosen = self.presenter.chosen
        if chosen is None:
            self._arrange()
        elif chosen.member_id == self.file.member_id or not self.file.warn():
            self.file.show_member(chosen.member_id)
            self._arrange()
        elif not self.file.blank:
            self.presenter.stay(self.file.member_id)

    def _arrange(self) -> None:
        there = self.presenter.chosen is not None or self._opened
        both = not self.narrow
        self.directory.setVisible(both or not self._opened)
        self.file.setVisible(there and (both or self._opened))
        self.file.back.setVisible(not both or self.file.blank)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        self._arrange()


def _tabs(presenter: MembersPresenter) -> Sequence[Tab]:
    """The tabs of a file in their order, one line for each."""
    words = presenter.desk.words
    return (
        (words("At a glance"), lambda: GlancePage(presenter)),
        (words("Goods here"), lambda: GoodsPage(presenter)),
        (words("Sold"), lambda: SoldPage(presenter)),
        (words("History"), lambda: HistoryPage(presenter)),
        (words("Notes"), lambda: NotesPage(presenter)),
        (words("Who they are"), lambda: FormPage(presenter)),
        (words("Contract"), lambda: ContractPage(ContractPresenter(presenter.desk, presenter.papers))),
        (words("News"), lambda: NewsPage(NewsPresenter(presenter.desk))),
        (words("Their own room"), lambda: AccessPage(AccessPresenter(presenter.desk))),
    )
