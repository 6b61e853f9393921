"""How far a piece of long work is, and a button that stops it; out of sight while nothing is done."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from ess_shop.wording import Words
from ui.desktop.presenters.long_work import LongWork
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.words import label, row

LOOK = 80
"""Milliseconds from one look at the work to the next."""


class WorkBar(QWidget):
    """Looks at the work by itself; `see` is called when it may have begun or ended."""

    def __init__(self, words: Words, work: LongWork, said: str) -> None:
        super().__init__()
        self._work = work
        line = row(self, space=2)
        line.addWidget(label(said))
        self.bar = QProgressBar()
        self.bar.setAccessibleName(said)
        self.bar.setTextVisible(False)
        line.addWidget(self.bar, 1)
        self.stop = Button(words("Stop"), work.stop, key="Esc")
        line.addWidget(self.stop)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self.see)
        self.see()

    def see(self) -> None:
        """Show how far it is; work of which nobody knows how long it takes only moves."""
        work = self._work
        self.setVisible(work.running)
        self.bar.setRange(0, work.total)
        self.bar.setValue(work.done)
        if not work.running:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
