"""Watched servers: whom a person wants to hear of, and what is known of them from elsewhere."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from launcher.app.parts import Parts
from launcher.model.errors import PortholeError
from launcher.model.server import Server, ServerKey, ServerStatus

if TYPE_CHECKING:
    from launcher.ui.watching.desk import Reason, WatchDesk

_MOST_BUILDING = 20
"""Servers that are watched because they are being built, at most: the newest ones."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class WatchingRoom(QObject):
    """Watches what a person marked, and, while they work elsewhere, what was being built when they left."""

    news_came = Signal(object)
    """Carries :class:`News`."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._parts = parts
        self._away = False
        parts.marks_changed.connect(self._on_marks_changed)
        parts.loader.listing_changed.connect(self._on_listing_changed)
        parts.pane.servers_changed.connect(self._on_listing_changed)
        parts.loader.rows_changed.connect(self._on_rows_changed)
        parts.loader.settled.connect(self._on_settled)
        parts.application.applicationStateChanged.connect(self._on_state_changed)

    @cached_property
    def desk(self) -> "WatchDesk":
        """What watches; imported and built when the first server is to be watched."""
        from launcher.ui.watching.desk import WatchDesk  # noqa: PLC0415 - see Porthole

        parts = self._parts
        desk = WatchDesk(parts.directory.look_at, parts.runner, self)
        desk.news_came.connect(self.news_came)
        desk.server_seen.connect(self._on_server_seen)
        desk.server_vanished.connect(self._on_server_vanished)
        return desk

    @property
    def _watches(self) -> bool:
        return "desk" in self.__dict__

    def close(self) -> None:
        """Watch nothing any more."""
        self._parts.application.applicationStateChanged.disconnect(self._on_state_changed)
        if self._watches:
            self.desk.close()

    def _on_marks_changed(self) -> None:
        wanted = self._parts.bookmarks.watched
        if not wanted and not self._watches:
            return
        from launcher.ui.watching.desk import Reason  # noqa: PLC0415 - with the desk

        for key in self.desk.keys - wanted:
            self.desk.leave(key, Reason.WISH)
        for key in wanted:
            self._watch(key, Reason.WISH)

    def _watch(self, key: ServerKey, reason: "Reason") -> None:
        server = self._parts.listing.server(key)
        self.desk.watch(key, reason, server.name if server else "")
        if server is not None:
            self.desk.see(server)

    def _on_listing_changed(self) -> None:
        if self._watches:
            for key in self.desk.keys:
                server = self._parts.listing.server(key)
                if server is not None:
                    self.desk.see(server)

    def _on_rows_changed(self, keys: Iterable[ServerKey]) -> None:
        if self._away:
            servers = map(self._parts.listing.server, keys)
            self._watch_building(server for server in servers if server is not None)

    def _on_settled(self, profile_id: str, _seconds: float, error: PortholeError | None) -> None:
        if self._watches and error is None:
            self.desk.up_to_date(profile_id)

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        self._away = state is not Qt.ApplicationState.ApplicationActive
        if self._away:
            self._watch_building(self._parts.listing.known)
        elif self._watches:
            from launcher.ui.watching.desk import Reason  # noqa: PLC0415 - with the desk

            for key in self.desk.keys:
                self.desk.leave(key, Reason.BUILDING)

    def _watch_building(self, servers: Iterable[Server]) -> None:
        building = [server for server in servers if server.status is ServerStatus.BUILD]
        if not building:
            return
        from launcher.ui.watching.desk import Reason  # noqa: PLC0415 - with the desk

        building.sort(key=lambda server: server.created or _LONG_AGO, reverse=True)
        watched = sum(Reason.BUILDING in self.desk.reasons(key) for key in self.desk.keys)
        for server in building[: max(0, _MOST_BUILDING - watched)]:
            self._watch(server.key, Reason.BUILDING)

    def _on_server_seen(self, server: Server) -> None:
        # The list is shown anew for what is new alone.
        if self._parts.listing.server(server.key) != server:
            self._parts.pane.server_seen(server)

    def _on_server_vanished(self, key: ServerKey) -> None:
        self._parts.pane.server_vanished(key)
        if key in self._parts.bookmarks.watched:
            self._parts.model.watch([key], wanted=False)
