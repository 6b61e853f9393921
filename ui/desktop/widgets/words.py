"""Labels of the type scale, cards and rules: what pages are set with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from ui.desktop.theme import SPACE

L = TypeVar("L", bound=QBoxLayout)


def label(
    text: str = "", type: str = "body", *, tone: str = "", wrap: bool = False, right: bool = False
) -> QLabel:
    """A label of the type scale; never rich text, so that no name can format itself."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("type", type)
    if tone:
        made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if right:
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


def retone(widget: QWidget, name: str, value: str) -> None:
    """Change a property that the style sheet looks at, and look again, at what is inside too."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    for each in (widget, *widget.findChildren(QWidget)):
        each.style().unpolish(each)
        each.style().polish(each)


def card(kind: str = "true") -> QFrame:
    """A sheet of the surface colour with an edge."""
    made = QFrame()
    made.setProperty("card", kind)
    return made


def rule() -> QFrame:
    """A thin line across."""
    made = QFrame()
    made.setProperty("rule", "true")
    return made


def column(parent: QWidget | None = None, *, space: int = 1, margin: int = 0) -> QVBoxLayout:
    """Things under each other, `space` and `margin` in steps of the theme's spacing."""
    return _spaced(QVBoxLayout(parent) if parent else QVBoxLayout(), space, margin)


def row(parent: QWidget | None = None, *, space: int = 1, margin: int = 0) -> QHBoxLayout:
    """Things beside each other."""
    return _spaced(QHBoxLayout(parent) if parent else QHBoxLayout(), space, margin)


def _spaced(made: L, space: int, margin: int) -> L:
    made.setSpacing(space * SPACE)
    made.setContentsMargins(*(margin * SPACE,) * 4)
    return made


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout; the widgets are deleted."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            emptied(inner)


@contextmanager
def unpainted(widget: QWidget) -> Iterator[None]:
    """Change much and paint once."""
    widget.setUpdatesEnabled(False)
    try:
        yield
    finally:
        widget.setUpdatesEnabled(True)
