"""The menu of the icon in the tray."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import QMenu

from launcher.model.console import ENDING_SECONDS, clock_text
from launcher.model.profile import ProfileColour
from launcher.model.server import ServerKey
from launcher.services.tray import MOST_SERVERS, TrayContents, TrayProfile, TrayServer
from launcher.ui.profile_colours import swatch
from launcher.ui.star import star_path
from launcher.ui.theme import Tone
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
        self._contents = TrayContents()
        self._seconds: Mapping[ServerKey, float] = {}
        self._made_by_bus = False
        self._coming: list[QAction] = []
        self._submenus: list[QMenu] = []
        self._times: dict[ServerKey, tuple[QAction, TrayServer]] = {}
        self._lasting = self._add_lasting()

    def show_contents(self, contents: TrayContents, seconds: Mapping[ServerKey, float]) -> None:
        """Offer something else; where it is the same nothing moves.

        Args:
            contents: what comes and goes.
            seconds: that each link has left.
        """
        if contents != self._contents or self.by_bus is not self._made_by_bus:
            self._contents, self._made_by_bus = contents, self.by_bus
            self._make_anew(contents)
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

    def _add_lasting(self) -> QAction:
        """Add what is always there; returns the line before it."""
        first = self.addSeparator()
        self.addAction(self.tr("&Quick connect…"), lambda: self.quick_requested.emit(""))
        show = self.addAction(self.tr("&Show Porthole"), self.show_requested.emit)
        self.setDefaultAction(show)
        self.addAction(self.tr("Se&ttings…"), self.settings_requested.emit)
        self.addSeparator()
        self.addAction(self.tr("&Quit"), self.quit_requested.emit)
        return first

    def _make_anew(self, contents: TrayContents) -> None:
        for action in self._coming:
            self.removeAction(action)
            action.deleteLater()
        for menu in self._submenus:
            menu.deleteLater()
        self._coming, self._submenus, self._times = [], [], {}
        self._add_servers(self, contents.favourites[:_AT_HAND], self._star())
        if more := contents.favourites[_AT_HAND:]:
            self._add_servers(self._add_menu(self.tr("More favourites")), more)
        if contents.recent:
            self._add_servers(self._add_menu(self.tr("Recent")), contents.recent)
        if contents.profiles:
            self._add_line()
        for profile in contents.profiles:
            self._add_profile(profile)
        if contents.links:
            self._add_line()
        for server in contents.links:
            self._add_link(server)
        self._lasting.setVisible(bool(self._coming))

    def _add_line(self) -> None:
        if self._coming:
            self._coming.append(self.insertSeparator(self._lasting))

    def _add_menu(self, text: str) -> QMenu:
        menu = QMenu(self)
        menu.setTitle(text)
        self._submenus.append(menu)
        self._coming.append(menu.menuAction())
        self.insertMenu(self._lasting, menu)
        return menu

    def _add_servers(self, menu: QMenu, servers: Sequence[TrayServer], icon: QIcon | None = None) -> None:
        for server in servers:
            marks = (server.place, server.profile, self._production(server.production, server.profile))
            text = label(server.name, *marks, by_bus=self.by_bus)
            action = self._add(menu, text, partial(self.server_chosen.emit, server))
            if icon is not None:
                action.setIcon(icon)

    def _add_profile(self, profile: TrayProfile) -> None:
        production = self._production(profile.production, profile.name)
        if profile.servers:
            menu = self._add_menu(label(profile.name, production, by_bus=self.by_bus))
            self._add_servers(menu, profile.servers)
            action = menu.menuAction()
        else:
            large = self.tr("{0} servers…").format(f"{profile.count:,}")
            what = large if profile.count > MOST_SERVERS else self.tr("quick connect…")
            text = label(profile.name, production, what, by_bus=self.by_bus)
            action = self._add(self, text, lambda: self.quick_requested.emit(profile.name))
        if profile.colour is not ProfileColour.NONE:
            action.setIcon(swatch(profile.colour, self.palette(), self.devicePixelRatioF(), _SIDE))

    def _add_link(self, server: TrayServer) -> None:
        menu = self._add_menu("")
        menu.addAction(self.tr("&Open console"), lambda: self.server_chosen.emit(server))
        menu.addAction(self.tr("&Renew link"), lambda: self.renewal_requested.emit(server))
        menu.addAction(self.tr("&Copy link"), lambda: self.copy_requested.emit(server))
        self._times[server.key] = (menu.menuAction(), server)

    def _add(self, menu: QMenu, text: str, act: Callable[[], None]) -> QAction:
        action = QAction(text, menu)
        action.triggered.connect(lambda _checked: act())
        if menu is self:
            self._coming.append(action)
            self.insertAction(self._lasting, action)
        else:
            menu.addAction(action)
        return action

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
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(QSize(_SIDE, _SIDE) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Tone.FAVOURITE.on(self.palette()))
        painter.drawPath(star_path(QRectF(1.5, 1.5, _SIDE - 3, _SIDE - 3)))
        painter.end()
        return QIcon(pixmap)
