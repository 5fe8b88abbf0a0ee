"""A part of a menu that comes and goes as a whole, and stays in its place."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

T = TypeVar("T")


class Group:
    """Entries of a menu that are made anew when what they show is something else.

    A panel asks for a menu, and names an entry later: the fewer are made anew, the fewer clicks go nowhere.

    Args:
        menu: theirs.
        before: what stands after them, or None for the end.

    Attributes:
        actions: the entries there are.
    """

    def __init__(self, menu: QMenu, before: QAction | None = None) -> None:
        self._menu = menu
        self._before = before
        self._submenus: list[QMenu] = []
        self._own: list[QAction] = []
        self._shown: object = None
        self.actions: list[QAction] = []

    def show(self, what: tuple[T, bool], fill: Callable[["Group", T], None]) -> None:
        """Have other entries, unless they show the same already.

        Args:
            what: what they show, and whether it goes by D-Bus, which writes it in another way.
            fill: adds them to this group.
        """
        if what == self._shown:
            return
        self._shown = what
        for action in self.actions:
            self._menu.removeAction(action)
        # A submenu's own entry goes with it.
        for gone in (*self._submenus, *self._own):
            gone.deleteLater()
        self.actions, self._submenus, self._own = [], [], []
        fill(self, what[0])

    def add(self, text: str, act: Callable[[], object]) -> QAction:
        """Add an entry that does something."""
        action = QAction(text, self._menu)
        action.triggered.connect(lambda _checked: act())
        self._own.append(action)
        self._insert(action)
        return action

    def add_menu(self, text: str) -> QMenu:
        """Add a menu of its own."""
        menu = QMenu(text, self._menu)
        self._submenus.append(menu)
        self._insert(menu.menuAction())
        return menu

    def _insert(self, action: QAction) -> None:
        self.actions.append(action)
        if self._before is None:
            self._menu.addAction(action)
        else:
            self._menu.insertAction(self._before, action)
