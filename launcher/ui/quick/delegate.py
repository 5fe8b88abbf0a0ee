"""How a server that was found is painted."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from launcher.model.server import ServerStatus
from launcher.services.quick import Candidate, Mark, Shown
from launcher.ui.profile_colours import BAR, paint_bar, shade
from launcher.ui.quick.results import Results
from launcher.ui.servers.marks import paint_marks
from launcher.ui.sidebar.glyphs import paint_glyph
from launcher.ui.sidebar.rows import RowKind
from launcher.ui.text import visible
from launcher.ui.theme import Tone, muted, tone_of_status

Index = QModelIndex | QPersistentModelIndex

EDGE = 12
"""Pixels left and right of what stands in a row."""

_ROW = 1.9
"""Heights of a line of text."""

_DOT = 0.62
"""Diameter of the status dot, in heights of a line: as in the list."""

_PROFILE, _PLACE = 0.24, 0.34
"""Parts of a row's width."""

_GAP = 10

_GLYPHS = {Mark.FAVOURITE: RowKind.FAVOURITES, Mark.RECENT: RowKind.RECENT}
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


class ResultDelegate(QStyledItemDelegate):
    """Status, name, where it is, and whose it is; the letters that were typed are marked."""

    def __init__(self, results: Results, parent: QObject) -> None:
        super().__init__(parent)
        self._results = results

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Give each row the same room."""
        return QSize(0, round(option.fontMetrics.height() * _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        candidate, sight = self._results.candidate(index), self._results.sight(index)
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        strong = option.palette.color(role)
        quiet = strong if selected else muted(option.palette)
        room = option.rect.adjusted(EDGE, 0, -EDGE, 0)
        self._paint_dot(painter, option, room, candidate, strong if selected else None)
        room.setLeft(room.left() + round(option.fontMetrics.height() * 1.35))
        profile = QRect(room)
        profile.setLeft(room.right() - round(room.width() * _PROFILE))
        place = QRect(room)
        place.setRight(profile.left() - 2 * _GAP)
        place.setLeft(place.right() - round(room.width() * _PLACE))
        name = QRect(room)
        name.setRight(place.left() - _GAP)
        self._paint_name(painter, option, name, candidate, sight.name, strong, quiet)
        self._paint_place(painter, option, place, candidate, sight.place, quiet)
        colour = shade(self._results.colour(candidate.server.profile_id), option.palette)
        if colour is not None:
            height = option.fontMetrics.height()
            bar = QRectF(profile.left() - BAR - 5, profile.center().y() - height / 2 + 0.5, BAR, height)
            paint_bar(painter, bar, colour, strong if selected else None)
        _paint_shown(painter, option, profile, sight.profile, quiet)
        painter.restore()

    def _paint_name(  # noqa: PLR0913, PLR0917 - what painting takes
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        candidate: Candidate,
        name: Shown,
        strong: QColor,
        quiet: QColor,
    ) -> None:
        glyph = _GLYPHS.get(candidate.mark)
        side = round(option.fontMetrics.height() * 0.85)
        text_room = room.adjusted(0, 0, -(side + _GAP) if glyph else 0, 0)
        width = _paint_shown(painter, option, text_room, name, strong)
        if glyph is None:
            return
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(room).center())
        square.moveLeft(room.left() + width + _GAP * 0.7)
        gold = glyph is RowKind.FAVOURITES and strong != quiet
        paint_glyph(painter, square, glyph, Tone.FAVOURITE.on(option.palette) if gold else quiet)

    def _paint_place(  # noqa: PLR0913, PLR0917 - what painting takes
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        candidate: Candidate,
        place: Shown,
        quiet: QColor,
    ) -> None:
        server = candidate.server
        if server.status is not ServerStatus.ACTIVE and not place.spans:
            place = Shown(f"{place.text}  {server.status.words}".strip())
        _paint_shown(painter, option, room, place, quiet)

    @staticmethod
    def _paint_dot(
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        candidate: Candidate,
        outline: QColor | None,
    ) -> None:
        tone = tone_of_status(candidate.server.status)
        colour = tone.on(option.palette)
        side = option.fontMetrics.height() * _DOT
        dot = QRectF(room.left(), room.center().y() - side / 2 + 0.5, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(outline or colour, 1.25))
        painter.setBrush(Qt.BrushStyle.NoBrush if tone is Tone.OFF else colour)
        painter.drawEllipse(dot)


def _paint_shown(
    painter: QPainter, option: QStyleOptionViewItem, room: QRect, shown: Shown, colour: QColor
) -> int:
    """Paint a text with its marks; returns how wide it is, pixels."""
    text = visible(shown.text)
    cut = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    if text == shown.text:
        spans = ((first, end) for first, end in shown.spans if end <= len(cut))
        paint_marks(painter, QRectF(room), cut, spans, option)
    painter.setPen(colour)
    painter.drawText(room, _FLAGS, cut)
    return option.fontMetrics.horizontalAdvance(cut)
