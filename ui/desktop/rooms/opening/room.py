"""Good morning: what lies in the drawers, and the till is open."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desktop.presenters.opening import OpeningPresenter
from ui.desktop.rooms.room import Room
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.counting import DrawerCounter
from ui.desktop.widgets.keys import tab_through
from ui.desktop.widgets.reasons import ReasonField
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import card, column, emptied, label, row


class OpeningRoom(Room):
    """Take over, or count."""

    name = "opening"

    def __init__(self, presenter: OpeningPresenter) -> None:
        super().__init__(presenter.desk)
        self._presenter = presenter
        words = self.desk.words
        outer = column(self, space=2, margin=3)
        self._title = label(type="title", wrap=True)
        outer.addWidget(self._title)
        inside = QWidget()
        body = column(inside, space=2)
        self._left = card("accent")
        self._left_in = column(self._left, space=1, margin=2)
        body.addWidget(self._left)
        self._hint = label(words("Or count what lies in the drawers:"), "strong")
        body.addWidget(self._hint)
        self.counters: list[DrawerCounter] = []
        self._counters_in = column(space=2)
        body.addLayout(self._counters_in)
        body.addStretch(1)
        outer.addWidget(scrolling(inside), 1)
        self.reason = ReasonField(
            words("Why is it not what the last closing left?"),
            (words("Change was fetched"), words("Money went to the bank"), words("Nobody knows")),
        )
        outer.addWidget(self.reason)
        foot = row(space=1)
        self.take_over = Button(
            words("Take it over as it is"), presenter.take_over, key="F9", role="primary", big=True
        )
        self.open = Button(words("Open with what I counted"), self._open, key="F10", big=True)
        foot.addStretch(1)
        foot.addWidget(self.open)
        foot.addWidget(self.take_over)
        outer.addLayout(foot)
        self.reason.line.returnPressed.connect(self._open)
        presenter.changed.connect(self.refresh)
        self._make_counters()

    def _make_counters(self) -> None:
        emptied(self._counters_in)
        self.counters = [
            DrawerCounter(drawer, self.desk.words, self._presenter.count)
            for drawer in self._presenter.drawers
        ]
        for counter in self.counters:
            self._counters_in.addWidget(counter)
        fields = [field for counter in self.counters for field in counter.fields.values()]
        tab_through([*fields, self.reason.line, self.open, self.take_over])

    def entered(self) -> None:
        """A new morning: nothing counted yet."""
        self._make_counters()
        self.reason.line.clear()
        self._presenter.look()
        self.refresh()
        (self.take_over if self._presenter.known else self._first_field()).setFocus()

    def _first_field(self) -> QWidget:
        return next(iter(self.counters[0].fields.values()))

    def refresh(self) -> None:
        """What was left, and whether the count differs."""
        presenter, words = self._presenter, self.desk.words
        day = words.long_day(self.desk.clock().date())
        self._title.setText(words("Good day! The till opens for {day}.", day=day))
        emptied(self._left_in)
        self._left.setVisible(presenter.known)
        self.take_over.setVisible(presenter.known)
        self._hint.setText(
            words("Or count what lies in the drawers:")
            if presenter.known
            else words("Count what lies in the drawers:")
        )
        if presenter.known:
            self._left_in.addWidget(label(words("The last closing left"), "strong"))
            for left in presenter.left:
                line = row(space=1)
                line.addWidget(label(words("Drawer: {name}", name=left.name)))
                line.addStretch(1)
                line.addWidget(label(words.money(left.amount), "large"))
                self._left_in.addLayout(line)
        if presenter.waiting:
            waits = words.plural(
                "{count} basket still waits", "{count} baskets still wait", presenter.waiting
            )
            self._left_in.addWidget(label(waits, "strong"))
            self._left.setVisible(True)
        counting = any(drawer.total.minor for drawer in presenter.drawers)
        self.reason.setVisible(presenter.differs and counting)

    def _open(self) -> None:
        self._presenter.open_counted(self.reason.value)
