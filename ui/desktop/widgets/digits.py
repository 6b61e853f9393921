"""Amounts as large as their place allows: a step down the type scale rather than a digit cut off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.desktop import theme
from ui.desktop.widgets.words import retone

STEPS = ("huge", "digits", "title", "large", "strong")
"""The sizes, largest first; the last one is never too wide."""


class Digits(QLabel):
    """A label that chooses its size from `STEPS`, beginning at `largest`; its height stays."""

    def __init__(self, name: str = "", *, largest: str = "huge", right: bool = False) -> None:
        super().__init__()
        self._name, self._steps = name, STEPS[STEPS.index(largest) :]
        self.setProperty("type", largest)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def tell(self, name: str, text: str) -> None:
        """Say another amount: what it is, and how much."""
        self._name = name
        self.setText(text)

    def setText(self, text: str) -> None:
        """Say an amount; a screen reader hears what it is first."""
        super().setText(text)
        self.setAccessibleName(f"{self._name}, {text}" if self._name else text)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the largest size."""
        return self._size(self._steps[0])

    def minimumSizeHint(self) -> QSize:
        """Room for the smallest size, at the height of the largest."""
        return QSize(self._size(self._steps[-1]).width(), self.sizeHint().height())

    def _size(self, step: str) -> QSize:
        font = QFont(theme.FAMILY)
        font.setPixelSize(theme.current().type(step))
        font.setBold(True)
        metrics = QFontMetrics(font)
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def _fit(self) -> None:
        fits = (step for step in self._steps if self._size(step).width() <= self.width())
        retone(self, "type", next(fits, self._steps[-1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As large as fits now."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
            self.updateGeometry()
