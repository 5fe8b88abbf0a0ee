"""Favourite servers, watched servers and saved filters."""

import threading
from collections.abc import Callable, Hashable, Iterable
from typing import Literal, TypeVar

import msgspec

from launcher.model.bookmarks import Marked, MarkedServer, SavedFilter
from launcher.model.errors import BookmarksError, Trouble
from launcher.model.server import ServerKey
from launcher.services.profiles import ProfileBook
from launcher.storage.bookmarks import BookmarksFile

_Mark = TypeVar("_Mark", bound=Hashable)
_Kind = Literal["favourites", "watched"]


class Bookmarks:
    """What a person marked: at once in memory, and on disk as soon as :meth:`store` comes to it.

    Marks on the servers of guests live for this run only, as the guests do. :meth:`load` and
    :meth:`store` wait for the disk and belong into a worker; everything may be called from any thread.
    """

    def __init__(self, file: BookmarksFile, book: ProfileBook) -> None:
        self._file = file
        self._book = book
        self._lock = threading.Lock()
        self._storing = threading.Lock()
        self._stored = Marked()
        self._marked = Marked()
        self._guests: dict[_Kind, tuple[ServerKey, ...]] = {"favourites": (), "watched": ()}
        self._favourites: frozenset[ServerKey] = frozenset()
        self._watched: frozenset[ServerKey] = frozenset()

    @property
    def favourites(self) -> frozenset[ServerKey]:
        """Every favourite."""
        return self._favourites

    @property
    def favourite_keys(self) -> tuple[ServerKey, ...]:
        """Every favourite, in the order they were marked; guests' last."""
        return self._keys("favourites")

    @property
    def watched(self) -> frozenset[ServerKey]:
        """Every server whose changes the person wants to hear of."""
        return self._watched

    @property
    def filters(self) -> tuple[SavedFilter, ...]:
        """Every saved filter, in its order."""
        return self._marked.filters

    def is_favourite(self, key: ServerKey) -> bool:
        """Whether a server is a favourite."""
        return key in self._favourites

    def name_of(self, key: ServerKey) -> str:
        """Return what a favourite was called when it was last seen, or nothing."""
        return next((one.name for one in self._marked.favourites if one.key == key), "")

    def set_favourites(self, keys: Iterable[ServerKey], wanted: bool) -> None:
        """Mark servers as favourites, or take the mark off."""
        self._set("favourites", keys, wanted)

    def set_watched(self, keys: Iterable[ServerKey], wanted: bool) -> None:
        """Mark servers whose changes the person wants to hear of, or take the mark off."""
        self._set("watched", keys, wanted)

    def forget_profile(self, profile_id: str) -> None:
        """Take the mark off all servers of a profile: it was removed."""
        with self._lock:
            for kind in self._guests:
                self._leave_out(kind, lambda key: key.profile_id == profile_id)

    def note_names(self, name_of: Callable[[ServerKey], str | None]) -> None:
        """Take in what the marked servers are called now.

        Args:
            name_of: returns the name of a server, or None where it is not known just now.
        """
        with self._lock:
            for kind in self._guests:
                named = (
                    msgspec.structs.replace(one, name=name_of(one.key) or one.name)
                    for one in getattr(self._marked, kind)
                )
                self._keep(**{kind: tuple(named)})

    def save_filter(self, saved: SavedFilter) -> None:
        """Keep a filter at the end, or in place of the one with its name."""
        with self._lock:
            if any(one.name == saved.name for one in self.filters):
                filters = (saved if one.name == saved.name else one for one in self.filters)
                self._keep(filters=tuple(filters))
            else:
                self._keep(filters=(*self.filters, saved))

    def rename_filter(self, old: str, new: str) -> None:
        """Give a filter another name; one that is no longer there is left at that.

        Raises:
            BookmarksError: another filter has that name.
        """
        with self._lock:
            if old != new and any(one.name == new for one in self.filters):
                what = f"There is already a filter called {new}."
                raise BookmarksError(Trouble(what, "Choose another name."))
            self._keep(
                filters=tuple(SavedFilter(new, one.text) if one.name == old else one for one in self.filters)
            )

    def remove_filter(self, name: str) -> None:
        """Remove a filter."""
        with self._lock:
            self._keep(filters=tuple(one for one in self.filters if one.name != name))

    def move_filter(self, name: str, place: int) -> None:
        """Move a filter to a place among the others, counted from 0."""
        with self._lock:
            others = [one for one in self.filters if one.name != name]
            moved = [one for one in self.filters if one.name == name]
            self._keep(filters=(*others[:place], *moved, *others[place:]))

    def load(self) -> None:
        """Read the file; what was marked meanwhile stays marked.

        Raises:
            BookmarksError: it cannot be read or understood, or only in part: that part is known then. What is
                marked from now on is kept all the same.
        """
        with self._storing:
            self._take_in(self._file.read() or Marked(), since=self._stored)
            if self._file.problem is not None:
                raise self._file.problem

    def store(self) -> None:
        """Write down what changed. Two Portholes, or Porthole and an editor, do not undo each other's work.

        Raises:
            BookmarksError: the system refused; what is in memory stays, and the next call tries again.
        """
        with self._storing:
            stored, mine = self._stored, self._marked
            if mine != stored:
                written = self._file.change(
                    lambda theirs: mine if theirs is None else _merged(stored, mine, theirs)
                )
                self._take_in(written, since=mine)

    def _take_in(self, stored: Marked, since: Marked) -> None:
        with self._lock:
            merged = _merged(since, self._marked, stored)
            self._stored = stored
            self._keep(**msgspec.structs.asdict(merged))

    def _set(self, kind: _Kind, keys: Iterable[ServerKey], wanted: bool) -> None:
        with self._lock:
            marked = self._keys(kind)
            # In their order, each once.
            new = dict.fromkeys(key for key in keys if (key in marked) is not wanted)
            if wanted:
                guests = dict.fromkeys(key for key in new if self._book.is_guest(key.profile_id))
                self._guests[kind] = (*self._guests[kind], *guests)
                added = (MarkedServer(*key) for key in new if key not in guests)
                self._keep(**{kind: (*getattr(self._marked, kind), *added)})
            else:
                self._leave_out(kind, new.__contains__)

    def _keys(self, kind: _Kind) -> tuple[ServerKey, ...]:
        marked: tuple[MarkedServer, ...] = getattr(self._marked, kind)
        return (*(one.key for one in marked), *self._guests[kind])

    def _leave_out(self, kind: _Kind, leaves: Callable[[ServerKey], bool]) -> None:
        self._guests[kind] = tuple(key for key in self._guests[kind] if not leaves(key))
        marked: tuple[MarkedServer, ...] = getattr(self._marked, kind)
        self._keep(**{kind: tuple(one for one in marked if not leaves(one.key))})

    def _keep(self, **changes: tuple[MarkedServer, ...] | tuple[SavedFilter, ...]) -> None:
        self._marked = msgspec.structs.replace(self._marked, **changes)
        self._favourites = frozenset(self._keys("favourites"))
        self._watched = frozenset(self._keys("watched"))


def _merged(old: Marked, mine: Marked, theirs: Marked) -> Marked:
    """Return ``theirs`` with what was done to ``old`` to make it ``mine``."""
    return Marked(
        _merged_marks(old.favourites, mine.favourites, theirs.favourites, lambda one: one.key),
        _merged_marks(old.filters, mine.filters, theirs.filters, lambda one: one.name),
        _merged_marks(old.watched, mine.watched, theirs.watched, lambda one: one.key),
    )


def _merged_marks(
    old: tuple[_Mark, ...],
    mine: tuple[_Mark, ...],
    theirs: tuple[_Mark, ...],
    identity: Callable[[_Mark], Hashable],
) -> tuple[_Mark, ...]:
    if theirs == old:
        return mine
    gone = {identity(one) for one in old} - {identity(one) for one in mine}
    new = {identity(one): one for one in mine if one not in old}
    kept = [new.pop(identity(one), one) for one in theirs if identity(one) not in gone]
    return (*kept, *new.values())
