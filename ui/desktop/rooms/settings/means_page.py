"""Which means of payment the shop takes."""

from __future__ import annotations

from dataclasses import asdict

from ess_shop.domain.preferences import MeansTaken
from ess_shop.wording import MEANS
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.settings_keeping import Kept
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.tick import Tick
from ui.desktop.widgets.words import label


class MeansPage(Page):
    """A tick for each."""

    def __init__(self, desk: Desk, presenter: Kept[MeansTaken]) -> None:
        super().__init__(desk, desk.words("Means of payment"))
        self.presenter = presenter
        said = self.words("What is ticked is offered from the next sale on.")
        self.body.addWidget(label(said, wrap=True))
        self.ticks: dict[str, Tick] = {}
        for name in asdict(MeansTaken()):
            self.ticks[name] = tick = Tick(self.words(MEANS[name]).capitalize())
            self.body.addWidget(tick)
        self.body.addStretch(1)
        presenter.changed.connect(self._show)

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def _show(self) -> None:
        for name, taken in asdict(self.presenter.value).items():
            self.ticks[name].setChecked(taken)
        self.settle()

    def typed(self) -> dict[str, bool]:
        """What is ticked."""
        return {name: tick.isChecked() for name, tick in self.ticks.items()}

    def save(self) -> None:
        """Keep the means; Refused if none is left."""
        self.presenter.save(MeansTaken(**self.typed()))
