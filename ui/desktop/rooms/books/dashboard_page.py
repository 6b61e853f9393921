"""The dashboard: which days, the large figures, then a picture for each matter."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ess_shop.domain.span_words import against_name
from ess_shop.domain.spans import Against, Length
from ess_shop.errors import ShopError
from ui.desktop import theme
from ui.desktop.presenters.dashboard import DashboardPresenter
from ui.desktop.rooms.books.section_cards import SectionCards
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.figures import Figures
from ui.desktop.widgets.words import column, label, row, unpainted
from ui.desktop.widgets.work_bar import WorkBar


class DashboardPage(Page):
    """See `ui.desktop.presenters.dashboard`."""

    def __init__(self, presenter: DashboardPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Dashboard"))
        self.presenter = presenter
        words = self.words
        self.lengths = Choices(
            (
                (Length.DAY, words("Day")),
                (Length.WEEK, words("Week")),
                (Length.MONTH, words("Month")),
                (Length.YEAR, words("Year")),
                (Length.OWN, words("Other dates")),
            ),
            chosen=presenter.span.length,
            changed=self._choose,
        )
        self.body.addWidget(self.lengths)
        self.body.addWidget(self._own_days())
        self.body.addWidget(self._steps())
        self._compared = label(type="small", wrap=True)
        self.body.addWidget(self._compared)
        self._bar = WorkBar(words, presenter.work, words("Adding up…"))
        self.body.addWidget(self._bar)
        self.figures = Figures(size="title")
        self.body.addWidget(self.figures)
        self.cards = SectionCards(
            words, presenter.drawings, print_one=presenter.print_one, write_table=presenter.write_table
        )
        self.body.addWidget(self.cards)
        self.body.addStretch(1)
        self.keep.say(words("Print all"))
        presenter.changed.connect(self._show)
        presenter.worked.connect(self._working)
        self._named()

    def _own_days(self) -> QWidget:
        words = self.words
        self.days = QWidget()
        line = row(self.days, space=2)
        self.first, self.last = TextField(words("From"), digits=True), TextField(words("To"), digits=True)
        for field in (self.first, self.last):
            field.line.returnPressed.connect(self._choose_days)
            line.addWidget(field)
        line.addWidget(Button(words("Show these days"), self._choose_days))
        self.days.hide()
        return self.days

    def _steps(self) -> QWidget:
        words, presenter = self.words, self.presenter
        self._name = label(type="large", wrap=True)
        earlier = Button(words("Earlier"), presenter.earlier, key="Alt+Left", hint="Alt+←")
        self.later = Button(words("Later"), presenter.later, key="Alt+Right", hint="Alt+→")
        self.against = Choices(
            tuple((each, against_name(each, words)) for each in Against),
            chosen=presenter.against,
            changed=lambda name: presenter.measure_by(Against(name)),
        )
        holder = QWidget()
        inside = column(holder, space=1)
        line = row(space=1)
        if theme.current().large:
            inside.addWidget(self._name)
        else:
            line.addWidget(self._name, 1)
        line.addWidget(earlier)
        line.addWidget(self.later)
        inside.addLayout(line)
        inside.addWidget(self.against)
        return holder

    def scroll_to(self, y: int) -> None:
        """Bring what lies so far down to the top."""
        self._area.verticalScrollBar().setValue(y)

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def leave(self) -> None:
        """What nobody looks at is not added up."""
        self.presenter.leave()
        super().leave()

    def save(self) -> None:
        """Everything on paper."""
        self.presenter.print_all()

    def _choose(self, name: str) -> None:
        self.desk.notices.pass_on()
        length = Length(name)
        self.days.setVisible(length is Length.OWN)
        self.presenter.choose(length)
        if length is Length.OWN:
            first, last = self.presenter.bounds
            self.first.line.setText(first)
            self.last.line.setText(last)
            self.first.line.setFocus()

    def _choose_days(self) -> None:
        try:
            self.presenter.choose_days(self.first.value, self.last.value)
        except ShopError as wrong:
            self.last.mark(self.words.error(wrong))
        else:
            self.last.mark("")

    def _working(self) -> None:
        self._bar.see()
        self._named()

    def _named(self) -> None:
        presenter = self.presenter
        self._name.setText(presenter.title)
        self.lengths.choose(presenter.span.length)
        self.later.setEnabled(presenter.has_later)
        self.keep.setEnabled(presenter.dashboard is not None)

    def _show(self) -> None:
        presenter = self.presenter
        self._named()
        self._compared.setText(presenter.compared)
        with unpainted(self):
            self.figures.show_figures([(each.name, each.said, each.remark) for each in presenter.figures])
            self.cards.show_sections(presenter.sections)
