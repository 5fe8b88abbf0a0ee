"""The last place is remembered from run to run."""

from typing import Any

import msgspec
import pytest

from launcher.model.bookmarks import SavedFilter
from launcher.model.settings import Settings
from launcher.services.groups import Grouping, GroupKind
from launcher.services.places import Place, grouping_from, place_from, profile_of, remembered, scope_of
from launcher.services.scopes import Everything, Favourites, InGroup, OfProfile, Recent

BROKEN = SavedFilter("Broken", "status:error")
ZONES = Grouping(GroupKind.ZONE)


def settings(**said: Any) -> Settings:
    return msgspec.structs.replace(Settings(group_by="zone"), **said)


@pytest.mark.parametrize(
    "place",
    [Everything(), OfProfile("p"), Favourites(), Recent(), BROKEN, InGroup(ZONES, "eu"), InGroup(ZONES, "")],
)
def test_a_place_comes_back(place: Place) -> None:
    assert place_from(settings(**remembered(place)), (BROKEN,)) == place


def test_nothing_is_left_of_the_place_before() -> None:
    first = settings(**remembered(OfProfile("p")))
    second = msgspec.structs.replace(first, **remembered(Recent()))
    assert place_from(msgspec.structs.replace(second, **remembered(Everything())), ()) == Everything()


def test_settings_of_an_older_porthole_tell_of_a_profile() -> None:
    assert place_from(Settings(chosen_profile="p"), ()) == OfProfile("p")


@pytest.mark.parametrize(
    "said",
    [
        {"chosen_place": "filter", "chosen_name": "removed since"},
        {"chosen_place": "the moon"},
        {"chosen_place": "group", "chosen_name": "eu", "group_by": ""},
        {"chosen_place": "group", "chosen_name": "eu", "group_by": "moon"},
    ],
)
def test_where_a_place_is_gone_all_servers_are_there(said: dict[str, str]) -> None:
    assert place_from(settings(**said), (BROKEN,)) == Everything()


def test_a_grouping_comes_back() -> None:
    assert grouping_from(Settings()) is None
    assert grouping_from(Settings(group_by="tag")) == Grouping(GroupKind.TAG)
    assert grouping_from(Settings(group_by="metadata", group_key="env")) == Grouping(
        GroupKind.METADATA, "env"
    )


@pytest.mark.parametrize(
    ("place", "profile_id"),
    [
        (OfProfile("p"), "p"),
        (InGroup(Grouping(GroupKind.PROFILE), "p"), "p"),
        (InGroup(ZONES, "p"), None),
        (Favourites(), None),
        (BROKEN, None),
    ],
)
def test_whose_servers_a_place_is_about(place: Place, profile_id: str | None) -> None:
    assert profile_of(place) == profile_id


def test_a_saved_filter_is_about_all_servers() -> None:
    assert scope_of(BROKEN) == Everything()
    assert scope_of(Recent()) == Recent()
