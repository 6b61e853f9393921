"""Fields: the entry field, amounts typed as at a till, names above what is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.desktop.theme import SPACE
from ui.desktop.widgets.words import label, retone


class EntryField(QLineEdit):
    """The field that has the focus; Enter submits, arrows and Esc are offered to the room first."""

    submitted = Signal(str)
    moved = Signal(int)
    escaped = Signal()

    def __init__(self, name: str, placeholder: str = "", *, size: str = "big") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("size", size)
        self.setClearButtonEnabled(False)
        self.setMaxLength(200)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, arrows up and down, Esc mean something to the room; the rest is typed."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.submitted.emit(self.text())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class Field(QWidget):
    """A name above a field, and what is wrong with it below."""

    def __init__(self, name: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        title = label(name, "small")
        title.setBuddy(editor)
        layout.addWidget(title)
        layout.addWidget(editor)
        self._remark: QLabel = label(hint, "small", wrap=True)
        self._hint = hint
        layout.addWidget(self._remark)
        self._remark.setVisible(bool(hint))
        if not editor.accessibleName():
            editor.setAccessibleName(name)

    def mark(self, wrong: str) -> None:
        """Say what is wrong, or ("") that nothing is."""
        retone(self.editor, "wrong", "true" if wrong else "false")
        retone(self._remark, "tone", "danger" if wrong else "")
        self._remark.setText(wrong or self._hint)
        self._remark.setVisible(bool(wrong or self._hint))


class TextField(Field):
    """A line of text under its name."""

    def __init__(
        self,
        name: str,
        value: str = "",
        *,
        hint: str = "",
        secret: bool = False,
        changed: Callable[[str], object] | None = None,
    ) -> None:
        self.line = QLineEdit(value)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        super().__init__(name, self.line, hint)
        if changed is not None:
            self.line.textEdited.connect(changed)

    @property
    def value(self) -> str:
        """What was typed, without spaces around."""
        return self.line.text().strip()
