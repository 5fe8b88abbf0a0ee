"""The small signs of the sidebar, drawn as lines: sharp at every scale, and in the text's own colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from launcher.ui.sidebar.rows import RowKind
from launcher.ui.star import star_path

_LINE = 1.25
"""Width of a line, pixels."""


def paint_glyph(painter: QPainter, square: QRectF, kind: RowKind, colour: QColor) -> None:
    """Paint the sign of a kind of row into a square; most kinds have none."""
    shape = _SHAPES.get(kind)
    if shape is None:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, _LINE)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape(square))
    painter.restore()


def paint_chevron(painter: QPainter, square: QRectF, colour: QColor) -> None:
    """Paint the sign that a menu opens here."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, _LINE))
    width, height = square.width() * 0.26, square.height() * 0.14
    middle = square.center()
    painter.drawPolyline(
        [
            QPointF(middle.x() - width, middle.y() - height),
            QPointF(middle.x(), middle.y() + height),
            QPointF(middle.x() + width, middle.y() - height),
        ]
    )
    painter.restore()


def _servers(square: QRectF) -> QPainterPath:
    path = QPainterPath()
    height = square.height() * 0.36
    for top in (square.top() + square.height() * 0.1, square.bottom() - square.height() * 0.1 - height):
        path.addRoundedRect(QRectF(square.left() + 0.5, top, square.width() - 1, height), 1.5, 1.5)
        middle = top + height / 2
        path.moveTo(square.left() + square.width() * 0.24, middle)
        path.lineTo(square.left() + square.width() * 0.3, middle)
    return path


def _clock(square: QRectF) -> QPainterPath:
    path, middle = QPainterPath(), square.center()
    path.addEllipse(square.adjusted(0.5, 0.5, -0.5, -0.5))
    path.moveTo(middle.x(), square.top() + square.height() * 0.24)
    path.lineTo(middle)
    path.lineTo(middle.x() + square.width() * 0.2, middle.y() + square.height() * 0.12)
    return path


_SHAPES = {RowKind.EVERYTHING: _servers, RowKind.FAVOURITES: star_path, RowKind.RECENT: _clock}
