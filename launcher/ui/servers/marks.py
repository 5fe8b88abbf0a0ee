"""What the filter found, marked where it stands in a cell."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from launcher.ui.theme import is_dark

_ROUNDNESS = 2.5


def spans(text: str, needles: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield where casefolded ``needles`` stand in ``text``, each place once; places may overlap."""
    folded = text.casefold()
    if len(folded) != len(text):
        # Straße and STRASSE: the same word, but not letter by letter.
        folded = text.lower()
    for needle in needles:
        place = folded.find(needle)
        while place >= 0:
            yield place, place + len(needle)
            place = folded.find(needle, place + len(needle))


def paint_marks(
    painter: QPainter,
    rect: QRectF,
    text: str,
    places: Iterable[tuple[int, int]],
    option: QStyleOptionViewItem,
) -> None:
    """Lay a soft ground below each place.

    Args:
        painter: draws on the cell; the text is drawn after this.
        rect: where the text stands, its line centred.
        text: as it is drawn, cut already.
        places: from where to where in it.
        option: the cell's.
    """
    metrics = option.fontMetrics
    top = rect.center().y() - metrics.height() / 2
    colour: QColor | None = None
    for start, end in places:
        if colour is None:
            colour = mark_colour(option)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
        left = rect.left() + metrics.horizontalAdvance(text, start)
        width = rect.left() + metrics.horizontalAdvance(text, end) - left
        painter.drawRoundedRect(QRectF(left - 1, top, width + 2, metrics.height()), _ROUNDNESS, _ROUNDNESS)


def mark_colour(option: QStyleOptionViewItem) -> QColor:
    """Return the ground of a mark: text on it is as legible as beside it."""
    palette = option.palette
    if option.state & QStyle.StateFlag.State_Selected:
        # Away from the text's own lightness, so that its contrast grows.
        light_text = palette.color(QPalette.ColorRole.HighlightedText).lightness() > 127  # noqa: PLR2004 - half
        colour = QColor(Qt.GlobalColor.black if light_text else Qt.GlobalColor.white)
        colour.setAlphaF(0.28)
        return colour
    colour = palette.color(QPalette.ColorRole.Accent)
    colour.setAlphaF(0.34 if is_dark(palette) else 0.22)
    return colour
