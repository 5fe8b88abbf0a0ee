"""What happens out of sight, told by a desktop's notification service, and followed by a click there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from launcher.app import Start
from launcher.demo.cloud import DemoCloud
from launcher.demo.web.record import Answer
from launcher.model.power import PowerAction
from launcher.model.server import Server, ServerKey, ServerStatus
from launcher.services.watching import WatchPace
from tests.end_to_end.hand import settle, wait_until
from tests.end_to_end.places import names
from tests.end_to_end.stage import Stage, stage
from tests.end_to_end.trayer import click_icon, trayer, wait_for_icon
from tests.notification_daemon import Notifications, notification_daemon
from tests.secret_service import private_bus
from tests.unit.services.parts import profile_for


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud() as running:
        yield running


@pytest.fixture
def daemon(meet) -> Iterator[Notifications]:
    display = os.environ["DISPLAY"]
    with private_bus() as environment:
        meet(environment | {"DISPLAY": display})
        with notification_daemon() as running:
            yield running


@pytest.fixture
def on(qapp: QApplication, cloud: DemoCloud, daemon: Notifications) -> Iterator[Stage]:  # noqa: ARG001
    """The program on a desktop that shows notifications."""
    with opened(qapp, cloud) as running:
        yield running


@contextmanager
def opened(qapp: QApplication, cloud: DemoCloud) -> Iterator[Stage]:
    """Run the program on a cloud of its own."""
    with stage(Start(), qapp) as running:
        porthole = running.porthole
        wait_until(lambda: porthole.runner.idle, "the profiles")
        porthole.watching.desk.pace = WatchPace(first=0.1, longest=0.2, each=0.0)
        porthole.book.add_guest(profile_for(cloud), cloud.access.password)
        porthole.show_profiles()
        running.wait_for_servers()
        yield running


def server(on: Stage, name: str) -> Server:
    return next(one for one in on.porthole.listing.known if one.name == name)


def choose_in_menu(on: Stage, name: str, words: str) -> None:
    """Choose something of a server's context menu by mouse."""
    table = on.porthole.pane.table
    on.hand.click_row(table, names(on).index(name), times=1, column=0)
    on.hand.press("Menu")
    wait_until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (action,) = [one for one in menu.actions() if one.text().replace("&", "") == words]
    on.hand.click_action(menu, action)
    wait_until(lambda: QApplication.activePopupWidget() is None, "its end")


def turn_away(on: Stage) -> None:
    """Let the person work in another program."""
    on.porthole.window.showMinimized()
    wait_until(lambda: QApplication.activeWindow() is None, "the keyboard to be elsewhere")


def wait_for_words(daemon: Notifications, title: str) -> dict[str, object]:
    wait_until(lambda: any(one.get("title") == title for one in daemon.told), f"“{title}”")
    return next(one for one in daemon.told if one.get("title") == title)


def test_a_watched_server_is_told_of_and_a_click_opens_its_console(
    on: Stage, cloud: DemoCloud, daemon: Notifications
) -> None:
    web = server(on, "web-01")
    choose_in_menu(on, "web-01", "Tell me when it changes")
    assert on.porthole.bookmarks.watched == {web.key}
    turn_away(on)
    cloud.set_status(web.id, ServerStatus.ERROR)
    told = wait_for_words(daemon, "web-01 is in error")
    assert told["text"] == "prod"
    assert told["actions"] == ["default", "Show", "open", "Show"]
    cloud.set_status(web.id, ServerStatus.ACTIVE)
    told = wait_for_words(daemon, "web-01 is active")
    assert told["number"] == daemon.told[0]["number"], "it takes the place of the one before"
    assert on.porthole.listing.server(web.key).status is ServerStatus.ACTIVE
    assert not on.porthole.consoles.is_open
    daemon.invoke(told["number"], "open")
    wait_until(lambda: on.porthole.consoles.is_open and on.tab is not None, "the console")
    assert on.tab is not None
    assert on.tab.key == web.key
    on.wait_for_remote_pixels(on.tab)


