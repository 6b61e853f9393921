"""A slip is recorded: its number, how much it moved, its papers, and the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from ess_shop.domain.slip_words import title_of
from ess_shop.reading import RecordedSlip
from ess_shop.wording import Words
from ui.desktop import theme
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import card, column, label

Act = tuple[str, str, Callable[[RecordedSlip], object]]
"""What a button says, its key, and what it does with the slip."""


class SlipDone(QWidget):
    """A calm panel in the place of the page."""

    def __init__(self, words: Words, following: Callable[[], object]) -> None:
        super().__init__()
        self.words = words
        self._slip: RecordedSlip | None = None
        self._slips: Sequence[RecordedSlip] = ()
        outer = column(self, space=2)
        holder = QWidget()
        body = column(holder, space=2)
        sheet = card("accent")
        inside = column(sheet, space=1, margin=3)
        self._number = label(type="title", wrap=True)
        self._said = label(type="large", wrap=True)
        self._note = label(wrap=True)
        for part in (self._number, self._said, self._note):
            inside.addWidget(part)
        body.addWidget(sheet)
        self._called: Callable[[RecordedSlip], str] = lambda _slip: ""
        self.table = Table(
            words("Slips"),
            Rows(
                [
                    (words("Slip"), lambda slip: slip.number, False),
                    (words("Member"), self._whose, False),
                    (words("Pieces"), lambda slip: words.number(slip.slip.pieces), True),
                ]
            ),
            stretch=1,
        )
        self.table.pointed.connect(self._point)
        self.table.setMinimumHeight(theme.current().px(180))
        self.table.hide()
        body.addWidget(self.table, 1)
        self._acts = Flow()
        body.addWidget(self._acts)
        self._all: Button | None = None
        body.addStretch(1)
        outer.addWidget(scrolling(holder), 1)
        self.next = Button(words("Next deposit"), following, key="F9", role="primary", big=True)
        outer.addWidget(self.next)

    def offer(self, *acts: Act) -> None:
        """What can be done with the slip."""
        for text, key, act in acts:
            self._acts.add(Button(text, partial(self._do, act), key=key, role="note"))

    def offer_all(self, text: str, key: str, act: Callable[[RecordedSlip], object]) -> None:
        """What can be done with every slip, where several were recorded in one go."""

        def each() -> None:
            for slip in self._slips:
                act(slip)

        self._all = Button(text, each, key=key, role="note")
        self._acts.add(self._all)

    def _do(self, act: Callable[[RecordedSlip], object]) -> None:
        if self._slip is not None:
            act(self._slip)

    def show_slips(self, recorded: Sequence[RecordedSlip], called: Callable[[RecordedSlip], str]) -> None:
        """These were recorded in one go; `called` says whose each is. Papers are those of the pointed one."""
        several = len(recorded) > 1
        self._called, self._slips = called, recorded
        self.table.setVisible(several)
        if self._all is not None:
            self._all.setVisible(several)
        self.table.rows.set_rows(recorded)
        self.show_slip(recorded[0], called(recorded[0]))
        if several:
            self.table.selectRow(0)

    def _whose(self, recorded: RecordedSlip) -> str:
        return self._called(recorded)

    def _point(self, recorded: RecordedSlip) -> None:
        self._show(recorded, self._called(recorded))

    def show_slip(self, recorded: RecordedSlip, member: str) -> None:
        """This one was recorded."""
        self._show(recorded, member)
        self.next.setFocus()

    def _show(self, recorded: RecordedSlip, member: str) -> None:
        words, slip = self.words, recorded.slip
        self._slip = recorded
        self._number.setText(f"{title_of(slip, words)} {recorded.number}")
        self._said.setText(
            words(
                "{pieces}, worth {worth}",
                pieces=words.plural("{count} piece", "{count} pieces", slip.pieces),
                worth=slip.worth,
            )
        )
        self._note.setText(member)
