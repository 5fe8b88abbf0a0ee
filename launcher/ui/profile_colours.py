"""The colours a person tells profiles by."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette

from launcher.model.profile import ProfileColour
from launcher.ui.painted import painted
from launcher.ui.theme import is_dark

BAR = 3
"""Width of the bar beside a profile's name, pixels."""

_SHADES = {
    ProfileColour.RED: ("#d1242f", "#ff7b72"),
    ProfileColour.ORANGE: ("#c4570a", "#f5923e"),
    ProfileColour.YELLOW: ("#977800", "#e3c53c"),
    ProfileColour.GREEN: ("#2e8540", "#5dc777"),
    ProfileColour.TEAL: ("#0a7f86", "#3fc6cc"),
    ProfileColour.BLUE: ("#1f6fd0", "#6cb1ff"),
    ProfileColour.PURPLE: ("#8250df", "#b797f8"),
    ProfileColour.GREY: ("#6b7280", "#a3aab5"),
}
"""For light and for dark backgrounds, with a contrast of at least 3:1 there (WCAG 2.2, 1.4.11)."""


def shade(colour: ProfileColour, palette: QPalette) -> QColor | None:
    """Return a profile's colour for a palette; None where it has none."""
    shades = _SHADES.get(colour)
    return QColor(shades[1 if is_dark(palette) else 0]) if shades else None


def colour_name(colour: ProfileColour) -> str:
    """Return what a person calls a colour."""
    names = {
        ProfileColour.NONE: tr("None"),
        ProfileColour.RED: tr("Red"),
        ProfileColour.ORANGE: tr("Orange"),
        ProfileColour.YELLOW: tr("Yellow"),
        ProfileColour.GREEN: tr("Green"),
        ProfileColour.TEAL: tr("Teal"),
        ProfileColour.BLUE: tr("Blue"),
        ProfileColour.PURPLE: tr("Purple"),
        ProfileColour.GREY: tr("Grey"),
    }
    return names[colour]


def paint_bar(painter: QPainter, rect: QRectF, colour: QColor, outline: QColor | None = None) -> None:
    """Paint the slim bar that stands before a profile's name, ``BAR`` wide at the left of ``rect``.

    Args:
        painter: is left as it was.
        rect: gives left edge and height.
        colour: the profile's.
        outline: parts the bar from a ground that may be like it.
    """
    bar = QRectF(rect.left(), rect.top(), BAR, rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if outline is not None:
        painter.setBrush(outline)
        painter.drawRoundedRect(bar.adjusted(-1, -1, 1, 1), BAR / 2 + 1, BAR / 2 + 1)
    painter.setBrush(colour)
    painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
    painter.restore()


def swatch(colour: ProfileColour, palette: QPalette, ratio: float, side: int = 16) -> QIcon:
    """Return a round patch of a colour, ``side`` pixels wide; for none, an empty ring.

    Args:
        colour: a profile's.
        palette: of the widget that shows it.
        ratio: that widget's device pixel ratio.
        side: pixels.
    """
    filled = shade(colour, palette)

    def dot(painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen if filled else palette.color(QPalette.ColorRole.PlaceholderText))
        painter.setBrush(filled or Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(2.5, 2.5, side - 5, side - 5))

    return QIcon(painted(side, ratio, dot))


def tr(text: str) -> str:
    """Translate."""
    return QCoreApplication.translate("ProfileColour", text)
