"""The customer display itself: one of its faces at a time, marked while nothing counts."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from ui.desktop.display.band import Band
from ui.desktop.display.faces import BasketFace, Face, IdleFace, SumFace
from ui.desktop.display.text import Text
from ui.desktop.presenters.display import ASKED, BASKET, CHANGE, IDLE, REST, DisplayPresenter, Shown

SOON = 30
"""The till paints its own line first; what happens within so many milliseconds is shown at once."""

TURN_EVERY = 12_000
"""How long a story stays, in milliseconds: long enough to be read twice."""


class Faces(QWidget):
    """Everything that is shown, on whatever window it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.idle, self.basket, self.sum = IdleFace(), BasketFace(), SumFace()
        self._faces: dict[str, Face] = {
            IDLE: self.idle,
            BASKET: self.basket,
            ASKED: self.basket,
            REST: self.sum,
            CHANGE: self.sum,
        }
        self.training = Text("on_training", 58, bold=True, align=Qt.AlignmentFlag.AlignHCenter)
        self._frame = Band("training")
        self._inside = QVBoxLayout(self._frame)
        self._inside.setSpacing(0)
        self._inside.addWidget(self.training, 12)
        stack = QWidget()
        stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._stack = QStackedLayout(stack)
        for face in (self.idle, self.basket, self.sum):
            self._stack.addWidget(face)
        self._inside.addWidget(stack, 100)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        self._shown: Shown | None = None

    def show_it(self, shown: Shown) -> None:
        """Say this; what did not change is not painted anew."""
        if shown == self._shown:
            return
        marked = self._shown is None or self._shown.training != shown.training
        self._shown = shown
        face = self._faces[shown.kind]
        face.show_it(shown)
        self._stack.setCurrentWidget(face)
        self.setAccessibleName(f"{shown.heading}, {shown.large}")
        if marked:
            self.training.say(shown.training)
            self.training.setVisible(bool(shown.training))
            self._mark()

    def _mark(self) -> None:
        """Practice has a thick frame all around."""
        practising = self._shown is not None and bool(self._shown.training)
        edge = max(round(self._unit() * 0.018), 4) if practising else 0
        self._inside.setContentsMargins(edge, 0, edge, edge)

    def _unit(self) -> float:
        return min(self.height(), self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Larger screen, larger text."""
        super().resizeEvent(event)
        for text in self.findChildren(Text):
            text.unit = self._unit()
        self._mark()


class Display(QWidget):
    """The window: never takes the focus nor a key, and does not keep the program alive."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.faces = Faces()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.faces)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.refresh)
        self._turning = QTimer(self)
        self._turning.setInterval(TURN_EVERY)
        self._presenter: DisplayPresenter | None = None

    def follow(self, presenter: DisplayPresenter) -> None:
        """Show what this presenter says from now on, and no other."""
        self.leave()
        self._presenter = presenter
        presenter.changed.connect(self._later)
        self._turning.timeout.connect(presenter.turn)
        self._turning.start()
        self.setWindowTitle(presenter.desk.words("Customer display"))
        presenter.load()
        self.refresh()

    def leave(self) -> None:
        """Follow nobody."""
        if self._presenter is None:
            return
        self._turning.stop()
        self._soon.stop()
        self._turning.timeout.disconnect(self._presenter.turn)
        self._presenter.changed.disconnect(self._later)
        self._presenter.stop()
        self._presenter = None

    def _later(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Show what is true now."""
        if self._presenter is not None:
            self.faces.show_it(self._presenter.shown())
