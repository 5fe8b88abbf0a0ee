"""Notifications: what happens out of a person's sight, told on the desktop."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from launcher.app.consoles_room import ConsolesRoom
from launcher.app.parts import Parts
from launcher.app.power_room import PowerRoom
from launcher.app.quick_room import QuickRoom
from launcher.app.tray_room import TrayRoom
from launcher.app.watching_room import WatchingRoom
from launcher.model.errors import PortholeError
from launcher.model.notification import Notification
from launcher.model.server import Server, ServerStatus
from launcher.services.watching import News
from launcher.ui.notifications import words

if TYPE_CHECKING:
    from launcher.ui.notifications.messenger import Messenger

_A_MOMENT = 800
"""Milliseconds in which a window that tells of a failure itself has come to the front."""

_MOST_WISHES = 100
"""Notifications whose click is still understood."""


class NotificationsRoom(QObject):
    """Decides what is out of sight, and brings a person to where they see it."""

    def __init__(  # noqa: PLR0913, PLR0917 - the rooms it hears of, and the one it tells by
        self,
        parts: Parts,
        consoles: ConsolesRoom,
        power: PowerRoom,
        quick: QuickRoom,
        watching: WatchingRoom,
        tray: TrayRoom,
    ) -> None:
        super().__init__(parts)
        self._parts = parts
        self._consoles = consoles
        self._quick = quick
        self._tray = tray
        self._wishes: dict[str, Callable[[], None]] = {}
        self._closed = False
        consoles.console_failed.connect(self._on_console_failed)
        consoles.login_needed.connect(self._on_login_needed)
        power.done.connect(self._on_power_done)
        power.failed.connect(self._on_power_failed)
        watching.news_came.connect(self._on_news_came)

    @cached_property
    def messenger(self) -> "Messenger":
        """The way to the desktop; imported and built with the first notification."""
        from launcher.ui.notifications.messenger import Messenger  # noqa: PLC0415 - see Porthole

        messenger = Messenger(self._parts.bus, self._parts.runner, self._tray.icon, self)
        messenger.chosen.connect(self._on_chosen)
        return messenger

    def close(self) -> None:
        """Tell nothing any more."""
        self._closed = True

    def _on_console_failed(self, server: Server, error: PortholeError, in_list: bool) -> None:
        again = self._parts.book.get(server.profile_id).open_in
        action, follow = (
            (self.tr("Show"), self._parts.window.come_forward)
            if in_list
            else (self.tr("Open console"), lambda: self._consoles.open(server, again))
        )

        self._tell_if_away(words.about_failure(server, error, action), follow)

    def _on_login_needed(self, profile_id: str, error: PortholeError, _then: object) -> None:
        name = self._parts.book.get(profile_id).name
        self._tell_if_away(words.about_login(name, error), self._parts.window.come_forward)

    def _on_power_done(self, server: Server) -> None:
        if server.key not in self._parts.bookmarks.watched:
            self._on_news_came(News(server))

    def _on_power_failed(self, server: Server, error: PortholeError) -> None:
        if self._is_to_be_told():
            self._tell(words.about_action(server, error), lambda: self._quick.show_in_list(server))

    def _on_news_came(self, news: News) -> None:
        if not self._is_to_be_told():
            return
        server = news.server
        follow = (
            (lambda: self._consoles.activate(server, False))
            if server.status is ServerStatus.ACTIVE
            else (lambda: self._quick.show_in_list(server))
        )
        self._tell(words.about_news(news, self._profile_name(server)), follow)

    def _tell_if_away(self, notification: Notification, follow: Callable[[], None]) -> None:
        """Tell of a console, unless the person works with Porthole, or a window that says the same comes."""

        def tell() -> None:
            if QApplication.activeWindow() is None and not self._closed:
                self._tell(notification, follow)

        if self._parts.memory.settings.tell_of_consoles and QApplication.activeWindow() is None:
            QTimer.singleShot(_A_MOMENT, self, tell)

    def _is_to_be_told(self) -> bool:
        """Whether a person wants to hear of servers, and does not look at the list."""
        return self._parts.memory.settings.tell_of_servers and not self._parts.window.isActiveWindow()

    def _profile_name(self, server: Server) -> str:
        # The profile may just have been removed.
        profiles = self._parts.book.profiles
        return next((one.name for one in profiles if one.id == server.profile_id), "")

    def _tell(self, notification: Notification, follow: Callable[[], None]) -> None:
        self._wishes.pop(notification.subject, None)
        self._wishes[notification.subject] = follow
        for oldest in list(self._wishes)[:-_MOST_WISHES]:
            del self._wishes[oldest]
        self.messenger.show(notification)

    def _on_chosen(self, subject: str) -> None:
        follow = self._wishes.get(subject)
        if follow is not None:
            follow()
