"""The menu of the icon in the tray."""

from collections.abc import Mapping
from functools import partial
from math import ceil

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QShowEvent
from PySide6.QtWidgets import QMenu

from launcher.model.console import ENDING_SECONDS, clock_text
from launcher.model.profile import ProfileColour
from launcher.model.server import ServerKey
from launcher.services.tray import MOST_SERVERS, TrayContents, TrayProfile, TrayServer
from launcher.ui.painted import painted
from launcher.ui.profile_colours import swatch
from launcher.ui.star import star_path
from launcher.ui.theme import Tone
from launcher.ui.tray.group import Group
from launcher.ui.tray.labels import label

_AT_HAND = 15
"""Favourites that stand in the menu itself; the others have one of their own."""

_SIDE = 16
"""Of an icon, pixels."""


class TrayMenu(QMenu):
    """Servers to be opened with one click, links that live, and the way to everything else.

    A panel may show it by D-Bus and never say so: it is right at any time, and so tells minutes. Where Qt
    shows it itself it counts the seconds.

    Attributes:
        by_bus: whether a panel shows it; see :func:`launcher.ui.tray.labels.label`.
    """

    server_chosen = Signal(object)
    """The console of a :class:`TrayServer` is to be opened."""

    renewal_requested = Signal(object)
    """A :class:`TrayServer` is to have a fresh link."""

    copy_requested = Signal(object)
    """A fresh link of a :class:`TrayServer` is to be put into the clipboard."""

    quick_requested = Signal(str)
    """Quick connect, with these words to begin with."""

    show_requested = Signal()
    settings_requested = Signal()
    quit_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.by_bus = False
        self._seconds: Mapping[ServerKey, float] = {}
        self._times: dict[ServerKey, tuple[QAction, TrayServer]] = {}
        self._recent = QMenu(self.tr("Recent"), self)
        self.addMenu(self._recent)
        marked = self.addSeparator()
        known = self.addSeparator()
        living = self.addSeparator()
        self._add_lasting()
        self._favourites = Group(self, self._recent.menuAction())
        self._opened = Group(self._recent)
        self._profiles = Group(self, known)
        self._links = Group(self, living)
        self._lines = (
            (marked, (self._favourites, self._opened)),
            (known, (self._profiles,)),
            (living, (self._links,)),
        )

    def show_contents(self, contents: TrayContents, seconds: Mapping[ServerKey, float]) -> None:
        """Offer something else; what is the same is left where it is.

        Args:
            contents: what comes and goes.
            seconds: that each link has left.
        """
        self._favourites.show((contents.favourites, self.by_bus), self._fill_favourites)
        self._opened.show((contents.recent, self.by_bus), self._fill_recent)
        self._profiles.show((contents.profiles, self.by_bus), self._fill_profiles)
        self._links.show((contents.links, self.by_bus), self._fill_links)
        self._recent.menuAction().setVisible(bool(contents.recent))
        for line, groups in self._lines:
            line.setVisible(any(group.actions for group in groups))
        self.show_times(seconds)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Count the seconds from the first one on."""
        super().showEvent(event)
        self.show_times(self._seconds)

    def show_times(self, seconds: Mapping[ServerKey, float]) -> None:
        """Say what each link has left, in seconds."""
        self._seconds = seconds
        for key, (action, server) in self._times.items():
            words = self._time_words(seconds.get(key, 0.0))
            text = label(server.name, server.place, words, by_bus=self.by_bus)
            if action.text() != text:
                action.setText(text)

    def _add_lasting(self) -> None:
        """Add what is always there."""
        self.addAction(self.tr("&Quick connect…"), lambda: self.quick_requested.emit(""))
        show = self.addAction(self.tr("&Show Porthole"), self.show_requested.emit)
        self.setDefaultAction(show)
        self.addAction(self.tr("Se&ttings…"), self.settings_requested.emit)
        self.addSeparator()
        self.addAction(self.tr("&Quit"), self.quit_requested.emit)

    def _fill_favourites(self, group: Group, servers: tuple[TrayServer, ...]) -> None:
        star = self._star()
        for server in servers[:_AT_HAND]:
            self._add_server(group, server).setIcon(star)
        if more := servers[_AT_HAND:]:
            menu = group.add_menu(self.tr("More favourites"))
            for server in more:
                self._add_server(Group(menu), server)

    def _fill_recent(self, group: Group, servers: tuple[TrayServer, ...]) -> None:
        for server in servers:
            self._add_server(group, server)

    def _fill_profiles(self, group: Group, profiles: tuple[TrayProfile, ...]) -> None:
        for profile in profiles:
            action = self._add_profile(group, profile)
            if profile.colour is not ProfileColour.NONE:
                action.setIcon(swatch(profile.colour, self.palette(), self.devicePixelRatioF(), _SIDE))

    def _fill_links(self, group: Group, servers: tuple[TrayServer, ...]) -> None:
        self._times = {}
        for server in servers:
            menu = group.add_menu("")
            menu.addAction(self.tr("&Open console"), partial(self.server_chosen.emit, server))
            menu.addAction(self.tr("&Renew link"), partial(self.renewal_requested.emit, server))
            menu.addAction(self.tr("&Copy link"), partial(self.copy_requested.emit, server))
            self._times[server.key] = (menu.menuAction(), server)

    def _add_server(self, group: Group, server: TrayServer) -> QAction:
        marks = (server.place, server.profile, self._production(server.production, server.profile))
        text = label(server.name, *marks, by_bus=self.by_bus)
        return group.add(text, partial(self.server_chosen.emit, server))

    def _add_profile(self, group: Group, profile: TrayProfile) -> QAction:
        production = self._production(profile.production, profile.name)
        if profile.servers:
            menu = group.add_menu(label(profile.name, production, by_bus=self.by_bus))
            for server in profile.servers:
                self._add_server(Group(menu), server)
            return menu.menuAction()
        large = self.tr("{0} servers…").format(f"{profile.count:,}")
        what = large if profile.count > MOST_SERVERS else self.tr("quick connect…")
        text = label(profile.name, production, what, by_bus=self.by_bus)
        return group.add(text, partial(self.quick_requested.emit, profile.name))

    def _production(self, production: bool, profile_name: str) -> str:
        """Return the word for production, unless the profile's name says it already."""
        word = self.tr("production")
        return word if production and word not in profile_name.casefold() else ""

    def _time_words(self, seconds: float) -> str:
        if self.isVisible():
            left = clock_text(seconds)
        elif seconds <= ENDING_SECONDS:
            left = self.tr("less than a minute")
        else:
            left = self.tr("{0} min").format(ceil(seconds / 60))
        return self.tr("link valid {0}").format(left)

    def _star(self) -> QIcon:
        def star(painter: QPainter) -> None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Tone.FAVOURITE.on(self.palette()))
            painter.drawPath(star_path(QRectF(1.5, 1.5, _SIDE - 3, _SIDE - 3)))

        return QIcon(painted(_SIDE, self.devicePixelRatioF(), star))
