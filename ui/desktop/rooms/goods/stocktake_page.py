"""The page of stocktakes: what is counted, counting, what differs, and what was booked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.desktop.presenters.stocktaking import Step, StocktakingPresenter
from ui.desktop.rooms.goods.stocktake_begin import StocktakeBegin
from ui.desktop.rooms.goods.stocktake_count import StocktakeCount
from ui.desktop.rooms.goods.stocktake_explain import StocktakeExplain
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import card, column, label


class StocktakePage(Page):
    """One step at a time; `slips` opens the list of slips."""

    def __init__(self, presenter: StocktakingPresenter, slips: Callable[[], object]) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Stocktake"))
        self.presenter = presenter
        words = self.words
        self.begin = StocktakeBegin(presenter)
        self.count = StocktakeCount(presenter.counting)
        self.explain = StocktakeExplain(presenter.differences)
        for part in (self.begin, self.count, self.explain):
            self.body.addWidget(part, 1)
        self.back = Button("", self._back, key="F8", big=True)
        self.sheet = Button(words("On a sheet"), presenter.summary, key="F10", big=True)
        self.foot.insertWidget(0, self.back)
        self.foot.insertWidget(1, self.sheet)
        self.done = self.add_over(scrolling(self._done(slips)))
        self._at: Step | None = None
        presenter.changed.connect(self._show)
        presenter.differences.changed.connect(self._enable)
        self._show()

    def _done(self, slips: Callable[[], object]) -> QWidget:
        words = self.words
        made = QWidget()
        outer = column(made, space=2)
        sheet = card("accent")
        inside = column(sheet, space=1, margin=3)
        self._booked = label(type="title", wrap=True)
        self._numbers = label(type="large", wrap=True)
        inside.addWidget(self._booked)
        inside.addWidget(self._numbers)
        outer.addWidget(sheet)
        acts = Flow()
        acts.add(Button(words("On a sheet"), self.presenter.summary, key="F10", role="note"))
        acts.add(Button(words("See the slips"), slips, key="F11", role="note"))
        outer.addWidget(acts)
        self.again = Button(words("Next stocktake"), self.presenter.again, key="F9", role="primary", big=True)
        outer.addWidget(self.again)
        outer.addStretch(1)
        return made

    # What the room asks

    def load(self) -> None:
        """What is open, and where one stopped."""
        self.presenter.load()

    def leave(self) -> None:
        """Everything is kept already."""
        if self.presenter.step is Step.DONE:
            self.presenter.again()

    def focus_first(self) -> bool:
        """Where one types or points."""
        step = self.presenter.step
        if step is Step.CHOOSING:
            self.begin.focus_first()
        elif step is Step.COUNTING:
            self.count.focus_first()
        elif step is Step.EXPLAINING:
            self.explain.focus_first()
        return step is not Step.DONE

    def scanned(self, code: str) -> bool:
        """While one counts, a scan is one more piece."""
        if self.presenter.step is not Step.COUNTING:
            return False
        self.count.scanned(code)
        return True

    # What is shown

    def _show(self) -> None:
        presenter, words, step = self.presenter, self.words, self.presenter.step
        counting, explaining = step is Step.COUNTING, step is Step.EXPLAINING
        self.begin.setVisible(step is Step.CHOOSING)
        self.count.setVisible(counting)
        self.explain.setVisible(explaining)
        titled = counting or explaining
        self.heading.setText(words("Stocktake of {what}", what=presenter.what) if titled else self.title)
        says = {
            Step.CHOOSING: words("Begin to count"),
            Step.COUNTING: words("See what differs"),
            Step.EXPLAINING: words("Book it"),
            Step.DONE: "",
        }
        self.keep.say(says[step])
        self.back.say(words("Stop for now") if counting else words("Count on"))
        self.back.setVisible(titled)
        self.sheet.setVisible(explaining)
        self._enable()
        if step is self._at:
            return
        self._at = step
        if step is Step.DONE:
            self._show_done()
        elif self.covered:
            self.show_main()
        if self.isVisible():
            self.focus_first()

    def _enable(self) -> None:
        self.keep.setEnabled(not self.presenter.differences.busy and not self.presenter.busy)

    def _show_done(self) -> None:
        words, slips = self.words, self.presenter.differences.slips
        self._booked.setText(words("The stocktake is booked."))
        numbers = ", ".join(slip.number for slip in slips)
        same = words("Everything that was counted is as the books say.")
        self._numbers.setText(numbers or same)
        self.show_over(self.done)
        self.again.setFocus()

    # What is done

    def save(self) -> None:
        """One step further."""
        step = self.presenter.step
        if step is Step.CHOOSING:
            self.presenter.begin()
        elif step is Step.COUNTING:
            self.presenter.explain()
        elif step is Step.EXPLAINING:
            self.presenter.differences.book()

    def _back(self) -> None:
        self.desk.notices.pass_on()
        if self.presenter.step is Step.COUNTING:
            self.presenter.pause()
        elif self.presenter.step is Step.EXPLAINING:
            self.presenter.count_on()
