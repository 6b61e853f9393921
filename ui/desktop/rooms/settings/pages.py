"""The pages of the settings: how it looks, when it locks, means, the shop, receipts, the printer."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit

from ess_shop.domain.preferences import SCHEMES, Appearance, LockAfter, MeansTaken
from ess_shop.domain.receipt import ReceiptSettings
from ess_shop.domain.receipt_printer import PrinterKind, PrinterSettings
from ess_shop.errors import Refused
from ess_shop.wording import MEANS
from ui.desktop.presenters.settings import TEXT_SIZES, SettingsPresenter
from ui.desktop.presenters.settings_shop import FIELDS
from ui.desktop.rooms.settings.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.paper import FittedPaper
from ui.desktop.widgets.words import label


class AppearancePage(Page):
    """Colours and text size, worn as soon as they are chosen."""

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Appearance"))
        self._presenter = presenter.appearance
        words = self.words
        names = {"light": words("Light"), "dark": words("Dark"), "contrast": words("High contrast")}
        self.scheme = Choices([(scheme, names[scheme]) for scheme in SCHEMES], changed=self._try)
        self.text_size = Choices([(str(size), f"{size} %") for size in TEXT_SIZES], changed=self._try)
        self.body.addWidget(label(words("Colours"), "small"))
        self.body.addWidget(self.scheme)
        self.body.addWidget(label(words("Size of the text"), "small"))
        self.body.addWidget(self.text_size)
        self.body.addStretch(1)
        self._presenter.changed.connect(self._show)

    def load(self) -> None:
        """Ask the books."""
        self._presenter.load()

    def _show(self) -> None:
        self.scheme.choose(self._presenter.value.scheme)
        self.text_size.choose(str(self._presenter.value.text_percent))

    def _chosen(self) -> Appearance:
        return Appearance(self.scheme.value, int(self.text_size.value))

    def _try(self, _name: str) -> None:
        self._presenter.try_on(self._chosen())

    def save(self) -> None:
        """Keep the look."""
        self._presenter.save(self._chosen())


class LockPage(Page):
    """After how long the till asks who is there."""

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Locking"))
        self._presenter = presenter.lock
        self.minutes = TextField(
            self.words("Minutes without anybody"), hint=self.words("0 for never, 240 at most")
        )
        self.body.addWidget(self.minutes)
        self.body.addStretch(1)
        self._presenter.changed.connect(lambda: self.minutes.line.setText(str(self._presenter.value.minutes)))

    def load(self) -> None:
        """Ask the books."""
        self._presenter.load()

    def save(self) -> None:
        """Keep the minutes; Refused for anything but a number."""
        text = self.minutes.value
        if not (text.isascii() and text.isdigit() and len(text) <= 3):
            raise Refused("bad_minutes", "“{text}” is no number of minutes: type 0 to 240.", text=text)
        self._presenter.save(LockAfter(int(text)))


class MeansPage(Page):
    """Which means of payment the shop takes."""

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Means of payment"))
        self._presenter = presenter.means
        self.ticks: dict[str, QCheckBox] = {}
        for name in asdict(MeansTaken()):
            tick = QCheckBox(self.words(MEANS[name]).capitalize())
            tick.setAccessibleName(tick.text())
            self.ticks[name] = tick
            self.body.addWidget(tick)
        self.body.addStretch(1)
        self._presenter.changed.connect(self._show)

    def load(self) -> None:
        """Ask the books."""
        self._presenter.load()

    def _show(self) -> None:
        for name, taken in asdict(self._presenter.value).items():
            self.ticks[name].setChecked(taken)

    def save(self) -> None:
        """Keep the means; Refused if none is left."""
        self._presenter.save(MeansTaken(**{name: tick.isChecked() for name, tick in self.ticks.items()}))


class ShopPage(Page):
    """Name, address and numbers of the shop."""

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("The shop"))
        self._presenter = presenter.shop
        words = self.words
        names = {
            "name": words("Name of the shop"),
            "siret": words("SIRET"),
            "vat_number": words("VAT number"),
            "iban": words("IBAN"),
            "bic": words("BIC"),
            "email": words("E-mail"),
            "street": words("Street"),
            "postcode": words("Postcode"),
            "town": words("Town"),
        }
        self.fields = {name: TextField(names[name]) for name in FIELDS}
        for field in self.fields.values():
            self.body.addWidget(field)
        self.body.addStretch(1)
        self._presenter.changed.connect(self._show)

    def load(self) -> None:
        """Ask the books."""
        self._presenter.load()

    def _show(self) -> None:
        shop, wrong = self._presenter.shop, self._presenter.wrong
        for name, field in self.fields.items():
            field.mark(wrong.get(name, ""))
            if shop is not None and not wrong:
                field.line.setText(str(getattr(shop, name)))

    def save(self) -> None:
        """Keep every field, or none if one is wrong."""
        self._presenter.save_identity({name: field.value for name, field in self.fields.items()})


class ReceiptPage(Page):
    """What the shop adds to its receipts, and how they look then."""

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Receipts"))
        self._presenter = presenter.receipt
        words = self.words
        self.above, self.below = QPlainTextEdit(), QPlainTextEdit()
        for editor in (self.above, self.below):
            editor.setMaximumHeight(110)
            editor.setTabChangesFocus(True)
        self.about = TextField(words("A line about the shop"))
        self.logo = TextField(
            words("File of the logo"), hint=words("A PNG or JPEG picture of less than 1 MB")
        )
        self.members = QCheckBox(words("Name the member under each article"))
        self.members.setAccessibleName(self.members.text())
        self.paper = FittedPaper(words("The receipt"))
        for part in (
            Field(words("Lines under the shop's name"), self.above),
            Field(words("Lines at the end"), self.below),
            self.about,
            self.logo,
            self.members,
            Button(words("See the last ticket so"), self._try, key="F8"),
            self.paper,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._presenter.changed.connect(self._show)
        self._presenter.previewed.connect(self._preview)

    def load(self) -> None:
        """Ask the books."""
        self._presenter.load()

    def _show(self) -> None:
        value = self._presenter.value
        self.above.setPlainText("\n".join(value.lines_above))
        self.below.setPlainText("\n".join(value.lines_below))
        self.about.line.setText(value.about)
        self.logo.line.setText(value.logo)
        self.members.setChecked(value.show_members)

    def _typed(self) -> ReceiptSettings:
        return ReceiptSettings(
            lines_above=_lines(self.above),
            lines_below=_lines(self.below),
            logo=self.logo.value,
            about=self.about.value,
            show_members=self.members.isChecked(),
        )

    def _try(self) -> None:
        self._presenter.try_on(self._typed())

    def _preview(self) -> None:
        self.paper.show_png(self._presenter.preview, self.words("The receipt"))
        self.paper.setMinimumHeight(420)

    def save(self) -> None:
        """Keep them."""
        self._presenter.save(self._typed())


class PrinterPage(Page):
    """This till's receipt printer."""

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Receipt printer"))
        self._presenter = presenter.printer
        words = self.words
        kinds = {
            PrinterKind.NONE: words("None"),
            PrinterKind.NETWORK: words("Network"),
            PrinterKind.SERIAL: words("Serial port"),
            PrinterKind.USB: words("USB"),
            PrinterKind.FILE: words("Device or file"),
            PrinterKind.SCREEN: words("Screen only"),
        }
        self.kind = Choices([(str(kind), name) for kind, name in kinds.items()])
        self.address = TextField(
            words("Where it is"), hint=words("192.168.1.50, /dev/ttyUSB0, 04b8:0e15 or /dev/usb/lp0")
        )
        self.roll = Choices([("80", "80 mm"), ("58", "58 mm")])
        self.drawer = QCheckBox(words("A cash drawer is plugged into it"))
        self.drawer.setAccessibleName(self.drawer.text())
        self.paper = FittedPaper(words("Test page"))
        for part in (
            self.kind,
            self.address,
            label(words("Width of the paper"), "small"),
            self.roll,
            self.drawer,
            label(words("A change of printer holds from the next start of the till."), "small", wrap=True),
            Button(words("Test page"), self._presenter.test, key="F8"),
            self.paper,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._presenter.changed.connect(self._show)
        self._presenter.tested.connect(self._tested)

    def load(self) -> None:
        """Ask the books."""
        self._presenter.load()

    def _show(self) -> None:
        value = self._presenter.value
        self.kind.choose(str(value.kind))
        self.address.line.setText(value.address)
        self.roll.choose(str(value.width_mm))
        self.drawer.setChecked(value.drawer)

    def _tested(self) -> None:
        self.paper.show_png(self._presenter.picture, self.words("Test page"))
        self.paper.setMinimumHeight(420)

    def save(self) -> None:
        """Keep it; Refused without an address where one is needed."""
        settings = PrinterSettings(
            PrinterKind(self.kind.value),
            self.address.value,
            width_mm=int(self.roll.value),
            drawer=self.drawer.isChecked(),
        )
        self._presenter.save(settings)


def _lines(editor: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in editor.toPlainText().splitlines() if line.strip())
