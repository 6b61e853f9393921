"""The page of the exports: which file, of which period, into which folder, and where it is then."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ess_shop.domain.exports import PROGRAM_NAMES, What
from ess_shop.domain.spans import Length
from ui.desktop import theme
from ui.desktop.presenters.choosing_file import FileChooser, Folder
from ui.desktop.presenters.exports import WHOLE_MONTH, ExportsPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.file_picker import FilePicker, Said
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.tick import Tick
from ui.desktop.widgets.words import card, column, label, row
from ui.desktop.widgets.work_bar import WorkBar

MOST = 6
"""So many files are shown one by one; all of them are in the folder."""


class ExportsPage(Page):
    """See `ui.desktop.presenters.exports`."""

    def __init__(self, presenter: ExportsPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Exports"))
        self.presenter = presenter
        words = self.words
        self.chooser = FileChooser(self.desk, frozenset())
        self._picker: FilePicker | None = None
        self.what = Choices(
            (
                (What.FEC, words("FEC")),
                (What.ENTRIES, words("Entries to import")),
                (What.BALANCE, words("Trial balance")),
                (What.E_REPORT, words("E-reporting")),
                (What.MEMBER_DAYS, words("Members’ daily totals")),
            ),
            chosen=presenter.what,
            changed=presenter.choose,
        )
        self._about = label(wrap=True)
        self.lengths = Choices(
            ((Length.YEAR, words("Year")), (Length.MONTH, words("Month"))),
            chosen=presenter.length,
            changed=presenter.choose_length,
        )
        self.program = Choices(tuple(PROGRAM_NAMES.items()), changed=presenter.choose_program)
        self._program = Field(words("For which program?"), self.program)
        self.bar = WorkBar(words, presenter.work, words("The files are written…"))
        for part in (
            self._result(),
            Field(words("Which file?"), self.what),
            self._about,
            self.lengths,
            self._period(),
            self._program,
            *self._report(),
            self._folder(),
            self.bar,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.keep.say(words("Write the file"))
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
        line.addWidget(self.earlier)
        line.addWidget(self.later)
        line.addWidget(self._named, 1)
        return holder

    def _report(self) -> tuple[QWidget, ...]:
        words = self.words
        self.part = Choices(
            (
                (WHOLE_MONTH, words("The whole month")),
                ("1", words("From the {first} to the {last}", first=1, last=10)),
                ("2", words("From the {first} to the {last}", first=11, last=20)),
                ("3", words("From the {first} on", first=21)),
            ),
            changed=self.presenter.choose_part,
        )
        self.corrected = Tick(words("It takes the place of a report that was sent before"))
        self.corrected.toggled.connect(lambda on: self.presenter.correct(corrected=on))
        return self.part, self.corrected

    def _folder(self) -> QWidget:
        words, holder = self.words, QWidget()
        line = row(holder, space=2)
        self._where = label(wrap=True)
        self.other = Button(words("Another folder"), self.pick, key="F6", role="note")
        line.addWidget(self._where, 1)
        line.addWidget(self.other)
        return Field(words("Where it goes"), holder)

    def _result(self) -> QWidget:
        words = self.words
        self._card = card("raised")
        inside = column(self._card, space=1, margin=2)
        self._written = label(type="strong", wrap=True)
        self._remarks = label(wrap=True)
        self._files = Flow()
        self.open = Button(words("Open the folder"), self.presenter.open_folder, key="F10")
        self._more = label(type="small", wrap=True)
        last = Flow()
        last.add(self.open)
        for part in (self._written, self._remarks, self._files, self._more, last):
            inside.addWidget(part)
        return self._card

    # What is shown

    def show_all(self) -> None:
        """What is chosen, and what came of it."""
        presenter, what = self.presenter, self.presenter.what
        self._about.setText(self._said(what))
        self.lengths.setVisible(len(presenter.lengths) > 1)
        self.lengths.choose(presenter.length)
        self._named.setText(presenter.period)
        self.later.setEnabled(presenter.may_go_on)
        self._program.setVisible(what is What.ENTRIES)
        for part in (self.part, self.corrected):
            part.setVisible(what is What.E_REPORT)
        self._where.setText(str(presenter.folder))
        self.bar.see()
        self.keep.setEnabled(not presenter.work.running)
        self._show_result()

    def _said(self, what: What) -> str:
        words = self.words
        said = {
            What.FEC: words("The accounts of a year as the tax office asks for them when it checks."),
            What.ENTRIES: words("A month for the accounting program; each day of a till is one entry."),
            What.BALANCE: words(
                "What each account held, what moved on it, what it holds; on paper and as a table."
            ),
            What.E_REPORT: words(
                "What the shop sold in its own name, per day and VAT rate, for its registered platform."
            ),
            What.MEMBER_DAYS: words(
                "For each member who is liable to VAT: what was sold in their name, per day and rate."
            ),
        }
        return said[what]

    def _show_result(self) -> None:
        presenter, words = self.presenter, self.words
        done = presenter.done
        self._card.setVisible(done is not None)
        self._files.clear()
        if done is None:
            return
        said = words.plural("{count} file is written.", "{count} files are written.", len(done.files))
        self._written.setText(said)
        self._remarks.setText("\n".join(presenter.said))
        self._remarks.setVisible(bool(presenter.said))
        for path in done.files[:MOST]:
            self._files.add(Button(path.name, partial(presenter.open_file, path), role="note"))
        more = len(done.files) - MOST
        self._more.setText(
            words.plural("{count} more is in the folder.", "{count} more are in the folder.", more)
        )
        self._more.setVisible(more > 0)
        self.open.setFocus()
        self._area.verticalScrollBar().setValue(0)

    # The folder

    def pick(self) -> None:
        """Choose another folder."""
        if self._picker is None:
            words = self.words
            said = Said(words("Where do the files go?"), "", words("Back"), here=words("Into this folder"))
            self._picker = FilePicker(self.chooser, self._picked, self.show_main, said)
        self.chooser.folder = Folder(self.presenter.folder)
        self.show_over(self._picker)
        self._picker.begin()

    def _picked(self, folder: Path) -> None:
        self.show_main()
        self.presenter.choose_folder(folder)

    # What the page is asked

    def load(self) -> None:
        """What was chosen stays chosen."""
        self.show_all()

    def save(self) -> None:
        """Write the file."""
        self.presenter.make()
