"""The rights: who may do what, as a grid of ticks."""

from __future__ import annotations

from functools import partial

from ess_shop.domain.people import Right, Role
from ess_shop.domain.right_words import right_names, role_names
from ui.desktop.presenters.rights import ROLES, RightsPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.tick import Tick
from ui.desktop.widgets.tick_grid import TickGrid
from ui.desktop.widgets.words import card, column, label


class RightsPage(Page):
    """A card for the rights that belong together, a column for each role."""

    def __init__(self, presenter: RightsPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Rights"))
        self.presenter = presenter
        words = self.words
        self._names, self._roles = right_names(words), role_names(words)
        said = words(
            "What each role may do. A change holds for whoever comes to the till from now on, and is logged."
        )
        self.body.addWidget(label(said, wrap=True))
        self.grids: list[tuple[tuple[Right, ...], TickGrid]] = []
        for title, rights in presenter.groups:
            frame = card("raised")
            inside = column(frame, space=1, margin=2)
            inside.addWidget(label(title, "strong"))
            grid = TickGrid(
                [self._roles[role].capitalize() for role in ROLES],
                [self._names[right] for right in rights],
                fixed=partial(self._fixed, tuple(rights)),
            )
            inside.addWidget(grid)
            self.body.addWidget(frame)
            self.grids.append((tuple(rights), grid))
        others = words(
            "A member sees their own account alone. A tax officer reads the books alone and changes nothing. "
            "Neither is given anything else."
        )
        self.body.addWidget(label(others, "small", wrap=True))
        self.body.addStretch(1)
        presenter.changed.connect(self._show)

    def _fixed(self, rights: tuple[Right, ...], row: int, column: int) -> str:
        role, right = ROLES[column], rights[row]
        if not self.presenter.fixed(role, right):
            return ""
        return self.words("always") if self.presenter.has(role, right) else self.words("with a PIN only")

    @property
    def ticks(self) -> dict[tuple[Role, Right], Tick]:
        """The ticks by what they give to whom."""
        return {
            (ROLES[place], rights[row]): tick
            for rights, grid in self.grids
            for (row, place), tick in grid.ticks.items()
        }

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def _show(self) -> None:
        for (role, right), tick in self.ticks.items():
            tick.setChecked(self.presenter.has(role, right))
        self.settle()

    def typed(self) -> dict[tuple[Role, Right], bool]:
        """What is ticked."""
        return {place: tick.isChecked() for place, tick in self.ticks.items()}

    def save(self) -> None:
        """Keep the rights."""
        self.presenter.save(self.typed())
