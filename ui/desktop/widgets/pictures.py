"""Pictures of articles: drawn icons, or files that the shop has; kept at hand once rendered."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ess_shop.domain.pictures import is_kept, picture_bytes
from ui.desktop.theme import TILE_COLOURS, TILE_INK
from ui.pictures import picture_path


@lru_cache(maxsize=600)
def picture(name: str, size: int, initials: str = "", colour: int = 0) -> QPixmap:
    """A picture (`icon:honey`, a file, or one kept as text) of `size` pixels; else initials on a disc."""
    return picture_anew(name, size, initials, colour)


def picture_anew(name: str, size: int, initials: str = "", colour: int = 0) -> QPixmap:
    """The same, kept by nobody: for large pictures, of which the caller keeps a few."""
    if is_kept(name):
        return _square(QPixmap.fromImage(QImage.fromData(picture_bytes(name))), initials, size, colour)
    path = picture_path(name.removeprefix("icon:")) if name.startswith("icon:") else Path(name)
    if name and path is not None and path.is_file():
        if path.suffix == ".svg":
            return _drawn(path, size)
        return _square(QPixmap(str(path)), initials, size, colour)
    return _disc(initials, size, colour)


def _square(found: QPixmap, initials: str, size: int, colour: int) -> QPixmap:
    if found.isNull():
        return _disc(initials, size, colour)
    return found.scaled(
        size, size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _drawn(path: Path, size: int) -> QPixmap:
    made = QPixmap(size, size)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(str(path)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


def _disc(initials: str, size: int, colour: int) -> QPixmap:
    made = QPixmap(size, size)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(TILE_COLOURS[colour % len(TILE_COLOURS)]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(1, 1, size - 2, size - 2)
    font = painter.font()
    font.setPixelSize(max(round(size * 0.36), 8))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(TILE_INK))
    painter.drawText(made.rect(), Qt.AlignmentFlag.AlignCenter, initials[:2])
    painter.end()
    return made


def initials_of(name: str) -> str:
    """One or two letters that stand for a name."""
    parts = [part for part in name.replace("’", " ").replace("-", " ").split() if part[0].isalnum()]
    letters = parts[0][0] + (parts[-1][0] if len(parts) > 1 else "") if parts else "?"
    return letters.upper()
