"""Places: what stands in the sidebar, and what the list shows of it."""

from collections.abc import Iterable
from itertools import chain, count

from PySide6.QtCore import QObject

from launcher.app.parts import Parts
from launcher.model.bookmarks import SavedFilter
from launcher.model.errors import PortholeError
from launcher.model.server import ServerKey
from launcher.services.groups import Grouping, count_groups, metadata_keys
from launcher.services.places import Place, grouping_from, remembered
from launcher.services.scopes import Everything, OfProfile
from launcher.ui.sidebar.contents import Counts
from launcher.ui.sidebar.tally import Tally


class PlacesRoom(QObject):
    """Hears where a person goes and which filters they keep; counts the servers of each place."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._parts = parts
        self._removed: dict[str, str] = {}
        self.tally = Tally(self._count, parts.sidebar)
        sidebar, saving = parts.sidebar, parts.pane.bar.saving
        sidebar.metadata_keys = lambda: metadata_keys(parts.listing.known)
        sidebar.show_grouping(grouping_from(parts.memory.settings))
        sidebar.place_chosen.connect(parts.pane.show_place)
        sidebar.entered.connect(parts.pane.table.setFocus)
        sidebar.grouping_chosen.connect(self._on_grouping_chosen)
        sidebar.filter_renamed.connect(self._on_filter_renamed)
        sidebar.filter_removed.connect(self._on_filter_removed)
        sidebar.filter_moved.connect(self._on_filter_moved)
        saving.save_requested.connect(self._on_save_requested)
        saving.update_requested.connect(self._on_update_requested)
        parts.loader.state_changed.connect(self._on_loader_state_changed)
        parts.loader.listing_changed.connect(self.tally.count_soon)
        parts.pane.servers_changed.connect(self.tally.count_soon)
        parts.marks_changed.connect(self.tally.count_soon)

    def remember(self) -> None:
        """Note where the person is."""
        self._parts.memory.note(**remembered(self._parts.sidebar.place))

    def show_filters(self, place: Place | None = None) -> None:
        """Show the saved filters as they are now; None: where the person is already.

        Args:
            place: where the person is from now on; the filter's text stays as it is.
        """
        parts = self._parts
        if place is not None:
            # First: whatever the sidebar says of its own, the text is no longer a saved filter's.
            parts.pane.show_place(place, text_stays=True)
        parts.pane.bar.saving.show_filters(parts.bookmarks.filters)
        parts.sidebar.show_filters(parts.bookmarks.filters, place)
        if place is not None and parts.sidebar.place != place:
            parts.pane.show_place(parts.sidebar.place, text_stays=True)

    def _on_save_requested(self, text: str) -> None:
        saved = SavedFilter(self._free_name(self._removed.pop(text, text)), text)
        self._parts.bookmarks.save_filter(saved)
        self.show_filters(saved if self._shows_everything() else None)
        self._parts.store_marks()
        self._parts.sidebar.rename(saved)

    def _on_update_requested(self, saved: SavedFilter, text: str) -> None:
        changed = SavedFilter(saved.name, text)
        self._parts.bookmarks.save_filter(changed)
        self.show_filters(changed)
        self._parts.store_marks()
        self._parts.pane.say(self.tr("Filter “{0}” updated").format(saved.name))

    def _on_filter_renamed(self, old: str, new: str) -> None:
        try:
            self._parts.bookmarks.rename_filter(old, new)
        except PortholeError as error:
            self._parts.pane.say(f"{error.trouble.what} {error.trouble.next_step}")
            return
        place = self._parts.sidebar.place
        was_there = isinstance(place, SavedFilter) and place.name == old
        self.show_filters(self._saved(new) if was_there else None)
        self._parts.store_marks()

    def _on_filter_removed(self, name: str) -> None:
        saved = self._saved(name)
        if saved is None:
            return
        place = self._parts.sidebar.place
        was_there = isinstance(place, SavedFilter) and place.name == name
        self._removed[saved.text] = name
        self._parts.bookmarks.remove_filter(name)
        self.show_filters(Everything() if was_there else None)
        self._parts.store_marks()
        if self._parts.pane.bar.box.text().strip() == saved.text:
            words = self.tr("Filter “{0}” removed. Its text stands in the box; Save brings it back.")
        else:
            words = self.tr("Filter “{0}” removed. It was: {1}")
        self._parts.pane.say(words.format(name, saved.text))

    def _on_filter_moved(self, name: str, place: int) -> None:
        self._parts.bookmarks.move_filter(name, place)
        self.show_filters()
        self._parts.store_marks()

    def _on_grouping_chosen(self, grouping: Grouping | None) -> None:
        self._parts.memory.note(
            group_by=grouping.kind.value if grouping else "", group_key=grouping.key if grouping else ""
        )
        self._parts.sidebar.show_grouping(grouping)
        self.tally.count_now()

    def _on_loader_state_changed(self) -> None:
        loader = self._parts.loader
        refused = (one for one in loader.refusals if not self._parts.pane.is_offered(one))
        self._parts.sidebar.show_marks(loader.loading, frozenset(refused))

    def _count(self) -> None:
        parts = self._parts
        servers, grouping = tuple(parts.listing.known), parts.sidebar.grouping
        parts.sidebar.show_counts(
            Counts(
                len(servers),
                self._known(parts.bookmarks.favourites),
                self._known(parts.history.recent),
                count_groups(servers, grouping, self._profile_name) if grouping else (),
            )
        )

    def _known(self, keys: Iterable[ServerKey]) -> int:
        return sum(self._parts.listing.server(key) is not None for key in keys)

    def _profile_name(self, profile_id: str) -> str:
        # Servers of a profile that was just removed may still be there to be counted.
        return next((one.name for one in self._parts.book.profiles if one.id == profile_id), profile_id)

    def _shows_everything(self) -> bool:
        """Whether a saved filter would be about the servers that are shown already."""
        place, profiles = self._parts.sidebar.place, self._parts.book.profiles
        return isinstance(place, Everything | SavedFilter) or (
            isinstance(place, OfProfile) and len(profiles) == 1
        )

    def _saved(self, name: str) -> SavedFilter | None:
        return next((one for one in self._parts.bookmarks.filters if one.name == name), None)

    def _free_name(self, wanted: str) -> str:
        """Return a name that no saved filter has."""
        names = {one.name for one in self._parts.bookmarks.filters}
        numbered = (f"{wanted} ({number})" for number in count(2))
        return next(name for name in chain((wanted,), numbered) if name not in names)
