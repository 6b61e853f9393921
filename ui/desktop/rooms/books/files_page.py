"""Pages that write files of a period into a folder: which period, which folder, and a key that opens it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desktop import theme
from ui.desktop.presenters.choosing_file import FileChooser, Folder
from ui.desktop.presenters.writing import Writing
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.file_picker import FilePicker, Said
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.words import label, row
from ui.desktop.widgets.work_bar import WorkBar


class FilesPage(Page):
    """`goes` is what the folder's field is called, `asked` what is asked when another one is chosen."""

    def __init__(self, presenter: Writing[Any], title: str, *, goes: str, asked: str, busy: str) -> None:
        super().__init__(presenter.desk, title)
        self._writing, self._asked = presenter, asked
        words = self.words
        self.chooser = FileChooser(self.desk, frozenset())
        self._picker: FilePicker | None = None
        self.bar = WorkBar(words, presenter.work, busy)
        self.open = Button(words("Open the folder"), presenter.open_folder, key="F10")
        self.earlier = Button("‹", presenter.earlier, key="F7")
        self.later = Button("›", presenter.later, key="F8")
        self.earlier.setAccessibleName(words("The period before"))
        self.later.setAccessibleName(words("The period after"))
        self._named = label(type="large", wrap=True)
        self._where = label(wrap=True)
        self.other = Button(words("Another folder"), self.pick, key="F6", role="note")
        self._goes = goes

    def _period(self) -> QWidget:
        holder = QWidget()
        line = row(holder, space=1)
        for button in (self.earlier, self.later):
            button.setFixedWidth(theme.current().px(84))
            line.addWidget(button)
        line.addWidget(self._named, 1)
        return holder

    def _folder(self) -> QWidget:
        holder = QWidget()
        line = row(holder, space=2)
        line.addWidget(self._where, 1)
        line.addWidget(self.other)
        return Field(self._goes, holder)

    def _open_key(self) -> Flow:
        last = Flow()
        last.add(self.open)
        return last

    def pick(self) -> None:
        """Choose another folder."""
        if self._picker is None:
            words = self.words
            said = Said(self._asked, "", words("Back"), here=words("Into this folder"))
            self._picker = FilePicker(self.chooser, self._picked, self.show_main, said)
        self.chooser.folder = Folder(self._writing.folder)
        self.show_over(self._picker)
        self._picker.begin()

    def _picked(self, folder: Path) -> None:
        self.show_main()
        self._writing.choose_folder(folder)

    def _see_result(self) -> None:
        """What was written is read first, with the key that opens it."""
        self.open.setFocus()
        self._area.verticalScrollBar().setValue(0)

    def save(self) -> None:
        """Write the files."""
        self._writing.make()
