"""Favourites and the history of consoles: what changes them, and the list that shows it."""

from contextlib import suppress
from datetime import UTC, datetime

from PySide6.QtCore import QObject

from launcher.app.parts import Parts
from launcher.model.errors import BookmarksError
from launcher.model.server import ServerKey


class BookmarksRoom(QObject):
    """Hears what was marked, opened and removed, and has it shown and written down."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._parts = parts
        parts.marks_changed.connect(self._on_marks_changed)
        parts.model.favourites_changed.connect(self._keep)
        parts.model.watched_changed.connect(self._keep)

    def console_opened(self, key: ServerKey) -> None:
        """Remember that a server's console was opened."""
        self._parts.history.opened(key, datetime.now(UTC))
        self._keep()

    def forget_profile(self, profile_id: str) -> None:
        """Forget what was marked and opened of a profile: it was removed."""
        self._parts.history.forget_profile(profile_id)
        self._parts.bookmarks.forget_profile(profile_id)
        self._keep()

    def close(self) -> None:
        """Write down what the end of the program has overtaken. Waits for the disk."""
        # What goes wrong was told when it was marked, and nobody is there to be told again.
        with suppress(BookmarksError):
            self._parts.write_marks()

    def _keep(self) -> None:
        self._parts.marks_changed.emit()
        self._parts.store_marks()

    def _on_marks_changed(self) -> None:
        if self._parts.listing.marked():
            self._parts.pane.show_listing()
        else:
            self._parts.model.show_favourites()
