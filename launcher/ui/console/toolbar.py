"""The slim bar above a server's screen."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from launcher.model.console import ConsoleType
from launcher.ui.browser_menu import BrowserMenu
from launcher.ui.browsers import Browsers
from launcher.ui.console.overflow_icon import overflow_icon
from launcher.ui.console.power_menu import PowerMenu
from launcher.ui.console.screenshot_menu import ScreenshotMenu
from launcher.ui.console.state import ConnectionState
from launcher.ui.console.status_line import StatusLine
from launcher.ui.console.view_menu import ViewMenu


class ConsoleToolbar(QToolBar):
    """How the console stands, to the left; what can be done with it, to the right."""

    renew_requested = Signal()
    """A fresh link, and the session stays as it is."""

    reconnect_requested = Signal()
    """A fresh link, and a new session with it."""

    ctrl_alt_del_requested = Signal()
    text_requested = Signal()
    screenshot_requested = Signal()
    browser_requested = Signal()
    link_copy_requested = Signal()
    find_requested = Signal()

    log_requested = Signal()
    """Begin to write down what a serial line says, or end it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMovable(False)
        # Of the arrow that holds what has no room; the buttons are words.
        self.setIconSize(QSize(12, 12))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.status = StatusLine(self)
        self.addWidget(self.status)
        gap = QWidget(self)
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self._add_link_actions()
        self._add_screen_actions()
        self._add_ways_out()
        self._add_power()
        self._show_overflow()
        for action in self.actions():
            button = self.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                button.setAccessibleName(action.text())
                button.setAccessibleDescription(action.toolTip())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change between light and dark."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._show_overflow()

    def show_state(self, state: ConnectionState, *, renewing: bool, gone: bool) -> None:
        """Offer what makes sense now; with a server that is gone nothing does."""
        live = state is ConnectionState.LIVE
        self.renew.setEnabled(live and not renewing)
        self.screenshot.setEnabled(live)
        for action in (self.reconnect, self.open_in_browser, self.copy_link):
            action.setEnabled(state is not ConnectionState.ASKING and not renewing and not gone)
        self.power.setEnabled(not gone)

    def show_type(self, console_type: ConsoleType) -> None:
        """Offer what this type of console can do."""
        serial = console_type is ConsoleType.SERIAL
        for action in (self.find_text, self.log):
            action.setVisible(serial)
        for action in (self.send, self.open_in_browser):
            action.setVisible(not serial)

    def show_log(self, path: str) -> None:
        """Offer to end what is written into a file, or to begin it where nothing is."""
        self.log.setText(self.tr("Stop logging") if path else self.tr("Log to file…"))
        if (button := self.widgetForAction(self.log)) is not None:
            button.setAccessibleName(self.log.text())

    def offer_keys(self, menu: QMenu) -> None:
        """Let the button for keys open this menu."""
        self._drop_down(self.send, menu)

    def offer_browsers(self, browsers: Browsers) -> None:
        """Let another browser be chosen beside the button that opens one."""
        menu = BrowserMenu(browsers, self)
        menu.picked.connect(self.browser_requested)
        self._put_beside(self.open_in_browser, menu)

    def allow_keys(self, *, allowed: bool) -> None:
        """Offer to send keys while there is a session that takes them."""
        self.send.setEnabled(allowed)
        for shortcut in self._send_keys:
            shortcut.setEnabled(allowed and self.send.isVisible())

    def focus_first(self) -> None:
        """Give the keyboard to the first button that can be pressed."""
        for action in self.actions():
            button = self.widgetForAction(action)
            if isinstance(button, QToolButton) and button.isEnabled() and button.isVisible():
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _show_overflow(self) -> None:
        """Let the arrow that holds what has no room be seen: the style's own is black, on dark too."""
        arrow = self.findChild(QToolButton, "qt_toolbar_ext_button")
        if arrow is not None:
            arrow.setIcon(overflow_icon(self))
            arrow.setAccessibleName(self.tr("More"))

    def _add_link_actions(self) -> None:
        self.renew = self._action(
            self.tr("Renew"),
            self.tr("Ask for a fresh link; the session goes on"),
            "Ctrl+R",
            self.renew_requested,
        )
        self.reconnect = self._action(
            self.tr("Reconnect"),
            self.tr("Connect anew, with a fresh link"),
            "F5",
            self.reconnect_requested,
        )
        self.addSeparator()

    def _add_screen_actions(self) -> None:
        self.send = self.addAction(self.tr("Send"))
        self.send.setToolTip(
            self.tr("Press keys on the server, or type a text; Shift+F11 leads the keyboard here")
        )
        self._send_keys = (
            QShortcut(QKeySequence("Ctrl+Shift+Del"), self, self.ctrl_alt_del_requested.emit),
            QShortcut(QKeySequence("Ctrl+Shift+V"), self, self.text_requested.emit),
        )
        self._add_line_actions()
        self._add_view()
        self.screenshot = self._action(
            self.tr("Screenshot"),
            self.tr("Save what the server shows to your pictures"),
            "Ctrl+Shift+S",
            self.screenshot_requested,
        )
        self.screenshot_menu = ScreenshotMenu(self)
        self._put_beside(self.screenshot, self.screenshot_menu)
        self.addSeparator()

    def _add_line_actions(self) -> None:
        self.find_text = self._action(
            self.tr("Find"),
            self.tr("Search what the server has said"),
            "Ctrl+Shift+F",
            self.find_requested,
        )
        self.log = self._action(
            self.tr("Log to file…"),
            self.tr("Write down what the server says from now on"),
            "Ctrl+Shift+L",
            self.log_requested,
        )
        for action in (self.find_text, self.log):
            action.setVisible(False)

    def _add_ways_out(self) -> None:
        self.open_in_browser = self._action(
            self.tr("Open in browser"),
            self.tr("Show this console in the system's browser too, with a fresh link"),
            "Ctrl+Shift+B",
            self.browser_requested,
        )
        self.copy_link = self._action(
            self.tr("Copy link"),
            self.tr("Copy a fresh link; whoever has it can use this console until it ends"),
            "Ctrl+Shift+C",
            self.link_copy_requested,
        )

    def _add_view(self) -> None:
        self.view = self.addAction(self.tr("View"))
        self.view.setToolTip(self.tr("How large the server's screen is shown, and where"))
        self.view_menu = ViewMenu(self)
        # The action's menu, not the button's: only so do its keys work while it is closed.
        self.view.setMenu(self.view_menu)
        button = self.widgetForAction(self.view)
        if isinstance(button, QToolButton):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _add_power(self) -> None:
        self.addSeparator()
        self.power = self.addAction(self.tr("Power"))
        self.power.setToolTip(self.tr("Start, stop or reboot this server"))
        self.power_menu = PowerMenu(self)
        self._drop_down(self.power, self.power_menu)

    def _drop_down(self, action: QAction, menu: QMenu) -> None:
        button = self.widgetForAction(action)
        if isinstance(button, QToolButton):
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _put_beside(self, action: QAction, menu: QMenu) -> None:
        button = self.widgetForAction(action)
        if isinstance(button, QToolButton):
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)

    def _action(self, text: str, tip: str, shortcut: str, wanted: SignalInstance) -> QAction:
        action = self.addAction(text)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            tip = f"{tip} ({native})"
        action.setToolTip(tip)
        action.triggered.connect(wanted)
        return action
