"""Every console's tab, and the window it stands in: the shared one, or one of its own."""

from PySide6.QtCore import QObject, QPoint, Signal

from launcher.model.server import ServerKey
from launcher.ui.console.tab import ConsoleTab
from launcher.ui.console.window import ConsoleWindow

_ASIDE = QPoint(48, 48)
"""Pixels by which a window stands apart from the one it was taken from."""

_MOST_PLACES = 50


class ConsoleWindows(QObject):
    """Puts tabs into windows, moves them between windows, and remembers where those stood.

    Attributes:
        place: where the shared window stood last, in Qt's own form, base64.
        own_places: the same for each console that a person took out of it, by :func:`place_name`; such a
            console opens in a window of its own again.
    """

    opened = Signal(object)
    """A :class:`ConsoleWindow` is new."""

    tab_closed = Signal(object)
    """A :class:`ConsoleTab` stands in no window any more."""

    emptied = Signal()
    """The last window went."""

    quit_requested = Signal()
    """The whole program is to end."""

    placed = Signal()
    """:attr:`place` or :attr:`own_places` is another."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.place = ""
        self.own_places: dict[str, str] = {}
        self._shared: ConsoleWindow | None = None
        self._own: list[ConsoleWindow] = []

    @property
    def every(self) -> list[ConsoleWindow]:
        """The windows there are, the shared one first."""
        return [*([self._shared] if self._shared else []), *self._own]

    @property
    def active(self) -> ConsoleWindow | None:
        """The one a person works in, or the first; None where there is none."""
        every = self.every
        return next((one for one in every if one.isActiveWindow()), every[0] if every else None)

    def add(self, tab: ConsoleTab) -> None:
        """Put a new tab where its console belongs, and show it."""
        place = self.own_places.get(place_name(tab.key))
        window = self._the_shared() if place is None else self._make_own(place)
        window.add(tab)
        window.bring_forward(tab)

    def bring_forward(self, tab: ConsoleTab) -> None:
        """Show the window with this tab in it."""
        self._window_of(tab).bring_forward(tab)

    def show_anew(self, tab: ConsoleTab) -> None:
        """Show what a tab's server and profile are called, and look like, by now."""
        self._window_of(tab).show_anew(tab)

    def take_out(self, tab: ConsoleTab, place: QPoint | None = None) -> None:
        """Give a console a window of its own; one that stands alone already stays there.

        Args:
            tab: whose.
            place: where on the screen, or None for somewhat aside.
        """
        window = self._window_of(tab)
        if window in self._own:
            return
        own = self._make_own("")
        own.resize(window.size())
        own.move(window.pos() + _ASIDE if place is None else place)
        self._move(tab, window, own)

    def put_back(self, tab: ConsoleTab) -> None:
        """Let a console stand among the others again."""
        window = self._window_of(tab)
        if window in self._own:
            self.own_places.pop(place_name(tab.key), None)
            self._move(tab, window, self._the_shared())
            self.placed.emit()

    def close_tab(self, tab: ConsoleTab) -> None:
        """Close a console: with its window where nothing else is in there."""
        window = self._window_of(tab)
        if len(window.every_tab) == 1:
            window.close()
        else:
            window.remove(tab)
            self.tab_closed.emit(tab)

    def close(self) -> None:
        """Close every window with its consoles."""
        for window in self.every:
            window.close()

    def _move(self, tab: ConsoleTab, old: ConsoleWindow, new: ConsoleWindow) -> None:
        old.remove(tab)
        new.add(tab)
        new.bring_forward(tab)
        if not old.every_tab:
            old.close()

    def _the_shared(self) -> ConsoleWindow:
        if self._shared is None:
            self._shared = self._make(self.place)
        return self._shared

    def _make_own(self, place: str) -> ConsoleWindow:
        window = self._make(place)
        window.stand_alone()
        self._own.append(window)
        return window

    def _make(self, place: str) -> ConsoleWindow:
        window = ConsoleWindow()
        window.restore_place(place)
        window.tab_close_requested.connect(self.close_tab)
        window.take_out_requested.connect(self.take_out)
        window.put_back_requested.connect(self.put_back)
        window.quit_requested.connect(self.quit_requested)
        window.closed.connect(lambda: self._on_closed(window))
        self.opened.emit(window)
        return window

    def _window_of(self, tab: ConsoleTab) -> ConsoleWindow:
        return next(window for window in self.every if tab in window.every_tab)

    def _on_closed(self, window: ConsoleWindow) -> None:
        place = window.place()
        for tab in window.every_tab:
            if window is not self._shared:
                self._note_own_place(tab.key, place)
            window.remove(tab)
            self.tab_closed.emit(tab)
        if window is self._shared:
            self.place, self._shared = place, None
        else:
            self._own.remove(window)
        window.deleteLater()
        if not self.every:
            self.emptied.emit()
        self.placed.emit()

    def _note_own_place(self, key: ServerKey, place: str) -> None:
        name = place_name(key)
        self.own_places.pop(name, None)
        self.own_places[name] = place
        for oldest in list(self.own_places)[:-_MOST_PLACES]:
            del self.own_places[oldest]


def place_name(key: ServerKey) -> str:
    """Return the name under which the place of a console's own window is remembered."""
    return f"{key.profile_id}/{key.server_id}"
