"""What every page of a room of pages is: a body that scrolls, one button that keeps it, and nothing lost."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QWidget
from shiboken6 import isValid

from ess_shop.errors import ShopError
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Step, Tone
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import column, label, row

Over = TypeVar("Over", bound=QWidget)


class Page(QWidget):
    """`save` keeps what is on it; what is refused stands on the banners.

    A page whose `typed` says what stands in its fields calls `settle` once they show what the books say: then
    leaving it with changes is told, and they wait for the person to come back.
    """

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.desk, self.words, self.title = desk, desk.words, title
        outer = column(self)
        self._stack = QStackedWidget()
        outer.addWidget(self._stack)
        main = QWidget()
        inner = column(main, space=2)
        self.heading = label(title, "title", wrap=True)
        inner.addWidget(self.heading)
        self.pinned = column(space=2)  # what stays in sight while the body scrolls
        inner.addLayout(self.pinned)
        self._inside = QWidget()
        self.body = column(self._inside, space=2)
        self._area = scrolling(self._inside)
        inner.addWidget(self._area, 1)
        self.foot = row(space=1)
        self.foot.addStretch(1)
        self.keep = Button(self.words("Save"), self.keep_it, key="F9", role="primary", big=True)
        self.foot.addWidget(self.keep)
        inner.addLayout(self.foot)
        self._stack.addWidget(main)
        self._settled: object = None
        self._left_at: QWidget | None = None

    # What the room asks

    def enter(self) -> None:
        """Someone opens the page: it shows what the books say, unless a draft waits here."""
        if not self.unsaved:
            self.load()

    def leave(self) -> None:
        """Someone goes elsewhere; changes that are not kept are told."""
        self.show_main()
        if self.unsaved:
            words = self.words
            self.desk.notices.tell(
                self._topic,
                words("“{page}” has changes that are not saved.", page=self.title),
                Tone.WARNING,
                Step(words("Save"), self.keep_it),
                Step(words("Throw away"), self.load),
            )

    def focus_first(self) -> bool:
        """Go where typing begins: the first field, or else the first thing that can be pressed, if any."""
        able = [each for each in self._inside.findChildren(QWidget) if _takes_tab(each, self)]
        fields = [each for each in able if isinstance(each, QLineEdit | QPlainTextEdit)]
        for first in (fields or able)[:1]:
            first.setFocus()
        return bool(able)

    def scanned(self, _code: str) -> bool:
        """Whether a scan means something on this page."""
        return False

    # What a page says of itself

    def save(self) -> None:
        """Keep it; ShopError for what does not fit."""

    def load(self) -> None:
        """Show what the books say now."""

    def typed(self) -> object:
        """What stands in the fields, as one value; None on a page that does not tell."""
        return None

    def settle(self) -> None:
        """The fields show what the books say."""
        self._settled = self.typed()
        self.desk.notices.withdraw(self._topic)

    @property
    def unsaved(self) -> bool:
        """Whether something was changed and not kept."""
        return self._settled is not None and self.typed() != self._settled

    @property
    def _topic(self) -> str:
        return f"unsaved {self.title}"

    def keep_it(self) -> None:
        """Save, and say what is refused."""
        self.desk.notices.pass_on()
        try:
            self.save()
        except ShopError as wrong:
            self.desk.tell(wrong)
        self._area.see_focus()

    def warn(self) -> bool:
        """Whether something must be kept or thrown away before another thing is shown here; it is told."""
        if self.unsaved:
            self.leave()
        return self.unsaved

    # Another thing in the place of the page, for a while

    def add_over(self, over: Over) -> Over:
        """That belongs to the page from now on, and waits unseen until it is shown over it."""
        if self._stack.indexOf(over) < 0:
            self._stack.addWidget(over)
        return over

    def show_over(self, over: QWidget) -> None:
        """Show that instead of the page."""
        self.add_over(over)
        if not self.covered:
            self._left_at = self._inside.focusWidget()
        self._stack.setCurrentWidget(over)
        first = next((each for each in over.findChildren(QWidget) if _takes_tab(each, over)), None)
        if first is not None:
            first.setFocus()

    def show_main(self) -> None:
        """Show the page again, the focus where it was."""
        if not self.covered:
            return
        self._stack.setCurrentIndex(0)
        if self._left_at is not None and isValid(self._left_at):
            self._left_at.setFocus()

    @property
    def covered(self) -> bool:
        """Whether something else is shown in its place."""
        return self._stack.currentIndex() > 0


def _takes_tab(widget: QWidget, page: QWidget) -> bool:
    """Whether Tab comes to it while that page is shown."""
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isEnabled() and widget.isVisibleTo(page)
