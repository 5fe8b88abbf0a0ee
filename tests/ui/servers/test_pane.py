"""The list against a real cloud on loopback: what a person sees in each state of affairs."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.demo.web.record import Answer
from launcher.model.errors import Trouble
from launcher.model.server import ServerKey
from launcher.services.scopes import OfProfile
from launcher.ui.notices import Notice
from tests.ui.servers.parts import Pane, make_pane, profile_for

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(servers=24, page_limit=10)) as running:
        yield running


@pytest.fixture
def pane(qtbot: QtBot, cloud: DemoCloud) -> Iterator[Pane]:
    with make_pane(qtbot, [(profile_for(cloud, "prod"), cloud.access.password)]) as made:
        yield made


def load(qtbot: QtBot, pane: Pane) -> None:
    pane.widget.refresh()
    qtbot.waitUntil(lambda: not pane.loader.loading)


def test_the_servers_arrive_page_by_page(qtbot: QtBot, pane: Pane, cloud: DemoCloud) -> None:
    counts = []
    pane.loader.listing_changed.connect(lambda: counts.append(len(pane.listing.visible)))
    pane.widget.refresh()
    assert "Asking for servers" in pane.face_text()
    assert pane.widget.bar.cancel_button.isVisible()
    qtbot.waitUntil(lambda: not pane.loader.loading)
    assert counts == [10, 20, 24]
    assert pane.widget.table.isVisible()
    assert sorted(pane.names()) == sorted(machine.name for machine in cloud.servers())
    assert not pane.widget.bar.cancel_button.isVisible()


def test_cancel_keeps_what_has_arrived(qtbot: QtBot, pane: Pane, cloud: DemoCloud) -> None:
    cloud.answer_next("GET", r"marker=", Answer(503, delay=3.0))
    pane.widget.refresh()
    qtbot.waitUntil(lambda: len(pane.names()) == 10)
    qtbot.mouseClick(pane.widget.bar.cancel_button, LEFT)
    assert not pane.loader.loading
    assert len(pane.names()) == 10
    assert pane.widget.bar.refresh_button.isVisible()


def test_a_pause_the_cloud_asks_for_is_told_kept_and_followed_by_the_rest(
    qtbot: QtBot, pane: Pane, cloud: DemoCloud
) -> None:
    cloud.answer_next("GET", r"marker=", Answer(429, {"Retry-After": "1"}))
    pane.widget.refresh()
    qtbot.waitUntil(pane.widget.notices.isVisible)
    (notice,) = pane.widget.notices.findChildren(Notice)
    assert notice.trouble.next_step == "Porthole goes on by itself in 1 s."
    assert len(pane.names()) == 10
    qtbot.waitUntil(lambda: not pane.loader.loading)
    assert len(pane.names()) == 24
    assert not pane.widget.notices.isVisible()
    statuses = [request.status for request in cloud.requests if "marker" in request.query]
    assert statuses == [429, 200, 200]


def test_cancel_cuts_a_pause_short(qtbot: QtBot, pane: Pane, cloud: DemoCloud) -> None:
    cloud.answer_next("GET", r"servers/detail", Answer(429, {"Retry-After": "50"}))
    pane.widget.refresh()
    qtbot.waitUntil(pane.widget.notices.isVisible)
    qtbot.mouseClick(pane.widget.bar.cancel_button, LEFT)
    assert not pane.widget.notices.isVisible()
    assert pane.widget.bar.refresh_button.isVisible()


def test_typing_filters_and_esc_brings_all_back(qtbot: QtBot, pane: Pane) -> None:
    load(qtbot, pane)
    everyone = pane.names()
    pane.widget.table.setFocus()
    qtbot.keyClicks(pane.widget.table, "w")
    qtbot.keyClicks(pane.widget.bar.box, "eb- active")
    assert set(pane.names()) == {"web-01", "web-02"}
    qtbot.keyClick(pane.widget.bar.box, Qt.Key.Key_Escape)
    assert pane.names() == everyone


def test_a_filter_that_matches_nothing_says_so_and_offers_the_way_back(qtbot: QtBot, pane: Pane) -> None:
    load(qtbot, pane)
    qtbot.keyClicks(pane.widget.bar.box, "no such thing")
    assert "No server matches" in pane.face_text()
    qtbot.mouseClick(pane.button("Clear filter"), LEFT)
    assert len(pane.names()) == 24


def test_enter_in_the_filter_opens_the_first_match(qtbot: QtBot, pane: Pane) -> None:
    load(qtbot, pane)
    qtbot.keyClicks(pane.widget.bar.box, "bastion")
    with qtbot.waitSignal(pane.widget.server_activated) as activated:
        qtbot.keyClick(pane.widget.bar.box, Qt.Key.Key_Return)
    assert activated.args is not None
    assert activated.args[0].name == "bastion"


def test_down_goes_from_the_filter_into_the_list(qtbot: QtBot, pane: Pane) -> None:
    load(qtbot, pane)
    qtbot.keyClick(pane.widget.bar.box, Qt.Key.Key_Down)
    assert pane.widget.table.current_server() == pane.listing.visible[0]


def test_an_empty_project_says_which(qtbot: QtBot, cloud: DemoCloud) -> None:
    profile = profile_for(cloud, "prod", project="sandbox")
    with make_pane(qtbot, [(profile, cloud.access.password)]) as pane:
        pane.widget.show_place(OfProfile("prod"))
        load(qtbot, pane)
        assert "No servers" in pane.face_text()
        assert "sandbox" in pane.face_text()


def test_offline_says_what_to_do_and_comes_back(qtbot: QtBot, pane: Pane, cloud: DemoCloud) -> None:
    cloud.stop_listening()
    load(qtbot, pane)
    assert "127.0.0.1" in pane.face_text()
    assert not pane.widget.notices.isVisible()
    cloud.start_listening()
    qtbot.mouseClick(pane.button("Try again"), LEFT)
    qtbot.waitUntil(lambda: len(pane.names()) == 24)


def test_a_refused_password_is_asked_for_anew(qtbot: QtBot, cloud: DemoCloud) -> None:
    with make_pane(qtbot, [(profile_for(cloud, "prod"), "wrong")]) as pane:
        load(qtbot, pane)
        assert "prod" in pane.face_text()
        with qtbot.waitSignal(pane.remedies.secret_requested) as asked:
            qtbot.mouseClick(pane.button("Enter secret…"), LEFT)
        assert asked.args == ["prod"]


def test_one_cloud_of_three_that_is_down_takes_nothing_from_the_others(
    qtbot: QtBot, cloud: DemoCloud
) -> None:
    with DemoCloud(DemoOptions(servers=3)) as down:
        profiles = [
            (profile_for(cloud, "prod"), cloud.access.password),
            (profile_for(cloud, "stage", project="staging"), cloud.access.password),
            (profile_for(down, "lab"), down.access.password),
        ]
    with make_pane(qtbot, profiles) as pane:
        load(qtbot, pane)
        assert len(pane.names()) == 24 + len(cloud.servers("staging"))
        assert pane.widget.notices.subjects == {"refusal lab"}
        (notice,) = pane.widget.notices.findChildren(Notice)
        assert notice.trouble.cloud == "lab"
        assert pane.button("Try again").isVisible()
        pane.widget.show_place(OfProfile("prod"))
        assert not pane.widget.notices.subjects


def test_a_profile_is_loaded_when_it_is_first_shown_and_not_again(qtbot: QtBot, cloud: DemoCloud) -> None:
    profiles = [
        (profile_for(cloud, "prod"), cloud.access.password),
        (profile_for(cloud, "stage", project="staging"), cloud.access.password),
    ]
    with make_pane(qtbot, profiles) as pane:
        for chosen, project in [("prod", "production"), ("stage", "staging"), ("prod", "production")]:
            pane.widget.show_place(OfProfile(chosen))
            qtbot.waitUntil(lambda: not pane.loader.loading)
            assert set(pane.names()) == {machine.name for machine in cloud.servers(project)}
        first_pages = [
            one for one in cloud.requests if one.path.endswith("/detail") and not one.query.get("marker")
        ]
        assert len(first_pages) == 2


def test_a_refresh_that_is_refused_keeps_the_rows(qtbot: QtBot, pane: Pane, cloud: DemoCloud) -> None:
    load(qtbot, pane)
    cloud.stop_listening()
    load(qtbot, pane)
    assert len(pane.names()) == 24
    assert pane.widget.notices.subjects == {"refusal prod"}


def test_a_deleted_server_leaves_with_the_next_refresh(qtbot: QtBot, pane: Pane, cloud: DemoCloud) -> None:
    load(qtbot, pane)
    gone, stays = pane.listing.visible[0], pane.listing.visible[5]
    pane.widget.table.select(stays.key)
    cloud.delete_server(gone.id)
    load(qtbot, pane)
    assert gone.name not in pane.names()
    assert pane.widget.table.current_server() == stays


def test_a_server_the_cloud_no_longer_knows_leaves_at_once(qtbot: QtBot, pane: Pane) -> None:
    load(qtbot, pane)
    first = pane.listing.visible[0]
    pane.widget.server_vanished(ServerKey("prod", first.id))
    assert first not in pane.listing.visible


def test_a_notice_about_something_else_stays_through_a_refresh(qtbot: QtBot, pane: Pane) -> None:
    pane.widget.notices.post("profiles 0", Trouble("clouds.prod.verify is 3.", "Write true or false."))
    load(qtbot, pane)
    assert pane.widget.notices.subjects == {"profiles 0"}
    (close,) = [one for one in pane.widget.findChildren(QToolButton) if one.accessibleName() == "Dismiss"]
    qtbot.mouseClick(close, LEFT)
    assert not pane.widget.notices.isVisible()


def test_details_come_on_demand_and_can_be_copied(qtbot: QtBot, pane: Pane) -> None:
    trouble = Trouble("No answer.", "Try again.", "prod", "web-01", "req-1", "it said so")
    pane.widget.notices.post("x", trouble)
    (details,) = [one for one in pane.widget.findChildren(QToolButton) if one.text() == "Details"]
    qtbot.mouseClick(details, LEFT)
    qtbot.mouseClick(pane.button("Copy details"), LEFT)
    copied = QGuiApplication.clipboard().text()
    for part in ("No answer.", "prod", "web-01", "req-1", "it said so"):
        assert part in copied
