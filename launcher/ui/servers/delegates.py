"""How the cells are painted.

Qt's own delegate asks the model some ten questions a cell, each answered in Python; a keystroke that
changes every row would cost two frames. These ask one.
"""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QProxyStyle,
    QStyle,
    QStyledItemDelegate,
    QStyleOption,
    QStyleOptionViewItem,
    QWidget,
)

from launcher.model.console import ConsoleLink
from launcher.model.instant import Instant
from launcher.services.columns import Column
from launcher.ui.profile_colours import BAR, paint_bar, shade
from launcher.ui.ring import paint_ring
from launcher.ui.servers.marks import mark_colour, paint_marks, spans
from launcher.ui.servers.table_model import BUSY_ROLE, LINK_ROLE, ServerTableModel
from launcher.ui.theme import Tone, muted, tabular, tone_of_link, tone_of_status

Index = QModelIndex | QPersistentModelIndex

_PANEL_STATES = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
_TEXT_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)

_DOT = 0.62
"""Diameter of the status dot, in heights of a line: as heavy as the word beside it."""


INSET = 8
"""Pixels left and right of what stands in a cell."""


class HeaderStyle(QProxyStyle):
    """Lets the titles of the columns stand above what they are the titles of."""

    def __init__(self, parent: QObject) -> None:
        super().__init__()
        self.setParent(parent)

    def pixelMetric(  # noqa: N802 - Qt's name
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Answer what a style is asked, with our inset."""
        if metric is QStyle.PixelMetric.PM_HeaderMargin:
            return INSET
        return super().pixelMetric(metric, option, widget)


class TextDelegate(QStyledItemDelegate):
    """Plain text, cut with an ellipsis where it does not fit; what the filter found is marked."""

    def __init__(self, model: ServerTableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._text = model.cells.text
        self._listing = model.listing
        self._flashes = model.flashes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        self.paint_ground(painter, option, index)
        # Not index.data(), whose way through Qt takes longer than the answer.
        text = self._text(self._listing.visible[index.row()], index.column())
        if text:
            self.paint_content(painter, option.rect.adjusted(INSET, 0, -INSET, 0), text, option, index)

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint what stands below a cell's content: that it is selected, pointed at, or has changed."""
        if option.state & _PANEL_STATES:
            style = option.widget.style() if option.widget else QApplication.style()
            style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        if self._flashes.active:
            self._paint_flash(painter, option, index)

    def paint_content(
        self, painter: QPainter, rect: QRect, text: str, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint what stands in the cell."""
        self._paint_found(painter, rect, text, option, index)

    def _paint_flash(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        strength = self._flashes.strength(self._listing.visible[index.row()].key)
        if strength:
            colour = mark_colour(option)
            colour.setAlphaF(colour.alphaF() * strength)
            painter.fillRect(option.rect, colour)

    def _paint_found(
        self, painter: QPainter, rect: QRect, text: str, option: QStyleOptionViewItem, index: Index
    ) -> None:
        marks = self._listing.marks
        needles = marks.get(Column(index.column())) if marks else None
        cut = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        if needles:
            paint_marks(painter, QRectF(rect), cut, spans(cut, needles), option)
        painter.setPen(_text_colour(option))
        painter.drawText(rect, _TEXT_FLAGS, cut)


class StatusDelegate(TextDelegate):
    """A dot in the status's colour, and its word."""

    def paint_content(
        self, painter: QPainter, rect: QRect, text: str, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint the dot, filled, or hollow where the server is off; then the word."""
        tone = tone_of_status(self._listing.visible[index.row()].status)
        colour = tone.on(option.palette)
        mark, rest = _mark_and_rest(rect, option)
        side = mark.height() * _DOT
        dot = QRectF(0, 0, side, side)
        dot.moveCenter(mark.center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(_text_colour(option) if _is_selected(option) else colour, 1.25))
        painter.setBrush(Qt.BrushStyle.NoBrush if tone is Tone.OFF else colour)
        painter.drawEllipse(dot)
        self._paint_found(painter, rest, text, option, index)


class ProfileDelegate(TextDelegate):
    """A bar in the profile's colour, and its name."""

    def __init__(self, model: ServerTableModel, parent: QObject) -> None:
        super().__init__(model, parent)
        self._colour = model.cells.profile_colour

    def paint_content(
        self, painter: QPainter, rect: QRect, text: str, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint the bar into the room before the name, so that all names stand below each other."""
        colour = shade(self._colour(self._listing.visible[index.row()]), option.palette)
        if colour is not None:
            height = option.fontMetrics.height()
            bar = QRectF(rect.left() - BAR - 4, rect.center().y() - height / 2 + 0.5, BAR, height)
            paint_bar(painter, bar, colour, _text_colour(option) if _is_selected(option) else None)
        self._paint_found(painter, rect, text, option, index)


class LinkDelegate(TextDelegate):
    """A ring, and the time that is left; a muted word while the console is asked for."""

    def paint_content(
        self, painter: QPainter, rect: QRect, text: str, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint the ring, then the time."""
        mark, rest = _mark_and_rest(rect, option)
        link: ConsoleLink | None = index.data(LINK_ROLE)
        painter.setFont(tabular(option.font))
        if index.data(BUSY_ROLE) or link is None:
            colour = _text_colour(option) if _is_selected(option) else muted(option.palette)
            _paint_text(painter, rest, text, option, colour)
            return
        now = Instant.now()
        inset = mark.height() * 0.08
        colour = tone_of_link(link.state(now)).on(option.palette)
        if _is_selected(option):
            colour = _text_colour(option)
        paint_ring(painter, mark.adjusted(inset, inset, -inset, -inset), link.fraction(now), colour)
        _paint_text(painter, rest, text, option, _text_colour(option))


def _mark_and_rest(rect: QRect, option: QStyleOptionViewItem) -> tuple[QRectF, QRect]:
    side = option.fontMetrics.height()
    mark = QRectF(rect.left(), rect.center().y() - side / 2 + 0.5, side, side)
    return mark, rect.adjusted(round(side * 1.35), 0, 0, 0)


def _paint_text(
    painter: QPainter, rect: QRect, text: str, option: QStyleOptionViewItem, colour: QColor
) -> None:
    painter.setPen(colour)
    cut = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, _TEXT_FLAGS, cut)


def _text_colour(option: QStyleOptionViewItem) -> QColor:
    role = QPalette.ColorRole.HighlightedText if _is_selected(option) else QPalette.ColorRole.Text
    return option.palette.color(role)


def _is_selected(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)
