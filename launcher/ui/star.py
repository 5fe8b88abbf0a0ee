"""The sign of a favourite."""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

_POINTS = 5

_DEPTH = 0.45
"""How far from the middle the inner corners are, beside the outer ones."""


def star_path(square: QRectF) -> QPainterPath:
    """Return the outline of a star that stands in a square, its weight in the middle."""
    middle, outer = QPointF(square.center().x(), square.center().y() + 0.5), square.width() / 2
    corners = [
        middle + QPointF(sin(turn), -cos(turn)) * (outer if corner % 2 == 0 else outer * _DEPTH)
        for corner in range(2 * _POINTS)
        for turn in [corner * pi / _POINTS]
    ]
    path = QPainterPath()
    path.addPolygon(corners)
    path.closeSubpath()
    return path
