"""Goods out: what happens to them, whose they are, the lines, why, and one key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ess_shop.domain.slips import SlipKind
from ess_shop.errors import ShopError
from ui.desktop import theme
from ui.desktop.presenters.going_out import GoingOutPresenter
from ui.desktop.presenters.going_out_keeping import Begun
from ui.desktop.presenters.going_out_packs import total_of
from ui.desktop.presenters.going_out_recording import AMOUNT, CONTRACT, KINDS, NOTHING
from ui.desktop.presenters.going_out_words import act_name, fair_hint, kind_names, note_name
from ui.desktop.rooms.goods.lines_list import LinesList
from ui.desktop.rooms.goods.member_chooser import MemberChooser
from ui.desktop.rooms.goods.packs_list import PacksList
from ui.desktop.rooms.goods.slip_done import Act, SlipDone
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.form import LONG, SHORT, Form
from ui.desktop.widgets.words import card, column, emptied, label, row

KEEP_AFTER = 400
"""So many ms after the last change the slip is written down."""


class OutPage(Page):
    """The focus goes from the member to the lines; a scan of anything begins its owner's slip."""

    def __init__(self, presenter: GoingOutPresenter, acts: Sequence[Act]) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Goods out"))
        self.presenter = presenter
        words = self.words
        self._names = kind_names(words)
        self.kinds = Choices(
            [(str(kind), self._names[kind]) for kind in KINDS],
            changed=self._choose_kind,
        )
        self.begun = QWidget()
        self._begun_in = column(self.begun, space=1)
        self._begun_shown: tuple[Begun, ...] = ()
        self.chooser = MemberChooser(presenter.choosing)
        self.lines = LinesList(presenter.lines, name=words("Goods on the slip"))
        self.packs = PacksList(presenter)
        self.note = TextField("", changed=self._noted)
        self.gets = Choices(
            [
                (CONTRACT, words("What the contract says")),
                (AMOUNT, words("An amount")),
                (NOTHING, words("Nothing")),
            ],
            changed=presenter.choose_gets,
        )
        self._gets = Field(words("What the member gets for them"), self.gets)
        self.amount = TextField(words("Amount"), digits=True)
        self._why = Form()
        self._why.add(self.note, LONG)
        self._why.add(self.amount, SHORT)
        self._working = QWidget()
        inside = column(self._working, space=2)
        inside.addWidget(self.lines, 1)
        inside.addWidget(self._gets)
        self._fair = label(type="small", wrap=True)
        for part in (self.kinds, self._fair, self.begun, self.chooser):
            self.body.addWidget(part)
        self.body.addWidget(self._working, 1)
        self.body.addWidget(self.packs)
        self.body.addWidget(self._why)
        self.body.addStretch(0)
        self.totals = label(type="strong" if theme.current().large else "large", wrap=True)
        self.back = Button(words("Everything back"), self._everything_back, key="F8", big=True)
        self.foot.insertWidget(0, self.totals, 100)
        self.foot.insertWidget(1, self.back)
        self.done = self.add_over(SlipDone(words, presenter.next))
        self.done.next.say(words("Next slip"))
        self.done.offer(*acts)
        self.done.offer_all(words("Print them all"), "F12", acts[0][2])
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_AFTER)
        self._soon.timeout.connect(presenter.write_down)
        self._kept: object = None
        presenter.changed.connect(self._show)
        self._show()

    # What the room asks

    def load(self) -> None:
        """Members, what was begun, goods as they are now."""
        self.presenter.load()

    def leave(self) -> None:
        """Someone goes elsewhere: the slip is kept and waits here."""
        if not self.presenter.recorded:
            self.show_main()
        if self._soon.isActive():
            self._soon.stop()
            self.presenter.write_down()

    def focus_first(self) -> bool:
        """Whose it is, then the lines."""
        if self.presenter.choosing.chosen is None:
            self.chooser.focus_first()
        else:
            self.lines.focus_first()
        return True

    def scanned(self, code: str) -> bool:
        """A scan is an article of the slip, or says whose slip it is."""
        if self.covered:
            return False
        try:
            self.presenter.scanned(code)
        except ShopError as wrong:
            self.desk.tell(wrong)
        return True

    # What is shown

    def _show(self) -> None:
        presenter, words = self.presenter, self.words
        chosen = presenter.choosing.chosen is not None
        opened = self._working.isHidden() == chosen
        self.kinds.choose(str(presenter.kind))
        self.gets.choose(presenter.gets)
        self._working.setVisible(chosen)
        self._why.setVisible(chosen or bool(presenter.packs))
        self.packs.refresh()
        self._place_packs(above=not chosen)
        self._fair.setText(fair_hint(presenter.kind, words))
        self._fair.setVisible(presenter.fair)
        self.note.name(note_name(presenter.kind, words))
        if self.note.value != presenter.note:
            self.note.line.setText(presenter.note)
        self._gets.setVisible(presenter.lost)
        self.amount.setVisible(presenter.lost and presenter.gets == AMOUNT)
        self._gets.hint(self._by_contract())
        self.totals.setText("" if presenter.empty else self._total())
        self.back.setVisible(presenter.kind is SlipKind.TRANSFER_IN)
        self.back.setEnabled(not presenter.busy)
        self.keep.say(act_name(presenter.kind, words))
        self.keep.setVisible(chosen or bool(presenter.packs))
        self.keep.setEnabled(not presenter.empty and not presenter.busy)
        self._show_begun()
        if presenter.recorded:
            self._show_done()
        elif self.covered:
            self.show_main()
            self.focus_first()
        elif opened:
            self.focus_first()
        self._write_down_soon()

    def _place_packs(self, *, above: bool) -> None:
        """What is packed stands above the members while nobody is chosen, else below the lines."""
        place = self.body.indexOf(self.chooser if above else self._working) + (0 if above else 1)
        there = self.body.indexOf(self.packs)
        wanted = there < self.body.indexOf(self.chooser)
        if wanted != above:
            self.body.insertWidget(place, self.packs)

    def _total(self) -> str:
        presenter, words = self.presenter, self.words
        packs = presenter.every_pack
        count, worth = total_of(packs, presenter.shop)
        pieces = words.plural("{count} piece", "{count} pieces", count)
        if len(packs) < 2:
            return words("{pieces}, worth {worth}", pieces=pieces, worth=worth)
        members = words.plural("{count} member", "{count} members", len(packs))
        return words("{pieces} of {members}, worth {worth}", pieces=pieces, members=members, worth=worth)

    def _write_down_soon(self) -> None:
        presenter = self.presenter
        lines = presenter.lines.lines
        now = (presenter.id, lines, presenter.packs, presenter.note, presenter.kind, presenter.gets)
        if now != self._kept:
            self._kept = now
            self._soon.start()

    def _by_contract(self) -> str:
        presenter, words = self.presenter, self.words
        if presenter.gets != CONTRACT:
            return ""
        if presenter.without_contract is not None:
            return words.error(presenter.without_contract)
        if presenter.contract is None:
            return ""
        return words("By contract that is {amount}.", amount=presenter.contract)

    def _show_done(self) -> None:
        self._soon.stop()
        self.note.mark("")
        self.show_over(self.done)
        self.done.show_slips(self.presenter.recorded, self.presenter.member_of)

    def _show_begun(self) -> None:
        presenter, words = self.presenter, self.words
        waiting = tuple(presenter.begun) if presenter.choosing.chosen is None else ()
        self.begun.setVisible(bool(waiting))
        if waiting == self._begun_shown:
            return
        self._begun_shown = waiting
        emptied(self._begun_in)
        for each in waiting:
            frame = card("warm")
            line = row(frame, space=2, margin=1)
            said = words(
                "Not finished: {kind}, {member}, {pieces}.",
                kind=self._names[each.kind],
                member=each.member or words("several members"),
                pieces=words.plural("{count} piece", "{count} pieces", each.pieces),
            )
            line.addWidget(label(said, wrap=True), 1)
            for act, do in (
                (words("Go on"), partial(presenter.go_on, each)),
                (words("Throw away"), partial(presenter.throw_away, each)),
            ):
                button = Button(act, do)
                button.setAccessibleName(words("{act}: {member}", act=act, member=each.member))
                line.addWidget(button)
            self._begun_in.addWidget(frame)

    # What is done

    def _noted(self, text: str) -> None:
        self.presenter.note = text
        self.note.mark("")
        self._write_down_soon()

    def _choose_kind(self, kind: str) -> None:
        self.desk.notices.pass_on()
        self.note.mark("")
        try:
            self.presenter.choose_kind(SlipKind(kind))
        except ShopError as wrong:
            self.desk.tell(wrong)
            self._show()

    def _everything_back(self) -> None:
        self.desk.notices.pass_on()
        self.presenter.everything_back()

    def save(self) -> None:
        """Record the slip."""
        try:
            self.presenter.save(amount=self.amount.value)
        except ShopError as wrong:
            self._refused(wrong)
            raise

    def _refused(self, wrong: ShopError) -> None:
        """What is missing is said beside its field too."""
        if wrong.code in ("note_missing", "fair_missing", "receiver_missing", "bad_note"):
            self.note.mark(self.words.error(wrong))
            self.note.line.setFocus()
        elif wrong.code == "bad_amount":
            self.amount.mark(self.words.error(wrong))
            self.amount.line.setFocus()
