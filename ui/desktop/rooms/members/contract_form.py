"""The form of a contract: its clauses in groups, one group at a time, beside what they make of a price."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from ess_shop.domain.contract_written import Written
from ess_shop.wording import Words
from ui.desktop.presenters.contract_example import Example
from ui.desktop.rooms.members.contract_clauses import (
    DISCOUNTS,
    FEES,
    GROUP_OF,
    MARKDOWN,
    SHARE,
    TIME,
    ContractClauses,
)
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.form import MEDIUM, Form
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.price_by_age import PriceByAge
from ui.desktop.widgets.rows_field import RowsField
from ui.desktop.widgets.tick import Tick
from ui.desktop.widgets.words import card, column, emptied, label


class ContractForm(ContractClauses):
    """One group of clauses at a time; `value` is what is written."""

    def __init__(self, words: Words, changed: Callable[[], object]) -> None:
        super().__init__(words, changed)
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
        self.fields["day"] = self.day
        for name, fill in self._groups.items():
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
