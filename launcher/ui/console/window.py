"""The console window: a tab for each server."""

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from launcher.ui.band import ProductionBand
from launcher.ui.console.full_screen import FullScreen
from launcher.ui.console.full_screen_bar import FullScreenBar
from launcher.ui.console.surface import fit_for_web_views
from launcher.ui.console.tab import ConsoleTab
from launcher.ui.console.tab_bar import ConsoleTabBar
from launcher.ui.console.tab_icon import tab_icon
from launcher.ui.console.thumbnail import Thumbnail
from launcher.ui.console.view_menu import Surroundings
from launcher.ui.console.wall import Wall
from launcher.ui.text import visible

_SIZE = QSize(1060, 840)
"""Room for a text console of 1024 x 768 with its bar."""

_FRAME = QSize(16, 48)
"""Room for what a desktop puts around a window."""


class ConsoleWindow(QMainWindow):
    """Arranges the tabs."""

    tab_close_requested = Signal(object)
    """A :class:`ConsoleTab` is to go."""

    take_out_requested = Signal(object, object)
    """A :class:`ConsoleTab` is to have a window of its own; where (a QPoint on the screen), or None."""

    put_back_requested = Signal(object)
    """A :class:`ConsoleTab` is to stand among the others again."""

    quit_requested = Signal()
    """The whole program is to end."""

    closed = Signal()
    """The person closed the window with all its tabs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fit_for_web_views(self)
        self.setMinimumSize(480, 320)
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _FRAME))
        self._alone = False
        self._full_screen = FullScreen(self)
        self.tabs = QTabWidget(self)
        self.tab_bar = ConsoleTabBar(self.tabs)
        self.tabs.setTabBar(self.tab_bar)
        self.tabs.setDocumentMode(True)
        self.tabs.setTabsClosable(True)
        self.tabs.setMovable(True)
        self.tabs.setTabBarAutoHide(True)
        self.full_screen_bar = FullScreenBar(self)
        self.full_screen_bar.hide()
        centre = QWidget(self)
        self.band = ProductionBand(centre)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.band)
        layout.addWidget(self.full_screen_bar)
        self.wall = Wall(centre)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.tabs)
        self._pages.addWidget(self.wall)
        layout.addLayout(self._pages, 1)
        self.setCentralWidget(centre)
        self.tabs.currentChanged.connect(self._on_current_changed)
        self.tabs.tabCloseRequested.connect(lambda index: self.tab_close_requested.emit(self._tab(index)))
        self.thumbnail = Thumbnail(self)
        self.tab_bar.looked_at.connect(self._on_tab_looked_at)
        self.tab_bar.looked_away.connect(self.thumbnail.leave)
        self.tab_bar.pulled_out.connect(
            lambda index, place: self.take_out_requested.emit(self._tab(index), place)
        )
        self.tab_bar.menu_requested.connect(lambda index, place: self._show_tab_menu(self._tab(index), place))
        self.full_screen_bar.leave_requested.connect(self.toggle_full_screen)
        self.wall.left.connect(self.toggle_tiles)
        self.wall.alone_requested.connect(self._on_alone_requested)
        self.wall.close_requested.connect(self.tab_close_requested)
        self._add_keys()
        self._show_title()

    @property
    def current(self) -> ConsoleTab | None:
        """The tab that is shown, or the tile that has the keyboard."""
        return self.wall.current if self.is_tiled else self._tab(self.tabs.currentIndex())

    @property
    def every_tab(self) -> list[ConsoleTab]:
        """The consoles, from left to right."""
        found = (self._tab(index) for index in range(self.tabs.count()))
        return [*(tab for tab in found if tab is not None), *self.wall.tabs]

    @property
    def is_tiled(self) -> bool:
        """Whether the consoles are shown side by side."""
        return bool(self.wall.tiles)

    @property
    def surroundings(self) -> Surroundings:
        """What a console's menu needs to know of this window."""
        return Surroundings(alone=self._alone, consoles=len(self.every_tab), tiled=self.is_tiled)

    def stand_alone(self) -> None:
        """Hold a console that was taken out of the shared window."""
        self._alone = True

    def add(self, tab: ConsoleTab) -> None:
        """Take in a console and show it."""
        self._hear(tab)
        if self.is_tiled:
            self.wall.add(tab)
        else:
            self._add_tab(tab)
        self._show_band()
        tab.setFocus()

    def show_anew(self, tab: ConsoleTab) -> None:
        """Show what a tab's server and profile are called, and look like, by now."""
        if self.is_tiled:
            self.wall.show_anew(tab)
        else:
            self._show_names(tab)
        self._show_title()
        self._show_band()

    def remove(self, tab: ConsoleTab) -> None:
        """Let a console go."""
        self.thumbnail.leave()
        tab.full_screen_requested.disconnect(self.show_full_screen)
        tab.state_changed.disconnect(self._show_tones)
        tab.toolbar.status.changed.disconnect(self._show_title)
        tab.toolbar.view_menu.tiles_requested.disconnect(self.toggle_tiles)
        tab.toolbar.view_menu.move_requested.disconnect()
        if tab in self.wall.tabs:
            self.wall.remove(tab)
            if len(self.wall.tiles) == 1:
                self.toggle_tiles()
        else:
            self.tabs.removeTab(self.tabs.indexOf(tab))

    def toggle_tiles(self) -> None:
        """Show all consoles side by side, or as tabs again."""
        current, tabs, to_wall = self.current, self.every_tab, not self.is_tiled
        for tab in tabs:
            if to_wall:
                self.tabs.removeTab(self.tabs.indexOf(tab))
                self.wall.add(tab)
            else:
                self._add_tab(tab)
                self.wall.remove(tab)
        self._pages.setCurrentWidget(self.wall if to_wall else self.tabs)
        self._show_band()
        if current is not None:
            self.tabs.setCurrentWidget(current)
            current.setFocus()

    def bring_forward(self, tab: ConsoleTab) -> None:
        """Show the window with this tab in it."""
        if not self.is_tiled:
            self.tabs.setCurrentWidget(tab)
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        tab.setFocus()

    def toggle_full_screen(self) -> None:
        """Give the whole display to the server's screen, or take it back."""
        self._full_screen.toggle()

    def show_full_screen(self, display: str) -> None:
        """Give a display, by its name, to the server's screen, or the one it is on; or take it back."""
        self._full_screen.fill(display)

    def place(self) -> str:
        """Return where the window stands, as text that :meth:`restore_place` understands."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def restore_place(self, place: str) -> None:
        """Stand where the window stood; anything unreadable is ignored."""
        if place:
            self.restoreGeometry(QByteArray.fromBase64(place.encode()))
            # A console that fills the display without having been asked to would be a surprise.
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the full screen, whoever began or ended it, and a change between light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_tones()
        elif event.type() == QEvent.Type.WindowStateChange:
            self._show_full_screen(full=self.isFullScreen())
            self._full_screen.follow(full=self.isFullScreen())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give the keyboard back to the console by Esc, wherever Shift+F11 and Tab have led it."""
        if event.key() == Qt.Key.Key_Escape and (tab := self.current) is not None:
            tab.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that the window goes."""
        super().closeEvent(event)
        self.closed.emit()

    def _add_tab(self, tab: ConsoleTab) -> None:
        self.tabs.addTab(tab, "")
        self._show_names(tab)
        tab.show_toolbar(shown=not self.isFullScreen())
        self.tabs.setCurrentWidget(tab)

    def _hear(self, tab: ConsoleTab) -> None:
        tab.full_screen_requested.connect(self.show_full_screen)
        tab.state_changed.connect(self._show_tones)
        tab.toolbar.status.changed.connect(self._show_title)
        menu = tab.toolbar.view_menu
        menu.speak_of(lambda: tab.view.zoom_factor, lambda: self.surroundings)
        menu.tiles_requested.connect(self.toggle_tiles)
        menu.move_requested.connect(lambda: self._on_move_requested(tab))

    def _on_move_requested(self, tab: ConsoleTab) -> None:
        if self._alone:
            self.put_back_requested.emit(tab)
        else:
            self.take_out_requested.emit(tab, None)

    def _on_alone_requested(self, tab: ConsoleTab) -> None:
        tab.setFocus()
        self.toggle_tiles()
        self.tabs.setCurrentWidget(tab)

    def _on_tab_looked_at(self, index: int, place: QPoint) -> None:
        if (tab := self._tab(index)) is not None:
            self.thumbnail.show_tab(tab, place)

    def _show_tab_menu(self, tab: ConsoleTab | None, place: QPoint) -> None:
        if tab is None:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        view = tab.toolbar.view_menu
        view.follow()
        menu.addAction(view.apart)
        menu.addSeparator()
        menu.addAction(self.tr("&Close"), lambda: self.tab_close_requested.emit(tab))
        menu.popup(place)

    def _add_keys(self) -> None:
        """Add the window's keys. While the keyboard is with the server, it gets all but the F11s."""
        full_screen = QAction(self.tr("Full screen"), self)
        full_screen.setShortcut(QKeySequence(Qt.Key.Key_F11))
        full_screen.triggered.connect(self.toggle_full_screen)
        self.addAction(full_screen)
        keys = {
            "Shift+F11": self._focus_bar,
            "Ctrl+W": lambda: self.tab_close_requested.emit(self.current),
            "Ctrl+Q": self.quit_requested.emit,
            "Ctrl+PgUp": lambda: self._step(-1),
            "Ctrl+PgDown": lambda: self._step(1),
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act)

    def _focus_bar(self) -> None:
        if self.is_tiled:
            self.wall.leave.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.isFullScreen():
            self.full_screen_bar.leave.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif (tab := self.current) is not None:
            tab.toolbar.focus_first()

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % max(1, self.tabs.count()))

    def _tab(self, index: int) -> ConsoleTab | None:
        widget = self.tabs.widget(index)
        return widget if isinstance(widget, ConsoleTab) else None

    def _on_current_changed(self, _index: int) -> None:
        self._show_title()
        self._show_band()
        if (tab := self.current) is not None:
            tab.setFocus()

    def _show_band(self) -> None:
        seen = self.wall.tabs if self.is_tiled else filter(None, [self.current])
        self.band.show_profiles({tab.profile.id: tab.profile for tab in seen}.values())

    def _show_title(self) -> None:
        tab = self.current
        name = visible(tab.server.name) if tab else ""
        self.setWindowTitle(self.tr("{0} — Porthole").format(name) if name else self.tr("Porthole"))
        self.full_screen_bar.show_server(name, tab.toolbar.status.words if tab else "")
        takes_keys = tab is not None and tab.toolbar.send.isEnabled() and tab.toolbar.send.isVisible()
        self.full_screen_bar.offer_keys(tab.keys.menu if tab else None, live=takes_keys)

    def _show_names(self, tab: ConsoleTab) -> None:
        index, name = self.tabs.indexOf(tab), visible(tab.server.name)
        self.tabs.setTabText(index, name.replace("&", "&&"))
        self.tabs.setTabToolTip(index, f"{name} · {visible(tab.profile.name)}")
        self._show_tones()

    def _show_tones(self) -> None:
        for index in range(self.tabs.count()):
            if (tab := self._tab(index)) is not None:
                self.tabs.setTabIcon(index, tab_icon(tab.tone, tab.profile.colour, self))

    def _show_full_screen(self, *, full: bool) -> None:
        self.full_screen_bar.setVisible(full)
        self.tabs.tabBar().setVisible(not full and self.tabs.count() > 1)
        if not self.is_tiled:
            for tab in self.every_tab:
                tab.show_toolbar(shown=not full)
