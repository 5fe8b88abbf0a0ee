"""How the sidebar's rows are painted, and how a name is changed in place."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from launcher.ui.profile_colours import BAR, paint_bar, shade
from launcher.ui.sidebar.glyphs import paint_chevron, paint_glyph
from launcher.ui.sidebar.places_model import ROW_ROLE
from launcher.ui.sidebar.rows import Mark, Row, RowKind
from launcher.ui.theme import Tone, muted, tabular

Index = QModelIndex | QPersistentModelIndex

EDGE = 10
"""Pixels left and right of what stands in a row."""

_ROW, _HEADING = 1.8, 2.1
"""Heights, in those of a line of text."""

_SMALL = 0.88
"""Size of a heading's words, in the list's own."""

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class PlaceDelegate(QStyledItemDelegate):
    """A sign or a colour, the name, and to the right the count or the region."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Give headings more room than rows."""
        row: Row = index.data(ROW_ROLE)
        return QSize(0, round(option.fontMetrics.height() * (_HEADING if row.is_heading else _ROW)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Row = index.data(ROW_ROLE)
        painter.save()
        if row.is_heading:
            _paint_heading(painter, option, row)
        else:
            cell = QStyleOptionViewItem(option)
            self.initStyleOption(cell, index)
            cell.text = ""
            cell.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
            _paint_row(painter, cell, row)
        painter.restore()

    def helpEvent(  # noqa: N802 - Qt's name
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tell the whole of a name that is cut, and what there is to be told beside it."""
        row: Row | None = index.data(ROW_ROLE)
        if row is None or event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        cut = not row.is_heading and _texts(option, row)[0] != row.label
        told = (row.label if cut else "", row.tip)
        QToolTip.showText(event.globalPos(), "\n".join(filter(None, told)), view)
        return True

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """Return the field for a name."""
        field = QLineEdit(parent)
        field.setAccessibleName(self.tr("Name of the filter"))
        return field

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Lay the field over the name."""
        room = option.rect.adjusted(_indent(option) - 6, 0, -4, 0)
        height = max(room.height(), editor.sizeHint().height())
        top = room.top() - (height - room.height()) // 2
        editor.setGeometry(QRect(room.left(), top, room.width(), height))


def _indent(option: QStyleOptionViewItem) -> int:
    return EDGE + option.fontMetrics.height() + 5


def _paint_heading(painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
    inner = option.rect.adjusted(EDGE, option.fontMetrics.height() // 3, -EDGE, 0)
    font = QFont(option.font)
    font.setPointSizeF(font.pointSizeF() * _SMALL)
    painter.setFont(font)
    painter.setPen(muted(option.palette))
    taken = painter.fontMetrics().horizontalAdvance(row.aside)
    painter.drawText(inner, _RIGHT, row.aside)
    room = inner.width() - taken
    sign = option.fontMetrics.height() * 0.8 if row.kind is RowKind.GROUP_HEADING else 0
    text = painter.fontMetrics().elidedText(row.label, Qt.TextElideMode.ElideRight, room - round(sign) - 4)
    painter.drawText(inner, _LEFT, text)
    if sign:
        square = QRectF(0, 0, sign, sign)
        left = inner.left() + painter.fontMetrics().horizontalAdvance(text) + 3
        square.moveCenter(QPointF(left + sign / 2, inner.center().y() + 1.5))
        paint_chevron(painter, square, muted(option.palette))


def _paint_row(painter: QPainter, cell: QStyleOptionViewItem, row: Row) -> None:
    selected = bool(cell.state & QStyle.StateFlag.State_Selected)
    strong = cell.palette.color(QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text)
    quiet = strong if selected else muted(cell.palette)
    name, aside = _texts(cell, row)
    left, right = cell.rect.adjusted(_indent(cell), 0, 0, 0), cell.rect.adjusted(0, 0, -_taken(cell, row), 0)
    _paint_sign(painter, cell, row, quiet)
    _paint_mark(painter, cell, row.mark)
    painter.setFont(tabular(cell.font))
    painter.setPen(quiet)
    painter.drawText(right, _RIGHT, aside)
    painter.setPen(strong)
    painter.drawText(left, _LEFT, name)


def _texts(cell: QStyleOptionViewItem, row: Row) -> tuple[str, str]:
    """Return a row's name and what stands to the right of it, cut to what there is room for."""
    metrics, cut = cell.fontMetrics, Qt.TextElideMode.ElideRight
    aside = row.aside if row.count is None else f"{row.count:,}"
    aside = metrics.elidedText(aside, cut, cell.rect.width() // 2 - EDGE)
    room = cell.rect.width() - _indent(cell) - _taken(cell, row)
    room -= metrics.horizontalAdvance(aside) + EDGE if aside else 0
    return metrics.elidedText(row.label, cut, room), aside


def _taken(cell: QStyleOptionViewItem, row: Row) -> int:
    """Return how much of the right is not for text, pixels."""
    return EDGE + (_mark_side(cell) + 6 if row.mark is Mark.REFUSED else 0)


def _mark_side(cell: QStyleOptionViewItem) -> int:
    return round(cell.fontMetrics.height() * 0.5)


def _paint_sign(painter: QPainter, cell: QStyleOptionViewItem, row: Row, colour: QColor) -> None:
    side = cell.fontMetrics.height()
    column = QRectF(cell.rect.left() + EDGE, cell.rect.center().y() - side / 2 + 0.5, side, side)
    bar = shade(row.colour, cell.palette)
    if bar is not None:
        paint_bar(painter, column.adjusted((side - BAR) / 2, 0, 0, 0), bar)
    else:
        inset = side * 0.08
        paint_glyph(painter, column.adjusted(inset, inset, -inset, -inset), row.kind, colour)


def _paint_mark(painter: QPainter, cell: QStyleOptionViewItem, mark: Mark) -> None:
    if mark is not Mark.REFUSED:
        return
    side = _mark_side(cell)
    dot = QRect(0, 0, side, side)
    dot.moveCenter(cell.rect.center())
    dot.moveRight(cell.rect.right() - EDGE)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Tone.WARNING.on(cell.palette))
    painter.drawEllipse(dot)
    painter.restore()
