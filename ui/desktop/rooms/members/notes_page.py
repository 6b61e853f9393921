"""Notes about a member: a field to write one, and under it all that were written."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ess_shop.domain.members import Note
from ui.desktop import theme
from ui.desktop.presenters.member_notes import MemberNotesPresenter
from ui.desktop.presenters.members import MembersPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.words import card, column, emptied, label, row

LINES = 4
"""How many lines of a new note are seen at once."""


class NotesPage(Page):
    """What is typed is a draft until it is added."""

    def __init__(self, room: MembersPresenter) -> None:
        super().__init__(room.desk, room.desk.words("Notes"))
        self.presenter = MemberNotesPresenter(room.desk)
        words = self.words
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.body.addWidget(
            Field(words("New note"), self.text, words("Members can ask to see what is noted."))
        )
        self.keep.say(words("Add the note"))
        self._notes = QWidget()
        self._notes_in = column(self._notes)
        self.body.addWidget(self._notes)
        self.body.addStretch(1)
        self.presenter.changed.connect(self._show)
        self.presenter.written.connect(self._written)
        self.settle()

    def show_member(self, member_id: str) -> None:
        """Whose notes these are from now on."""
        self.presenter.show_member(member_id)

    def load(self) -> None:
        """Throw what was typed away, and ask the books."""
        self.text.clear()
        self.settle()
        self.presenter.load()

    def typed(self) -> str:
        """What stands in the field."""
        return self.text.toPlainText().strip()

    def save(self) -> None:
        """Add the note."""
        self.presenter.write(self.text.toPlainText())

    def _written(self) -> None:
        self.text.clear()
        self.settle()

    def _show(self) -> None:
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * LINES + theme.current().px(28))
        emptied(self._notes_in)
        for note in self.presenter.notes:
            self._notes_in.addWidget(self._card(note))
        if not self.presenter.notes:
            self._notes_in.addWidget(label(self.words("Nothing is noted yet."), wrap=True))

    def _card(self, note: Note) -> QWidget:
        made = card()
        across = row(made, space=2, margin=2)
        said = column()
        said.addWidget(label(note.text, wrap=True))
        said.addWidget(label(self.presenter.about(note), "small", wrap=True))
        across.addLayout(said, 1)
        erase = Button(self.words("Erase"), partial(self.presenter.ask_erase, note), role="danger")
        erase.setAccessibleName(self.words("Erase the note of {when}", when=self.presenter.about(note)))
        across.addWidget(erase)
        return made
