"""A slip is recorded: its number, how much it moved, its papers, and the next one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ess_shop.domain.slip_words import title_of
from ess_shop.reading import RecordedSlip
from ess_shop.wording import Words
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.words import card, column, label

Act = tuple[str, str, Callable[[RecordedSlip], object]]
"""What a button says, its key, and what it does with the slip."""


class SlipDone(QWidget):
    """A calm panel in the place of the page."""

    def __init__(self, words: Words, following: Callable[[], object]) -> None:
        super().__init__()
        self.words = words
        self._slip: RecordedSlip | None = None
        outer = column(self, space=2)
        sheet = card("accent")
        inside = column(sheet, space=1, margin=3)
        self._number = label(type="title", wrap=True)
        self._said = label(type="large", wrap=True)
        self._note = label(wrap=True)
        for part in (self._number, self._said, self._note):
            inside.addWidget(part)
        outer.addWidget(sheet)
        self._acts = Flow()
        outer.addWidget(self._acts)
        self.next = Button(words("Next deposit"), following, key="F9", role="primary", big=True)
        outer.addWidget(self.next)
        outer.addStretch(1)

    def offer(self, *acts: Act) -> None:
        """What can be done with the slip."""
        for text, key, act in acts:
            self._acts.add(Button(text, partial(self._do, act), key=key, role="note"))

    def _do(self, act: Callable[[RecordedSlip], object]) -> None:
        if self._slip is not None:
            act(self._slip)

    def show_slip(self, recorded: RecordedSlip, member: str) -> None:
        """This one was recorded."""
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
        self.next.setFocus()
