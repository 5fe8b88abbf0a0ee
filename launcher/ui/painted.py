"""Small pictures that are painted where they are needed, in the palette's colours."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap


def painted(side: int, ratio: float, paint: Callable[[QPainter], object]) -> QPixmap:
    """Return a square picture on nothing, with smooth edges.

    Args:
        side: pixels, before the display's scale.
        ratio: the device pixel ratio of the widget that shows it.
        paint: paints it.
    """
    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    return pixmap
