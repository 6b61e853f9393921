"""Fields: the entry field, amounts typed as at a till, names above what is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.desktop.theme import SPACE
from ui.desktop.widgets.words import label, retone

_SIGNS = {"+": 1, "-": -1}
_CONTROL = Qt.KeyboardModifier.ControlModifier


class EntryField(QLineEdit):
    """The field that has the focus; Enter submits, arrows and Esc are offered to the room first.

    While it is empty, keys of a number pad that begin nothing mean something too: + and − count, / goes to
    the line before, Backspace goes back.
    """

    submitted = Signal(str)
    moved = Signal(int)
    escaped = Signal()
    stepped = Signal(int)
    passed = Signal()
    erased = Signal()

    def __init__(self, name: str, placeholder: str = "", *, size: str = "big") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("size", size)
        self.setClearButtonEnabled(False)
        self.setMaxLength(200)

    def event(self, event: QEvent) -> bool:
        """An empty field has nothing to write or undo: such keys belong to the buttons that show them."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and not self.text()
            and (event.text() in (*_SIGNS, "/") or event.modifiers() & _CONTROL)
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, arrows up and down, Esc mean something to the room; the rest is typed."""
        key = event.key()
        if not self.text() and self._means(event):
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.submitted.emit(self.text())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def _means(self, event: QKeyEvent) -> bool:
        """Whether a key means something because nothing is written yet."""
        if event.text() in _SIGNS:
            self.stepped.emit(_SIGNS[event.text()])
        elif event.text() == "/":
            self.passed.emit()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not event.modifiers() & _CONTROL:
            if not event.isAutoRepeat():
                self.erased.emit()
        else:
            return False
        return True


class Field(QWidget):
    """A name above a field, and what is wrong with it below."""

    def __init__(self, name: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self.inside = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        self._title = label(name, "small", wrap=True)
        self._title.setBuddy(editor)
        layout.addWidget(self._title)
        layout.addWidget(editor)
        self._remark: QLabel = label(hint, "small", wrap=True)
        self._hint = hint
        layout.addWidget(self._remark)
        self._remark.setVisible(bool(hint))
        if not editor.accessibleName():
            editor.setAccessibleName(name)

    def name(self, text: str) -> None:
        """Another thing is asked here now."""
        self._title.setText(text)
        self.editor.setAccessibleName(text)

    def hint(self, text: str) -> None:
        """Say something else about the field."""
        self._hint = text
        self.mark("")

    def mark(self, wrong: str) -> None:
        """Say what is wrong, or ("") that nothing is."""
        retone(self.editor, "wrong", "true" if wrong else "false")
        retone(self._remark, "tone", "danger" if wrong else "")
        self._remark.setText(wrong or self._hint)
        self._remark.setVisible(bool(wrong or self._hint))


class TextField(Field):
    """A line of text under its name; `digits` tells the keyboard on the screen that numbers are enough."""

    def __init__(
        self,
        name: str,
        value: str = "",
        *,
        hint: str = "",
        secret: bool = False,
        digits: bool = False,
        changed: Callable[[str], object] | None = None,
    ) -> None:
        self.line = QLineEdit(value)
        if digits:
            self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        super().__init__(name, self.line, hint)
        if changed is not None:
            self.line.textEdited.connect(changed)

    @property
    def value(self) -> str:
        """What was typed, without spaces around."""
        return self.line.text().strip()
