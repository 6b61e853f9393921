"""Deposits that were begun and wait: go on with one, or throw it away."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QWidget

from ui.desktop.presenters.deposit import DepositPresenter
from ui.desktop.presenters.deposit_keeping import BegunDeposit
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.words import card, column, emptied, label

SHOWN = 4


class DepositBegun(QWidget):
    """A card for each, the oldest first."""

    def __init__(self, presenter: DepositPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self._inside = column(self, space=1)
        self._shown: tuple[BegunDeposit, ...] = ()
        presenter.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Those that wait, while nobody's goods are taken in."""
        waiting = tuple(self.presenter.begun[:SHOWN]) if self.presenter.member is None else ()
        if waiting != self._shown:
            self._shown = waiting
            emptied(self._inside)
            for place, each in enumerate(waiting):
                self._inside.addWidget(self._card(each, first=place == 0))
        self.setVisible(bool(waiting))

    def _card(self, begun: BegunDeposit, *, first: bool) -> QFrame:
        words, presenter = self.presenter.desk.words, self.presenter
        made = card("warm")
        inside = column(made, space=1, margin=2)
        said = words(
            "A deposit of {member} was begun on {day} at {clock} and is not finished: {pieces}.",
            member=begun.member,
            day=begun.at.date(),
            clock=begun.at.strftime("%H:%M"),
            pieces=words.plural("{count} piece", "{count} pieces", begun.pieces),
        )
        inside.addWidget(label(said, "strong", wrap=True))
        keys = Flow()
        go_on = Button(words("Go on"), partial(presenter.go_on, begun), key="F7" if first else "")
        go_on.setProperty("role", "primary")
        away = Button(words("Throw away"), partial(presenter.throw_away, begun), role="danger")
        for button, act in ((go_on, words("Go on")), (away, words("Throw away"))):
            button.setAccessibleName(words("{act}: {member}", act=act, member=begun.member))
            keys.add(button)
        inside.addWidget(keys)
        return made
