"""The places at the left edge: all servers, favourites, recent, profiles, saved filters, groups."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from launcher.model.bookmarks import SavedFilter
from launcher.model.profile import Profile
from launcher.services.groups import Grouping
from launcher.services.places import Place
from launcher.services.scopes import Everything, OfProfile
from launcher.ui.sidebar.contents import Contents, Counts
from launcher.ui.sidebar.places_model import ROW_ROLE, PlacesModel
from launcher.ui.sidebar.places_view import PlacesView
from launcher.ui.sidebar.rows import Row, RowKind, key_of, rows_of

if TYPE_CHECKING:
    from launcher.ui.sidebar.group_menu import GroupMenu


class Sidebar(QWidget):
    """Chooses which servers are listed; adds, changes, orders and removes profiles and saved filters.

    Attributes:
        view: the list of places.
        metadata_keys: returns the keys that servers can be grouped by; whoever knows the servers sets it.
    """

    place_chosen = Signal(object)
    """A :class:`Place`."""

    entered = Signal()
    """The keyboard wants into the chosen place's list."""

    add_requested = Signal()
    edit_requested = Signal(str)
    remove_requested = Signal(str)
    duplicate_requested = Signal(str)

    order_requested = Signal(list)
    """The ids of the profiles, in the order a person gave them."""

    colour_requested = Signal(str, str)
    """A profile's id, and the name of the colour it is to have; empty: none."""

    filter_renamed = Signal(str, str)
    """A saved filter's name, and the one it is to have."""

    filter_removed = Signal(str)
    filter_moved = Signal(str, int)
    """A saved filter's name, and its place among the others, counted from 0."""

    grouping_chosen = Signal(object)
    """A :class:`Grouping`, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents = Contents()
        self._place: Place = Everything()
        self._showing = False
        self.metadata_keys: Callable[[], tuple[str, ...]] = tuple
        self._model = PlacesModel(self)
        self.view = PlacesView(self._model, self)
        self.add_button = QPushButton(self.tr("Add cloud…"), self)
        self.add_button.setToolTip(self.tr("Add a profile (Ctrl+N)"))
        self.add_button.setFlat(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setSpacing(6)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._wire()

    @property
    def place(self) -> Place:
        """Where the person is."""
        return self._place

    @property
    def grouping(self) -> Grouping | None:
        """What groups are made by."""
        return self._contents.grouping

    @cached_property
    def group_menu(self) -> "GroupMenu":
        """The menu that says what groups are made by."""
        from launcher.ui.sidebar.group_menu import GroupMenu  # noqa: PLC0415 - no start needs it

        return GroupMenu(self)

    def show_profiles(self, profiles: tuple[Profile, ...], place: Place | None = None) -> None:
        """Show these profiles; None: where the person is already."""
        self._show(replace(self._contents, profiles=profiles), place)

    def show_filters(self, filters: tuple[SavedFilter, ...], place: Place | None = None) -> None:
        """Show these saved filters; None: where the person is already."""
        self._show(replace(self._contents, filters=filters), place)

    def show_grouping(self, grouping: Grouping | None) -> None:
        """Show groups of another make, as soon as they are counted; None: no groups."""
        counts = replace(self._contents.counts, groups=())
        self._show(replace(self._contents, grouping=grouping, counts=counts))

    def show_marks(self, loading: frozenset[str], refused: frozenset[str]) -> None:
        """Mark the profiles that are being loaded, and those whose last refresh was refused."""
        self._show(replace(self._contents, loading=loading, refused=refused))

    def show_counts(self, counts: Counts) -> None:
        """Show how many servers stand where."""
        self._show(replace(self._contents, counts=counts))

    def rename(self, saved: SavedFilter) -> None:
        """Begin to change a saved filter's name in place."""
        index = self._model.index_of(key_of(saved))
        if index.isValid():
            self.view.scrollTo(index)
            self.view.edit(index)

    def change(self, row: Row) -> None:
        """Begin to change what stands in a row."""
        match row.place:
            case OfProfile(profile_id):
                self.edit_requested.emit(profile_id)
            case SavedFilter() as saved:
                self.rename(saved)

    def remove(self, row: Row) -> None:
        """Ask for what stands in a row to be removed."""
        match row.place:
            case OfProfile(profile_id):
                self.remove_requested.emit(profile_id)
            case SavedFilter(name):
                self.filter_removed.emit(name)

    def _wire(self) -> None:
        self._model.renamed.connect(self.filter_renamed)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.activated.connect(lambda _index: self.entered.emit())
        self.view.edit_wanted.connect(self.change)
        self.view.removal_wanted.connect(self.remove)
        self.view.moved.connect(self._on_moved)
        self.view.heading_pressed.connect(self._on_heading_pressed)
        self.view.customContextMenuRequested.connect(self._on_menu_requested)
        self.add_button.clicked.connect(self.add_requested)

    def _show(self, contents: Contents, place: Place | None = None) -> None:
        if contents == self._contents and place in (None, self._place):
            return
        self._contents, was = contents, self._place
        rows = rows_of(contents, place or was)
        self._place = _still_there(rows, place or was)
        self._showing = True
        self._model.show(rows)
        index = self._model.index_of(key_of(self._place))
        if index.isValid() and index != self.view.currentIndex():
            self.view.setCurrentIndex(index)
        self._showing = False
        if place is None and self._place != was:
            self.place_chosen.emit(self._place)

    def _on_current_changed(self, index: QModelIndex) -> None:
        row: Row | None = index.data(ROW_ROLE) if index.isValid() else None
        if row is not None and row.place is not None and not self._showing:
            self._place = row.place
            self.place_chosen.emit(row.place)

    def _on_moved(self, row: Row, place: int) -> None:
        match row.place:
            case OfProfile(profile_id):
                ids = [one.id for one in self._contents.profiles if one.id != profile_id]
                self.order_requested.emit([*ids[:place], profile_id, *ids[place:]])
            case SavedFilter(name):
                self.filter_moved.emit(name, place)

    def _on_heading_pressed(self, place: QPoint) -> None:
        self.group_menu.popup(place)

    def _on_menu_requested(self, place: QPoint) -> None:
        from launcher.ui.sidebar.row_menu import fill_row_menu  # noqa: PLC0415 - no start needs it

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_row_menu(menu, self, self.view.row_at(place))
        menu.popup(self.view.viewport().mapToGlobal(place))


def _still_there(rows: tuple[Row, ...], place: Place) -> Place:
    """Return a place as its row has it now; where it has none any more, all servers, or the only profile."""
    found = next((row.place for row in rows if row.key == key_of(place)), None)
    if found is not None:
        return found
    whole = (row.place for row in rows if row.kind in (RowKind.EVERYTHING, RowKind.PROFILE))
    return next((one for one in whole if one is not None), Everything())
