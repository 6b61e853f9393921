"""Rows that are typed, each of a few short fields: one more at a press, any of them taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.desktop import theme
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.words import column, emptied, label, row

Part = tuple[str, int, bool]
"""What a field of a row is called, how wide it is at 100 %, and whether numbers are typed there."""


class RowsField(Field):
    """A name above the rows, what is wrong with them below."""

    def __init__(
        self,
        name: str,
        parts: Sequence[Part],
        *,
        add: str,
        remove: str,
        hint: str = "",
        changed: Callable[[], object] = lambda: None,
    ) -> None:
        holder = QWidget()
        super().__init__(name, holder, hint)
        self._parts, self._remove_name, self._changed = parts, remove, changed
        inside = column(holder)
        self._heads = QWidget()
        heads = row(self._heads)
        for text, width, _digits in parts:
            head = label(text, "small", wrap=True)
            head.setMaximumWidth(theme.current().px(width))
            heads.addWidget(head, width)
        heads.addSpacing(theme.current().touch)
        heads.addStretch(1)
        inside.addWidget(self._heads)
        self._rows = column()
        inside.addLayout(self._rows)
        end = row()
        end.addWidget(Button(add, self._add_one, role="note"))
        end.addStretch(1)
        inside.addLayout(end)
        self.lines: list[tuple[QLineEdit, ...]] = []

    @property
    def value(self) -> tuple[tuple[str, ...], ...]:
        """What stands in the rows that are not empty."""
        typed = (tuple(line.text().strip() for line in lines) for lines in self.lines)
        return tuple(each for each in typed if any(each))

    def fill(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows."""
        emptied(self._rows)
        self.lines = []
        for each in rows:
            self._add(each)
        self._heads.setVisible(bool(self.lines))

    def _add_one(self) -> None:
        self._add([""] * len(self._parts))
        self.lines[-1][0].setFocus()
        self._changed()

    def _add(self, texts: Sequence[str]) -> None:
        beside, lines = row(), []
        worn = theme.current()
        for (name, width, digits), text in zip(self._parts, texts, strict=True):
            line = QLineEdit(text)
            line.setAccessibleName(name)
            line.setMaximumWidth(worn.px(width))
            if digits:
                line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
            line.textEdited.connect(lambda _text: self._changed())
            beside.addWidget(line, width)
            lines.append(line)
        made = tuple(lines)
        out = Button("✕", partial(self._take_out, made), role="quiet")
        out.setAccessibleName(self._remove_name)
        out.setToolTip(self._remove_name)
        beside.addWidget(out)
        beside.addStretch(1)
        holder = QWidget()
        holder.setLayout(beside)
        self._rows.addWidget(holder)
        self.lines.append(made)
        self._heads.show()

    def _take_out(self, lines: tuple[QLineEdit, ...]) -> None:
        place = self.lines.index(lines)
        rows = [tuple(line.text() for line in each) for each in self.lines]
        self.fill(rows[:place] + rows[place + 1 :])
        self._changed()
