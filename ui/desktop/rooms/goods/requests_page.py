"""What members asked for: to have goods back, or that they bring more."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtGui import QResizeEvent

from ess_shop.errors import ShopError
from ess_shop.services.own_account import Request, Wish
from ui.desktop import theme
from ui.desktop.presenters.requests import RequestsPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import label


class RequestsPage(Page):
    """Point at one: a key makes the slip of goods that go back; another says that it is done."""

    def __init__(self, presenter: RequestsPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Requests of members"))
        self.presenter = presenter
        words = self.words
        self.keep.hide()
        self.table = Table(
            words("Requests of members"),
            Rows(
                [
                    (words("Member"), presenter.member_of, False),
                    (words("Asks"), presenter.said, False),
                    (words("Note"), lambda request: request.note, False),
                    (words("Since"), self._since, False),
                ]
            ),
            stretch=1,
        )
        self.table.setMinimumHeight(theme.current().px(260))
        self.table.pointed.connect(self._point)
        self.table.chosen.connect(lambda _request: self._prepare())
        self.body.addWidget(self.table, 1)
        self._whole = label(wrap=True)
        self.body.addWidget(self._whole)
        self._none = label(words("No member asks for anything."), "strong", wrap=True)
        self.body.addWidget(self._none)
        self.body.addStretch(1)
        self.done = Button(words("Done"), self._done, key="F9", role="primary", big=True)
        self.slip = Button(words("Make the slip"), self._prepare, key="F8", big=True)
        self.foot.addWidget(self.slip)
        self.foot.addWidget(self.done)
        presenter.changed.connect(self._show)

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the note, and then the day, give way to what is asked; the note stands below."""
        super().resizeEvent(event)
        worn, width = theme.current(), event.size().width()
        self.table.setColumnHidden(2, worn.large or width < worn.px(900))
        self.table.setColumnHidden(3, worn.large)

    def _since(self, request: Request) -> str:
        return self.words.day(datetime.fromisoformat(request.at).date())

    def _show(self) -> None:
        rows = list(self.presenter.requests)
        self.table.rows.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._whole.setVisible(bool(rows))
        self.done.setEnabled(bool(rows))
        self.slip.setEnabled(False)
        if rows:
            self.table.selectRow(0)

    def _point(self, request: Request) -> None:
        presenter = self.presenter
        said = f"{presenter.member_of(request)} {presenter.said(request)}"
        self._whole.setText(f"{said}\n{request.note}".strip())
        self.slip.setEnabled(request.wish is Wish.WITHDRAWAL)

    def _prepare(self) -> None:
        if self.table.current is None:
            return
        try:
            self.presenter.prepare(self.table.current)
        except ShopError as wrong:
            self.desk.tell(wrong)

    def _done(self) -> None:
        if self.table.current is not None:
            self.presenter.done(self.table.current)
