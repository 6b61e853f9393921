"""Banners: what the notices say, above the room, never over it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ess_shop.wording import Words
from ui.desktop import theme
from ui.desktop.presenters.notices import Notice, Notices, Step, Tone
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.signs import draw_sign
from ui.desktop.widgets.words import column, emptied, label, row

_INK = {
    Tone.GOOD: "on_accent_soft",
    Tone.NOTE: "ink",
    Tone.WARNING: "on_warm_soft",
    Tone.TROUBLE: "on_danger_soft",
}
MOST = 3
"""How many banners are shown at once; the newest."""

_ROOM, _BANNER, _WIDE = 560, 72, 600
"""The height that a room needs below them and that one takes, and the width of a window that has its buttons
beside the text; in pixels of the normal text size."""


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
        standing, self._room = self._notices.standing, self._room_for()
        shown = standing[-self._room[0] :]
        for notice in shown:
            hidden = len(standing) - len(shown) if notice is shown[-1] else 0
            self._layout.addWidget(self._banner(notice, hidden))
        self.setVisible(bool(standing))

    def _room_for(self) -> tuple[int, bool]:
        """How many leave the room its place, always one; whether their buttons stand under what they say."""
        window, px = self.window(), theme.current().px
        most = max(1, min(MOST, (window.height() - px(_ROOM)) // px(_BANNER)))
        return most, window.width() < px(_WIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another window has place for more of them, or for fewer."""
        super().resizeEvent(event)
        if self._room_for() != self._room:
            QTimer.singleShot(0, self.refresh)

    def _banner(self, notice: Notice, hidden: int) -> QFrame:
        frame = QFrame()
        frame.setProperty("banner", str(notice.tone))
        frame.setAccessibleName(notice.text)
        across = column(frame, space=1, margin=1)
        inside = row(space=2)
        across.addLayout(inside)
        inside.addWidget(_Sign(notice.tone))
        inside.addWidget(label(notice.text, wrap=True), 1)
        if hidden:
            more = label(f"+{hidden}", "strong")
            more.setAccessibleName(
                self._words.plural("{count} more message", "{count} more messages", hidden)
            )
            inside.addWidget(more)
        steps = inside
        if notice.steps and self._room[1]:
            steps = row(space=1)
            across.addLayout(steps)
        for step in notice.steps:
            button = Button(step.label, self._take(notice, step))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            steps.addWidget(button)
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
