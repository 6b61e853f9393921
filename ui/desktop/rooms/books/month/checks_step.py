"""The checks: a card for each thing to see to, with its way out; what is in order on one line."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from ess_shop.services.month_checks import Finding, Severity
from ess_shop.services.month_words import severity_said
from ui.desktop import theme
from ui.desktop.presenters.month_checks import MonthChecks
from ui.desktop.rooms.books.month.step import StepView
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.words import card, column, emptied, label, row
from ui.desktop.widgets.work_bar import WorkBar

_TONES = {Severity.STOP: "danger", Severity.WARN: "warm"}


class ChecksStep(StepView):
    """See `ui.desktop.presenters.month_checks`."""

    def __init__(self, presenter: MonthChecks) -> None:
        super().__init__(presenter.path)
        self.presenter = presenter
        words = self.words
        self._said = label(type="large", wrap=True)
        self.body.addWidget(self._said)
        holder = QWidget()
        self._cards = column(holder, space=1)
        self.body.addWidget(holder)
        self.body.addWidget(self._verifying())
        self._calm_card = card("accent")
        inside = column(self._calm_card, margin=2)
        inside.addWidget(label(words("In order"), "strong"))
        self._calm = label(wrap=True)
        inside.addWidget(self._calm)
        self.body.addWidget(self._calm_card)
        self.body.addStretch(1)

    def _verifying(self) -> QWidget:
        words = self.words
        self._verify_card = card("raised")
        inside = column(self._verify_card, space=1, margin=2)
        line = row(space=2)
        said = words("Every entry is read again with its signature. Sales go on meanwhile.")
        self._about = label(said, wrap=True)
        line.addWidget(self._about, 1)
        self.verify = Button(words("Verify the books"), self.presenter.verify, key="F8")
        line.addWidget(self.verify)
        inside.addLayout(line)
        self.bar = WorkBar(words, self.presenter.work, words("The books are verified…"))
        inside.addWidget(self.bar)
        return self._verify_card

    def show_step(self) -> None:
        """What was found now."""
        presenter = self.presenter
        troubles, calm = presenter.troubles, presenter.calm
        emptied(self._cards)
        for each in troubles:
            self._cards.addWidget(self._card(each))
        self._said.setText(self._summary(len(troubles)))
        self._calm.setText(" · ".join(calm))
        self._calm_card.setVisible(bool(calm))
        self._verify_card.setVisible(presenter.verified is None)
        self.verify.setVisible(not presenter.work.running)
        self.bar.see()

    def _summary(self, count: int) -> str:
        words = self.words
        if self.path.seen is None:
            return words("The books are looked at…")
        if self.presenter.barred:
            return words("Before the month can be approved, something must be put right.")
        if count:
            return words.plural(
                "{count} thing deserves a look; nothing bars the way.",
                "{count} things deserve a look; nothing bars the way.",
                count,
            )
        return words("Everything is in order.")

    def _card(self, found: Finding) -> QWidget:
        words, presenter = self.words, self.presenter
        made = card("warm" if found.severity is Severity.WARN else "raised")
        inside = row(made, space=2, margin=2) if not theme.current().large else None
        said = column(space=0)
        mark, name = severity_said(found.severity, words), presenter.name(found.check)
        title = label(words("{mark} – {check}", mark=mark, check=name), "strong", wrap=True)
        if found.severity is Severity.STOP:
            title.setProperty("tone", _TONES[found.severity])
        said.addWidget(title)
        if found.why is not None:
            said.addWidget(label(words.error(found.why), wrap=True))
        way = presenter.way_out(found)
        button = Button(way, partial(presenter.put_right, found)) if way else None
        if button is not None:
            button.setAccessibleName(words("{check}: {way}", check=name, way=way))
        if inside is None:
            tall = column(made, space=1, margin=2)
            tall.addLayout(said)
            if button is not None:
                tall.addWidget(button)
        else:
            inside.addLayout(said, 1)
            if button is not None:
                inside.addWidget(button)
        return made
