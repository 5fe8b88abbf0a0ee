"""Notifications, on a real bus and with a real process at its other end."""

import time
from collections.abc import Callable
from queue import Queue

import pytest

from launcher.model.notification import Notification
from launcher.services.desktop.bus import BusError, SessionBus
from launcher.services.desktop.notifications import DesktopNotifications
from tests.notification_daemon import Notifications, notification_daemon

SAID = Notification("server prod/1", "web-01 is active", "prod", "Open console")


@pytest.fixture
def chosen() -> Queue[tuple[str, str]]:
    return Queue()


@pytest.fixture
def own(bus: SessionBus, chosen: Queue[tuple[str, str]]) -> DesktopNotifications:
    return DesktopNotifications(bus, lambda *what: chosen.put(what))


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def told(daemon: Notifications, count: int) -> list[dict[str, object]]:
    wait_for(lambda: len(daemon.told) >= count)
    assert len(daemon.told) == count
    return daemon.told


def test_it_is_shown_with_a_button_and_who_clicks_is_heard(own, chosen):
    with notification_daemon() as daemon:
        own.show(SAID)
        (shown,) = told(daemon, 1)
        assert (shown["app"], shown["title"], shown["text"]) == ("Porthole", "web-01 is active", "prod")
        assert shown["actions"] == ["default", "Open console", "open", "Open console"]
        assert shown["hints"] == {"urgency": 1, "desktop-entry": "porthole"}
        assert shown["icon"].startswith("file:///")
        daemon.invoke(shown["number"], "open")
        assert chosen.get(timeout=10) == ("server prod/1", "")
        daemon.invoke(shown["number"], "default", "a-wayland-token")
        assert chosen.get(timeout=10) == ("server prod/1", "a-wayland-token")


def test_another_about_the_same_takes_its_place_unless_it_was_closed(own):
    with notification_daemon() as daemon:
        own.show(SAID)
        own.show(Notification("other", "db-01 is active"))
        own.show(Notification(SAID.subject, "web-01 is in error"))
        assert [one["number"] for one in told(daemon, 3)] == [1, 2, 1]
        assert daemon.told[1]["actions"] == []
        daemon.dismiss(1)
        wait_for(lambda: own._subject_of(1) is None)
        own.show(SAID)
        assert told(daemon, 4)[-1]["number"] == 3


def test_what_is_no_news_any_more_is_taken_away(own):
    with notification_daemon() as daemon:
        own.show(SAID)
        own.withdraw(SAID.subject)
        own.withdraw(SAID.subject)
        assert told(daemon, 2)[-1] == {"closed": 1}


HOSTILE = Notification("x", "<b>web</b> & co", "<img src='x'> & <a href='y'>click</a>")


def test_a_servers_name_is_no_markup(own):
    with notification_daemon("body", "body-markup") as daemon:
        own.show(HOSTILE)
        (shown,) = told(daemon, 1)
        # A title is never markup (specification, "Basic Design").
        assert shown["title"] == HOSTILE.title
        assert shown["text"] == "&lt;img src='x'&gt; &amp; &lt;a href='y'&gt;click&lt;/a&gt;"


def test_what_a_desktop_cannot_do_is_not_asked_of_it(own):
    with notification_daemon("body") as daemon:
        own.show(HOSTILE)
        own.show(SAID)
        assert told(daemon, 2)[0]["text"] == HOSTILE.text
        assert daemon.told[1]["actions"] == []
    with notification_daemon("persistence") as daemon:
        own.show(SAID)
        (shown,) = told(daemon, 1)
        assert (shown["title"], shown["text"]) == ("web-01 is active: prod", "")


def test_neither_addresses_nor_long_texts_are_shown(own):
    url = "https://proxy.example/vnc.html?token=secret"
    with notification_daemon() as daemon:
        own.show(Notification("x", f"{url} failed", f"See {url} and WSS://proxy/x, " + "a" * 400))
        (shown,) = told(daemon, 1)
        assert shown["title"] == "… failed"
        assert shown["text"].startswith("See … and … aaa")
        assert len(shown["text"]) == 300


def test_a_desktop_without_any_is_told_and_one_that_comes_later_is_used(own):
    assert not own.is_there()
    with pytest.raises(BusError):
        own.show(SAID)
    with notification_daemon() as daemon:
        assert own.is_there()
        own.show(SAID)
        told(daemon, 1)
    own.withdraw(SAID.subject)
