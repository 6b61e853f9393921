"""The page of the archives: which closed period, into which folder, and what tells that it is whole."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ess_shop.domain.archive import in_fours
from ess_shop.domain.periods import PeriodKind
from ui.desktop.presenters.archives import ArchivesPresenter
from ui.desktop.rooms.books.files_page import FilesPage
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.words import card, column, label


class ArchivesPage(FilesPage):
    """See `ui.desktop.presenters.archives`."""

    def __init__(self, presenter: ArchivesPresenter) -> None:
        words = presenter.desk.words
        super().__init__(
            presenter,
            words("Archives"),
            goes=words("Where the archive goes"),
            asked=words("Where does the archive go?"),
            busy=words("The archive is written…"),
        )
        self.presenter = presenter
        self.kinds = Choices(
            ((PeriodKind.YEAR, words("Year")), (PeriodKind.MONTH, words("Month"))),
            chosen=presenter.kind,
            changed=presenter.choose,
        )
        said = words(
            "Everything a closed period holds, in one file that can be read without this program, signed, "
            "with the small program that verifies it. It is kept for six years, in two places."
        )
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

    def _result(self) -> QWidget:
        words = self.words
        self._card = card("raised")
        inside = column(self._card, space=1, margin=2)
        self._written = label(type="strong", wrap=True)
        self._prints = label(wrap=True)
        said = words("With it lie the program that verifies it, verificateur.py, and the public key.")
        for part in (self._written, self._prints, label(said, wrap=True), self._open_key()):
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
        count = words.number(done.archive.entries)
        self._written.setText(words("{file}: {count} entries", file=presenter.path.name, count=count))
        digest = words("SHA-256: {digest}", digest=in_fours(done.archive.sha256))
        key = words("Public key: {fingerprint}", fingerprint=done.key)
        self._prints.setText(f"{digest}\n{key}")
        self._see_result()

    # What the page is asked

    def load(self) -> None:
        """What was closed meanwhile can be archived."""
        self.presenter.load()
