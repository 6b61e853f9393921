"""What the identity paper of a private person says, for the police register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from ess_shop.domain.police import Seller
from ess_shop.domain.police_words import paper_names
from ess_shop.errors import ShopError
from ui.desktop.presenters.desk import Desk
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.form import LONG, MEDIUM, Form
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import column, label, row


class PaperForm(QWidget):
    """Enter goes from field to field; `save` gets the paper, `left` is called when it is not at hand."""

    def __init__(self, desk: Desk, save: Callable[[Seller], object], left: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._save = desk, save
        words = self.words = desk.words
        self._proposed: Seller | None = None
        outer = column(self, space=2)
        outer.addWidget(label(words("Who leaves these second-hand goods?"), "title", wrap=True))
        said = words("The law asks the shop to write down the identity paper of a private person.")
        inside = QWidget()
        body = column(inside, space=2)
        body.addWidget(label(said, wrap=True))
        self.document = Choices([(str(paper), name) for paper, name in paper_names(words).items()])
        body.addWidget(Field(words("Identity paper"), self.document))
        self.fields = {
            "document_number": TextField(words("Number of the paper")),
            "issued_on": TextField(words("Issued on"), hint=words("like 31/12/2020")),
            "issued_by": TextField(words("Issued by")),
            "name": TextField(words("Name and first names")),
            "address": TextField(words("Address")),
        }
        form = Form()
        for name, field in self.fields.items():
            form.add(field, LONG if name == "address" else MEDIUM)
            field.line.returnPressed.connect(partial(self._enter, name))
        body.addWidget(form)
        body.addStretch(1)
        outer.addWidget(scrolling(inside), 1)
        foot = row(space=1)
        foot.addStretch(1)
        foot.addWidget(Button(words("Back"), left, key="Esc"))
        self.keep = Button(words("Take in"), self.keep_it, key="F9", role="primary", big=True)
        foot.addWidget(self.keep)
        outer.addLayout(foot)

    def show_paper(self, proposed: Seller) -> None:
        """Begin with what is known."""
        self._proposed = proposed
        self.document.choose(proposed.document)
        for name, field in self.fields.items():
            field.line.setText(getattr(proposed, name))
            field.mark("")
        if proposed.issued_on:
            self.fields["issued_on"].line.setText(self.words.day(date.fromisoformat(proposed.issued_on)))
        empty = [field for field in self.fields.values() if not field.value]
        (empty or list(self.fields.values()))[0].line.setFocus()

    def _enter(self, name: str) -> None:
        names = list(self.fields)
        if name == names[-1]:
            self.keep_it()
        else:
            self.fields[names[names.index(name) + 1]].line.setFocus()

    def keep_it(self) -> None:
        """Take the goods in with this paper; what is wrong is said at its field."""
        proposed = self._proposed
        if proposed is None:
            return
        for field in self.fields.values():
            field.mark("")
        try:
            self._save(
                Seller(
                    "",
                    proposed.member_id,
                    document=self.document.value,
                    **{name: field.value for name, field in self.fields.items()},
                )
            )
        except ShopError as wrong:
            named = self.fields.get(str(wrong.facts.get("field", "")))
            if named is None:
                self.desk.tell(wrong)
            else:
                named.mark(self.words.error(wrong))
                named.line.setFocus()
