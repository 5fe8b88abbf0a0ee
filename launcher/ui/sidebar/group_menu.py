"""The menu that says what the sidebar's groups are made by: in the View menu, and below their heading."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from launcher.services.groups import Grouping, GroupKind
from launcher.ui.text import visible

if TYPE_CHECKING:
    from launcher.ui.sidebar.sidebar import Sidebar

_MOST_KEYS = 100
"""A menu of more is no help to anybody."""


class GroupMenu(QMenu):
    """One of them is ticked; the keys of the metadata are those that servers have just now."""

    def __init__(self, sidebar: "Sidebar") -> None:
        super().__init__(sidebar)
        self._sidebar = sidebar
        self._choices = QActionGroup(self)
        self.setTitle(self.tr("&Group by"))
        for label, grouping in (
            (self.tr("&None"), None),
            (self.tr("&Profile"), Grouping(GroupKind.PROFILE)),
            (self.tr("&Zone"), Grouping(GroupKind.ZONE)),
            (self.tr("&Status"), Grouping(GroupKind.STATUS)),
            (self.tr("&Tag"), Grouping(GroupKind.TAG)),
        ):
            self._add(self, label, grouping)
        self._keys = self.addMenu(self.tr("&Metadata key"))
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self._keys.clear()
        chosen = self._sidebar.grouping
        keys = dict.fromkeys(self._sidebar.metadata_keys()[:_MOST_KEYS])
        if chosen is not None and chosen.kind is GroupKind.METADATA:
            keys[chosen.key] = None
        for key in keys:
            label = visible(key).replace("&", "&&")
            self._add(self._keys, label, Grouping(GroupKind.METADATA, key))
        self._keys.setEnabled(bool(keys))
        for action in self._choices.actions():
            action.setChecked(action.data() == chosen)

    def _add(self, menu: QMenu, label: str, grouping: Grouping | None) -> None:
        action = menu.addAction(label)
        action.setCheckable(True)
        action.setData(grouping)
        action.triggered.connect(lambda: self._sidebar.grouping_chosen.emit(grouping))
        self._choices.addAction(action)
