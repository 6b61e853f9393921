"""Goods whose time is over, by member; the contract's way is one key, every other way another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent

from ess_shop.domain.clauses import After
from ess_shop.domain.stays import Stay, StayRow
from ess_shop.errors import ShopError
from ui.desktop import theme
from ui.desktop.presenters.expiring import LONG, SHORT, ExpiringPresenter
from ui.desktop.presenters.expiring_list import ALL
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.form import LONG as LONG_FIELD
from ui.desktop.widgets.form import Form
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.tick import Tick
from ui.desktop.widgets.words import label, unpainted

MEASURED = 100
"""By so many lines columns find their width."""


class ExpiringPage(Page):
    """The list above, what is meant below it, and the acts."""

    def __init__(self, presenter: ExpiringPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Time is over"))
        self.presenter = presenter
        words = self.words
        self.states = Choices(
            [
                (ALL, words("All of it")),
                (str(Stay.OVER), words("Over")),
                (str(Stay.GRACE), words("In the days of grace")),
                (str(Stay.ENDING), words("Ends soon")),
            ],
            changed=presenter.show,
        )
        self.table = Table(
            words("Goods whose time ends"),
            Rows(
                [
                    (words("Member"), self._member, False),
                    (words("Article"), lambda row: row.label, False),
                    (words("Pieces"), lambda row: words.number(row.on_hand), True),
                    (words("Its time"), self._time, False),
                    (words("Told"), self._told, False),
                ]
            ),
            stretch=1,
            long=True,
        )
        self.table.horizontalHeader().setResizeContentsPrecision(MEASURED)
        self._narrow = self._very = False
        self.table.setMinimumHeight(theme.current().px(240))
        self.table.pointed.connect(lambda _row: presenter.point(self.table.currentIndex().row()))
        self._none = label(words("No goods here are at the end of their time."), "strong", wrap=True)
        self.whole = Tick(words("Do it for everything of this member that ends the same way"))
        self.whole.toggled.connect(lambda on: presenter.mean(whole=on))
        self._meant = label(type="strong", wrap=True)
        self._said = label(wrap=True)
        self.receiver = TextField(words("Given to whom"), changed=lambda _text: self.receiver.mark(""))
        self._to = Form()
        self._to.add(self.receiver, LONG_FIELD)
        self.acts = Flow()
        self.buttons = (
            Button(words("Give back"), partial(self._try, presenter.give_back), key="F2"),
            Button(words("Give away"), partial(self._try, self._give_away), key="F3"),
            Button(words("{days} days more", days=SHORT), self._longer(SHORT), key="F7"),
            Button(words("{days} days more", days=LONG), self._longer(LONG), key="F8"),
            Button(words("Letter"), partial(self._try, presenter.letter), key="F10"),
            Button(words("E-mail"), partial(self._try, presenter.mail), key="F11"),
        )
        for button in self.buttons:
            self.acts.add(button)
        self.body.addWidget(self.states)
        self.body.addWidget(self._none)
        self.body.addWidget(self.table, 1)
        for part in (self.whole, self._meant, self._said, self.acts, self._to):
            self.body.addWidget(part)
        self.totals = label(wrap=True)
        self.foot.insertWidget(0, self.totals, 100)
        self.keep.say(words("As the contract says"))
        self._asking = False
        """Whether it is to be said to whom goods are given."""
        self._shown: Sequence[StayRow] | None = None
        presenter.changed.connect(self._show)
        self._show()

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def focus_first(self) -> bool:
        """The list."""
        self.table.setFocus()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large letters leave no room for names; what is meant says them."""
        super().resizeEvent(event)
        worn, width = theme.current(), event.size().width()
        self._narrow = width < worn.px(840)
        self.table.setColumnHidden(4, self._narrow)
        self._very = width < worn.px(560)
        self.table.setColumnHidden(2, self._very)
        self.totals.setVisible(not self._very)

    def _member(self, row: StayRow) -> str:
        return row.member if self._narrow else f"{row.member} · {row.name}".rstrip(" ·")

    def _time(self, row: StayRow) -> str:
        """How its time stands; the day alone where there is no room: the pointed line is told in full."""
        if self._very:
            return self.words.day(row.grace_until if row.state is Stay.OVER else row.until)
        return self.presenter.state_said(row)

    def _told(self, row: StayRow) -> str:
        return self.words.day(row.told) if row.told else ""

    def _show(self) -> None:
        presenter, words = self.presenter, self.words
        rows = presenter.rows
        self.states.choose(presenter.shown)
        if rows is not self._shown:
            self._shown = rows
            with unpainted(self.table):
                self.table.rows.set_rows(rows)
        if rows:
            self.table.selectRow(presenter.pointed)
        for part in (self.table, self.whole, self._meant, self._said, self.acts):
            part.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self.whole.setChecked(presenter.whole)
        meant = presenter.meant
        self.totals.setText(self._sums(rows))
        self._meant.setText(
            words("{member}: {sums}", member=meant[0].name or meant[0].member, sums=self._sums(meant))
            if meant
            else ""
        )
        self._said.setText(presenter.said)
        self._to.setVisible(bool(meant) and (self._asking or meant[0].after is After.DONATE))
        for button in (*self.buttons, self.keep):
            button.setEnabled(bool(meant) and not presenter.busy)
        self.buttons[-1].setEnabled(bool(meant) and not presenter.busy and presenter.can_mail)

    def _sums(self, rows: Sequence[StayRow]) -> str:
        words, sums = self.words, self.presenter.sums(rows)
        return words(
            "{articles}, {pieces}, worth {worth}",
            articles=words.plural("{count} article", "{count} articles", sums.articles),
            pieces=words.plural("{count} piece", "{count} pieces", sums.pieces),
            worth=sums.worth,
        )

    def _longer(self, days: int) -> Callable[[], None]:
        return partial(self._try, partial(self.presenter.prolong, days))

    def _give_away(self) -> None:
        self._asking = True
        self._show()
        self.presenter.give_away(self.receiver.value)

    def save(self) -> None:
        """What the contract says."""
        meant = self.presenter.meant
        receiver = self.receiver.value if meant and meant[0].after is After.DONATE else ""
        try:
            self.presenter.as_agreed(receiver)
        except ShopError as wrong:
            self._mark(wrong)
            raise

    def _try(self, act: Callable[[], object]) -> None:
        self.desk.notices.pass_on()
        self.receiver.mark("")
        try:
            act()
        except ShopError as wrong:
            self._mark(wrong)
            self.desk.tell(wrong)

    def _mark(self, wrong: ShopError) -> None:
        if wrong.code in ("receiver_missing", "bad_note"):
            self.receiver.mark(self.words.error(wrong))
            self.receiver.line.setFocus()
