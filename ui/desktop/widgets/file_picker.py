"""A calm place to choose a file: folders as buttons, the files below; no window of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.desktop.presenters.choosing_file import FileChooser
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import column, label, row


@dataclass(frozen=True, slots=True)
class Said:
    """What the picker says: what is chosen, that there is nothing of the kind, how to leave.

    Where a folder is chosen and no file, `here` takes the one that is open.
    """

    title: str
    nothing: str
    back: str
    here: str = ""


class FilePicker(QWidget):
    """Shows the folder that is open; `chosen` gets the file, `left` is called when nobody wants one."""

    def __init__(
        self,
        presenter: FileChooser,
        chosen: Callable[[Path], object],
        left: Callable[[], object],
        said: Said,
    ) -> None:
        super().__init__()
        self.presenter, self._chosen, self._left = presenter, chosen, left
        words = presenter.desk.words
        outer = column(self, space=1)
        outer.addWidget(label(said.title, "title", wrap=True))
        self._places = Flow()
        outer.addWidget(self._places)
        line = row(space=1)
        self._up = Button(words("Folder above"), presenter.up, key="Alt+Up")
        self._path = label(type="strong", wrap=True)
        line.addWidget(self._up)
        line.addWidget(self._path, 1)
        outer.addLayout(line)
        inside = QWidget()
        body = column(inside, space=2)
        self._folders, self._files = Flow(), Flow()
        self._nothing = label(said.nothing, wrap=True)
        self._more = label(type="small", wrap=True)
        for part in (self._folders, self._files, self._nothing, self._more):
            body.addWidget(part)
        body.addStretch(1)
        outer.addWidget(scrolling(inside), 1)
        foot = row(space=1)
        foot.addStretch(1)
        foot.addWidget(Button(said.back, self._leave, key="Esc"))
        if said.here:
            take = Button(said.here, self._take_folder, key="F9", role="primary", big=True)
            foot.addWidget(take)
        outer.addLayout(foot)
        self._shown: dict[Path, QWidget] = {}
        presenter.changed.connect(self._show)

    def begin(self) -> None:
        """Show the folder that was open last."""
        self._places.clear()
        for name, path in self.presenter.places().items():
            self._places.add(Button(name, partial(self.presenter.open, path), role="note"))
        self.presenter.open(self.presenter.folder.path)

    def pressed(self, file: Path) -> QWidget:
        """What is pressed to choose that file."""
        return Button(file.name, partial(self.choose, file))

    def choose(self, file: Path) -> None:
        """It is that one."""
        self.presenter.leave()
        self._chosen(file)

    def _show(self) -> None:
        folder, words = self.presenter.folder, self.presenter.desk.words
        self._path.setText(str(folder.path))
        self._up.setEnabled(folder.path != folder.path.parent)
        self._folders.clear()
        for inner in folder.folders:
            self._folders.add(Button(f"{inner.name} ›", partial(self.presenter.open, inner)))
        self._files.clear()
        self._shown = {file: self.pressed(file) for file in folder.files}
        for widget in self._shown.values():
            self._files.add(widget)
        self._nothing.setVisible(bool(self._nothing.text()) and not folder.files)
        self._more.setVisible(bool(folder.more))
        self._more.setText(
            words.plural("{count} more is not shown.", "{count} more are not shown.", folder.more)
        )
        self._folders.setVisible(bool(folder.folders))
        self._focus_first()

    def _focus_first(self) -> None:
        """What had the focus went with the folder that was left."""
        inside = [*self._folders.findChildren(Button), *self._shown.values(), self._up]
        next(each for each in inside if not each.isHidden()).setFocus()

    def _take_folder(self) -> None:
        self.choose(self.presenter.folder.path)

    def _leave(self) -> None:
        self.presenter.leave()
        self._left()
