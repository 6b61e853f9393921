"""Text that is as large as its place allows: what a display across the counter is set with."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.desktop import theme
from ui.desktop.theme import FAMILY

SMALLEST = 11
"""Below this nobody reads anything from the other side of the counter."""

_TIGHTER = 0.93
_LEADING = 1.25


class Text(QLabel):
    """Plain words in a place that others give it; they shrink until the place holds them.

    `share` is the size in thousandths of the display's height; `lines` how often they may break. With `grows`
    they follow the size of the text that was chosen for the till.
    """

    def __init__(
        self,
        ink: str,
        share: int,
        *,
        lines: int = 1,
        bold: bool = False,
        grows: bool = True,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        super().__init__()
        self._ink, self._share, self._lines = ink, share, lines
        self._bold, self._grows, self._align = bold, grows, align
        if not align & Qt.AlignmentFlag.AlignVertical_Mask:
            self._align |= Qt.AlignmentFlag.AlignVCenter
        self.unit = 0.0
        """The height that sizes are shares of."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def say(self, text: str) -> None:
        """Say this; nothing is painted anew if it said so already."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)

    def write_in(self, ink: str) -> None:
        """From now on in that colour of the palette."""
        if ink != self._ink:
            self._ink = ink
            self.update()

    def sizeHint(self) -> QSize:
        """None of its own: the display gives each thing its place, whatever it says."""
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """See `sizeHint`."""
        return QSize(0, 0)

    def set_lines(self) -> tuple[QFont, list[str]]:
        """The font, and the words broken into the lines that fit."""
        font = QFont(FAMILY)
        font.setBold(self._bold)
        size = min(self._wanted(), self.height() / _LEADING)
        while True:
            font.setPixelSize(max(round(size), SMALLEST))
            metrics = QFontMetrics(font)
            lines = balanced(self.text(), metrics, self.width())
            room = max(int(self.height() / (font.pixelSize() * _LEADING)), 1)
            fits = max((metrics.horizontalAdvance(line) for line in lines), default=0) <= self.width()
            if (fits and len(lines) <= min(self._lines, room)) or font.pixelSize() <= SMALLEST:
                return font, self._cut(lines, min(self._lines, room), metrics)
            size *= _TIGHTER

    def _cut(self, lines: list[str], most: int, metrics: QFontMetrics) -> list[str]:
        """Only what fits; what is left out is marked by dots."""
        kept = lines[:most]
        if len(lines) > most:
            kept[-1] = " ".join(lines[most - 1 :])
        return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, self.width()) for line in kept]

    def _wanted(self) -> float:
        larger = (theme.current().text_percent - 100) / 100 if self._grows else 0.0
        return self.unit * self._share / 1000 * (1 + larger * 0.6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words, in one colour."""
        if not self.text():
            return
        font, lines = self.set_lines()
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(QColor(getattr(theme.current().palette, self._ink)))
        painter.drawText(self.rect(), self._align, "\n".join(lines))
        painter.end()


def balanced(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The text in as few lines as fit, none of them much shorter than the others."""
    lines = broken(text, metrics, width)
    if len(lines) < 2:
        return lines
    for narrower in range(width // 2, width, max(width // 24, 1)):
        tried = broken(text, metrics, narrower)
        if len(tried) == len(lines) and all(metrics.horizontalAdvance(line) <= width for line in tried):
            return tried
    return lines


def broken(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The text in lines of at most that width, as far as its spaces allow."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and metrics.horizontalAdvance(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines
