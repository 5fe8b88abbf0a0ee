"""How the cells with more than text are painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from launcher.model.console import ConsoleLink
from launcher.model.instant import Instant
from launcher.model.server import Server
from launcher.ui.ring import paint_ring
from launcher.ui.servers.table_model import BUSY_ROLE, LINK_ROLE, SERVER_ROLE
from launcher.ui.theme import Tone, muted, tabular, tone_of_link, tone_of_status

Index = QModelIndex | QPersistentModelIndex

_DOT = 0.62
"""Diameter of the status dot, in heights of a small letter: as heavy as the word beside it."""


class _MarkDelegate(QStyledItemDelegate):
    """A mark, then text: the style paints background, selection and focus as for any other cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        style = cell.widget.style() if cell.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        if not text:
            return
        metrics = QFontMetrics(cell.font)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, cell, cell.widget) + 1
        inner = cell.rect.adjusted(margin, 0, -margin, 0)
        side = metrics.height()
        mark = QRectF(inner.left(), inner.center().y() - side / 2 + 0.5, side, side)
        painter.save()
        painter.setClipRect(cell.rect)
        self.paint_mark(painter, mark, cell, index)
        rest = inner.adjusted(round(side * 1.35), 0, 0, 0)
        self.paint_text(painter, rest, text, cell, index)
        painter.restore()

    def paint_mark(self, painter: QPainter, rect: QRectF, cell: QStyleOptionViewItem, index: Index) -> None:
        """Paint what stands before the text."""
        raise NotImplementedError

    def paint_text(
        self, painter: QPainter, rect: QRect, text: str, cell: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Paint the text, cut with an ellipsis where it does not fit."""
        painter.setFont(tabular(cell.font))
        painter.setPen(cell.palette.color(_role_of_text(cell)))
        cut = QFontMetrics(cell.font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)


class StatusDelegate(_MarkDelegate):
    """A dot in the status's colour, and its word."""

    def paint_mark(self, painter: QPainter, rect: QRectF, cell: QStyleOptionViewItem, index: Index) -> None:
        """Paint the dot: filled, or hollow where the server is off."""
        server: Server = index.data(SERVER_ROLE)
        tone = tone_of_status(server.status)
        side = rect.height() * _DOT
        dot = QRectF(0, 0, side, side)
        dot.moveCenter(rect.center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = tone.on(cell.palette)
        outline = cell.palette.color(QPalette.ColorRole.HighlightedText) if _is_selected(cell) else colour
        painter.setPen(QPen(outline, 1.25))
        painter.setBrush(Qt.BrushStyle.NoBrush if tone is Tone.OFF else colour)
        painter.drawEllipse(dot)


class LinkDelegate(_MarkDelegate):
    """A ring, and the time that is left."""

    def paint_mark(self, painter: QPainter, rect: QRectF, cell: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ring."""
        link: ConsoleLink | None = index.data(LINK_ROLE)
        if link is not None and not index.data(BUSY_ROLE):
            now = Instant.now()
            inset = rect.height() * 0.08
            ring = rect.adjusted(inset, inset, -inset, -inset)
            colour = tone_of_link(link.state(now)).on(cell.palette)
            if _is_selected(cell):
                colour = cell.palette.color(QPalette.ColorRole.HighlightedText)
            paint_ring(painter, ring, link.fraction(now), colour)

    def paint_text(
        self, painter: QPainter, rect: QRect, text: str, cell: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint the time in full strength, the word for "under way" muted."""
        if index.data(BUSY_ROLE):
            cell.palette.setColor(_role_of_text(cell), muted(cell.palette))
        super().paint_text(painter, rect, text, cell, index)


def _role_of_text(cell: QStyleOptionViewItem) -> QPalette.ColorRole:
    return QPalette.ColorRole.HighlightedText if _is_selected(cell) else QPalette.ColorRole.Text


def _is_selected(cell: QStyleOptionViewItem) -> bool:
    return bool(cell.state & QStyle.StateFlag.State_Selected)
