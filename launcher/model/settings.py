"""What Porthole remembers of itself between runs."""

from typing import Literal

import msgspec

from launcher.model.browser import BrowserChoice

ColourScheme = Literal["system", "light", "dark"]

LOCKABLE = frozenset(
    {
        "colour_scheme",
        "browser",
        "browser_private",
        "system_keys",
        "tell_of_consoles",
        "tell_of_servers",
        "keep_in_tray",
    }
)
"""What an organisation may decide: whatever shows these settings shows that they are locked."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What Porthole remembers of itself. Nothing here is precious.

    Attributes:
        window_geometry: the main window's place and size, in Qt's own form, base64.
        sidebar_width: pixels of the column with the profiles.
        columns: the widths and order of the list's columns, in Qt's own form, base64.
        sort_column: the column the list is sorted by, from 0; -1 for the list's own order.
        sort_descending: whether that column is sorted downwards.
        chosen_place: the kind of place last looked at (``favourites``, ``recent``, ``filter``, ``group``), or
            empty for a profile or all of them.
        chosen_profile: the id of the profile last looked at, or empty for all.
        chosen_name: the name of the saved filter, or the value of the group, last looked at.
        group_by: what the sidebar's groups are made by (``zone``), or empty for none.
        group_key: which key of the metadata, where they are made by one.
        colour_scheme: light, dark, or as the system has it.
        console_geometry: the console window's place and size, in Qt's own form, base64.
        console_places: the same for each console that has a window of its own, by profile's and server's id.
        server_keyboards: by a profile's id, the keyboard layout (``de``) of its servers.
        typing_pace: strokes a second, where a text is typed on a server.
        own_keys: combinations (``Ctrl+Alt+K``) that a person put into the menu of keys to send.
        browser: the id of the browser that shows consoles, or empty for the system's.
        browser_private: whether it does so in a window that remembers nothing.
        system_keys: whether a console takes the desktop's own combinations (Alt+Tab) where it may.
        quick_shortcut: whether the desktop is asked for a shortcut of its own for quick connect.
        tell_of_consoles: whether a notification tells of a console that was not opened, out of sight.
        tell_of_servers: whether one tells of watched servers, and of those that a person started or stopped.
        details_shown: whether a server's details stand beside the list.
        details_width: pixels they take.
        details_sections: the names of those sections of theirs that are open.
        keep_in_tray: whether Porthole stays in the tray when its window is closed, where there is one.
        tray_told: whether the person was told that it does.
        quit_asked: whether they were asked before a closed window was the end, for want of a tray.
    """

    window_geometry: str = ""
    sidebar_width: int = 190
    columns: str = ""
    sort_column: int = -1
    sort_descending: bool = False
    chosen_place: str = ""
    chosen_profile: str = ""
    chosen_name: str = ""
    group_by: str = ""
    group_key: str = ""
    colour_scheme: ColourScheme = "system"
    console_geometry: str = ""
    console_places: dict[str, str] = {}
    server_keyboards: dict[str, str] = {}
    typing_pace: int = 25
    own_keys: tuple[str, ...] = ()
    browser: str = ""
    browser_private: bool = False
    system_keys: bool = True
    quick_shortcut: bool = False
    tell_of_consoles: bool = True
    tell_of_servers: bool = True
    details_shown: bool = False
    details_width: int = 340
    details_sections: tuple[str, ...] = ("fault", "identity", "addresses")
    keep_in_tray: bool = True
    tray_told: bool = False
    quit_asked: bool = False

    @property
    def browser_choice(self) -> BrowserChoice:
        """What shows consoles where they are wanted in a browser."""
        return BrowserChoice(self.browser, self.browser_private)
