"""Practising: what it is, the guided tour, and the way back to the real till."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.desktop.presenters.desk import Desk
from ui.desktop.rooms.room import Room
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import card, column, label, row

Practise = Callable[[bool], object]
"""Enter the practice till (True: with the guided tour); called in the practice till it leaves it."""


class TrainingRoom(Room):
    """The door between the real till and the practice till."""

    name = "training"

    def __init__(self, desk: Desk, practise: Practise) -> None:
        super().__init__(desk)
        words = desk.words
        outer = column(self, space=2, margin=3)
        outer.addWidget(label(words("Practise"), "title"))
        inside = QWidget()
        body = column(inside, space=2)
        frame = card("accent")
        text = column(frame, space=1, margin=3)
        text.addWidget(label(words("Nothing counts here"), "large"))
        for said in (
            words("The practice till has the real articles and members, and a journal of its own."),
            words("Its tickets say FACTICE, the drawer stays shut, and the real totals are not touched."),
            words("That somebody practised, and who, is noted in the real till."),
        ):
            text.addWidget(label(said, wrap=True))
        body.addWidget(frame)
        body.addStretch(1)
        outer.addWidget(scrolling(inside), 1)
        foot = row(space=1)
        foot.addStretch(1)
        if desk.training:
            self.leave = Button(
                words("Back to the real till"), lambda: practise(False), key="F10", role="primary", big=True
            )
            self.tour = Button(words("The guided tour again"), lambda: practise(True), key="F9", big=True)
            foot.addWidget(self.tour)
            foot.addWidget(self.leave)
        else:
            self.free = Button(words("Practise freely"), lambda: practise(False), key="F10", big=True)
            self.tour = Button(
                words("Guided tour (5 minutes)"), lambda: practise(True), key="F9", role="primary", big=True
            )
            foot.addWidget(self.free)
            foot.addWidget(self.tour)
        outer.addLayout(foot)

    def entered(self) -> None:
        """Enter begins the tour."""
        self.tour.setFocus()
