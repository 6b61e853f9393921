"""Articles of the member that may be meant while a label is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.desktop.presenters.deposit import DepositPresenter
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import column, label, unpainted


class DepositFound(QWidget):
    """Nothing is marked until an arrow or a finger does: Enter alone means a new article."""

    def __init__(self, presenter: DepositPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        words = presenter.desk.words
        outer = column(self)
        said = words("Known already? ↓ marks it, Enter takes it. Enter alone begins a new article.")
        outer.addWidget(label(said, "small", wrap=True))
        self.table = Table(
            words("Known articles"),
            Rows(
                [
                    (words("Article"), lambda article: article.label, False),
                    (words("Code"), lambda article: article.code, False),
                    (words("Price"), lambda article: words.money(article.price), True),
                ]
            ),
        )
        self.table.horizontalHeader().hide()
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.clicked.connect(lambda index: presenter.take(presenter.found[index.row()]))
        outer.addWidget(self.table)
        presenter.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Those that have the letters."""
        presenter = self.presenter
        shown = bool(presenter.found) and presenter.article.sheet is None
        self.setVisible(shown)
        if not shown:
            return
        with unpainted(self.table):
            self.table.rows.set_rows(presenter.found)
            if presenter.marked >= 0:
                self.table.selectRow(presenter.marked)
        height = sum(max(self.table.rowHeight(place), 44) for place in range(len(presenter.found)))
        self.table.setFixedHeight(height + 2 * self.table.frameWidth() + 2)
