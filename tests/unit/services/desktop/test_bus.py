"""The message bus, a real one."""

import os
import signal
import threading
import time
from queue import Queue

import pytest
from jeepney import DBusAddress, message_bus, new_signal
from jeepney.io.blocking import open_dbus_connection

from launcher.services.desktop.bus import BusError, Place, SessionBus
from tests.secret_service import private_bus

BUS = Place("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


def test_who_is_asked_answers(bus):
    assert bus.call(BUS, "NameHasOwner", "s", bus.own_name) == (True,)
    assert bus.own_name.startswith(":")


def test_nobody_there_is_an_error_with_its_name(bus):
    with pytest.raises(BusError) as caught:
        bus.call(Place("org.example.Nobody", "/", "org.example.Nobody"), "Hello")
    assert caught.value.name == "org.freedesktop.DBus.Error.ServiceUnknown"


def test_no_bus_is_an_error(monkeypatch):
    for address in ("unix:path=/nonexistent", "tcp:host=nowhere", None):
        if address:
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        else:
            monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
        bus = SessionBus()
        with pytest.raises(BusError):
            bus.call(BUS, "GetId")
        bus.close()


def test_a_signal_is_heard_until_nobody_listens(bus):
    heard: Queue[tuple[object, ...]] = Queue()
    listening = bus.listen(BUS, "NameOwnerChanged", heard.put)
    with open_dbus_connection() as other:
        name = other.unique_name
    assert heard.get(timeout=10) == (name, "", name)
    bus.stop_listening(listening)
    bus.call(BUS, "GetId")
    while not heard.empty():
        heard.get()
    with open_dbus_connection():
        pass
    bus.call(BUS, "GetId")
    assert heard.empty()


def test_only_what_is_asked_about_comes(bus):
    heard: Queue[tuple[object, ...]] = Queue()
    bus.listen(BUS, "NameOwnerChanged", heard.put, about="org.example.Wanted")
    with open_dbus_connection() as other:
        other.send_and_get_reply(message_bus.RequestName("org.example.Other"))
        other.send_and_get_reply(message_bus.RequestName("org.example.Wanted"))
        assert heard.get(timeout=10) == ("org.example.Wanted", "", other.unique_name)


def test_who_stumbles_over_a_signal_keeps_nobody_from_hearing_it(bus, caplog):
    heard: Queue[tuple[object, ...]] = Queue()

    def stumble(_body: object) -> None:
        raise ValueError

    place = Place("", "", "org.example.Tests")
    bus.listen(place, "Said", stumble)
    bus.listen(place, "Said", heard.put)
    with open_dbus_connection() as other:
        other.send(new_signal(DBusAddress("/", interface="org.example.Tests"), "Said", "s", ("word",)))
        assert heard.get(timeout=10) == ("word",)
    assert "not understood: Said" in caplog.text


def test_a_service_that_hangs_is_not_waited_for(bus):
    with open_dbus_connection() as other:
        other.send_and_get_reply(message_bus.RequestName("org.example.Hangs"))
        begun = time.monotonic()
        with pytest.raises(BusError, match="does not answer"):
            bus.call(Place("org.example.Hangs", "/", "org.example.Hangs"), "Hello", seconds=0.2)
    assert time.monotonic() - begun < 5


def test_a_bus_that_was_lost_is_met_again_and_what_was_listened_to_is_heard(meet):
    bus = SessionBus()
    heard: Queue[tuple[object, ...]] = Queue()
    with private_bus() as environment:
        meet(environment)
        bus.listen(BUS, "NameOwnerChanged", heard.put)
        (receiver,) = [one for one in threading.enumerate() if one.name == "porthole-bus"]
        (process,) = bus.call(BUS, "GetConnectionUnixProcessID", "s", BUS.name)
        os.kill(process, signal.SIGKILL)
        receiver.join(10)
        assert not receiver.is_alive()
    with private_bus() as environment:
        meet(environment)
        bus.call(BUS, "GetId")
        with open_dbus_connection() as other:
            name = other.unique_name
        assert heard.get(timeout=10) == (name, "", name)
    bus.close()
