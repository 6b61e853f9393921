"""What a member hears by e-mail: how often, and of what."""

from __future__ import annotations

from ess_shop.domain.news import NewsChoice, Rhythm
from ess_shop.errors import Refused
from ui.desktop.presenters.news import NewsPresenter, low_of
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.form import SHORT, Form
from ui.desktop.widgets.tick import Tick
from ui.desktop.widgets.words import label

USUAL_LOW = "2"


class NewsPage(Page):
    """Choices that hold from now on; `show_member` says whose."""

    def __init__(self, presenter: NewsPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("News by e-mail"))
        self.presenter = presenter
        words = self.words
        self._where = label(wrap=True)
        self.body.addWidget(self._where)
        self.sold = Choices(
            [
                (str(Rhythm.NONE), words("Never")),
                (str(Rhythm.EACH), words("At each sale")),
                (str(Rhythm.DAILY), words("Every day")),
                (str(Rhythm.WEEKLY), words("Every week")),
            ]
        )
        self.body.addWidget(Field(words("What was sold"), self.sold))
        self.statement = Tick(words("The monthly statement, as soon as it is settled"))
        self.ending = Tick(words("Goods whose time in the shop ends soon"))
        self.low = Tick(words("Articles that run out"))
        for tick in (self.statement, self.ending, self.low):
            self.body.addWidget(tick)
        form = Form()
        self.pieces = TextField(words("From how many pieces on"), USUAL_LOW, digits=True)
        form.add(self.pieces, SHORT)
        self.body.addWidget(form)
        self.low.toggled.connect(self.pieces.setVisible)
        self.language = Choices([("fr", "Français"), ("en", "English")])
        self.body.addWidget(Field(words("Language of the letters"), self.language))
        self.body.addStretch(1)
        presenter.changed.connect(self._show)

    def show_member(self, member_id: str) -> None:
        """Whose choice this is."""
        self.presenter.show_member(member_id)

    def load(self) -> None:
        """Ask the books again."""
        if self.presenter.member_id:
            self.presenter.show_member(self.presenter.member_id)

    def _show(self) -> None:
        words, choice = self.words, self.presenter.choice
        address = self.presenter.address
        said = words("Letters go to {address}.", address=address) if address else ""
        self._where.setText(said or words("No e-mail address is known: write it down first."))
        self.sold.choose(str(choice.sold))
        self.statement.setChecked(choice.statement)
        self.ending.setChecked(choice.ending)
        self.low.setChecked(choice.running_out is not None)
        self.pieces.line.setText(USUAL_LOW if choice.running_out is None else str(choice.running_out))
        self.pieces.setVisible(self.low.isChecked())
        self.pieces.mark("")
        self.language.choose(choice.language)
        self.keep.setEnabled(bool(address))
        self.settle()

    def typed(self) -> tuple[str | bool, ...]:
        """What stands on the page."""
        ticks = (self.statement.isChecked(), self.ending.isChecked(), self.low.isChecked())
        return (self.sold.value, *ticks, self.pieces.value, self.language.value)

    def save(self) -> None:
        """Keep it; what is no number of pieces is said beside its field."""
        try:
            choice = NewsChoice(
                sold=Rhythm(self.sold.value),
                statement=self.statement.isChecked(),
                running_out=low_of(self.pieces.value) if self.low.isChecked() else None,
                ending=self.ending.isChecked(),
                language=self.language.value,
            )
        except Refused as wrong:
            self.pieces.mark(self.words.error(wrong))
            self.pieces.line.setFocus()
            raise
        self.presenter.save(choice)
