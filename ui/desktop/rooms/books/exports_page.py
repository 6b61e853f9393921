"""The page of the exports: which file, of which period, into which folder, and where it is then."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from ess_shop.domain.exports import PROGRAM_NAMES, What
from ess_shop.domain.spans import Length
from ui.desktop.presenters.exports import WHOLE_MONTH, ExportsPresenter
from ui.desktop.rooms.books.files_page import FilesPage
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.tick import Tick
from ui.desktop.widgets.words import card, column, label

MOST = 6
"""So many files are shown one by one; all of them are in the folder."""


class ExportsPage(FilesPage):
    """See `ui.desktop.presenters.exports`."""

    def __init__(self, presenter: ExportsPresenter) -> None:
        words = presenter.desk.words
        super().__init__(
            presenter,
            words("Exports"),
            goes=words("Where it goes"),
            asked=words("Where do the files go?"),
            busy=words("The files are written…"),
        )
        self.presenter = presenter
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

    def _result(self) -> QWidget:
        self._card = card("raised")
        inside = column(self._card, space=1, margin=2)
        self._written = label(type="strong", wrap=True)
        self._remarks = label(wrap=True)
        self._files = Flow()
        self._more = label(type="small", wrap=True)
        for part in (self._written, self._remarks, self._files, self._more, self._open_key()):
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
        self._see_result()

    # What the page is asked

    def load(self) -> None:
        """What was chosen stays chosen."""
        self.show_all()
