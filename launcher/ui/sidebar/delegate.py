"""How the sidebar's rows are painted, and how a name is changed in place."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

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
    inner = cell.rect.adjusted(EDGE, 0, -EDGE, 0)
    _paint_sign(painter, inner, cell, row, quiet)
    painter.setFont(tabular(cell.font))
    right = inner.adjusted(0, 0, -_paint_mark(painter, inner, cell, row.mark), 0)
    aside = row.aside if row.count is None else f"{row.count:,}"
    aside = cell.fontMetrics.elidedText(aside, Qt.TextElideMode.ElideRight, inner.width() // 2)
    painter.setPen(quiet)
    painter.drawText(right, _RIGHT, aside)
    painter.setPen(strong)
    name = right.adjusted(_indent(cell) - EDGE, 0, 0, 0)
    room = name.width() - (cell.fontMetrics.horizontalAdvance(aside) + 10 if aside else 0)
    text = cell.fontMetrics.elidedText(row.label, Qt.TextElideMode.ElideRight, room)
    painter.drawText(name, _LEFT, text)


def _paint_sign(
    painter: QPainter, inner: QRect, cell: QStyleOptionViewItem, row: Row, colour: QColor
) -> None:
    side = cell.fontMetrics.height()
    column = QRectF(inner.left(), inner.center().y() - side / 2 + 0.5, side, side)
    bar = shade(row.colour, cell.palette)
    if bar is not None:
        paint_bar(painter, column.adjusted((side - BAR) / 2, 0, 0, 0), bar)
    else:
        inset = side * 0.08
        paint_glyph(painter, column.adjusted(inset, inset, -inset, -inset), row.kind, colour)


def _paint_mark(painter: QPainter, inner: QRect, cell: QStyleOptionViewItem, mark: Mark) -> int:
    if mark is not Mark.REFUSED:
        return 0
    side = round(cell.fontMetrics.height() * 0.5)
    dot = QRect(0, 0, side, side)
    dot.moveCenter(inner.center())
    dot.moveRight(inner.right())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Tone.WARNING.on(cell.palette))
    painter.drawEllipse(dot)
    painter.restore()
    return side + 6
