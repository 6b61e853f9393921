"""What every step of the month's end is: a part of the page, and what its main button does."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desktop.presenters.month import MonthPresenter
from ui.desktop.widgets.words import column


class StepView(QWidget):
    """`show_step` is called whenever it is shown or the books say something else."""

    def __init__(self, path: MonthPresenter) -> None:
        super().__init__()
        self.path, self.desk, self.words = path, path.desk, path.desk.words
        self.body = column(self, space=2)

    @property
    def main(self) -> str:
        """What the main button says."""
        return self.words("Go on")

    @property
    def ready(self) -> bool:
        """Whether the main button can be pressed."""
        return True

    def act(self) -> None:
        """The main button: the next step, unless this one has something to do."""
        self.path.forth()

    def entered(self) -> None:
        """The step is taken."""

    def show_step(self) -> None:
        """Show what is true now."""
