"""The page of the archives: which closed period, into which folder, and what tells that it is whole."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ess_shop.domain.archive import in_fours
from ess_shop.domain.periods import PeriodKind
from ui.desktop import theme
from ui.desktop.presenters.archives import ArchivesPresenter
from ui.desktop.presenters.choosing_file import FileChooser, Folder
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.file_picker import FilePicker, Said
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.words import card, column, label, row
from ui.desktop.widgets.work_bar import WorkBar


class ArchivesPage(Page):
    """See `ui.desktop.presenters.archives`."""

    def __init__(self, presenter: ArchivesPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Archives"))
        self.presenter = presenter
        words = self.words
        self.chooser = FileChooser(self.desk, frozenset())
        self._picker: FilePicker | None = None
        self.kinds = Choices(
            ((PeriodKind.YEAR, words("Year")), (PeriodKind.MONTH, words("Month"))),
            chosen=presenter.kind,
            changed=presenter.choose,
        )
        said = words(
            "Everything a closed period holds, in one file that can be read without this program, signed, "
            "with the small program that verifies it. It is kept for six years, in two places."
        )
        self.bar = WorkBar(words, presenter.work, words("The archive is written…"))
        for part in (
            self._result(),
            label(said, wrap=True),
            Field(words("What is archived"), self.kinds),
            self._period(),
            self._folder(),
            self.bar,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.keep.say(words("Write the archive"))
        presenter.changed.connect(self.show_all)
        self.show_all()

    def _period(self) -> QWidget:
        words, holder = self.words, QWidget()
        line = row(holder, space=1)
        self.earlier = Button("‹", self.presenter.earlier, key="F7")
        self.later = Button("›", self.presenter.later, key="F8")
        self.earlier.setAccessibleName(words("The period before"))
        self.later.setAccessibleName(words("The period after"))
        self._named = label(type="large", wrap=True)
        for button in (self.earlier, self.later):
            button.setFixedWidth(theme.current().px(84))
            line.addWidget(button)
        line.addWidget(self._named, 1)
        return holder

    def _folder(self) -> QWidget:
        words, holder = self.words, QWidget()
        line = row(holder, space=2)
        self._where = label(wrap=True)
        self.other = Button(words("Another folder"), self.pick, key="F6", role="note")
        line.addWidget(self._where, 1)
        line.addWidget(self.other)
        return Field(words("Where the archive goes"), holder)

    def _result(self) -> QWidget:
        words = self.words
        self._card = card("raised")
        inside = column(self._card, space=1, margin=2)
        self._written = label(type="strong", wrap=True)
        self._prints = label(wrap=True)
        said = words("With it lie the program that verifies it, verificateur.py, and the public key.")
        self.open = Button(words("Open the folder"), self.presenter.open_folder, key="F10")
        last = Flow()
        last.add(self.open)
        for part in (self._written, self._prints, label(said, wrap=True), last):
            inside.addWidget(part)
        return self._card

    # What is shown

    def show_all(self) -> None:
        """What is chosen, and what came of it."""
        presenter = self.presenter
        self._named.setText(presenter.named)
        self.earlier.setEnabled(presenter.may_go_back)
        self.later.setEnabled(presenter.may_go_on)
        self._where.setText(str(presenter.folder))
        self.bar.see()
        self.keep.setEnabled(not presenter.work.running and presenter.period is not None)
        self._show_result()

    def _show_result(self) -> None:
        presenter, words, done = self.presenter, self.words, self.presenter.done
        self._card.setVisible(done is not None)
        if done is None:
            return
        count = words.number(done.entries)
        self._written.setText(words("{file}: {count} entries", file=presenter.path.name, count=count))
        digest = words("SHA-256: {digest}", digest=in_fours(done.sha256))
        key = words("Public key: {fingerprint}", fingerprint=presenter.key)
        self._prints.setText(f"{digest}\n{key}")
        self.open.setFocus()
        self._area.verticalScrollBar().setValue(0)

    # The folder

    def pick(self) -> None:
        """Choose another folder."""
        if self._picker is None:
            words = self.words
            said = Said(
                words("Where does the archive go?"), "", words("Back"), here=words("Into this folder")
            )
            self._picker = FilePicker(self.chooser, self._picked, self.show_main, said)
        self.chooser.folder = Folder(self.presenter.folder)
        self.show_over(self._picker)
        self._picker.begin()

    def _picked(self, folder: Path) -> None:
        self.show_main()
        self.presenter.choose_folder(folder)

    # What the page is asked

    def load(self) -> None:
        """What was closed meanwhile can be archived."""
        self.presenter.load()

    def save(self) -> None:
        """Write the archive."""
        self.presenter.make()
