"""After how long the till asks who is there."""

from __future__ import annotations

from ess_shop.domain.preferences import LockAfter
from ess_shop.errors import Refused
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.settings_keeping import Kept
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.form import SHORT, Form
from ui.desktop.widgets.words import label


class LockPage(Page):
    """A number of minutes."""

    def __init__(self, desk: Desk, presenter: Kept[LockAfter]) -> None:
        super().__init__(desk, desk.words("Locking"))
        self.presenter = presenter
        words = self.words
        said = words("When nobody touches the till for a while it asks who is there. The basket stays.")
        self.body.addWidget(label(said, wrap=True))
        self.minutes = TextField(words("Minutes without anybody"), hint=words("0 for never, 240 at most"))
        form = Form()
        form.add(self.minutes, SHORT)
        self.body.addWidget(form)
        self.body.addStretch(1)
        presenter.changed.connect(self._show)

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def _show(self) -> None:
        self.minutes.line.setText(str(self.presenter.value.minutes))
        self.minutes.mark("")
        self.settle()

    def typed(self) -> str:
        """The minutes."""
        return self.minutes.value

    def save(self) -> None:
        """Keep the minutes; what is no number of minutes is said beside the field."""
        try:
            self.presenter.save(lock_of(self.minutes.value))
        except Refused as wrong:
            self.minutes.mark(self.words.error(wrong))
            self.minutes.line.setFocus()
            raise


def lock_of(text: str) -> LockAfter:
    """The minutes that were typed; Refused for anything but 0 to 240."""
    if not (text.isascii() and text.isdigit() and int(text[:4]) <= 240):
        raise Refused("bad_minutes", "“{text}” is no number of minutes: type 0 to 240.", text=text)
    return LockAfter(int(text))
