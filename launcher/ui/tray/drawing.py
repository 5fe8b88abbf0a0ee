"""The icon in the tray, drawn for panels of any colour.

A panel's colour is its own: no palette tells it. So the porthole has a light ring within a dark one, and one
of the two stands out on every ground.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QLinearGradient, QPainter, QPen, QPixmap

_SIDES = (16, 20, 22, 24, 28, 32, 40, 44, 48, 64, 96)
"""Pixels that panels ask for, at the scales there are; all others are made of the next larger one."""

_HULL, _RING, _PROMPT = QColor("#22364d"), QColor("#eef3f8"), QColor("#ffffff")
_GLASS_ABOVE, _GLASS_BELOW = QColor("#2a8fd0"), QColor("#0d4f86")
_BADGE = QColor("#f5a623")

_SMALL = 30
"""Pixels below which a line of the prompt more is a blot."""


def tray_icon(*, badge: bool = False) -> QIcon:
    """Return the icon.

    Args:
        badge: with a mark in its corner: something wants to be seen to.
    """
    icon = QIcon()
    for side in _SIDES:
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(side, side)
        _paint_porthole(painter, small=side < _SMALL)
        if badge:
            _paint_badge(painter)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _paint_porthole(painter: QPainter, *, small: bool) -> None:
    """Paint into the square from 0 to 1."""
    painter.setPen(Qt.PenStyle.NoPen)
    ring, inside = (0.055, 0.17) if small else (0.065, 0.15)
    for colour, edge in ((_HULL, 0.0), (_RING, ring), (_HULL, inside)):
        painter.setBrush(colour)
        painter.drawEllipse(QRectF(edge, edge, 1 - 2 * edge, 1 - 2 * edge))
    glass = QLinearGradient(0, 0, 0, 1)
    glass.setColorAt(0, _GLASS_ABOVE)
    glass.setColorAt(1, _GLASS_BELOW)
    painter.setBrush(glass)
    edge = inside + 0.03
    painter.drawEllipse(QRectF(edge, edge, 1 - 2 * edge, 1 - 2 * edge))
    pen = QPen(_PROMPT, 0.1 if small else 0.075)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left, tip = (0.42, 0.6) if small else (0.32, 0.46)
    painter.drawPolyline([QPointF(left, 0.34), QPointF(tip, 0.5), QPointF(left, 0.66)])
    if not small:
        painter.drawLine(QPointF(0.53, 0.655), QPointF(0.68, 0.655))


def _paint_badge(painter: QPainter) -> None:
    """Paint a disc into the lower right corner, with a gap around it that parts it from any ground."""
    disc = QRectF(0.54, 0.54, 0.46, 0.46)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_BADGE)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.drawEllipse(disc.adjusted(-0.075, -0.075, 0.075, 0.075))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.drawEllipse(disc.adjusted(0.02, 0.02, -0.02, -0.02))
