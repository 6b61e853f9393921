"""The sign at the end of a field: touched, it brings the keyboard on the screen up, or puts it away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from ui.desktop import theme
from ui.desktop.widgets.signs import draw_sign

WIDTH = 48
NARROWEST = 140
"""A field that is narrower has no room for the sign."""


def has_room(field: QLineEdit) -> bool:
    """Whether a sign fits into a field; a field beside a number pad says that it wants none."""
    return field.property("keyboard") != "none" and field.width() >= NARROWEST


class KeyboardSign(QAbstractButton):
    """Stands in its field; the focus stays there."""

    def __init__(self, field: QLineEdit, name: str, act: Callable[[], object]) -> None:
        super().__init__(field)
        self._field = field
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: act())
        margins = field.textMargins()
        field.setTextMargins(margins.left(), margins.top(), margins.right() + WIDTH, margins.bottom())
        field.installEventFilter(self)
        self._stand()
        self.show()

    def _stand(self) -> None:
        field = self._field
        self.setGeometry(field.width() - WIDTH - 4, 0, WIDTH, field.height())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay at the end of the field."""
        if event.type() == QEvent.Type.Resize:
            self._stand()
        return False

    def sizeHint(self) -> QSize:
        """As high as the field."""
        return QSize(WIDTH, self._field.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A small keyboard in the quiet ink."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, side = theme.current().palette, 26
        place = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        draw_sign(painter, "keyboard", place, QColor(palette.accent if self.isDown() else palette.quiet))
        painter.end()
