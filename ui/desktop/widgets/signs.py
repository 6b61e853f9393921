"""Signs drawn with a few strokes, in any colour and size: the pictograms of the rail and the banners."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

Stroke = tuple[tuple[float, float], ...]

_LINES: dict[str, tuple[Stroke, ...]] = {
    "sale": (((3, 7), (6, 7), (9, 20), (23, 20), (26, 10), (7.5, 10)),),
    "tickets": (
        (
            (7, 3),
            (23, 3),
            (23, 27),
            (19.7, 24.5),
            (17.5, 27),
            (15, 24.5),
            (12.5, 27),
            (10.3, 24.5),
            (7, 27),
            (7, 3),
        ),
        ((11, 9), (19, 9)),
        ((11, 14), (19, 14)),
        ((11, 19), (16, 19)),
    ),
    "cash": (
        ((3, 8), (27, 8), (27, 22), (3, 22), (3, 8)),
        ((6, 12), (6, 18)),
        ((24, 12), (24, 18)),
    ),
    "goods": (
        ((4, 10), (15, 4), (26, 10), (26, 21), (15, 27), (4, 21), (4, 10), (15, 16), (26, 10)),
        ((15, 16), (15, 27)),
        ((9.5, 7), (20.5, 13)),
    ),
    "members": (
        ((3, 25), (4, 20), (7, 18), (13, 18), (16, 20), (17, 25)),
        ((10, 14), (7, 12), (7, 8), (10, 6), (13, 8), (13, 12), (10, 14)),
        ((20, 18), (23, 18), (26, 20), (27, 25)),
        ((19, 13.5), (22, 12), (22, 8), (19, 6.5)),
    ),
    "books": (
        ((15, 8), (11, 5.5), (3, 5.5), (3, 23), (11, 23), (15, 25.5)),
        ((15, 8), (19, 5.5), (27, 5.5), (27, 23), (19, 23), (15, 25.5), (15, 8)),
        ((19, 11), (23, 11)),
        ((19, 16), (23, 16)),
    ),
    "settings": (
        ((4, 8), (26, 8)),
        ((4, 15), (26, 15)),
        ((4, 22), (26, 22)),
    ),
    "training": (
        ((3, 11), (15, 5), (27, 11), (15, 17), (3, 11)),
        ((8, 14), (8, 21), (15, 25), (22, 21), (22, 14)),
        ((27, 11), (27, 20)),
    ),
    "bank": (
        ((3, 12), (15, 4), (27, 12), (3, 12)),
        ((7, 12), (7, 22)),
        ((15, 12), (15, 22)),
        ((23, 12), (23, 22)),
        ((3, 26), (27, 26)),
    ),
    "in": (((15, 4), (15, 17)), ((9, 12), (15, 18), (21, 12)), ((4, 18), (4, 26), (26, 26), (26, 18))),
    "out": (((15, 18), (15, 5)), ((9, 10), (15, 4), (21, 10)), ((4, 18), (4, 26), (26, 26), (26, 18))),
    "lock": (
        ((7, 13), (23, 13), (23, 26), (7, 26), (7, 13)),
        ((10, 13), (10, 8), (12, 5), (18, 5), (20, 8), (20, 13)),
    ),
    "person": (((5, 27), (6, 21), (10, 18), (20, 18), (24, 21), (25, 27)),),
    "good": (((5, 16), (12, 23), (25, 7)),),
    "note": (((15, 13), (15, 23)), ((15, 7), (15, 8))),
    "warning": (((15, 3), (28, 26), (2, 26), (15, 3)), ((15, 11), (15, 18)), ((15, 22), (15, 22.5))),
    "trouble": (((7, 7), (23, 23)), ((23, 7), (7, 23))),
    "printer": (
        ((8, 11), (8, 4), (22, 4), (22, 11)),
        ((8, 22), (4, 22), (4, 11), (26, 11), (26, 22), (22, 22)),
        ((8, 18), (22, 18), (22, 27), (8, 27), (8, 18)),
    ),
    "keyboard": (
        ((2, 8), (28, 8), (28, 23), (2, 23), (2, 8)),
        *(((x, y), (x + 0.5, y)) for y in (12.5, 16) for x in (7, 12, 17, 22)),
        ((10, 19.5), (20, 19.5)),
    ),
    "network": (
        ((3, 12), (9, 7.5), (15, 6), (21, 7.5), (27, 12)),
        ((7.5, 17), (11, 14), (15, 13), (19, 14), (22.5, 17)),
        ((11.5, 21.5), (15, 20), (18.5, 21.5)),
    ),
    "help": (((10, 10), (12, 6), (18, 6), (20, 10), (15, 15), (15, 19)), ((15, 24), (15, 24.5))),
}
_ROUNDS: dict[str, tuple[tuple[float, float, float], ...]] = {
    "sale": ((11, 25, 2), (21, 25, 2)),
    "cash": ((15, 15, 3.6),),
    "settings": ((10, 8, 3), (20, 15, 3), (12, 22, 3)),
    "network": ((15, 25.5, 1),),
    "person": ((15, 10, 5.5),),
    "note": ((15, 15, 12.5),),
    "help": ((15, 15, 13),),
}


def draw_sign(painter: QPainter, name: str, place: QRect, colour: QColor) -> None:
    """Draw a sign into a square; KeyError for one that nobody drew."""
    painter.save()
    painter.translate(place.topLeft())
    painter.scale(place.width() / 30, place.height() / 30)
    pen = QPen(colour, 2.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in _LINES[name]:
        path = QPainterPath(QPointF(*stroke[0]))
        for point in stroke[1:]:
            path.lineTo(QPointF(*point))
        painter.drawPath(path)
    if name == "settings":
        painter.setBrush(colour)
    for x, y, radius in _ROUNDS.get(name, ()):
        painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))
    painter.restore()
