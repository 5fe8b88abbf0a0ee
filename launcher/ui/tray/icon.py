"""The icon in the tray, wherever the desktop has one, and as long as it has."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from launcher.ui.tray.drawing import tray_icon
from launcher.ui.tray.menu import TrayMenu
from launcher.ui.tray.panels import BusPanels

_PATIENCE = 3_000
"""Milliseconds: a panel that is started anew is soon back."""

_LOOK_EVERY = 10_000
"""Milliseconds between two looks for a panel that would go without a word; and in which one comes that a
session has just begun to start."""


class TrayIcon(QObject):
    """Shows Porthole in the tray.

    Of Qt's answers only ``isSystemTrayAvailable`` is to be trusted: without a tray an icon says all the same
    that it is visible, and that it can show messages.

    Args:
        menu: of the icon.
        parent: its owner.
    """

    clicked = Signal()
    """By the left button."""

    came = Signal()
    """There may be a tray now where there was none."""

    lost = Signal()
    """There is no tray any more, or still none, for somebody who relies on it."""

    def __init__(self, menu: TrayMenu, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._menu = menu
        self._panels = BusPanels(self)
        self._panels.came.connect(self._on_panel_came)
        self._panels.went.connect(self._on_panel_went)
        self._icon: QSystemTrayIcon | None = None
        self._ending = 0
        self._needed = False
        self._followed: Callable[[], object] = lambda: None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def shown(self) -> bool:
        """Whether the icon is there for any tray that may be, or come."""
        return self._icon is not None

    @property
    def available(self) -> bool:
        """Whether there is a tray, and the icon in it."""
        return self.shown and QSystemTrayIcon.isSystemTrayAvailable()

    def appear(self) -> None:
        """Be there for any tray that may be, or come."""
        if self._icon is None:
            self._make(by_bus=self._panels.watch())

    def vanish(self) -> None:
        """Be in no tray any more."""
        self.rely(needed=False)
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

    def rely(self, *, needed: bool) -> None:
        """Tell from now on when the tray is :attr:`lost`, or no longer."""
        self._needed = needed
        if needed and self.shown and not self._menu.by_bus:
            self._timer.start(_LOOK_EVERY)
        else:
            self._timer.stop()

    def show_badge(self, ending: int) -> None:
        """Show how many links are about to end."""
        if ending != self._ending:
            self._ending = ending
            self._paint()

    def say(self, title: str, text: str, followed: Callable[[], object] = lambda: None) -> None:
        """Tell of something out of a window's sight, in the desktop's own way.

        Args:
            title: one line.
            text: a sentence or two.
            followed: called when a person clicks it, unless something else was told since.
        """
        self._followed = followed
        if self._icon is not None:
            self._icon.showMessage(title, text, tray_icon())

    def _make(self, *, by_bus: bool) -> None:
        self._menu.by_bus = by_bus
        self._icon = icon = QSystemTrayIcon(self)
        icon.setContextMenu(self._menu)
        icon.activated.connect(self._on_activated)
        icon.messageClicked.connect(self._on_message_clicked)
        self._paint()
        icon.show()
        self.rely(needed=self._needed)

    def _paint(self) -> None:
        if self._icon is None:
            return
        self._icon.setIcon(tray_icon(badge=self._ending > 0))
        words = self.tr("Porthole")
        if self._ending == 1:
            words = self.tr("Porthole: a console link is about to end")
        elif self._ending:
            words = self.tr("Porthole: {0} console links are about to end").format(self._ending)
        self._icon.setToolTip(words)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # macOS opens the menu with that button, and tells of it all the same.
        if reason is QSystemTrayIcon.ActivationReason.Trigger and sys.platform != "darwin":
            self.clicked.emit()

    def _on_message_clicked(self) -> None:
        self._followed()

    def _on_panel_came(self) -> None:
        if self._icon is not None and not self._menu.by_bus:
            # Qt decided for another kind of tray when the icon was made, and stays with that.
            needed = self._needed
            self.vanish()
            self._needed = needed
            self._make(by_bus=True)
        elif self._menu.by_bus:
            self._timer.stop()
        self.came.emit()

    def _on_panel_went(self) -> None:
        if self._needed:
            self._timer.start(_PATIENCE)

    def _on_timeout(self) -> None:
        if not self.available:
            self._timer.stop()
            self.lost.emit()
        elif self._menu.by_bus:
            self._timer.stop()
