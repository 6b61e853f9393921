"""Dressing the application: fonts, palette and style sheet of a theme."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ui.desktop import theme
from ui.desktop.theme import FAMILY, Theme


def load_fonts(files: Iterable[Path]) -> None:
    """Make the shipped typefaces known; RuntimeError for a file that is none."""
    known = set(QFontDatabase.families())
    if FAMILY in known:
        return
    for file in files:
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise RuntimeError(f"no typeface: {file}")


def dress(application: QApplication, worn: Theme) -> None:
    """Put a theme on every window."""
    theme.wear(worn)
    font = QFont(FAMILY)
    font.setPixelSize(worn.type("body"))
    application.setFont(font)
    colours, palette = worn.palette, QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, colours.ground),
        (QPalette.ColorRole.Base, colours.surface),
        (QPalette.ColorRole.AlternateBase, colours.raised),
        (QPalette.ColorRole.Button, colours.surface),
        (QPalette.ColorRole.WindowText, colours.ink),
        (QPalette.ColorRole.Text, colours.ink),
        (QPalette.ColorRole.ButtonText, colours.ink),
        (QPalette.ColorRole.PlaceholderText, colours.quiet),
        (QPalette.ColorRole.Highlight, colours.accent),
        (QPalette.ColorRole.HighlightedText, colours.on_accent),
        (QPalette.ColorRole.ToolTipBase, colours.bar),
        (QPalette.ColorRole.ToolTipText, colours.on_bar),
    ):
        palette.setColor(role, QColor(colour))
    application.setPalette(palette)
    application.setStyleSheet(worn.sheet())
    for widget in application.allWidgets():
        widget.updateGeometry()
        widget.update()
