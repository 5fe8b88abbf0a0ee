"""How the rows of things to be chosen are painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from launcher.ui.theme import is_dark, outline

_Index = QModelIndex | QPersistentModelIndex

_ROOM = 8
"""What a row is higher than its line of text, pixels."""


class TickedDelegate(QStyledItemDelegate):
    """Rows with boxes that are seen in the dark as well."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: N802 - Qt's name
        """Let the boxes have an outline."""
        super().initStyleOption(option, index)
        if is_dark(option.palette):
            outline(option.palette)


class RoomyDelegate(TickedDelegate):
    """The same, with room around their text."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        """Add room above and below."""
        return super().sizeHint(option, index) + QSize(0, _ROOM)
