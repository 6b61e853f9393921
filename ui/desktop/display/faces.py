"""The three faces of the display: the welcome, the basket, what is to be paid and given back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop import theme
from ui.desktop.display.band import Band, Picture
from ui.desktop.display.text import Text
from ui.desktop.presenters.display import Shown, Story
from ui.desktop.widgets.words import column, row

CENTRE, RIGHT = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
TOP, BOTTOM = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
MARGIN = 40
"""The distance from the edges, in thousandths of the width."""


class Face(QWidget):
    """A page of the display; its parts share its place by their stretches alone."""

    def show_it(self, shown: Shown) -> None:
        """Say what is true now."""
        raise NotImplementedError

    def part(self) -> None:
        """Margins and distances grow with the screen."""
        step = max(min(self.width(), self.height() * 1.6) * MARGIN / 1000, 8)
        for layout in self.findChildren(QBoxLayout):
            kind = layout.objectName()
            if kind:
                layout.setSpacing(round(step * 0.6) if kind != "lines" else 0)
            if kind == "padded":
                layout.setContentsMargins(round(step), round(step * 0.6), round(step), round(step * 0.6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another screen, other distances."""
        super().resizeEvent(event)
        self.part()

    def changeEvent(self, event: QEvent) -> None:
        """Another look, perhaps larger text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.part()


class StoryRow(QWidget):
    """Who made it: a picture or initials, their name, their one line."""

    def __init__(self, name_ink: str, text_ink: str, *, share: int, picture: int) -> None:
        super().__init__()
        self.picture = Picture()
        self.name = Text(name_ink, share, bold=True, align=BOTTOM)
        self.text = Text(text_ink, round(share * 0.88), lines=3, align=TOP)
        beside = across(self, "spaced")
        beside.addWidget(self.picture, picture)
        words = down(None, "lines")
        words.addWidget(self.name, 7)
        words.addWidget(self.text, 10)
        beside.addLayout(words, 100 - picture)

    def show_it(self, story: Story | None) -> None:
        """This story, or (None) nothing."""
        self.name.say(story.name if story else "")
        self.text.say(story.text if story else "")
        self.picture.show_it(story.picture if story else "", story.name if story else "")


class IdleFace(Face):
    """Nobody buys: welcome, the shop's name, and a member's story."""

    def __init__(self) -> None:
        super().__init__()
        top, foot = Band("ground"), Band("accent_soft", edged=True)
        self.welcome = Text("accent", 76, align=CENTRE | BOTTOM)
        self.shop = Text("ink", 124, lines=2, bold=True, align=CENTRE | TOP, grows=False)
        self.story = StoryRow("on_accent_soft", "on_accent_soft", share=60, picture=26)
        inner = down(top, "padded")
        inner.addWidget(self.welcome, 7)
        inner.addWidget(self.shop, 13)
        down(foot, "padded").addWidget(self.story)
        outer = down(self, "")
        outer.addWidget(top, 60)
        outer.addWidget(foot, 40)
        self._foot = foot

    def show_it(self, shown: Shown) -> None:
        """Without a story the welcome has it all."""
        self.welcome.say(shown.heading)
        self.shop.say(shown.large)
        self.story.show_it(shown.story)
        self._foot.setVisible(shown.story is not None)


class BasketFace(Face):
    """The line just rung up with who made it, and the total under it."""

    def __init__(self) -> None:
        super().__init__()
        top, foot = Band("ground"), Band("bar", edged=True)
        self.picture = Picture()
        self.label = Text("ink", 66, lines=2, bold=True, align=BOTTOM)
        self.price = Text("ink", 76, bold=True, align=TOP)
        self.before = Text("quiet", 42, align=TOP)
        self.member = Text("accent", 50, bold=True, align=BOTTOM)
        self.story = Text("ink", 45, lines=2, align=TOP)
        self.notes = [Text("on_bar", 46, lines=2) for _ in range(3)]
        self.heading = Text("on_bar", 50, align=RIGHT)
        self.total = Text("on_bar", 215, bold=True, grows=False, align=RIGHT)
        self._line(top)
        self._sum(foot)
        self._outer = down(self, "")
        self._outer.addWidget(top)
        self._outer.addWidget(foot)

    def part(self) -> None:
        """Large text needs more room above; the digits are large already."""
        super().part()
        above = 66 if theme.current().large else 58
        self._outer.setStretch(0, above)
        self._outer.setStretch(1, 100 - above)

    def _line(self, band: Band) -> None:
        beside = across(band, "padded")
        beside.addWidget(self.picture, 30)
        words = down(None, "lines")
        words.addWidget(self.label, 10)
        words.addWidget(self.price, 6)
        words.addWidget(self.before, 4)
        words.addWidget(self.member, 5)
        words.addWidget(self.story, 8)
        beside.addLayout(words, 70)

    def _sum(self, band: Band) -> None:
        beside = across(band, "padded")
        notes = down(None, "lines")
        notes.addStretch(1)
        for place, note in enumerate(self.notes):
            notes.addWidget(note, 6 if place else 4)
        notes.addStretch(1)
        beside.addLayout(notes, 34)
        total = down(None, "lines")
        total.addWidget(self.heading, 4)
        total.addWidget(self.total, 13)
        beside.addLayout(total, 66)

    def show_it(self, shown: Shown) -> None:
        """The line, its member, the total."""
        self.label.say(shown.label)
        for text, said in ((self.price, shown.price), (self.before, shown.before)):
            text.say(said)
            text.setVisible(bool(said))
        self.picture.show_it(shown.picture, shown.label)
        self.member.say(shown.story.name if shown.story else "")
        self.story.say(shown.story.text if shown.story else "")
        self.heading.say(shown.heading)
        self.total.say(shown.large)
        say_each(self.notes, shown.notes)


class SumFace(Face):
    """One amount in huge digits: still to pay, the change, paid."""

    def __init__(self) -> None:
        super().__init__()
        self._top, self._foot = Band("ground"), Band("bar", edged=True)
        self.heading = Text("ink", 92, bold=True, align=CENTRE)
        self.amount = Text("ink", 330, bold=True, grows=False, align=CENTRE)
        self.notes = [Text("on_bar", 52, align=CENTRE) for _ in range(2)]
        inner = down(self._top, "padded")
        inner.addStretch(1)
        inner.addWidget(self.heading, 6)
        inner.addWidget(self.amount, 16)
        inner.addStretch(1)
        notes = down(self._foot, "padded")
        for note in self.notes:
            notes.addWidget(note, 1)
        outer = down(self, "")
        outer.addWidget(self._top, 74)
        outer.addWidget(self._foot, 26)

    def show_it(self, shown: Shown) -> None:
        """What is settled stands on the accent's colour; the heading says it in words."""
        ground, ink = ("accent", "on_accent") if shown.settled else ("ground", "ink")
        self._top.colour(ground)
        for text in (self.heading, self.amount):
            text.write_in(ink)
        self.heading.say(shown.heading)
        self.amount.say(shown.large)
        say_each(self.notes, shown.notes)
        self._foot.setVisible(bool(shown.notes))


def say_each(texts: list[Text], said: tuple[str, ...]) -> None:
    """One sentence in each; places that are left over give theirs to the others."""
    for place, text in enumerate(texts):
        text.say(said[place] if place < len(said) else "")
        text.setVisible(place < len(said))


def down(parent: QWidget | None, name: str) -> QVBoxLayout:
    """Things under each other; the name says how a face spaces them."""
    made = column(parent, space=0)
    made.setObjectName(name)
    return made


def across(parent: QWidget | None, name: str) -> QHBoxLayout:
    """Things beside each other."""
    made = row(parent, space=0)
    made.setObjectName(name)
    return made
