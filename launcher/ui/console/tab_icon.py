"""What a console says at a glance, in front of its name in the row of tabs."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import QWidget

from launcher.model.profile import ProfileColour
from launcher.ui.painted import painted
from launcher.ui.profile_colours import BAR, paint_bar, shade
from launcher.ui.theme import Tone

_SIDE = 16
"""Pixels."""


def tab_icon(tone: Tone, profile_colour: ProfileColour, over: QWidget) -> QIcon:
    """Return a dot that says how the connection stands, after the bar in the profile's colour.

    Args:
        tone: of the dot.
        profile_colour: of the bar; there may be none.
        over: what it is painted on.
    """

    def bar_and_dot(painter: QPainter) -> None:
        dot = QRectF(4.5, 4.5, 7, 7)
        if (colour := shade(profile_colour, over.palette())) is not None:
            paint_bar(painter, QRectF(1, 1.5, BAR, 13), colour)
            dot.translate(3, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone.on(over.palette()))
        painter.drawEllipse(dot)

    return QIcon(painted(_SIDE, over.devicePixelRatioF(), bar_and_dot))
