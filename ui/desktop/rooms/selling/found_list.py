"""What a search found: article, member, code, today's price; large enough for a finger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ess_shop.domain.searching import SearchRow
from ui.desktop import theme
from ui.desktop.presenters.finding import SUGGESTIONS
from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.presenters.todays_prices import PriceSaid, TodaysPrices
from ui.desktop.widgets.pictures import initials_of, picture

REST_MS = 40
"""So long nothing is typed before today's prices are asked for: no key waits for another one's."""


class FoundList(QWidget):
    """A fixed set of buttons that are filled anew at every key: nothing is made while someone types."""

    def __init__(
        self,
        selling: SellingPresenter,
        take: Callable[[SearchRow], object],
        prices: TodaysPrices,
        most: int = SUGGESTIONS,
    ) -> None:
        super().__init__()
        self._selling, self._taken, self._prices = selling, take, prices
        self._rows: Sequence[SearchRow] = ()
        self._pointed = -1
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._ask)
        prices.changed.connect(self._fill)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._buttons = [FoundButton() for _ in range(most)]
        for place, button in enumerate(self._buttons):
            button.clicked.connect(partial(self._take, place))
            layout.addWidget(button)

    def _take(self, place: int, _checked: bool = False) -> None:
        self._taken(self._rows[place])

    def show_rows(self, rows: Sequence[SearchRow], pointed: int) -> None:
        """Fill the buttons; `pointed` is the one that Enter takes, -1 for none."""
        self._rows, self._pointed = rows, pointed
        self._fill()
        self._rest.start()

    def _ask(self) -> None:
        if self.isVisible():
            self._prices.ask(self._rows)

    def _fill(self) -> None:
        rows = self._rows
        for place, button in enumerate(self._buttons):
            known = place < len(rows)
            if known:
                row = rows[place]
                button.fill(row, self._prices.said(row, self._selling.shop), pointed=place == self._pointed)
            button.setVisible(known)


class FoundButton(QAbstractButton):
    """One article that was found."""

    def __init__(self) -> None:
        super().__init__()
        self._row: SearchRow | None = None
        self._price, self._pointed = PriceSaid("", "", ""), False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def fill(self, row: SearchRow, price: PriceSaid, *, pointed: bool) -> None:
        """Show this article."""
        self._row, self._price, self._pointed = row, price, pointed
        self.setText(row.label)
        self.setAccessibleName(f"{row.label}, {row.member_name}, {price.aloud}")
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines of text."""
        worn = theme.current()
        return QSize(240, worn.type("body") + worn.type("small") + 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Picture, label and member, price; under it the tag's, struck out, where that is another."""
        worn, row = theme.current(), self._row
        if row is None:
            return
        palette, painter = worn.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self._pointed or self.isDown()
        painter.setPen(QPen(QColor(palette.accent if lit else palette.line), 2 if lit else 1))
        painter.setBrush(QColor(palette.accent_soft if lit else palette.surface))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
        side = self.height() - 16
        painter.drawPixmap(10, 8, picture(row.picture, side, initials_of(row.label)))
        font = painter.font()
        font.setPixelSize(worn.type("body"))
        font.setBold(True)
        painter.setFont(font)
        ink = QColor(palette.on_accent_soft if lit else palette.ink)
        painter.setPen(ink)
        now, first = self._price.now, self._price.first
        metrics = painter.fontMetrics()
        inside = self.rect().adjusted(side + 22, 7, -14, -7)
        upper = QRect(inside.left(), inside.top(), inside.width(), inside.height() // 2 + 2)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(upper if first else inside, right, now)
        text = upper.adjusted(0, 0, -metrics.horizontalAdvance(now) - 12, 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(text, left, metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, text.width()))
        font.setPixelSize(worn.type("small"))
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(ink if lit else QColor(palette.quiet))
        metrics = painter.fontMetrics()
        under = QRect(text.left(), text.bottom(), text.width(), inside.bottom() - text.bottom())
        if first:
            lower = QRect(inside.left(), under.top(), inside.width(), under.height())
            font.setStrikeOut(True)
            painter.setFont(font)
            painter.drawText(lower, right, first)
            font.setStrikeOut(False)
            painter.setFont(font)
            under = lower.adjusted(0, 0, -metrics.horizontalAdvance(first) - 12, 0)
        said = metrics.elidedText(
            f"{row.member_name} · {row.code}", Qt.TextElideMode.ElideRight, under.width()
        )
        painter.drawText(under, left, said)
        painter.end()
