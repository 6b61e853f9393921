"""Taking goods in: the member, one field for scans and labels, the lines under it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ess_shop.errors import ShopError
from ui.desktop import theme
from ui.desktop.presenters.choosing_picture import PictureChooser
from ui.desktop.presenters.deposit import DepositPresenter
from ui.desktop.presenters.deposit_article import Typed
from ui.desktop.presenters.receipts import Press
from ui.desktop.rooms.goods.article_fields import ArticleFields
from ui.desktop.rooms.goods.deposit_begun import DepositBegun
from ui.desktop.rooms.goods.deposit_copy import DepositCopy
from ui.desktop.rooms.goods.deposit_found import DepositFound
from ui.desktop.rooms.goods.deposit_table import DepositTable
from ui.desktop.rooms.goods.member_chooser import MemberChooser
from ui.desktop.rooms.goods.paper_form import PaperForm
from ui.desktop.rooms.goods.slip_done import Act, SlipDone
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import EntryField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.picture_picker import PicturePicker
from ui.desktop.widgets.words import column, label

KEEP_AFTER = 400
"""Milliseconds after the last change until the deposit is written down."""


class DepositPage(Page):
    """See `ui.desktop.presenters.deposit`; `acts` are offered once a slip is recorded."""

    def __init__(self, presenter: DepositPresenter, press: Press, acts: tuple[Act, ...] = ()) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Deposit"))
        self.presenter = presenter
        words = self.words
        self.chooser = MemberChooser(presenter.choosing, title=words("Whose goods come in?"))
        self.begun = DepositBegun(presenter)
        self.entry = EntryField(
            words("Scan an article, or type a label or code"),
            words("Scan, or type a label or code"),
        )
        self.fields = ArticleFields(presenter.article, self._put_in, self._pick)
        self.found = DepositFound(presenter)
        self.table = DepositTable(presenter)
        self._hint = label(type="small", wrap=True)
        self.working = QWidget()
        inside = column(self.working, space=1)
        keys = Flow()
        self.new = Button(words("New article"), lambda: presenter.open_new(self.entry.text()), key="F7")
        self.copy = Button(words("Copy from an earlier deposit"), self._copy, key="F4")
        for button in (self.new, self.copy):
            keys.add(button)
        self._keys = keys
        for part in (self.entry, self._hint, self.found, self.fields):
            inside.addWidget(part)
        inside.addWidget(self.table, 1000)
        inside.addWidget(keys)
        inside.addStretch(1)
        self.body.addWidget(self.begun)
        self.body.addWidget(self.chooser)
        self.body.addWidget(self.working, 1000)
        self.body.addStretch(1)
        self.totals = label(type="strong" if theme.current().large else "large", wrap=True)
        self.foot.insertWidget(0, self.totals, 100)
        self.keep.say(words("Take in"))
        self.done = self.add_over(SlipDone(words, presenter.next))
        self.done.offer(*acts)
        self.papers = self.add_over(PaperForm(self.desk, presenter.save, presenter.no_paper))
        self._earlier = self.add_over(DepositCopy(presenter, self.show_main))
        self._picker: PicturePicker | None = None
        self._pictures = PictureChooser(self.desk, press.tile)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_AFTER)
        self._soon.timeout.connect(presenter.write_down)
        self._kept: object = None
        self._connect()
        self._show()

    def _connect(self) -> None:
        entry, presenter = self.entry, self.presenter
        entry.textEdited.connect(presenter.type)
        entry.submitted.connect(self._enter)
        entry.moved.connect(presenter.point)
        entry.stepped.connect(presenter.step)
        entry.erased.connect(presenter.remove)
        entry.escaped.connect(self._clear)
        presenter.changed.connect(self._show)
        presenter.article.changed.connect(self._show)
        self.fields.grew.connect(self._area.see_focus)

    # What the room asks

    def load(self) -> None:
        """Members, what was begun, and the member's goods as the books have them now."""
        self.presenter.load()

    def leave(self) -> None:
        """Someone goes elsewhere: the deposit is kept and waits here."""
        if self.presenter.recorded is None:
            self.show_main()
        self._write_down()

    def focus_first(self) -> bool:
        """The member, then the field for everything."""
        self._focus()
        return True

    def scanned(self, code: str) -> bool:
        """A scan is an article of the deposit."""
        if self.covered:
            return False
        self._tried(lambda: self.presenter.scanned(code))
        self.entry.clear()
        return True

    # What is shown

    def _show(self) -> None:
        presenter, words = self.presenter, self.words
        chosen, sheet = presenter.member is not None, presenter.article.sheet
        opened = self.working.isHidden() == chosen or self.entry.isHidden() != (sheet is not None)
        self.working.setVisible(chosen)
        for part in (self.entry, self._keys):
            part.setVisible(sheet is None)
        self._hint.setText(
            words.plural(
                "{count} piece of what comes now", "{count} pieces of what comes now", presenter.times
            )
            if presenter.times
            else words("“3*” before a scan takes in three pieces; arrows, + and − change the lines.")
        )
        self._hint.setVisible(sheet is None and (presenter.times > 0 or not theme.current().large))
        pieces = words.plural("{count} piece", "{count} pieces", presenter.pieces)
        said = words("{pieces}, worth {worth}", pieces=pieces, worth=presenter.worth)
        self.totals.setText(said if presenter.lines else "")
        self.keep.setVisible(chosen)
        self.keep.setEnabled(bool(presenter.lines) and not presenter.busy)
        self._show_over()
        if opened and not self.covered:
            self._focus()
        now = (presenter.id, presenter.lines)
        if now != self._kept:
            self._kept = now
            self._soon.start()

    def _show_over(self) -> None:
        """The recorded slip, or the identity paper that is asked for, in the place of the page."""
        presenter, member = self.presenter, self.presenter.member
        if presenter.recorded is not None and member is not None:
            self.show_over(self.done)
            self.done.show_slip(presenter.recorded, member.called)
        elif presenter.paper is not None:
            if not self.papers.isVisible():
                self.show_over(self.papers)
                self.papers.show_paper(presenter.paper)
        elif self.covered and (self.papers.isVisible() or self.done.isVisible()):
            self.show_main()
            self._focus()

    def _focus(self) -> None:
        if self.presenter.member is None:
            self.chooser.focus_first()
        elif self.presenter.article.sheet is None:
            self.entry.setFocus()

    # What is done

    def _enter(self, text: str) -> None:
        if self._tried(lambda: self.presenter.enter(text)):
            self.entry.clear()
        else:
            self.entry.selectAll()

    def _clear(self) -> None:
        self.entry.clear()
        self.presenter.times = 0
        self.presenter.type("")

    def _put_in(self, typed: Typed) -> None:
        self.desk.notices.pass_on()
        self.presenter.put_in(typed)

    def _tried(self, act: Callable[[], object]) -> bool:
        self.desk.notices.pass_on()
        try:
            act()
        except ShopError as wrong:
            self.desk.tell(wrong)
            return False
        return True

    def _copy(self) -> None:
        self.show_over(self._earlier)
        self.presenter.look_for_earlier()

    def _pick(self) -> None:
        if self._picker is None:
            self._picker = PicturePicker(self._pictures, self._picked, self.show_main)
        self.show_over(self._picker)
        self._picker.begin()

    def _picked(self, path: Path) -> None:
        self.show_main()
        self.presenter.article.paint_from(path)

    def _write_down(self) -> None:
        if self._soon.isActive():
            self._soon.stop()
            self.presenter.write_down()

    def save(self) -> None:
        """Record the deposit."""
        self.presenter.save()
