"""Which labels they are: the usual sheets and the shop's own, and a form for one more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ess_shop.domain.label_sheets import SheetLayout, millimetres
from ess_shop.errors import ShopError
from ess_shop.wording import Words
from ui.desktop import theme
from ui.desktop.presenters.labels import LabelsPresenter
from ui.desktop.presenters.own_size import MEASURES, NEEDED, NUMBERS, size_of
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.form import MEDIUM, SHORT, Form
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import card, column, label, row, unpainted


def size_said(words: Words, layout: SheetLayout) -> str:
    """A label's measures, and how many there are on a sheet."""
    return words(
        "{width} × {height} mm, {count} on a sheet",
        width=millimetres(layout.width),
        height=millimetres(layout.height),
        count=layout.per_sheet,
    )


class SizesPanel(QWidget):
    """`chosen` is called with a layout's name, `left` when it stays as it is."""

    def __init__(
        self, presenter: LabelsPresenter, chosen: Callable[[str], object], left: Callable[[], object]
    ) -> None:
        super().__init__()
        self.presenter, self._chosen, self._left = presenter, chosen, left
        words = presenter.desk.words
        outer = column(self, space=2)
        outer.addWidget(label(words("Which labels are they?"), "title", wrap=True))
        inside = QWidget()
        body = column(inside, space=2)
        said = words("Their number is on the packet. Enter takes the one that is marked.")
        body.addWidget(label(said, wrap=True))
        self.table = Table(
            words("Labels on sheets"),
            Rows(
                [
                    (words("Number or name"), lambda layout: layout.name, False),
                    (words("Size"), self._size, False),
                ]
            ),
            stretch=1,
        )
        self.table.setMinimumHeight(theme.current().px(260))
        self.table.chosen.connect(lambda layout: chosen(layout.name))
        self.table.clicked.connect(lambda index: chosen(self.presenter.layouts[index.row()].name))
        self.table.pointed.connect(self._point)
        body.addWidget(self.table)
        body.addWidget(self._form())
        body.addStretch(1)
        outer.addWidget(scrolling(inside), 1)
        foot = row(space=1)
        self.drop = Button(words("Remove this size"), self._drop, role="danger")
        foot.addWidget(self.drop)
        foot.addStretch(1)
        foot.addWidget(Button(words("Back"), left, key="Esc"))
        outer.addLayout(foot)

    def _size(self, layout: SheetLayout) -> str:
        """Large text has no room for more than the measures."""
        words = self.presenter.desk.words
        if not theme.current().large:
            return size_said(words, layout)
        width, height = millimetres(layout.width), millimetres(layout.height)
        return words("{width} × {height} mm", width=width, height=height)

    def _form(self) -> QWidget:
        words, frame = self.presenter.desk.words, card("raised")
        inside = column(frame, space=2, margin=2)
        inside.addWidget(label(words("A size of your own"), "large", wrap=True))
        said = words("Millimetres, as on the packet. What you leave empty is worked out, centred on A4.")
        inside.addWidget(label(said, wrap=True))
        names = {
            "name": words("Name"),
            "width": words("Width of a label"),
            "height": words("Height of a label"),
            "columns": words("Labels across"),
            "rows": words("Labels down"),
            "left": words("Left margin"),
            "top": words("Upper margin"),
            "gap_x": words("Gap between columns"),
            "gap_y": words("Gap between rows"),
        }
        form = Form()
        self.fields = {
            name: TextField(names[name], digits=name != "name") for name in (*NEEDED, *NUMBERS, *MEASURES)
        }
        for name, field in self.fields.items():
            form.add(field, MEDIUM if name == "name" else SHORT)
        inside.addWidget(form)
        self.wrong = label(tone="danger", wrap=True)
        inside.addWidget(self.wrong)
        inside.addWidget(Button(words("Add this size"), self.add, key="F9", role="primary"))
        return frame

    def begin(self) -> None:
        """Show them all, the one in use marked."""
        layouts: Sequence[SheetLayout] = self.presenter.layouts
        self.wrong.hide()
        with unpainted(self.table):
            self.table.rows.set_rows(layouts)
            names = [layout.name for layout in layouts]
            if self.presenter.choice.layout in names:
                self.table.selectRow(names.index(self.presenter.choice.layout))
        self.table.setFocus()

    def _point(self, layout: SheetLayout) -> None:
        self.drop.setVisible(layout in self.presenter.settings.sizes)

    def _drop(self) -> None:
        layout = self.table.current
        if layout is not None:
            self.presenter.drop_size(layout.name)
            self.begin()

    def add(self) -> None:
        """Keep the size that was typed, and take it."""
        try:
            self.presenter.add_size(size_of({name: field.value for name, field in self.fields.items()}))
        except ShopError as wrong:
            self.wrong.setText(self.presenter.desk.words.error(wrong))
            self.wrong.show()
            return
        for field in self.fields.values():
            field.line.clear()
        self._left()
