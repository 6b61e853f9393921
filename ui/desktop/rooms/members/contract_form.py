"""The form of a contract: its clauses in groups, one group at a time, beside what they make of a price."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from ess_shop.domain.clauses import After
from ess_shop.domain.contract_written import Written
from ess_shop.domain.terms import Bearer, CommissionBase, SoldBy
from ess_shop.wording import Words
from ui.desktop.presenters.contract_example import Example
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.form import MEDIUM, Form
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.price_by_age import PriceByAge
from ui.desktop.widgets.rows_field import RowsField
from ui.desktop.widgets.tick import Tick
from ui.desktop.widgets.words import card, column, emptied, label

SHARE, FEES, TIME, MARKDOWN, DISCOUNTS = "share", "fees", "time", "markdown", "discounts"

GROUP_OF = {
    "commission": SHARE,
    "base": SHARE,
    "exceptions": SHARE,
    "tiers": SHARE,
    "whole": SHARE,
    "seller": SHARE,
    "piece_fee": FEES,
    "monthly_fee": FEES,
    "membership_fee": FEES,
    "membership_month": FEES,
    "days": TIME,
    "grace": TIME,
    "after": TIME,
    "markdown": MARKDOWN,
    "floor": MARKDOWN,
    "discounts": DISCOUNTS,
    "ceiling": DISCOUNTS,
}
"""In which group each clause stands."""


class ContractForm(QWidget):
    """`changed` is called at every key; `value` is what is written."""

    def __init__(self, words: Words, changed: Callable[[], object]) -> None:
        super().__init__()
        self.words, self._changed, self._filling = words, changed, False
        outer = column(self, space=2)
        self.day = TextField(words("From which day"), digits=True, changed=self._tell)
        self.usual = Tick(words("Offer these terms to new members too"))
        top = Form()
        top.add(self.day, MEDIUM)
        outer.addWidget(top)
        self.groups = Choices(
            [
                (SHARE, words("Share")),
                (FEES, words("Fees")),
                (TIME, words("Time")),
                (MARKDOWN, words("Markdowns")),
                (DISCOUNTS, words("Discounts")),
            ],
            changed=self.turn,
        )
        outer.addWidget(self.groups)
        halves = Halves(least=640, shares=(3, 2))
        outer.addWidget(halves)
        outer.addWidget(self.usual)
        outer.addStretch(1)
        self._pages: dict[str, QWidget] = {}
        self.fields: dict[str, Field] = {"day": self.day}
        for name, fill in (
            (SHARE, self._share),
            (FEES, self._fees),
            (TIME, self._time),
            (MARKDOWN, self._markdown),
            (DISCOUNTS, self._discounts),
        ):
            page = QWidget()
            inside = column(page, space=2)
            for part in fill():
                inside.addWidget(part)
            inside.addStretch(1)
            self._pages[name] = page
            halves.first.addWidget(page)
        halves.first.addStretch(1)
        halves.second.addWidget(self._example_card())
        halves.second.addStretch(1)
        self.open(SHARE)

    # The groups

    def _text(self, clause: str, name: str, hint: str = "") -> TextField:
        field = TextField(name, hint=hint, digits=True, changed=self._tell)
        self.fields[clause] = field
        return field

    def _choice(self, clause: str, name: str, choices: list[tuple[str, str]]) -> tuple[Field, Choices]:
        made = Choices(choices, changed=self._tell)
        field = Field(name, made)
        self.fields[clause] = field
        return field, made

    def _share(self) -> list[QWidget]:
        words = self.words
        how, self.how = self._choice(
            "memo",
            words("How the member is paid"),
            [("", words("A part of the price")), ("memo", words("A fixed net price per article"))],
        )
        self.memo_said = label(
            words(
                "With each article the member names what they get for it, whatever it is sold for. "
                "The shop keeps what is above. The part below holds for articles without a net price."
            ),
            "small",
            wrap=True,
        )
        self.commission = self._text("commission", words("What the shop keeps, in percent"))
        base, self.base = self._choice(
            "base",
            words("Of which price"),
            [
                (str(CommissionBase.TAG), words("The price on the tag")),
                (str(CommissionBase.BEFORE_TAX), words("The price before tax")),
            ],
        )
        seller, self.seller = self._choice(
            "seller",
            words("In whose name goods are sold"),
            [
                (str(SoldBy.MEMBER), words("The member’s")),
                (str(SoldBy.SHOP), words("The shop’s")),
                (str(SoldBy.MARGIN), words("The shop’s, second-hand on the margin")),
            ],
        )
        self.exceptions = RowsField(
            words("Exceptions"),
            [
                (words("Category or article’s code"), 260, False),
                (words("The shop keeps, %"), 170, True),
            ],
            add=words("Add an exception"),
            remove=words("Take this line out"),
            changed=self._tell,
        )
        self.tiers = RowsField(
            words("Another part for dear articles"),
            [(words("From which price on"), 220, True), (words("The shop keeps, %"), 170, True)],
            add=words("Add a price"),
            remove=words("Take this line out"),
            changed=self._tell,
        )
        self.fields |= {"exceptions": self.exceptions, "tiers": self.tiers}
        form = Form()
        form.add(self.commission, MEDIUM)
        return [how, self.memo_said, form, base, seller, self.exceptions, self.tiers]

    def _fees(self) -> list[QWidget]:
        words = self.words
        self.piece_fee = self._text("piece_fee", words("For each piece sold"), words("Empty: none"))
        self.monthly_fee = self._text(
            "monthly_fee", words("Rent of a shelf, per month"), words("Empty: none")
        )
        self.membership_fee = self._text(
            "membership_fee", words("Membership fee, per year"), words("Empty: none")
        )
        month, self.month = self._choice(
            "membership_month",
            words("With the settlement of which month"),
            [(str(number), words.month_name(number)) for number in range(1, 13)],
        )
        form = Form()
        for field in (self.piece_fee, self.monthly_fee, self.membership_fee):
            form.add(field, MEDIUM)
        return [form, month]

    def _time(self) -> list[QWidget]:
        words = self.words
        self.days = self._text(
            "days", words("How many days goods may stay"), words("Empty: until they are taken back")
        )
        self.grace = self._text("grace", words("Days of grace after that"), words("Empty: none"))
        after, self.after = self._choice(
            "after",
            words("What then"),
            [
                (str(After.RETURN), words("The member takes them back")),
                (str(After.DONATE), words("They are given away")),
                (str(After.MARKDOWN), words("They get cheaper")),
                (str(After.KEEP), words("They stay on sale")),
            ],
        )
        form = Form()
        form.add(self.days, MEDIUM)
        form.add(self.grace, MEDIUM)
        return [form, after]

    def _markdown(self) -> list[QWidget]:
        words = self.words
        self.markdown = RowsField(
            words("Cheaper with age"),
            [
                (words("After how many days"), 170, True),
                (words("% off the first price"), 170, True),
                (words("Only this category"), 220, False),
            ],
            add=words("Add a step"),
            remove=words("Take this line out"),
            hint=words("Percents do not add up: the largest one holds. Empty: for all goods."),
            changed=self._tell,
        )
        self.fields["markdown"] = self.markdown
        self.floor = self._text(
            "floor",
            words("Never below this percent of the first price"),
            words("Empty: no floor. A member may name a lowest price for an article."),
        )
        form = Form()
        form.add(self.floor, MEDIUM)
        return [self.markdown, form]

    def _discounts(self) -> list[QWidget]:
        words = self.words
        bearer, self.bearer = self._choice(
            "discounts",
            words("Who bears a discount given at the till"),
            [
                (str(Bearer.SHARED), words("Both, each by their part")),
                (str(Bearer.SHOP), words("The shop")),
                (str(Bearer.MEMBER), words("The member")),
            ],
        )
        self.ceiling = self._text(
            "ceiling",
            words("Up to which percent of the price"),
            words("Empty: without end. The shop alone bears what goes beyond."),
        )
        form = Form()
        form.add(self.ceiling, MEDIUM)
        return [bearer, form]

    def _example_card(self) -> QWidget:
        frame = card("raised")
        inside = column(frame, space=1, margin=2)
        inside.addWidget(label(self.words("For example"), "strong"))
        self.drawn = PriceByAge(self.words("Price by age"))
        inside.addWidget(self.drawn)
        self._said = column()
        inside.addLayout(self._said)
        return frame

    # What the page does with it

    def open(self, group: str) -> None:
        """Show a group."""
        self.groups.choose(group)
        for name, page in self._pages.items():
            page.setVisible(name == group)

    def turn(self, group: str) -> None:
        """Somebody chose a group: typing goes on in its first field."""
        self.open(group)
        fields = self._pages[group].findChildren(QLineEdit)
        if fields:
            fields[0].setFocus()

    @property
    def group(self) -> str:
        """The group that is shown."""
        return self.groups.value

    def _tell(self, _typed: object = None) -> None:
        self.memo_said.setVisible(bool(self.how.value))
        if not self._filling:
            self._changed()

    @property
    def value(self) -> Written:
        """What is written."""
        return Written(
            commission=self.commission.value,
            base=self.base.value,
            memo=bool(self.how.value),
            exceptions=self.exceptions.value,
            tiers=self.tiers.value,
            piece_fee=self.piece_fee.value,
            monthly_fee=self.monthly_fee.value,
            membership_fee=self.membership_fee.value,
            membership_month=self.month.value,
            days=self.days.value,
            grace=self.grace.value,
            after=self.after.value,
            markdown=self.markdown.value,
            floor=self.floor.value,
            discounts=self.bearer.value,
            ceiling=self.ceiling.value,
            seller=self.seller.value,
        )

    def fill(self, written: Written, day: str) -> None:
        """Show a contract that is written."""
        self._filling = True
        self.day.line.setText(day)
        self.usual.setChecked(False)
        self.how.choose("memo" if written.memo else "")
        self.base.choose(written.base)
        self.month.choose(written.membership_month)
        self.after.choose(written.after)
        self.bearer.choose(written.discounts)
        self.seller.choose(written.seller)
        for field, text in (
            (self.commission, written.commission),
            (self.piece_fee, written.piece_fee),
            (self.monthly_fee, written.monthly_fee),
            (self.membership_fee, written.membership_fee),
            (self.days, written.days),
            (self.grace, written.grace),
            (self.floor, written.floor),
            (self.ceiling, written.ceiling),
        ):
            field.line.setText(text)
        for rows, texts in (
            (self.exceptions, written.exceptions),
            (self.tiers, written.tiers),
            (self.markdown, written.markdown),
        ):
            rows.fill(texts)
        self.mark({})
        self._filling = False
        self._tell()

    def mark(self, wrong: dict[str, str]) -> None:
        """Say beside each clause what is wrong with it, and go to the first one."""
        for clause, field in self.fields.items():
            field.mark(wrong.get(clause, ""))
        self.exceptions.mark(wrong.get("exceptions", "") or wrong.get("whole", ""))
        if not wrong:
            return
        first = next(iter(wrong))
        in_groups = [clause for clause in wrong if clause in GROUP_OF]
        if in_groups:
            self.open(GROUP_OF[in_groups[0]])
        at = self.fields.get(first)
        if isinstance(at, TextField):
            at.line.setFocus()
        elif isinstance(at, RowsField) and at.lines:
            at.lines[-1][0].setFocus()

    def show_example(self, example: Example) -> None:
        """What the clauses make of a price; what was told last stays while something is half typed."""
        if not example.lines:
            return
        emptied(self._said)
        for sentence in example.lines:
            self._said.addWidget(label(sentence, wrap=True))
        words = self.words
        steps = [(step.day, step.price.minor, words.money(step.price)) for step in example.steps]
        one_step = len(steps) < 2
        self.drawn.show_steps(
            () if one_step else steps, until=example.until, over=example.over, days=words("{day} d")
        )
