"""The clauses of a contract as fields: the share, fees, time, markdowns, discounts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ess_shop.domain.clauses import After
from ess_shop.domain.terms import Bearer, CommissionBase, SoldBy
from ess_shop.wording import Words
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.form import MEDIUM, Form
from ui.desktop.widgets.rows_field import RowsField
from ui.desktop.widgets.words import label

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


class ContractClauses(QWidget):
    """Every clause with its field, in groups; `changed` is called at every key."""

    def __init__(self, words: Words, changed: Callable[[], object]) -> None:
        super().__init__()
        self.words, self._changed, self._filling = words, changed, False
        self.fields: dict[str, Field] = {}
        self._groups: dict[str, Callable[[], list[QWidget]]] = {
            SHARE: self._share,
            FEES: self._fees,
            TIME: self._time,
            MARKDOWN: self._markdown,
            DISCOUNTS: self._discounts,
        }

    def _tell(self, _typed: object = None) -> None:
        self.memo_said.setVisible(bool(self.how.value))
        if not self._filling:
            self._changed()

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
