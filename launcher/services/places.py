"""The places of the sidebar, and how the last one is remembered."""

from collections.abc import Iterable

from launcher.model.bookmarks import SavedFilter
from launcher.model.settings import Settings
from launcher.services.groups import Grouping, GroupKind
from launcher.services.scopes import Everything, Favourites, InGroup, OfProfile, Recent, Scope

Place = Scope | SavedFilter
"""What a person chooses in the sidebar. A saved filter is about all servers."""

_WORDS: dict[str, Scope] = {"favourites": Favourites(), "recent": Recent()}


def scope_of(place: Place) -> Scope:
    """Return which servers a place is about, before any filter."""
    return Everything() if isinstance(place, SavedFilter) else place


def profile_of(place: Place) -> str | None:
    """Return the id of the profile a place is about, or None where it is about all."""
    match place:
        case OfProfile(profile_id):
            return profile_id
        case InGroup(Grouping(GroupKind.PROFILE), profile_id):
            return profile_id
    return None


def remembered(place: Place) -> dict[str, str]:
    """Return a place as the settings that tell of it."""
    said = {"chosen_place": "", "chosen_profile": "", "chosen_name": ""}
    match place:
        case OfProfile(profile_id):
            said["chosen_profile"] = profile_id
        case SavedFilter(name):
            said |= {"chosen_place": "filter", "chosen_name": name}
        case InGroup(_, value):
            said |= {"chosen_place": "group", "chosen_name": value}
        case Favourites() | Recent():
            said["chosen_place"] = next(word for word, scope in _WORDS.items() if scope == place)
    return said


def place_from(settings: Settings, filters: Iterable[SavedFilter]) -> Place:
    """Return the place that settings tell of; all servers where it is no longer there.

    Args:
        settings: as :func:`remembered` has them.
        filters: those there are.
    """
    everything = Everything()
    match settings.chosen_place:
        case "":
            return OfProfile(settings.chosen_profile) if settings.chosen_profile else everything
        case "filter":
            return next((one for one in filters if one.name == settings.chosen_name), everything)
        case "group":
            grouping = grouping_from(settings)
            return InGroup(grouping, settings.chosen_name) if grouping else everything
        case word:
            return _WORDS.get(word, everything)


def grouping_from(settings: Settings) -> Grouping | None:
    """Return what servers were grouped by, or None."""
    if settings.group_by not in set(GroupKind):
        return None
    return Grouping(GroupKind(settings.group_by), settings.group_key)
