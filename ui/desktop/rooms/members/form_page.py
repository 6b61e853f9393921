"""Who a member is: identity, VAT, bank account, how they are paid, what a label tells of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ess_shop.domain.member_form import MemberForm
from ess_shop.domain.members import MemberKind, PayoutMeans, VatStatus
from ui.desktop.presenters.erasing_member import ErasingMember
from ui.desktop.presenters.member_form import MemberFormPresenter
from ui.desktop.presenters.members import MembersPresenter
from ui.desktop.rooms.members.erase_panel import ErasePanel
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.form import LONG, MEDIUM, SHORT, Form
from ui.desktop.widgets.words import label

_WIDTHS = {
    "code": SHORT,
    "siret": MEDIUM,
    "vat_number": MEDIUM,
    "postcode": SHORT,
    "country": SHORT,
    "phone": MEDIUM,
    "payout_minimum": SHORT,
    "mandate_on": MEDIUM,
    "contest_days": SHORT,
    "left_on": MEDIUM,
}

_DIGITS = frozenset({"siret", "postcode", "payout_minimum", "mandate_on", "contest_days", "left_on"})


class FormPage(Page):
    """For a member who is known, or (`new`) for somebody new."""

    def __init__(self, room: MembersPresenter, *, new: bool = False) -> None:
        words = room.desk.words
        super().__init__(room.desk, words("New member") if new else words("Who they are"))
        self.presenter = presenter = MemberFormPresenter(room.desk, room.go_to)
        self.erasing = ErasingMember(room.desk, room.go_to)
        self.texts: dict[str, TextField] = {}
        self.kind = Choices(
            [
                (str(MemberKind.ASSOCIATION), words("association")),
                (str(MemberKind.COOPERATIVE), words("cooperative")),
                (str(MemberKind.COMPANY), words("company")),
                (str(MemberKind.SOLE_TRADER), words("sole trader")),
                (str(MemberKind.PERSON), words("private person")),
            ]
        )
        self.vat_status = Choices(
            [
                (str(VatStatus.FRANCHISE), words("exempt (art. 293 B)")),
                (str(VatStatus.LIABLE), words("liable")),
                (str(VatStatus.NOT_SUBJECT), words("outside VAT")),
            ]
        )
        self.payout_means = Choices(
            [(str(PayoutMeans.TRANSFER), words("by transfer")), (str(PayoutMeans.CASH), words("in cash"))]
        )
        self.gone = label(words("This member was erased: nothing is left to change."), "strong", wrap=True)
        self.body.addWidget(self.gone)
        self._form({"code": words("Code"), "name": words("Name")})
        self.body.addWidget(Field(words("What they are"), self.kind))
        self._form(
            {
                "contact": words("Whom to talk to"),
                "email": words("E-mail"),
                "phone": words("Telephone"),
                "street": words("Street"),
                "postcode": words("Postcode"),
                "town": words("Town"),
                "country": words("Country"),
            }
        )
        self.body.addWidget(Field(words("VAT"), self.vat_status))
        self._form(
            {
                "siret": words("SIRET"),
                "vat_number": words("VAT number"),
                "mandate_on": words("Mandate to invoice in their name, of"),
                "contest_days": words("Days to contest such an invoice"),
            }
        )
        self.body.addWidget(Field(words("How they are paid"), self.payout_means))
        self._form(
            {
                "iban": words("IBAN"),
                "account_holder": words("Account holder, if another name"),
                "payout_minimum": words("Least amount to pay ({currency})", currency=room.shop.currency.code),
                **{
                    f"acceptance {local.currency.code}": words(
                        "Accepted in {currency}, in percent", currency=local.name or local.currency.code
                    )
                    for local in room.shop.locals
                },
            }
        )
        self._form({"story": words("Story for the labels"), "left_on": words("Left the shop on")})
        self._parts = self._inside.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._parts.remove(self.gone)
        self.body.addStretch(1)
        self.keep.say(words("Register") if new else words("Save"))
        self.erase = Button(words("Erase this member…"), self._ask_erase, role="danger")
        self.foot.insertWidget(0, self.erase)
        self._panel = self.add_over(ErasePanel(self.erasing))
        presenter.changed.connect(self._show)
        presenter.judged.connect(self._mark)
        self.erasing.changed.connect(self._turn)

    def _form(self, names: dict[str, str]) -> None:
        form = Form()
        for field, name in names.items():
            self.texts[field] = TextField(name, digits=field in _DIGITS)
            form.add(self.texts[field], _WIDTHS.get(field, SHORT if field.startswith("acceptance") else LONG))
        self.body.addWidget(form)

    def show_member(self, member_id: str) -> None:
        """Whose form it is from now on."""
        self.presenter.show_member(member_id)

    def focus_first(self) -> bool:
        """A code is proposed already: one begins with the name."""
        self.texts["name"].line.setFocus()
        return True

    def load(self) -> None:
        """What the books say now."""
        self.presenter.load()

    def _show(self) -> None:
        presenter = self.presenter
        form = presenter.form
        for name, field in self.texts.items():
            start, _, currency = name.partition(" ")
            text = form.acceptance.get(currency, "") if currency else getattr(form, start)
            field.line.setText(text)
            field.line.setCursorPosition(0)
        self.kind.choose(form.kind)
        self.vat_status.choose(form.vat_status)
        self.payout_means.choose(form.payout_means)
        self.texts["code"].line.setEnabled(presenter.new)
        self.gone.setVisible(presenter.erased)
        for part in self._parts:
            part.setVisible(not presenter.erased)
        self.keep.setEnabled(not presenter.erased)
        self.erase.setVisible(not presenter.new and not presenter.erased)
        self._mark()
        self.settle()

    def _mark(self) -> None:
        """Say what is wrong beside each field, and go to the first."""
        wrong = self.presenter.wrong
        for name, field in self.texts.items():
            field.mark(wrong.get(name, ""))
        if wrong:
            next(field for name, field in self.texts.items() if name in wrong).line.setFocus()
        elif self.presenter.form == self.typed():
            self.settle()

    def typed(self) -> MemberForm:
        """What stands in the fields."""
        values = {name: field.value for name, field in self.texts.items()}
        acceptance = {
            name.partition(" ")[2]: values.pop(name)
            for name in list(values)
            if name.startswith("acceptance ")
        }
        return MemberForm(
            kind=self.kind.value,
            vat_status=self.vat_status.value,
            payout_means=self.payout_means.value,
            acceptance={currency: share for currency, share in acceptance.items() if share},
            **values,
        )

    def save(self) -> None:
        """Register or change; what is wrong stands beside its field."""
        self.presenter.save(self.typed())

    # Erasing

    def _ask_erase(self) -> None:
        if self.presenter.file is not None and not self.warn():
            self.erasing.ask(self.presenter.file)

    def _turn(self) -> None:
        self._panel.refresh()
        if self.erasing.asked is None:
            self.show_main()
        elif not self.covered:
            self.show_over(self._panel)
