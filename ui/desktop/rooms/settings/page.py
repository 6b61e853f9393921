"""What every page of the settings is: a body that scrolls and one button that keeps it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ess_shop.errors import ShopError
from ui.desktop.presenters.desk import Desk
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import column, label, row


class Page(QWidget):
    """`save` keeps what is on it; what is refused stands on the banners."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.desk, self.words = desk, desk.words
        outer = column(self, space=2)
        outer.addWidget(label(title, "title", wrap=True))
        inside = QWidget()
        self.body = column(inside, space=2)
        outer.addWidget(scrolling(inside), 1)
        self.foot = row(space=1)
        self.foot.addStretch(1)
        self.keep = Button(self.words("Save"), self._keep, key="F9", role="primary", big=True)
        self.foot.addWidget(self.keep)
        outer.addLayout(self.foot)

    def _keep(self) -> None:
        self.desk.notices.pass_on()
        try:
            self.save()
        except ShopError as wrong:
            self.desk.tell(wrong)

    def save(self) -> None:
        """Keep it; ShopError for what does not fit."""

    def load(self) -> None:
        """Show what the books say now."""
