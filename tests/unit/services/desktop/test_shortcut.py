"""The desktop's shortcut, on a real bus; its portal is one of our own, after the documented interface."""

import threading
from queue import Queue

import pytest

from launcher.services.desktop.bus import BusError, SessionBus
from launcher.services.desktop.shortcut import Bound, GlobalShortcut, ShortcutRefusedError
from tests.portal import portal

Heard = Queue[tuple[str, str]]


@pytest.fixture
def heard() -> Heard:
    return Queue()


@pytest.fixture
def shortcut(bus: SessionBus, heard: Heard) -> GlobalShortcut:
    return GlobalShortcut(
        bus,
        pressed=lambda token: heard.put(("pressed", token)),
        changed=lambda trigger: heard.put(("changed", trigger)),
        lost=lambda: heard.put(("lost", "")),
    )


def bind(shortcut: GlobalShortcut, cancelled: threading.Event | None = None) -> Bound:
    return shortcut.bind("Quick connect", "x11:1a", (cancelled or threading.Event()).is_set)


def test_the_desktop_gives_it_and_says_when_it_is_pressed(shortcut: GlobalShortcut, heard: Heard):
    with portal() as desktop:
        assert shortcut.is_there()
        assert bind(shortcut) == Bound("Ctrl+Alt+K", configurable=True)
        assert desktop.hear() == {
            "bound": "quick-connect",
            "app": "porthole",
            "window": "x11:1a",
            "description": "Quick connect",
            "preferred_trigger": "CTRL+ALT+k",
        }
        desktop.do("press")
        assert heard.get(timeout=10) == ("pressed", "token")
        desktop.do("change Super+K")
        assert heard.get(timeout=10) == ("changed", "Super+K")
        shortcut.configure("")
        assert desktop.hear() == {"configured": True}
        shortcut.release()
        assert desktop.hear() == {"closed": "session"}
        desktop.do("press")
        desktop.end()
        assert heard.empty()


def test_an_older_portal_cannot_be_taken_to_its_settings(shortcut: GlobalShortcut):
    with portal(1):
        assert not bind(shortcut).configurable
        with pytest.raises(BusError):
            shortcut.configure("")


@pytest.mark.parametrize("code", [1, 2])
def test_a_person_who_says_no_gets_none(shortcut: GlobalShortcut, code: int):
    with portal() as desktop:
        bind(shortcut)
        desktop.hear()
        desktop.do(f"refuse {code}")
        assert desktop.hear() == {"refuses": code}
        with pytest.raises(ShortcutRefusedError):
            bind(shortcut)
        assert desktop.hear() == {"closed": "session"}


def test_who_waits_for_an_answer_can_give_up(shortcut: GlobalShortcut):
    with portal() as desktop:
        desktop.do("hold")
        assert desktop.hear() == {"holds": True}
        cancelled = threading.Event()
        cancelled.set()
        with pytest.raises(ShortcutRefusedError):
            bind(shortcut, cancelled)
        assert desktop.hear() == {"closed": "request"}


def test_a_desktop_without_shortcuts_or_without_a_portal_has_none(shortcut: GlobalShortcut):
    assert not shortcut.is_there()
    with portal(0):
        assert not shortcut.is_there()
        with pytest.raises(BusError):
            bind(shortcut)


def test_no_bus_is_no_shortcut(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    bus = SessionBus()
    assert not GlobalShortcut(bus, print, print, print).is_there()
    bus.close()


def test_a_portal_that_was_started_anew_knows_of_none(shortcut: GlobalShortcut, heard: Heard):
    with portal() as desktop:
        bind(shortcut)
        desktop.end()
    with portal() as desktop:
        assert heard.get(timeout=10) == ("lost", "")
        bind(shortcut)
        assert desktop.hear()["app"] == "porthole"
        desktop.do("press")
        assert heard.get(timeout=10) == ("pressed", "token")
