"""The list from each of the sidebar's places, against a real cloud on loopback."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.bookmarks import SavedFilter
from launcher.services.columns import Column
from launcher.services.groups import Grouping, GroupKind
from launcher.services.places import Place
from launcher.services.scopes import Everything, Favourites, InGroup, OfProfile, Recent
from tests.ui.servers.parts import Pane, make_pane, profile_for

ZONE = InGroup(Grouping(GroupKind.ZONE), "eu-de-02")
WEB = SavedFilter("Web", "name:web")
BROKEN = SavedFilter("Broken", "status:error")


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(servers=24)) as running:
        yield running


@pytest.fixture
def pane(qtbot: QtBot, cloud: DemoCloud) -> Iterator[Pane]:
    profiles = [
        (profile_for(cloud, "prod"), cloud.access.password),
        (profile_for(cloud, "stage", project="staging"), cloud.access.password),
    ]
    with make_pane(qtbot, profiles) as made:
        yield made


def go(qtbot: QtBot, pane: Pane, place: Place) -> None:
    pane.widget.show_place(place)
    qtbot.waitUntil(lambda: not pane.loader.loading)


def test_a_group_is_of_all_profiles_and_the_filter_works_within(qtbot: QtBot, pane: Pane) -> None:
    go(qtbot, pane, ZONE)
    shown = pane.listing.visible
    assert {server.zone for server in shown} == {"eu-de-02"}
    assert {server.profile_id for server in shown} == {"prod", "stage"}
    qtbot.keyClicks(pane.widget.bar.box, "active")
    assert 0 < len(pane.listing.visible) < len(shown)
    assert {server.zone for server in pane.listing.visible} == {"eu-de-02"}


def test_a_saved_filter_brings_its_text_and_takes_it_away_again(qtbot: QtBot, pane: Pane) -> None:
    go(qtbot, pane, OfProfile("stage"))
    go(qtbot, pane, WEB)
    assert pane.widget.bar.box.text() == "name:web"
    assert {server.profile_id for server in pane.listing.visible} == {"prod", "stage"}
    go(qtbot, pane, BROKEN)
    assert pane.names() == ["mail-01"]
    go(qtbot, pane, Everything())
    assert pane.widget.bar.box.text() == ""
    assert len(pane.names()) == 30


def test_a_filter_that_a_person_typed_stays_from_place_to_place(qtbot: QtBot, pane: Pane) -> None:
    qtbot.keyClicks(pane.widget.bar.box, "web")
    go(qtbot, pane, OfProfile("stage"))
    go(qtbot, pane, ZONE)
    assert pane.widget.bar.box.text() == "web"


def test_a_saved_filter_that_was_changed_is_a_persons_text(qtbot: QtBot, pane: Pane) -> None:
    go(qtbot, pane, WEB)
    qtbot.keyClicks(pane.widget.bar.box, " active")
    pane.widget.show_place(WEB)
    assert pane.widget.bar.box.text() == "name:web active"
    assert pane.widget.bar.saving.update_button.isVisible()
    go(qtbot, pane, Everything())
    assert pane.widget.bar.box.text() == "name:web active"


@pytest.mark.parametrize(
    ("place", "title", "advice"),
    [
        (Favourites(), "No favourites here", "Ctrl+D"),
        (Recent(), "No console opened yet", "whose consoles you open"),
        (InGroup(ZONE.grouping, "gone"), "No servers in this group", "sidebar"),
        (InGroup(Grouping(GroupKind.PROFILE), "gone"), "No servers in this group", "sidebar"),
    ],
)
def test_an_empty_place_says_how_it_is_filled(
    qtbot: QtBot, pane: Pane, place: Place, title: str, advice: str
) -> None:
    go(qtbot, pane, place)
    assert pane.face_text().startswith(title)
    assert advice in pane.face_text()


def test_every_place_of_all_profiles_shows_that_they_are_loading(qtbot: QtBot, pane: Pane) -> None:
    pane.widget.show_place(Favourites())
    assert pane.loader.loading == {"prod", "stage"}
    assert "Asking for servers" in pane.face_text()
    assert pane.widget.bar.cancel_button.isVisible()
    qtbot.waitUntil(lambda: not pane.loader.loading)


def test_a_refusal_is_told_beside_a_face_about_something_else(qtbot: QtBot, cloud: DemoCloud) -> None:
    with make_pane(qtbot, [(profile_for(cloud, "prod"), "wrong")]) as pane:
        go(qtbot, pane, Recent())
        assert "No console opened yet" in pane.face_text()
        assert pane.widget.notices.subjects == {"refusal prod"}
        go(qtbot, pane, Everything())
        assert not pane.widget.notices.subjects
        assert "Profile: prod" in pane.face_text()


def test_refresh_loads_all_profiles_of_a_place_and_one_of_its_own(qtbot: QtBot, pane: Pane) -> None:
    go(qtbot, pane, ZONE)
    for place, loading in ((ZONE, {"prod", "stage"}), (OfProfile("prod"), {"prod"})):
        pane.widget.show_place(place)
        qtbot.mouseClick(pane.widget.bar.refresh_button, Qt.MouseButton.LeftButton)
        assert pane.loader.loading == loading
        qtbot.waitUntil(lambda: not pane.loader.loading)


def test_recent_has_an_order_of_its_own_and_leaves_the_others_as_they_are(qtbot: QtBot, pane: Pane) -> None:
    table = pane.widget.table
    table.sortByColumn(Column.STATUS, Qt.SortOrder.DescendingOrder)
    go(qtbot, pane, Recent())
    assert table.horizontalHeader().sortIndicatorSection() == -1
    assert table.sorting() == (Column.STATUS, True), "what is remembered for the next start"
    pane.widget.show_place(Recent())
    go(qtbot, pane, Everything())
    assert table.sorting() == (Column.STATUS, True)
    assert pane.listing.visible[0].status.words == "Unknown"
    go(qtbot, pane, Recent())
    table.sortByColumn(Column.NAME, Qt.SortOrder.DescendingOrder)
    go(qtbot, pane, Everything())
    assert table.sorting() == (Column.STATUS, True), "that was for one visit"