def test_who_looks_at_the_list_is_told_nothing_and_who_wants_no_more_neither(
    on: Stage, cloud: DemoCloud, daemon: Notifications
) -> None:
    web, other = server(on, "web-01"), server(on, "web-02")
    choose_in_menu(on, "web-01", "Tell me when it changes")
    choose_in_menu(on, "web-02", "Tell me when it changes")
    cloud.set_status(web.id, ServerStatus.ERROR)
    wait_until(lambda: status(on, web.key) is ServerStatus.ERROR, "the list to show it")
    choose_in_menu(on, "web-01", "Tell me when it changes")
    turn_away(on)
    cloud.set_status(web.id, ServerStatus.ACTIVE)
    cloud.set_status(other.id, ServerStatus.SHUTOFF)
    told = wait_for_words(daemon, "web-02 is shut off")
    assert daemon.told == [told]
    daemon.invoke(told["number"])
    wait_until(on.porthole.window.isActiveWindow, "the window")
    assert [one.name for one in on.porthole.pane.table.selected_servers()] == ["web-02"]


def test_a_server_that_was_started_is_told_of(on: Stage, daemon: Notifications) -> None:
    off = next(one for one in on.porthole.listing.visible if one.status is ServerStatus.SHUTOFF)
    turn_away(on)
    on.porthole.power.desk.act(PowerAction.START, [off])
    wait_for_words(daemon, f"{off.name} is active")


def test_one_that_was_being_built_is_told_of(on: Stage, cloud: DemoCloud, daemon: Notifications) -> None:
    building = next(one for one in on.porthole.listing.visible if one.status is ServerStatus.BUILD)
    turn_away(on)
    assert on.porthole.watching.desk.keys == {building.key}
    cloud.set_status(building.id, ServerStatus.ACTIVE)
    wait_for_words(daemon, f"{building.name} is active")
    assert not on.porthole.watching.desk.keys


def test_a_console_that_was_not_opened_is_told_of_unless_one_sees_it(
    on: Stage, cloud: DemoCloud, daemon: Notifications
) -> None:
    web = server(on, "web-01")
    cloud.answer_next("POST", r"/remote-consoles", Answer(503), times=9)
    on.porthole.consoles.activate(web, True)
    wait_until(lambda: on.porthole.pane.notices.subjects, "the notice in the list")
    turn_away(on)
    on.porthole.consoles.activate(web, True)
    told = wait_for_words(daemon, "No console of web-01")
    assert len(daemon.told) == 1
    assert "://" not in str(told["text"])
    daemon.invoke(told["number"])
    wait_until(on.porthole.window.isActiveWindow, "the window")


def test_they_can_be_switched_off(on: Stage, cloud: DemoCloud, daemon: Notifications) -> None:
    on.porthole.memory.note(tell_of_servers=False)
    web, other = server(on, "web-01"), server(on, "web-02")
    choose_in_menu(on, "web-01", "Tell me when it changes")
    choose_in_menu(on, "web-02", "Tell me when it changes")
    turn_away(on)
    cloud.set_status(web.id, ServerStatus.ERROR)
    wait_until(lambda: status(on, web.key) is ServerStatus.ERROR, "it to be known")
    settle()
    on.porthole.memory.note(tell_of_servers=True)
    cloud.set_status(other.id, ServerStatus.ERROR)
    told = wait_for_words(daemon, "web-02 is in error")
    assert daemon.told == [told]


def status(on: Stage, key: ServerKey) -> ServerStatus | None:
    known = on.porthole.listing.server(key)
    return known.status if known else None


def test_without_a_service_for_them_the_tray_tells(qapp: QApplication, cloud: DemoCloud) -> None:
    with trayer(), opened(qapp, cloud) as on:
        wait_for_icon(on)
        web = server(on, "web-01")
        choose_in_menu(on, "web-01", "Tell me when it changes")
        click_icon(on)
        wait_until(lambda: not on.porthole.window.isVisible(), "the window's end")
        cloud.set_status(web.id, ServerStatus.ERROR)
        wait_until(lambda: balloon() is not None, "a word beside the icon")
        words = balloon()
        assert words is not None
        assert [one.text() for one in words.findChildren(QLabel) if one.text()] == [
            "web-01 is in error",
            "prod",
        ]
        on.hand.click(words)
        wait_until(on.porthole.window.isActiveWindow, "the window")
        assert [one.name for one in on.porthole.pane.table.selected_servers()] == ["web-01"]


def balloon() -> QWidget | None:
    """Return what Qt shows beside icons in trays."""
    shown = [one for one in QApplication.topLevelWidgets() if one.metaObject().className() == "QBalloonTip"]
    return next((one for one in shown if one.isVisible()), None)
