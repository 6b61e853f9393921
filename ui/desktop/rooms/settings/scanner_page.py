"""This till's barcode scanners, and a place to try them."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from ess_shop.domain.receipt_printer import BAUDS
from ess_shop.domain.scanner import LONGEST_GAP, SHORTEST_GAP, ScannerSettings
from ess_shop.errors import Refused
from ui.desktop.presenters.settings_scanner import ScannerSettingsPresenter, pause_of
from ui.desktop.rooms.page import Page
from ui.desktop.rooms.settings.device_choices import DeviceChoices
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.form import MEDIUM, SHORT, Form
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.words import card, column, label, retone


class ScannerPage(Page):
    """A scanner that types like a keyboard needs nothing; one on a serial port needs its port."""

    def __init__(self, presenter: ScannerSettingsPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Scanner"))
        self.presenter = presenter
        words = self.words
        self.layout_of = Choices(
            [
                ("auto", words("Found by itself")),
                ("us", words("American, as it was bought")),
                ("computer", words("The same as the computer")),
            ]
        )
        self.prefix = TextField(words("Sign before each code"), hint=words("Empty if it sends none"))
        self.gap = TextField(
            words("Longest pause between two signs, in milliseconds"),
            hint=words("{least} to {most}, usually 35", least=SHORTEST_GAP, most=LONGEST_GAP),
        )
        self.port = TextField(words("Serial port"), hint=words("Empty if there is none, like /dev/ttyACM0"))
        self.found = DeviceChoices(words, self.port.line.setText, presenter.look)
        self.baud = Choices([(str(baud), str(baud)) for baud in BAUDS])
        halves = Halves(least=540, shares=(3, 2))
        signs, serial = Form(), Form()
        signs.add(self.prefix, SHORT)
        signs.add(self.gap, MEDIUM)
        serial.add(self.port, MEDIUM)
        for part in (
            label(words("A scanner that types like a keyboard"), "strong", wrap=True),
            Field(words("Its keyboard"), self.layout_of),
            signs,
            label(words("A scanner on a serial port"), "strong", wrap=True),
            serial,
            self.found,
            Field(words("Speed in baud"), self.baud),
        ):
            halves.first.addWidget(part)
        halves.first.addStretch(1)
        halves.second.addWidget(self._trying())
        halves.second.addStretch(1)
        self.body.addWidget(halves)
        self.body.addStretch(1)
        presenter.changed.connect(self._show)
        presenter.found.connect(self._show_found)
        presenter.tried.connect(self._tried)

    def _trying(self) -> QFrame:
        words, frame = self.words, card("accent")
        inside = column(frame, space=1, margin=2)
        self.code = label("–", "large", wrap=True)
        self.kind, self.article = label(wrap=True), label(type="strong", wrap=True)
        inside.addWidget(label(words("Try it: scan something"), "strong", wrap=True))
        for part in (self.code, self.kind, self.article):
            inside.addWidget(part)
        self._frame = frame
        return frame

    def load(self) -> None:
        """Ask the books, and look what is plugged in."""
        self.presenter.load()
        self.presenter.look()

    def scanned(self, code: str) -> bool:
        """A scan is shown and sells nothing."""
        self.presenter.scanned(code)
        return True

    def _tried(self) -> None:
        presenter = self.presenter
        retone(self._frame, "card", "accent" if presenter.well else "warm")
        self.code.setText(presenter.code)
        self.kind.setText(presenter.said)
        self.article.setText(presenter.article)

    def _show(self) -> None:
        value = self.presenter.value
        self.layout_of.choose(value.layout)
        self.prefix.line.setText(value.prefix)
        self.gap.line.setText(str(value.gap_ms))
        self.port.line.setText(value.port)
        self.baud.choose(str(value.baud))
        for field in (self.prefix, self.gap, self.port):
            field.mark("")
        self.settle()

    def _show_found(self) -> None:
        self.found.show_devices(self.presenter.devices.serial)

    def typed(self) -> tuple[str, ...]:
        """What stands on the page."""
        texts = self.prefix.value, self.gap.value, self.port.value
        return *texts, self.layout_of.value, self.baud.value

    def save(self) -> None:
        """Keep them; what is wrong is said beside its field."""
        places = {"bad_pause": self.gap, "scanner_gap": self.gap, "scanner_prefix": self.prefix}
        for field in (self.prefix, self.gap, self.port):
            field.mark("")
        try:
            settings = ScannerSettings(
                self.prefix.value,
                pause_of(self.gap.value),
                self.layout_of.value,
                self.port.value,
                int(self.baud.value),
            )
        except Refused as wrong:
            field = places.get(wrong.code, self.port)
            field.mark(self.words.error(wrong))
            field.line.setFocus()
            raise
        self.presenter.save(settings)
