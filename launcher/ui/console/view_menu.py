"""The menu of how a server's screen is shown: how large, where, and whether one may only look."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from launcher.ui.console.zoom import Zoom, ZoomMode, step_from


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the menu needs to know of the window its console stands in.

    Attributes:
        alone: whether the console has a window of its own.
        consoles: how many there are in the window.
        tiled: whether they are shown side by side.
    """

    alone: bool = False
    consoles: int = 1
    tiled: bool = False


class ViewMenu(QMenu):
    """Offers what can be done with the view of one console; the words follow when it opens.

    Attributes:
        zoom: how large the screen is to be shown.
    """

    zoom_chosen = Signal(object)
    """A :class:`Zoom`."""

    view_only_chosen = Signal(bool)

    full_screen_requested = Signal(str)
    """The whole display is wanted: the one of this name, or the one the window is on where it is empty."""

    tiles_requested = Signal()
    """All consoles of the window are to be shown side by side, or as tabs again."""

    move_requested = Signal()
    """The console is to have a window of its own, or to stand among the others again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom = Zoom()
        self._factor: Callable[[], float] = lambda: 1.0
        self._surroundings: Callable[[], Surroundings] = Surroundings
        self._sizes = QActionGroup(self)
        self._add_sizes()
        self.addSeparator()
        self.full_screen = self.addAction(self.tr("&Full screen\tF11"))
        self.full_screen.triggered.connect(lambda: self.full_screen_requested.emit(""))
        self._displays = self.addMenu(self.tr("Full screen &on"))
        self.addSeparator()
        self.view_only = self.addAction(self.tr("&View only"))
        self.view_only.setCheckable(True)
        self.view_only.setToolTip(self.tr("Nothing that is typed or clicked reaches the server"))
        self.view_only.toggled.connect(self.view_only_chosen)
        self.tiles = self._keyed(self.tr("&Side by side"), "Ctrl+Shift+G", self.tiles_requested.emit)
        self.tiles.setCheckable(True)
        self.apart = self.addAction("", self.move_requested.emit)
        self.aboutToShow.connect(self.follow)

    def speak_of(self, factor: Callable[[], float], surroundings: Callable[[], Surroundings]) -> None:
        """Learn whose view it is.

        Args:
            factor: returns how large the screen is shown now.
            surroundings: returns what its window is like.
        """
        self._factor = factor
        self._surroundings = surroundings

    def show_zoom(self, zoom: Zoom) -> None:
        """Tick how large the screen is to be shown."""
        self.zoom = zoom
        self._automatic.setChecked(zoom.mode is ZoomMode.AUTOMATIC)
        self._fit.setChecked(zoom.mode is ZoomMode.FIT)
        self._actual.setChecked(zoom == Zoom(ZoomMode.FIXED))

    def _add_sizes(self) -> None:
        self._automatic = self._size(self.tr("&Automatic"), "", Zoom())
        self._automatic.setToolTip(self.tr("As large as it is, smaller where the window is"))
        self._fit = self._size(self.tr("&Fit window"), "Ctrl+9", Zoom(ZoomMode.FIT))
        self._actual = self._size(self.tr("Act&ual size"), "Ctrl+0", Zoom(ZoomMode.FIXED))
        self._sizes.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        self._automatic.setChecked(True)
        self.larger = self._keyed(self.tr("&Larger"), "Ctrl++", lambda: self._step(1))
        self.smaller = self._keyed(self.tr("S&maller"), "Ctrl+-", lambda: self._step(-1))

    def _size(self, label: str, key: str, zoom: Zoom) -> QAction:
        action = self._keyed(label, key, lambda: self._choose(zoom))
        action.setCheckable(True)
        self._sizes.addAction(action)
        return action

    def _keyed(self, label: str, key: str, act: Callable[[], None]) -> QAction:
        action = self.addAction(label)
        if key:
            action.setShortcut(key)
        action.triggered.connect(act)
        return action

    def _step(self, by: int) -> None:
        self._choose(Zoom(ZoomMode.FIXED, step_from(self._factor(), by)))

    def _choose(self, zoom: Zoom) -> None:
        self.show_zoom(zoom)
        self.zoom_chosen.emit(zoom)

    def follow(self) -> None:
        """Let words and ticks be what the window is like now."""
        here = self._surroundings()
        self._actual.setText(self.tr("Act&ual size (now {0} %)").format(round(self._factor() * 100)))
        self.tiles.setVisible(here.consoles > 1 or here.tiled)
        self.tiles.setChecked(here.tiled)
        self.apart.setVisible(here.alone or here.consoles > 1)
        self.apart.setText(
            self.tr("Put &back among the others") if here.alone else self.tr("Move to a &window of its own")
        )
        displays = QGuiApplication.screens()
        self._displays.menuAction().setVisible(len(displays) > 1)
        self._displays.clear()
        for display in displays:
            size = display.geometry().size()
            action = self._displays.addAction(f"{display.name()} ({size.width()} x {size.height()})")
            action.triggered.connect(partial(self._want_display, display.name()))

    def _want_display(self, name: str) -> None:
        self.full_screen_requested.emit(name)
