"""The page of the month's end: which month, six steps, one thing to do on each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.desktop import theme
from ui.desktop.presenters.choosing_file import FileChooser, Folder
from ui.desktop.presenters.month import Step
from ui.desktop.presenters.month_path import MonthPath, step_names
from ui.desktop.rooms.books.month.adjust_step import AdjustStep
from ui.desktop.rooms.books.month.approve_step import ApproveStep
from ui.desktop.rooms.books.month.because_panel import BecausePanel
from ui.desktop.rooms.books.month.checks_step import ChecksStep
from ui.desktop.rooms.books.month.paid_step import PaidStep
from ui.desktop.rooms.books.month.papers_step import PapersStep
from ui.desktop.rooms.books.month.preview_step import PreviewStep
from ui.desktop.rooms.books.month.step import StepView
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.file_picker import FilePicker, Said
from ui.desktop.widgets.stepper import Stepper
from ui.desktop.widgets.words import label, row


class MonthPage(Page):
    """See `ui.desktop.presenters.month`; only the step that is taken is on the page."""

    def __init__(self, presenter: MonthPath) -> None:
        super().__init__(presenter.path.desk, presenter.path.desk.words("The month"))
        self.presenter, self.path = presenter, presenter.path
        words, path = self.words, presenter.path
        self.chooser = FileChooser(self.desk, frozenset())
        self._picker: FilePicker | None = None
        self._names = step_names(words)
        self.stepper = Stepper(words("Steps of the month"), self._names, lambda number: path.go(Step(number)))
        self.heading.hide()
        head = self.body if theme.current().large else self.pinned
        head.addWidget(self._which())
        head.addWidget(self.stepper)
        self.steps: Sequence[StepView] = (
            ChecksStep(presenter.checks),
            PreviewStep(presenter.preview),
            AdjustStep(presenter.adjust),
            ApproveStep(presenter.approve),
            PapersStep(presenter.papers, self.pick),
            PaidStep(presenter.paid),
        )
        for step in self.steps:
            self.body.addWidget(step)
            step.hide()
        self.back = Button(words("Back"), path.back, key="F7", big=True)
        self.foot.insertWidget(0, self.back)
        self.because = self.add_over(BecausePanel(presenter.preview, self.show_main))
        presenter.preview.explained.connect(self._explain)
        self._at: Step | None = None
        path.changed.connect(self._show)

    def _which(self) -> QWidget:
        words, holder = self.words, QWidget()
        line = row(holder, space=1)
        self._named = label(type="large" if theme.current().large else "title", wrap=True)
        line.addWidget(self._named, 1)
        self.earlier = Button("‹", self.path.earlier, key="Alt+Left", hint="Alt+←")
        self.later = Button("›", self.path.later, key="Alt+Right", hint="Alt+→")
        self.earlier.setAccessibleName(words("The month before"))
        self.later.setAccessibleName(words("The month after"))
        for button in (self.earlier, self.later):
            button.setFixedWidth(theme.current().px(96))
            line.addWidget(button)
        return holder

    @property
    def step(self) -> StepView:
        """The step that is taken."""
        return self.steps[self.path.step]

    def _explain(self) -> None:
        """The lines behind a figure over the page."""
        self.show_over(self.because)
        self.because.focus_lines()

    # What the page is asked

    def load(self) -> None:
        """Ask the books; whoever came in enters the step anew."""
        self._at = None
        self.path.load()

    def save(self) -> None:
        """The main button of the step."""
        self.step.act()

    def _show(self) -> None:
        path, words = self.path, self.words
        title = self._said()
        self._named.setText(f"{title[:1].upper()}{title[1:]}")
        self.later.setEnabled(path.has_later)
        done = [path.done(each) for each in Step]
        able = [path.open_to(each) for each in Step]
        said = [
            words("Step {number}: {name}, done", number=each + 1, name=name)
            if done[each]
            else words("Step {number}: {name}", number=each + 1, name=name)
            for each, name in zip(Step, self._names, strict=True)
        ]
        self.stepper.show_steps(path.step, done, able, said)
        self.step.show_step()
        for step in self.steps:
            step.setVisible(step is self.step)
        self.keep.say(self.step.main)
        could, can = self.keep.isEnabled(), path.seen is not None and self.step.ready
        self.keep.setEnabled(can)
        if can and not could and self.isVisible():
            self.keep.setFocus()  # a button that cannot be pressed gives the focus away
        self.back.setEnabled(path.step is not Step.CHECKS)
        if self._at is not path.step and path.seen is not None:
            self._at = path.step
            self._area.verticalScrollBar().setValue(0)
            if self.isVisible():
                self.keep.setFocus()
            self.step.entered()

    def _said(self) -> str:
        path, words = self.path, self.words
        if path.seen is None:
            return words("The books are looked at…")
        if path.paid:
            return words("{month} – paid", month=path.title)
        if path.settled:
            return words("{month} – approved", month=path.title)
        if path.empty:
            return words("{month} – nothing to settle", month=path.title)
        return words("{month} – to be settled", month=path.title)

    def scroll_to(self, y: int) -> None:
        """Bring what lies so far down on the step to the top."""
        self._area.verticalScrollBar().setValue(self.step.y() + y)

    # Where the papers go

    def pick(self) -> None:
        """Choose another folder."""
        if self._picker is None:
            words = self.words
            said = Said(words("Where do the files go?"), "", words("Back"), here=words("Into this folder"))
            self._picker = FilePicker(self.chooser, self._picked, self.show_main, said)
        self.chooser.folder = Folder(self.presenter.papers.place)
        self.show_over(self._picker)
        self._picker.begin()

    def _picked(self, folder: Path) -> None:
        self.show_main()
        self.presenter.papers.choose_place(folder)
