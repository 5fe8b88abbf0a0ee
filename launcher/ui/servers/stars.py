"""The star before a server's name: how it is painted, and what a click on it does."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from launcher.services.columns import Column
from launcher.ui.servers.delegates import TextDelegate
from launcher.ui.servers.table_model import ServerTableModel
from launcher.ui.star import star_path
from launcher.ui.theme import Tone

Index = QModelIndex | QPersistentModelIndex

_SIZE = 0.9
"""Height of a star, in heights of a line."""

_LINE = 1.1
"""Width of an outline, pixels."""

_FAINTNESS = 0.5
"""How much of the text's colour an outline has."""


def star_width(metrics: QFontMetrics) -> int:
    """Return how wide the column of stars is, pixels: the arrow of sorting has room above them."""
    return round(metrics.height() * 2)


class StarDelegate(TextDelegate):
    """A filled star for a favourite; its outline in the row that is pointed at or selected."""

    def __init__(self, model: ServerTableModel, parent: QObject) -> None:
        super().__init__(model, parent)
        self._bookmarks = model.bookmarks
        self.pointed_row = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        self.paint_ground(painter, option, index)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        favourite = self._bookmarks.is_favourite(self._listing.visible[index.row()].key)
        if not (favourite or selected or index.row() == self.pointed_row):
            return
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        colour = option.palette.color(role)
        if favourite:
            gold = colour if selected else Tone.FAVOURITE.on(option.palette)
            _paint_star(painter, option, gold, filled=True)
        else:
            colour.setAlphaF(_FAINTNESS)
            _paint_star(painter, option, colour, filled=False)


def _paint_star(painter: QPainter, option: QStyleOptionViewItem, colour: QColor, *, filled: bool) -> None:
    side = option.fontMetrics.height() * _SIZE
    square = QRectF(0, 0, side, side)
    square.moveCenter(QRectF(option.rect).center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, _LINE)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(star_path(square))
    painter.restore()


class Stars(QObject):
    """Hears the mouse over the stars of a table, before the table does: a click there selects nothing."""

    def __init__(self, view: QTableView, model: ServerTableModel, delegate: StarDelegate) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._delegate = delegate
        self._pressed: QPersistentModelIndex | None = None
        view.setMouseTracking(True)
        view.entered.connect(lambda index: self._point_at(index.row()))

    def press(self, event: QMouseEvent) -> bool:
        """Take a press of the mouse on a star; False where it is the table's."""
        index = self._view.indexAt(event.position().toPoint())
        taken = index.column() == Column.FAVOURITE and event.button() is Qt.MouseButton.LeftButton
        self._pressed = QPersistentModelIndex(index) if taken else None
        return taken

    def move(self) -> bool:
        """Take a move of the mouse that began on a star."""
        return self._pressed is not None

    def release(self, event: QMouseEvent) -> bool:
        """Mark the server whose star was clicked, or take its mark off."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return False
        index = self._view.indexAt(event.position().toPoint())
        if pressed.isValid() and (index.row(), index.column()) == (pressed.row(), pressed.column()):
            self._model.toggle_favourites([self._model.listing.visible[index.row()].key])
        return True

    def leave(self) -> None:
        """Point at no row any more."""
        self._point_at(-1)

    def _point_at(self, row: int) -> None:
        before, self._delegate.pointed_row = self._delegate.pointed_row, row
        for one in {before, row} - {-1}:
            self._view.update(self._model.index(one, Column.FAVOURITE))
