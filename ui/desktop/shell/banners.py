"""Banners: what the notices say, above the room, never over it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ess_shop.wording import Words
from ui.desktop import theme
from ui.desktop.presenters.notices import Notice, Notices, Step, Tone
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.signs import draw_sign
from ui.desktop.widgets.words import emptied, label, row

_INK = {
    Tone.GOOD: "on_accent_soft",
    Tone.NOTE: "ink",
    Tone.WARNING: "on_warm_soft",
    Tone.TROUBLE: "on_danger_soft",
}
MOST = 3
"""How many banners are shown at once; the newest."""


class Banners(QWidget):
    """The standing notices as a column; each says what to do next."""

    def __init__(self, notices: Notices, words: Words) -> None:
        super().__init__()
        self._notices, self._words = notices, words
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        notices.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the newest notices."""
        emptied(self._layout)
        for notice in self._notices.standing[-MOST:]:
            self._layout.addWidget(self._banner(notice))
        self.setVisible(bool(self._notices.standing))

    def _banner(self, notice: Notice) -> QFrame:
        frame = QFrame()
        frame.setProperty("banner", str(notice.tone))
        frame.setAccessibleName(notice.text)
        inside = row(frame, space=2, margin=1)
        inside.addWidget(_Sign(notice.tone))
        inside.addWidget(label(notice.text, wrap=True), 1)
        for step in notice.steps:
            button = Button(step.label, self._take(notice, step))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            inside.addWidget(button)
        close = Button("✕", lambda: self._notices.withdraw(notice.topic), role="quiet")
        close.setAccessibleName(self._words("Put this message away"))
        close.setToolTip(close.accessibleName())
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        inside.addWidget(close)
        return frame

    def _take(self, notice: Notice, step: Step) -> Callable[[], None]:
        def take() -> None:
            self._notices.withdraw(notice.topic)
            step.act()

        return take


class _Sign(QWidget):
    """The tone as a sign, so that colour does not speak alone."""

    def __init__(self, tone: Tone) -> None:
        super().__init__()
        self._tone = tone
        self.setFixedSize(30, 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sign in the banner's ink."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(getattr(theme.current().palette, _INK[self._tone]))
        draw_sign(painter, str(self._tone), QRect(3, 3, 24, 24), ink)
        painter.end()
