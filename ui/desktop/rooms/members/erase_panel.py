"""Asked twice before a member is erased: what is lost, what stays, and the code typed by hand."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.desktop.presenters.erasing_member import ErasingMember
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.form import MEDIUM, Form
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import card, column, label, row


class ErasePanel(QWidget):
    """See `ui.desktop.presenters.erasing_member`."""

    def __init__(self, presenter: ErasingMember) -> None:
        super().__init__()
        self.presenter = presenter
        words = presenter.desk.words
        outer = column(self, space=2)
        content = QWidget()
        body = column(content, space=2)
        self.title = label(type="title", wrap=True)
        body.addWidget(self.title)
        warning = card("warm")
        inside = column(warning, margin=2)
        for sentence in (
            words("Name, address, bank account, notes, PIN and card are erased for good."),
            words("Slips, tickets and statements stay as they are; they name the code alone."),
            words("Copies that were saved earlier still name them until they are thrown away."),
        ):
            inside.addWidget(label(sentence, wrap=True))
        body.addWidget(warning)
        self.code = TextField(words("Their code, typed by hand"))
        form = Form()
        form.add(self.code, MEDIUM)
        body.addWidget(form)
        body.addStretch(1)
        outer.addWidget(scrolling(content), 1)
        foot = row(space=1)
        foot.addStretch(1)
        foot.addWidget(Button(words("Keep everything"), presenter.give_up, key="F7"))
        self.erase = Button(
            words("Erase for good"), lambda: presenter.confirm(self.code.value), role="danger", big=True
        )
        foot.addWidget(self.erase)
        outer.addLayout(foot)
        QShortcut(QKeySequence("Esc"), self).activated.connect(presenter.give_up)

    def refresh(self) -> None:
        """Whose it is, and whether the code was wrong."""
        file, words = self.presenter.asked, self.presenter.desk.words
        if file is None:
            self.code.line.clear()
            return
        self.title.setText(words("Erase {name}?", name=file.identity.name))
        self.code.hint(words("It is {code}.", code=file.member.code))
        self.code.mark(self.presenter.wrong)
        if self.presenter.wrong:
            self.code.line.setFocus()
            self.code.line.selectAll()
