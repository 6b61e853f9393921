"""This till's receipt printer."""

from __future__ import annotations

from ess_shop.domain.receipt_printer import (
    BAUDS,
    ENCODINGS,
    NEEDS_ADDRESS,
    PrinterKind,
    PrinterSettings,
)
from ess_shop.errors import Refused
from ui.desktop.presenters.settings_printer import PrinterSettingsPresenter, hints, kinds
from ui.desktop.rooms.page import Page
from ui.desktop.rooms.settings.device_choices import DeviceChoices
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.form import LONG, Form
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.paper import FittedPaper
from ui.desktop.widgets.tick import Tick
from ui.desktop.widgets.words import label


class PrinterPage(Page):
    """The kind first, then only what that kind needs."""

    def __init__(self, presenter: PrinterSettingsPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Receipt printer"))
        self.presenter = presenter
        words = self.words
        self._hints = hints(words)
        self.kind = Choices(
            [(str(kind), name) for kind, name in kinds(words).items()], changed=lambda _kind: self.show_kind()
        )
        self._hint = label(wrap=True)
        self.address = TextField(words("Where it is"))
        self._where = Form()
        self._where.add(self.address, LONG)
        self.found = DeviceChoices(words, self.address.line.setText, presenter.look)
        self.baud = Choices([(str(baud), str(baud)) for baud in BAUDS])
        self._speed = Field(words("Speed in baud, as the printer’s test page says"), self.baud)
        self.roll = Choices([("80", "80 mm"), ("58", "58 mm")])
        self.encoding = Choices([(name, name) for name in ENCODINGS])
        letters = words("Keep CP858 unless é or € come out wrong on the test page.")
        self.drawer = Tick(words("A cash drawer is plugged into it"))
        self.paper = FittedPaper(words("The test page"))
        halves = Halves(least=540, shares=(3, 2))
        self._on_paper = (
            Field(words("Width of the paper"), self.roll),
            Field(words("Letters"), self.encoding, letters),
            self.drawer,
        )
        self.body.addWidget(self.kind)
        self.body.addWidget(self._hint)
        for part in (
            self._where,
            self.found,
            self._speed,
            *self._on_paper,
        ):
            halves.first.addWidget(part)
        halves.first.addStretch(1)
        halves.second.addWidget(self.paper)
        halves.second.addStretch(1)
        self.body.addWidget(halves)
        said = words("A change holds at once; papers that wait go to the new printer.")
        self.body.addWidget(label(said, "small", wrap=True))
        self.body.addStretch(1)
        self.foot.insertWidget(0, Button(words("Test page"), self._test, key="F8", big=True))
        presenter.changed.connect(self._show)
        presenter.found.connect(self.show_kind)
        presenter.tested.connect(self._tested)

    def load(self) -> None:
        """Ask the books, and look what is plugged in."""
        self.presenter.load()
        self.presenter.look()

    def _show(self) -> None:
        value = self.presenter.value
        self.kind.choose(str(value.kind))
        self.address.line.setText(value.address)
        self.baud.choose(str(value.baud))
        self.roll.choose(str(value.width_mm))
        self.encoding.choose(value.encoding)
        self.drawer.setChecked(value.drawer)
        self.show_kind()
        self.settle()

    def show_kind(self) -> None:
        """Show what this kind of printer needs."""
        kind = PrinterKind(self.kind.value)
        self._hint.setText(self._hints[kind])
        self.address.mark("")
        self._where.setVisible(kind in NEEDS_ADDRESS or kind is PrinterKind.SCREEN)
        self.found.setVisible(kind in (PrinterKind.SERIAL, PrinterKind.USB, PrinterKind.FILE))
        self.found.show_devices(self.presenter.choices(kind))
        self._speed.setVisible(kind is PrinterKind.SERIAL)
        for part in self._on_paper:
            part.setVisible(kind is not PrinterKind.NONE)

    def _test(self) -> None:
        self.presenter.test(unsaved=self.unsaved)

    def _tested(self) -> None:
        self.paper.show_png(self.presenter.picture, self.words("The test page"))

    def typed(self) -> tuple[str | bool, ...]:
        """What stands on the page."""
        chosen = self.kind.value, self.roll.value, self.encoding.value, self.baud.value
        return *chosen, self.address.value, self.drawer.isChecked()

    def save(self) -> None:
        """Keep it; an address that is missing is said beside its field."""
        try:
            settings = PrinterSettings(
                PrinterKind(self.kind.value),
                self.address.value,
                width_mm=int(self.roll.value),
                encoding=self.encoding.value,
                drawer=self.drawer.isChecked(),
                baud=int(self.baud.value),
            )
        except Refused as wrong:
            self.address.mark(self.words.error(wrong))
            self.address.line.setFocus()
            raise
        self.presenter.save(settings)
