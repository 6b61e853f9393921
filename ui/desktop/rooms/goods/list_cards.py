"""What is said of a list above its lines: how much it brings, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ess_shop.domain.deposit_list import DepositList
from ess_shop.wording import Words
from ui.desktop.presenters.list_rows import Looked
from ui.desktop.theme import SPACE
from ui.desktop.widgets.words import card, column, emptied, label

MOST_SHOWN = 12
"""So many problems are mended before anybody reads on; the text that is saved has them all."""


class ListHead(QWidget):
    """The file's name, and what it brings."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        inside = column(self, space=0)
        self._name = label(type="large", wrap=True)
        self._said = label(wrap=True)
        inside.addWidget(self._name)
        inside.addWidget(self._said)
        self._warned = card("warm")
        self._before = label(type="strong", wrap=True)
        column(self._warned, margin=1).addWidget(self._before)
        inside.addSpacing(SPACE)
        inside.addWidget(self._warned)

    def show_list(self, looked: Looked, ready: DepositList | None, *, waits: bool, before: str) -> None:
        """This file; `waits` if nobody said yet whose it is, `before` that it came in before."""
        words = self._words
        self._name.setText(looked.book.name)
        if ready is not None:
            said = words(
                "{lines}, {new}, {pieces}.",
                lines=words.plural("{count} line", "{count} lines", len(ready.lines)),
                new=words.plural("{count} new article", "{count} new articles", ready.new),
                pieces=words.plural("{count} piece", "{count} pieces", ready.pieces),
            )
        elif waits:
            said = words("Say whose list it is: then it is looked through.")
        else:
            said = ""
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._before.setText(before)
        self._warned.setVisible(bool(before))


class ProblemsCard(QWidget):
    """Every problem in a sentence, the first ones at least."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        frame = card("warm")
        frame.setAccessibleName(words("What is wrong with the list"))
        column(self).addWidget(frame)
        self._inside = column(frame, space=1, margin=2)

    def show_problems(self, problems: Sequence[str]) -> None:
        """These, or (none) nothing at all."""
        words = self._words
        emptied(self._inside)
        self.setVisible(bool(problems))
        if not problems:
            return
        said = words.plural(
            "{count} thing to correct on the list: nothing is taken in before.",
            "{count} things to correct on the list: nothing is taken in before.",
            len(problems),
        )
        self._inside.addWidget(label(said, "strong", wrap=True))
        for problem in problems[:MOST_SHOWN]:
            self._inside.addWidget(label(f"• {problem}", wrap=True))
        left = len(problems) - MOST_SHOWN
        if left > 0:
            more = words.plural(
                "… and {count} more: save what is wrong to see it all.",
                "… and {count} more: save what is wrong to see them all.",
                left,
            )
            self._inside.addWidget(label(more, wrap=True))
