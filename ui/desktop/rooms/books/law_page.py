"""The page of what the law asks: the books verified, the attestation to sign, the manual to hand over."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desktop.presenters.law import LawPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.form import MEDIUM, Form
from ui.desktop.widgets.words import card, column, emptied, label, row
from ui.desktop.widgets.work_bar import WorkBar


class LawPage(Page):
    """A card for each of them."""

    def __init__(self, presenter: LawPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Verification"))
        self.presenter = presenter
        self.body.addWidget(self._verifying())
        self.body.addWidget(self._attesting())
        self.body.addWidget(self._manual())
        self.body.addStretch(1)
        self.keep.say(self.words("Verify the books"))
        presenter.changed.connect(self._show)
        self._show()

    def _verifying(self) -> QWidget:
        words, frame = self.words, card("raised")
        inside = column(frame, space=1, margin=2)
        inside.addWidget(label(words("The books"), "strong"))
        said = words(
            "Every entry is read again with its signature, every figure is added up again. "
            "Sales go on meanwhile."
        )
        inside.addWidget(label(said, wrap=True))
        self.bar = WorkBar(words, self.presenter.work, words("The books are verified…"))
        inside.addWidget(self.bar)
        self._said = label(type="large", wrap=True)
        inside.addWidget(self._said)
        self._defects = column(space=1)
        inside.addLayout(self._defects)
        return frame

    def _attesting(self) -> QWidget:
        words, frame = self.words, card("raised")
        inside = column(frame, space=1, margin=2)
        inside.addWidget(label(words("The attestation"), "strong"))
        said = words(
            "Who publishes this program attests for exactly this version, and signs. "
            "Who changed the program attests instead."
        )
        inside.addWidget(label(said, wrap=True))
        self.editor = TextField(words("Who publishes the program"))
        self.signer = TextField(words("Who signs"))
        self.place = TextField(words("Where it is signed"))
        form = Form()
        for field in (self.editor, self.signer, self.place):
            form.add(field, MEDIUM)
        inside.addWidget(form)
        line = row(space=1)
        self.attest = Button(words("Make the attestation"), self._attest, key="F7")
        line.addWidget(self.attest)
        line.addStretch(1)
        inside.addLayout(line)
        return frame

    def _manual(self) -> QWidget:
        words, frame = self.words, card("raised")
        inside = column(frame, space=1, margin=2)
        inside.addWidget(label(words("The fiscal manual"), "strong"))
        said = words("What is recorded and how, so that somebody else can read and verify it. In French.")
        inside.addWidget(label(said, wrap=True))
        line = row(space=1)
        self.manual = Button(words("Make the manual"), self.presenter.manual, key="F8")
        line.addWidget(self.manual)
        line.addStretch(1)
        inside.addLayout(line)
        return frame

    def _attest(self) -> None:
        self.presenter.attest(self.editor.value, self.signer.value, self.place.value)

    def save(self) -> None:
        """Verify."""
        self.presenter.verify()

    def _show(self) -> None:
        presenter = self.presenter
        self.bar.see()
        self.keep.setEnabled(not presenter.work.running)
        self._said.setText(presenter.said)
        self._said.setVisible(bool(presenter.said))
        emptied(self._defects)
        for said in presenter.defects:
            self._defects.addWidget(label(said, wrap=True))
