"""Name, address and numbers of the shop."""

from __future__ import annotations

from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.settings_shop import FIELDS, ShopPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.form import LONG, MEDIUM, SHORT, Form
from ui.desktop.widgets.words import label

_WIDTHS = {"siret": MEDIUM, "vat_number": MEDIUM, "bic": MEDIUM, "postcode": SHORT}


class ShopPage(Page):
    """What stands on receipts and statements."""

    def __init__(self, desk: Desk, presenter: ShopPresenter) -> None:
        super().__init__(desk, desk.words("The shop"))
        self.presenter = presenter
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
        self.body.addWidget(label(words("This stands on receipts from the next sale on."), wrap=True))
        self.fields = {name: TextField(names[name]) for name in FIELDS}
        form = Form()
        for name in ("name", "email", "street", "siret", "postcode", "vat_number", "town", "iban", "bic"):
            form.add(self.fields[name], _WIDTHS.get(name, LONG))
        self.body.addWidget(form)
        self.body.addStretch(1)
        presenter.changed.connect(self._show)
        presenter.judged.connect(self._mark)

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def _show(self) -> None:
        for name, field in self.fields.items():
            field.line.setText(str(getattr(self.presenter.shop, name)))
            field.line.setCursorPosition(0)
        self._mark()
        self.settle()

    def _mark(self) -> None:
        """Say what is wrong beside each field, and go to the first."""
        wrong = self.presenter.wrong
        for name, field in self.fields.items():
            field.mark(wrong.get(name, ""))
        if wrong:
            next(field for name, field in self.fields.items() if name in wrong).line.setFocus()

    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: field.value for name, field in self.fields.items()}

    def save(self) -> None:
        """Keep every field, or none if one is wrong."""
        self.presenter.save_identity(self.typed())
