"""Labels: the goods at the left, on what they are printed at the right, and the first one as it will be."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from ess_shop.domain.label_settings import RECEIPT, ROLL, ROLLS, SHEET
from ess_shop.errors import ShopError
from ui.desktop import theme
from ui.desktop.presenters.choosing_member import ChoosingMember
from ui.desktop.presenters.labels import LabelsPresenter
from ui.desktop.rooms.goods.member_chooser import MemberChooser
from ui.desktop.rooms.goods.sizes_panel import SizesPanel, size_said
from ui.desktop.rooms.page import Page
from ui.desktop.rooms.settings.device_choices import DeviceChoices
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import EntryField, Field, TextField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.paper import FittedPaper
from ui.desktop.widgets.sheet_picture import SheetPicture
from ui.desktop.widgets.words import column, label, row, unpainted
from ui.desktop.widgets.work_bar import WorkBar

LINES_SHOWN = 4
"""Of the goods, without scrolling."""


class LabelsPage(Page):
    """Scan, look, F9; everything else is as it was the last time."""

    def __init__(self, presenter: LabelsPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Labels"))
        self.presenter = presenter
        words = self.words
        self._sizes: SizesPanel | None = None
        self._members = ChoosingMember(self.desk)
        self._asking = self.add_over(self._whose())
        self.bar = WorkBar(words, presenter.work, words("The labels are drawn…"))
        halves = Halves(least=620, shares=(1, 1))
        for part in (*self._goods(), *self._preview()):
            halves.first.addWidget(part)
        halves.first.addStretch(1)
        for part in self._paper():
            halves.second.addWidget(part)
        halves.second.addStretch(1)
        self.body.addWidget(halves)
        self.body.addWidget(self.bar)
        self.body.addStretch(1)
        self.keep.say(words("Make the labels"))
        self._members.chose.connect(self._member_chosen)
        presenter.changed.connect(self.show_all)
        presenter.drawn.connect(self._show_picture)
        presenter.found.connect(self._show_devices)
        self.show_all()

    # Left: which goods

    def _goods(self) -> tuple[QWidget, ...]:
        words, goods = self.words, self.presenter.goods
        self.entry = EntryField(words("Goods to label"), words("Scan, or type a code or a slip’s number"))
        self.entry.submitted.connect(self._add)
        self.entry.moved.connect(self._move)
        self.entry.stepped.connect(self._step)
        self.entry.erased.connect(self._drop)
        self.entry.escaped.connect(self.entry.clear)
        self.field = Field(words("Which goods?"), self.entry, words("3* before it for three labels."))
        keys = Flow()
        keys.add(Button(words("All goods of a member"), self.ask_member, key="F6", role="note"))
        self.empty = Button(words("Empty the list"), goods.clear, role="quiet")
        keys.add(self.empty)
        self.table = Table(
            words("Goods to label"),
            Rows(
                [
                    (words("Code"), lambda line: line.code, False),
                    (words("Article"), lambda line: line.label, False),
                    (words("Labels"), lambda line: words.number(line.count), True),
                ]
            ),
            stretch=1,
            long=True,
        )
        self.count = QWidget()
        line = row(self.count, space=1)
        self._total = label(type="large")
        line.addWidget(self._total, 1)
        self.fewer = Button("−", partial(self._step, -1), hint="−")
        self.more = Button("+", partial(self._step, 1), hint="+")
        self.fewer.setAccessibleName(words("One label fewer"))
        self.more.setAccessibleName(words("One label more"))
        for button in (self.fewer, self.more):
            button.setFixedWidth(theme.current().px(72))
            line.addWidget(button)
        return self.field, keys, self.table, self.count

    def _preview(self) -> tuple[QWidget, ...]:
        words = self.words
        self.paper = FittedPaper(words("The first label"))
        self._pictured = label(wrap=True)
        self._first = label(words("The first label as it will come out"), "small", wrap=True)
        return self._first, self.paper, self._pictured

    def _whose(self) -> QWidget:
        words, holder = self.words, QWidget()
        inside = column(holder, space=2)
        inside.addWidget(label(words("All goods of a member"), "title", wrap=True))
        self.chooser = MemberChooser(self._members)
        inside.addWidget(self.chooser)
        inside.addStretch(1)
        foot = row(space=1)
        foot.addStretch(1)
        foot.addWidget(Button(words("Back"), self.show_main, key="Esc"))
        inside.addLayout(foot)
        return holder

    # Right: on what

    def _paper(self) -> tuple[QWidget, ...]:
        words = self.words
        self.on = Choices(
            [
                (SHEET, words("Sheets")),
                (ROLL, words("Label printer")),
                (RECEIPT, words("Receipt printer")),
            ],
            changed=lambda on: self.choose(on=on),
        )
        self._sheets = self._sheet_part()
        self._roll = self._roll_part()
        return Field(words("On what?"), self.on), self._sheets, self._roll

    def _sheet_part(self) -> QWidget:
        words, holder = self.words, QWidget()
        inside = column(holder, space=1)
        line = row(space=1)
        said = column(space=0)
        self._name = label(type="strong", wrap=True)
        self._size = label(wrap=True)
        said.addWidget(self._name)
        said.addWidget(self._size)
        line.addLayout(said, 1)
        line.addWidget(Button(words("Other labels"), self.choose_size, key="F7"))
        inside.addLayout(line)
        self.sheet = SheetPicture(words)
        self.sheet.begun.connect(lambda start: self.choose(start=start))
        beside = row(space=2)
        beside.addWidget(self.sheet)
        hint = words("Is the sheet begun? Touch the first label that is still on it.")
        beside.addWidget(label(hint, wrap=True), 1)
        inside.addLayout(beside)
        return holder

    def _roll_part(self) -> QWidget:
        words, holder = self.words, QWidget()
        inside = column(holder, space=2)
        names = {"62x29": "62 × 29 mm", "29x90": "29 × 90 mm", "62": words("62 mm, endless")}
        self.roll = Choices(
            [(roll, names[roll]) for roll in ROLLS], changed=lambda roll: self.choose(roll=roll)
        )
        inside.addWidget(Field(words("Which roll is in it?"), self.roll))
        self.printer = TextField(words("Where the label printer is"), changed=self._type_printer)
        inside.addWidget(self.printer)
        self.devices = DeviceChoices(words, self._take_printer, self.presenter.look)
        inside.addWidget(self.devices)
        return holder

    # What is shown

    def load(self) -> None:
        """What the shop set, and what was printed on last."""
        self.presenter.load()

    def show_all(self) -> None:
        """The goods and what they are printed on."""
        presenter, words = self.presenter, self.words
        lines, choice, running = presenter.goods.lines, presenter.choice, presenter.work.running
        pointed = max(self.table.currentIndex().row(), 0)
        with unpainted(self.table):
            self.table.rows.set_rows(lines)
            if lines:
                self.table.selectRow(min(pointed, len(lines) - 1))
        self.table.setVisible(bool(lines))
        self._fit_table()
        self.count.setVisible(bool(lines))
        self.empty.setVisible(bool(lines))
        self._total.setText(words.plural("{count} label", "{count} labels", presenter.goods.total))
        self.on.choose(choice.on)
        self._sheets.setVisible(choice.on == SHEET)
        self._roll.setVisible(choice.on == ROLL)
        self._name.setText(choice.layout)
        self._size.setText(size_said(words, presenter.layout))
        self.sheet.show_sheet(presenter.layout, start=choice.start, count=presenter.goods.total)
        self.roll.choose(choice.roll)
        if self.printer.value != choice.printer:
            self.printer.line.setText(choice.printer)
        self.keep.setEnabled(bool(lines) and not running)
        self.bar.see()

    def _fit_table(self) -> None:
        """As high as its first lines: the picture of the label below is seen without scrolling."""
        shown = min(len(self.presenter.goods.lines), LINES_SHOWN)
        rows = sum(self.table.rowHeight(place) for place in range(shown))
        self.table.setFixedHeight(rows + self.table.horizontalHeader().height() + 8)

    def _show_picture(self) -> None:
        presenter = self.presenter
        self.paper.show_png(presenter.picture, self.words("The first label"))
        self._first.setVisible(bool(presenter.picture))
        self._pictured.setText(presenter.pictured)
        self._pictured.setVisible(bool(presenter.pictured))

    def _show_devices(self) -> None:
        found = self.presenter.devices
        self.devices.show_devices((*found.usb, *found.files))

    # What is done

    def choose(self, **changes: str | int) -> None:
        """Print on something else."""
        choice = replace(self.presenter.choice, **changes)  # type: ignore[arg-type]
        self.presenter.choose(choice)
        if choice.on == ROLL and not self.presenter.devices.usb:
            self.presenter.look()

    def _type_printer(self, text: str) -> None:
        self.presenter.say_printer(text.strip())

    def _take_printer(self, address: str) -> None:
        self.printer.line.setText(address)
        self.presenter.say_printer(address)

    def _add(self, text: str) -> None:
        self.field.mark("")
        try:
            self.presenter.goods.add(text)
        except ShopError as wrong:
            self.field.mark(self.words.error(wrong))
        else:
            self.entry.clear()

    def scanned(self, code: str) -> bool:
        """A scan is one more label."""
        if self.covered:
            return False
        self.desk.notices.pass_on()
        self._add(code)
        return True

    def _move(self, step: int) -> None:
        count = len(self.presenter.goods.lines)
        if count:
            self.table.selectRow(max(0, min(count - 1, self.table.currentIndex().row() + step)))

    def _step(self, step: int) -> None:
        line = self.table.current
        if line is not None:
            self.presenter.goods.set_count(line.code, line.count + step)

    def _drop(self) -> None:
        line = self.table.current
        if line is not None:
            self.presenter.goods.set_count(line.code, 0)

    def ask_member(self) -> None:
        """Choose a member."""
        self._members.give_up()
        self.show_over(self._asking)
        self.chooser.load()
        self.chooser.focus_first()

    def _member_chosen(self) -> None:
        chosen = self._members.chosen
        if chosen is not None:
            self.show_main()
            self.presenter.goods.add_member(chosen.code)

    def choose_size(self) -> None:
        """Choose the labels that lie in the printer."""
        if self._sizes is None:
            self._sizes = SizesPanel(self.presenter, self._size_chosen, self.show_main)
        self.show_over(self._sizes)
        self._sizes.begin()

    def _size_chosen(self, name: str) -> None:
        self.show_main()
        self.choose(layout=name)

    def save(self) -> None:
        """Make the labels."""
        self.presenter.make()
