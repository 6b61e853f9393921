"""Approving: what it does in words, who has signed, and the PIN of a second person where it takes two."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ess_shop.errors import ShopError
from ui.desktop.presenters.month_approve import MonthApprove
from ui.desktop.rooms.books.month.step import StepView
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.form import SHORT, Form
from ui.desktop.widgets.words import card, column, emptied, label


class ApproveStep(StepView):
    """See `ui.desktop.presenters.month_approve`."""

    def __init__(self, presenter: MonthApprove) -> None:
        super().__init__(presenter.path)
        self.presenter = presenter
        self._title = label(type="large", wrap=True)
        self.body.addWidget(self._title)
        self._card = card("raised")
        self._lines = column(self._card, space=1, margin=2)
        self.body.addWidget(self._card)
        self._not = label(type="strong", tone="danger", wrap=True)
        self.body.addWidget(self._not)
        self._signed_card = card("accent")
        self._signed = column(self._signed_card, space=1, margin=2)
        self.body.addWidget(self._signed_card)
        self.body.addWidget(self._second())
        self.body.addStretch(1)
        presenter.known.connect(self._offer)

    @property
    def main(self) -> str:
        """Sign, or go on once it is done."""
        if self.path.settled:
            return self.words("The papers")
        return self.words("Approve {month}", month=self.path.title)

    @property
    def ready(self) -> bool:
        """Whether who sits here can sign."""
        return self.path.settled or self.presenter.open

    def act(self) -> None:
        """Sign, or go on."""
        if self.path.settled:
            self.path.forth()
        else:
            self.presenter.approve()

    def entered(self) -> None:
        """Who else may sign."""
        self.presenter.look()

    def _second(self) -> QWidget:
        words = self.words
        self._second_card = card("raised")
        inside = column(self._second_card, space=1, margin=2)
        inside.addWidget(label(words("The second person signs here"), "strong", wrap=True))
        self._nobody = label(
            words("Nobody else may settle and has a PIN. Give somebody the right on the page “Rights”."),
            wrap=True,
        )
        inside.addWidget(self._nobody)
        holder = QWidget()
        self._who = column(holder)
        inside.addWidget(holder)
        self.who: Choices | None = None
        form = Form()
        self.pin = TextField(words("PIN"), secret=True, digits=True)
        self.pin.line.setMaxLength(8)
        self.pin.line.returnPressed.connect(self._sign)
        form.add(self.pin, SHORT)
        inside.addWidget(form)
        line = Flow()
        self.sign = Button(words("Sign"), self._sign, key="F8")
        line.add(self.sign)
        inside.addWidget(line)
        return self._second_card

    def _offer(self) -> None:
        """The people who may sign."""
        emptied(self._who)
        others = self.presenter.others
        self.who = Choices([(each.id, each.name) for each in others]) if others else None
        if self.who is not None:
            self._who.addWidget(self.who)
        self._nobody.setVisible(not others)
        for part in (self.pin, self.sign):
            part.setVisible(bool(others))

    def _sign(self) -> None:
        person = next(
            (each for each in self.presenter.others if self.who and each.id == self.who.value), None
        )
        pin = self.pin.value
        self.pin.line.clear()
        self.pin.mark("")
        if person is None:
            return
        try:
            self.presenter.countersign(person, pin)
        except ShopError as wrong:
            self.pin.mark(self.words.error(wrong))
            self.pin.line.setFocus()

    def show_step(self) -> None:
        """What it does, who has signed."""
        if self.path.seen is None:
            return
        presenter, words, path = self.presenter, self.words, self.path
        emptied(self._lines)
        if path.settled:
            self._title.setText(words("{month} is approved.", month=path.title))
            self._lines.addWidget(label(words("Its figures hold; its papers can be made."), wrap=True))
        else:
            self._title.setText(words("What approving {month} does", month=path.title))
            for said in presenter.consequences:
                self._lines.addWidget(label(words("• {said}", said=said), wrap=True))
        self._not.setText(presenter.why_not)
        self._not.setVisible(bool(presenter.why_not))
        emptied(self._signed)
        signed = () if path.settled else list(presenter.signed)
        if signed and presenter.own_signature:
            signed = [
                *signed,
                words("Now somebody else signs: here and now, or once they have come in themselves."),
            ]
        for said in signed:
            self._signed.addWidget(label(said, "strong", wrap=True))
        self._signed_card.setVisible(bool(signed))
        waits = presenter.own_signature and not path.settled and not presenter.checks.barred
        came = waits and self._second_card.isHidden()
        self._second_card.setVisible(waits)
        if came and self.isVisible():
            self.pin.line.setFocus()
        if presenter.pin_said:
            self.pin.mark(presenter.pin_said)
            self.pin.line.setFocus()
        self.sign.setEnabled(not path.busy)
