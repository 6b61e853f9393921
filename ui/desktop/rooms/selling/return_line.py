"""One line of a ticket that may come back: what it was, how many can, and + and − by finger or number pad."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from ess_shop.wording import Words
from ui.desktop.presenters.returning import ReturnChoice
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.words import column, label, row


class ReturnLine(QFrame):
    """Has the focus as a whole: + and − count, / goes on, Enter puts all into the basket."""

    def __init__(
        self,
        words: Words,
        pick: Callable[[int, int], None],
        put: Callable[[], None],
        leave: Callable[[], None],
    ) -> None:
        super().__init__()
        self._words, self._pick, self._put, self._leave = words, pick, put, leave
        self._choice = ReturnChoice(0, "", "", 0)
        self.setProperty("card", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = row(self, space=1, margin=1)
        said = column(space=0)
        self._label, self._left = label(type="strong", wrap=True), label(type="small", wrap=True)
        said.addWidget(self._label)
        said.addWidget(self._left)
        inside.addLayout(said, 1)
        self._fewer = Button("−", lambda: self._step(-1))
        self._more = Button("+", lambda: self._step(1))
        self._count = label(type="large")
        for part in (self._fewer, self._count, self._more):
            inside.addWidget(part)

    def parts(self) -> tuple[QWidget, ...]:
        """What Tab stops at here, in its order."""
        return self, self._fewer, self._more

    def show_choice(self, choice: ReturnChoice) -> None:
        """What can come back, and what was picked."""
        words, self._choice = self._words, choice
        left = words.plural("{count} can come back", "{count} can come back", choice.left)
        said = words("{price} – {left}", price=choice.price, left=left)
        self._label.setText(choice.label)
        self._left.setText(said)
        self._count.setText(str(choice.picked))
        self._fewer.setAccessibleName(words("One fewer of {label}", label=choice.label))
        self._more.setAccessibleName(words("One more of {label}", label=choice.label))
        self._fewer.setEnabled(choice.picked > 0)
        self._more.setEnabled(choice.picked < choice.left)
        self.setAccessibleName(words("{label}: {count} comes back", count=choice.picked, label=choice.label))

    def _step(self, step: int) -> None:
        self._pick(self._choice.line, self._choice.picked + step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the number pad and the arrows mean here."""
        key = event.key()
        if event.text() in ("+", "-"):
            self._step(1 if event.text() == "+" else -1)
        elif event.text() == "/" or key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._put()
        elif key == Qt.Key.Key_Backspace:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _go(self, step: int) -> None:
        around = self.parentWidget()
        lines = [each for each in around.findChildren(ReturnLine) if each.isVisible()] if around else [self]
        lines[(lines.index(self) + step) % len(lines)].setFocus()
