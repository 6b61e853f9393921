"""A paper on the screen: the picture that the renderer made, on its own sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout


class PaperPreview(QFrame):
    """A receipt as it comes out of the printer; hidden while there is none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        layout = QVBoxLayout(self)
        self._picture = QLabel()
        self._picture.setAccessibleName(name)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._picture)
        self.hide()

    def show_png(self, png: bytes) -> None:
        """Show a PNG, or (nothing) hide."""
        self.setVisible(bool(png))
        if not png:
            self._picture.clear()
            return
        pixmap = QPixmap()
        pixmap.loadFromData(png, "PNG")
        if pixmap.width() > 460:
            pixmap = pixmap.scaledToWidth(460, Qt.TransformationMode.SmoothTransformation)
        self._picture.setPixmap(pixmap)
        self._picture.setMinimumSize(pixmap.size())
