"""Taking in a member's list from a spreadsheet: whose it is, the file, every line of it, and one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ess_shop.errors import ShopError
from ui.desktop import theme
from ui.desktop.presenters.choosing_file import FileChooser
from ui.desktop.presenters.list_files import ENDINGS, TEMPLATES
from ui.desktop.presenters.list_rows import PRICE, ListRow, state_names
from ui.desktop.presenters.taking_list import ListPresenter
from ui.desktop.rooms.goods.list_cards import ListHead, ProblemsCard
from ui.desktop.rooms.goods.member_chooser import MemberChooser
from ui.desktop.rooms.goods.paper_form import PaperForm
from ui.desktop.rooms.goods.slip_done import Act, SlipDone
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.file_picker import FilePicker, Said
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import card, column, label, row, unpainted
from ui.desktop.widgets.work_bar import WorkBar


class ListPage(Page):
    """Nothing is in the books before "Take in"; with one mistake on the list that key rests."""

    def __init__(self, presenter: ListPresenter, acts: Sequence[Act]) -> None:
        super().__init__(presenter.desk, presenter.desk.words("From a list"))
        self.presenter = presenter
        words = self.words
        self.setAcceptDrops(True)
        self.chooser = FileChooser(self.desk, ENDINGS, newest_first=True)
        self._picker: FilePicker | None = None
        self._fresh = False
        """Whether a file was chosen whose lines nobody has seen yet."""
        self.done = self.add_over(SlipDone(words, self._next))
        self.done.next.say(words("Next list"))
        self.done.offer(*acts)
        self.papers = self.add_over(PaperForm(self.desk, presenter.take, presenter.no_paper))
        self.member = MemberChooser(presenter.choosing, title=words("Whose list is it?"))
        self.begin = self._begin()
        self.bar = WorkBar(words, presenter.work, words("The list is looked through…"))
        self.head = ListHead(words)
        self.problems = ProblemsCard(words)
        self.prices = self._prices()
        self._states = state_names(words)
        self.table = self._table()
        self._remark = label(type="small", wrap=True)
        for part in (
            self.member,
            self.begin,
            self.bar,
            self.head,
            self.problems,
            self.prices,
            self.table,
            self._remark,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._foot()
        presenter.changed.connect(self.show_list)
        presenter.choosing.chose.connect(self._chosen)
        self.show_list()

    def _begin(self) -> QWidget:
        """What stands there before a file is chosen."""
        words, frame = self.words, card("raised")
        inside = column(frame, space=2, margin=2)
        inside.addWidget(
            label(words("Drop the member’s list here, or choose its file."), "strong", wrap=True)
        )
        keys = Flow()
        keys.add(Button(words("Choose the file"), self.pick, key="F7", role="note"))
        inside.addWidget(keys)
        said = words("No list yet? Give the member an empty one; it says itself how to fill it in.")
        inside.addWidget(label(said, wrap=True))
        self.templates = Flow()
        for ending, program in zip(TEMPLATES, ("Excel", "LibreOffice"), strict=True):
            give = partial(self.give_template, ending)
            self.templates.add(Button(words("Empty list for {program}", program=program), give))
        inside.addWidget(self.templates)
        return frame

    def _prices(self) -> QWidget:
        frame = card("warm")
        line = row(frame, space=2, margin=1)
        self._prices_said = label(wrap=True)
        self.all_prices = Button("", self.presenter.decide_all, key="F8")
        line.addWidget(self._prices_said, 1)
        line.addWidget(self.all_prices)
        return frame

    def _table(self) -> Table:
        words = self.words
        table = Table(
            words("Lines of the list"),
            Rows(
                [
                    (words("Line"), lambda line: str(line.line), True),
                    (words("State"), lambda line: self._states[line.state], False),
                    (words("Article"), lambda line: line.label, False),
                    (words("Price"), self._price, True),
                    (
                        words("Pieces"),
                        lambda line: words.number(line.quantity) if line.quantity else "–",
                        True,
                    ),
                ]
            ),
            stretch=2,
            long=True,
        )
        table.setMinimumHeight(theme.current().px(280))
        table.chosen.connect(self.presenter.decide)
        table.pointed.connect(self._point)
        return table

    def _foot(self) -> None:
        words = self.words
        self.keep.say(words("Take in"))
        self.again = Button(words("Read it again"), self.presenter.look_again, key="F5", big=True)
        self.other = Button(words("Another file"), self.pick, key="F7", big=True)
        self.save_problems = Button(words("Save what is wrong"), self._save_problems, key="F8", big=True)
        for place, button in enumerate((self.other, self.again, self.save_problems)):
            self.foot.insertWidget(place, button)

    # What is shown

    def load(self) -> None:
        """Members as they are now; a list that is looked at stays."""
        self.presenter.load()

    def focus_first(self) -> bool:
        """Whose list it is, and then the file."""
        if self.presenter.choosing.chosen is None:
            self.member.focus_first()
            return True
        return super().focus_first()

    def _chosen(self) -> None:
        """The member is known, or looked for: go where one goes on."""
        self.show_list()
        if self.isVisible() and not self.covered:
            self.focus_first()

    def show_list(self) -> None:
        """Everything that is known of the list."""
        presenter = self.presenter
        looked, running = presenter.looked, presenter.work.running
        rows = presenter.rows
        self.bar.see()
        self.begin.setVisible(looked is None and not running)
        self.templates.setVisible(presenter.choosing.chosen is not None)
        self.head.setVisible(looked is not None)
        if looked is not None:
            waits = presenter.choosing.chosen is None
            self.head.show_list(looked, presenter.ready, waits=waits, before=presenter.before_said)
        self.problems.show_problems(presenter.problems)
        self._show_prices()
        with unpainted(self.table):
            pointed = self.table.currentIndex().row()
            self.table.rows.set_rows(rows)
            for place in (0, 4):
                self.table.setColumnHidden(place, theme.current().large)
            if 0 <= pointed < len(rows):
                self.table.selectRow(pointed)
        self.table.setVisible(bool(rows))
        self._remark.setVisible(bool(rows))
        self.keep.setEnabled(presenter.ready is not None and not running and presenter.taken is None)
        for button in (self.other, self.again):
            button.setVisible(looked is not None)
            button.setEnabled(not running)
        self.save_problems.setVisible(bool(presenter.problems))
        if self._fresh and looked is not None and not running:
            self._fresh = False
            self._see_lines()
        self._show_instead()

    def _see_lines(self) -> None:
        """Go where one reads on: the first line, or what to do without one."""
        if self.presenter.choosing.chosen is None:
            self.member.focus_first()
        elif self.table.isVisibleTo(self):
            self.table.selectRow(0)
            self.table.setFocus()
        else:
            self.again.setFocus()

    def _show_prices(self) -> None:
        presenter, words = self.presenter, self.words
        others = presenter.others
        self.prices.setVisible(bool(others))
        self._prices_said.setText(
            words.plural(
                "On {count} line the list has another price than the books. Press Enter on it to take the "
                "list’s price.",
                "On {count} lines the list has other prices than the books. Press Enter on one to take the "
                "list’s price.",
                len(others),
            )
        )
        all_of_them = presenter.repriced == others
        self.all_prices.say(words("Prices of the books") if all_of_them else words("Prices of the list"))

    def _show_instead(self) -> None:
        """The recorded slip, or the identity paper that is asked for, in the place of the page."""
        presenter = self.presenter
        row = presenter.choosing.chosen
        if presenter.taken is not None:
            self.show_over(self.done)
            self.done.show_slip(presenter.taken.slip, row.called if row else "")
        elif presenter.paper is not None:
            if not self.papers.isVisible():
                self.show_over(self.papers)
                self.papers.show_paper(presenter.paper)
        elif self.covered and (self.papers.isVisible() or self.done.isVisible()):
            self.show_main()

    def _price(self, line: ListRow) -> str:
        """The price that will hold; the other one stands behind it."""
        words = self.words
        if line.listed is None or line.state != PRICE:
            return words.money(line.price) if line.price else "–"
        if theme.current().large:
            return words.money(line.listed if line.line in self.presenter.repriced else line.price)
        if line.line in self.presenter.repriced:
            return words("{price}, no longer {other}", price=line.listed, other=line.price)
        return words("{price}, not {other}", price=line.price, other=line.listed)

    def _point(self, line: ListRow) -> None:
        self._remark.setText(line.remark)

    # What is done

    def save(self) -> None:
        """Take the list in."""
        self.presenter.take()

    def pick(self) -> None:
        """Choose the file."""
        if self._picker is None:
            words = self.words
            said = Said(
                words("Choose the member’s list"),
                words("There is no list in this folder: XLSX, ODS or CSV."),
                words("Back without a file"),
            )
            self._picker = FilePicker(self.chooser, self.picked, self.show_main, said)
        self.show_over(self._picker)
        self._picker.begin()

    def picked(self, path: Path) -> None:
        """That file is the list."""
        self.show_main()
        self.desk.notices.pass_on()
        self._fresh = True
        self.presenter.open(path)

    def give_template(self, ending: str) -> None:
        """Write an empty list for the member."""
        self._try(partial(self.presenter.give_template, ending))

    def _save_problems(self) -> None:
        self._try(self.presenter.save_problems)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except ShopError as wrong:
            self.desk.tell(wrong)

    def _next(self) -> None:
        self.presenter.forget()
        self.presenter.choosing.give_up()
        self.member.focus_first()

    def leave(self) -> None:
        """A list that was taken in is done with."""
        super().leave()
        if self.presenter.taken is not None:
            self.presenter.forget()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped, while nothing is done with another."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """That file is the list."""
        event.acceptProposedAction()
        if not self.presenter.work.running:
            self.picked(Path(event.mimeData().urls()[0].toLocalFile()))
