"""The ring that shows how much of a link's life is left."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from launcher.model.console import LinkState
from launcher.ui.theme import tone_of_link


def paint_ring(painter: QPainter, rect: QRectF, fraction: float, colour: QColor) -> None:
    """Paint a ring into the largest square of ``rect``, ``fraction`` of it filled, from the top on."""
    side = min(rect.width(), rect.height())
    width = max(2.0, side / 6)
    square = QRectF(0, 0, side - width, side - width)
    square.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    track = QColor(colour)
    track.setAlphaF(0.25)
    painter.setPen(QPen(track, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(square)
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawArc(square, 90 * 16, round(fraction * 360 * 16))
    painter.restore()


class RingWidget(QWidget):
    """A ring as a widget; decoration only, the time stands in words beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fraction = 1.0
        self._state = LinkState.FRESH
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_life(self, fraction: float, state: LinkState) -> None:
        """Show a link with ``fraction`` of its life left."""
        self._fraction, self._state = fraction, state
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As tall as a line of text."""
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ring."""
        painter = QPainter(self)
        colour = tone_of_link(self._state).on(self.palette())
        paint_ring(painter, QRectF(self.rect()), self._fraction, colour)
