"""What stands in the cells of the list, as text."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property

from PySide6.QtCore import QObject

from launcher.model.console import clock_text
from launcher.model.instant import Instant
from launcher.model.profile import ProfileColour
from launcher.model.server import Server, ServerKey
from launcher.services.columns import Column
from launcher.services.profiles import ProfileBook
from launcher.ui.links import LinkKeeper
from launcher.ui.text import visible

_MINUTE, _HOUR, _DAY, _YEAR = 60, 3_600, 86_400, 365 * 86_400


class CellTexts(QObject):
    """Titles, texts and tool tips by column."""

    def __init__(
        self,
        book: ProfileBook,
        keeper: LinkKeeper,
        is_busy: Callable[[ServerKey], bool],
        is_favourite: Callable[[ServerKey], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._keeper = keeper
        self._is_busy = is_busy
        self._is_favourite = is_favourite
        self._texts: dict[int, Callable[[Server], str]] = {
            Column.NAME: lambda server: server.name,
            Column.STATUS: lambda server: server.state_words,
            Column.ADDRESSES: lambda server: "  ".join(server.addresses),
            Column.ZONE: lambda server: server.zone,
            Column.PROFILE: self.profile_name,
            Column.LINK: self._link,
            Column.POWER: lambda server: server.power,
            Column.FLAVOR: lambda server: server.flavor,
            Column.IMAGE: lambda server: server.image,
            Column.KEY: lambda server: server.key_name,
            Column.AGE: lambda server: self._age(server, datetime.now(UTC)),
            Column.CREATED: lambda server: _moment(server.created),
            Column.UPDATED: lambda server: _moment(server.updated),
            Column.ID: lambda server: server.id,
            Column.METADATA: lambda server: ", ".join(_pairs(server)),
            Column.TAGS: lambda server: ", ".join(server.tags),
            Column.LOCKED: lambda server: self.tr("Locked") if server.locked else "",
            Column.FAVOURITE: lambda server: self.tr("Favourite") if self.is_favourite(server) else "",
        }
        self._tips: dict[int, Callable[[Server], str]] = {
            Column.NAME: lambda server: visible(server.name) + "\n" + visible(server.id),
            Column.ADDRESSES: lambda server: _lines(server.addresses),
            Column.LINK: self._link_tip,
            Column.AGE: lambda server: _exactly(server.created),
            Column.CREATED: lambda server: _exactly(server.created),
            Column.UPDATED: lambda server: _exactly(server.updated),
            Column.METADATA: lambda server: _lines(_pairs(server)),
            Column.TAGS: lambda server: _lines(server.tags),
            Column.FAVOURITE: self._favourite_tip,
        }

    def title(self, column: int) -> str:
        """Return a column's title."""
        return self._titles[column]

    @cached_property
    def _titles(self) -> dict[int, str]:
        return {
            Column.NAME: self.tr("Name"),
            Column.STATUS: self.tr("Status"),
            Column.ADDRESSES: self.tr("Addresses"),
            Column.ZONE: self.tr("Zone"),
            Column.PROFILE: self.tr("Profile"),
            Column.LINK: self.tr("Console link"),
            Column.POWER: self.tr("Power"),
            Column.FLAVOR: self.tr("Flavor"),
            Column.IMAGE: self.tr("Image"),
            Column.KEY: self.tr("Key pair"),
            Column.AGE: self.tr("Age"),
            Column.CREATED: self.tr("Created"),
            Column.UPDATED: self.tr("Updated"),
            Column.ID: self.tr("ID"),
            Column.METADATA: self.tr("Metadata"),
            Column.TAGS: self.tr("Tags"),
            Column.LOCKED: self.tr("Locked"),
            Column.FAVOURITE: self.tr("Favourite"),
        }

    def profile_name(self, server: Server) -> str:
        """Return the name of a server's profile."""
        return self._book.get(server.profile_id).name

    def profile_colour(self, server: Server) -> ProfileColour:
        """Return the colour of a server's profile."""
        return self._book.get(server.profile_id).colour

    def is_favourite(self, server: Server) -> bool:
        """Whether a server is a favourite."""
        return self._is_favourite(server.key)

    def text(self, server: Server, column: int) -> str:
        """Return what stands in a cell, fit to be shown."""
        return visible(self._texts[column](server))

    def tool_tip(self, server: Server, column: int) -> str | None:
        """Return what a cell says to a pointer that rests on it, or None where it says no more."""
        tip = self._tips.get(column)
        return (tip(server) or None) if tip else None

    def _age(self, server: Server, now: datetime) -> str:
        if server.created is None:
            return ""
        seconds = max(0, int((now - server.created).total_seconds()))
        if seconds < _HOUR:
            return self.tr("{0} min").format(seconds // _MINUTE)
        if seconds < _DAY:
            return self.tr("{0} h").format(seconds // _HOUR)
        if seconds < 2 * _YEAR:
            return self.tr("{0} d").format(seconds // _DAY)
        return self.tr("{0} y").format(seconds // _YEAR)

    def _link(self, server: Server) -> str:
        if self._is_busy(server.key):
            return self.tr("Asking…")
        link = self._keeper.link(server.key)
        return clock_text(link.remaining(Instant.now())) if link else ""

    def _favourite_tip(self, server: Server) -> str:
        if self.is_favourite(server):
            return self.tr("Remove from favourites (Ctrl+D)")
        return self.tr("Add to favourites (Ctrl+D)")

    def _link_tip(self, server: Server) -> str:
        link = self._keeper.link(server.key)
        left = clock_text(link.remaining(Instant.now())) if link else ""
        return self.tr("Link valid {0}").format(left) if link else ""


def _pairs(server: Server) -> tuple[str, ...]:
    return tuple(f"{key}={value}" for key, value in server.metadata)


def _lines(texts: tuple[str, ...]) -> str:
    return "\n".join(map(visible, texts)) if len(texts) > 1 else ""


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}" if moment else ""


def _exactly(moment: datetime | None) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S %Z}" if moment else ""
