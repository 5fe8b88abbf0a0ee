"""What the list is narrowed to before the filter."""

import pytest

from launcher.model.server import Server, ServerKey, ServerStatus
from launcher.services.columns import Column
from launcher.services.groups import Grouping, GroupKind
from launcher.services.listing import ServerListing
from launcher.services.scopes import Everything, Favourites, InGroup, OfProfile, Recent, Scope

FLEET = (
    Server("prod", "1", "web-1", ServerStatus.ACTIVE, zone="de-1", tags=("blue",)),
    Server("prod", "2", "web-2", ServerStatus.SHUTOFF, zone="de-2", metadata=(("env", "prod"),)),
    Server("stage", "1", "db-1", ServerStatus.ACTIVE, zone="de-1", metadata=(("env", "stage"),)),
    Server("stage", "3", "db-10", ServerStatus.ERROR),
)


class Marks:
    """What is favourite and recent, told to a listing."""

    def __init__(self) -> None:
        self.favourites: list[ServerKey] = []
        self.recent: list[ServerKey] = []


@pytest.fixture
def marks() -> Marks:
    return Marks()


@pytest.fixture
def listing(marks: Marks) -> ServerListing:
    made = ServerListing(str.upper, dict, lambda: marks.favourites, lambda: marks.recent)
    made.update(FLEET)
    return made


def shown(listing: ServerListing) -> list[str]:
    listing.refresh()
    return [server.name for server in listing.visible]


@pytest.mark.parametrize(
    ("scope", "names"),
    [
        (Everything(), ["db-1", "db-10", "web-1", "web-2"]),
        (OfProfile("prod"), ["web-1", "web-2"]),
        (OfProfile("gone"), []),
        (InGroup(Grouping(GroupKind.PROFILE), "stage"), ["db-1", "db-10"]),
        (InGroup(Grouping(GroupKind.ZONE), "de-1"), ["db-1", "web-1"]),
        (InGroup(Grouping(GroupKind.ZONE), ""), ["db-10"]),
        (InGroup(Grouping(GroupKind.STATUS), "SHUTOFF"), ["web-2"]),
        (InGroup(Grouping(GroupKind.TAG), "blue"), ["web-1"]),
        (InGroup(Grouping(GroupKind.TAG), ""), ["db-1", "db-10", "web-2"]),
        (InGroup(Grouping(GroupKind.METADATA, "env"), "prod"), ["web-2"]),
        (InGroup(Grouping(GroupKind.METADATA, "env"), ""), ["db-10", "web-1"]),
    ],
)
def test_a_scope_narrows_the_list(listing: ServerListing, scope: Scope, names: list[str]) -> None:
    listing.show_scope(scope)
    assert shown(listing) == names
    assert len(listing) == len(names)
    assert listing.scope == scope


def test_the_filter_looks_within_the_scope(listing: ServerListing) -> None:
    listing.show_scope(OfProfile("prod"))
    listing.filter("-web-1")
    assert shown(listing) == ["web-2"]
    assert len(listing) == 2
    assert len(list(listing.known)) == len(FLEET)


def test_favourites_are_those_of_all_profiles_that_are_known(listing: ServerListing, marks: Marks) -> None:
    marks.favourites = [ServerKey("stage", "3"), ServerKey("prod", "1"), ServerKey("prod", "gone")]
    listing.show_scope(Favourites())
    assert shown(listing) == ["db-10", "web-1"]


def test_a_mark_shows_when_the_listing_is_told(listing: ServerListing, marks: Marks) -> None:
    listing.show_scope(Favourites())
    assert shown(listing) == []
    marks.favourites = [ServerKey("prod", "2")]
    listing.marked()
    assert shown(listing) == ["web-2"]


def test_favourites_come_first_where_they_are_sorted_by(listing: ServerListing, marks: Marks) -> None:
    listing.sort(Column.FAVOURITE)
    assert shown(listing) == ["db-1", "db-10", "web-1", "web-2"]
    marks.favourites = [ServerKey("prod", "2"), ServerKey("stage", "3"), ServerKey("stage", "2")]
    assert listing.marked()
    assert shown(listing) == ["db-10", "web-2", "db-1", "web-1"]
    listing.sort(Column.FAVOURITE, descending=True)
    assert shown(listing) == ["db-1", "web-1", "db-10", "web-2"]


def test_a_mark_asks_for_a_look_only_where_it_can_be_seen(listing: ServerListing) -> None:
    listing.filter("web")
    assert not listing.marked()
    listing.filter("web fav:yes")
    assert listing.marked()


def test_recent_servers_stand_as_they_were_opened_until_a_column_is_sorted(
    listing: ServerListing, marks: Marks
) -> None:
    marks.recent = [ServerKey("prod", "2"), ServerKey("stage", "1"), ServerKey("prod", "1")]
    listing.show_scope(Recent())
    listing.sort(None)
    assert shown(listing) == ["web-2", "db-1", "web-1"]
    listing.sort(Column.NAME)
    assert shown(listing) == ["db-1", "web-1", "web-2"]
    listing.sort(Column.NAME, descending=True)
    assert shown(listing) == ["web-2", "web-1", "db-1"]


def test_without_a_sorted_column_all_others_stand_by_name(listing: ServerListing) -> None:
    listing.sort(None)
    assert shown(listing) == ["db-1", "db-10", "web-1", "web-2"]


def test_a_server_that_changes_leaves_its_group(listing: ServerListing) -> None:
    listing.show_scope(InGroup(Grouping(GroupKind.STATUS), "ERROR"))
    assert shown(listing) == ["db-10"]
    listing.update([Server("stage", "3", "db-10", ServerStatus.ACTIVE)])
    assert shown(listing) == []


def test_a_scope_asks_its_servers_once_and_not_at_each_keystroke() -> None:
    asked = []

    def favourites() -> list[ServerKey]:
        asked.append(True)
        return [ServerKey("prod", "1")]

    listing = ServerListing(str.upper, dict, favourites)
    listing.update(FLEET)
    listing.show_scope(Favourites())
    for text in ("w", "we", "web", "web-"):
        listing.filter(text)
        assert shown(listing) == ["web-1"]
    assert len(asked) == 1
