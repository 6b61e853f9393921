"""What the shop adds to its receipts, and beside it the last ticket as it looks then."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit

from ess_shop.domain.pictures import is_kept, picture_bytes
from ess_shop.domain.receipt import ReceiptSettings
from ui.desktop import theme
from ui.desktop.presenters.choosing_picture import PictureChooser
from ui.desktop.presenters.receipts import Press
from ui.desktop.presenters.settings_receipt import ReceiptSettingsPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.paper import FittedPaper
from ui.desktop.widgets.picture_picker import PicturePicker
from ui.desktop.widgets.tick import Tick
from ui.desktop.widgets.words import label

BREATH = 400
"""Milliseconds after the last key until the ticket is drawn anew."""


class ReceiptPage(Page):
    """Fields on the left, the ticket that follows them on the right."""

    def __init__(self, presenter: ReceiptSettingsPresenter, press: Press) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Receipts"))
        self.presenter = presenter
        words = self.words
        self.above, self.below = self._editor(), self._editor()
        self.about = TextField(words("A line about the shop"))
        self.logo = FittedPaper(words("The logo"))
        self.members = Tick(words("Name the member under each article"))
        self.paper = FittedPaper(words("The receipt"))
        self._picker: PicturePicker | None = None
        self.chooser = PictureChooser(self.desk, press.tile)
        halves = Halves(least=540, shares=(5, 4))
        for part in (
            Field(words("Lines under the shop’s name"), self.above),
            self.about,
            Field(words("Lines at the end"), self.below),
            self.members,
            label(words("Logo"), "small"),
            self.logo,
            self._logo_keys(),
            label(words("A PNG or JPEG picture; the shop keeps a copy of it."), "small", wrap=True),
        ):
            halves.first.addWidget(part)
        halves.first.addStretch(1)
        self._no_ticket = label(words("The first ticket will be shown here."), wrap=True)
        halves.second.addWidget(label(words("The last ticket would look like this"), "small", wrap=True))
        halves.second.addWidget(self.paper)
        halves.second.addWidget(self._no_ticket)
        halves.second.addStretch(1)
        self.body.addWidget(halves)
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(BREATH)
        self._breath.timeout.connect(self._try)
        self._follow()
        presenter.changed.connect(self._show)
        presenter.logo_changed.connect(self._show_logo)
        presenter.previewed.connect(self._preview)

    def _editor(self) -> QPlainTextEdit:
        editor = QPlainTextEdit()
        editor.setTabChangesFocus(True)
        editor.setFixedHeight(theme.current().px(84))
        return editor

    def _logo_keys(self) -> Flow:
        words, keys = self.words, Flow()
        self._choose = Button(words("Choose a picture"), self.pick, key="F7")
        self._drop = Button(words("No logo"), self.presenter.drop_logo)
        keys.add(self._choose)
        keys.add(self._drop)
        return keys

    def _follow(self) -> None:
        for editor in (self.above, self.below):
            editor.textChanged.connect(self._breath.start)
        self.about.line.textChanged.connect(self._breath.start)
        self.members.toggled.connect(self._breath.start)

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def _show(self) -> None:
        value = self.presenter.value
        self.above.setPlainText("\n".join(value.lines_above))
        self.below.setPlainText("\n".join(value.lines_below))
        self.about.line.setText(value.about)
        self.members.setChecked(value.show_members)
        self._show_logo()
        self.settle()
        self._try()

    def _show_logo(self) -> None:
        logo = self.presenter.logo
        self.logo.show_png(picture_bytes(logo) if is_kept(logo) else _file(logo), self.words("The logo"))
        self._drop.setVisible(bool(logo))
        self._breath.start()

    def pick(self) -> None:
        """Choose a logo."""
        if self._picker is None:
            self._picker = PicturePicker(self.chooser, self.picked, self.show_main)
        self.show_over(self._picker)
        self._picker.begin()

    def picked(self, path: Path) -> None:
        """That file shall be the logo."""
        self.show_main()
        self.desk.notices.pass_on()
        self.presenter.choose_logo(path)

    def typed(self) -> ReceiptSettings:
        """The settings as they stand here."""
        return ReceiptSettings(
            lines_above=_lines(self.above),
            lines_below=_lines(self.below),
            logo=self.presenter.logo,
            about=self.about.value,
            show_members=self.members.isChecked(),
        )

    def _try(self) -> None:
        self._breath.stop()
        self.presenter.try_on(self.typed())

    def _preview(self) -> None:
        self.paper.show_png(self.presenter.preview, self.words("The receipt"))
        self._no_ticket.setVisible(self.paper.empty)

    def save(self) -> None:
        """Keep them."""
        self.presenter.save(self.typed())


def _lines(editor: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in editor.toPlainText().splitlines() if line.strip())


def _file(path: str) -> bytes:
    """A logo that an older setting names by its place."""
    file = Path(path)
    return file.read_bytes() if path and file.is_file() else b""
