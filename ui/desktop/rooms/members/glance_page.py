"""A member at a glance: one sentence about money, figures, twelve months drawn, what sells best."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desktop.presenters.member_glance import GlancePresenter
from ui.desktop.presenters.members import MembersPresenter
from ui.desktop.rooms.members.member_page import ShownPage
from ui.desktop.widgets.bars import Bar, Bars
from ui.desktop.widgets.figures import Figures
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.words import card, column, emptied, label


class GlancePage(ShownPage):
    """See `ui.desktop.presenters.member_glance`."""

    def __init__(self, room: MembersPresenter) -> None:
        self.presenter = GlancePresenter(room.desk)
        words = room.desk.words
        super().__init__(room.desk, words("At a glance"), self.presenter)
        owed = card("accent")
        inside = column(owed, margin=2)
        self.owed = label(type="strong", wrap=True)
        self.local = label(wrap=True)
        inside.addWidget(self.owed)
        inside.addWidget(self.local)
        self.body.addWidget(owed)
        self.figures = Figures()
        self.body.addWidget(self.figures)
        self.papers = label(wrap=True)
        self.body.addWidget(self.papers)
        self.goods = label(type="strong", wrap=True)
        self.body.addWidget(self.goods)
        halves = Halves(least=620, shares=(3, 2))
        self.months = Bars(words("Sold in the last twelve months"))
        halves.first.addWidget(label(words("Sold in the last twelve months"), "small"))
        halves.first.addWidget(self.months)
        halves.first.addStretch(1)
        self._best = QWidget()
        self._best_in = column(self._best)
        halves.second.addWidget(label(words("What sells best"), "small"))
        halves.second.addWidget(self._best)
        halves.second.addStretch(1)
        self.body.addWidget(halves)
        self.body.addStretch(1)
        self.presenter.changed.connect(self._show)

    def _show(self) -> None:
        presenter, words = self.presenter, self.words
        self.owed.setText(presenter.owed)
        self.local.setText(presenter.local)
        self.local.setVisible(bool(presenter.local))
        self.figures.show_figures([(each.name, each.amount, each.hint) for each in presenter.figures])
        self.papers.setText("\n".join(presenter.papers))
        self.goods.setText(presenter.goods)
        self.months.show_bars(
            [
                Bar(words.month_name(each.month.number)[:3], each.total.minor, words.amount(each.total))
                for each in presenter.months
            ]
        )
        emptied(self._best_in)
        for best in presenter.best:
            sentence = "{pieces} × {label} ({code}): {total}"
            said = words(
                sentence, pieces=words.number(best.pieces), label=best.label, code=best.code, total=best.total
            )
            self._best_in.addWidget(label(said, wrap=True))
        if not presenter.best:
            self._best_in.addWidget(label(words("Nothing was sold yet."), wrap=True))
