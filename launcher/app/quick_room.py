"""Quick connect: the palette that opens a console from a few letters, whatever window one looks at."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from launcher.app.consoles_room import ConsolesRoom
from launcher.app.parts import Parts
from launcher.model.profile import ProfileColour
from launcher.model.server import Server
from launcher.services.scopes import OfProfile

if TYPE_CHECKING:
    from launcher.services.quick import QuickSearch
    from launcher.ui.quick.palette import QuickPalette


class QuickRoom(QObject):
    """Shows the palette with the servers that are known, and does what was chosen in it."""

    def __init__(self, parts: Parts, consoles: ConsolesRoom) -> None:
        super().__init__(parts)
        self._parts = parts
        self._consoles = consoles
        self._palette: QuickPalette | None = None
        parts.window.quick_requested.connect(self.ask)
        parts.loader.listing_changed.connect(self._know_anew)
        parts.loader.state_changed.connect(self._know_anew)

    @property
    def palette(self) -> "QuickPalette":
        """The palette; imported and built when it is first wanted."""
        if self._palette is None:
            from launcher.ui.quick.palette import QuickPalette  # noqa: PLC0415 - see Porthole

            self._palette = palette = QuickPalette(self._colour)
            palette.server_activated.connect(self._consoles.activate)
            palette.list_requested.connect(self.show_in_list)
        return self._palette

    def ask(self, text: str = "") -> None:
        """Show the palette; what earlier runs knew of servers comes into it without a cloud.

        Args:
            text: what stands in its field to begin with.
        """
        self._parts.loader.recall(one.id for one in self._parts.book.profiles)
        self.palette.ask(self._search(), self._nothing_known(), text)

    def show_in_list(self, server: Server) -> None:
        """Bring the window forward with this server selected, whatever place and filter hide it."""
        parts = self._parts
        parts.window.come_forward()
        table = parts.pane.table
        if not table.select(server.key):
            parts.pane.bar.box.clear()
        if not table.select(server.key):
            parts.show_profiles(OfProfile(server.profile_id))
            table.select(server.key)
        table.setFocus()

    def close(self) -> None:
        """Take the palette away for good."""
        if self._palette is not None:
            self._palette.close()
            self._palette.deleteLater()
            self._palette = None

    def _know_anew(self) -> None:
        if self._palette is not None and self._palette.isVisible():
            self._palette.know(self._search(), self._nothing_known())

    def _search(self) -> "QuickSearch":
        from launcher.services.quick import QuickSearch  # noqa: PLC0415 - see Porthole

        parts = self._parts
        names = {profile.id: profile.name for profile in parts.book.profiles}
        return QuickSearch(parts.listing.by_name, names, parts.bookmarks.favourite_keys, parts.history.recent)

    def _colour(self, profile_id: str) -> ProfileColour:
        # A profile may just have been removed, and its servers are still seen.
        profiles = self._parts.book.profiles
        return next((one.colour for one in profiles if one.id == profile_id), ProfileColour.NONE)

    def _nothing_known(self) -> str:
        """Return what is to be said where no server is known; nothing where one is."""
        if next(self._parts.listing.known, None) is not None:
            return ""
        if not self._parts.book.profiles:
            return self.tr("Add a cloud first: there is no server yet.")
        if self._parts.loader.loading:
            return self.tr("The servers are on their way.")
        return self.tr("No server is known yet.")
