"""The page of slips: a list that finds, the slip that is pointed at beside it, its papers, taking it back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ess_shop.domain.slip_words import declared, title_of
from ess_shop.domain.slips import SlipKind
from ui.desktop import theme
from ui.desktop.presenters.slips import ANY, MONTH, TODAY, YEAR, SlipsPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import EntryField, TextField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import card, column, label, unpainted

MOST_SHOWN = 40
"""Lines of a slip that are read on the screen; its paper has them all."""


class SlipsPage(Page):
    """Letters find; arrows point; the slip is read on the right."""

    def __init__(self, presenter: SlipsPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Slips"))
        self.presenter = presenter
        words = self.words
        self.keep.hide()
        self.entry = EntryField(words("Find a slip"), words("Number, member, reason"))
        self.entry.textEdited.connect(presenter.find)
        self.entry.moved.connect(self._move)
        self.entry.escaped.connect(self._clear)
        self.since = Choices(
            [
                (ANY, words("Any day")),
                (TODAY, words("Today")),
                (MONTH, words("30 days")),
                (YEAR, words("One year")),
            ],
            changed=lambda since: presenter.choose(since=since),
        )
        self.kinds = Choices(presenter.kinds(), changed=lambda kind: presenter.choose(kind=kind))
        self.table = Table(
            words("Slips"),
            Rows(
                [
                    (words("Number"), lambda row: row.number, False),
                    (words("Day"), lambda row: words.day(row.day), False),
                    (words("Member"), lambda row: presenter.member_name(row.member), False),
                    (words("Pieces"), lambda row: words.number(row.pieces), True),
                ]
            ),
            stretch=2,
        )
        self.table.setMinimumHeight(theme.current().px(280))
        self.table.setColumnHidden(1, theme.current().large)
        self.table.pointed.connect(presenter.point)
        self._none = label(words("No slip fits."), "strong", wrap=True)
        halves = Halves(least=560, shares=(3, 2))
        for part in (self.table, self._none):
            halves.first.addWidget(part)
        halves.second.addWidget(self._slip())
        halves.second.addStretch(1)
        self.body.addWidget(self.entry)
        self.body.addWidget(self.since)
        self.body.addWidget(self.kinds)
        self.body.addWidget(halves, 1)
        presenter.changed.connect(self._show)
        self._show()

    def _slip(self) -> QWidget:
        words, presenter = self.words, self.presenter
        self._card = card("raised")
        inside = column(self._card, space=1, margin=2)
        self._title = label(type="large", wrap=True)
        self._who = label(type="strong", wrap=True)
        self._said = label(wrap=True)
        self._goods = label(wrap=True)
        for part in (self._title, self._who, self._said, self._goods):
            inside.addWidget(part)
        acts = Flow()
        acts.add(Button(words("Print the slip"), presenter.roll, key="F10"))
        acts.add(Button(words("Slip on a sheet"), presenter.sheet, key="F11"))
        inside.addWidget(acts)
        self.note = TextField(words("Why it is taken back"), changed=lambda _text: self.note.mark(""))
        self.back = Button(words("Take the slip back"), self._take_back, key="F9", role="danger")
        inside.addWidget(self.note)
        inside.addWidget(self.back)
        return self._card

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def _show(self) -> None:
        presenter = self.presenter
        rows = list(presenter.rows)
        self.since.choose(presenter.since)
        self.kinds.choose(presenter.kind)
        shown = presenter.slip
        with unpainted(self.table):
            if self.table.rows.rowCount() != len(rows) or any(
                self.table.rows.row(place) is not row for place, row in enumerate(rows)
            ):
                self.table.rows.set_rows(rows)
        place = next((n for n, row in enumerate(rows) if shown and row.number == shown.number), -1)
        if place >= 0 and self.table.currentIndex().row() != place:
            self.table.selectRow(place)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._card.setVisible(shown is not None)
        self.back.setEnabled(not presenter.busy)
        if shown is not None:
            self._show_slip()

    def _show_slip(self) -> None:
        presenter, words = self.presenter, self.words
        recorded = presenter.slip
        if recorded is None:
            return
        slip = recorded.slip
        row = next((each for each in presenter.rows if each.number == recorded.number), None)
        self._title.setText(f"{title_of(slip, words)} {recorded.number}")
        member = presenter.member_name(row.member) if row else ""
        self._who.setText(f"{member}\n{words.long_day(slip.day)} {slip.volunteer}".strip())
        self._said.setText("\n".join(declared(slip, words)))
        goods = [
            f"{line.quantity} × {line.label} ({line.code}), {words.money(line.price)}" for line in slip.lines
        ]
        more = ["…"] if len(goods) > MOST_SHOWN else []
        self._goods.setText("\n".join([*goods[:MOST_SHOWN], *more]))
        can = slip.kind not in (SlipKind.REVERSAL, SlipKind.CORRECTION)
        for part in (self.note, self.back):
            part.setVisible(can)

    def _take_back(self) -> None:
        self.desk.notices.pass_on()
        self.presenter.take_back(self.note.value)

    def _move(self, step: int) -> None:
        count = len(self.presenter.rows)
        if count:
            self.table.selectRow(max(0, min(count - 1, self.table.currentIndex().row() + step)))

    def _clear(self) -> None:
        self.entry.clear()
        self.presenter.find("")
