"""The message bus of the person's session (D-Bus Specification), as much of it as Porthole speaks.

Qt has a binding of its own, whose Python side knows one kind of integer only: it cannot say the unsigned ones
that notifications need. This one is jeepney, which keyring brings along.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from typing import Any, NamedTuple

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    DBusErrorResponse,
    HeaderFields,
    MatchRule,
    MessageType,
    message_bus,
    new_method_call,
)
from jeepney.auth import AuthenticationError  # type: ignore[import-untyped]
from jeepney.io.threading import ReceiveStopped, open_dbus_connection  # type: ignore[import-untyped]

_log = logging.getLogger(__name__)

_SECONDS = 10.0
"""A service that says nothing for so long hangs."""

Heard = Callable[[tuple[Any, ...]], None]
"""Gets what a signal carries, in the bus's own thread."""


class BusError(Exception):
    """There is no bus, or nobody on it who answers, or the answer is an error.

    Attributes:
        name: of the error, as the bus has it (``org.freedesktop.DBus.Error.ServiceUnknown``), or empty.
    """

    def __init__(self, text: str, name: str = "") -> None:
        super().__init__(text)
        self.name = name


class Place(NamedTuple):
    """Somebody on the bus, and what they are asked for.

    Attributes:
        name: of the service; empty for everybody, where it is listened to.
        path: of its object; empty for every one, where it is listened to.
        interface: of that object.
    """

    name: str
    path: str
    interface: str


class Listening(NamedTuple):
    """A signal that somebody listens to."""

    place: Place
    signal: str
    heard: Heard
    about: str = ""

    @property
    def rule(self) -> Any:
        """It, as the bus wants to be told."""
        place = self.place
        rule = MatchRule(
            type="signal",
            sender=place.name or None,
            interface=place.interface,
            member=self.signal,
            path=place.path or None,
        )
        if self.about:
            rule.add_arg_condition(0, self.about)
        return rule

    def fits(self, fields: dict[Any, Any], body: tuple[Any, ...]) -> bool:
        """Whether a message is the signal."""
        return (
            fields.get(HeaderFields.interface) == self.place.interface
            and fields.get(HeaderFields.member) == self.signal
            and self.place.path in {"", fields.get(HeaderFields.path)}
            and (not self.about or body[:1] == (self.about,))
        )


class SessionBus:
    """A connection to the bus, made when it is first needed, and again after it was lost.

    For many threads; a thread of its own waits for what comes. Each method waits for the bus.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._connection: Any = None
        self._receiver: threading.Thread | None = None
        self._answers: dict[int, Future[Any]] = {}
        self._listenings: tuple[Listening, ...] = ()

    @property
    def own_name(self) -> str:
        """The name the bus gave to this connection (``:1.42``).

        Raises:
            BusError: there is no bus.
        """
        with self._lock:
            self._connect()
            return str(self._connection.unique_name)

    def call(
        self, place: Place, method: str, signature: str = "", *values: Any, seconds: float = _SECONDS
    ) -> tuple[Any, ...]:
        """Ask somebody for something, and return the answer.

        Args:
            place: whom.
            method: what for.
            signature: of the values, as D-Bus writes it (``susa{sv}``).
            values: what it takes. A variant is a pair of signature and value.
            seconds: to wait for the answer.

        Raises:
            BusError: there is no bus, nobody there, no answer in time, or an error.
        """
        with self._lock:
            self._connect()
        return self._ask(place, method, signature, values, seconds)

    def listen(self, place: Place, signal: str, heard: Heard, about: str = "") -> Listening:
        """Have ``heard`` called in the bus's own thread whenever somebody sends a signal.

        Args:
            place: who.
            signal: which.
            heard: what hears it.
            about: only where that is the first text it carries; empty: whatever it carries.

        Raises:
            BusError: there is no bus.
        """
        listening = Listening(place, signal, heard, about)
        with self._lock:
            self._connect()
            self._listenings = (*self._listenings, listening)
            self._subscribe(listening)
        return listening

    def stop_listening(self, listening: Listening) -> None:
        """Call nobody any more when that signal comes."""
        with self._lock:
            self._listenings = tuple(one for one in self._listenings if one is not listening)
            if self._connection is not None:
                with suppress(BusError):
                    self._tell_bus(message_bus.RemoveMatch(listening.rule))

    def close(self) -> None:
        """Leave the bus."""
        with self._lock:
            connection, receiver = self._connection, self._receiver
            self._connection = None
            self._listenings = ()
        if connection is not None and receiver is not None:
            connection.interrupt()
            receiver.join(_SECONDS)

    def _connect(self) -> None:
        if self._connection is not None:
            return
        try:
            self._connection = open_dbus_connection()
        except (KeyError, RuntimeError, OSError, AuthenticationError, DBusErrorResponse) as error:
            raise BusError(f"there is no session bus: {type(error).__name__}") from error
        self._receiver = threading.Thread(
            target=self._receive, args=(self._connection,), name="porthole-bus", daemon=True
        )
        self._receiver.start()
        for listening in self._listenings:
            self._subscribe(listening)

    def _subscribe(self, listening: Listening) -> None:
        self._tell_bus(message_bus.AddMatch(listening.rule))

    def _tell_bus(self, message: Any) -> None:
        fields = message.header.fields
        place = Place("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
        self._ask(place, fields[HeaderFields.member], fields[HeaderFields.signature], message.body, _SECONDS)

    def _ask(
        self, place: Place, method: str, signature: str, values: tuple[Any, ...], seconds: float
    ) -> tuple[Any, ...]:
        connection = self._connection
        if connection is None:
            raise BusError("the bus was left")
        address = DBusAddress(place.path, place.name, place.interface)
        message = new_method_call(address, method, signature or None, values)
        serial = next(connection.outgoing_serial)
        answer: Future[Any] = Future()
        self._answers[serial] = answer
        try:
            connection.send(message, serial=serial)
            reply = answer.result(seconds)
        except TimeoutError as error:
            raise BusError(f"{place.name} does not answer") from error
        except OSError as error:
            raise BusError("the bus was lost") from error
        finally:
            self._answers.pop(serial, None)
        if reply.header.message_type is MessageType.error:
            name = str(reply.header.fields.get(HeaderFields.error_name, ""))
            raise BusError(f"{place.name}: {next(iter(reply.body), name)}", name)
        return tuple(reply.body)

    def _receive(self, connection: Any) -> None:
        try:
            while True:
                self._take(connection.receive())
        except (ReceiveStopped, OSError):
            pass
        finally:
            # First: who waits for an answer may hold the lock.
            for answer in tuple(self._answers.values()):
                with suppress(InvalidStateError):  # one of them may have come just now
                    answer.set_exception(ConnectionResetError())
            with self._lock:
                if self._connection is connection:
                    self._connection = None
            with suppress(OSError):
                connection.close()

    def _take(self, message: Any) -> None:
        header = message.header
        answer = self._answers.get(header.fields.get(HeaderFields.reply_serial, -1))
        if answer is not None and not answer.done():
            answer.set_result(message)
        elif header.message_type is MessageType.signal:
            for listening in self._listenings:
                if listening.fits(header.fields, message.body):
                    self._tell(listening, message.body)

    @staticmethod
    def _tell(listening: Listening, body: tuple[Any, ...]) -> None:
        try:
            listening.heard(body)
        except Exception:  # noqa: BLE001 - what one makes of it must not keep others from hearing theirs
            _log.exception("a signal of the bus was not understood: %s", listening.signal)
