"""What an act is about to change, sentence by sentence, or why it cannot be so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.desktop.widgets.words import card, column, label, retone


class PreviewCard(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, title: str) -> None:
        super().__init__()
        outer = column(self)
        self._card = card("raised")
        inside = column(self._card, space=1, margin=2)
        inside.addWidget(label(title, "strong", wrap=True))
        self._said = label(wrap=True)
        inside.addWidget(self._said)
        outer.addWidget(self._card)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._said.text()

    def show_said(self, said: Sequence[str], refused: str) -> None:
        """Say this."""
        self._said.setText(refused or "\n".join(said))
        retone(self._said, "tone", "danger" if refused else "")
        self.setVisible(bool(self._said.text()))
