"""What is packed of several members: open a pack to change it, or leave it here."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.desktop import theme
from ui.desktop.presenters.going_out import GoingOutPresenter
from ui.desktop.presenters.going_out_packs import Pack
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import column, label, unpainted

SHOWN = 6
"""So many packs are seen at once; the others are scrolled to."""


class PacksList(QWidget):
    """Hidden while nothing is packed; Enter or a tap on a pack opens it."""

    def __init__(self, presenter: GoingOutPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        words = presenter.desk.words
        outer = column(self, space=1)
        outer.addWidget(label(words("Packed already"), "strong", wrap=True))
        self.table = Table(
            words("Packed already"),
            Rows(
                [
                    (words("Member"), lambda pack: pack.member, False),
                    (words("Articles"), lambda pack: words.number(len(pack.goods)), True),
                    (words("Pieces"), lambda pack: words.number(pack.pieces), True),
                    (words("Together"), lambda pack: words.money(pack.worth), True),
                ]
            ),
            stretch=0,
        )
        self.table.chosen.connect(presenter.open_pack)
        outer.addWidget(self.table)
        keys = Flow()
        self.open = Button(words("Look at it"), self._open, key="F3")
        self.leave = Button(words("Leave it out"), self._leave, key="F4", role="danger")
        for button in (self.open, self.leave):
            keys.add(button)
        outer.addWidget(keys)
        self._shown: tuple[Pack, ...] | None = None

    def refresh(self) -> None:
        """The packs as they are."""
        packs = self.presenter.packs
        self.setVisible(bool(packs))
        if packs != self._shown:
            self._shown = packs
            with unpainted(self.table):
                self.table.rows.set_rows(packs)
                if packs:
                    self.table.selectRow(0)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large letters leave no room for all columns."""
        super().resizeEvent(event)
        self.table.setColumnHidden(1, event.size().width() < theme.current().px(520))
        self._fit()

    def _fit(self) -> None:
        shown = min(max(len(self.presenter.packs), 1), SHOWN)
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(header + shown * max(self.table.rowHeight(0), 44) + 6)

    def _open(self) -> None:
        if self.table.current is not None:
            self.presenter.open_pack(self.table.current)

    def _leave(self) -> None:
        if self.table.current is not None:
            self.presenter.leave_pack(self.table.current)
