"""How the shop's own barcodes begin, and where the QR code on a label leads."""

from __future__ import annotations

from ess_shop.errors import Refused
from ui.desktop.presenters.settings_labels import PREFIXES, LabelSettingsPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.form import LONG, Form
from ui.desktop.widgets.words import label


class LabelSettingsPage(Page):
    """Few shops ever change it."""

    def __init__(self, presenter: LabelSettingsPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Barcodes and labels"))
        self.presenter = presenter
        words = self.words
        said = words("Goods without a barcode are given one of the shop’s own. Those that have one keep it.")
        self.prefix = Choices([(prefix, prefix) for prefix in PREFIXES])
        self.scales = TextField(
            words("Numbers that the shop’s scale begins with"),
            hint=words("Like 21, 22. Empty without a scale that prints barcodes."),
            digits=True,
        )
        self.page = TextField(
            words("Address of a member’s page, for the QR code"),
            hint=words(
                "Write {place} where the member’s code belongs. Empty for no QR code.", place="{member}"
            ),
        )
        self.body.addWidget(label(said, wrap=True))
        self.body.addWidget(Field(words("The shop’s own barcodes begin with"), self.prefix))
        form = Form()
        form.add(self.scales, LONG)
        form.add(self.page, LONG)
        self.body.addWidget(form)
        self.body.addStretch(1)
        presenter.changed.connect(self._show)

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def _show(self) -> None:
        value = self.presenter.value
        self.prefix.choose(value.own.prefix)
        self.scales.line.setText(", ".join(value.own.scales))
        self.page.line.setText(value.page)
        self.settle()

    def typed(self) -> tuple[str, ...]:
        """What stands on the page."""
        return self.prefix.value, self.scales.value, self.page.value

    def save(self) -> None:
        """Keep it; what is wrong is said beside its field."""
        prefix, scales, page = self.typed()
        for field in (self.scales, self.page):
            field.mark("")
        try:
            self.presenter.save_entered(prefix=prefix, scales=scales, page=page)
        except Refused as wrong:
            field = self.page if wrong.code == "label_page" else self.scales
            field.mark(self.words.error(wrong))
            field.line.setFocus()
            raise
