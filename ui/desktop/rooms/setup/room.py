"""The first start: one question a page, large, with what is wrong said beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtWidgets import QProgressBar, QWidget

from ess_shop.errors import ShopError
from ess_shop.wording import Words
from ui.desktop import theme
from ui.desktop.presenters import setup as pages
from ui.desktop.presenters.setup import SetupPresenter
from ui.desktop.theme import SPACE
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.keyboard import Keyboard
from ui.desktop.widgets.keys import tab_through
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import card, column, emptied, label, row

WIDEST = 760
"""Of a page, in pixels at 100 %: what is asked and answered stays together."""

_FILLING = "filling"
"""The page that is shown while the demo shop is filled."""


class SetupRoom(QWidget):
    """Shows the page the presenter is at; Enter goes on."""

    def __init__(
        self,
        presenter: SetupPresenter,
        words: Words,
        speak: Callable[[str], object],
        stop: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(words("Set up the shop"))
        self._presenter, self._words, self._speak, self._stop = presenter, words, speak, stop
        self.fields: dict[str, TextField] = {}
        outer = column(self, space=2, margin=4)
        self._title = label(type="title", wrap=True)
        self._progress = label(type="small")
        outer.addWidget(self._progress)
        outer.addWidget(self._title)
        inside = QWidget()
        inside.setMaximumWidth(theme.current().px(WIDEST))
        self._body = column(inside, space=2)
        outer.addWidget(scrolling(inside), 1)
        foot = row(space=1)
        self.back = Button(words("Back"), presenter.back, key="Alt+Left", big=True)
        self.next = Button(words("Next"), presenter.next, key="F9", role="primary", big=True)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.next)
        outer.addLayout(foot)
        Keyboard(self, words)
        presenter.changed.connect(self.refresh)
        self._shown = ""
        self._told: ShopError | None = None
        self._bar: QProgressBar | None = None
        self.refresh()

    def refresh(self) -> None:
        """The page, or only what is wrong on it."""
        presenter, words = self._presenter, self._words
        page = presenter.page if presenter.filled is None else _FILLING
        if (page, presenter.trouble) != (self._shown, self._told):
            self._shown, self._told = page, presenter.trouble
            self._fill()
        if self._bar is not None and presenter.filled is not None:
            self._bar.setValue(round(presenter.filled * self._bar.maximum()))
        for name, field in self.fields.items():
            wrong = presenter.wrong.get(name)
            field.mark(words.error(wrong) if wrong else "")
        first = next((self.fields[name] for name in presenter.wrong if name in self.fields), None)
        if first is not None:
            first.line.setFocus()

    def _fill(self) -> None:
        presenter, words = self._presenter, self._words
        emptied(self._body)
        self.fields, self._bar = {}, None
        for part in (self.back, self.next):
            part.setVisible(self._shown != _FILLING)
        if self._shown == _FILLING:
            self._filling()
            return
        number = pages.PAGES.index(presenter.page)
        self._progress.setText(words("Step {step} of {steps}", step=number + 1, steps=len(pages.PAGES)))
        self.back.setVisible(number > 0)
        self.next.say(words("Create the shop") if presenter.page == pages.SUMMARY else words("Next"))
        {
            pages.WELCOME: self._welcome,
            pages.SHOP: self._shop,
            pages.MONEY: self._money,
            pages.MANAGER: self._manager,
            pages.TILL: self._till,
            pages.SUMMARY: self._summary,
        }[presenter.page]()
        self._body.addStretch(1)
        fields = list(self.fields.values())
        for field, after in pairwise(fields):
            field.line.returnPressed.connect(after.line.setFocus)
        tab_through([*(field.line for field in fields), self.back, self.next])
        if fields:
            fields[-1].line.returnPressed.connect(presenter.next)
            fields[0].line.setFocus()
        else:
            self.next.setFocus()

    def _text(self, name: str, title: str, value: str, hint: str = "", *, secret: bool = False) -> None:
        presenter = self._presenter
        if name in pages.IDENTITY:
            changed: Callable[[str], object] = partial(presenter.identify, name)
        else:
            changed = lambda text: presenter.answer(**{name: text})  # noqa: E731 - one small act
        self.fields[name] = field = TextField(title, value, hint=hint, secret=secret, changed=changed)
        self._body.addWidget(field)

    def _welcome(self) -> None:
        words, presenter = self._words, self._presenter
        self._title.setText(words("Welcome! Let us set up your shop."))
        said = words("Six short steps. Nothing is made before the last one, and all can be changed later.")
        self._body.addWidget(label(said, wrap=True))
        tongues = row(space=1)
        for code, name in (("fr", "Français"), ("en", "English")):
            button = Button(name, partial(self._speak, code), role="note")
            button.setCheckable(True)
            button.setChecked(words.language == code)
            tongues.addWidget(button)
        tongues.addStretch(1)
        self._body.addLayout(tongues)
        if presenter.demo is not None:
            self._body.addSpacing(2 * SPACE)
            said = words("Or look around first: forty members, four hundred articles, nothing counts.")
            self._body.addWidget(label(said, wrap=True))
            self._body.addWidget(
                Button(words("Try the demo shop first"), presenter.demo, key="F10", big=True)
            )
        self._trouble()

    def _trouble(self) -> None:
        """Why nothing could be made, if so."""
        trouble = self._presenter.trouble
        if trouble is not None:
            self._body.addWidget(label(self._words.error(trouble), tone="danger", wrap=True))

    def _filling(self) -> None:
        words = self._words
        self._progress.setText("")
        self._title.setText(words("The demo shop is being filled…"))
        self._body.addWidget(
            label(words("Three months of sales are rung up; this takes a moment."), wrap=True)
        )
        self._bar = QProgressBar()
        self._bar.setAccessibleName(words("The demo shop is being filled…"))
        self._bar.setRange(0, 1000)
        self._body.addWidget(self._bar)
        stop = Button(words("Stop"), self._stop, key="Esc", big=True)
        self._body.addWidget(stop)
        self._body.addStretch(1)
        stop.setFocus()

    def _shop(self) -> None:
        words, answers = self._words, self._presenter.answers
        self._title.setText(words("What is your shop called, and where is it?"))
        self._text("name", words("Name of the shop"), answers.name)
        self._text("street", words("Street"), answers.identity.get("street", ""))
        self._text("postcode", words("Postcode"), answers.identity.get("postcode", ""))
        self._text("town", words("Town"), answers.identity.get("town", ""))
        self._text(
            "siret",
            words("SIRET"),
            answers.identity.get("siret", ""),
            words("14 digits; leave empty if unknown."),
        )

    def _money(self) -> None:
        words, presenter = self._words, self._presenter
        answers = presenter.answers
        self._title.setText(words("Which money does it take?"))
        self._choice(
            words("Legal currency"),
            [("EUR", words("Euro")), ("CHF", words("Swiss franc"))],
            answers.currency,
            lambda value: presenter.answer(currency=value),
        )
        self._choice(
            words("Is the shop liable for VAT?"),
            [("yes", words("Yes")), ("no", words("No"))],
            "yes" if answers.vat_liable else "no",
            lambda value: presenter.answer(vat_liable=value == "yes"),
        )
        self._text(
            "local_code",
            words("Code of a local currency"),
            answers.local_code,
            words("For example LEM; leave empty if there is none."),
        )
        self._text("local_name", words("Its name"), answers.local_name)

    def _choice(
        self, title: str, choices: list[tuple[str, str]], chosen: str, changed: Callable[[str], object]
    ) -> None:
        self._body.addWidget(label(title, "small"))
        made = Choices(choices, chosen=chosen, changed=changed)
        self._body.addWidget(made)

    def _manager(self) -> None:
        words, answers = self._words, self._presenter.answers
        self._title.setText(words("Who looks after the shop?"))
        self._text("manager", words("Name of the first manager"), answers.manager)
        hint = words("4 to 8 digits, to be kept in mind.")
        self._text("pin", words("PIN"), answers.pin, hint, secret=True)
        self._text("pin_again", words("The same PIN again"), answers.pin_again, secret=True)

    def _till(self) -> None:
        words, answers = self._words, self._presenter.answers
        self._title.setText(words("The till"))
        self._text(
            "till",
            words("What the till is called on its tickets"),
            answers.till,
            words("1 to 8 letters and digits, a letter first. It stays so for good."),
        )
        self._text(
            "printer",
            words("Network address of the receipt printer"),
            answers.printer,
            words("For example 192.168.1.50; empty if there is none, or another kind: see the settings."),
        )

    def _summary(self) -> None:
        words, answers = self._words, self._presenter.answers
        self._title.setText(words("Is everything right?"))
        frame = card("accent")
        inside = column(frame, space=1, margin=3)
        for title, value in (
            (words("Name of the shop"), answers.name),
            (words("Town"), answers.identity.get("town", "")),
            (words("SIRET"), answers.identity.get("siret", "")),
            (words("Legal currency"), answers.currency),
            (words("Code of a local currency"), answers.local_code),
            (words("Name of the first manager"), answers.manager),
            (words("What the till is called on its tickets"), answers.till.strip().upper()),
            (words("Network address of the receipt printer"), answers.printer),
        ):
            line = row(space=2)
            line.addWidget(label(title, "small"), 1)
            line.addWidget(label(value or "–", "strong", wrap=True), 2)
            inside.addLayout(line)
        self._body.addWidget(frame)
        self._trouble()
