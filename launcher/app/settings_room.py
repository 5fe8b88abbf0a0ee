"""The settings window: what is switched in it holds at once, and is written down at once."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from launcher.app.consoles_room import ConsolesRoom
from launcher.app.notifications_room import NotificationsRoom
from launcher.app.parts import Parts
from launcher.app.shortcut_room import ShortcutRoom
from launcher.app.tray_room import TrayRoom
from launcher.ui.locks import set_by

if TYPE_CHECKING:
    from launcher.ui.settings.window import SettingsWindow


class SettingsRoom(QObject):
    """Opens the window when it is first wanted, and keeps what is switched there."""

    def __init__(
        self,
        parts: Parts,
        consoles: ConsolesRoom,
        tray: TrayRoom,
        notifications: NotificationsRoom,
        shortcut: ShortcutRoom,
    ) -> None:
        super().__init__(parts)
        self._parts = parts
        self._consoles = consoles
        self._tray = tray
        self._notifications = notifications
        self._shortcut = shortcut
        self._window: SettingsWindow | None = None
        parts.window.settings_requested.connect(self.show)

    def show(self) -> None:
        """Show the window, in front of the others."""
        self.window.come_forward(self._parts.window)

    @property
    def window(self) -> "SettingsWindow":
        """The window; imported and built when it is first wanted."""
        if self._window is None:
            self._window = self._make()
        return self._window

    def close(self) -> None:
        """Take the window away for good."""
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None

    def _make(self) -> "SettingsWindow":
        from launcher.services.login_start import LoginStarter  # noqa: PLC0415 - see Porthole
        from launcher.services.own_command import typed_command  # noqa: PLC0415
        from launcher.ui.settings.background import BackgroundGroup  # noqa: PLC0415
        from launcher.ui.settings.look import LookGroup  # noqa: PLC0415
        from launcher.ui.settings.notifications import NotificationsGroup  # noqa: PLC0415
        from launcher.ui.settings.opening import OpeningGroup  # noqa: PLC0415
        from launcher.ui.settings.shortcut import ShortcutGroup  # noqa: PLC0415
        from launcher.ui.settings.window import SettingsWindow  # noqa: PLC0415

        parts = self._parts
        look = LookGroup()
        look.show_scheme(parts.memory.settings.colour_scheme)
        look.scheme_chosen.connect(self._on_scheme_chosen)
        if "colour_scheme" in parts.memory.locked:
            look.lock(set_by(parts.memory.organisation))
        parts.window.colour_scheme_chosen.connect(look.show_scheme)
        opening = OpeningGroup(self._consoles.browsers)
        self._consoles.browsers.changed.connect(self._keep)
        background = BackgroundGroup(LoginStarter(), parts.runner, lambda: self._tray.icon.available)
        background.show_kept(parts.memory.settings.keep_in_tray)
        background.kept.connect(lambda kept: self._keep(keep_in_tray=kept))
        notifications = NotificationsGroup(self._notifications.messenger.is_there, parts.runner)
        notifications.show_settings(parts.memory.settings)
        notifications.lock_kinds(parts.memory.locked, set_by(parts.memory.organisation))
        notifications.switched.connect(lambda name, on: self._keep(**{name: on}))
        shortcut = ShortcutGroup(self._shortcut.shortcut, lambda: (*typed_command(), "quick"), parts.runner)
        shortcut.switched.connect(lambda on: self._keep(quick_shortcut=on))
        window = SettingsWindow((look, opening, background, shortcut, notifications))
        for group in (opening, background, shortcut, notifications):
            window.shown.connect(group.look)
        return window

    def _on_scheme_chosen(self, scheme: str) -> None:
        self._parts.window.choose_colour_scheme(scheme)
        self._keep(colour_scheme=scheme)

    def _keep(self, **changes: Any) -> None:
        parts = self._parts
        parts.memory.note(**changes)
        parts.runner.run(lambda _task: parts.memory.write(), done=lambda _nothing: None, failed=parts.tell)
