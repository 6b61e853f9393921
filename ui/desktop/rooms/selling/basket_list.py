"""The lines of the basket: article, whose it is, quantity and price, the total on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from ess_shop.domain.sale import SaleLine
from ess_shop.wording import Words
from ui.desktop import theme
from ui.desktop.presenters.basket import Content, remark_on
from ui.desktop.widgets.pictures import initials_of, picture

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class BasketLineRow:
    """One line as it is shown, in words."""

    label: str
    member: str
    count: str
    total: str
    remark: str
    picture: str
    back: bool
    first: str = ""
    """The price on the tag where it is not the one that is paid."""


def rows_of(content: Content, sold: Sequence[SaleLine], words: Words) -> list[BasketLineRow]:
    """The lines of a basket in words."""
    made = []
    for line, priced in zip(content.lines, sold, strict=True):
        count = words("{quantity} × {price}", quantity=words.number(priced.quantity), price=priced.unit_price)
        made.append(
            BasketLineRow(
                line.label,
                line.member,
                count,
                words.money(priced.total),
                remark_on(line, priced, words),
                line.picture,
                priced.quantity < 0,
                words.money(priced.tag_price) if priced.tag_price else "",
            )
        )
    return made


class BasketModel(QAbstractListModel):
    """Fed rows, appended to or replaced."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[BasketLineRow] = []

    def set_rows(self, rows: list[BasketLineRow]) -> None:
        """Show these; a row added at the end is only added."""
        old = len(self._rows)
        if len(rows) == old + 1 and rows[:old] == self._rows:
            self.beginInsertRows(QModelIndex(), old, old)
            self._rows = rows
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A line, or what is read aloud of it."""
        line = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(
                part for part in (line.label, line.member, line.count, line.total, line.remark) if part
            )
        return line if role == LINE else None


class BasketDelegate(QStyledItemDelegate):
    """Paints a line with plain strokes: cheap enough to follow a scanner."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of text, three with a remark."""
        worn = theme.current()
        height = worn.type("strong") + worn.type("small") + 30
        line: BasketLineRow = index.data(LINE)
        return QSize(200, height + (worn.type("small") + 4 if line.remark else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Picture, label and total above; member and quantity under them."""
        worn, line = theme.current(), index.data(LINE)
        palette = worn.palette
        area = QRect(option.rect)
        view = option.widget
        chosen = isinstance(view, QListView) and view.currentIndex() == index
        painter.save()
        if chosen:
            painter.fillRect(area, QColor(palette.accent_soft))
            painter.fillRect(QRect(area.left(), area.top(), 5, area.height()), QColor(palette.accent))
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        ink = QColor(palette.on_accent_soft if chosen else palette.ink)
        quiet = QColor(palette.on_accent_soft if chosen else palette.quiet)
        side = min(area.height() - 18, worn.px(44))
        image = picture(line.picture, side, initials_of(line.label))
        painter.drawPixmap(area.left() + 14, area.top() + (area.height() - side) // 2, image)
        inside = area.adjusted(14 + side + 12, 8, -14, -8)
        strong, small = _font(worn.type("strong"), bold=True), _font(worn.type("small") + 1)
        painter.setFont(strong)
        total_width = painter.fontMetrics().horizontalAdvance(line.total)
        first = QRect(inside.left(), inside.top(), inside.width(), painter.fontMetrics().height())
        painter.setPen(QColor(palette.danger) if line.back and not chosen else ink)
        painter.drawText(first, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.total)
        painter.setPen(ink)
        room = first.adjusted(0, 0, -total_width - 14, 0)
        said = painter.fontMetrics().elidedText(line.label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
        painter.setFont(small)
        painter.setPen(quiet)
        metrics = painter.fontMetrics()
        second = QRect(inside.left(), first.bottom() + 3, inside.width(), metrics.height())
        painter.drawText(second, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.count)
        room = second.adjusted(0, 0, -metrics.horizontalAdvance(line.count) - 14, 0)
        if line.first:
            small.setStrikeOut(True)
            painter.setFont(small)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.first)
            small.setStrikeOut(False)
            painter.setFont(small)
            room.adjust(0, 0, -metrics.horizontalAdvance(line.first) - 14, 0)
        said = metrics.elidedText(line.member, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
        if line.remark:
            third = QRect(inside.left(), second.bottom() + 2, inside.width(), metrics.height())
            painter.setPen(ink if chosen else QColor(palette.warm))
            said = metrics.elidedText(line.remark, Qt.TextElideMode.ElideRight, third.width())
            painter.drawText(third, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
        painter.restore()


def _font(pixels: int, *, bold: bool = False) -> QFont:
    made = QFont(theme.FAMILY)
    made.setPixelSize(pixels)
    made.setBold(bold)
    return made


class BasketList(QListView):
    """The basket; a tap points at a line, the focus stays in the entry field."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.lines = BasketModel()
        self.setModel(self.lines)
        self.setItemDelegate(BasketDelegate(self))
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def point(self, at: int) -> None:
        """Point at a line and have it in sight."""
        if at >= 0:
            index = self.lines.index(at)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.viewport().update()
