"""The console window: a tab for each server."""

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QIcon, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtWidgets import QMainWindow, QTabWidget, QVBoxLayout, QWidget

from launcher.ui.band import ProductionBand
from launcher.ui.console.full_screen_bar import FullScreenBar
from launcher.ui.console.tab import ConsoleTab
from launcher.ui.profile_colours import BAR, paint_bar, shade
from launcher.ui.text import visible

_SIZE = QSize(1060, 840)
"""Room for a text console of 1024 x 768 with its bar."""

_FRAME = QSize(16, 48)
"""Room for what a desktop puts around a window."""


class ConsoleWindow(QMainWindow):
    """Arranges the tabs. Put the first one in before it is shown.

    The first web view in a window that is shown makes Qt build that window again, with a flash.
    """

    tab_close_requested = Signal(object)
    """A :class:`ConsoleTab` is to go."""

    closed = Signal()
    """The person closed the window with all its tabs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(480, 320)
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _FRAME))
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setTabsClosable(True)
        self.tabs.setMovable(True)
        self.tabs.setTabBarAutoHide(True)
        self.tabs.tabBar().setElideMode(Qt.TextElideMode.ElideRight)
        self.full_screen_bar = FullScreenBar(self)
        self.full_screen_bar.hide()
        centre = QWidget(self)
        self.band = ProductionBand(centre)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.band)
        layout.addWidget(self.full_screen_bar)
        layout.addWidget(self.tabs, 1)
        self.setCentralWidget(centre)
        self.tabs.currentChanged.connect(self._on_current_changed)
        self.tabs.tabCloseRequested.connect(lambda index: self.tab_close_requested.emit(self._tab(index)))
        self.full_screen_bar.leave_requested.connect(self.toggle_full_screen)
        self._add_keys()
        self._show_title()

    @property
    def current(self) -> ConsoleTab | None:
        """The tab that is shown."""
        return self._tab(self.tabs.currentIndex())

    def add(self, tab: ConsoleTab) -> None:
        """Take in a tab and show it."""
        self.tabs.addTab(tab, visible(tab.server.name).replace("&", "&&"))
        tab.full_screen_requested.connect(self.toggle_full_screen)
        tab.state_changed.connect(lambda: self._show_tone(tab))
        tab.toolbar.status.changed.connect(self._show_title)
        tab.show_toolbar(shown=not self.isFullScreen())
        self._show_profile(tab)
        self.tabs.setCurrentWidget(tab)
        tab.setFocus()

    def profile_changed(self, tab: ConsoleTab) -> None:
        """Show what a tab's profile is like now."""
        self._show_profile(tab)
        if tab is self.current:
            self.band.show_profiles([tab.profile])

    def remove(self, tab: ConsoleTab) -> None:
        """Let a tab go."""
        self.tabs.removeTab(self.tabs.indexOf(tab))

    def bring_forward(self, tab: ConsoleTab) -> None:
        """Show the window with this tab in it."""
        self.tabs.setCurrentWidget(tab)
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        tab.setFocus()

    def toggle_full_screen(self) -> None:
        """Give the whole display to the server's screen, or take it back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

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
            for tab in self._all_tabs():
                self._show_tone(tab)
        elif event.type() == QEvent.Type.WindowStateChange:
            self._show_full_screen(full=self.isFullScreen())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that the window goes."""
        super().closeEvent(event)
        self.closed.emit()

    def _add_keys(self) -> None:
        """Add the window's keys. While the keyboard is with the server, it gets all but the F11s."""
        full_screen = QAction(self.tr("Full screen"), self)
        full_screen.setShortcut(QKeySequence(Qt.Key.Key_F11))
        full_screen.triggered.connect(self.toggle_full_screen)
        self.addAction(full_screen)
        keys = {
            "Shift+F11": self._focus_bar,
            "Ctrl+W": lambda: self.tab_close_requested.emit(self.current),
            "Ctrl+PgUp": lambda: self._step(-1),
            "Ctrl+PgDown": lambda: self._step(1),
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act)

    def _focus_bar(self) -> None:
        if self.isFullScreen():
            self.full_screen_bar.leave.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif (tab := self.current) is not None:
            tab.toolbar.focus_first()

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % max(1, self.tabs.count()))

    def _tab(self, index: int) -> ConsoleTab | None:
        widget = self.tabs.widget(index)
        return widget if isinstance(widget, ConsoleTab) else None

    def _all_tabs(self) -> list[ConsoleTab]:
        return [tab for index in range(self.tabs.count()) if (tab := self._tab(index)) is not None]

    def _on_current_changed(self, _index: int) -> None:
        self._show_title()
        tab = self.current
        self.band.show_profiles([tab.profile] if tab else [])
        if tab is not None:
            tab.setFocus()

    def _show_title(self) -> None:
        tab = self.current
        name = visible(tab.server.name) if tab else ""
        self.setWindowTitle(self.tr("{0} — Porthole").format(name) if name else self.tr("Porthole"))
        self.full_screen_bar.show_server(name, tab.toolbar.status.words if tab else "")

    def _show_profile(self, tab: ConsoleTab) -> None:
        words = f"{visible(tab.server.name)} · {visible(tab.profile.name)}"
        self.tabs.setTabToolTip(self.tabs.indexOf(tab), words)
        self._show_tone(tab)

    def _show_tone(self, tab: ConsoleTab) -> None:
        self.tabs.setTabIcon(self.tabs.indexOf(tab), self._icon(tab))

    def _icon(self, tab: ConsoleTab) -> QIcon:
        """Return a dot that says how the connection stands, after the bar in the profile's colour."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(16 * ratio), round(16 * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dot = QRectF(4.5, 4.5, 7, 7)
        if (colour := shade(tab.profile.colour, self.palette())) is not None:
            paint_bar(painter, QRectF(1, 1.5, BAR, 13), colour)
            dot.translate(3, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tab.state.tone.on(self.palette()))
        painter.drawEllipse(dot)
        painter.end()
        return QIcon(pixmap)

    def _show_full_screen(self, *, full: bool) -> None:
        self.full_screen_bar.setVisible(full)
        self.tabs.tabBar().setVisible(not full and self.tabs.count() > 1)
        for tab in self._all_tabs():
            tab.show_toolbar(shown=not full)
