"""Tiles: a picture, a name, a line under it; for quick keys, people and choices."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.desktop import theme
from ui.desktop.widgets.keys import pressed_by
from ui.desktop.widgets.pictures import initials_of, picture


class Tile(QAbstractButton):
    """A large button with a picture above its name; `colour` is its place among the tile colours.

    A `hint` stands in its corner: the key or the number that somebody else listens to.
    """

    def __init__(
        self,
        name: str,
        act: Callable[[], object],
        *,
        image: str = "",
        under: str = "",
        colour: int = 0,
        hint: str = "",
        size: QSize | None = None,
    ) -> None:
        super().__init__()
        self._image, self._under, self._colour, self._hint = image, under, colour, hint
        self._size = size or QSize(136, 132)
        self.setText(name)
        self.setAccessibleName(f"{name}, {under}" if under else name)
        self.setToolTip(f"{name} · {hint}" if hint else name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: act())

    def paint_with(self, image: str) -> None:
        """Show another picture."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        """As asked for, grown with the text."""
        worn = theme.current()
        extra = worn.px(self._size.height()) - self._size.height()
        return QSize(self._size.width() + extra // 2, self._size.height() + extra // 2)

    def minimumSizeHint(self) -> QSize:
        """A little narrower than asked for."""
        hint = self.sizeHint()
        return QSize(hint.width() * 3 // 4, hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it like the space bar."""
        if not pressed_by(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, picture, name on two lines at most, the line under it, the hint in the corner."""
        worn, painter = theme.current(), QPainter(self)
        palette = worn.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = palette.accent_soft if self.isDown() or self.isChecked() else palette.surface
        edge = palette.focus if self.hasFocus() else (palette.accent if self.isChecked() else palette.line)
        painter.setPen(QPen(QColor(edge), 3 if self.hasFocus() else 1.5))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 10, 10)
        small, name_px = worn.type("small"), min(worn.type("body"), worn.type("small") + 2)
        under_height = round(small * 1.35) if self._under else 0
        name_height = round(name_px * 2.5)
        side = min(self.height() - name_height - under_height - 22, self.width() - 24)
        if side >= 24:
            image = picture(self._image, side, initials_of(self.text()), self._colour)
            painter.drawPixmap((self.width() - side) // 2, 9, image)
        font = painter.font()
        font.setPixelSize(name_px)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(palette.ink if self.isEnabled() else palette.quiet))
        top = max(side, 0) + 13 if side >= 24 else 10
        area = QRect(8, top, self.width() - 16, self.height() - top - under_height - 6)
        lines = fitted(self.text(), painter.fontMetrics(), area.width(), 2)
        painter.drawText(
            area, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, "\n".join(lines)
        )
        if self._under:
            font.setPixelSize(small)
            font.setBold(False)
            painter.setFont(font)
            painter.setPen(QColor(palette.quiet))
            foot = QRect(6, self.height() - under_height - 8, self.width() - 12, under_height)
            said = painter.fontMetrics().elidedText(self._under, Qt.TextElideMode.ElideRight, foot.width())
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, said)
        if self._hint:
            font.setPixelSize(small)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor(palette.accent))
            corner = self.rect().adjusted(0, 9, -13, 0)
            painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self._hint)
        painter.end()


def fitted(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """The text broken into at most `most` lines that fit, the last one elided where needed."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        line = words.pop(0)
        while words and metrics.horizontalAdvance(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        lines.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width))
    if words:
        lines.append(metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width))
    return lines


def halved(text: str, metrics: QFontMetrics) -> list[str]:
    """The text on two lines of about the same width; one word stays whole."""
    words = text.split()
    ways = [[" ".join(words[:place]), " ".join(words[place:])] for place in range(1, len(words))]
    return min(ways, key=lambda way: max(map(metrics.horizontalAdvance, way)), default=[text])
