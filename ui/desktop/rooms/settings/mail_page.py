"""Receipts by e-mail: the server, who sends, and a test letter."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from ess_shop.domain.mail import Security
from ess_shop.errors import Refused
from ui.desktop.presenters.settings_mail import MailEntered, MailSettingsPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.form import LONG, MEDIUM, SHORT, Form
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.words import card, column, label, retone


class MailPage(Page):
    """Without a server the till offers no receipt by e-mail."""

    def __init__(self, presenter: MailSettingsPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("E-mail"))
        self._presenter = presenter
        words = self.words
        self.security = Choices(
            [
                (str(Security.STARTTLS), "STARTTLS"),
                (str(Security.TLS), "TLS"),
                (str(Security.NONE), words("None")),
            ],
            changed=self._usual_port,
        )
        self.fields = {
            "server": TextField(
                words("Mail server"), hint=words("Like smtp.example.org; empty for no e-mail")
            ),
            "port": TextField(words("Port"), digits=True),
            "user": TextField(words("User"), hint=words("Empty if the server asks for none")),
            "password": TextField(words("Password"), secret=True, hint=presenter.password_hint),
            "sender": TextField(words("Address of the sender")),
            "sender_name": TextField(words("Name of the sender")),
        }
        self.guard = Field(words("Protection of the connection"), self.security)
        halves = Halves(least=860, shares=(3, 2))
        way, who = Form(), Form()
        way.add(self.fields["server"], MEDIUM)
        way.add(self.fields["port"], SHORT)
        for name in ("user", "password", "sender", "sender_name"):
            who.add(self.fields[name], MEDIUM)
        intro = label(words("With a mail server, the till offers to send the receipt by e-mail."), wrap=True)
        for part in (intro, way, self.guard, who):
            halves.first.addWidget(part)
        halves.first.addStretch(1)
        halves.second.addWidget(self._trying())
        halves.second.addWidget(self._waiting())
        halves.second.addStretch(1)
        self.body.addWidget(halves)
        self.body.addStretch(1)
        presenter.changed.connect(self._show)
        presenter.tried.connect(self._tried)

    def _trying(self) -> QFrame:
        words, frame = self.words, card("accent")
        inside = column(frame, space=1, margin=2)
        self.to = TextField(words("Send a test letter to"))
        self.to.setMaximumWidth(LONG)
        self.to.line.returnPressed.connect(self._try)
        self.said = label(wrap=True)
        inside.addWidget(label(words("Try it before you save"), "strong", wrap=True))
        for part in (self.said, self.to, Button(words("Send the test letter"), self._try, key="F8")):
            inside.addWidget(part)
        self._frame = frame
        return frame

    def _waiting(self) -> QFrame:
        words, frame = self.words, card("warm")
        inside = column(frame, space=1, margin=2)
        self.waiting = label(type="strong", wrap=True)
        self.give_up = Button(words("Give them up"), self._presenter.give_up)
        for part in (self.waiting, self.give_up):
            inside.addWidget(part)
        self._queue = frame
        frame.hide()
        return frame

    def load(self) -> None:
        """Ask the books."""
        self._presenter.load()
        self._tried()

    def _show(self) -> None:
        entered = self._presenter.entered
        for name, field in self.fields.items():
            field.line.setText(str(getattr(entered, name)))
        self.fields["password"].hint(self._presenter.password_hint)
        self.security.choose(entered.security)
        self._mark("", "")
        self.settle()

    def _tried(self) -> None:
        presenter = self._presenter
        retone(self._frame, "card", "accent" if presenter.well else "warm")
        self.said.setText(presenter.said)
        self.said.setVisible(bool(presenter.said))
        self.waiting.setText(presenter.waiting)
        self._queue.setVisible(bool(presenter.waiting))

    def _usual_port(self, security: str) -> None:
        line = self.fields["port"].line
        line.setText(self._presenter.port_of(security, line.text().strip()))

    def typed(self) -> MailEntered:
        """What stands on the page."""
        texts = {name: field.value for name, field in self.fields.items() if name != "password"}
        # A password may begin or end with a space.
        return MailEntered(
            **texts, password=self.fields["password"].line.text(), security=self.security.value
        )

    def save(self) -> None:
        """Keep it; what is wrong is said beside its field."""
        self._mark("", "")
        try:
            self._presenter.save_entered(self.typed())
        except Refused as wrong:
            self._blame(wrong)

    def _try(self) -> None:
        self.desk.notices.pass_on()
        self._mark("", "")
        try:
            self._presenter.try_out(self.typed(), self.to.value)
        except Refused as wrong:
            self._blame(wrong)

    def _blame(self, wrong: Refused) -> None:
        said = self.words.error(wrong)
        if not self._mark(wrong.code, said):
            self.desk.tell(wrong)

    def _mark(self, code: str, said: str) -> bool:
        """Say what is wrong beside the field that the code names, and nothing beside the others."""
        places: dict[str, Field] = {f"mail_{name}": field for name, field in self.fields.items()}
        places |= {"mail_security": self.guard, "bad_address": self.to}
        for place, field in places.items():
            field.mark(said if place == code else "")
        found = places.get(code)
        if isinstance(found, TextField):
            found.line.setFocus()
        return found is not None
