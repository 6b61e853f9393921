"""The bar at the top: whose shop, which till, who is here, is the day open, are network and printer well."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ess_shop.wording import Words
from ui.desktop import theme
from ui.desktop.presenters.status import StatusPresenter
from ui.desktop.theme import SPACE
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.signs import draw_sign
from ui.desktop.widgets.words import column, label, retone, row


class StatusBar(QFrame):
    """One line that is always true; the person's name is a button to change places."""

    def __init__(self, presenter: StatusPresenter, words: Words, switch: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("bar")
        self._presenter = presenter
        layout = row(self, space=3, margin=0)
        layout.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, SPACE // 2)
        self._shop = label(type="strong")
        self._till, self._session, self._network, self._printer, self._training = (label() for _ in range(5))
        self._network_sign, self._printer_sign = _Sign("network"), _Sign("printer")
        layout.addWidget(self._shop)
        if theme.current().large:
            self._stack_day(layout)
        else:
            layout.addWidget(self._till)
            layout.addWidget(self._session)
        layout.addStretch(1)
        layout.addWidget(self._training)
        layout.addStretch(1)
        layout.addWidget(self._network_sign)
        layout.addWidget(self._network)
        layout.addWidget(self._printer_sign)
        layout.addWidget(self._printer)
        self._person = Button("", switch, key="Ctrl+L", role="bar")
        self._person.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._person.setToolTip(words("Change person or lock"))
        layout.addWidget(self._person)
        if not theme.current().large:
            self._training.setProperty("type", "strong")
        presenter.changed.connect(self.refresh)
        self.refresh()

    def _stack_day(self, layout: QHBoxLayout) -> None:
        """Large words find room under each other."""
        stack = column(space=0)
        for part in (self._till, self._session, self._printer, self._training):
            part.setProperty("type", "small")
        self._printer.setWordWrap(True)
        self._training.setWordWrap(True)
        stack.addWidget(self._till)
        stack.addWidget(self._session)
        layout.addLayout(stack)

    def refresh(self) -> None:
        """Show what is true now."""
        status = self._presenter.status()
        self._shop.setText(status.shop)
        self._till.setText(status.till)
        self._session.setText(status.session)
        self._network_sign.show_state(status.network, well=status.network_well)
        _set(self._network, "" if status.network_well or theme.current().large else status.network)
        _set(self._printer, status.printer)
        self._printer_sign.show_state(status.printer, well=status.printer_well)
        _set(self._training, status.training)
        retone(self, "training", "true" if status.training else "false")
        for part in (self._shop, self._till, self._session, self._network, self._printer, self._training):
            part.style().unpolish(part)
            part.style().polish(part)
        self._person.say(status.person)


def _set(part: QLabel, text: str) -> None:
    part.setText(text)
    part.setVisible(bool(text))


class _Sign(QFrame):
    """A small sign, with a dot when what it stands for wants something; its words are read aloud."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFixedSize(26, 26)
        self._name, self._well = name, True

    def show_state(self, said: str, *, well: bool) -> None:
        """What there is to say ("" hides the sign), and whether all is well."""
        self._well = well
        self.setVisible(bool(said))
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sign in the bar's ink, the dot in the warning colour."""
        palette, painter = theme.current().palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_sign(painter, self._name, QRect(2, 2, 22, 22), QColor(palette.on_bar))
        if not self._well:
            painter.setBrush(QColor(palette.focus))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(15, 0, 11, 11)
        painter.end()
