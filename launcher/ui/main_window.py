"""The window with the list: it arranges the parts, and does nothing itself."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from launcher.model.settings import Settings
from launcher.ui.band import ProductionBand
from launcher.ui.servers.favourite_action import FavouriteAction
from launcher.ui.servers.pane import ServersPane
from launcher.ui.servers.watch_action import WatchAction
from launcher.ui.sidebar.sidebar import Sidebar

_SIZE = (1040, 640)
_SIDEBAR_LEAST = 130
"""Pixels; below that no profile can be read."""


class MainWindow(QMainWindow):
    """Sidebar, list and menus.

    Attributes:
        may_close: asked when a person closes the window; False leaves it to whoever was asked.
    """

    add_requested = Signal()
    demo_requested = Signal()
    import_requested = Signal()
    export_requested = Signal()
    colour_scheme_chosen = Signal(str)
    closed = Signal()
    """It goes out of sight, and may come back."""

    quick_requested = Signal()
    settings_requested = Signal()
    quit_requested = Signal()

    def __init__(self, sidebar: Sidebar, pane: ServersPane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sidebar = sidebar
        self.pane = pane
        self.may_close: Callable[[], bool] = lambda: True
        self.setWindowTitle(self.tr("Porthole"))
        self.resize(*_SIZE)
        self.setMinimumSize(560, 320)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(sidebar)
        self.splitter.addWidget(pane)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.setStretchFactor(1, 1)
        sidebar.setMinimumWidth(_SIDEBAR_LEAST)
        centre = QWidget(self)
        self.band = ProductionBand(centre)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.band)
        layout.addWidget(self.splitter, 1)
        self.setCentralWidget(centre)
        self._schemes = QActionGroup(self)
        self._build_menus()
        self.show_sidebar(shown=False)
        # Qt would give it to the sidebar, as the first in the window.
        pane.take_keyboard()

    def put_away(self) -> None:
        """Go out of sight, to come back as it is."""
        self.closed.emit()
        self.hide()

    def come_forward(self) -> None:
        """Stand before all other windows, with the keyboard."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_sidebar(self, *, shown: bool) -> None:
        """Show the profiles; before the first there is nothing to choose from."""
        self.sidebar.setVisible(shown)
        self.pane.bar.setVisible(shown)

    def choose_colour_scheme(self, scheme: str) -> None:
        """Do as if a person had chosen a colour scheme in the menu."""
        self.show_colour_scheme(scheme)
        self.colour_scheme_chosen.emit(scheme)

    def show_colour_scheme(self, scheme: str) -> None:
        """Tick the colour scheme that is in force."""
        for action in self._schemes.actions():
            action.setChecked(action.data() == scheme)

    def lock_colour_scheme(self, why: str) -> None:
        """Let nobody choose a colour scheme.

        Args:
            why: is shown with the choices.
        """
        self.view_menu.setToolTipsVisible(True)
        for action in self._schemes.actions():
            action.setEnabled(False)
            action.setToolTip(why)

    def remember_layout(self, settings: Settings) -> Settings:
        """Return ``settings`` with the place of the window and the order of its list."""
        table = self.pane.table
        column, descending = table.sorting()
        return msgspec.structs.replace(
            settings,
            window_geometry=_encoded(self.saveGeometry()),
            sidebar_width=self.sidebar.width() if self.sidebar.isVisibleTo(self) else settings.sidebar_width,
            columns=_encoded(table.columns_state()),
            sort_column=column,
            sort_descending=descending,
        )

    def restore_layout(self, settings: Settings) -> None:
        """Take the place the window had last time; anything unreadable is ignored."""
        self.splitter.setSizes([settings.sidebar_width, self.width() - settings.sidebar_width])
        if settings.window_geometry:
            self.restoreGeometry(_decoded(settings.window_geometry))
        if settings.columns:
            self.pane.table.restore_columns(_decoded(settings.columns))
        self.pane.table.restore_sorting(settings.sort_column, descending=settings.sort_descending)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that the window goes, where it may."""
        # What the program closes by itself, at its end or the session's, is not asked about.
        if event.spontaneous() and not self.may_close():
            event.ignore()
            return
        self.closed.emit()
        super().closeEvent(event)

    def _build_menus(self) -> None:
        self._build_porthole_menu()
        self._build_server_menu()
        self._build_view_menu()

    def _build_porthole_menu(self) -> None:
        menu = self.menuBar().addMenu(self.tr("&Porthole"))
        menu.addAction(self.tr("&Add cloud…"), "Ctrl+N", self.add_requested.emit)
        menu.addAction(self.tr("&Import…"), self.import_requested.emit)
        menu.addAction(self.tr("&Export…"), self.export_requested.emit)
        menu.addAction(self.tr("Try the &demo"), self.demo_requested.emit)
        menu.addSeparator()
        settings = menu.addAction(self.tr("&Settings…"), "Ctrl+,", self.settings_requested.emit)
        settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        menu.addSeparator()
        menu.addAction(self.tr("&Quit"), "Ctrl+Q", self.quit_requested.emit)

    def _build_server_menu(self) -> None:
        menu = self.menuBar().addMenu(self.tr("&Server"))
        table = self.pane.table
        # Enter is the table's own key; as the window's shortcut it would be taken from buttons and fields.
        menu.addAction(self.tr("&Open console\tEnter"), lambda: table.activate_current(other_way=False))
        menu.addAction(
            self.tr("Open the other &way\tCtrl+Enter"), lambda: table.activate_current(other_way=True)
        )
        menu.addAction(self.tr("&Quick connect…"), "Ctrl+K", self.quick_requested.emit)
        self.power_menu = menu.addMenu(self.tr("&Power"))
        favourite = FavouriteAction(table, menu)
        watch = WatchAction(table, menu)
        menu.aboutToShow.connect(lambda: favourite.aim_at(table.selected_servers()))
        menu.aboutToShow.connect(lambda: watch.aim_at(table.selected_servers()))
        menu.addAction(favourite)
        menu.addAction(watch)
        menu.addSeparator()
        menu.addAction(
            self.tr("&Filter"), QKeySequence(QKeySequence.StandardKey.Find), self.pane.focus_filter
        )
        menu.addAction(self.tr("&Refresh"), "F5", self.pane.refresh)
        menu.addSeparator()
        # Ctrl+C is the table's own key too.
        copy = table.clippings
        menu.addAction(self.tr("&Copy\tCtrl+C"), lambda: copy.copy_text(table.selected_servers()))
        menu.addAction(self.tr("Copy as CS&V"), lambda: copy.copy_csv(table.selected_servers()))
        menu.addAction(self.tr("Copy as &JSON"), lambda: copy.copy_json(table.selected_servers()))

    def _build_view_menu(self) -> None:
        self.view_menu = menu = self.menuBar().addMenu(self.tr("&View"))
        labels = {
            "system": self.tr("Colours of the &desktop"),
            "light": self.tr("&Light"),
            "dark": self.tr("Dar&k"),
        }
        for scheme, label in labels.items():
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setData(scheme)
            self._schemes.addAction(action)
        self._schemes.triggered.connect(lambda action: self.colour_scheme_chosen.emit(action.data()))
        menu.aboutToShow.connect(self._add_submenus, Qt.ConnectionType.SingleShotConnection)

    def _add_submenus(self) -> None:
        self.view_menu.addSeparator()
        self.view_menu.addMenu(self.sidebar.group_menu)
        self.view_menu.addMenu(self.pane.table.columns_menu)


def _encoded(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode()


def _decoded(state: str) -> QByteArray:
    return QByteArray.fromBase64(state.encode())
