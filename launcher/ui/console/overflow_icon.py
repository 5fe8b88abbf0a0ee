"""The two small arrows of a bar that has no room for all of its buttons."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

_SIDE = 12
"""Pixels."""


def overflow_icon(bar: QWidget) -> QIcon:
    """Return it in the colour of a bar's words."""
    ratio = bar.devicePixelRatioF()
    pixmap = QPixmap(QSize(_SIDE, _SIDE) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(bar.palette().buttonText().color(), 1.25))
    for left in (2.0, 6.0):
        painter.drawPolyline([QPointF(left, 3), QPointF(left + 3, 6), QPointF(left, 9)])
    painter.end()
    return QIcon(pixmap)
