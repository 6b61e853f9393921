"""The page of corrections: what went wrong, step by step, and what changes in words before it does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ess_shop.domain.shop import Shop
from ui.desktop.presenters.corrections import CorrectionsPresenter, Wrong
from ui.desktop.presenters.labels import LabelsPresenter
from ui.desktop.rooms.goods.correct_price import CorrectPrice
from ui.desktop.rooms.goods.correct_sale import CorrectSale
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import card, column, label


class CorrectionsPage(Page):
    """Nothing that was recorded changes; `slips` opens the list of slips, where they are taken back."""

    def __init__(
        self,
        presenter: CorrectionsPresenter,
        shop: Shop,
        labels: LabelsPresenter,
        slips: Callable[[], object],
    ) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Corrections"))
        self.presenter, self._labels, self._slips = presenter, labels, slips
        words = self.words
        self.wrongs = Choices(
            [
                (Wrong.ARTICLE, words("Wrong member")),
                (Wrong.PRICE, words("Wrong price")),
                (Wrong.SLIP, words("Wrong slip")),
            ],
            changed=lambda wrong: presenter.choose(Wrong(wrong)),
        )
        self.body.addWidget(self.wrongs)
        self.sale = CorrectSale(presenter.sale, shop)
        self.price = CorrectPrice(presenter.price, shop)
        self.slip = self._about_slips()
        for part in (self.sale, self.price, self.slip):
            self.body.addWidget(part, 1)
        self.keep.say(words("Put it right"))
        self.again = Button(words("From the beginning"), self._again, key="F8", big=True)
        self.foot.insertWidget(0, self.again)
        self.done = self.add_over(scrolling(self._done()))
        for bell in (presenter.changed, presenter.sale.changed, presenter.price.changed):
            bell.connect(self._show)
        self._show()

    def _about_slips(self) -> QWidget:
        words = self.words
        made = QWidget()
        outer = column(made, space=2)
        frame = card("raised")
        inside = column(frame, space=1, margin=2)
        inside.addWidget(label(words("A slip was typed twice, or wrongly"), "large", wrap=True))
        for said in (
            words("Find the slip in the list and take it back: a cancellation slip says so."),
            words("It can be taken back as long as all its pieces are still here, and only once."),
            words("What the police register says of it stays, and is shown as taken back."),
        ):
            inside.addWidget(label(said, wrap=True))
        outer.addWidget(frame)
        acts = Flow()
        acts.add(Button(words("See the slips"), self._slips, key="F11", role="primary", big=True))
        outer.addWidget(acts)
        outer.addStretch(1)
        return made

    def _done(self) -> QWidget:
        words = self.words
        made = QWidget()
        outer = column(made, space=2)
        sheet = card("accent")
        inside = column(sheet, space=1, margin=3)
        self._right = label(type="title", wrap=True)
        self._how = label(wrap=True)
        inside.addWidget(self._right)
        inside.addWidget(self._how)
        outer.addWidget(sheet)
        self.labels = Button(words("New labels"), self._ask_labels, key="F12", role="note", big=True)
        outer.addWidget(self.labels)
        self.next = Button(words("Next correction"), self._again, key="F9", role="primary", big=True)
        outer.addWidget(self.next)
        outer.addStretch(1)
        return made

    # What the room asks

    def load(self) -> None:
        """The latest tickets."""
        self.presenter.load()

    def leave(self) -> None:
        """Nothing is kept before it is booked; what was chosen waits here."""
        if self.covered:
            self._again()

    def focus_first(self) -> bool:
        """Where one types."""
        wrong = self.presenter.wrong
        if wrong is Wrong.SLIP:
            return super().focus_first()
        (self.price if wrong is Wrong.PRICE else self.sale).focus_first()
        return True

    def scanned(self, code: str) -> bool:
        """A scan names a ticket or an article."""
        if self.covered or self.presenter.wrong is Wrong.SLIP:
            return False
        self.desk.notices.pass_on()
        self.presenter.scanned(code)
        return True

    # What is shown

    def _show(self) -> None:
        presenter, wrong = self.presenter, self.presenter.wrong
        self.wrongs.choose(wrong)
        turned = self.sale.isHidden() == (wrong is Wrong.ARTICLE)
        self.sale.setVisible(wrong is Wrong.ARTICLE)
        self.price.setVisible(wrong is Wrong.PRICE)
        self.slip.setVisible(wrong is Wrong.SLIP)
        booked = wrong is not Wrong.SLIP
        self.keep.setVisible(booked)
        self.again.setVisible(booked)
        now = presenter.price if wrong is Wrong.PRICE else presenter.sale
        self.keep.setEnabled(bool(now.said) and not now.busy)
        if now.made is not None:
            self._show_done()
        elif self.covered:
            self.show_main()
            self.focus_first()
        elif turned and self.isVisible():
            self.focus_first()

    def _show_done(self) -> None:
        presenter, words = self.presenter, self.words
        labels: dict[str, int] = {}
        if presenter.wrong is Wrong.ARTICLE and presenter.sale.made is not None:
            self._right.setText(words("Ticket {number} puts it right.", number=presenter.sale.made.number))
            self._how.setText("\n".join(presenter.sale.said))
        elif presenter.price.made is not None:
            made, labels = presenter.price.made, presenter.price.labels()
            numbers = ", ".join(sale.number for sale in made.sales)
            self._right.setText(
                words("“{label}” costs {price}.", label=made.article.label, price=made.article.price)
            )
            self._how.setText(words("New tickets: {numbers}", numbers=numbers) if numbers else "")
        self._how.setVisible(bool(self._how.text()))
        self.labels.setVisible(bool(labels))
        self.show_over(self.done)
        self.next.setFocus()

    # What is done

    def save(self) -> None:
        """Book it."""
        presenter = self.presenter
        (presenter.price if presenter.wrong is Wrong.PRICE else presenter.sale).save()

    def _again(self) -> None:
        self.desk.notices.pass_on()
        self.presenter.again()

    def _ask_labels(self) -> None:
        wanted = self.presenter.price.labels()
        self.presenter.again()
        self._labels.ask(wanted)
