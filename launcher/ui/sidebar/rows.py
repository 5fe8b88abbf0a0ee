"""The rows of the sidebar, made of what there is to be shown."""

from collections.abc import Hashable, Iterator
from enum import Enum, auto

import msgspec
from PySide6.QtCore import QCoreApplication

from launcher.model.bookmarks import SavedFilter
from launcher.model.profile import Profile, ProfileColour
from launcher.model.server import ServerStatus
from launcher.services.groups import Group, Grouping, GroupKind
from launcher.services.places import Place
from launcher.services.scopes import Everything, Favourites, InGroup, OfProfile, Recent
from launcher.ui.sidebar.contents import Contents
from launcher.ui.text import visible

MOST_GROUPS = 200
"""More are no help to anybody: metadata can have a value of its own for each server."""


class RowKind(Enum):
    """What a row is."""

    EVERYTHING = auto()
    FAVOURITES = auto()
    RECENT = auto()
    PROFILE = auto()
    FILTER = auto()
    GROUP = auto()
    HEADING = auto()
    GROUP_HEADING = auto()


class Mark(Enum):
    """How a profile's last refresh went."""

    NONE = auto()
    LOADING = auto()
    REFUSED = auto()


class Row(msgspec.Struct, frozen=True):
    """One row.

    Attributes:
        kind: what it is.
        label: as it is shown.
        place: where it leads; None for a heading.
        count: how many servers stand there, or None where that is not told.
        aside: muted, to the right.
        colour: a profile's.
        mark: a profile's.
        said: what a screen reader says.
        tip: its tool tip, or empty.
    """

    kind: RowKind
    label: str
    place: Place | None = None
    count: int | None = None
    aside: str = ""
    colour: ProfileColour = ProfileColour.NONE
    mark: Mark = Mark.NONE
    said: str = ""
    tip: str = ""

    @property
    def key(self) -> Hashable:
        """What stays the same however a row changes."""
        return (self.kind, self.label) if self.place is None else key_of(self.place)

    @property
    def is_heading(self) -> bool:
        """Whether it only stands above others."""
        return self.place is None

    @property
    def can_move(self) -> bool:
        """Whether a person gives it its place."""
        return self.kind in (RowKind.PROFILE, RowKind.FILTER)


def key_of(place: Place) -> Hashable:
    """Return what stays the same however a place changes: another text makes no other filter."""
    return (RowKind.FILTER, place.name) if isinstance(place, SavedFilter) else place


def rows_of(contents: Contents, chosen: Place) -> tuple[Row, ...]:
    """Return all rows, from the top.

    Args:
        contents: what there is to be shown.
        chosen: where the person is: a group does not go from under them when it is empty.
    """
    return (*_fixed(contents), *_profiles(contents), *_filters(contents), *_groups(contents, chosen))


def group_title(grouping: Grouping) -> str:
    """Return what groups are made by, as a person calls it."""
    match grouping.kind:
        case GroupKind.PROFILE:
            return tr("profile")
        case GroupKind.ZONE:
            return tr("zone")
        case GroupKind.STATUS:
            return tr("status")
        case GroupKind.TAG:
            return tr("tag")
        case GroupKind.METADATA:
            return visible(grouping.key)


def group_label(group: str) -> str:
    """Return what a group is called: those without a value have a name too."""
    return visible(group) if group else tr("(none)")


def _fixed(contents: Contents) -> Iterator[Row]:
    counts = contents.counts
    if len(contents.profiles) != 1:
        yield _counted(RowKind.EVERYTHING, tr("All servers"), Everything(), counts.everything)
    yield _counted(RowKind.FAVOURITES, tr("Favourites"), Favourites(), counts.favourites)
    yield _counted(RowKind.RECENT, tr("Recent"), Recent(), counts.recent)


def _profiles(contents: Contents) -> Iterator[Row]:
    if contents.profiles:
        yield _heading(tr("Profiles"))
    for profile in contents.profiles:
        yield _profile(profile, _mark(profile.id, contents))


def _profile(profile: Profile, mark: Mark) -> Row:
    label, aside = visible(profile.name), visible(profile.region_name)
    tip = tr("The last refresh did not succeed.") if mark is Mark.REFUSED else ""
    said = ", ".join(filter(None, (label, tr("profile"), aside, tip)))
    place = OfProfile(profile.id)
    return Row(RowKind.PROFILE, label, place, None, aside, profile.colour, mark, said, tip)


def _mark(profile_id: str, contents: Contents) -> Mark:
    if profile_id in contents.refused:
        return Mark.REFUSED
    return Mark.LOADING if profile_id in contents.loading else Mark.NONE


def _filters(contents: Contents) -> Iterator[Row]:
    if contents.filters:
        yield _heading(tr("Filters"))
    for one in contents.filters:
        label = visible(one.name)
        said = tr("{0}, saved filter").format(label)
        tip = visible(one.text) if one.text != one.name else ""
        yield Row(RowKind.FILTER, label, one, said=said, tip=tip)


def _groups(contents: Contents, chosen: Place) -> Iterator[Row]:
    grouping = contents.grouping
    if grouping is None:
        return
    title, groups = group_title(grouping), contents.counts.groups
    cut = tr("{0} of {1}").format(MOST_GROUPS, f"{len(groups):,}") if len(groups) > MOST_GROUPS else ""
    heading = tr("By {0}").format(title)
    tip = tr("Group by something else")
    yield Row(RowKind.GROUP_HEADING, heading, aside=cut, said=heading, tip=tip)
    shown = groups[:MOST_GROUPS]
    if isinstance(chosen, InGroup) and chosen.grouping == grouping:
        shown = _with_chosen(shown, contents, chosen)
    told = contents.counts.everything is not None
    for group in shown:
        place, count = InGroup(grouping, group.value), group.servers if told else None
        yield _counted(RowKind.GROUP, group_label(group.label), place, count, title)


def _with_chosen(shown: tuple[Group, ...], contents: Contents, chosen: InGroup) -> tuple[Group, ...]:
    value, profiles = chosen.value, {one.id for one in contents.profiles}
    is_gone = chosen.grouping.kind is GroupKind.PROFILE and value not in profiles
    if is_gone or any(one.value == value for one in shown):
        return shown
    empty = Group(value, _label_of(chosen, contents), 0)
    return (*shown, next((one for one in contents.counts.groups if one.value == value), empty))


def _label_of(group: InGroup, contents: Contents) -> str:
    match group.grouping.kind:
        case GroupKind.STATUS if group.value:
            return ServerStatus(group.value).words
        case GroupKind.PROFILE:
            return next(one.name for one in contents.profiles if one.id == group.value)
    return group.value


def _heading(label: str) -> Row:
    return Row(RowKind.HEADING, label, said=label)


def _counted(kind: RowKind, label: str, place: Place, count: int | None, what: str = "") -> Row:
    servers = ""
    if count is not None:
        servers = tr("1 server") if count == 1 else tr("{0} servers").format(f"{count:,}")
    return Row(kind, label, place, count, said=", ".join(filter(None, (label, what, servers))))


def tr(text: str) -> str:
    """Translate."""
    return QCoreApplication.translate("Sidebar", text)
